"""The one gate to a table: no text reaches an overleg compartment before every finding in it is answered.

`to_table` is the only way for a record with typed words into such a compartment; a test walks casework for any other.
It looks with the finder of this program, with the identities of the dossier when this session may open them. It changes
a text only as somebody answered.

The besluitenlijst has one gate of its own, on its way out: `out_of_here`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from db.records.base import CompartmentId, DossierId, Record, RowId, Stored
from db.records.case import Release
from db.records.meeting import Action, AgendaItem, Decision, Meeting, MeetingStatus, MinutesCheck, Note
from db.records.office import CompartmentLabel
from db.roles import Deed, allowed
from db.unit import Unit
from keys.digest import keyed_digest
from keys.directory import Kind
from mhtui.anonymise.findings import Identity, Layer
from mhtui.anonymise.version import FINDER_VERSION
from mhtui.casework.desk import Desk
from mhtui.casework.errors import NotChecked, Unjudged
from mhtui.casework.identities import identities_digest, known_identities, signals_of_case
from mhtui.casework.items import series_of
from mhtui.casework.wording import LEFT_OUT, NOTHING, Approved, Asked, Run, open_runs, phrases

R = TypeVar("R", bound=Record)
_CHECK_USE: Final = b"minutes checked 1"

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


def known_among(desk: Desk, cases: Iterable[RowId | None]) -> dict[RowId | None, tuple[Identity, ...]]:
    """Return by case whom to look for in what was said about it: its own first, and who is registered in the others.

    One of another dossier has no label here. Raises `NotChecked` for a case that this session cannot open.
    """
    own = {case: known_of(desk, case) for case in dict.fromkeys(cases) if case is not None}
    if any(desk.store.cases.get(case).is_sealed for case in own):
        raise NotChecked("van een casus die erin staat opent u het dossier niet")
    every = [replace(each, label=LEFT_OUT) for known in own.values() for each in known]
    values = {case: {each.value for each in known} for case, known in own.items()}
    around: dict[RowId | None, tuple[Identity, ...]] = {
        case: (*known, *(each for each in every if each.value not in values[case])) for case, known in own.items()
    }
    return {**around, None: tuple(every)}


def registered_in(text: str, known: Sequence[Identity], read: Approved) -> tuple[Run, ...]:
    """Return where a text of the table names somebody registered; what it reads already is nobody."""
    found = open_in(text, known, read) if known and text else ()
    return tuple(run for run in found if run.finding.layer is Layer.KNOWN)


@dataclass(frozen=True, slots=True)
class GoingOut:
    """A besluitenlijst on its way out of the program: every word of it, and who is registered in its dossiers."""

    meeting: Stored[Meeting]
    words: str
    known: tuple[Identity, ...]


def may_check(desk: Desk) -> bool:
    """Whether this session can look through a besluitenlijst for who is registered, and let it go round."""
    return desk.sees_identity and allowed(desk.role, Deed.MINUTES_CHECKED, "meetings", Kind.OVERLEG)


def check_of(desk: Desk, going: GoingOut) -> MinutesCheck:
    """Return the check of these very words: a digest that nobody makes who does not open identiteit."""
    known, finder = identities_digest(desk, going.known), str(FINDER_VERSION)
    secret = bytes.fromhex(desk.store.place(Kind.IDENTITEIT).label.digest_secret)
    parts = [going.meeting.id.encode(), known.encode(), finder.encode(), hashlib.sha256(going.words.encode()).digest()]
    words = keyed_digest(secret, _CHECK_USE, parts)
    return MinutesCheck(words=words, known=known, finder=finder, by=desk.label, at=desk.now())


def in_the_way(desk: Desk, going: GoingOut) -> str:
    """Say in Dutch why a besluitenlijst may not go round; empty when it may."""
    record = going.meeting.opened
    if not may_check(desk):
        return "of de controle nog geldt ziet alleen de aandachtsfunctionaris"
    if record.status is not MeetingStatus.CLOSED:
        return "dit overleg is niet gesloten"
    if record.checked is None:
        return "zij is nog niet gecontroleerd op wie in de dossiers geregistreerd is"
    now, then = check_of(desk, going), f"de controle van {record.checked.at:%d-%m-%Y} geldt niet meer"
    if now.known != record.checked.known:
        return f"{then}, want daarna is in een dossier iemand geregistreerd of gewijzigd"
    if now.finder != record.checked.finder:
        return f"{then}, want het programma zoekt sindsdien anders"
    return "" if now.words == record.checked.words else f"{then}, want daarna is er iets in veranderd"


def out_of_here(desk: Desk, going: GoingOut) -> str:
    """Return the words of a besluitenlijst that may go round, to be shown outside, printed or kept as a file.

    The only way out; raises `NotChecked`.
    """
    why = in_the_way(desk, going)
    if why:
        raise NotChecked(why)
    return going.words


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
    approved = read_there(desk, unit, place, getattr(record, "case_id", None))
    put = approved.put | {instead for _, instead in answers.put}
    kept = approved.kept | answers.kept | before
    judged = replace(approved, put=put, kept=kept, harmless=harmless_of(desk, unit))
    return record.model_copy(update=typed), known, judged


def read_there(desk: Desk, unit: Unit | None, place: CompartmentId, case_id: RowId | None) -> Approved:
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
