"""What the table sees of a running overleg: the item on the table, its text, what was agreed last time, what is new.

Reads only what lies in the overleg compartment of the series; there is nothing here that could show a name. The screen
and the view for the beamer draw the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from db.records.base import DossierId, RowId, Stored
from db.records.meeting import (
    Action,
    ActionStatus,
    Attendance,
    Decision,
    ItemKind,
    ItemStatus,
    Meeting,
    MeetingStatus,
    Note,
    NoteKind,
)
from mhtui.casework.desk import Desk
from mhtui.casework.items import earlier, home, meeting_of, series_of
from mhtui.casework.lines import ActionRow, CaseNames, ItemRow, action_rows, item_rows, open_actions
from mhtui.casework.planning import status_word
from mhtui.casework.release import current
from mhtui.casework.values import ValueList, label

_RESULT: Final = {ActionStatus.OPEN: "open", ActionStatus.DONE: "gedaan", ActionStatus.DROPPED: "vervallen"}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note; `row` is what `minutes.edit_note` wants back."""

    row: Stored[Note]
    text: str
    question: bool
    """Whether it is a question for the reporter."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision."""

    id: RowId
    kind: str
    """Code of the value list besluit."""
    kind_word: str
    text: str
    owner: str
    due_on: date | None
    number: str
    """Of the case; empty when it is about something else."""
    result: str
    """`gedaan`, `open` or `vervallen` of the action it made; empty when it made none."""


@dataclass(frozen=True, slots=True)
class LiveItem:
    """The item on the table."""

    row: ItemRow
    times: int
    """Which time the case is discussed in this series, this one counted; 0 for an item that is not a case."""
    text: str | None
    """The released text; None when there is none to be seen."""
    released_on: date | None
    signals: int
    """Signals the released text is about; 0 when there is none to be seen."""
    previous_on: date | None
    """When it was on the table before."""
    previous_decisions: tuple[DecisionLine, ...]
    previous_actions: tuple[ActionRow, ...]
    """Actions of last time that no decision made, and whatever is still open from before."""
    notes: tuple[NoteLine, ...]
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class ItemClock:
    """The clock of the current item; the screen lets it run without asking the store."""

    seconds: int
    since: datetime | None
    """When it was last started; None when it stands still."""
    limit: int
    """Seconds meant for one item."""

    def at(self, now: datetime) -> int:
        """Return the seconds used at this moment; a clock that was set back never takes time away."""
        return self.seconds + (max(int((now - self.since).total_seconds()), 0) if self.since else 0)


@dataclass(frozen=True, slots=True)
class LiveView:
    """Everything the Overleg screen shows."""

    meeting: RowId
    series: str
    title: str
    on: date
    status: MeetingStatus
    status_word: str
    place: int
    """Of the current item, 1 and up; 0 when there is none."""
    items: tuple[ItemRow, ...]
    clock: ItemClock
    current: LiveItem | None
    attendance: tuple[Attendance, ...]


def live_view(desk: Desk, meeting: RowId) -> LiveView:
    """Return a meeting as the table sees it now; raises `NotFound`, `NotAllowed`."""
    found = meeting_of(desk, meeting)
    series = series_of(desk, found.compartment).opened
    rows = item_rows(desk, found)
    on_table = next((row for row in rows if row.id == found.opened.current_item), None)
    since = found.opened.current_since
    return LiveView(
        meeting=found.id,
        series=series.name,
        title=found.opened.title,
        on=found.opened.on,
        status=found.opened.status,
        status_word=status_word(found.opened),
        place=on_table.place if on_table else 0,
        items=rows,
        clock=ItemClock(on_table.seconds if on_table else 0, since, series.item_minutes * 60),
        current=live_item(desk, found, on_table) if on_table else None,
        attendance=found.opened.attendance,
    )


def live_item(desk: Desk, meeting: Stored[Meeting], row: ItemRow) -> LiveItem:
    """Return one item of a meeting with its text, its past and what was written about it."""
    place, dossier = meeting.compartment, home(meeting, row.case_id)
    released = current(desk, row.case_id, place) if row.case_id else None
    notes = desk.store.notes.all(compartment=place, dossier=dossier)
    decisions = tuple(desk.store.decisions.all(compartment=place, dossier=dossier))
    actions = tuple(desk.store.actions.all(compartment=place, dossier=dossier))
    past = _past(desk, meeting, row, decisions, actions)
    return LiveItem(
        row=row,
        times=_times(desk, meeting, row),
        text=released.opened.text if released else None,
        released_on=released.opened.released_at.date() if released else None,
        signals=released.opened.signal_count if released else 0,
        previous_on=past.on,
        previous_decisions=past.decisions,
        previous_actions=past.actions,
        notes=tuple(note_line(note) for note in notes if note.opened.item_id == row.id),
        decisions=_decision_lines(desk, [found for found in decisions if found.opened.item_id == row.id], actions),
        actions=action_rows(desk, (found for found in actions if found.opened.item_id == row.id)),
    )


