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
from mhtui.newfile import make_new, write_new

if TYPE_CHECKING:
    from mhtui.casework.document import Document
    from mhtui.cli.call import Call

ROOM: Final = 16 * 1024
"""Bytes that are reserved before anything is made; a herstelblad has some 2,000."""


@contextmanager
def reserved(sheet: Path) -> Iterator[IO[bytes]]:
    """Make a file, 0600, with room in it; removed again when something fails.

    Raises what `mhtui.newfile.make_new` raises.
    """
    descriptor = make_new(sheet)
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


def new_document(call: "Call", made: "Document") -> Path:
    """Write a document where and in the form that was asked for; raises what `write_new` raises."""
    path = Path(call.word("naar") or "")
    write_new(path, made.written(f".{call.word('als_vorm')}"))
    return path
