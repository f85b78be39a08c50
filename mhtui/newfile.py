"""Writes a file that was not there, whole and down to the disk, or leaves nothing: never over something."""

import os
from contextlib import suppress
from pathlib import Path

from mhtui.handin.errors import CannotWrite

OWNER_ALONE = 0o600
EVERYBODY_READS = 0o644


def write_new(path: Path, data: bytes, mode: int = OWNER_ALONE) -> None:
    """Write a new file; raises `FileExistsError`, and `CannotWrite` for whatever else is in the way."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, mode)
    except FileExistsError:
        raise
    except (OSError, ValueError):
        raise CannotWrite("the file cannot be made") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise CannotWrite("the file cannot be written") from None
