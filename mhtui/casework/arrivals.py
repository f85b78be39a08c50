"""A file that somebody brings: a filled-in form, or a sealed one; either becomes a signal."""

from dataclasses import dataclass
from pathlib import Path

from db.records.base import Stored
from db.records.signal import Signal
from mhtui.casework.desk import Desk
from mhtui.casework.intake import register
from mhtui.casework.postbox import take_in
from mhtui.forms.reading import read_form
from mhtui.handin.filing import ENDING


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is a signal now."""

    stored: Stored[Signal]
    signer: str | None
    """Who signed inside the seal, as `mhtui.casework.postbox.Opened` says it; None when nobody did."""


def take_in_file(desk: Desk, path: Path) -> Arrival:
    """Take in one file.

    Raises `FormRefused` and `HandInError` about the file, `AlreadyKnown` and `InvalidForm` about what is in it.
    """
    if path.suffix.lower() == ENDING:
        taken = take_in(desk, path)
        return Arrival(taken.stored, taken.signer)
    return Arrival(register(desk, read_form(path)), None)
