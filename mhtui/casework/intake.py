"""Taking in: a filled-in form becomes a signal with our own number, and one fact for the year figures.

STAP 2 and 3 of the meldroute (beleidsplan Lopik): the name of the reporter is known to the aandachtsfunctionaris only;
the signal is recorded. Nothing that was typed is corrected, and a form that was seen before is never taken in twice.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from db.errors import NotAllowed, NotFound
from db.office import figures_place
from db.records.base import Answer, State, Stored
from db.records.signal import AgeBand, Person, Signal, SignalForm
from db.roles import Deed
from db.store import Store
from keys.digest import keyed_digest
from keys.directory import Kind
from mhtui.casework.desk import Desk
from mhtui.casework.errors import AlreadyKnown, InvalidForm, Problem, UnknownNumber
from mhtui.casework.facts import add_fact, fact_of, renew_fact, year_of
from mhtui.casework.family import family_of
from mhtui.casework.numbers import Series
from mhtui.casework.release import withdraw_within
from mhtui.casework.values import UNKNOWN, ValueList, require
from mhtui.forms.dates import day_of

LONGEST_TEXT: Final = 200_000
"""Characters in a toelichting."""
_DIGEST_USE: Final = b"signal form 1"
_NEW_IDENTITY: Final = "nieuwe gegevens van een persoon in het dossier"

Look = Literal["melder", "betrokkenen", "bron"]
"""What can be looked at in a signal; each look is an entry in the logboek."""


@dataclass(frozen=True, slots=True)
class PersonMarks:
    """What the aandachtsfunctionaris adds to one person of the form."""

    victim: Answer = Answer.UNKNOWN
    suspect: Answer = Answer.UNKNOWN
    age: AgeBand = AgeBand.UNKNOWN
    group: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Added:
    """What the aandachtsfunctionaris adds to the form; all onbekend until answered."""

    exploitation_form: str = UNKNOWN
    municipality: str = UNKNOWN
    reporter_kind: str = UNKNOWN
    department: str = ""
    received_via: str = UNKNOWN
    urgent: Answer = Answer.UNKNOWN
    undermining: Answer = Answer.UNKNOWN
    safe_contact: str = ""
    persons: tuple[PersonMarks, ...] = ()
    """In the order of the form's persons; who has no marks stays onbekend."""


