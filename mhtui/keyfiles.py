"""Personal keys as files on this computer: a private one for its owner, and beside it the public one to give away.

Nothing is written over, and a private file is readable by its owner alone from the moment it is there. What it reads it
limits first: a file may be anything.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from keys.holder import HolderKeys, HolderPublic
from keys.keyfile import (
    MAX_KEY_FILE,
    KeyFile,
    key_fingerprint,
    make_key_file,
    read_key_file,
    read_public,
    write_public,
)
from mhtui.handin.errors import CannotRead, PlaceTaken
from mhtui.newfile import EVERYBODY_READS, cannot_write, write_new

if TYPE_CHECKING:
    from keys.passphrase import CostPolicy

PRIVATE: Final = ".mhsleutel"
PUBLIC: Final = ".mhopenbaar"


@dataclass(frozen=True, slots=True)
class MadeKey:
    """Two files that were just made."""

    private: Path
    public: Path
    fingerprint: str
    """To be read out loud to who gives the key."""


def key_file_at(path: Path) -> KeyFile:
    """Read a private file; raises `CannotRead` and what `keys.keyfile.read_key_file` raises."""
    return read_key_file(_content(path))


def public_at(path: Path) -> HolderPublic:
    """Read a public file; raises `CannotRead` and what `keys.keyfile.read_public` raises."""
    return read_public(_content(path))


def make_key(path: Path, passphrase: str, *, policy: "CostPolicy") -> MadeKey:
    """Make a personal key in two new files; takes a second.

    Raises `PlaceTaken` when something stands in either place, `CannotWrite`, `keys.errors.LimitExceeded`.
    """
    private = path if path.suffix == PRIVATE else path.with_name(f"{path.name}{PRIVATE}")
    public = private.with_suffix(PUBLIC)
    if private.exists() or public.exists():
        raise PlaceTaken
    keys = HolderKeys.generate()
    write_new(private, make_key_file(keys, passphrase, policy=policy))
    try:
        write_new(public, write_public(keys), EVERYBODY_READS)
    except BaseException:
        with suppress(OSError):
            private.unlink()
        raise
    return MadeKey(private, public, key_fingerprint(keys.public))


def change_words(path: Path, now: str, wanted: str, *, policy: "CostPolicy") -> None:
    """Put another passphrase before a private file; the old file stays whole until the new one is complete.

    Raises what `key_file_at`, `KeyFile.open` and `make_key_file` raise, and `CannotWrite`.
    """
    keys = key_file_at(path).open(now, policy=policy)
    fresh = path.with_suffix(".nieuw")
    with suppress(OSError):
        fresh.unlink(missing_ok=True)
    try:
        write_new(fresh, make_key_file(keys, wanted, policy=policy))
        fresh.replace(path)
    except OSError as error:
        raise cannot_write(error) from None


def _content(path: Path) -> bytes:
    """Read at most a key's worth of a real file; raises `CannotRead`."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_KEY_FILE + 1)
    except (OSError, ValueError):
        pass
    raise CannotRead("the key file cannot be read")
