"""A personal key in files: it opens with its wachtzin, and nothing that was changed passes for one."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keys import canonical, passphrase
from keys.errors import KeysError, LimitExceeded, NotAKeyFile, NotAPublicKey, UnsupportedVersion, WrongPassphrase
from keys.holder import HolderKeys
from keys.keyfile import (
    MAX_KEY_FILE,
    KeyFile,
    key_fingerprint,
    make_key_file,
    read_key_file,
    read_public,
    write_public,
)
from keys.passphrase import FLOOR_POLICY
from tests.keys.bombs import whole

WORDS = "zeven groene fietsen café"


@pytest.fixture(scope="module")
def keys() -> HolderKeys:
    """The keys of somebody."""
    return HolderKeys.from_root(bytes(range(32)))


@pytest.fixture(scope="module")
def private(keys: HolderKeys) -> bytes:
    """Their personal file."""
    return make_key_file(keys, WORDS, policy=FLOOR_POLICY)


def test_it_opens_with_its_wachtzin_only(keys: HolderKeys, private: bytes) -> None:
    """The same keys come out, and the root is nowhere to be read in either file."""
    file = read_key_file(private)
    assert file.public == keys.public == read_public(write_public(keys))
    assert file.cost == FLOOR_POLICY.wanted
    assert file.open(WORDS, policy=FLOOR_POLICY).root == keys.root
    with pytest.raises(WrongPassphrase):
        file.open("zeven groene fietsen cafe", policy=FLOOR_POLICY)
    for data in (private, write_public(keys)):
        assert keys.root.hex().encode() not in data
        assert len(data) < MAX_KEY_FILE // 4


def test_a_fingerprint_is_of_all_three_keys(keys: HolderKeys) -> None:
    """Sixteen groups of four, and another for anybody else."""
    shown = key_fingerprint(keys.public)
    assert [len(group) for group in shown.split()] == [4] * 16
    assert shown != key_fingerprint(HolderKeys.generate().public)


def test_the_slot_of_another_file_does_not_fit(private: bytes) -> None:
    """The slot is bound to the public half beside it: nobody puts a key of their own behind a known wachtzin."""
    other = read_key_file(make_key_file(HolderKeys.generate(), WORDS, policy=FLOOR_POLICY))
    with pytest.raises(KeysError):
        KeyFile(read_key_file(private).public, other.slot).open(WORDS, policy=FLOOR_POLICY)


def test_one_kind_of_file_is_not_the_other(keys: HolderKeys, private: bytes) -> None:
    """The private file given for the public one, and the other way about, is refused with its own error."""
    with pytest.raises(NotAPublicKey):
        read_public(private)
    with pytest.raises(NotAKeyFile):
        read_key_file(write_public(keys))


def _edited(data: bytes, **changed: object) -> bytes:
    """Change fields, with a checksum that fits again."""
    fields = {**json.loads(data), **changed}
    fields.pop("checksum")
    return whole(fields)


def test_a_public_key_that_somebody_else_put_together(keys: HolderKeys) -> None:
    """Another sealing key under the same signature: what is granted would be another's to read."""
    other, public = HolderKeys.generate().public, keys.public
    mixed = public.signing + other.sealing + public.backup
    with pytest.raises(NotAPublicKey):
        read_public(_edited(write_public(keys), public=mixed.hex()))
    with pytest.raises(NotAPublicKey):
        read_public(_edited(write_public(keys), public=public.to_bytes()[:-1].hex()))


def test_a_newer_version_says_so(keys: HolderKeys, private: bytes) -> None:
    """Not damaged: newer."""
    with pytest.raises(UnsupportedVersion):
        read_key_file(_edited(private, version=2))
    with pytest.raises(UnsupportedVersion):
        read_public(_edited(write_public(keys), version=2))


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff" * 40, b"[" * 9000, b'{"format":1}', b"MHSIGNAAL\x01"])
def test_what_is_not_ours(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused, and nothing is derived."""
    monkeypatch.setattr(passphrase, "_argon2id", lambda *_: pytest.fail("a key was derived"))
    with pytest.raises(NotAKeyFile):
        read_key_file(data)
    with pytest.raises(NotAPublicKey):
        read_public(data)


def test_what_is_too_large() -> None:
    """By its size, before it is looked at."""
    for read in (read_key_file, read_public):
        with pytest.raises(LimitExceeded):
            read(b" " * (MAX_KEY_FILE + 1))


@settings(max_examples=60)
@given(at=st.integers(0), bit=st.integers(0, 7))
def test_one_flipped_bit(private: bytes, keys: HolderKeys, at: int, bit: int) -> None:
    """Anywhere in either file; without deriving."""
    for data, read in ((private, read_key_file), (write_public(keys), read_public)):
        changed = bytearray(data.strip())
        changed[at % len(changed)] ^= 1 << bit
        with pytest.raises((NotAKeyFile, NotAPublicKey)):
            read(bytes(changed))


def test_the_files_are_canonical(keys: HolderKeys, private: bytes) -> None:
    """One key and one wachtzin have one way of being written, but for the salt."""
    assert canonical.dump(json.loads(private)) == private.strip()
    assert write_public(keys) == write_public(keys)