def note_line(note: Stored[Note]) -> NoteLine:
    """Return a note as a line."""
    record = note.opened
    return NoteLine(note, record.text, record.kind is NoteKind.QUESTION, record.by, record.at)


def _times(desk: Desk, meeting: Stored[Meeting], row: ItemRow) -> int:
    """Return how often the case was discussed before, and once for now."""
    if row.case_id is None:
        return 0
    items = desk.store.items.all(compartment=meeting.compartment, dossier=DossierId(row.case_id))
    before = (item.opened for item in items if item.opened.meeting_id != meeting.id)
    return sum(item.status is ItemStatus.DISCUSSED for item in before) + 1


def _decision_lines(
    desk: Desk, decisions: Iterable[Stored[Decision]], actions: Iterable[Stored[Action]]
) -> tuple[DecisionLine, ...]:
    results = {found.opened.decision_id: _RESULT[found.opened.status] for found in actions}
    names = CaseNames(desk)
    return tuple(
        DecisionLine(
            id=found.id,
            kind=found.opened.kind,
            kind_word=label(ValueList.DECISION, found.opened.kind),
            text=found.opened.text,
            owner=found.opened.owner,
            due_on=found.opened.due_on,
            number=names.name(found.compartment, found.opened.case_id)[0],
            result=results.get(found.id, ""),
        )
        for found in decisions
    )


@dataclass(frozen=True, slots=True)
class _Past:
    on: date | None = None
    decisions: tuple[DecisionLine, ...] = ()
    actions: tuple[ActionRow, ...] = ()


def _past(
    desk: Desk,
    meeting: Stored[Meeting],
    row: ItemRow,
    decisions: tuple[Stored[Decision], ...],
    actions: tuple[Stored[Action], ...],
) -> _Past:
    """Return what an item brings along: of a case its last time, of the fixed items the last meeting."""
    if row.case_id is not None:
        return _past_of_case(desk, meeting, decisions, actions)
    before = earlier(desk, meeting)
    if row.kind is ItemKind.ACTIONS:
        still_open = tuple(found for found in open_actions(desk, meeting.compartment) if found.meeting_id != meeting.id)
        return _Past(before.opened.on if before else None, (), still_open)
    if row.kind is ItemKind.MINUTES and before is not None:
        return _Past(before.opened.on, _decided_at(desk, meeting, before))
    return _Past()


def _past_of_case(
    desk: Desk,
    meeting: Stored[Meeting],
    decisions: tuple[Stored[Decision], ...],
    actions: tuple[Stored[Action], ...],
) -> _Past:
    old = [found for found in decisions if found.opened.meeting_id != meeting.id]
    done = [found for found in actions if found.opened.meeting_id != meeting.id]
    ranked = {found.rank: found.opened.meeting_id for found in old}
    ranked |= {found.rank: found.opened.meeting_id for found in done}
    if not ranked:
        return _Past()
    last = ranked[max(ranked)]
    shown = [found for found in old if found.opened.meeting_id == last]
    told = {found.id for found in shown}
    rest = (
        found
        for found in done
        if found.opened.decision_id not in told
        and (found.opened.meeting_id == last or found.opened.status is ActionStatus.OPEN)
    )
    on = desk.store.meetings.get(last).opened.on if last else None
    return _Past(on, _decision_lines(desk, shown, actions), action_rows(desk, rest))


def _decided_at(desk: Desk, meeting: Stored[Meeting], before: Stored[Meeting]) -> tuple[DecisionLine, ...]:
    """Return every decision of the meeting before: the list that is vastgesteld now."""
    store, found = desk.store, []
    for decision in store.decisions.all(compartment=meeting.compartment, newest_first=True):
        if decision.opened.meeting_id == before.id:
            found.append(decision)
        elif decision.opened.meeting_id not in {None, meeting.id}:
            break
    dossiers = {decision.dossier for decision in found}
    actions = [
        action for dossier in dossiers for action in store.actions.all(compartment=meeting.compartment, dossier=dossier)
    ]
    return _decision_lines(desk, reversed(found), actions)
