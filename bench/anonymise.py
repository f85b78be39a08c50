"""Measures the finder against the table of the design, beside every capital and Deduce: `python -m bench.anonymise`.

Prints per row the count, the recall with its 95 % interval and the flags per 100 words, for the part the finder was
worked on with (*tune*) and for those that were kept apart (*held*, *last*, *fresh*), and ends with 1 when a row is not
reached. `python -m bench.anonymise tune` leaves the others alone; `missed` prints what was missed.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from random import Random

from bench.anonymise_beside import beside, unseen
from bench.anonymise_forms import FORMS, identity, inflected, mistyped, structured
from bench.anonymise_material import PARTS, Case, core_spans, names, notes, people, swapped, templates
from bench.anonymise_rivals import finders, ours
from bench.anonymise_score import Row, Score, score
from bench.anonymise_speed import speed
from mhtui.anonymise import Layer, find_identifiers

_DUTCH = "nederlands"
_MOST_FLAGS = 12.0
_MOST_FALSE = 2.5


def _known(part: str, count: int) -> Iterator[Row]:
    """Known identities, exact or inflected, and with one typing error: found as known, not merely flagged."""
    chance = Random(part)
    exact = typed = Score(0, 0, 0, 0)
    for origin in names(part):
        for person in people(origin, part, count):
            registered = (identity(person),)
            for form in inflected(person):
                exact += _found_as_known(f"Gisteren heeft {form} weer gebeld.", 15, form, registered)
            for word in (person.given, person.surname.split()[-1]):
                if len(word) > 3:
                    wrong = mistyped(word, chance)
                    typed += _found_as_known(f"Gisteren heeft {wrong} weer gebeld.", 15, wrong, registered)
    yield Row("known, exact or inflected", 1.0, exact)
    yield Row("known, one typing error", 0.9, typed)


def _found_as_known(text: str, start: int, form: str, registered: tuple[object, ...]) -> Score:
    findings = find_identifiers(text, registered)  # type: ignore[arg-type] # a row of identities
    covered = {at for one in findings if one.layer is Layer.KNOWN for at in range(one.start, one.end)}
    spans = list(core_spans(form, start)) or [(start, start + len(form))]
    found = all(at in covered for a, b in spans for at in range(a, b) if text[at].isalnum())
    return Score(int(found), 1, len(findings), len(text.split()))


Missed = Callable[[str, str], None]


def rows(part: str, *, rounds: int = 4, missed: Missed | None = None) -> Iterator[Row]:
    """Give the rows of the table for one part of the texts."""
    yield from _known(part, 6 * rounds)
    yield from _capitals(part, rounds, missed)
    yield from _lower_case(part, rounds, missed)
    total = Score(0, 0, 0, 0)
    for kind in FORMS:
        one = score(ours, structured(kind, part, 3 * rounds), missed=missed)
        yield Row(f"structured, {kind}", 0.99, one)
        total += one
    yield Row("structured, all", 0.99, total)
    yield Row("labelled notes, all labels", None, score(ours, notes(part), missed=missed))
    plain = [Case(line, ()) for line in templates("plain", part)]
    yield Row("false alarms, text without any name", None, score(ours, plain), _MOST_FALSE)


def _capitals(part: str, rounds: int, missed: Missed | None) -> Iterator[Row]:
    for origin in names(part):
        counted = score(ours, swapped("news", part, origin, rounds=rounds), missed=missed)
        yield Row(f"capital, {origin}", 0.99, counted, _MOST_FLAGS)
    total = Score(0, 0, 0, 0)
    for origin in names(part):
        total += score(ours, swapped("press", part, origin, rounds=rounds), missed=missed)
    yield Row("capital, among places and firms", 0.99, total)


def _lower_case(part: str, rounds: int, missed: Missed | None) -> Iterator[Row]:
    other = Score(0, 0, 0, 0)
    for origin in names(part):
        one = score(ours, swapped("lower", part, origin, lower=True, rounds=rounds), missed=missed)
        yield Row(f"lower case, {origin}", 0.75 if origin == _DUTCH else None, one)
        if origin != _DUTCH:
            other += one
    yield Row("lower case, other than Dutch", 0.88, other)


def _print_missed(what: str, text: str) -> None:
    print(f"     missed {what!r} in {text[:150]!r}")


def _print_all(lines: Iterable[tuple[str, bool]]) -> bool:
    """Print each line; whether all of them hold."""
    reached = True
    for line, holds in lines:
        print(line, flush=True)
        reached &= holds
    return reached


def main(arguments: list[str]) -> int:
    """Print the tables; 1 when a row is not reached."""
    reached = _print_all(speed())
    if "Deduce" not in finders():
        print("Deduce is not installed, so it is left out of the comparison: pip install deduce")
    for part in PARTS:
        if part in arguments or not {*PARTS, "unseen"} & set(arguments):
            print(f"\n{part}")
            for row in rows(part, missed=_print_missed if "missed" in arguments else None):
                print(row.line())
                reached &= row.holds
            if "missed" not in arguments:
                reached &= _print_all(beside(part, finders()))
    if not arguments or "unseen" in arguments:
        print("\nunseen")
        reached &= _print_all(unseen(finders()))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
