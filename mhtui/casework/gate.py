"""The one gate to a table: no text reaches an overleg compartment before every finding in it is answered.

`to_table` is the only way for a record with typed words into such a compartment; a test walks casework for any other.
It looks with the finder of this program, with the identities of the dossier when this session may open them. It changes
a text only as somebody answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from db.records.base import CompartmentId, DossierId, Record, RowId
from db.records.case import Release
from db.records.meeting import Action, AgendaItem, Decision, Meeting, Note
from db.unit import Unit
from mhtui.anonymise.findings import Identity
from mhtui.casework.desk import Desk
from mhtui.casework.errors import Unjudged
from mhtui.casework.identities import known_identities, signals_of_case
from mhtui.casework.items import series_of
from mhtui.casework.wording import NOTHING, Approved, Asked, Run, open_runs, phrases

R = TypeVar("R", bound=Record)

TYPED: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Release: ("text",),
    AgendaItem: ("title", "why", "status_reason"),
    Meeting: (),
    Note: ("text",),
    Decision: ("text", "owner"),
    Action: ("text", "owner", "status_reason"),
}
"""The words in a record that somebody typed; of a meeting, the functions at the table."""


def known_of(desk: Desk, case_id: RowId | None, unit: Unit | None = None) -> tuple[Identity, ...]:
    """Return the identities of a case, as far as this session may open them: none at the table."""
    if case_id is None or not desk.sees_identity:
        return ()
    case = (unit.view(desk.store.cases) if unit else desk.store.cases).get(case_id)
    return () if case.is_sealed else known_identities(case.opened, signals_of_case(desk, case, unit))


def open_in(text: str, known: Sequence[Identity] = (), approved: Approved = NOTHING) -> tuple[Run, ...]:
    """Return what is still to be judged in a text before a table may read it."""
    from mhtui.anonymise import find_identifiers

    return open_runs(text, find_identifiers(text, known), approved)


def _texts(record: Record) -> list[tuple[str, str]]:
    """Return every typed text of a record with the name of its field."""
    found = [(field, str(getattr(record, field))) for field in TYPED[type(record)]]
    if isinstance(record, Meeting):
        found += [("function", line.function) for line in record.attendance]
    return found


def to_table(record: R, known: Sequence[Identity] = (), approved: Approved = NOTHING) -> R:
    """Return the record as it may go into an overleg compartment, with the words in it that were kept.

    Raises `Unjudged` with the field, how many findings in it are not answered, and the text for who typed it.
    """
    texts = _texts(record)
    for field, text in texts:
        left = open_in(text, known, approved) if text else ()
        if left:
            raise Unjudged(field, len(left), None if isinstance(record, Release) else Asked(text, left))
    whole = "\n".join(text for _, text in texts)
    return record.model_copy(update={"kept": standing_in({*approved.kept, *approved.kept_known}, whole)})


def written(desk: Desk, unit: Unit, record: R, place: CompartmentId) -> R:
    """Return what was written about a case or an item as it may go to the table: as it was answered, and then judged.

    What is already read there may be said there: the labels and words of the release of the case, and the functions at
    the table. Raises `Unjudged`.
    """
    answers, case_id = desk.answers, getattr(record, "case_id", None)
    typed = {field: answers.applied(str(getattr(record, field))) for field in TYPED[type(record)]}
    said = record.model_copy(update=typed)
    before = frozenset(getattr(record, "kept", ()))
    approved = _read_there(desk, unit, place, case_id)
    put = approved.put | {instead for _, instead in answers.put}
    return to_table(
        said, known_of(desk, case_id, unit), replace(approved, put=put, kept=approved.kept | answers.kept | before)
    )


def _read_there(desk: Desk, unit: Unit, place: CompartmentId, case_id: RowId | None) -> Approved:
    """Return what the table of a series reads already."""
    functions = frozenset(series_of(desk, place).opened.functions)
    if case_id is None:
        return Approved(put=functions)
    releases = unit.view(desk.store.releases).all(dossier=DossierId(case_id), compartment=place)
    standing = [row.opened for row in releases if not row.is_sealed]
    put = functions.union(*(release.put for release in standing))
    return Approved(put, frozenset().union(*(release.kept for release in standing)))


def standing_in(these: Iterable[str], text: str) -> tuple[str, ...]:
    """Return which of these words stand in a text; what does not stand there is nobody's business at the table."""
    return tuple(sorted(each for each in set(these) if _stands(each, text)))


def _stands(words: str, text: str) -> bool:
    pattern = phrases((words,))
    return pattern is not None and pattern.search(text) is not None
