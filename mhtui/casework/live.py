"""Running an overleg: start, the item on the table and its clock, what became of an item, and closing.

Only a session unlocked for the table runs it (`NotAtTable` for all others): what it cannot open, it cannot show on a
beamer. Each function returns when its change is committed, so that a crash loses nothing; the clock is in the store.
Notes, decisions and actions are `minutes`; what the screen draws is `live_view`.
"""

from datetime import datetime
from typing import Final

from db.records.base import CompartmentId, RowId, State, Stored
from db.records.draft import Leftover
from db.records.meeting import (
    AgendaItem,
    ItemStatus,
    Meeting,
    MeetingStatus,
)
from db.roles import Deed
from db.unit import Unit
from keys.directory import Kind, Role
from mhtui.casework.agenda import Direction, checked
from mhtui.casework.desk import Desk
from mhtui.casework.errors import AlreadyRunning, InvalidForm, MeetingClosed, MeetingNotRunning, NotAtTable, Problem
from mhtui.casework.gate import written
from mhtui.casework.items import changeable, items_of, meeting_of, opened_here, written_about
from mhtui.casework.planning import CARRIED, NOT_REACHED, left_over

TABLE: Final = frozenset({Role.OVERLEG, Role.KETEN, Role.ZORG})
"""Roles whose session may run an overleg."""
TALKED_ABOUT: Final = 30
"""Seconds after which a case that is left with "next" counts as discussed, also when nothing was written: passing
over it with two quick keys must not take it off the next agenda."""


def at_table(desk: Desk) -> None:
    """Raise `NotAtTable` unless this session may run an overleg."""
    if desk.role not in TABLE:
        raise NotAtTable("an overleg is run by a session unlocked for the table, which cannot open names")


def running(desk: Desk, meeting: RowId, unit: Unit) -> Stored[Meeting]:
    """Return a meeting that is going on, inside a unit; raises `MeetingClosed`, `MeetingNotRunning`."""
    return still_running(changeable(desk, meeting, unit))


def still_running(meeting: Stored[Meeting]) -> Stored[Meeting]:
    """Return the meeting when it is going on; raises `MeetingClosed`, `MeetingNotRunning`."""
    if meeting.opened.status is MeetingStatus.CLOSED:
        raise MeetingClosed("this overleg is over")
    if meeting.opened.status is not MeetingStatus.RUNNING:
        raise MeetingNotRunning("this overleg has not started")
    return meeting


def tick(desk: Desk) -> datetime:
    """Return the moment now in whole seconds, so that times add up to the time that went by."""
    return desk.now().replace(microsecond=0)


def start(desk: Desk, meeting: RowId) -> Stored[Meeting]:
    """Open the overleg with its first item and start the clock.

    Raises `NotAtTable`, `AlreadyRunning`, `MeetingClosed`, `InvalidForm` when it was started before.
    """
    at_table(desk)
    with desk.store.unit(Deed.MEETING_RUN, subject=meeting_of(desk, meeting).opened.title, text="geopend") as unit:
        found = changeable(desk, meeting, unit)
        if found.opened.status is MeetingStatus.RUNNING:
            raise InvalidForm("meeting", Problem.NOT_NOW)
        others = unit.view(desk.store.meetings).all(compartment=found.compartment, state=State.OPEN)
        if any(other.opened.status is MeetingStatus.RUNNING for other in others):
            raise AlreadyRunning("another overleg of this series is still running")
        first = next(iter(items_of(unit.view(desk.store.items), found)), None)
        now = tick(desk)
        update = {
            "status": MeetingStatus.RUNNING,
            "started_at": now,
            "current_item": first.id if first else None,
            "current_since": now,
        }
        unit.open_drafts(found.dossier, found.compartment)
        return unit.change(found, record=found.opened.model_copy(update=update))


