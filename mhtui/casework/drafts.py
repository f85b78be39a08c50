"""What was said in a running overleg and is not judged yet: kept at once as a draft, and answered when there is time.

A draft lies under the key of this one open overleg. Nothing but the screen of the overleg and what is here reads it: no
search, no besluitenlijst, no figures. Once everything in it is answered it becomes what it was meant to be; what is
still open when the overleg closes goes to the aandachtsfunctionaris (`leftovers`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from db.errors import StaleVersion
from db.records.base import CompartmentId, DossierId, RowId, State, Stored
from db.records.draft import Draft
from db.records.meeting import Action, Decision, Meeting, Note, NoteKind
from db.roles import Deed
from db.unit import Unit
from mhtui.casework import minutes
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, NotYours, Problem, Unjudged
from mhtui.casework.gate import still_asked
from mhtui.casework.items import meeting_of, opened_here
from mhtui.casework.live import at_table, running
from mhtui.casework.minutes import Decided, Spot
from mhtui.casework.values import ValueList, label
from mhtui.casework.wording import Answers, Asked

T = TypeVar("T")
Written = Stored[Note] | Decided | Stored[Action]
"""What a draft becomes."""
_DEEDS: Final = {Note: Deed.NOTE_WRITTEN, Decision: Deed.DECIDED, Action: Deed.ACTION_CHANGED}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as the table sees it."""

    row: Stored[Draft]
    item: RowId | None
    word: str
    """`notitie`, `vraag`, `besluit`, `actie` or `gewijzigde notitie`."""
    text: str
    """With what was answered so far put in."""
    open: int
    """Markings that are still to be answered."""
    later: bool
    """Whether the table leaves them to the aandachtsfunctionaris."""


def say_note(
    desk: Desk, meeting: RowId, item: RowId, text: str, kind: NoteKind = NoteKind.NOTE
) -> Stored[Note] | Stored[Draft]:
    """Write a note, or keep it as a draft while something in it is to be answered. Raises as `minutes.write_note`."""
    return _or_draft(desk, lambda: minutes.write_note(desk, meeting, item, text, kind))


def say_edit(desk: Desk, note: Stored[Note], text: str) -> Stored[Note] | Stored[Draft]:
    """Change the words of a note, or keep the new ones as a draft; the note stands as it was until that is judged.

    Raises as `minutes.edit_note`, and `NotAtTable`.
    """
    at_table(desk)
    return _or_draft(desk, lambda: minutes.edit_note(desk, note, text), edits=note)


def say_both(desk: Desk, conflict: StaleVersion, mine: str) -> Stored[Note] | Stored[Draft]:
    """Settle a conflict with a note beside theirs, or keep that as a draft. Raises as `minutes.keep_both`."""
    at_table(desk)
    return _or_draft(desk, lambda: minutes.keep_both(desk, conflict, mine))


def say_decision(
    desk: Desk, meeting: RowId, item: RowId, kind: str, text: str = "", owner: str = "", due_on: date | None = None
) -> Decided | Stored[Draft]:
    """Record a decision, or keep it as a draft. Raises as `minutes.decide`."""
    return _or_draft(desk, lambda: minutes.decide(desk, meeting, item, kind, text, owner, due_on))


def say_action(
    desk: Desk, meeting: RowId, item: RowId, text: str, owner: str, due_on: date
) -> Stored[Action] | Stored[Draft]:
    """Record an action, or keep it as a draft. Raises as `minutes.add_action`."""
    return _or_draft(desk, lambda: minutes.add_action(desk, meeting, item, text, owner, due_on), due_on)


def _or_draft(
    desk: Desk, write: Callable[[], T], due_on: date | None = None, edits: Stored[Note] | None = None
) -> T | Stored[Draft]:
    """Write, or else keep what was to be written; the words are in the kluis before anybody is asked about them."""
    try:
        return write()
    except Unjudged as found:
        if found.said is None:
            raise
        draft = draft_of(found.said, due_on, desk.answers)
    if edits is not None:
        draft = draft.model_copy(update={"edits": edits.id, "before": edits.opened.text})
    meeting = _meeting_id(draft)
    with desk.store.unit(Deed.DRAFT_KEPT, subject=meeting_of(desk, meeting).opened.title) as unit:
        place = running(desk, meeting, unit)
        rank = minutes.next_rank(desk, unit)
        return unit.add(desk.store.drafts, draft, compartment=place.compartment, dossier=drafts_home(place), rank=rank)


def draft_of(said: object, due_on: date | None, answers: Answers) -> Draft:
    """Return the draft of a note, a decision or an action, with what was answered about it."""
    draft = Draft(
        note=said if isinstance(said, Note) else None,
        decision=said if isinstance(said, Decision) else None,
        action=said if isinstance(said, Action) else None,
        due_on=due_on,
    )
    return _joined(draft, answers)


def _joined(draft: Draft, answers: Answers) -> Draft:
    kept = tuple(sorted({*draft.kept, *answers.kept}))
    return draft.model_copy(update={"kept": kept, "put": tuple(dict.fromkeys((*draft.put, *answers.put)))})


