"""The agenda of an overleg: what is on it, why, in which order, and what still stands in the way.

A case comes to the table only as the text that the aandachtsfunctionaris released for this series; without one it is
refused here, for every role. `planning` makes the meeting, `live` runs it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from db.errors import NotFound
from db.records.base import Answer, CompartmentId, RowId, Stored
from db.records.case import Release
from db.records.meeting import (
    AgendaItem,
    Attendance,
    ItemKind,
    ItemStatus,
    Meeting,
    MeetingStatus,
)
from db.roles import Deed
from db.unit import Unit
from mhtui.casework.desk import Desk
from mhtui.casework.errors import AlreadyOnAgenda, InvalidForm, NotReleased, Problem
from mhtui.casework.gate import harmless_of, known_of, written
from mhtui.casework.items import (
    RANK_STEP,
    changeable,
    earlier,
    home,
    items_of,
    meeting_of,
    opened_here,
    series_of,
    written_about,
)
from mhtui.casework.judging import open_markings
from mhtui.casework.lines import ActionRow, ItemRow, item_row, item_rows, open_actions, readable
from mhtui.casework.planning import CARRIED, status_word
from mhtui.casework.release import current
from mhtui.casework.schedule import day_held, holiday

TITLE_LIMIT: Final = 200
"""Characters of the title of a free item, and of why an item is there."""


class Direction(IntEnum):
    """Which way an item moves on the agenda."""

    UP = -1
    DOWN = 1


@dataclass(frozen=True, slots=True)
class AgendaView:
    """Everything the Agenda screen shows of one meeting."""

    meeting: RowId
    series: str
    title: str
    on: date
    planned_on: date
    """The day the series gives; another than `on` when this meeting was moved."""
    status: MeetingStatus
    status_word: str
    item_minutes: int
    items: tuple[ItemRow, ...]
    carried: tuple[ActionRow, ...]
    """Open actions of earlier meetings, longest overdue first."""
    attendance: tuple[Attendance, ...]
    problems: tuple[str, ...]
    """What to look at before the meeting, in Dutch."""


def agenda(desk: Desk, meeting: RowId) -> AgendaView:
    """Return a meeting with its items, the open actions of earlier ones, attendance, and what needs a look."""
    found = meeting_of(desk, meeting)
    series = series_of(desk, found.compartment).opened
    items, on = item_rows(desk, found), found.opened.on
    day = day_held(series, on)
    carried = tuple(row for row in open_actions(desk, found.compartment) if row.meeting_id != meeting)
    return AgendaView(
        meeting=found.id,
        series=series.name,
        title=found.opened.title,
        on=on,
        planned_on=day.planned if day else on,
        status=found.opened.status,
        status_word=status_word(found.opened),
        item_minutes=series.item_minutes,
        items=items,
        carried=carried,
        attendance=found.opened.attendance,
        problems=tuple(_problems(desk, found, items)),
    )


def _problems(desk: Desk, meeting: Stored[Meeting], items: tuple[ItemRow, ...]) -> Iterator[str]:
    if meeting.opened.status is MeetingStatus.CLOSED:
        return
    name = holiday(meeting.opened.on)
    if name:
        yield f"{meeting.opened.on:%d-%m-%Y} is {name}: verplaats de datum als dat beter uitkomt"
    for item in items:
        if not item.released:
            yield f"{item.title}: de tekst is niet vrijgegeven, het overleg ziet alleen het nummer en de codenaam"
    yield from _left_to_judge(desk, meeting.compartment)
    before = earlier(desk, meeting)
    for parked in items_of(desk.store.items, before) if before else ():
        if parked.opened.status is ItemStatus.PARKED and not _stands(parked.opened, items):
            row = item_row(0, parked, released=readable(desk, parked))
            reason = "staat niet op deze agenda" if row.released else "de tekst is niet vrijgegeven"
            yield f"{row.title}: vorige keer geparkeerd, {reason}"


def left_open(desk: Desk) -> int:
    """Return how many drafts closed meetings left open, for who may open them."""
    return desk.store.leftovers.count(compartment=desk.identity) if desk.sees_identity else 0


def _left_to_judge(desk: Desk, here: CompartmentId) -> Iterator[str]:
    """Say what closed meetings left open, this series first; of another series also where to look."""
    if not left_open(desk):
        return
    rows = (row for row in desk.store.leftovers.all(compartment=desk.identity) if not row.is_sealed)
    places = Counter(CompartmentId(row.opened.place) for row in rows)
    for place in sorted(places, key=lambda place: place != here):
        what = "1 concept bleef" if places[place] == 1 else f"{places[place]} concepten bleven"
        where = "" if place == here else f" van {series_of(desk, place).opened.name}: kies eerst die reeks (r)"
        yield f"{what} open bij een eerder overleg{where or ': e opent de besluitenlijst, k beoordeelt'}"


def _stands(item: AgendaItem, rows: tuple[ItemRow, ...]) -> bool:
    if item.case_id:
        return any(row.case_id == item.case_id for row in rows)
    return any(row.kind is item.kind and row.title == item.title for row in rows)


def put_case(desk: Desk, meeting: RowId, case_id: RowId, why: str = "") -> Stored[AgendaItem]:
    """Put a case on the agenda, before the rondvraag, when its text is released for this series.

    Raises `NotReleased` (with what is left to do), `AlreadyOnAgenda`, `InvalidForm`, `MeetingClosed`, `NotAllowed`.
    """
    reason = checked("why", why, needed=False)
    with desk.store.unit(Deed.AGENDA_CHANGED, text=meeting_of(desk, meeting).opened.title) as unit:
        found = changeable(desk, meeting, unit)
        released = current(desk, case_id, found.compartment, unit)
        if released is None:
            raise _not_released(desk, unit, found, case_id)
        unit.subject = released.opened.number
        if any(row.opened.case_id == case_id for row in items_of(unit.view(desk.store.items), found)):
            raise AlreadyOnAgenda(unit.subject)
        return _insert(desk, unit, found, _case_item(found, released.opened, reason))


def _case_item(meeting: Stored[Meeting], released: Release, why: str) -> AgendaItem:
    return AgendaItem(
        meeting_id=meeting.id,
        kind=ItemKind.CASE,
        title=released.number,
        case_id=released.case_id,
        case_number=released.number,
        codename=released.codename,
        exploitation_form=released.exploitation_form,
        why=why,
    )


def _not_released(desk: Desk, unit: Unit, meeting: Stored[Meeting], case_id: RowId) -> NotReleased:
    """Return the refusal with what is left; who cannot open the case learns only who is to act."""
    try:
        case = unit.view(desk.store.cases).get(case_id)
    except NotFound:
        return NotReleased("", ("deze casus is er niet",))
    if case.is_sealed:
        return NotReleased("", ("de aandachtsfunctionaris geeft de casustekst eerst vrij",))
    series = unit.view(desk.store.series).get(meeting.opened.series_id).opened.name
    waiting = len(open_markings(case.opened, known_of(desk, case_id, unit), harmless_of(desk, unit)))
    text = () if case.opened.draft_text.strip() else ("schrijf de casustekst",)
    if waiting:
        text = (f"beoordeel nog {waiting} {'markering' if waiting == 1 else 'markeringen'}",)
    rest = ("beantwoord de vragen voor het vrijgeven", f"geef de tekst vrij voor {series}")
    return NotReleased(case.opened.number, (*text, *rest))


def put_free(desk: Desk, meeting: RowId, title: str, why: str = "") -> Stored[AgendaItem]:
    """Put an item that is not a case on the agenda: the overleg discusses all ondermijning (Lopik, Bijlage 4).

    Raises `InvalidForm`, `MeetingClosed`, `NotAllowed`.
    """
    words, reason = checked("title", title, needed=True), checked("why", why, needed=False)
    with desk.store.unit(Deed.AGENDA_CHANGED, subject=meeting_of(desk, meeting).opened.title) as unit:
        found = changeable(desk, meeting, unit)
        record = AgendaItem(meeting_id=found.id, kind=ItemKind.FREE, title=words, why=reason)
        return _insert(desk, unit, found, record)


def checked(field: str, text: str, *, needed: bool, limit: int = TITLE_LIMIT) -> str:
    """Return a line of text without space around it; raises `InvalidForm` when it is missing or too long."""
    words = text.strip()
    if needed and not words:
        raise InvalidForm(field, Problem.MISSING)
    if len(words) > limit:
        raise InvalidForm(field, Problem.TOO_LONG)
    return words


def _insert(desk: Desk, unit: Unit, meeting: Stored[Meeting], record: AgendaItem) -> Stored[AgendaItem]:
    """Add an item at the end, but before the rondvraag when that closes the agenda."""
    rows = items_of(unit.view(desk.store.items), meeting)
    rank = rows[-1].rank + 1 if rows else meeting.rank * RANK_STEP + 1
    if rows and rows[-1].opened.kind is ItemKind.ROUND:
        unit.change(rows[-1], rank=rank)
        rank = rows[-1].rank
    dossier, said = home(meeting, record.case_id), written(desk, unit, record, meeting.compartment)
    return unit.add(desk.store.items, said, compartment=meeting.compartment, dossier=dossier, rank=rank)


def move(desk: Desk, item: RowId, direction: Direction) -> bool:
    """Let an item and its neighbour change places; False when there is no neighbour on that side.

    Raises `MeetingClosed`, `NotFound`, `NotAllowed`.
    """
    found = opened_here(desk.store.items.get(item))
    meeting = meeting_of(desk, found.opened.meeting_id)
    if _pair(items_of(desk.store.items, meeting), item, direction) is None:
        return False
    with desk.store.unit(Deed.AGENDA_CHANGED, subject=meeting.opened.title) as unit:
        rows = items_of(unit.view(desk.store.items), changeable(desk, meeting.id, unit))
        pair = _pair(rows, item, direction)
        if pair is not None:
            unit.change(pair[0], rank=pair[1].rank)
            unit.change(pair[1], rank=pair[0].rank)
    return pair is not None


def _pair(
    rows: tuple[Stored[AgendaItem], ...], item: RowId, direction: Direction
) -> tuple[Stored[AgendaItem], Stored[AgendaItem]] | None:
    here = next((index for index, row in enumerate(rows) if row.id == item), None)
    if here is None:
        return None
    there = here + direction
    return (rows[here], rows[there]) if 0 <= there < len(rows) else None


def take_off(desk: Desk, item: RowId) -> None:
    """Remove a case or free item that was put on the agenda and about which nothing was written.

    What was spoken about stays: set it to `van tafel` instead. Raises `InvalidForm` for anything else,
    `MeetingClosed`, `NotFound`, `NotAllowed`.
    """
    meeting = meeting_of(desk, opened_here(desk.store.items.get(item)).opened.meeting_id)
    with desk.store.unit(Deed.AGENDA_CHANGED, subject=meeting.opened.title) as unit:
        meeting = changeable(desk, meeting.id, unit)
        found = unit.view(desk.store.items).get(item)
        untouched = found.opened.status is ItemStatus.OPEN and not found.opened.seconds
        if found.opened.kind not in CARRIED or not untouched or meeting.opened.current_item == item:
            raise InvalidForm("item", Problem.NOT_NOW)
        if written_about(desk, unit, found):
            raise InvalidForm("item", Problem.NOT_NOW)
        unit.remove(found)


def set_attendance(desk: Desk, meeting: RowId, function: str, present: Answer) -> Stored[Meeting]:
    """Write down whether a function is at the table; one that was not expected is added. Names are not kept.

    Raises `InvalidForm`, `MeetingClosed`, `NotAllowed`.
    """
    who = checked("function", function, needed=True)
    with desk.store.unit(Deed.AGENDA_CHANGED, subject=meeting_of(desk, meeting).opened.title) as unit:
        found = changeable(desk, meeting, unit)
        listed = {line.function: line for line in found.opened.attendance}
        name = desk.answers.applied(who)
        listed[name] = Attendance(function=name, present=present)
        record = found.opened.model_copy(update={"attendance": tuple(listed.values())})
        return unit.change(found, record=written(desk, unit, record, found.compartment))
