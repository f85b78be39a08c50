"""The next overleg of a series: planned when somebody first asks for it, with its fixed items and what was left over.

Nothing that was parked, or not reached, may fall out between two meetings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from db.records.base import CompartmentId, RowId, State, Stored
from db.records.meeting import (
    AgendaItem,
    Attendance,
    ItemKind,
    ItemStatus,
    Meeting,
    MeetingStatus,
    Series,
)
from db.repository import Repository
from db.roles import Deed
from db.unit import Unit
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.items import RANK_STEP, changeable, home, items_of, meeting_of, series_of
from mhtui.casework.release import current
from mhtui.casework.schedule import dates_of, day_held, moved

NOT_REACHED: Final = "niet aan de orde gekomen"
NOT_HELD: Final = "overleg niet gehouden"
CARRIED: Final = frozenset({ItemKind.CASE, ItemKind.FREE})
"""Items that come back when they were not dealt with; the fixed ones stand on every agenda."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line of the list of meetings."""

    id: RowId
    on: date
    title: str
    status: MeetingStatus
    status_word: str


def status_word(meeting: Meeting) -> str:
    """Return where a meeting is, in Dutch; one that was passed over says so."""
    over = meeting.status is MeetingStatus.CLOSED
    return "niet gehouden" if over and meeting.started_at is None else meeting.status.value


def meetings(desk: Desk, place: CompartmentId, *, limit: int = 100) -> tuple[MeetingRow, ...]:
    """Return the meetings of a series, newest first."""
    rows = islice(desk.store.meetings.all(compartment=place, newest_first=True), limit)
    return tuple(
        MeetingRow(row.id, row.opened.on, row.opened.title, row.opened.status, status_word(row.opened)) for row in rows
    )


class _PlannedByOther(Exception):  # noqa: N818 - never leaves this module; undoes a unit that has nothing to do
    def __init__(self, meeting: Stored[Meeting]) -> None:
        self.meeting = meeting


def _current(repo: Repository[Meeting], place: CompartmentId, today: date) -> Stored[Meeting] | None:
    """Return the meeting that is running, else the first one planned for today or later."""
    rows = [row for row in repo.all(compartment=place, state=State.OPEN) if not row.is_sealed]
    running = [row for row in rows if row.opened.status is MeetingStatus.RUNNING]
    coming = sorted((row for row in rows if row.opened.on >= today), key=lambda row: row.opened.on)
    return next(iter((*running, *coming)), None)


def next_meeting(desk: Desk, place: CompartmentId) -> Stored[Meeting]:
    """Return the meeting that is running or comes next; planned, with its agenda, when it was not yet there.

    A planned meeting whose day went by without being held is closed as such; its open items come along.
    Raises `NotAllowed`.
    """
    series = series_of(desk, place)
    found = _current(desk.store.meetings, place, desk.today())
    if found is not None:
        return found
    try:
        with desk.store.unit(Deed.MEETING_PLANNED, subject=series.opened.name) as unit:
            _refuse_second(_current(unit.view(desk.store.meetings), place, desk.today()))
            return _plan(desk, unit, series)
    except _PlannedByOther as planned:
        return planned.meeting


def _refuse_second(other: Stored[Meeting] | None) -> None:
    """Undo a unit that has nothing to do: another program planned the meeting in the meantime."""
    if other is not None:
        raise _PlannedByOther(other)


def _plan(desk: Desk, unit: Unit, series: Stored[Series]) -> Stored[Meeting]:
    place, today = series.compartment, desk.today()
    repo = unit.view(desk.store.meetings)
    for passed in tuple(repo.all(compartment=place, state=State.OPEN)):
        _pass_over(desk, unit, passed)
    before = next(repo.all(compartment=place, newest_first=True), None)
    start = max(today, before.opened.on + timedelta(days=1)) if before else today
    on = dates_of(series.opened, start, 1)[0].held
    record = Meeting(
        series_id=series.id,
        on=on,
        title=meeting_title(series.opened, on),
        attendance=tuple(Attendance(function=function) for function in series.opened.functions),
    )
    meeting = unit.add(desk.store.meetings, record, compartment=place)
    for position, item in enumerate(_agenda(desk, unit, meeting, before), 1):
        rank = meeting.rank * RANK_STEP + position
        unit.add(desk.store.items, item, compartment=place, dossier=home(meeting, item.case_id), rank=rank)
    return meeting


