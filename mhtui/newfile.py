"""Writes a file whole and down to the disk, or leaves what was: a new one over nothing, one of our own over itself."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from mhtui.handin.errors import CannotWrite, PlaceTaken

OWNER_ALONE = 0o600
EVERYBODY_READS = 0o644

_IN_THE_WAY: Final = {
    errno.ENOENT: "no folder",
    errno.ENOTDIR: "no folder",
    errno.EACCES: "not allowed",
    errno.EPERM: "not allowed",
    errno.EROFS: "not allowed",
    errno.ENOSPC: "no room",
    errno.EDQUOT: "no room",
    errno.EFBIG: "no room",
    errno.ENAMETOOLONG: "no name",
    errno.EINVAL: "no name",
}


def write_new(path: Path, data: bytes, mode: int = OWNER_ALONE) -> None:
    """Write a new file; raises `PlaceTaken`, and `CannotWrite` with what else is in the way."""
    descriptor = make_new(path, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise cannot_write(error) from None


def make_new(path: Path, mode: int = OWNER_ALONE) -> int:
    """Open a file that was not there, to read and write it; raises `PlaceTaken`, `CannotWrite`."""
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), mode)
    except FileExistsError:
        raise PlaceTaken from None
    except (OSError, ValueError) as error:
        raise cannot_write(error) from None


def cannot_write(error: OSError | ValueError) -> CannotWrite:
    """Say what stopped the system from writing a file."""
    if isinstance(error, OSError):
        return CannotWrite(_IN_THE_WAY.get(error.errno or 0, ""))
    return CannotWrite("no name")


def write_over(path: Path, data: bytes) -> None:
    """Put a file of the owner alone in the place of the one before, in a folder that is made; raises `OSError`.

    The one before stays whole until this one is on the disk; each program writes beside it under a name of its own.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.nieuw")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, OWNER_ALONE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
