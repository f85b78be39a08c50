"""Ours, a rule that flags every capital, and Deduce, on the same texts in one run; and the texts kept for the last.

Deduce is installed for the bench only; where it is not, the bench says so and compares with the rule alone.
"""

from collections.abc import Iterator

from bench import anonymise_material
from bench.anonymise_material import Case, names, notes, read_labels, swapped, templates
from bench.anonymise_rivals import Finder
from bench.anonymise_score import Row, Score, score

_DUTCH = "nederlands"
_OURS = "ours"
_LOWER = "kleine letters"
_MOST_FLAGS = 12.0
_NOTHING = Score(0, 0, 0, 0)
_GROUPS = {
    "persons": frozenset(("PER",)),
    "places, addresses": frozenset(("LOC",)),
    "organisations": frozenset(("ORG",)),
    "numbers, accounts, dates, ages": frozenset(
        ("PHONE", "EMAIL", "URL", "SOCIAL", "BSN", "IBAN", "PLATE", "DATE", "AGE", "NUM")
    ),
}


def beside(part: str, finders: dict[str, Finder]) -> Iterator[tuple[str, bool]]:
    """Give a line per finder and kind of text of a part, and of all of it together whether ours is ahead."""
    plain = [Case(line, ()) for line in templates("plain", part)]
    totals = {}
    for name, finder in finders.items():
        dutch = score(finder, swapped("news", part, _DUTCH, rounds=1))
        other = lower = _NOTHING
        for origin in names(part):
            lower += score(finder, swapped("lower", part, origin, lower=True, rounds=1))
            if origin != _DUTCH:
                other += score(finder, swapped("news", part, origin, rounds=1))
        labelled = score(finder, notes(part))
        free = score(finder, plain)
        totals[name] = dutch + other + lower + labelled + free
        kinds = {"capital, Dutch": dutch, "capital, other origins": other, "lower case": lower}
        kinds |= {"labelled notes": labelled, "text without any name": free}
        for kind, counted in kinds.items():
            yield Row(f"{name}: {kind}", None, counted).line(), True
    yield from _ahead(totals)


def _ahead(totals: dict[str, Score]) -> Iterator[tuple[str, bool]]:
    """Say of all texts together whether ours finds more than each of the others, at fewer than 12 flags."""
    ours = totals[_OURS]
    for name, counted in totals.items():
        best = name == _OURS or ours.recall > counted.recall
        row = Row(f"{name}: all of these", None, counted, _MOST_FLAGS if name == _OURS else None)
        yield row.line() if best else row.line() + "  AHEAD OF OURS", row.holds and best


def unseen(finders: dict[str, Finder]) -> Iterator[tuple[str, bool]]:
    """Give what each finder finds in the notes kept for the last: by what is labelled, and by how it is written.

    Nothing here has a target: it is what comes out of texts that nobody worked on.
    """
    marked = anonymise_material.unseen()
    cases = {style: [read_labels(note) for note in found] for style, found in marked.items()}
    everything = [case for found in cases.values() for case in found]
    for name, finder in finders.items():
        for group, kinds in _GROUPS.items():
            for lower in (False, True):
                notes_so = [note for style, found in marked.items() if (style == _LOWER) is lower for note in found]
                counted = score(finder, [read_labels(note, kinds) for note in notes_so])
                yield Row(f"{name}: {group}{', lower case' if lower else ''}", None, counted).line(), True
        for style, found in cases.items():
            yield Row(f"{name}: {style}, all labels", None, score(finder, found)).line(), True
    yield from _ahead({name: score(finder, everything) for name, finder in finders.items()})
