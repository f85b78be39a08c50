"""Agenda items as they stand in the store: their order, and whose dossier the text about them belongs to.

What is about a case lies under the case's own data key, so that it goes when the case is shredded; everything else
lies under the meeting's. Reads only; `agenda` and `live` write.
"""

from typing import Final, TypeVar

from db.errors import NotAllowed
from db.records.base import CompartmentId, DossierId, Record, RowId, Stored
from db.records.meeting import AgendaItem, Meeting, MeetingStatus, Series
from db.repository import Repository
from db.unit import Unit
from mhtui.casework.desk import Desk
from mhtui.casework.errors import MeetingClosed

RANK_STEP: Final = 10_000
"""Room for this many places on one agenda: an item's rank is the meeting's rank times this, plus its place."""


R = TypeVar("R", bound=Record)


def opened_here(row: Stored[R]) -> Stored[R]:
    """Return a row that this session can open; raises `NotAllowed` for one of another series."""
    if row.is_sealed:
        raise NotAllowed("this session holds no key of this series")
    return row


def series_of(desk: Desk, place: CompartmentId) -> Stored[Series]:
    """Return the series whose compartment this is; raises `NotAllowed` when this session cannot open it."""
    found = next(iter(desk.store.series.all(compartment=place)), None)
    if found is None:
        raise NotAllowed("this compartment is not of a series")
    return opened_here(found)


def meeting_of(desk: Desk, meeting: RowId, unit: Unit | None = None) -> Stored[Meeting]:
    """Return a meeting as it is now, or as this unit sees it; raises `NotFound`, `NotAllowed`."""
    repo = unit.view(desk.store.meetings) if unit else desk.store.meetings
    return opened_here(repo.get(meeting))


def changeable(desk: Desk, meeting: RowId, unit: Unit) -> Stored[Meeting]:
    """Return a meeting that is not over, inside a unit; raises `MeetingClosed`."""
    found = meeting_of(desk, meeting, unit)
    if found.opened.status is MeetingStatus.CLOSED:
        raise MeetingClosed("this overleg is over")
    return found


def items_of(items: Repository[AgendaItem], meeting: Stored[Meeting]) -> tuple[Stored[AgendaItem], ...]:
    """Return the items of a meeting in the order of its agenda."""
    lowest = meeting.rank * RANK_STEP
    found = []
    for row in items.all(compartment=meeting.compartment, state=meeting.state, newest_first=True):
        if row.rank < lowest:
            break
        if row.opened.meeting_id == meeting.id:
            found.append(row)
    return tuple(reversed(found))


def home(meeting: Stored[Meeting], case_id: RowId | None) -> DossierId:
    """Return the dossier of text about an item: the case's, or for any other item the meeting's."""
    return DossierId(case_id) if case_id else meeting.dossier


def earlier(desk: Desk, meeting: Stored[Meeting]) -> Stored[Meeting] | None:
    """Return the meeting of the series before this one that is over, held or not."""
    rows = desk.store.meetings.all(compartment=meeting.compartment, newest_first=True)
    over = (row for row in rows if row.rank < meeting.rank and row.opened.status is MeetingStatus.CLOSED)
    return next(over, None)


def written_about(desk: Desk, unit: Unit, item: Stored[AgendaItem]) -> bool:
    """Whether a note, decision or action hangs on this item, or the draft of one."""
    store, place, dossier = desk.store, item.compartment, item.dossier
    notes = (row.opened.item_id for row in unit.view(store.notes).all(compartment=place, dossier=dossier))
    decisions = (row.opened.item_id for row in unit.view(store.decisions).all(compartment=place, dossier=dossier))
    actions = (row.opened.item_id for row in unit.view(store.actions).all(compartment=place, dossier=dossier))
    running = DossierId(item.opened.meeting_id)
    drafts = (row.opened.said.item_id for row in unit.view(store.drafts).all(compartment=place, dossier=running))
    return item.id in {*notes, *decisions, *actions, *drafts}
