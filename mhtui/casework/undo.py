"""Taking back one's own last word in a running overleg: a note, a decision with its action, an action, or a draft.

Only what this session's holder wrote, only in this overleg, only until it is closed. It leaves a tombstone and its
entry in the log.
"""

from dataclasses import dataclass
from typing import Final

from db.records.base import RowId, State, Stored
from db.records.draft import Draft
from db.records.meeting import Action, Decision, Meeting, Note
from db.roles import Deed
from mhtui.casework.desk import Desk
from mhtui.casework.errors import NothingToUndo
from mhtui.casework.items import meeting_of
from mhtui.casework.live import at_table, running, still_running
from mhtui.casework.minutes import makes_action

_DEEDS: Final = {
    "notes": Deed.NOTE_WRITTEN,
    "decisions": Deed.DECIDED,
    "actions": Deed.ACTION_CHANGED,
    "drafts": Deed.DRAFT_KEPT,
}
_WORDS: Final = {"notes": "notitie", "decisions": "besluit", "actions": "actie", "drafts": "concept"}

Written = Stored[Note] | Stored[Decision] | Stored[Action] | Stored[Draft]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, or would be, so that the screen can say it."""

    id: RowId
    word: str
    """`notitie`, `besluit`, `actie` or `concept`."""
    text: str


def last_word(desk: Desk, meeting: RowId) -> Undone:
    """Return what `undo_last` would take back now. Raises `NothingToUndo`, `NotAtTable` and what else it raises."""
    return _undone(_together(desk, _last(desk, meeting)))


def undo_last(desk: Desk, meeting: RowId, expected: RowId | None = None) -> Undone:
    """Take back what this session's holder wrote last in this overleg; a decision and its action go together.

    With `expected` only when that is still the last word. An action that was done or dropped stays, and its decision
    with it. Raises `NothingToUndo`, `StaleVersion` when somebody changed it at the same moment, `NotAtTable`,
    `MeetingNotRunning`, `MeetingClosed`.
    """
    together = _together(desk, _last(desk, meeting))
    undone, title = _undone(together), meeting_of(desk, meeting).opened.title
    if expected not in {None, undone.id}:
        raise NothingToUndo("something else was written meanwhile")
    with desk.store.unit(_DEEDS[together[0].table], subject=title, text="teruggenomen") as unit:
        running(desk, meeting, unit)
        for row in together:
            unit.remove(row)
    return undone


def _last(desk: Desk, meeting: RowId) -> Written:
    at_table(desk)
    found = still_running(meeting_of(desk, meeting))
    rows: list[Written] = [*_notes(desk, found), *_decisions(desk, found), *_actions(desk, found)]
    rows += _drafts(desk, found)
    last = max(rows, key=lambda row: row.rank, default=None)
    if last is None:
        raise NothingToUndo("nothing of this session is left to take back")
    return last


def _undone(together: tuple[Written, ...]) -> Undone:
    first = together[0].opened
    text = first.said.text if isinstance(first, Draft) else first.text
    return Undone(together[0].id, _WORDS[together[0].table], text)


def _drafts(desk: Desk, meeting: Stored[Meeting]) -> list[Stored[Draft]]:
    rows = desk.store.drafts.all(compartment=meeting.compartment, dossier=meeting.dossier)
    return [row for row in rows if row.opened.said.by == desk.label]


def _notes(desk: Desk, meeting: Stored[Meeting]) -> list[Stored[Note]]:
    rows = desk.store.notes.all(compartment=meeting.compartment, state=State.OPEN)
    return [row for row in rows if row.opened.meeting_id == meeting.id and row.opened.by == desk.label]


def _decisions(desk: Desk, meeting: Stored[Meeting]) -> list[Stored[Decision]]:
    """Return one's own decisions that made no action; the others are found by their action."""
    rows = desk.store.decisions.all(compartment=meeting.compartment, state=State.OPEN)
    own = [row for row in rows if row.opened.meeting_id == meeting.id and row.opened.by == desk.label]
    return [row for row in own if not makes_action(row.opened)]


def _actions(desk: Desk, meeting: Stored[Meeting]) -> list[Stored[Action]]:
    rows = desk.store.actions.all(compartment=meeting.compartment, state=State.OPEN)
    return [row for row in rows if row.opened.meeting_id == meeting.id and row.opened.by == desk.label]


def _together(desk: Desk, row: Written) -> tuple[Written, ...]:
    """Return what goes together: a decision first, then the action it made."""
    record = row.opened
    if isinstance(record, Action) and record.decision_id is not None:
        return desk.store.decisions.get(record.decision_id), row
    return (row,)
