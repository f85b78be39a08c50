"""Bewaartermijn: which closed dossiers are due, keeping one longer with a reason, and destroying one.

Nothing is destroyed by itself: the aandachtsfunctionaris decides, dossier by dossier, with a reason. A dossier is a
case with all its signals, or a signal that stands alone. The term of its kind counts from the day it was closed.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from db.records.base import DossierId, Sealed, State, Stored
from db.records.case import Case
from db.records.meeting import MeetingStatus
from db.records.office import Shredding
from db.records.signal import Signal, Step, StepKind
from db.roles import Deed
from db.shredding import buried, clean, shred
from db.unit import Unit
from mhtui.anonymise.finder import find_identifiers
from mhtui.anonymise.findings import Certainty
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, NotToDestroy, Problem, UnknownNumber
from mhtui.casework.family import Family, Subject, family_of, seen
from mhtui.casework.gate import settings_of
from mhtui.casework.identities import known_identities
from mhtui.casework.terms import LONGEST_REASON, Terms, terms_of

LONGEST_CATEGORY: Final = 60
_LOOKED_BACK: Final = 200
"""Entries of the log that are looked at for a day before today."""
_ENDINGS: Final = frozenset({StepKind.CLOSED, StepKind.NO_FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class Kept:
    """A closed dossier, and from which day it may be destroyed."""

    number: str
    kind: str
    """`casus`, or `signaal` when it stands alone."""
    signals: tuple[str, ...]
    since: date
    """The day its first signal was taken in."""
    ended_on: date
    due_on: date
    reason: str
    """Why it is kept longer than the bewaartermijn; empty when it is not."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What was done, and what is known of what is left."""

    shredding: Shredding
    left: int | None
    """Pieces that still stand in the file of the kluis: 0 when it was looked through and none was found; None when
    nobody here can tell, as of a server."""


def kept(desk: Desk) -> tuple[Kept, ...]:
    """Return every closed dossier, longest due first; raises `NotAllowed`, `InvalidForm` without a bewaartermijn."""
    terms, place = terms_of(desk), desk.identity
    steps: dict[DossierId, list[Stored[Step]]] = defaultdict(list)
    for row in desk.store.steps.all(compartment=place):
        steps[row.dossier].append(row)
    found = []
    for case in desk.store.cases.all(compartment=place, state=State.CLOSED):
        signals = tuple(desk.store.signals.get(row) for row in desk.ledger.signals_of(desk.store, case.id))
        found.append(_kept(_family(case, signals, steps), terms))
    linked = {signal for signal, _ in desk.ledger.links(desk.store).values()}
    alone = (row for row in desk.store.signals.all(compartment=place, state=State.CLOSED) if row.id not in linked)
    found += [_kept(_family(None, (signal,), steps), terms) for signal in alone]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.number)))


def due(desk: Desk) -> tuple[Kept, ...]:
    """Return the dossiers that may be destroyed today, longest due first; raises as `kept`."""
    return tuple(each for each in kept(desk) if each.due_on <= desk.today())


def long_idle(desk: Desk) -> date | None:
    """Return the day of the last work before today when that is over a year ago: then the clock may be wrong.

    What is due is worked out with the clock of this computer, and destroying is for ever. Work of today says nothing of
    the clock: it was written with the same one.
    """
    days = (
        entry.detail.at.date() for entry in desk.store.log(limit=_LOOKED_BACK) if not isinstance(entry.detail, Sealed)
    )
    last = next((day for day in days if day < desk.today()), None)
    return last if last is not None and desk.today() > last + relativedelta(years=1) else None


def clock_words(today: date, last: date) -> str:
    """Say what the clock says, and why that is asked."""
    return (
        f"Volgens deze computer is het {today:%d-%m-%Y}, en daarvóór is in deze kluis het laatst gewerkt op "
        f"{last:%d-%m-%Y}. Kijk eerst of de klok klopt: zij zegt wat er weg mag."
    )


def find_kept(desk: Desk, number: str) -> Kept:
    """Return one closed dossier; raises `UnknownNumber`, `NotToDestroy` when it is open or a part of a case."""
    return _closed(desk, number, family_of(desk, _subject(desk, number)))


