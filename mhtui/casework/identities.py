"""What is registered in a dossier and must not reach a table, each with the label it has had from the start.

Needs the identiteit compartment. Everything in here is content: it is handed to the finder and shown to nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from db.records.base import Stored
from db.records.case import Case, Label
from db.records.signal import Signal
from db.unit import Unit
from keys.digest import keyed_digest
from keys.directory import Kind as Place
from mhtui.anonymise.findings import Identity, Kind
from mhtui.casework.desk import Desk
from mhtui.casework.labels import DEPARTMENT, FUNCTION, REPORTER, free_label, stem_of, value_key

_DIGEST_USE: Final = b"known identities 1"
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")


def signals_of_case(desk: Desk, case: Stored[Case], unit: Unit | None = None) -> tuple[Signal, ...]:
    """Return the signals of a case in order of their numbers, as committed or as this unit sees them."""
    repo = unit.view(desk.store.signals) if unit else desk.store.signals
    return tuple(repo.get(row).opened for row in desk.ledger.signals_of(desk.store, case.id))


def registered(signals: Iterable[Signal]) -> Iterator[tuple[Kind, str, str]]:
    """Give every value that is registered in these signals: what it is, the value, and what its label begins with."""
    for signal in signals:
        for person in signal.persons:
            yield Kind.PERSON, person.name, stem_of(Kind.PERSON)
            yield Kind.PHONE, person.phone, stem_of(Kind.PHONE)
            yield Kind.EMAIL, person.email, stem_of(Kind.EMAIL)
        yield from _reporter(signal)
        for part in signal.place.split(","):
            kind = Kind.ADDRESS if any(letter.isdigit() for letter in part) else Kind.PLACE
            yield kind, part, stem_of(kind)


def _reporter(signal: Signal) -> Iterator[tuple[Kind, str, str]]:
    """Give the reporter, with what stands behind the name in brackets as the function it is."""
    yield Kind.REPORTER, _IN_BRACKETS.sub(" ", signal.reporter), REPORTER
    yield Kind.ORGANISATION, signal.department, DEPARTMENT
    for function in _IN_BRACKETS.findall(signal.reporter):
        yield Kind.ORGANISATION, function, FUNCTION


def known_identities(case: Case, signals: Sequence[Signal]) -> tuple[Identity, ...]:
    """Return the identities of a dossier for the finder, each value once, with its label.

    A label that was given before stays; a new value gets the next one that no value and no judgement has.
    """
    given = {label.value: label.label for label in case.labels}
    taken = {*given.values(), *(judgement.put for judgement in case.judgements)}
    found: dict[str, Identity] = {}
    for kind, raw, stem in registered(signals):
        value, key = " ".join(raw.split()), value_key(raw)
        if not key or key in found:
            continue
        label = given.get(key) or free_label(stem, taken)
        taken.add(label)
        found[key] = Identity(kind, value, label)
    return tuple(found.values())


def labels_of(case: Case, known: Iterable[Identity]) -> tuple[Label, ...]:
    """Return the labels to remember: those of before, also of a person who is no longer registered, and new ones."""
    labels = {label.value: label for label in case.labels}
    for identity in known:
        labels.setdefault(value_key(identity.value), Label(value=value_key(identity.value), label=identity.label))
    return tuple(labels.values())


def identities_digest(desk: Desk, known: Iterable[Identity]) -> str:
    """Return a keyed digest of what is registered: it changes with a new person, and nobody can guess from it who."""
    secret = bytes.fromhex(desk.store.place(Place.IDENTITEIT).label.digest_secret)
    values = sorted({value_key(identity.value) for identity in known})
    return keyed_digest(secret, _DIGEST_USE, [value.encode() for value in values])