def drafts_home(meeting: Stored[Meeting]) -> DossierId:
    """Return where the drafts of an overleg lie: under its own id, in a key that nothing else lies under."""
    return meeting.dossier


def drafts_of(desk: Desk, meeting: RowId) -> tuple[DraftLine, ...]:
    """Return the drafts of a running overleg, oldest first."""
    found = meeting_of(desk, meeting)
    rows = desk.store.drafts.all(compartment=found.compartment, dossier=drafts_home(found), state=State.OPEN)
    return tuple(draft_line(desk, row) for row in rows)


def draft_line(desk: Desk, row: Stored[Draft]) -> DraftLine:
    """Return a draft as a line."""
    draft = row.opened
    asked, said = asked_about(desk, draft, row.compartment), draft.said
    text = answers_of(draft).applied(said.text)
    word = label(ValueList.DECISION, said.kind) if isinstance(said, Decision) else ""
    return DraftLine(
        row=row,
        item=said.item_id,
        word=word_of(draft),
        text=f"{word}: {text}" if word and text else word or text,
        open=sum(len(each.runs) for each in asked),
        later=draft.later,
    )


def word_of(draft: Draft) -> str:
    """Return what a draft will be, in a word."""
    if draft.edits is not None:
        return "gewijzigde notitie"
    if draft.note is not None:
        return "vraag" if draft.note.kind is NoteKind.QUESTION else "notitie"
    return "besluit" if draft.decision is not None else "actie"


def answers_of(draft: Draft) -> Answers:
    """Return what was answered about a draft so far."""
    return Answers(frozenset(draft.kept), draft.put)


def asked_about(desk: Desk, draft: Draft, place: CompartmentId) -> tuple[Asked, ...]:
    """Return what is still to be answered in a draft, text by text."""
    sitting = desk.answered(answers_of(draft).joined(desk.answers))
    said = draft.said
    asked = still_asked(sitting, said, place)
    if asked or not isinstance(said, Decision) or not minutes.makes_action(said):
        return asked
    words = sitting.answers.applied(said.text)
    made = minutes.action_of(said.model_copy(update={"text": words, "kept": tuple(sitting.answers.kept)}))
    return still_asked(sitting, made, place)


def first_asked(desk: Desk, row: Stored[Draft]) -> Asked | None:
    """Return the next text of a draft in which something is to be answered; None when nothing is."""
    return next(iter(asked_about(desk, row.opened, row.compartment)), None)


def answer(desk: Desk, draft: Stored[Draft], given: Answers, *, later: bool = False) -> Written | Stored[Draft]:
    """Take answers about a draft: what is wholly answered becomes what it was meant to be, and the draft goes.

    Otherwise the answers so far are kept with it; with `later` the table leaves the rest to the
    aandachtsfunctionaris. Raises `StaleVersion` or `NotFound` when another program was first, `NotAtTable`,
    `MeetingNotRunning`, `MeetingClosed`.
    """
    at_table(desk)
    joined = _joined(opened_here(draft).opened, given.joined(desk.answers))
    sitting = desk.answered(answers_of(joined))
    meeting = _meeting_id(joined)
    title = meeting_of(desk, meeting).opened.title
    if asked_about(desk, joined, draft.compartment):
        with desk.store.unit(Deed.DRAFT_KEPT, subject=title) as unit:
            running(desk, meeting, unit)
            return unit.change(draft, record=joined.model_copy(update={"later": later}))
    with desk.store.unit(_DEEDS[type(joined.said)], subject=title) as unit:
        found = running(desk, meeting, unit)
        unit.remove(draft)
        return put(sitting, unit, minutes.spot_of(sitting, unit, found, _item_id(joined)), joined)


def put(desk: Desk, unit: Unit, spot: Spot, draft: Draft, *, state: State = State.OPEN) -> Written:
    """Write what a draft was meant to be, inside a unit; raises `Unjudged`."""
    said = draft.said
    if isinstance(said, Note):
        before = None if draft.edits is None else minutes.still_so(desk, unit, draft.edits, draft.before)
        return minutes.put_note(desk, unit, spot.meeting, said, state=state, instead_of=before)
    if isinstance(said, Decision):
        return minutes.put_decision(desk, unit, spot, said, state=state)
    return minutes.put_action(desk, unit, spot, said, draft.due_on)


def take_back(desk: Desk, draft: Stored[Draft]) -> None:
    """Throw one's own draft away; raises `NotYours`, and as `answer`."""
    at_table(desk)
    said = opened_here(draft).opened.said
    if said.by != desk.label:
        raise NotYours("a draft is taken back by who wrote it")
    meeting = _meeting_id(draft.opened)
    title = meeting_of(desk, meeting).opened.title
    with desk.store.unit(Deed.DRAFT_KEPT, subject=title, text="teruggenomen") as unit:
        running(desk, meeting, unit)
        unit.remove(draft)


def _meeting_id(draft: Draft) -> RowId:
    if draft.said.meeting_id is None:
        raise InvalidForm("item", Problem.MISSING)
    return draft.said.meeting_id


def _item_id(draft: Draft) -> RowId:
    if draft.said.item_id is None:
        raise InvalidForm("item", Problem.MISSING)
    return draft.said.item_id
