"""The one gate to a table: no text reaches an overleg compartment before every finding in it is answered.

`to_table` is the only way for a record with typed words into such a compartment; a test walks casework for any other.
It looks with the finder of this program, with the identities of the dossier when this session may open them, and never
changes a text by itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from db.records.base import Record, RowId
from db.records.case import Release
from db.unit import Unit
from mhtui.anonymise.findings import Identity
from mhtui.casework.desk import Desk
from mhtui.casework.errors import Unjudged
from mhtui.casework.identities import known_identities, signals_of_case
from mhtui.casework.wording import NOTHING, Approved, Run, open_runs, phrases

R = TypeVar("R", bound=Record)

TYPED: Final[Mapping[type[Record], tuple[str, ...]]] = {Release: ("text",)}
"""The words in a record that somebody typed."""


def known_of(desk: Desk, case_id: RowId | None, unit: Unit | None = None) -> tuple[Identity, ...]:
    """Return the identities of a case, as far as this session may open them: none at the table."""
    if case_id is None or not desk.sees_identity:
        return ()
    case = (unit.view(desk.store.cases) if unit else desk.store.cases).get(case_id)
    return () if case.is_sealed else known_identities(case.opened, signals_of_case(desk, case, unit))


def open_in(desk: Desk, text: str, known: Sequence[Identity] = (), approved: Approved = NOTHING) -> tuple[Run, ...]:
    """Return what is still to be judged in a text before a table may read it."""
    from mhtui.anonymise import find_identifiers

    del desk
    return open_runs(text, find_identifiers(text, known), approved)


def to_table(desk: Desk, record: R, known: Sequence[Identity] = (), approved: Approved = NOTHING) -> R:
    """Return the record as it may go into an overleg compartment, with the words in it that were kept.

    Raises `Unjudged` with the field and how many findings in it are not answered.
    """
    texts = [(field, str(getattr(record, field))) for field in TYPED[type(record)]]
    for field, text in texts:
        left = open_in(desk, text, known, approved)
        if left:
            raise Unjudged(field, len(left))
    whole = "\n".join(text for _, text in texts)
    kept = _standing({*approved.kept, *approved.kept_known}, whole)
    return record.model_copy(update={"kept": kept})


def _standing(these: Collection[str], text: str) -> tuple[str, ...]:
    """Return which of these words stand in a text; what does not stand there is nobody's business at the table."""
    return tuple(sorted(each for each in these if _stands(each, text)))


def _stands(words: str, text: str) -> bool:
    pattern = phrases((words,))
    return pattern is not None and pattern.search(text) is not None


def standing_in(these: Iterable[str], text: str) -> tuple[str, ...]:
    """Return which labels and vaguer words stand in a text."""
    return _standing(set(these), text)
