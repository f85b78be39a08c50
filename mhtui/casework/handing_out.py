"""The besluitenlijst on its way out: looked through for who is registered, judged, and then let go by the gate.

The table cannot know who is registered. The aandachtsfunctionaris has the whole list looked through, with everybody in
the dossiers of that overleg; each name gets its label, is left out, or stays because it points at nobody here. That
check is of these words and these dossiers alone: whatever changes either makes it a list that may not go round.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

from db.records.base import CompartmentId, Record, RowId, Stored
from db.records.meeting import Meeting, MeetingStatus
from db.roles import Deed
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, NotChecked, Problem, TextChanged, Unjudged
from mhtui.casework.gate import (
    TYPED,
    GoingOut,
    check_of,
    in_the_way,
    known_among,
    may_check,
    open_in,
    out_of_here,
    read_there,
    registered_in,
    written,
)
from mhtui.casework.items import home, items_of, meeting_of
from mhtui.casework.meeting_record import MeetingRecord, meeting_record
from mhtui.casework.minutes_print import page, words_of_record
from mhtui.casework.wording import LEFT_OUT, Answers, Asked, Run, words_of

R = TypeVar("R", bound=Record)
_ROUNDS: Final = 4
"""A label that is put in may bring words together that are a name as well."""


def going_out(desk: Desk, record: MeetingRecord) -> GoingOut:
    """Return a besluitenlijst as the gate judges it."""
    known = known_among(desk, (item.row.case_id for item in record.items))[None] if may_check(desk) else ()
    return GoingOut(meeting_of(desk, record.meeting), words_of_record(record), known)


def why_not(desk: Desk, record: MeetingRecord) -> str | None:
    """Say why this besluitenlijst may not go round, empty when it may; None for a session that cannot know."""
    return in_the_way(desk, going_out(desk, record)) if may_check(desk) else None


def handed_out(desk: Desk, meeting: RowId) -> str:
    """Return the page of a besluitenlijst that may go round; raises `NotChecked`, `NotFound`, `NotAllowed`."""
    record = meeting_record(desk, meeting)
    return page(out_of_here(desk, going_out(desk, record)), record.kenmerk)


def check(desk: Desk, seen: MeetingRecord) -> None:
    """Have a besluitenlijst looked through as it was read, put the answers of this desk in it, and let it go round.

    Raises `Unjudged` with the first text that names somebody registered and is not answered, `TextChanged` when it is
    no longer what was read, `InvalidForm` while the overleg is not closed, `NotChecked`, `NotAllowed`.
    """
    if not may_check(desk):
        raise NotChecked("controleren doet de aandachtsfunctionaris, die de dossiers opent")
    meeting = meeting_of(desk, seen.meeting)
    if meeting.opened.status is not MeetingStatus.CLOSED:
        raise InvalidForm("meeting", Problem.NOT_NOW)
    if words_of_record(meeting_record(desk, meeting.id)) != words_of_record(seen):
        raise TextChanged("these minutes were changed since they were read")
    people = _People(desk, meeting.compartment, seen)
    said = [(row, _judged(desk, row, people)) for row in _rows(desk, meeting)]
    if any(record != row.opened for row, record in said):
        with desk.store.unit(Deed.MINUTES_CHECKED, subject=meeting.opened.title, text="namen vervangen") as unit:
            for row, record in said:
                if record != row.opened:
                    staying = desk.answered(Answers(frozenset(_standing(record))))
                    unit.change(row, record=written(staying, unit, record, row.compartment, known=()))
    record = meeting_record(desk, meeting.id)
    if any(people.left(text, item.row.case_id) for item in record.items for text in item.said):
        raise TextChanged("these minutes were changed while they were judged")
    going = going_out(desk, record)
    with desk.store.unit(Deed.MINUTES_CHECKED, subject=meeting.opened.title) as unit:
        unit.change(going.meeting, record=going.meeting.opened.model_copy(update={"checked": check_of(desk, going)}))


class _People:
    """Who is registered in the dossiers of one overleg, and what was answered about their names."""

    def __init__(self, desk: Desk, place: CompartmentId, record: MeetingRecord) -> None:
        cases = [None, *(item.row.case_id for item in record.items)]
        self._known = known_among(desk, cases)
        self._read = {case: read_there(desk, None, place, case) for case in self._known}
        self._kept = desk.answers.kept

    def left(self, text: str, case: RowId | None) -> list[Run]:
        """Return where a text names one of them, and may not."""
        found = registered_in(text, self._known[case], self._read[case])
        return [run for run in found if _of(text, run) not in self._kept]


def _rows(desk: Desk, meeting: Stored[Meeting]) -> Iterator[Stored[Any]]:  # one of the four records of the table
    """Give everything with words that belongs to this overleg."""
    items = items_of(desk.store.items, meeting)
    yield from items
    for dossier in dict.fromkeys(home(meeting, item.opened.case_id) for item in items):
        for name in ("notes", "decisions", "actions"):
            rows = desk.store.repository(name).all(compartment=meeting.compartment, dossier=dossier)
            yield from (row for row in rows if row.opened.meeting_id == meeting.id)


def _judged(desk: Desk, row: Stored[R], people: _People) -> R:
    """Return a record with what was answered put in; raises `Unjudged` for the first that was not."""
    said = {}
    for field in TYPED[type(row.opened)]:
        text = str(getattr(row.opened, field))
        for turn in range(_ROUNDS):
            runs = people.left(text, getattr(row.opened, "case_id", None))
            text = _answered(desk, field, text, runs, last=turn + 1 == _ROUNDS)
        said[field] = text
    return row.opened.model_copy(update=said)


def _answered(desk: Desk, field: str, text: str, runs: Sequence[Run], *, last: bool) -> str:
    put = dict(desk.answers.put)
    left = tuple(run for run in runs if _of(text, run) not in put)
    if left:
        raise Unjudged(field, len(left), Asked(text, left, may_stay=True))
    for run in reversed(runs):
        text = f"{text[: run.start]}{LEFT_OUT if last else put[_of(text, run)]}{text[run.end :]}"
    return text


def _of(text: str, run: Run) -> str:
    return words_of(text[run.start : run.end])


def _standing(record: Record) -> Iterator[str]:
    """Give what stands out in a record and may stay there: it stood there before, or was answered now."""
    for field in TYPED[type(record)]:
        text = str(getattr(record, field))
        yield from (_of(text, run) for run in open_in(text))
