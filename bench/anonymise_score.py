"""Counts for the anonymise bench: how many targets were covered, how many flags per 100 words, and how sure that is."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from bench.anonymise_material import Case
from bench.anonymise_rivals import Finder

_SURE = 1.96
"""Standard deviations of a 95 % interval."""
_WORD = re.compile(r"\w+(?:['-]\w+)*")


@dataclass(frozen=True)
class Score:
    """What was found of what had to be found."""

    found: int
    wanted: int
    flags: int
    words: int

    @property
    def recall(self) -> float:
        """The part that was found."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def per_hundred(self) -> float:
        """Flags per 100 words."""
        return 100 * self.flags / self.words if self.words else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the recall (Wilson)."""
        return wilson(self.found, self.wanted)

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.found + other.found, self.wanted + other.wanted, self.flags + other.flags, self.words + other.words
        )


def wilson(found: int, wanted: int) -> tuple[float, float]:
    """Give the 95 % score interval of a part (Wilson 1927)."""
    if not wanted:
        return 0.0, 1.0
    part, square = found / wanted, _SURE**2
    middle = (part + square / (2 * wanted)) / (1 + square / wanted)
    reach = _SURE * sqrt(part * (1 - part) / wanted + square / (4 * wanted**2)) / (1 + square / wanted)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def poisson(flags: int, words: int) -> tuple[float, float]:
    """Give the 95 % interval of flags per 100 words (normal approximation of the square root)."""
    if not words:
        return 0.0, 0.0
    low, high = max(0.0, sqrt(flags) - _SURE / 2), sqrt(flags + 1) + _SURE / 2
    return 100 * low**2 / words, 100 * high**2 / words


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def score(finder: Finder, cases: Iterable[Case], *, missed: Callable[[str, str], None] | None = None) -> Score:
    """Run a finder over texts; a target counts when each of its letters and digits is covered."""
    total = Score(0, 0, 0, 0)
    for case in cases:
        spans = finder(case.text)
        covered = {place for start, end in spans for place in range(start, end)}
        found = 0
        for start, end in case.targets:
            whole = all(place in covered for place in range(start, end) if case.text[place].isalnum())
            found += whole
            if not whole and missed:
                missed(case.text[start:end], case.text)
        total += Score(found, len(case.targets), len(spans), words_in(case.text))
    return total


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    least: float | None
    score: Score
    most_flags: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the target is reached."""
        enough = self.least is None or self.score.recall >= self.least
        return enough and (self.most_flags is None or self.score.per_hundred <= self.most_flags)

    def line(self) -> str:
        """Give the row as text."""
        counted = self.score
        low, high = counted.interval
        few, many = poisson(counted.flags, counted.words)
        sign = "ok  " if self.holds else "MISS"
        recall = f"{counted.found:5}/{counted.wanted:<5} {counted.recall:7.2%} ({low:.1%}-{high:.1%})"
        flags = f"{counted.per_hundred:6.2f} flags/100 ({few:.2f}-{many:.2f}), {counted.words} words"
        return f"{sign} {self.name:38} {recall if counted.wanted else '':36} {flags}"
