"""What is written for the program `age`: Bech32 as published, and keys that the library reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from keys.bech32 import bech32, identity, recipient
from keys.holder import HolderKeys

_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def _unbech32(text: str) -> tuple[str, bytes]:
    """Read Bech32 back by another route: bit by bit, without the check."""
    prefix, _, data = text.rpartition("1")
    bits = "".join(f"{_SIGNS.index(sign):05b}" for sign in data[:-6])
    return prefix, bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))


def test_age_reads_both_halves_of_a_holder() -> None:
    """The identity we write has the recipient we write."""
    keys = HolderKeys.generate()
    read = x25519.Identity.from_str(identity(keys.backup_secret))
    assert str(read.to_public()) == recipient(keys.public.backup)


@pytest.mark.parametrize(
    "prefix,data,written",
    [
        (
            "abcdef",
            bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df"),
            "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        ),
        ("a", b"", "a12uel5l"),
        ("?", b"", "?1ezyfcl"),
    ],
)
def test_bech32_as_published(prefix: str, data: bytes, written: str) -> None:
    """The valid strings of BIP 173."""
    assert bech32(prefix, data) == written


@given(st.binary(max_size=64))
def test_bech32_gives_every_byte_back(data: bytes) -> None:
    """Whatever the length."""
    assert _unbech32(bech32("x", data)) == ("x", data)
