"""The besluitenlijst of one overleg: item by item what became of it, what was noted, decided and agreed.

Read-only, and only what lies in the overleg compartment of the series: it can be read aloud at any table.
"""

from dataclasses import dataclass
from datetime import date, datetime

from db.records.base import RowId
from db.records.meeting import Attendance, MeetingStatus
from mhtui.casework.desk import Desk
from mhtui.casework.items import meeting_of
from mhtui.casework.lines import ActionRow, ItemRow, item_rows
from mhtui.casework.live_view import DecisionLine, NoteLine, live_item
from mhtui.casework.planning import status_word


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item, with what was written about it in this overleg."""

    row: ItemRow
    notes: tuple[NoteLine, ...]
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionRow, ...]
    """Those that no decision made; the others stand with their decision."""


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """Everything that is kept of one overleg."""

    meeting: RowId
    title: str
    on: date
    status: MeetingStatus
    status_word: str
    started_at: datetime | None
    closed_at: datetime | None
    attendance: tuple[Attendance, ...]
    items: tuple[ItemRecord, ...]


def meeting_record(desk: Desk, meeting: RowId) -> MeetingRecord:
    """Return the besluitenlijst of an overleg, also of one that still runs; raises `NotFound`, `NotAllowed`."""
    found = meeting_of(desk, meeting)
    items = []
    for row in item_rows(desk, found):
        written = live_item(desk, found, row)
        own = tuple(action for action in written.actions if action.decision_id is None)
        items.append(ItemRecord(row, written.notes, written.decisions, own))
    record = found.opened
    return MeetingRecord(
        meeting=found.id,
        title=record.title,
        on=record.on,
        status=record.status,
        status_word=status_word(record),
        started_at=record.started_at,
        closed_at=record.closed_at,
        attendance=record.attendance,
        items=tuple(items),
    )