def _stop_clock(desk: Desk, unit: Unit, meeting: Stored[Meeting], now: datetime) -> Stored[AgendaItem] | None:
    """Add the time since the clock was started to the current item; returns that item."""
    record = meeting.opened
    if record.current_item is None:
        return None
    item = unit.view(desk.store.items).get(record.current_item)
    used = int((now - record.current_since).total_seconds()) if record.current_since else 0
    if used <= 0:
        return item
    return unit.change(item, record=item.opened.model_copy(update={"seconds": item.opened.seconds + used}))


def _go_to(unit: Unit, meeting: Stored[Meeting], item: RowId, now: datetime) -> Stored[Meeting]:
    """Put an item on the table; a clock that stands still keeps standing still."""
    since = None if meeting.opened.current_since is None else now
    record = meeting.opened.model_copy(update={"current_item": item, "current_since": since})
    return unit.change(meeting, record=record)


def open_item(desk: Desk, meeting: RowId, item: RowId) -> Stored[Meeting]:
    """Put any item on the table; the time of the one before it is kept.

    Raises `NotAtTable`, `MeetingNotRunning`, `MeetingClosed`, `InvalidForm` when the item is not on this agenda.
    """
    at_table(desk)
    with desk.store.unit(Deed.MEETING_RUN, subject=meeting_of(desk, meeting).opened.title) as unit:
        found, now = running(desk, meeting, unit), tick(desk)
        if all(row.id != item for row in items_of(unit.view(desk.store.items), found)):
            raise InvalidForm("item", Problem.UNKNOWN_VALUE)
        _stop_clock(desk, unit, found, now)
        return _go_to(unit, found, item, now)


def next_item(desk: Desk, meeting: RowId) -> Stored[Meeting]:
    """Go on to the next item and tick off the one that is left, when it was dealt with; stays on the last one.

    A case or free item was dealt with when something was written about it or it took half a minute.
    Raises as `open_item`.
    """
    return _step(desk, meeting, Direction.DOWN)


def previous_item(desk: Desk, meeting: RowId) -> Stored[Meeting]:
    """Go back to the item before; nothing is ticked off, time is kept. Raises as `open_item`."""
    return _step(desk, meeting, Direction.UP)


def _step(desk: Desk, meeting: RowId, direction: Direction) -> Stored[Meeting]:
    at_table(desk)
    with desk.store.unit(Deed.MEETING_RUN, subject=meeting_of(desk, meeting).opened.title) as unit:
        found, now = running(desk, meeting, unit), tick(desk)
        rows = items_of(unit.view(desk.store.items), found)
        here = next((index for index, row in enumerate(rows) if row.id == found.opened.current_item), 0)
        there = min(max(here + direction, 0), len(rows) - 1)
        left = _stop_clock(desk, unit, found, now)
        if left is not None and direction is Direction.DOWN and _dealt_with(desk, unit, left):
            unit.change(left, record=left.opened.model_copy(update={"status": ItemStatus.DISCUSSED}))
        return _go_to(unit, found, rows[there].id, now)


def _dealt_with(desk: Desk, unit: Unit, item: Stored[AgendaItem]) -> bool:
    """Whether an open item that is left behind may be ticked off."""
    record = item.opened
    if record.status is not ItemStatus.OPEN:
        return False
    return record.kind not in CARRIED or record.seconds >= TALKED_ABOUT or written_about(desk, unit, item)


def pause_clock(desk: Desk, meeting: RowId) -> Stored[Meeting]:
    """Let the clock stand still, for a break; does nothing when it already does. Raises as `open_item`."""
    at_table(desk)
    before = still_running(meeting_of(desk, meeting))
    if before.opened.current_since is None:
        return before
    with desk.store.unit(Deed.MEETING_RUN, subject=meeting_of(desk, meeting).opened.title, text="klok uit") as unit:
        found = running(desk, meeting, unit)
        _stop_clock(desk, unit, found, tick(desk))
        return unit.change(found, record=found.opened.model_copy(update={"current_since": None}))


