"""What the table writes during an overleg: notes, and decisions with their actions.

Text about a case goes under that case's key. Everything here freezes when the overleg is closed. Nobody's words are
lost silently: an edit of a note that somebody else changed meanwhile raises `StaleVersion` with theirs, and the
writer keeps theirs, mine or both.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from db.errors import NotFound, StaleVersion
from db.records.base import RowId, State, Stored
from db.records.meeting import Action, AgendaItem, Decision, Meeting, Note, NoteKind
from db.roles import Deed
from db.unit import Unit
from mhtui.casework.agenda import checked
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem, Unjudged
from mhtui.casework.gate import written
from mhtui.casework.items import home, meeting_of, opened_here
from mhtui.casework.live import at_table, running
from mhtui.casework.values import ValueList, label, require

TEXT_LIMIT: Final = 20_000
"""Characters of a note, a decision or an action."""
OWNER_LIMIT: Final = 120
"""Characters of a function."""
_NEEDS_DAY: Final = frozenset({"monitoren"})
_NEEDS_REASON: Final = frozenset({"geen_vervolg"})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and the action it made when it has an actiehouder and a last day."""

    decision: Stored[Decision]
    action: Stored[Action] | None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is written: a running meeting and one of its items."""

    meeting: Stored[Meeting]
    item: Stored[AgendaItem]

    @property
    def case_id(self) -> RowId | None:
        """The case the item is about, if it is one."""
        return self.item.opened.case_id


def spot_of(desk: Desk, unit: Unit, meeting: Stored[Meeting], item: RowId) -> Spot:
    """Return where something is written; raises `InvalidForm` for an item of another overleg."""
    row = unit.view(desk.store.items).get(item)
    if row.opened.meeting_id != meeting.id:
        raise InvalidForm("item", Problem.UNKNOWN_VALUE)
    return Spot(meeting, row)


def next_rank(desk: Desk, unit: Unit) -> int:
    """Return one running number over all that is written, so that the last word is known whatever it was."""
    store = desk.store
    said = max(unit.next_rank(store.notes), unit.next_rank(store.decisions), unit.next_rank(store.actions))
    return max(said, unit.next_rank(store.drafts))


def write_note(desk: Desk, meeting: RowId, item: RowId, text: str, kind: NoteKind = NoteKind.NOTE) -> Stored[Note]:
    """Write a note, or a question for the reporter, about an item.

    Raises `InvalidForm`, `NotAtTable`, `MeetingNotRunning`, `MeetingClosed`.
    """
    at_table(desk)
    words = checked("text", text, needed=True, limit=TEXT_LIMIT)
    with desk.store.unit(Deed.NOTE_WRITTEN, subject=meeting_of(desk, meeting).opened.title) as unit:
        spot = spot_of(desk, unit, running(desk, meeting, unit), item)
        record = Note(
            meeting_id=meeting, item_id=item, case_id=spot.case_id, kind=kind, text=words, by=desk.label, at=desk.now()
        )
        return put_note(desk, unit, spot.meeting, record)


def put_note(
    desk: Desk,
    unit: Unit,
    meeting: Stored[Meeting],
    record: Note,
    *,
    state: State = State.OPEN,
    instead_of: Stored[Note] | None = None,
) -> Stored[Note]:
    """Write a note of this overleg inside a unit, in the place of one that it changes; raises `Unjudged`."""
    said = written(desk, unit, record, meeting.compartment)
    if instead_of is not None:
        return unit.change(instead_of, record=said)
    return unit.add(
        desk.store.notes,
        said,
        compartment=meeting.compartment,
        dossier=home(meeting, record.case_id),
        state=state,
        rank=next_rank(desk, unit),
    )


def still_so(desk: Desk, unit: Unit, note: RowId, words: str) -> Stored[Note] | None:
    """Return a note that has the words it was read with; None when somebody changed it meanwhile, or took it back."""
    try:
        row = unit.view(desk.store.notes).get(note)
    except NotFound:
        return None
    return row if row.opened.text == words else None


def edit_note(desk: Desk, note: Stored[Note], text: str) -> Stored[Note]:
    """Change the words of a note as this session read it; whoever changed it last stands beside it.

    Raises `StaleVersion` (its `theirs` is the note as it is now), `NotFound` when it was taken back,
    `InvalidForm`, `MeetingNotRunning`, `MeetingClosed`, `NotAllowed`.
    """
    words = checked("text", text, needed=True, limit=TEXT_LIMIT)
    meeting = _meeting_id(note)
    with desk.store.unit(Deed.NOTE_WRITTEN, subject=meeting_of(desk, meeting).opened.title) as unit:
        running(desk, meeting, unit)
        update = {"text": words, "by": desk.label, "at": desk.now()}
        said = written(desk, unit, note.opened.model_copy(update=update), note.compartment)
        return unit.change(note, record=said)


def _meeting_id(note: Stored[Note]) -> RowId:
    found = opened_here(note).opened.meeting_id
    if found is None:
        raise InvalidForm("note", Problem.NOT_NOW)
    return found


def theirs_of(conflict: StaleVersion) -> Stored[Note]:
    """Return the note as the other wrote it, out of the error that `edit_note` raised."""
    theirs = conflict.theirs
    if not isinstance(theirs, Stored) or not isinstance(theirs.record, Note):
        raise TypeError("this conflict is not about a note")
    return theirs


def keep_theirs(desk: Desk, conflict: StaleVersion) -> Stored[Note]:
    """Settle a conflict by leaving the note as the other wrote it; returns it as it is now."""
    return desk.store.notes.get(theirs_of(conflict).id)


def keep_both(desk: Desk, conflict: StaleVersion, mine: str) -> Stored[Note]:
    """Settle a conflict by writing one's own words as a note beside theirs; returns the new note.

    Raises as `edit_note`.
    """
    words, theirs = checked("text", mine, needed=True, limit=TEXT_LIMIT), theirs_of(conflict)
    meeting = _meeting_id(theirs)
    with desk.store.unit(Deed.NOTE_WRITTEN, subject=meeting_of(desk, meeting).opened.title) as unit:
        found = running(desk, meeting, unit)
        record = theirs.opened.model_copy(update={"text": words, "by": desk.label, "at": desk.now()})
        return put_note(desk, unit, found, record)


def decide(
    desk: Desk,
    meeting: RowId,
    item: RowId,
    kind: str,
    text: str = "",
    owner: str = "",
    due_on: date | None = None,
) -> Decided:
    """Record a decision; with an actiehouder and a last day its action is made in the same unit.

    `kind` is a code of the value list besluit. Monitoring needs a day until when, geen vervolg needs its reason.
    Raises `InvalidForm`, `NotAtTable`, `MeetingNotRunning`, `MeetingClosed`.
    """
    at_table(desk)
    require(ValueList.DECISION, kind, desk.today(), "kind")
    words = checked("text", text, needed=False, limit=TEXT_LIMIT)
    if kind in _NEEDS_REASON and not words:
        raise InvalidForm("text", Problem.REASON_NEEDED)
    if kind in _NEEDS_DAY and due_on is None:
        raise InvalidForm("due_on", Problem.MISSING)
    who, until = checked("owner", owner, needed=False, limit=OWNER_LIMIT), _future(desk, due_on)
    with desk.store.unit(Deed.DECIDED, subject=meeting_of(desk, meeting).opened.title) as unit:
        spot = spot_of(desk, unit, running(desk, meeting, unit), item)
        record = Decision(
            meeting_id=meeting,
            item_id=item,
            case_id=spot.case_id,
            kind=kind,
            text=words,
            owner=who,
            due_on=until,
            by=desk.label,
            at=desk.now(),
        )
        return put_decision(desk, unit, spot, record)


def put_decision(desk: Desk, unit: Unit, spot: Spot, record: Decision, *, state: State = State.OPEN) -> Decided:
    """Write a decision of this overleg with the action it makes, inside a unit; raises `Unjudged`."""
    decision = unit.add(
        desk.store.decisions,
        written(desk, unit, record, spot.meeting.compartment),
        compartment=spot.meeting.compartment,
        dossier=home(spot.meeting, record.case_id),
        state=state,
        rank=next_rank(desk, unit),
    )
    if not makes_action(record):
        return Decided(decision, None)
    made = action_of(decision.opened).model_copy(update={"decision_id": decision.id})
    try:
        return Decided(decision, put_action(desk, unit, spot, made, record.due_on))
    except Unjudged as found:
        found.said = record  # the action goes where its decision goes
        raise


def makes_action(decision: Decision) -> bool:
    """Whether a decision makes an action: somebody is to do it, by a day."""
    return bool(decision.owner) and decision.due_on is not None


def _future(desk: Desk, due_on: date | None) -> date | None:
    """Return a last day; raises `InvalidForm` for one that is over, which is a slip of the hand."""
    if due_on is not None and due_on < desk.today():
        raise InvalidForm("due_on", Problem.IN_THE_PAST)
    return due_on


def action_of(made: Decision) -> Action:
    """Return the action that a decision makes."""
    text = f"{label(ValueList.DECISION, made.kind)}: {made.text}" if made.text else label(ValueList.DECISION, made.kind)
    return Action(
        meeting_id=made.meeting_id,
        item_id=made.item_id,
        case_id=made.case_id,
        text=text,
        owner=made.owner,
        kept=made.kept,
        by=made.by,
        at=made.at,
    )


def put_action(desk: Desk, unit: Unit, spot: Spot, record: Action, due_on: date | None) -> Stored[Action]:
    """Write an action of this overleg inside a unit; raises `Unjudged`."""
    return unit.add(
        desk.store.actions,
        written(desk, unit, record, spot.meeting.compartment),
        compartment=spot.meeting.compartment,
        dossier=home(spot.meeting, record.case_id),
        rank=next_rank(desk, unit),
        due_on=due_on,
    )


def add_action(desk: Desk, meeting: RowId, item: RowId, text: str, owner: str, due_on: date) -> Stored[Action]:
    """Record an action that no decision made: what, which function, and until when.

    Raises `InvalidForm`, `NotAtTable`, `MeetingNotRunning`, `MeetingClosed`.
    """
    at_table(desk)
    words = checked("text", text, needed=True, limit=TEXT_LIMIT)
    who = checked("owner", owner, needed=True, limit=OWNER_LIMIT)
    until = _future(desk, due_on)
    with desk.store.unit(Deed.ACTION_CHANGED, subject=meeting_of(desk, meeting).opened.title) as unit:
        spot = spot_of(desk, unit, running(desk, meeting, unit), item)
        record = Action(
            meeting_id=meeting, item_id=item, case_id=spot.case_id, text=words, owner=who, by=desk.label, at=desk.now()
        )
        return put_action(desk, unit, spot, record, until)
