"""The markings of a case text with their answers, and the text as the table will read it.

Pure: text, findings and judgements in, markings out. An answer counts for every place where the same words stand. What
is not answered is masked on the right of the screen and refused by the gate.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from db.records.case import Judgement, Verdict
from mhtui.anonymise.findings import Certainty, Finding, Kind, Layer
from mhtui.casework.wording import LEFT_OUT, Approved, open_runs, phrases, words_of

OPEN_MASK: Final = "▒▒▒▒▒"
"""Stands for words that are not judged; its width says nothing about theirs."""


@dataclass(frozen=True, slots=True)
class Marking:
    """Words that somebody has to judge, and how they were; `text[start:end]`."""

    start: int
    end: int
    words: str
    """As answers are remembered by."""
    kind: Kind
    certainty: Certainty
    known: bool
    """Registered in this dossier."""
    by_hand: bool
    suggestion: str
    judgement: Judgement | None = None

    @classmethod
    def of(cls, finding: Finding, start: int, end: int, words: str, *, by_hand: bool = False) -> Self:
        """Return the marking of a finding, or of a part of it."""
        known = finding.layer is Layer.KNOWN
        return cls(start, end, words, finding.kind, finding.certainty, known, by_hand, finding.suggestion)

    @property
    def answered(self) -> bool:
        """Whether it was judged, as what it is now."""
        judgement = self.judgement
        if judgement is None or judgement.verdict is None:
            return False
        return judgement.verdict is not Verdict.KEEP or judgement.known or not self.known


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text for the table, with where it comes from."""

    text: str
    start: int
    """Of its source."""
    end: int
    marking: Marking | None = None
    """The marking it stands for; None for words that nobody marked."""

    @property
    def as_typed(self) -> bool:
        """Whether it stands in the result as it stands in the source."""
        return self.marking is None or _stays(self.marking)


def _stays(marking: Marking) -> bool:
    return marking.answered and marking.judgement is not None and marking.judgement.verdict is Verdict.KEEP


def _by_hand(text: str, judgements: Iterable[Judgement]) -> Iterator[Marking]:
    pattern = phrases(judgement.text for judgement in judgements if judgement.by_hand)
    for found in pattern.finditer(text) if pattern else ():
        words = words_of(found.group())
        yield Marking(
            found.start(),
            found.end(),
            words,
            Kind.UNKNOWN,
            Certainty.PROBABLE,
            known=False,
            by_hand=True,
            suggestion="",
        )


def _found(text: str, findings: Iterable[Finding], harmless: frozenset[str]) -> Iterator[Marking]:
    """Give the markings of the program; our own labels and numbers are none, and known words neither."""
    for run in open_runs(text, findings, Approved(harmless=harmless)):
        yield Marking.of(run.finding, run.start, run.end, words_of(text[run.start : run.end]))


def _joined(text: str, one: Marking, other: Marking) -> Marking:
    """Return two markings that overlap as one: what a person marked around the other wins, otherwise both together."""
    strongest = max((one, other), key=lambda each: (each.known, each.certainty, not each.by_hand))
    start, end = min(one.start, other.start), max(one.end, other.end)
    by_hand = any(each.by_hand and (each.start, each.end) == (start, end) for each in (one, other))
    return Marking(
        start,
        end,
        words_of(text[start:end]),
        strongest.kind,
        strongest.certainty,
        one.known or other.known,
        by_hand,
        strongest.suggestion if (strongest.start, strongest.end) == (start, end) or strongest.known else "",
    )


def mark(
    text: str, findings: Iterable[Finding], judgements: Sequence[Judgement], harmless: frozenset[str] = frozenset()
) -> tuple[Marking, ...]:
    """Return every marking of a text in order, without overlap, each with its answer."""
    return together(text, (*_by_hand(text, judgements), *_found(text, findings, harmless)), judgements)


def together(text: str, markings: Iterable[Marking], judgements: Iterable[Judgement]) -> tuple[Marking, ...]:
    """Return markings in order, those that overlap as one, each with its answer."""
    apart: list[Marking] = []
    for marking in sorted(markings, key=lambda each: (each.start, -each.end)):
        if apart and marking.start < apart[-1].end:
            apart[-1] = _joined(text, apart[-1], marking)
        else:
            apart.append(marking)
    answers = {judgement.text: judgement for judgement in judgements}
    return tuple(_answered(marking, answers.get(marking.words)) for marking in apart)


def _answered(marking: Marking, judgement: Judgement | None) -> Marking:
    """Return the marking with this answer; itself where it has that already, as all of a text being typed have none."""
    return marking if marking.judgement == judgement else replace(marking, judgement=judgement)


def _in_its_place(text: str, marking: Marking) -> str:
    """Return what the table reads where a marking stands."""
    judgement = marking.judgement
    if not marking.answered or judgement is None:
        return OPEN_MASK
    if judgement.verdict is Verdict.KEEP:
        return text[marking.start : marking.end]
    return judgement.put or LEFT_OUT


def rewrite(text: str, markings: Iterable[Marking]) -> tuple[Piece, ...]:
    """Return the text for the table in pieces; what is not answered is masked."""
    pieces, at = [], 0
    for marking in markings:
        if at < marking.start:
            pieces.append(Piece(text[at : marking.start], at, marking.start))
        pieces.append(Piece(_in_its_place(text, marking), marking.start, marking.end, marking))
        at = marking.end
    if at < len(text):
        pieces.append(Piece(text[at:], at, len(text)))
    return tuple(pieces)


def joined(pieces: Iterable[Piece]) -> str:
    """Return the pieces as one text."""
    return "".join(piece.text for piece in pieces)


def approved_of(judgements: Iterable[Judgement], harmless: frozenset[str] = frozenset()) -> Approved:
    """Return what the answers of a dossier, and the known words, let through."""
    put: set[str] = set()
    kept: set[str] = set()
    known: set[str] = set()
    for judgement in judgements:
        if judgement.verdict is Verdict.KEEP:
            (known if judgement.known else kept).add(judgement.text)
        elif judgement.verdict is not None and judgement.put:
            put.add(judgement.put)
    return Approved(frozenset(put), frozenset(kept), frozenset(known), harmless)
