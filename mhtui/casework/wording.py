"""Which words of a text are answered: our own labels and numbers, what was put in, what may stay; and which are not.

Pure, and without a store: the gate, the Afschermen screen and a note at the table ask the same question here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from mhtui.anonymise.findings import Finding, Layer
from mhtui.casework import codenames
from mhtui.casework.labels import IS_LABEL

_BETWEEN: Final = frozenset(
    (
        "aan",
        "bij",
        "de",
        "den",
        "der",
        "en",
        "het",
        "in",
        "onder",
        "op",
        "over",
        "te",
        "ten",
        "ter",
        "uit",
        "van",
        "voor",
    )
)
"""Words that say nothing when all else of a finding is a label: the *bij* of *Betrokkene A bij Bedrijf 1*."""
LEFT_OUT: Final = "…"
"""What stands where words were left out."""
_WORD: Final = re.compile(r"\w+")
_PREPOSITION: Final = re.compile(r"(?:aan|bij|in|is|onder|op|over|uit|voor)\s+(?=(\w))")
"""Before a capital or a digit it says where, and is no part of a name; before *de* or *den* it may be one."""
_AFTER_A_NAME: Final = re.compile(r"(?:\s+(?:aan|bij|de|den|der|en|het|in|onder|op|over|te|uit|van|voor))+\Z")
_OWN_FORMS: Final = (
    r"[SC]-\d{4}-\d{3,9}",
    r"(?:geparkeerd op|besluitenlijst) \d{2}-\d{2}-\d{4}",
    r"\d{1,2}-\d{1,2} jaar",
    r"(?:voorjaar|zomer|najaar|winter) \d{4}",
)
"""Numbers of ours, what we say of earlier meetings, and ages and dates that are vague already."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Approved:
    """What was answered about one text."""

    put: frozenset[str] = frozenset()
    """Labels and vaguer words that were put in."""
    kept: frozenset[str] = frozenset()
    """Words that were judged *niet herleidbaar*."""
    kept_known: frozenset[str] = frozenset()
    """The same, of words that are registered in the dossier."""
    harmless: frozenset[str] = frozenset()
    """Known words of the aandachtsfunctionaris: they answer what only stands out, and no number or address."""


NOTHING: Final = Approved()


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered at the table about words that are being written."""

    kept: frozenset[str] = frozenset()
    put: tuple[tuple[str, str], ...] = ()
    """Pairs (words, what stands in their place)."""

    def joined(self, more: "Answers") -> "Answers":
        """Return these answers and those given after."""
        return Answers(self.kept | more.kept, (*self.put, *more.put))

    def applied(self, text: str) -> str:
        """Return a text with what was answered put in."""
        instead = dict(self.put)
        pattern = phrases(instead)
        return pattern.sub(lambda found: instead[words_of(found.group())], text) if pattern else text


NO_ANSWERS: Final = Answers()


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that somebody wrote and what in it is to be answered; for the screen it was typed on, never for a log."""

    text: str
    runs: "tuple[Run, ...]"
    may_stay: bool = False
    """Whether also what is registered may stay: who opens the dossier judges that it points at nobody here."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text that somebody has to judge; `text[start:end]`."""

    start: int
    end: int
    finding: Finding


def words_of(text: str) -> str:
    """Return words as answers are remembered by: with single spaces."""
    return " ".join(text.split())


def phrases(these: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds these words where they stand whole, the longest first; None when there are none."""
    kept = sorted({words_of(each) for each in these} - {""}, key=lambda each: (-len(each), each))
    if not kept:
        return None
    forms = (r"\s+".join(map(re.escape, each.split(" "))) for each in kept)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


@cache
def _own() -> re.Pattern[str]:
    """Return what we write ourselves: numbers and codenames, which are nobody's name."""
    names = "|".join(sorted(map(re.escape, codenames.names()), key=len, reverse=True))
    first = re.escape("".join(sorted({name[0] for name in codenames.names()})))
    return re.compile(rf"(?<!\w)(?:{'|'.join(_OWN_FORMS)}|(?=[{first}])(?:{names})(?: \d{{1,2}})?)(?!\w)")


def _spans(text: str, *patterns: re.Pattern[str] | None) -> list[Span]:
    return [match.span() for pattern in patterns if pattern for match in pattern.finditer(text)]


class _Spans:
    """Parts of a text, and whether some words stand within one of them."""

    def __init__(self, parts: Iterable[Span]) -> None:
        found = sorted(parts)
        self._starts = [low for low, _ in found]
        self._reach = list(accumulate((high for _, high in found), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether some part has a letter in common with these words."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether one part holds all of these words."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def _runs(text: str, finding: Finding, spans: _Spans) -> Iterator[Span]:
    """Give the runs of words of a finding that stand in none of these spans."""
    near = spans.touch(finding.start, finding.end)
    words = [found.span() for found in _WORD.finditer(text, finding.start, finding.end)] if near else []
    if not any(spans.hold(*word) for word in words):
        yield finding.start, finding.end
        return
    run: list[Span] = []
    for word in [*words, None]:
        if word is not None and not spans.hold(*word):
            run.append(word)
        else:
            if any(text[low:high] not in _BETWEEN for low, high in run):
                yield run[0][0], run[-1][1]
            run = []


def open_runs(text: str, findings: Iterable[Finding], approved: Approved = NOTHING) -> tuple[Run, ...]:
    """Return every part of a finding that is not answered.

    What was put in is taken out of a finding first; the rest of it must stand within one phrase that was kept. A phrase
    that was kept before it was known to be registered does not answer a registered identity; a known word answers only
    what stands out by its form, or because Dutch does not have it.
    """
    put = _spans(text, IS_LABEL, phrases(approved.put))
    labels, ours = _Spans(put), _Spans((*put, *_spans(text, _own())))
    known = _spans(text, phrases(approved.kept_known))
    kept = [*known, *_spans(text, phrases(approved.kept))]
    by_layer = {Layer.KNOWN: _Spans(known), Layer.PATTERN: _Spans(kept)}
    others = _Spans((*kept, *_spans(text, phrases(approved.harmless)))) if approved.harmless else None
    found = []
    for finding in findings:
        registered = finding.layer is Layer.KNOWN
        for low, end in _runs(text, finding, labels if registered else ours):
            before = None if registered else _PREPOSITION.match(text, low, end)
            start = before.end() if before and (before[1].isupper() or before[1].isdigit()) else low
            last = end if registered else start + len(_AFTER_A_NAME.sub("", text[start:end]))
            if not by_layer.get(finding.layer, others or by_layer[Layer.PATTERN]).hold(start, last):
                found.append(Run(start, last, finding))
    return tuple(found)