def resume_clock(desk: Desk, meeting: RowId) -> Stored[Meeting]:
    """Let the clock of the current item run on; does nothing when it runs. Raises as `open_item`."""
    at_table(desk)
    before = still_running(meeting_of(desk, meeting))
    if before.opened.current_since is not None:
        return before
    with desk.store.unit(Deed.MEETING_RUN, subject=meeting_of(desk, meeting).opened.title, text="klok aan") as unit:
        found = running(desk, meeting, unit)
        since = found.opened.current_since or tick(desk)
        return unit.change(found, record=found.opened.model_copy(update={"current_since": since}))


def finish_item(desk: Desk, item: RowId, status: ItemStatus, reason: str = "") -> Stored[AgendaItem]:
    """Say what became of an item: besproken, geparkeerd, van tafel (for an interest; needs its reason), or open again.

    Raises `InvalidForm`, `NotAtTable`, `MeetingNotRunning`, `MeetingClosed`.
    """
    at_table(desk)
    words = checked("reason", reason, needed=False)
    if status is ItemStatus.WITHDRAWN and not words:
        raise InvalidForm("reason", Problem.REASON_NEEDED)
    before = opened_here(desk.store.items.get(item)).opened
    with desk.store.unit(Deed.MEETING_RUN, subject=before.case_number, text=status.value) as unit:
        running(desk, before.meeting_id, unit)
        found = unit.view(desk.store.items).get(item)
        record = found.opened.model_copy(update={"status": status, "status_reason": words})
        return unit.change(found, record=written(desk, unit, record, found.compartment))


def close(desk: Desk, meeting: RowId) -> Stored[Meeting]:
    """End the overleg: the clock stops, what was written freezes, and what was not reached is parked for next time.

    Drafts with open markings are sealed to the aandachtsfunctionaris, and their key is destroyed; all of it or nothing.
    Open actions stay open. Raises `NotAtTable`, `MeetingNotRunning`, `MeetingClosed`.
    """
    at_table(desk)
    with desk.store.unit(Deed.MEETING_CLOSED, subject=meeting_of(desk, meeting).opened.title) as unit:
        found, now = running(desk, meeting, unit), tick(desk)
        last = _stop_clock(desk, unit, found, now)
        if last is not None and _dealt_with(desk, unit, last):
            unit.change(last, record=last.opened.model_copy(update={"status": ItemStatus.DISCUSSED}))
        for item in items_of(unit.view(desk.store.items), found):
            unit.change(item, record=left_over(item.opened, NOT_REACHED), state=State.CLOSED)
        _freeze(desk, unit, found)
        _end_drafts(desk, unit, found)
        update = {
            "status": MeetingStatus.CLOSED,
            "closed_at": now,
            "current_item": None,
            "current_since": None,
        }
        return unit.change(found, record=found.opened.model_copy(update=update), state=State.CLOSED)


def _end_drafts(desk: Desk, unit: Unit, meeting: Stored[Meeting]) -> None:
    """Seal to identiteit what the table left open, take it from the table, and destroy the key it lay under."""
    place = next(place for place in unit.directory.compartments if place.kind is Kind.IDENTITEIT)
    drafts = unit.view(desk.store.drafts).all(compartment=meeting.compartment, dossier=meeting.dossier)
    for draft in tuple(drafts):
        left = Leftover(draft=draft.opened, place=RowId(meeting.compartment))
        unit.add(desk.store.leftovers, left, compartment=CompartmentId(place.id))
        unit.remove(draft)
    unit.end_drafts(meeting.dossier, meeting.compartment)


def _freeze(desk: Desk, unit: Unit, meeting: Stored[Meeting]) -> None:
    """Set the notes and decisions of a meeting to closed; `minutes` refuses to change them from then on."""
    for note in tuple(unit.view(desk.store.notes).all(compartment=meeting.compartment, state=State.OPEN)):
        if note.opened.meeting_id == meeting.id:
            unit.change(note, state=State.CLOSED)
    for decision in tuple(unit.view(desk.store.decisions).all(compartment=meeting.compartment, state=State.OPEN)):
        if decision.opened.meeting_id == meeting.id:
            unit.change(decision, state=State.CLOSED)
