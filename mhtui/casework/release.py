"""Releasing: from the text of the aandachtsfunctionaris to what one series of meetings can open, and back.

The aandachtsfunctionaris judges every finding, answers the questions no program can answer, and releases the text for
one series. Whatever changes the text or the dossier withdraws it: the row moves to identiteit and leaves nothing in the
overleg's compartment. What the table sees is afgeschermd, never more; this module must never release by itself.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from db.errors import NotAllowed
from db.records.base import CompartmentId, DossierId, RowId, State, Stored
from db.records.case import Case, Judgement, Release
from db.roles import Deed
from db.unit import Unit
from keys.envelope import encode_context
from mhtui.anonymise.findings import Identity
from mhtui.anonymise.version import FINDER_VERSION
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem, TextChanged, UnansweredQuestions
from mhtui.casework.gate import harmless_of, known_of, standing_in, to_table
from mhtui.casework.identities import identities_digest, known_identities, labels_of, signals_of_case
from mhtui.casework.judging import shielded_text
from mhtui.casework.markings import approved_of

FINDER: Final = str(FINDER_VERSION)
"""The finder that a release of today rests on."""
NO_FINDER: Final = "geen"
"""Version of the finder of a text that was released before this program looked for names."""
_REPLACED: Final = "vervangen door een nieuwe vrijgave"


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can judge; `text` ends in a question that is answered with ja or nee."""

    code: str
    text: str


QUESTIONS: Final = (
    Question("leeftijd_plaats", "Kan iemand aan tafel iemand herkennen aan leeftijd en dorp of wijk samen?"),
    Question("werk", "Kan iemand aan tafel iemand herkennen aan het beroep, de werkgever of de werkplek?"),
    Question("gezin", "Kan iemand aan tafel iemand herkennen aan het gezin, een relatie of de afkomst?"),
    Question("gebeurtenis", "Staat er een ongewone gebeurtenis in waaraan iemand te herkennen is?"),
    Question("voertuig", "Kan iemand aan tafel iemand herkennen aan een voertuig, een bedrijf of een pand?"),
    Question("melder", "Is aan de afdeling, de functie of het moment te zien wie de melder is?"),
    Question("een_persoon", "Staat er iets in dat maar één persoon kan weten?"),
)
"""Asked before every release; all must be answered with "nee, dat kan niet" (design, Release)."""

NO_TO_ALL: Final[Mapping[str, bool]] = MappingProxyType({question.code: False for question in QUESTIONS})
"""Every question answered with "nee, dat kan niet"."""


def text_digest(text: str, finder: str, holder: str, at: datetime, known: str) -> str:
    """Return the SHA-256 that ties a release to its text, the finder, the holder, the moment and what was registered.

    `known` is the keyed digest of the identities of the dossier.
    """
    parts = [text.encode(), finder.encode(), holder.encode(), at.isoformat().encode(), known.encode()]
    return hashlib.sha256(encode_context(parts)).hexdigest()


def _check_answers(answers: Mapping[str, bool]) -> None:
    """Raise unless every question is answered with nee."""
    unanswered = tuple(question.code for question in QUESTIONS if question.code not in answers)
    recognisable = tuple(question.code for question in QUESTIONS if answers.get(question.code))
    if unanswered or recognisable:
        raise UnansweredQuestions(unanswered, recognisable)


def _require_identity(desk: Desk, case: Stored[Case]) -> None:
    if case.compartment != desk.identity:
        raise NotAllowed("this case belongs to another identiteit")


def release(desk: Desk, case: Stored[Case], place: CompartmentId, answers: Mapping[str, bool]) -> Stored[Release]:
    """Release the text of a case, as it was read in `case`, to the series whose overleg compartment is `place`.

    `answers` says per question code whether somebody could be recognised: False is "nee, dat kan niet". Raises
    `Unjudged` while a finding in the text is not answered, `UnansweredQuestions`, `TextChanged` when the text or the
    dossier is no longer the one in `case`, `InvalidForm` when there is no text, `NotAllowed`.
    """
    _require_identity(desk, case)
    _check_answers(answers)
    judged = case.opened
    if not judged.draft_text.strip():
        raise InvalidForm("text", Problem.MISSING)
    if place not in {found.id for found in desk.series_places()}:
        raise NotAllowed("this session holds no overleg compartment with this id")
    known = known_identities(judged, signals_of_case(desk, case))
    text = shielded_text(judged, known, harmless_of(desk))
    with desk.store.unit(Deed.RELEASED, subject=judged.number) as unit:
        fresh = unit.view(desk.store.cases).get(case.id)
        if _judged(fresh.opened) != _judged(judged) or known != known_of(desk, case.id, unit):
            raise TextChanged("the text or the dossier was changed since it was read")
        withdraw_within(desk, unit, case.id, _REPLACED, place)
        labels = labels_of(fresh.opened, known)
        if labels != fresh.opened.labels:
            unit.change(fresh, record=fresh.opened.model_copy(update={"labels": labels}))
        approved = approved_of(judged.judgements, harmless_of(desk, unit))
        shown = to_table(_record(desk, fresh, text, known), known, approved)
        return unit.add(desk.store.releases, shown, compartment=place, dossier=case.dossier)


