"""Looking at many signals at once: one entry in the logboek for all of them, written before anything is shown.

For an export that somebody asked for. A screen shows one signal at a time and says so each time (`intake.look`).
"""

from db.records.base import Stored
from db.records.signal import Signal
from db.roles import Deed
from mhtui.casework.desk import Desk


def inspect_all(desk: Desk) -> tuple[Stored[Signal], ...]:
    """Return every signal, newest first, whole where this session can open it; the logboek then says so.

    Raises `ReadOnlyStore` and what else a unit of work raises when that could not be written.
    """
    rows = tuple(desk.store.signals.all(newest_first=True))
    opened = [row.opened.number for row in rows if not row.is_sealed]
    if opened:
        with desk.store.unit(Deed.LOOKED, subject=f"{opened[-1]} tot en met {opened[0]}", text="alle signalen, heel"):
            pass
    return rows