def postpone(desk: Desk, number: str, *, until: date, reason: str) -> Kept:
    """Keep a closed dossier until a later day, with the reason; raises `InvalidForm`, `NotToDestroy`, `NotAllowed`."""
    _check_words("reason", reason, LONGEST_REASON)
    with desk.store.unit(Deed.POSTPONED, text=f"tot {until:%d-%m-%Y}") as unit:
        subject = _subject(desk, number, unit)
        family = family_of(desk, subject, unit)
        now = _closed(desk, number, family)
        unit.subject = now.number
        if until <= max(desk.today(), now.due_on):
            raise InvalidForm("due_on", Problem.IN_THE_PAST)
        said = Step(subject_id=subject.id, kind=StepKind.KEPT_LONGER, at=desk.now(), text=reason.strip(), due_on=until)
        row = unit.add(desk.store.steps, said, compartment=subject.compartment, dossier=subject.dossier)
        return _kept(family.with_step(row), terms_of(desk))


def destroy(desk: Desk, number: str, *, reason: str, category: str, on_request: bool = False) -> Destroyed:
    """Destroy a dossier that is due, whole and for ever; its facts for the figures stay.

    `category` is that of the selectielijst; `on_request` destroys one that is not due yet, because somebody in it asked
    to be erased (AVG art. 17). Raises `InvalidForm`, `UnknownNumber`, `NotToDestroy`, `NotAllowed`.
    """
    _check_words("reason", reason, LONGEST_REASON)
    _check_words("category", category, LONGEST_CATEGORY)
    _refuse(desk, number, family_of(desk, _subject(desk, number)), f"{reason}\n{category}", on_request=on_request)
    _hold_names(desk, number)
    with desk.store.unit(Deed.SHREDDED) as unit:
        family = family_of(desk, _subject(desk, number, unit), unit)
        now = _refuse(desk, number, family, f"{reason}\n{category}", unit, on_request=on_request)
        unit.subject = now.number
        gone = shred(unit, _dossiers(family))
        unit.shredding = Shredding(
            number=now.number,
            signals=now.signals if family.case is not None else (),
            since=now.since,
            ended_on=now.ended_on,
            due_on=now.due_on,
            reason=reason.strip(),
            category=category.strip(),
            on_request=on_request and now.due_on > desk.today(),
            rows=gone.rows,
            keys=gone.keys,
        )
        said = unit.shredding
    return Destroyed(said, clean(desk.store, gone))


def _hold_names(desk: Desk, number: str) -> None:
    """Write down that the numbers and the codename of a dossier, and of all before it, are not given again.

    Before it is destroyed, in an entry of its own: under that deed nothing else can be written, and whoever takes in
    without the logboek has to know them too. When destroying fails afterwards they are held and it is still there.
    """
    with desk.store.unit(Deed.NAMES_SPENT, subject=number.strip().upper()) as unit:
        family, settings = family_of(desk, _subject(desk, number, unit), unit), settings_of(desk, unit)
        names = {row.opened.number for row in family.signals}
        names |= {family.case.opened.number, family.case.opened.codename} if family.case else set()
        names |= {each for stone in buried(desk.store) for each in (stone.shredding.number, *stone.shredding.signals)}
        spent = tuple(sorted({*settings.opened.spent, *names}))
        unit.change(settings, record=settings.opened.model_copy(update={"spent": spent}))


def _refuse(desk: Desk, number: str, family: Family, text: str, unit: Unit | None = None, *, on_request: bool) -> Kept:
    """Return a dossier that may be destroyed now; raises `NotToDestroy` with what is in the way."""
    now = _closed(desk, number, family)
    if now.due_on > desk.today() and not on_request:
        raise NotToDestroy(now.number, f"het mag pas weg op {now.due_on:%d-%m-%Y}")
    _refuse_unfinished(desk, unit, now.number, family)
    _refuse_names(now.number, family, text)
    return now


def _dossiers(family: Family) -> tuple[DossierId, ...]:
    own = () if family.case is None else (family.case.dossier,)
    return (*own, *(signal.dossier for signal in family.signals))


def _family(
    case: Stored[Case] | None, signals: tuple[Stored[Signal], ...], steps: dict[DossierId, list[Stored[Step]]]
) -> Family:
    bare = Family(case, tuple(sorted(signals, key=lambda row: row.opened.number)), ())
    return Family(bare.case, bare.signals, tuple(row for each in _dossiers(bare) for row in steps[each]))


