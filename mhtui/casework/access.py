"""What is given to a person who asks what is held about them: their fields, the texts about them, and who had those.

Only of the places that the aandachtsfunctionaris said are this person. Who reported is never in it, unless that is who
asks; nor is anybody else. Making it for keeps stands in the logboek, by the numbers of the dossiers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from db.records.base import DossierId, RowId, Stored
from db.records.case import Case
from db.records.meeting import ItemStatus
from db.records.signal import Signal, StepKind
from db.roles import Deed
from keys.directory import Kind as Where
from mhtui.anonymise.findings import Identity, Kind
from mhtui.casework.access_search import PERSON, REPORTER, Place, Wanted, places_of
from mhtui.casework.access_shield import OWN, Marked, Shield, as_others
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem, UnknownNumber
from mhtui.casework.identities import known_identities, registered
from mhtui.casework.labels import value_key
from mhtui.casework.routing import Rules
from mhtui.casework.terms import Terms, terms_of
from mhtui.casework.values import ValueList, label
from mhtui.casework.wording import phrases

_OF_REPORTER: Final = frozenset({Kind.REPORTER, Kind.ORGANISATION})
_WORD: Final = re.compile(r"\w{3,}")
_PEOPLE: Final = frozenset({Kind.PERSON, Kind.REPORTER})
_AT_TABLE: Final = ("releases", "items", "notes", "decisions", "actions")


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, and what the aandachtsfunctionaris said about what was found."""

    wanted: Wanted
    chosen: tuple[Place, ...]
    stays: frozenset[str] = frozenset()
    """Marked words that may be read."""
    out: tuple[str, ...] = ()
    """Words that are left out, marked or not."""
    partners: bool = False
    """Whether it tells which partners were told."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held in one place."""

    number: str
    what: str
    fields: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """Who got something of a dossier, and when."""

    number: str
    on: date
    whom: str
    what: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that is given."""

    name: str
    made_on: date
    municipality: str
    terms: Terms
    dossiers: tuple[tuple[str, date], ...]
    """Number, and the day it was taken in or made."""
    held: tuple[Held, ...]
    labels: tuple[tuple[str, str], ...]
    """Number of a case, and what who asks is called in its texts."""
    shared: tuple[Shared, ...]
    partners: bool
    is_reporter: bool
    marked: tuple[Marked, ...]
    """Every word that stood out, for the aandachtsfunctionaris alone."""


def disclosure(desk: Desk, request: Request) -> Disclosure:
    """Return what would be given; writes nothing. Raises `InvalidForm` when nothing is chosen, `NotAllowed`."""
    place = desk.store.place(Where.IDENTITEIT)
    if not request.chosen:
        raise InvalidForm("chosen", Problem.MISSING)
    made = _Maker(desk, request)
    for number in sorted({place.number for place in request.chosen}):
        made.take(number)
    return Disclosure(
        name=request.wanted.name.strip(),
        made_on=desk.today(),
        municipality=place.label.municipality,
        terms=terms_of(desk),
        dossiers=tuple(made.dossiers),
        held=tuple(made.held),
        labels=tuple(made.labels),
        shared=tuple(sorted(set(made.shared), key=lambda each: (each.number, each.on, each.whom))),
        partners=request.partners,
        is_reporter=any(place.what == REPORTER for place in request.chosen),
        marked=tuple(sorted(made.marked.values(), key=lambda each: (not each.may_stay, each.words.casefold()))),
    )


def give(desk: Desk, request: Request) -> Disclosure:
    """Return what is given, and write in the logboek that it was made; raises as `disclosure`."""
    made = disclosure(desk, request)
    with desk.store.unit(Deed.ACCESS_GIVEN, text=", ".join(number for number, _ in made.dossiers)):
        pass
    return made


class _Maker:
    """Goes through the dossiers one by one."""

    def __init__(self, desk: Desk, request: Request) -> None:
        self._desk = desk
        self._request = request
        self._out = request.out if request.partners else (*request.out, *_partner_words(desk.rules))
        self.dossiers: list[tuple[str, date]] = []
        self.held: list[Held] = []
        self.labels: list[tuple[str, str]] = []
        self.shared: list[Shared] = []
        self.marked: dict[str, Marked] = {}

    def take(self, number: str) -> None:
        """Take in what was chosen of one dossier; without a number it is what was said in an overleg beside a case."""
        chosen = [place for place in self._request.chosen if place.number == number]
        if not number:
            self._texts(chosen, Shield(self._own(()), (), self._request.stays, self._out))
            return
        case, signals = self._around(number)
        own = self._own(_fields_of(chosen, signals))
        others = as_others(registered(signal.opened for signal in signals))
        shield = Shield(own, others, self._request.stays, self._out)
        if number.startswith("C") and case is not None:
            self._entered(number, case.opened.opened_on)
        else:
            self._entered(number, next(row.opened.received_on for row in signals if row.opened.number == number))
        for place in chosen:
            self.held += _person(place, signals, shield)
        self._texts(chosen, shield)
        if case is not None:
            self._at_table(case, signals, own, shield)
        self.marked |= shield.marked

    def _entered(self, number: str, since: date) -> None:
        if (number, since) not in self.dossiers:
            self.dossiers.append((number, since))

    def _own(self, fields: Iterable[Identity]) -> tuple[Identity, ...]:
        return tuple(dict.fromkeys((*self._request.wanted.identities(OWN), *fields)))

    def _around(self, number: str) -> tuple[Stored[Case] | None, list[Stored[Signal]]]:
        """Return the case of a dossier, when there is one, and every signal around it."""
        desk, store = self._desk, self._desk.store
        row = desk.ledger.row_of(store, number)
        if row is None:
            raise UnknownNumber(number)
        link = None if number.startswith("C") else desk.ledger.link_of(store, row)
        case_id = row if number.startswith("C") else link[1] if link else None
        if case_id is None:
            return None, [store.signals.get(row)]
        return store.cases.get(case_id), [store.signals.get(each) for each in desk.ledger.signals_of(store, case_id)]

    def _texts(self, chosen: Iterable[Place], shield: Shield) -> None:
        for place in chosen:
            if place.person is None and place.what != REPORTER:
                self._text(place, shield)
        self.marked |= shield.marked

    def _text(self, place: Place, shield: Shield) -> None:
        lines = tuple(line for line in shield.shielded(place.text).splitlines() if line.strip())
        self.held.append(Held(place.number, place.what, lines=lines))

    def _at_table(
        self, case: Stored[Case], signals: Sequence[Stored[Signal]], own: Iterable[Identity], shield: Shield
    ) -> None:
        """What the table read and wrote about who asks by their label; and which table, when."""
        number, mine = case.opened.number, {value_key(each.value) for each in own}
        known = known_identities(case.opened, [row.opened for row in signals])
        called = [each.label for each in known if value_key(each.value) in mine and each.kind in _PEOPLE]
        self.labels += [(number, each) for each in called if (number, each) not in self.labels]
        names = phrases(called)
        taken = {(each.number, each.what, each.lines) for each in self.held}
        for table in _AT_TABLE:
            for row in self._desk.store.repository(table).all(dossier=DossierId(case.id)):
                if row.is_sealed:
                    continue
                self.shared += self._meeting(row, number)
                for place in places_of(row, {case.id: number}):
                    if names is not None and names.search(place.text):
                        held = Held(number, place.what, lines=tuple(shield.shielded(place.text).splitlines()))
                        if (held.number, held.what, held.lines) not in taken:
                            self._entered(number, case.opened.opened_on)
                            self.held.append(held)
        if self._request.partners:
            self.shared += self._told(case.dossier, number)

    def _meeting(self, row: Stored[Any], number: str) -> Iterator[Shared]:
        """Tell that a text was released to a table, or that the case was discussed there."""
        if row.table == "releases":
            name = self._series(row.compartment)
            yield Shared(number, row.opened.released_at.date(), name, "afgeschermde tekst vrijgegeven")
        elif row.table == "items" and row.opened.status is ItemStatus.DISCUSSED:
            meeting = self._desk.store.meetings.get(row.opened.meeting_id)
            yield Shared(number, meeting.opened.on, self._series(row.compartment), "besproken, afgeschermd")

    def _series(self, place: str) -> str:
        return next((each.label.label for each in self._desk.series_places() if each.id == place), "overleg")

    def _told(self, dossier: DossierId, number: str) -> Iterator[Shared]:
        rules = self._desk.rules
        for row in self._desk.store.steps.all(dossier=dossier):
            if not row.is_sealed and row.opened.kind is StepKind.PARTNER_TOLD:
                partner = rules.partner_of(row.opened.partner)
                yield Shared(number, row.opened.at.date(), partner.naam if partner else row.opened.partner, "ingelicht")


def _partner_words(rules: Rules) -> Iterator[str]:
    """Give what a text calls a partner by: the whole name, and what of it is written in capitals."""
    for partner in rules.partner:
        yield from (each for each in (partner.naam, partner.organisatie) if each)
        yield from (word for word in _WORD.findall(partner.naam) if word.isupper())


def _fields_of(chosen: Iterable[Place], signals: Iterable[Stored[Signal]]) -> Iterator[Identity]:
    """Give what is registered of who asks, in the places that were chosen."""
    rows: dict[RowId, Signal] = {row.id: row.opened for row in signals}
    for place in chosen:
        signal = rows.get(place.row)
        if signal is None:
            continue
        if place.person is not None:
            who = signal.persons[place.person]
            given = [(Kind.PERSON, who.name), (Kind.PHONE, who.phone), (Kind.EMAIL, who.email)]
        else:
            mine = _OF_REPORTER if place.what == REPORTER else frozenset()
            given = [(kind, value) for kind, value, _ in registered((signal,)) if kind in mine]
        yield from (Identity(kind, value.strip(), OWN) for kind, value in given if value.strip())


def _person(place: Place, signals: Iterable[Stored[Signal]], shield: Shield) -> Iterator[Held]:
    """Give the fields of who asks, as a person of the signal or as who reported it."""
    signal = next((row.opened for row in signals if row.id == place.row), None)
    if signal is None:
        return
    if place.person is not None:
        who = signal.persons[place.person]
        fields: tuple[tuple[str, str], ...] = (
            ("Naam", who.name),
            ("Hoedanigheid/rol", shield.shielded(who.capacity)),
            ("E-mailadres", who.email),
            ("Telefoonnummer", who.phone),
            ("Vermoedelijk slachtoffer", who.victim.value),
            ("Vermoedelijk dader", who.suspect.value),
            ("Leeftijd", who.age.value.replace("_", " ")),
            ("Doelgroep", label(ValueList.GROUP, who.group)),
        )
        yield Held(place.number, PERSON, tuple(each for each in fields if each[1]))
    elif place.what == REPORTER:
        fields = (
            ("Naam", signal.reporter),
            ("Afdeling", signal.department),
            ("Soort melder", label(ValueList.REPORTER_KIND, signal.reporter_kind)),
            ("Datum melding", signal.reported_on),
            ("Ontvangen via", label(ValueList.RECEIVED_VIA, signal.received_via)),
        )
        yield Held(place.number, REPORTER, tuple(each for each in fields if each[1]))
