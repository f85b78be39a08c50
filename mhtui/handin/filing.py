"""Seals a filled-in form to a card and writes it: the file is whole or it is not there.

Nothing of the form is written anywhere else, and nobody on the filer's side can open the file again.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from keys.card import Card
from keys.errors import LimitExceeded
from keys.handin import receipt, seal_handin
from mhtui.handin.body import Told, body_of, check, told_in
from mhtui.handin.errors import NotAHandIn, TooLong
from mhtui.newfile import cannot_write

if TYPE_CHECKING:
    from keys.holder import HolderKeys

ENDING: Final = ".mhsignaal"


@dataclass(frozen=True, slots=True)
class Filed:
    """What the filer keeps."""

    path: Path
    receipt: str
    """The receipt number, such as "M-7KQ2-XW4B"; the municipality sees the same one."""


def file_signal(card: Card, told: Told, folder: Path, *, signer: "HolderKeys | None" = None) -> Filed:
    """Seal what is told and write it in the folder.

    Whether the card may be used, the caller has checked. Raises `NothingTold`, `TooLong`, `CannotWrite`,
    `keys.errors.KeyNotTrusted`.
    """
    check(told)
    body = body_of(told)
    try:
        told_in(body)  # what the other side would refuse is better refused here
        data = seal_handin(card, body, signer=signer)
    except (NotAHandIn, LimitExceeded):
        raise TooLong("more than a hand-in may hold") from None
    number = receipt(data)
    path = folder / f"signaal-{number}{ENDING}"
    _write(path, data)
    return Filed(path, number)


def _write(path: Path, data: bytes) -> None:
    """Write the file beside its place, down to the disk, and put it there; raises `CannotWrite`."""
    part = path.with_suffix(".deel")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise cannot_write(error) from None
