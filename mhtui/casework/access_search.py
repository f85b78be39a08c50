"""What is held about one person, in every dossier: found by the finder that looks for who is registered.

It finds a name as it is written, inflected, in part, or with a typing error, and so it finds others too: which hits
really are this person is for the aandachtsfunctionaris to say. That somebody searched stands in the logboek before
anything is shown; whom for does not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from db.records.base import Record, RowId, Stored
from db.records.case import Case
from db.records.draft import Draft, Leftover
from db.records.signal import Signal, Step
from db.roles import Deed
from keys.directory import Kind as Where
from mhtui.anonymise.findings import Identity, Kind
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.gate import TYPED
from mhtui.casework.wording import words_of

LONGEST: Final = 200
"""Characters of what is searched for."""
PERSON: Final = "betrokkene"
REPORTER: Final = "melder"
_AROUND: Final = 60
"""Characters of a text before and after what was found."""
_WORDS: Final = {
    "signals": "toelichting",
    "cases": "casustekst",
    "steps": "stap",
    "releases": "vrijgegeven tekst",
    "items": "agendapunt",
    "notes": "notitie",
    "decisions": "besluit",
    "actions": "actie",
    "drafts": "concept",
    "leftovers": "concept",
}
_OF_SIGNAL: Final = {"place": "plaats", "narrative": "toelichting", "safe_contact": "veilig contact"}
_SAY_EVERY: Final = 20
"""Rows; a few times a second."""

Progress = Callable[[int, int], None]
"""Called with (rows read, rows in all); what it raises ends the search."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who asks what is held about them."""

    name: str
    born: str = ""
    phone: str = ""
    email: str = ""

    def identities(self, label: str = "") -> tuple[Identity, ...]:
        """Return it as the finder takes it; raises `InvalidForm` without a name, or when something is far too long."""
        given = {Kind.PERSON: self.name, Kind.DATE: self.born, Kind.PHONE: self.phone, Kind.EMAIL: self.email}
        if not any(letter.isalpha() for letter in self.name):
            raise InvalidForm("name", Problem.MISSING)
        if any(len(value) > LONGEST for value in given.values()):
            raise InvalidForm("name", Problem.TOO_LONG)
        return tuple(Identity(kind, value.strip(), label) for kind, value in given.items() if value.strip())


@dataclass(frozen=True, slots=True)
class Place:
    """One text, or the fields of one person, in a dossier."""

    key: str
    """How it is chosen; the same as long as it is there: `S-2026-001/toelichting`."""
    number: str
    """Of the signal or the case."""
    what: str
    """Dutch: `betrokkene 1`, `melder`, `toelichting`, `notitie`."""
    text: str
    """What is searched; fields of a person one a line."""
    row: RowId
    dossier: str
    person: int | None = None
    """Which person of the signal; None for a text, and for the reporter."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the finder saw this person, or somebody with such a name."""

    place: Place
    found: tuple[str, ...]
    """The words, each once."""
    exact: bool
    """Whether it is written as it was searched for."""
    around: str
    """What stands around it."""


def search(desk: Desk, wanted: Wanted, tell: Progress | None = None) -> tuple[Hit, ...]:
    """Look through everything that this session opens; written as searched for first, then by number.

    Raises `InvalidForm`, `NotAllowed` for everybody but the aandachtsfunctionaris, and what `tell` raises.
    """
    looked_for = wanted.identities()
    desk.store.place(Where.IDENTITEIT)
    with desk.store.unit(Deed.ACCESS_SEARCHED, text="alle dossiers"):
        pass
    if tell is not None:
        tell(0, 1)  # the finder takes its dictionary first
    look = _Look(looked_for)
    hits = [hit for place in places(desk, tell) if (hit := look.at(place))]
    return tuple(sorted(hits, key=lambda hit: (not hit.exact, hit.place.number, hit.place.key)))


class _Look:
    """The finder with one person; it holds a name, and goes with the search."""

    def __init__(self, looked_for: Sequence[Identity]) -> None:
        from mhtui.anonymise.seeking import Seeker

        self._seeker = Seeker(looked_for)
        self._exact = {words_of(each.value).casefold() for each in looked_for}

    def at(self, place: Place) -> Hit | None:
        """Return what it sees in one place."""
        spans = sorted(self._seeker.spans(place.text))
        if not spans:
            return None
        found = tuple(dict.fromkeys(words_of(place.text[start:end]) for start, end in spans))
        start, end = max(spans[0][0] - _AROUND, 0), spans[0][1] + _AROUND
        exact = any(words.casefold() in self._exact for words in found)
        return Hit(place, found, exact, words_of(place.text[start:end]))


def places(desk: Desk, tell: Progress | None = None) -> Iterator[Place]:
    """Give every place of this kluis where somebody can be named, as far as this session opens it."""
    store, numbers, done = desk.store, dict[str, str](), 0
    repos = [store.repository(table) for table in _WORDS]
    every = sum(repo.count() for repo in repos)
    if tell is not None:
        tell(0, max(every, 1))
    for repo in repos:
        for row in repo.all():
            done += 1
            if tell is not None and (done % _SAY_EVERY == 0 or done == every):
                tell(done, every)
            if not row.is_sealed:
                if isinstance(row.opened, Signal | Case):
                    numbers[row.id] = row.opened.number
                yield from (place for place in places_of(row, numbers) if place.text.strip())


def places_of(row: Stored[Any], numbers: Mapping[str, str]) -> Iterator[Place]:
    """Give the places of one row; `numbers` are those of signals and cases by their id."""
    record: Record = row.opened
    if isinstance(record, Signal):
        yield from _of_signal(row, record)
        return
    said = record.draft if isinstance(record, Leftover) else record
    said = said.said if isinstance(said, Draft) else said
    number = numbers.get(row.dossier) or numbers.get(getattr(said, "case_id", None) or "", "")
    what = _WORDS[row.table]
    key = f"{number or 'overleg'}/{what}" if isinstance(record, Case) else f"{number or 'overleg'}/{what}-{row.id[:8]}"
    yield Place(key, number, what, "\n".join(_texts(said)), row.id, row.dossier)


def _texts(record: Record) -> Iterator[str]:
    """Give the words of a record that somebody typed."""
    if isinstance(record, Case):
        yield record.draft_text
    elif isinstance(record, Step):
        yield record.text
    else:
        yield from (str(getattr(record, field)) for field in TYPED[type(record)])


def _of_signal(row: Stored[Signal], signal: Signal) -> Iterator[Place]:
    """Give each person, the reporter, and each text of a signal."""
    number = signal.number
    for at, who in enumerate(signal.persons):
        text = f"{who.name}\n{who.capacity}\n{who.email}\n{who.phone}"
        yield Place(f"{number}/{PERSON}-{at + 1}", number, f"{PERSON} {at + 1}", text, row.id, row.dossier, at)
    yield Place(f"{number}/{REPORTER}", number, REPORTER, signal.reporter, row.id, row.dossier)
    for field, what in _OF_SIGNAL.items():
        key = f"{number}/{what.replace(' ', '-')}"
        yield Place(key, number, what, str(getattr(signal, field)), row.id, row.dossier)