def _kept(family: Family, terms: Terms) -> Kept:
    """Work out from which day a closed family may be destroyed."""
    days = [signal.opened.received_on for signal in family.signals]
    days += [family.case.opened.opened_on] if family.case is not None else []
    taken = sorted(family.rows, key=lambda row: (row.opened.at, row.rank))
    last = max((at for at, row in enumerate(taken) if row.opened.kind in _ENDINGS), default=-1)
    ended_on = taken[last].opened.at.date() if last >= 0 else max(days)
    longer = [row.opened for row in taken[last + 1 :] if row.opened.kind is StepKind.KEPT_LONGER]
    months = terms.case if family.case is not None else terms.alone
    due_on = ended_on + relativedelta(months=months)  # the last day of a month that is too short
    if longer and longer[-1].due_on is not None:
        due_on = longer[-1].due_on
    return Kept(
        number=(family.case or family.signals[0]).opened.number,
        kind="casus" if family.case is not None else "signaal",
        signals=tuple(row.opened.number for row in family.signals),
        since=min(days),
        ended_on=ended_on,
        due_on=due_on,
        reason=longer[-1].text if longer else "",
    )


def _subject(desk: Desk, number: str, unit: Unit | None = None) -> Subject:
    """Return the case or the signal with a number; raises `UnknownNumber`, `NotAllowed`."""
    place, row = desk.identity, desk.ledger.row_of(desk.store, number)
    if row is None:
        raise UnknownNumber(number)
    cases, signals = desk.store.cases, desk.store.signals
    found: Subject = (
        (unit.view(cases) if unit else cases).get(row)
        if number.strip().upper().startswith("C")
        else (unit.view(signals) if unit else signals).get(row)
    )
    if found.compartment != place:
        raise UnknownNumber(number)
    return found


def _closed(desk: Desk, number: str, family: Family) -> Kept:
    """Return a dossier that is closed and whole; raises `NotToDestroy`."""
    if family.case is not None and not number.strip().upper().startswith("C"):
        raise NotToDestroy(number.strip().upper(), f"het hoort bij casus {family.case.opened.number}; neem die casus")
    known = (family.case or family.signals[0]).opened.number
    if family.state is not State.CLOSED:
        raise NotToDestroy(known, "het is nog niet afgesloten")
    return _kept(family, terms_of(desk))


def _check_words(field: str, words: str, most: int) -> None:
    if not words.strip():
        raise InvalidForm(field, Problem.MISSING)
    if len(words) > most or not words.strip().isprintable():
        raise InvalidForm(field, Problem.TOO_LONG if len(words) > most else Problem.UNKNOWN_VALUE)


def _refuse_unfinished(desk: Desk, unit: Unit | None, number: str, family: Family) -> None:
    """Raise `NotToDestroy` while somebody is still at work with the case: that would be lost unseen."""
    if family.case is None:
        return
    case, store = family.case, desk.store
    if any(row.state is State.OPEN for row in seen(store.actions, unit).all(dossier=case.dossier)):
        raise NotToDestroy(number, "er staat nog een actie open; doe haar af of laat haar vervallen")
    meetings = {row.opened.meeting_id for row in seen(store.items, unit).all(dossier=case.dossier)}
    statuses = {seen(store.meetings, unit).get(row).opened.status for row in meetings}
    if statuses - {MeetingStatus.CLOSED}:
        raise NotToDestroy(number, "het staat op de agenda van een overleg dat nog niet gesloten is")
    drafts = [row.opened for row in seen(store.drafts, unit).all()]
    drafts += [row.opened.draft for row in seen(store.leftovers, unit).all()]
    if any(draft.said.case_id == case.id for draft in drafts):
        raise NotToDestroy(number, "er is nog een concept van een overleg over dit dossier; beoordeel dat eerst")


def _refuse_names(number: str, family: Family, text: str) -> None:
    """Raise `NotToDestroy` when a reason holds what is registered in the dossier: the reason stays."""
    signals = [signal.opened for signal in family.signals]
    case = family.case.opened if family.case is not None else Case(number=number, codename="", opened_on=date.min)
    known = known_identities(case, signals)
    if any(found.certainty is Certainty.KNOWN for found in find_identifiers(text, known)):
        raise NotToDestroy(number, "de reden noemt iemand of iets uit dit dossier, en zij blijft bewaard; laat dat weg")
