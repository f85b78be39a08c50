"""Reads texts with labels in them: `[PER:Mila] belt` is the text `Mila belt` with a person at 0-4."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LABEL = re.compile(r"\[([A-Z]+):([^\]]*)\]")
SAMPLES = Path(__file__).parent / "samples" / "case-notes-labelled.txt"


@dataclass(frozen=True)
class Labelled:
    """A text and what must be found in it."""

    text: str
    labels: tuple[tuple[str, int, int], ...]
    """What it is (`PER`, `LOC`, ...), start, end."""


def read_labels(marked: str) -> Labelled:
    """Take the labels out of a text."""
    pieces: list[str] = []
    labels = []
    length = place = 0
    for match in _LABEL.finditer(marked):
        pieces += [marked[place : match.start()], match[2]]
        length += match.start() - place
        labels.append((match[1], length, length + len(match[2])))
        length += len(match[2])
        place = match.end()
    return Labelled("".join([*pieces, marked[place:]]), tuple(labels))


def case_notes() -> Iterator[Labelled]:
    """Give the forty invented notes."""
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        yield read_labels(line)
