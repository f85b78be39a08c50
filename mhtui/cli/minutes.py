"""`mhtui besluitenlijst`: the minutes of a closed overleg, on paper or in a file, when they may go round."""

from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write
from mhtui.cli.stop import Stop, day
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.desk import Desk


def run(call: Call) -> int:
    """Write them out; the gate says no otherwise."""
    from mhtui.casework.handing_out import handed_out
    from mhtui.newfile import write_new

    with call.desk() as desk:
        page = handed_out(desk, _wanted(desk, call))
    path = call.word("naar")
    if path is None:
        write(page.removesuffix("\n"))
        return DONE
    write_new(Path(path), page.encode())
    write("✓ Besluitenlijst bewaard.", f"  {one_line(path)}")
    return DONE


def _wanted(desk: "Desk", call: Call) -> "RowId":
    """Return the closed overleg that was asked for, the last one held when no day was named."""
    from db.records.meeting import MeetingStatus

    name, on = call.word("reeks"), day(call.word("op"))
    series = {row.id: row.opened for row in desk.store.series.all() if not row.is_sealed}
    rows = [row for row in desk.store.meetings.all() if not row.is_sealed and row.opened.started_at is not None]
    closed = (row for row in rows if row.opened.status is MeetingStatus.CLOSED and on in {None, row.opened.on})
    found = sorted(
        (row for row in closed if name is None or series[row.opened.series_id].name.casefold() == name.casefold()),
        key=lambda row: row.opened.on,
    )
    if not found:
        raise Stop("Er is voor u geen overleg van die dag en reeks dat gehouden en gesloten is.", REFUSED)
    if on is not None and len(found) > 1:
        raise Stop("Op die dag zijn er meer overleggen; noem de reeks met --reeks.", REFUSED)
    return found[-1].id
