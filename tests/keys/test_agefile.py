"""age files: what is sealed opens for its holders only, and nothing that is not whole or not ours is ever given."""

import io
import subprocess
import sys
import textwrap
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from keys.agefile import HEADER_BYTES, RECIPIENTS, STANZAS, check_header, seal_stream
from keys.errors import DecryptionError, KeysError, LimitExceeded, Locked, NotGranted, UnsupportedVersion
from keys.holder import HolderKeys
from keys.ring import Ring
from tests.checkout import ROOT

KEYS = HolderKeys.generate()
_SECONDS, _KIB = 1.0, 200 * 1024
"""Hostile files are refused within these (security design, "Must hold" 6)."""


def _sealed(plain: bytes, *keys: HolderKeys) -> bytes:
    out = io.BytesIO()
    seal_stream(io.BytesIO(plain), out, [each.public.backup for each in keys or (KEYS,)])
    return out.getvalue()


def _opened(sealed: bytes, keys: HolderKeys = KEYS) -> bytes:
    with keys.open_stream(io.BytesIO(sealed)) as plain:
        return plain.read()


@given(st.binary(max_size=3000))
def test_what_was_sealed_comes_back(plain: bytes) -> None:
    """For each of the holders, and in the format of age itself."""
    other = HolderKeys.from_root(b"o" * 32)
    sealed = _sealed(plain, KEYS, other)
    assert _opened(sealed) == plain == _opened(sealed, other)
    assert sealed.startswith(b"age-encryption.org/v1\n")


def test_several_chunks_and_as_many_holders_as_there_may_be() -> None:
    """A stream of more than one chunk of 64 KiB; with most recipients the header is still one that we open."""
    many = [HolderKeys.from_root(bytes([number]) * 32) for number in range(RECIPIENTS)]
    plain = bytes(range(256)) * 1024
    sealed = _sealed(plain, *many)
    assert _opened(sealed, many[-1]) == plain
    for count in (0, RECIPIENTS + 1):
        with pytest.raises(LimitExceeded):
            seal_stream(io.BytesIO(b""), io.BytesIO(), [KEYS.public.backup] * count)


def test_another_holder_is_told_that_it_is_not_theirs() -> None:
    """Not as damage: the file is whole."""
    with pytest.raises(NotGranted):
        _opened(_sealed(b"x"), HolderKeys.generate())


def test_a_locked_ring_opens_nothing() -> None:
    """The identity goes with the other keys."""
    ring = Ring("a" * 32, KEYS, ())
    with ring.open_stream(io.BytesIO(_sealed(b"rows"))) as plain:
        assert plain.read() == b"rows"
    ring.lock()
    with pytest.raises(Locked):
        ring.open_stream(io.BytesIO(_sealed(b"rows")))


def test_every_changed_byte_every_truncation_and_what_is_added_is_refused() -> None:
    """Of a file of two chunks: all of the header, and each 97th byte of the rest."""
    sealed = _sealed(b"p" * 70_000)
    header = sealed.index(b"\n---") + 60
    refused = 0
    for at in [*range(header), *range(header, len(sealed), 97), len(sealed) - 1]:
        for damaged in (sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], sealed[:at]):
            with pytest.raises(KeysError):
                _opened(damaged)
            refused += 1
    with pytest.raises(DecryptionError):
        _opened(sealed + b"\0")
    assert refused > 1500


class _Stopped(BaseException):
    """Somebody pressed Ctrl-C."""


class _Stops(io.BytesIO):
    """Breaks off in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Give something once."""
        if self.tell() > 20_000:
            raise _Stopped
        return super().read(size)

    def write(self, data: object, /) -> int:  # noqa: ARG002 - called as every file is
        """Take nothing."""
        raise OSError(28, "No space left on device")


def test_what_breaks_off_is_raised_as_it_is() -> None:
    """A reader that stops and a disk that is full are not called damage, and not hidden in an error of the library."""
    with pytest.raises(_Stopped):
        seal_stream(_Stops(b"p" * 90_000), io.BytesIO(), [KEYS.public.backup])
    with pytest.raises(_Stopped), KEYS.open_stream(_Stops(_sealed(b"p" * 90_000))):
        pytest.fail("half of it was given")
    with pytest.raises(OSError, match="No space"):
        seal_stream(io.BytesIO(b"p"), _Stops(), [KEYS.public.backup])


def test_a_passphrase_is_refused_before_it_costs_anything() -> None:
    """A file that asks for a passphrase names its own cost: 8 GiB if it likes."""
    with pytest.raises(LimitExceeded):
        _opened(pyrage.passphrase.encrypt(b"x", "wilg"))


@pytest.mark.parametrize(
    "start,error",
    [
        (b"", DecryptionError),
        (b"age-encryption.org/v2\n--- x\n", UnsupportedVersion),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", DecryptionError),
        (b"age-encryption.org/v1\n-> X25519 a\nb\n", DecryptionError),
        (b"age-encryption.org/v1\n" + b"-> X25519 a\nb\n" * (STANZAS + 1) + b"--- x\n", LimitExceeded),
        (b"age-encryption.org/v1\n-> ssh-rsa a\nb\n--- x\n", LimitExceeded),
        (b"age-encryption.org/v1\n-> X25519 " + b"a" * HEADER_BYTES, LimitExceeded),
    ],
)
def test_headers_that_the_library_never_sees(start: bytes, error: type[KeysError]) -> None:
    """Too long, too many, for something else than a key, or no header at all."""
    with pytest.raises(error):
        check_header(start)


def test_a_header_of_the_library_itself_passes() -> None:
    """With the stanza that means nothing in it."""
    for _ in range(20):
        check_header(pyrage.encrypt(b"x", [x25519.Identity.generate().to_public()])[:HEADER_BYTES])


_HOSTILE = {
    "20 MB of header": 'b"age-encryption.org/v1\\n-> X25519 " + b"a" * 20_000_000',
    "200,000 stanzas": 'b"age-encryption.org/v1\\n" + b"-> X25519 a\\nb\\n" * 200_000 + b"--- x\\n"',
    "20 MB without a line": 'b"a" * 20_000_000',
    "scrypt of 4 TiB": 'b"age-encryption.org/v1\\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 32\\n" + b"a" * 43 + b"\\n--- x\\n"',
}


@pytest.mark.parametrize("kind", _HOSTILE)
def test_hostile_headers_cost_nothing(kind: str) -> None:
    """Refused within a second and 200 MB, in a process of its own with the time and memory that it says itself."""
    code = f"""
        import io, time
        from keys.errors import KeysError
        from keys.holder import HolderKeys
        from keys import agefile
        file, keys = io.BytesIO({_HOSTILE[kind]}), HolderKeys.generate()
        before = time.monotonic()
        try:
            with keys.open_stream(file):
                print("opened")
        except KeysError as error:
            print(type(error).__name__)
        spent = time.monotonic() - before
        status = dict(line.split(":", 1) for line in open("/proc/self/status"))
        print(spent, status["VmHWM"].split()[0])
    """
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux says how much memory a process had at most")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    name, figures = done.stdout.splitlines()
    assert name in {"LimitExceeded", "DecryptionError"}
    seconds, kib = map(float, figures.split())
    assert seconds < _SECONDS
    assert kib < _KIB
