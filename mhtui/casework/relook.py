"""What the table wrote about a case before somebody was registered in its dossier, and what of it names them now.

The table cannot know what is registered. When a person is added, the aandachtsfunctionaris looks here at the notes,
decisions, actions and items of the case that were written before, and puts the label in the place of the name. The gate
judges what comes out; words that stood there and are not registered stay.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from db.records.base import DossierId, RowId, Stored
from db.roles import Deed
from db.unit import Unit
from mhtui.anonymise.findings import Identity, Layer
from mhtui.casework.desk import Desk
from mhtui.casework.gate import TYPED, known_of, open_in, written
from mhtui.casework.wording import LEFT_OUT, Answers, words_of

_WORDS: Final = {"items": "agendapunt", "notes": "notitie", "decisions": "besluit", "actions": "actie"}
_ROUNDS: Final = 4
"""A label that is put in may bring words together that are a name as well; more often than this it is left out."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something the table wrote that holds what is registered; for who may open identiteit alone."""

    id: RowId
    word: str
    """`notitie`, `besluit`, `actie` or `agendapunt`."""
    text: str
    instead: str
    """The same with labels."""


def named_at_table(desk: Desk, case: RowId) -> tuple[Named, ...]:
    """Return what was written about a case and names what is registered in it; empty for who cannot know."""
    known = known_of(desk, case)
    return tuple(
        Named(row.id, _WORDS[row.table], "\n".join(changes), "\n".join(changes.values()))
        for row in (_rows(desk, case) if known else ())
        if (changes := dict(_changes(row, known).values()))
    )


def put_labels(desk: Desk, case: RowId, chosen: Collection[RowId]) -> int:
    """Put labels in the place of what is registered, in what was chosen; returns in how much.

    Raises `NotAllowed`, `Unjudged` when it still names somebody, and then nothing is changed.
    """
    number = desk.store.cases.get(case).opened.number
    with desk.store.unit(Deed.SAID_SHIELDED, subject=number) as unit:
        known, done = known_of(desk, case, unit), 0
        for row in _rows(desk, case, unit):
            changes = _changes(row, known) if row.id in chosen else {}
            if changes:
                said = row.opened.model_copy(update={field: instead for field, (_, instead) in changes.items()})
                unit.change(row, record=written(desk.answered(_staying(said, known)), unit, said, row.compartment))
                done += 1
    return done


def _rows(desk: Desk, case: RowId, unit: Unit | None = None) -> Iterator[Stored[Any]]:
    """Give what lies in the dossier of the case and was written at a table that this session can open."""
    for name in _WORDS:
        repo = desk.store.repository(name)
        rows = (unit.view(repo) if unit else repo).all(dossier=DossierId(case))
        yield from (row for row in rows if not row.is_sealed)


def _changes(row: Stored[Any], known: Sequence[Identity]) -> dict[str, tuple[str, str]]:
    """Return by field what stands there and what should, where the two differ."""
    texts = {field: str(getattr(row.opened, field)) for field in TYPED[type(row.opened)]}
    instead = {field: _labelled(text, known) for field, text in texts.items() if text}
    return {field: (texts[field], each) for field, each in instead.items() if each != texts[field]}


def _labelled(text: str, known: Sequence[Identity]) -> str:
    """Return a text with labels in the place of what is registered."""
    for turn in range(_ROUNDS):
        runs = [run for run in open_in(text, known) if run.finding.layer is Layer.KNOWN]
        for run in reversed(runs):
            put = run.finding.suggestion if turn + 1 < _ROUNDS else ""
            text = f"{text[: run.start]}{put or LEFT_OUT}{text[run.end :]}"
        if not runs:
            break
    return text


def _staying(record: Any, known: Sequence[Identity]) -> Answers:  # noqa: ANN401 - one of the four records of the table
    """Answer what only stands out in it, and stood there before: it stays."""
    texts = [str(getattr(record, field)) for field in TYPED[type(record)]]
    return Answers(
        frozenset(
            words_of(text[run.start : run.end])
            for text in texts
            for run in open_in(text, known)
            if run.finding.layer is not Layer.KNOWN
        )
    )
