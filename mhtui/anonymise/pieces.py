"""Cuts a text into the pieces that are judged on their own: lines, and parts of a very long line.

Where a long line is cut depends on the few letters around the cut, so that a key in a text of one endless paragraph
moves no other cut. At the end of a sentence if there is one; else where a clause ends, before a word that opens
another, between words, and where there is no space at all anywhere: what takes time must have an end for every text.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from zlib import crc32

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LONG_LINE: Final = 1_500
"""A line up to here is judged as a whole."""
_LONG_PART: Final = 800
"""A part of a longer line up to here is not cut any further."""
_AROUND = 6
_LEAST = 40
"""Letters between two cuts, so that a text that repeats itself is not minced."""


class _Cut(NamedTuple):
    """A way to cut what is still too long: at which places, and at one in how many of those."""

    place: re.Pattern[str]
    one_in: int
    least: int = _LEAST


_OPENS = "en|maar|want|omdat|terwijl|toen|daarna|dus|dat|die|met|naar|door|tegen|ook|niet"
"""Words that a name before or behind them does not need to be seen as one; no tussenvoegsel, title or verb."""
_CUTS = (
    _Cut(re.compile(r"(?<=[a-z]{5}[.!?]) (?=[A-Z])"), 4, 0),
    _Cut(re.compile(r"(?<=[a-z]{5}[.!?;:,]) (?=[a-z])"), 4),
    _Cut(re.compile(rf"(?<=[a-z]{{4}}) (?=(?:{_OPENS}) )"), 4),
    _Cut(re.compile(r"(?<=[a-em-pA-EM-P0-4,.]) (?=[b-hs-wB-HS-W5-9])"), 4),
    _Cut(re.compile(r"(?<=[A-Fa-f0-4\W])(?=[G-Kg-k5-7])"), 16),
)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Give each piece with its offset in the text."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        for first, last in _parts(text, start, end, 0) if end - start > _LONG_LINE else ((start, end),):
            yield first, text[first:last]


def _parts(text: str, start: int, end: int, way: int) -> Iterator[tuple[int, int]]:
    """Give the parts of a line, cut in the ways from `way` on as far as they are too long."""
    if way and end - start <= _LONG_PART:
        yield start, end
    elif way == len(_CUTS):
        yield from _forced(text, start, end)
    else:
        cut = _CUTS[way]
        for match in cut.place.finditer(text, start, end):
            if match.start() - start >= cut.least and _is_chosen(text, match, cut.one_in):
                yield from _parts(text, start, match.start(), way + 1)
                start = match.end()
        yield from _parts(text, start, end, way + 1)


def _forced(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at the last space before the part is too long; inside a word only where there is none."""
    while end - start > _LONG_PART:
        space = text.rfind(" ", start + 1, start + _LONG_PART)
        stop = space if space > 0 else start + _LONG_PART
        yield start, stop
        start = stop
    yield start, end


def _is_chosen(text: str, match: re.Match[str], one_in: int) -> bool:
    """Say whether this place is one of the one in so many, by the letters around it and nothing else."""
    around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    return crc32(around.encode("utf-8", "surrogatepass")) % one_in == 0