def _plain(text: str) -> bytes:
    """Return a text without what differs between a Word file and a mail of the same form: spacing and case."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).encode()


def content_digest(store: Store, form: SignalForm) -> str:
    """Return the keyed digest that recognises this content, whatever number the sender gave it."""
    persons = [field for who in form.persons for field in (who.name, who.capacity, who.email, who.phone)]
    fields = [form.reported_on, form.reported_at, form.place, form.reporter, form.narrative, *persons]
    secret = bytes.fromhex(store.place(Kind.IDENTITEIT).label.digest_secret)
    return keyed_digest(secret, _DIGEST_USE, [_plain(field) for field in fields])


def _codes(signal: Signal) -> set[tuple[str, ValueList, str]]:
    """Return (field, list, code) of everything in a signal that comes from a value list."""
    return {
        ("exploitation_form", ValueList.FORM, signal.exploitation_form),
        ("reporter_kind", ValueList.REPORTER_KIND, signal.reporter_kind),
        ("received_via", ValueList.RECEIVED_VIA, signal.received_via),
        *(("group", ValueList.GROUP, person.group) for person in signal.persons),
    }


def _check(desk: Desk, signal: Signal, before: Signal | None = None) -> None:
    """Raise `InvalidForm` about a field that cannot be kept; a code that stood there before may stay."""
    known = _codes(before) if before else set()
    for field, name, code in sorted(_codes(signal) - known):
        require(name, code, desk.today(), field)
    municipalities = desk.store.place(Kind.IDENTITEIT).label.municipalities
    old = before.municipality if before else UNKNOWN
    if signal.municipality not in {UNKNOWN, old, *municipalities}:
        raise InvalidForm("municipality", Problem.UNKNOWN_VALUE)
    if not (signal.narrative.strip() or signal.persons):
        raise InvalidForm("narrative", Problem.MISSING)
    if len(signal.narrative) > LONGEST_TEXT:
        raise InvalidForm("narrative", Problem.TOO_LONG)


def _persons(form: SignalForm, added: Added) -> tuple[Person, ...]:
    """Return the persons of a form with their marks; who has none stays onbekend."""
    if len(added.persons) > len(form.persons):
        raise InvalidForm("persons", Problem.UNKNOWN_VALUE)
    marks = (*added.persons, *[PersonMarks()] * (len(form.persons) - len(added.persons)))
    return tuple(
        Person(**person.model_dump(), victim=mark.victim, suspect=mark.suspect, age=mark.age, group=mark.group)
        for person, mark in zip(form.persons, marks, strict=True)
    )


def _signal_of(desk: Desk, form: SignalForm, added: Added) -> Signal:
    """Return the signal of a form, still without number and fact."""
    if len(form.narrative) > LONGEST_TEXT:
        raise InvalidForm("narrative", Problem.TOO_LONG)
    today = desk.today()
    return Signal(
        number="",
        received_on=today,
        sender_number=form.number,
        reported_on=form.reported_on,
        reported_day=day_of(form.reported_on, latest=today),
        reported_at=form.reported_at,
        place=form.place,
        reporter=form.reporter,
        persons=_persons(form, added),
        narrative=form.narrative,
        exploitation_form=added.exploitation_form,
        municipality=added.municipality,
        reporter_kind=added.reporter_kind,
        department=added.department,
        received_via=added.received_via,
        urgent=added.urgent,
        undermining=added.undermining,
        safe_contact=added.safe_contact,
        content_digest=content_digest(desk.store, form),
    )


def _refuse_known(desk: Desk, digest: str) -> None:
    number = desk.ledger.number_with(desk.store, digest)
    if number is not None:
        raise AlreadyKnown(number)


NOTHING_ADDED: Final = Added()
"""A form just as it came."""


def register(desk: Desk, form: SignalForm, added: Added = NOTHING_ADDED) -> Stored[Signal]:
    """Take a form in as a new signal: number, digest and fact in one unit of work.

    A reported day that lies ahead is a typing error and counts as not given. Raises `AlreadyKnown`, `InvalidForm`,
    `NotAllowed`.
    """
    identity = desk.identity
    signal = _signal_of(desk, form, added)
    _check(desk, signal)
    _refuse_known(desk, signal.content_digest)
    figures_place(desk.store, year_of(signal))
    with desk.store.unit(Deed.SIGNAL_ADDED) as unit:
        _refuse_known(desk, signal.content_digest)
        number = desk.ledger.next_number(desk.store, Series.SIGNAL, signal.received_on.year)
        unit.subject = number
        fact = add_fact(desk, unit, fact_of(signal, (), State.OPEN, desk.rules), year_of(signal))
        numbered = signal.model_copy(update={"number": number, "fact_id": fact})
        return unit.add(desk.store.signals, numbered, compartment=identity)


def _identities(signal: Signal) -> frozenset[bytes]:
    """Return every spelling under which a text of this dossier was judged."""
    persons = [field for who in signal.persons for field in (who.name, who.email, who.phone)]
    return frozenset(_plain(field) for field in (*persons, signal.reporter, signal.department)) - {b""}


def revise(desk: Desk, stored: Stored[Signal], signal: Signal) -> Stored[Signal]:
    """Write what the aandachtsfunctionaris changed in a signal; keeps its fact true.

    Number, day of taking in, digest and fact stay what they are. A name, address or reporter that is new to the
    dossier withdraws what was released of its case. Raises `StaleVersion` with their row, `InvalidForm`, `NotAllowed`.
    """
    before = stored.opened
    kept = {name: getattr(before, name) for name in ("number", "received_on", "content_digest", "fact_id")}
    if signal.reported_on != before.reported_on and signal.reported_day == before.reported_day:
        kept["reported_day"] = day_of(signal.reported_on, latest=desk.today())
    revised = signal.model_copy(update=kept)
    _check(desk, revised, before)
    if revised == before:
        return stored
    figures_place(desk.store, year_of(revised))
    with desk.store.unit(Deed.SIGNAL_CHANGED, subject=before.number) as unit:
        changed = unit.change(stored, record=revised)
        family = family_of(desk, changed, unit)
        if family.case is not None and not _identities(revised) <= _identities(before):
            withdraw_within(desk, unit, family.case.id, _NEW_IDENTITY)
        return renew_fact(desk, unit, changed, family.steps_for(changed))


def look(desk: Desk, stored: Stored[Signal], what: Look) -> None:
    """Write in the logboek that this session looks at a reporter, the persons or a source text; before showing it.

    Raises `NotAllowed` for who may not see it at all.
    """
    if stored.compartment != desk.identity:
        raise NotAllowed("this signal belongs to another identiteit")
    with desk.store.unit(Deed.LOOKED, subject=stored.opened.number, text=what):
        pass


def find_signal(desk: Desk, number: str) -> Stored[Signal]:
    """Return the signal with one of our numbers; raises `UnknownNumber`, `NotAllowed`."""
    place = desk.identity
    row = desk.ledger.row_of(desk.store, number)
    if row is None:
        raise UnknownNumber(number)
    try:
        found = desk.store.signals.get(row)
    except NotFound:
        raise UnknownNumber(number) from None
    if found.compartment != place:
        raise UnknownNumber(number)
    return found
