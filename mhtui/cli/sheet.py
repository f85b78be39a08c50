"""Keeps what a command made in a new file of its owner alone; nothing is overwritten.

Of the herstelblad and an overdrachtsdossier the file and the room for it are there before anything is made, so that
there is never a code without a sheet.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from mhtui.cli.stop import Stop
from mhtui.exits import STORAGE

if TYPE_CHECKING:
    from mhtui.casework.document import Document
    from mhtui.cli.call import Call

ROOM: Final = 16 * 1024
"""Bytes that are reserved before anything is made; a herstelblad has some 2,000."""


@contextmanager
def reserved(sheet: Path) -> Iterator[IO[bytes]]:
    """Make a file, 0600, with room in it; removed again when something fails.

    Raises `Stop` when something stands there already.
    """
    try:
        descriptor = os.open(sheet, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise Stop("Op de plaats van het nieuwe bestand staat al iets; dat wordt niet overschreven.", STORAGE) from None
    except OSError:
        raise Stop("Het nieuwe bestand kan op die plaats niet gemaakt worden. Er is niets gemaakt.", STORAGE) from None
    try:
        with os.fdopen(descriptor, "r+b") as file:
            filled(file, " " * ROOM)
            yield file
    except BaseException:
        with suppress(OSError):
            sheet.unlink()
        raise


def filled(file: IO[bytes], text: str) -> None:
    """Write the whole file anew, down to the disk; raises `Stop`."""
    try:
        file.seek(0)
        file.write(text.encode())
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        raise Stop("Het nieuwe bestand kan niet geschreven worden. Er is niets gemaakt.", STORAGE) from None


def new_file(path: Path, data: bytes) -> None:
    """Write a new file, whole or not at all; raises `Stop` when something stands there, `CannotWrite`."""
    from mhtui.newfile import write_new

    try:
        write_new(path, data)
    except FileExistsError:
        raise Stop("Op die plaats staat al iets; dat wordt niet overschreven.", STORAGE) from None


def new_document(call: "Call", made: "Document") -> Path:
    """Write a document where and in the form that was asked for; raises as `new_file`."""
    path = Path(call.word("naar") or "")
    new_file(path, made.written(f".{call.word('als_vorm')}"))
    return path
