"""What a closed overleg left open: drafts with markings that nobody answered, sealed to the aandachtsfunctionaris.

Only who holds identiteit opens them. They look with what is registered in the dossier as well, and make of each what it
was meant to be, or drop it with a reason. Nothing here reaches a table but through the gate.
"""

from dataclasses import dataclass
from datetime import date, datetime

from db.records.base import CompartmentId, RowId, State, Stored
from db.records.draft import Draft, Leftover
from db.records.meeting import Decision
from db.roles import Deed
from mhtui.casework import minutes
from mhtui.casework.agenda import checked
from mhtui.casework.desk import Desk
from mhtui.casework.drafts import Written, answers_of, asked_about, put, word_of
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.items import meeting_of, opened_here
from mhtui.casework.lines import CaseNames
from mhtui.casework.values import ValueList, label


@dataclass(frozen=True, slots=True)
class LeftLine:
    """One draft that was left open."""

    id: RowId
    meeting: RowId
    title: str
    """Of the overleg."""
    on: date
    number: str
    """Of the case; empty when it is about something else."""
    word: str
    """`notitie`, `vraag`, `besluit` or `actie`."""
    text: str
    """As it was typed, with what was answered at the table put in."""
    open: int
    """Markings that are still to be answered, those of the dossier counted."""
    by: str
    at: datetime


def leftovers(desk: Desk, meeting: RowId | None = None) -> tuple[LeftLine, ...]:
    """Return what waits, oldest first; of one overleg when it is named. Nothing for who may not open identiteit."""
    if not desk.sees_identity:
        return ()
    names = CaseNames(desk)
    rows = (row for row in desk.store.leftovers.all(compartment=desk.identity) if not row.is_sealed)
    wanted = (row for row in rows if meeting in {None, row.opened.draft.said.meeting_id})
    return tuple(_line(desk, names, row) for row in wanted)


def _line(desk: Desk, names: CaseNames, row: Stored[Leftover]) -> LeftLine:
    draft, place = row.opened.draft, CompartmentId(row.opened.place)
    said = draft.said
    meeting = meeting_of(desk, _meeting_id(draft))
    kind = label(ValueList.DECISION, said.kind) if isinstance(said, Decision) else ""
    text = answers_of(draft).applied(said.text)
    return LeftLine(
        id=row.id,
        meeting=meeting.id,
        title=meeting.opened.title,
        on=meeting.opened.on,
        number=names.name(place, said.case_id)[0],
        word=word_of(draft),
        text=f"{kind}: {text}" if kind and text else kind or text,
        open=sum(len(asked.runs) for asked in asked_about(desk, draft, place)),
        by=said.by,
        at=said.at,
    )


def _meeting_id(draft: Draft) -> RowId:
    if draft.said.meeting_id is None:
        raise InvalidForm("item", Problem.MISSING)
    return draft.said.meeting_id


def judge(desk: Desk, left: RowId) -> Written:
    """Make of a leftover what it was meant to be, with the answers of this desk and those given at the table.

    Raises `Unjudged` with what is still open, also for what is registered in the dossier; then nothing is changed.
    `NotFound` when another program was first, `NotAllowed`.
    """
    row = opened_here(desk.store.leftovers.get(left))
    draft = row.opened.draft
    sitting = desk.answered(answers_of(draft).joined(desk.answers))
    meeting = meeting_of(desk, _meeting_id(draft))
    with desk.store.unit(Deed.LEFTOVER_JUDGED, subject=meeting.opened.title, text=word_of(draft)) as unit:
        if draft.said.item_id is None:
            raise InvalidForm("item", Problem.MISSING)
        unit.remove(row)
        spot = minutes.spot_of(sitting, unit, meeting, draft.said.item_id)
        return put(sitting, unit, spot, draft, state=State.CLOSED)


def drop(desk: Desk, left: RowId, reason: str) -> None:
    """Throw a leftover away, with the reason, which the logboek keeps. Raises `InvalidForm`, `NotFound`."""
    words = checked("reason", reason, needed=False)
    if not words:
        raise InvalidForm("reason", Problem.REASON_NEEDED)
    row = opened_here(desk.store.leftovers.get(left))
    title = meeting_of(desk, _meeting_id(row.opened.draft)).opened.title
    with desk.store.unit(Deed.LEFTOVER_JUDGED, subject=title, text=f"weggegooid: {words}") as unit:
        unit.remove(row)
