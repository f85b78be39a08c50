"""Seals a stream to holders as an age file, and opens one behind a guard.

What was opened is in a file without a name, of this account alone, and is given only when the last chunk of it held.
age says nothing about who made a file: that, the caller must look for inside. Never opens with a passphrase.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Final, Protocol

import pyrage
from pyrage import x25519

from keys.bech32 import identity, recipient
from keys.errors import DecryptionError, KeysError, LimitExceeded, NotGranted, UnsupportedVersion

HEADER_BYTES: Final = 8 * 1024
"""The library's time goes with the square of a header: 4,000 stanzas take it minutes, 60 take 0.03 s."""
STANZAS: Final = 64
RECIPIENTS: Final = 60
"""The most we seal to; the library adds a stanza of its own that means nothing, and so may the next version of it."""

_FIRST: Final = b"age-encryption.org/v1"
_FAMILY: Final = b"age-encryption.org/"
_STANZA: Final = b"-> "
_LAST: Final = b"--- "
_ALLOWED: Final = b"X25519"
_NOT_THIS_KEY: Final = "No matching keys found"
"""What the library says of a file that is whole but for others."""
_GREASE: Final = b"-grease"
"""How the word of a stanza ends that every reader must pass over (age specification, "ABNF definition")."""


class Source(Protocol):
    """What is read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""


class Sink(Protocol):
    """What is written to."""

    def write(self, data: bytes, /) -> int:
        """Take these bytes."""


class _Ends:
    """Both ends of a stream. The library puts the words of an exception in one of its own: we keep ours, whole."""

    def __init__(self, source: Source, sink: Sink, start: bytes = b"") -> None:
        self._source, self._sink, self._start = source, sink, start
        self.broken: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Read what was looked at already, then the rest."""
        try:
            if self._start:
                part, self._start = self._start[:size], self._start[size:]
                return part
            return self._source.read(size)
        except BaseException as error:
            self.broken = error
            raise

    def write(self, data: bytes) -> int:
        """Write on."""
        try:
            return self._sink.write(data)
        except BaseException as error:
            self.broken = error
            raise

    def flush(self) -> None:
        """Nothing is held back."""


def seal_stream(source: Source, sink: Sink, publics: Sequence[bytes]) -> None:
    """Write all of a stream as an age file that each of these X25519 keys (32 bytes) opens.

    What reading or writing raises is raised from here as it is. Raises `LimitExceeded` for none or more than 60 keys.
    """
    if not 0 < len(publics) <= RECIPIENTS:
        raise LimitExceeded
    ends = _Ends(source, sink)
    try:
        pyrage.encrypt_io(ends, ends, [x25519.Recipient.from_str(recipient(public)) for public in publics])
    except (pyrage.EncryptError, OSError):
        if ends.broken is None:
            raise LimitExceeded from None
    if ends.broken is not None:
        raise ends.broken


def check_header(start: bytes) -> None:
    """Return when the first 8 KiB of a file are a header we dare to give to the library.

    Raises `LimitExceeded` when it is longer, has more than 64 stanzas, or one that is not for a key;
    `UnsupportedVersion`, `DecryptionError`.
    """
    lines = start[:HEADER_BYTES].split(b"\n")
    if lines[0] != _FIRST:
        raise UnsupportedVersion if lines[0].startswith(_FAMILY) else DecryptionError
    stanzas = 0
    for line in lines[1:-1]:
        if line.startswith(_LAST):
            return
        if line.startswith(_STANZA):
            stanzas += 1
            word = line[len(_STANZA) :].split(b" ", 1)[0]
            if stanzas > STANZAS or (word != _ALLOWED and not word.endswith(_GREASE)):
                raise LimitExceeded
    raise LimitExceeded if len(start) >= HEADER_BYTES else DecryptionError


@contextmanager
def opened_stream(source: Source, secret: bytes) -> Iterator[IO[bytes]]:
    """Give what an age file holds, in a file without a name that is gone afterwards, whatever happens.

    Takes an X25519 private key of 32 bytes. Raises what `check_header` raises, `NotGranted` when the file is not for
    this key, `DecryptionError` when a byte of it is not as it was written, and what reading or writing raises.
    """
    start = source.read(HEADER_BYTES)
    check_header(start)
    with TemporaryFile() as plain:
        ends = _Ends(source, plain, start)
        failure: KeysError | None = None
        try:
            pyrage.decrypt_io(ends, ends, [x25519.Identity.from_str(identity(secret))])
        except (pyrage.DecryptError, OSError) as error:
            failure = NotGranted() if str(error) == _NOT_THIS_KEY else DecryptionError()
        if ends.broken is not None:
            raise ends.broken
        if failure is not None:
            raise failure
        plain.seek(0)
        yield plain
