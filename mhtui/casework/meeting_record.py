"""The besluitenlijst of one overleg: item by item what became of it, what was noted, decided and agreed.

Read-only, and only what lies in the overleg compartment of the series: it can be read aloud at any table. For the
aandachtsfunctionaris it counts what is registered in a dossier and was written all the same, before it is handed out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.records.base import CompartmentId, RowId
from db.records.meeting import Attendance, MeetingStatus
from mhtui.casework.desk import Desk
from mhtui.casework.gate import known_among, may_check, read_there, registered_in
from mhtui.casework.items import meeting_of
from mhtui.casework.kenmerk import newest
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
    registered: int = 0
    """How often it names what is registered in a dossier of this overleg; only who may open those can know."""

    @property
    def said(self) -> tuple[str, ...]:
        """Every text of it that somebody typed."""
        row, named = self.row, "" if self.row.case_id else self.row.title
        notes = [each.text for each in self.notes]
        decided = [part for made in self.decisions for part in (made.text, made.owner)]
        agreed = [part for made in self.actions for part in (made.text, made.owner)]
        return tuple(each for each in (named, row.why, row.status_reason, *notes, *decided, *agreed) if each)


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
    kenmerk: str
    """Of the newest line of the logboek now: on paper it tells later whether a kluis is an older one."""


def meeting_record(desk: Desk, meeting: RowId) -> MeetingRecord:
    """Return the besluitenlijst of an overleg, also of one that still runs; raises `NotFound`, `NotAllowed`."""
    found = meeting_of(desk, meeting)
    items = []
    for row in item_rows(desk, found):
        written = live_item(desk, found, row)
        own = tuple(action for action in written.actions if action.decision_id is None)
        items.append(ItemRecord(row, written.notes, written.decisions, own))
    if may_check(desk):
        items = _counted(desk, found.compartment, items)
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
        kenmerk=newest(desk.store),
    )


def _counted(desk: Desk, place: CompartmentId, items: Sequence[ItemRecord]) -> list[ItemRecord]:
    """Count in each item what the table could not know to be registered."""
    known = known_among(desk, (item.row.case_id for item in items))

    def times(item: ItemRecord, case: RowId | None) -> int:
        read = read_there(desk, None, place, case)
        return sum(len(registered_in(text, known[case], read)) for text in item.said)

    return [replace(item, registered=times(item, item.row.case_id)) for item in items]
