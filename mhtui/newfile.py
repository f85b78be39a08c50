"""Writes a file that was not there, whole and down to the disk, or leaves nothing: never over something."""

import errno
import os
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