def _judged(case: Case) -> tuple[str, tuple[Judgement, ...]]:
    return case.draft_text, case.judgements


def _record(desk: Desk, case: Stored[Case], text: str, known: Sequence[Identity]) -> Release:
    """Return what is released: the text, and what it rests on."""
    at, fresh = desk.now(), case.opened
    return Release(
        case_id=case.id,
        number=fresh.number,
        codename=fresh.codename,
        exploitation_form=fresh.exploitation_form,
        signal_count=len(desk.ledger.signals_of(desk.store, case.id)),
        text=text,
        digest=text_digest(text, FINDER, desk.store.me.id, at, identities_digest(desk, known)),
        finder=FINDER,
        put=standing_in((judgement.put for judgement in fresh.judgements), text),
        answers=tuple(question.code for question in QUESTIONS),
        released_by=desk.label,
        released_at=at,
    )


def withdraw_within(
    desk: Desk, unit: Unit, case_id: RowId, reason: str, place: CompartmentId | None = None
) -> tuple[Stored[Release], ...]:
    """Withdraw inside a unit that changes what was released; of one series, or of all."""
    found = tuple(unit.view(desk.store.releases).all(dossier=DossierId(case_id), compartment=place))
    if any(row.is_sealed for row in found):
        raise NotAllowed("a release of a series that this session cannot open")
    gone = {"withdrawn_at": desk.now(), "withdrawn_reason": reason}
    return tuple(
        unit.change(row, record=row.opened.model_copy(update=gone), state=State.CLOSED, compartment=desk.identity)
        for row in found
        if row.opened.withdrawn_at is None
    )


def withdraw(
    desk: Desk, case: Stored[Case], reason: str, place: CompartmentId | None = None
) -> tuple[Stored[Release], ...]:
    """Withdraw what was released of a case, of one series or of all; raises `InvalidForm` without a reason."""
    _require_identity(desk, case)
    if not reason.strip():
        raise InvalidForm("reason", Problem.REASON_NEEDED)
    with desk.store.unit(Deed.WITHDRAWN, subject=case.opened.number, text=reason.strip()) as unit:
        return withdraw_within(desk, unit, case.id, reason.strip(), place)


def current(desk: Desk, case_id: RowId, place: CompartmentId, unit: Unit | None = None) -> Stored[Release] | None:
    """Return what one series can open of a case now, or as this unit sees it; None when nothing is released to it."""
    releases = unit.view(desk.store.releases) if unit else desk.store.releases
    found = releases.all(dossier=DossierId(case_id), compartment=place)
    return next((row for row in found if not row.is_sealed and row.opened.withdrawn_at is None), None)


def history(desk: Desk, case_id: RowId) -> tuple[Stored[Release], ...]:
    """Return every release of a case this session can open, withdrawn ones too, newest first."""
    found = desk.store.releases.all(dossier=DossierId(case_id), newest_first=True)
    return tuple(row for row in found if not row.is_sealed)


def withdraw_outdated(desk: Desk) -> tuple[Stored[Release], ...]:
    """Withdraw every release that rests on another version of the finder; returns them, and writes nothing without one.

    What a newer finder sees in a text nobody has judged. A session without identiteit does nothing.
    """
    if not desk.sees_identity:
        return ()
    rows = [row for row in desk.store.releases.all(state=State.OPEN) if not row.is_sealed]
    cases = {row.opened.case_id: row for row in rows if row.opened.finder != FINDER}
    return tuple(gone for row in cases.values() for gone in _withdraw_outdated(desk, row))


def _withdraw_outdated(desk: Desk, row: Stored[Release]) -> tuple[Stored[Release], ...]:
    reason = f"nieuwe versie van de zoeker: {row.opened.finder} werd {FINDER}"
    with desk.store.unit(Deed.WITHDRAWN, subject=row.opened.number, text=reason) as unit:
        return withdraw_within(desk, unit, row.opened.case_id, reason)