def meeting_title(series: Series, on: date) -> str:
    """Return what a meeting is called."""
    return f"{series.name} {on:%d-%m-%Y}"


def _pass_over(desk: Desk, unit: Unit, meeting: Stored[Meeting]) -> None:
    """Close a planned meeting whose day went by."""
    for item in items_of(unit.view(desk.store.items), meeting):
        unit.change(item, record=left_over(item.opened, NOT_HELD), state=State.CLOSED)
    record = meeting.opened.model_copy(update={"status": MeetingStatus.CLOSED})
    unit.change(meeting, record=record, state=State.CLOSED)


def left_over(item: AgendaItem, reason: str) -> AgendaItem:
    """Return an item as it stands when its meeting is over: one that was not dealt with is parked."""
    if item.kind not in CARRIED or item.status is not ItemStatus.OPEN:
        return item
    return item.model_copy(update={"status": ItemStatus.PARKED, "status_reason": reason})


def _agenda(desk: Desk, unit: Unit, meeting: Stored[Meeting], before: Stored[Meeting] | None) -> Iterator[AgendaItem]:
    """Give the items a meeting starts with, in order."""
    minutes = "Vaststellen besluitenlijst"
    if before is not None and before.opened.started_at is not None:
        minutes += f" {before.opened.on:%d-%m-%Y}"
    yield AgendaItem(meeting_id=meeting.id, kind=ItemKind.OPENING, title="Opening")
    yield AgendaItem(meeting_id=meeting.id, kind=ItemKind.ANNOUNCEMENTS, title="Mededelingen")
    yield AgendaItem(meeting_id=meeting.id, kind=ItemKind.MINUTES, title=minutes)
    yield AgendaItem(meeting_id=meeting.id, kind=ItemKind.ACTIONS, title="Acties vorige keer")
    if before is not None:
        yield from _carried(desk, unit, meeting, before)
    yield AgendaItem(meeting_id=meeting.id, kind=ItemKind.ROUND, title="Rondvraag")


def _carried(desk: Desk, unit: Unit, meeting: Stored[Meeting], before: Stored[Meeting]) -> Iterator[AgendaItem]:
    """Give what was parked anew; a case whose text is no longer released stays behind (the agenda says so)."""
    for item in items_of(unit.view(desk.store.items), before):
        old = item.opened
        if old.status is not ItemStatus.PARKED:
            continue
        if old.case_id is not None and current(desk, old.case_id, meeting.compartment, unit) is None:
            continue
        reason = f": {old.status_reason}" if old.status_reason else ""
        why = f"geparkeerd op {before.opened.on:%d-%m-%Y}{reason}"
        fresh = {"meeting_id": meeting.id, "status": ItemStatus.OPEN, "status_reason": "", "seconds": 0, "why": why}
        yield old.model_copy(update=fresh)


def move_date(desk: Desk, meeting: RowId, day: date) -> Stored[Meeting]:
    """Hold one planned meeting on another day; the other dates of the series stay.

    Raises `DateOutOfOrder`, `InvalidForm` (in the past, or the meeting has started), `MeetingClosed`, `NotAllowed`.
    """
    found = meeting_of(desk, meeting)
    series = series_of(desk, found.compartment)
    if day < desk.today():
        raise InvalidForm("on", Problem.IN_THE_PAST)
    with desk.store.unit(Deed.SERIES_CHANGED, subject=found.opened.title, text=f"{day:%d-%m-%Y}") as unit:
        found = changeable(desk, meeting, unit)
        if found.opened.status is not MeetingStatus.PLANNED:
            raise InvalidForm("on", Problem.NOT_NOW)
        series = unit.view(desk.store.series).get(series.id)
        standing = day_held(series.opened, found.opened.on)
        if standing is None:
            raise InvalidForm("on", Problem.NOT_A_DAY)
        unit.change(series, record=moved(series.opened, standing.planned, day))
        record = found.opened.model_copy(update={"on": day, "title": meeting_title(series.opened, day)})
        return unit.change(found, record=record)
