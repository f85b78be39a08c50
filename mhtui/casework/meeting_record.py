"""The besluitenlijst of one overleg: item by item what became of it, what was noted, decided and agreed.

Read-only, and only what lies in the overleg compartment of the series: it can be read aloud at any table. For the
aandachtsfunctionaris it counts what is registered in a dossier and was written all the same, before it is handed out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from db.records.base import RowId
from db.records.meeting import Attendance, MeetingStatus
from mhtui.anonymise.findings import Layer
from mhtui.casework.desk import Desk
from mhtui.casework.gate import known_of, open_in
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
    """How often it names what is registered in the dossier; only a session that may open it can know."""


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
        said = [each.text for each in written.notes]
        said += [each.text for each in written.decisions]
        said += [each.text for each in written.actions]
        named = _registered(desk, row, said)
        items.append(ItemRecord(row, written.notes, written.decisions, own, named))
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


def _registered(desk: Desk, row: ItemRow, texts: Iterable[str]) -> int:
    """Count in what was written about a case what the table could not know to be registered in its dossier."""
    known = known_of(desk, row.case_id)
    runs = (run for text in (row.why, row.status_reason, *texts) if known and text for run in open_in(text, known))
    return sum(1 for run in runs if run.finding.layer is Layer.KNOWN)
