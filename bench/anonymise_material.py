"""The texts of the anonymise bench: templates filled with names by origin, labelled notes, prose without any name.

Everything is invented. The names come from `anonymise_texts/names.txt`, written by hand; the finder's own lists come
from Faker. The part *held* was written first and was looked at once, as a whole, before the last repairs. The
parts *last* and *fresh* were written later, with names of their own, and each was looked at once before it was repaired
what they showed: docs/bench-anonymise.md has both figures. The notes *unseen* came last of all, by several kinds of
writers, with names and places that stand in no list of the finder and in no other part; nothing was repaired after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "anonymise_texts"
NOTES = Path(__file__).parent.parent / "tests" / "anonymise" / "samples" / "case-notes-labelled.txt"
PARTS = ("tune", "held", "last", "fresh")
_PARTICLES = frozenset(("van", "de", "den", "der", "ter", "ten", "te", "'t", "el", "ben", "a", "fo"))
_SLOT = re.compile(r"\{([van])(\d?)\}")
_LABEL = re.compile(r"\[([A-Z]+):([^\]]*)\]")


@dataclass(frozen=True)
class Person:
    """An invented person."""

    given: str
    surname: str


@dataclass(frozen=True)
class Case:
    """A text and the spans in it that must be found."""

    text: str
    targets: tuple[tuple[int, int], ...]


def names(part: str) -> dict[str, tuple[list[str], list[str]]]:
    """Give origin -> given names, surnames: half of the list for *tune*, the other half for *held*, *last* its own."""
    own = FOLDER / part / "names.txt"
    path, take = (own, slice(None)) if own.exists() else (FOLDER / "names.txt", slice(PARTS.index(part), None, 2))
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        origin: (given.split()[take], surnames.split("|")[take])
        for origin, given, surnames in zip(lines[::3], lines[1::3], lines[2::3], strict=True)
    }


def people(origin: str, part: str, count: int, seed: int = 4) -> list[Person]:
    """Give so many persons of an origin, always the same ones."""
    given, surnames = names(part)[origin]
    chance = Random(f"{origin} {part} {seed}")
    return [Person(chance.choice(given), chance.choice(surnames)) for _ in range(count)]


def core_spans(name: str, start: int) -> Iterator[tuple[int, int]]:
    """Give the parts of a name that are no tussenvoegsel and no initial."""
    for match in re.finditer(r"[^\s-]+", name):
        if match.group().lower() not in _PARTICLES and len(match.group().rstrip(".")) > 1:
            yield start + match.start(), start + match.end()


def fill(template: str, group: list[Person], *, lower: bool = False) -> Case:
    """Put persons in the slots `{v}` given name, `{a}` surname, `{n}` both; a number says which person."""
    pieces: list[str] = []
    targets: list[tuple[int, int]] = []
    length = place = 0
    for match in _SLOT.finditer(template):
        before = template[place : match.start()]
        person = group[int(match[2] or 1) - 1]
        surname = person.surname
        if match[1] == "n":
            surname = surname[0].lower() + surname[1:] if surname.split()[0].lower() in _PARTICLES else surname
            name = f"{person.given} {surname}"
        else:
            name = person.given if match[1] == "v" else surname
        name = name.lower() if lower else name
        length += len(before)
        targets += core_spans(name, length)
        length += len(name)
        pieces += [before, name]
        place = match.end()
    return Case("".join([*pieces, template[place:]]), tuple(targets))


def templates(kind: str, part: str) -> list[str]:
    """Give the lines of one file of one part."""
    return (FOLDER / part / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


def swapped(kind: str, part: str, origin: str, *, lower: bool = False, rounds: int = 4) -> list[Case]:
    """Fill each template a few times with persons of one origin."""
    found = []
    for turn in range(rounds):
        lines = templates(kind, part)
        persons = people(origin, part, 3 * len(lines), seed=turn)
        found += [fill(line, persons[3 * at : 3 * at + 3], lower=lower) for at, line in enumerate(lines)]
    return found


def read_labels(marked: str, kinds: frozenset[str] | None = None) -> Case:
    """Take the labels out of a note; the spans of these kinds, or of all but quasi-identifiers, are its targets."""
    pieces: list[str] = []
    targets = []
    length = place = 0
    for match in _LABEL.finditer(marked):
        pieces += [marked[place : match.start()], match[2]]
        length += match.start() - place
        title = re.match(r"(?:Mw\.|fam\.|mevrouw) ", match[2])
        if match[1] in kinds if kinds else match[1] != "QI":
            targets.append((length + (title.end() if title else 0), length + len(match[2])))
        length += len(match[2])
        place = match.end()
    return Case("".join([*pieces, marked[place:]]), tuple(targets))


def notes(part: str) -> list[Case]:
    """Give labelled case notes: the forty of the tests, or those kept apart."""
    path = NOTES if part == "tune" else FOLDER / part / "notes.txt"
    return [read_labels(line) for line in path.read_text(encoding="utf-8").splitlines()]


def unseen() -> dict[str, list[str]]:
    """Give the labelled notes kept for the last, by how they are written."""
    found: dict[str, list[str]] = {}
    for line in (FOLDER / "unseen" / "notes.txt").read_text(encoding="utf-8").splitlines():
        style, _, marked = line.partition("\t")
        found.setdefault(style, []).append(marked.replace("\u00b6", "\n"))
    return found
