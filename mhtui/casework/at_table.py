"""What the overleg had of a case: released, on which agenda, when discussed, which action is due first.

Read for one case or for all at once; the rows of a case lie in the dossier of that case.
"""

from collections import defaultdict
from datetime import date

from db.records.base import DossierId, RowId, State, Stored
from db.records.case import Case, Release
from db.records.meeting import ItemStatus, MeetingStatus
from db.store import Store
from mhtui.casework.desk import Desk
from mhtui.casework.reading import NOT_AT_TABLE, AtTable


def standing(desk: Desk, dossier: DossierId | None = None) -> dict[RowId, list[Stored[Release]]]:
    """Return the releases that stand, of one dossier or of all, by case; only those this session can open."""
    found: dict[RowId, list[Stored[Release]]] = defaultdict(list)
    for place in desk.series_places():
        for row in desk.store.releases.all(compartment=place.id, dossier=dossier):
            if row.opened.withdrawn_at is None:
                found[row.opened.case_id].append(row)
    return dict(found)


def _agenda_days(store: Store, dossier: DossierId | None) -> tuple[dict[RowId, date], dict[RowId, date]]:
    """Return (day of the overleg whose agenda it is on, last day it was discussed), by case."""
    meetings = {row.id: row.opened for row in store.meetings.all() if not row.is_sealed}
    planned: dict[RowId, date] = {}
    discussed: dict[RowId, date] = {}
    for row in store.items.all(dossier=dossier):
        item = None if row.is_sealed else row.opened
        meeting = meetings.get(item.meeting_id) if item else None
        if item is None or meeting is None or item.case_id is None:
            continue
        if item.status is ItemStatus.DISCUSSED:
            discussed[item.case_id] = max(meeting.on, discussed.get(item.case_id, meeting.on))
        elif item.status is ItemStatus.OPEN and meeting.status is not MeetingStatus.CLOSED:
            planned[item.case_id] = min(meeting.on, planned.get(item.case_id, meeting.on))
    return planned, discussed


def _actions_due(store: Store, dossier: DossierId | None) -> dict[RowId, date]:
    """Return the first day on which an open action is due, by case."""
    due: dict[RowId, date] = {}
    for row in store.actions.all(state=State.OPEN, dossier=dossier):
        case_id = None if row.is_sealed else row.opened.case_id
        if case_id is not None and row.due_on is not None:
            due[case_id] = min(row.due_on, due.get(case_id, row.due_on))
    return due


def at_table(desk: Desk, dossier: DossierId | None = None) -> dict[RowId, AtTable]:
    """Return what the overleg had, by case; a case that was never brought to it is not there."""
    releases = standing(desk, dossier)
    planned, discussed = _agenda_days(desk.store, dossier)
    due = _actions_due(desk.store, dossier)
    return {
        case_id: AtTable(
            released_at=max((row.opened.released_at for row in releases.get(case_id, ())), default=None),
            planned_on=planned.get(case_id),
            discussed_on=discussed.get(case_id),
            action_due=due.get(case_id),
        )
        for case_id in {*releases, *planned, *discussed, *due}
    }


def at_table_of(desk: Desk, case: Stored[Case]) -> AtTable:
    """Return what the overleg had of one case."""
    return at_table(desk, case.dossier).get(case.id, NOT_AT_TABLE)
