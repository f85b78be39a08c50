"""Puts a file in its place whole or not at all: written beside it, down to the disk, and only then given its name.

Overwrites nothing. The place may be a removable disk or a network folder: a backup is only ever written once.
"""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from db.backup.container import digest_of_file
from db.errors import AlreadyExists, StorageFailure, StorageFull

PART: Final = ".deel"
"""What the name of a file ends in that is not finished."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


@contextmanager
def mapped_disk() -> Iterator[None]:
    """Turn what the system says of a disk into this floor's errors, without its words: they hold a path."""
    try:
        yield
    except FileExistsError:
        raise AlreadyExists("there is something in this place already") from None
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull("there is no room left") from None
        raise StorageFailure("the disk failed") from None


def place(path: Path, write: Callable[[IO[bytes]], None]) -> str:
    """Write a file of the owner alone, give it its name, and return the SHA-256 of what stands there, in hex.

    Raises `AlreadyExists`, `StorageFull`, `StorageFailure`, and what `write` raises; then there is no such file.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART}")
    with mapped_disk():
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(descriptor, "r+b") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            digest = digest_of_file(part)
            _name(part, path)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        _keep_name(path.parent)
    return digest


def _name(part: Path, path: Path) -> None:
    """Give the finished file its name, unless somebody else has it by now; raises `FileExistsError`."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # FAT and some network folders know no second name for a file
        if path.exists():
            raise FileExistsError from None
        part.rename(path)
    else:
        part.unlink()


def _keep_name(folder: Path) -> None:
    """Wait until the name is on the disk too, where the system can (Windows cannot open a folder)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
