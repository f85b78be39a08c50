"""The one gate to a table: no text reaches an overleg compartment before every finding in it is answered.

`to_table` is the only way for a record with typed words into such a compartment; a test walks casework for any other.
It looks with the finder of this program, with the identities of the dossier when this session may open them. It changes
a text only as somebody answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from db.records.base import CompartmentId, DossierId, Record, RowId, Stored
from db.records.case import Release
from db.records.meeting import Action, AgendaItem, Decision, Meeting, Note
from db.records.office import CompartmentLabel
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


def settings_of(desk: Desk, unit: Unit | None = None) -> Stored[CompartmentLabel]:
    """Return the settings of identiteit as they are now; raises `NotAllowed` for who may not open it."""
    labels = unit.view(desk.store.labels) if unit else desk.store.labels
    return next(iter(labels.all(compartment=desk.identity)))


def harmless_of(desk: Desk, unit: Unit | None = None) -> frozenset[str]:
    """Return the known words of the aandachtsfunctionaris: none at the table, which may not open the list."""
    if not desk.sees_identity:
        return frozenset()
    return frozenset(each.text for each in settings_of(desk, unit).opened.harmless)


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
    let = {*approved.kept, *approved.kept_known, *approved.harmless}
    return record.model_copy(update={"kept": standing_in(let, whole)})


def written(desk: Desk, unit: Unit, record: R, place: CompartmentId, *, known: Sequence[Identity] | None = None) -> R:
    """Return what was written about a case or an item as it may go to the table: as it was answered, and then judged.

    What is already read there may be said there: the labels and words of the release of the case, and the functions at
    the table. Without `known` it looks with the identities of the case. Raises `Unjudged`.
    """
    registered = known_of(desk, getattr(record, "case_id", None), unit) if known is None else known
    try:
        return to_table(*_as_answered(desk, unit, record, place, registered))
    except Unjudged as found:
        found.said = record
        raise


def still_asked(desk: Desk, record: Record, place: CompartmentId) -> tuple[Asked, ...]:
    """Return what `written` would ask about, field by field; nothing when it may go to the table."""
    known = known_of(desk, getattr(record, "case_id", None))
    said, _, approved = _as_answered(desk, None, record, place, known)
    found = [Asked(text, open_in(text, known, approved)) for _, text in _texts(said) if text]
    return tuple(asked for asked in found if asked.runs)


def _as_answered(
    desk: Desk, unit: Unit | None, record: R, place: CompartmentId, known: Sequence[Identity]
) -> tuple[R, Sequence[Identity], Approved]:
    """Return a record with the answers of this desk put in, and what it is judged with."""
    answers = desk.answers
    typed = {field: answers.applied(str(getattr(record, field))) for field in TYPED[type(record)]}
    before = frozenset(getattr(record, "kept", ()))
    approved = _read_there(desk, unit, place, getattr(record, "case_id", None))
    put = approved.put | {instead for _, instead in answers.put}
    kept = approved.kept | answers.kept | before
    judged = replace(approved, put=put, kept=kept, harmless=harmless_of(desk, unit))
    return record.model_copy(update=typed), known, judged


def _read_there(desk: Desk, unit: Unit | None, place: CompartmentId, case_id: RowId | None) -> Approved:
    """Return what the table of a series reads already."""
    functions = frozenset(series_of(desk, place).opened.functions)
    if case_id is None:
        return Approved(put=functions)
    repo = unit.view(desk.store.releases) if unit else desk.store.releases
    releases = repo.all(dossier=DossierId(case_id), compartment=place)
    standing = [row.opened for row in releases if not row.is_sealed]
    put = functions.union(*(release.put for release in standing))
    return Approved(put, frozenset().union(*(release.kept for release in standing)))


def standing_in(these: Iterable[str], text: str) -> tuple[str, ...]:
    """Return which of these words stand in a text; what does not stand there is nobody's business at the table."""
    return tuple(sorted(each for each in set(these) if _stands(each, text)))


def _stands(words: str, text: str) -> bool:
    pattern = phrases((words,))
    return pattern is not None and pattern.search(text) is not None
