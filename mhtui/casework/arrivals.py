"""A file that somebody brings: a filled-in form, or a sealed one; either becomes a signal."""

from pathlib import Path

from db.records.base import Stored
from db.records.signal import Signal
from mhtui.casework.desk import Desk
from mhtui.casework.intake import register
from mhtui.casework.postbox import take_in
from mhtui.forms.reading import read_form
from mhtui.handin.filing import ENDING


def take_in_file(desk: Desk, path: Path) -> Stored[Signal]:
    """Take in one file.

    Raises `FormRefused` and `HandInError` about the file, `AlreadyKnown` and `InvalidForm` about what is in it.
    """
    if path.suffix.lower() == ENDING:
        return take_in(desk, path).stored
    return register(desk, read_form(path))
