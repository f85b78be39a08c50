"""Judging: from the text of a case to the text a table may read, by the answers of the aandachtsfunctionaris.

Pure. A finding of this program's finder that nobody answered stops the release, whoever asks for it. What comes out is
looked at once more: words that only stand out beside a label are a marking as well.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from db.records.case import Case, Judgement
from mhtui.anonymise.findings import Identity
from mhtui.casework.errors import Unjudged
from mhtui.casework.markings import Marking, Piece, approved_of, joined, mark, rewrite, together
from mhtui.casework.wording import Run, open_runs, words_of

_WORD: Final = re.compile(r"\w+")
_NEXT_WORD: Final = re.compile(r"[^\w\n]*\w+")


class Marker:
    """The markings of one text while it is being judged or typed; a key costs one paragraph.

    It holds names: drop it when the text is closed or the kluis is locked.
    """

    def __init__(self, known: Sequence[Identity] = (), harmless: Iterable[str] = ()) -> None:
        from mhtui.anonymise import LiveFinder

        self._harmless = frozenset(harmless)
        self._source = LiveFinder(known)
        self._result = LiveFinder(known)

    def mark(self, text: str, judgements: Sequence[Judgement]) -> tuple[Marking, ...]:
        """Return every marking of the text, and once all are answered those of what comes out of it."""
        markings = mark(text, self._source.update(text), judgements, self._harmless)
        if not all(marking.answered for marking in markings):
            return markings
        return together(text, (*markings, *self._echoes(text, markings, judgements)), judgements)

    def _echoes(self, text: str, markings: Sequence[Marking], judgements: Sequence[Judgement]) -> Iterable[Marking]:
        """Give what only stands out in the text for the table, where it stands in the source."""
        pieces = rewrite(text, markings)
        result = joined(pieces)
        for run in open_runs(result, self._result.update(result), approved_of(judgements, self._harmless)):
            start, end = _origin(pieces, run)
            yield Marking.of(run.finding, start, end, words_of(text[start:end]), by_hand=True)


def _origin(pieces: Sequence[Piece], run: Run) -> tuple[int, int]:
    """Return where the words of the result come from."""
    start = end = at = 0
    for piece in pieces:
        after = at + len(piece.text)
        if at <= run.start < after:
            start = piece.start + (run.start - at if piece.as_typed else 0)
        if at < run.end <= after:
            end = piece.start + run.end - at if piece.as_typed else piece.end
        at = after
    return start, end


class NoteMarks:
    """What will be asked about in a line while it is typed at the table; a key costs one line."""

    def __init__(self) -> None:
        from mhtui.anonymise import LiveFinder

        self._finder = LiveFinder()
        self._finder.update("Opgewarmd")

    def of(self, text: str) -> tuple[str, ...]:
        """Return the words, each once, in order."""
        runs = open_runs(text, self._finder.update(text))
        return tuple(dict.fromkeys(words_of(text[run.start : run.end]) for run in runs))


def open_markings(case: Case, known: Sequence[Identity], harmless: Iterable[str] = ()) -> tuple[Marking, ...]:
    """Return what is still to be judged in the text of a case."""
    found = Marker(known, harmless).mark(case.draft_text, case.judgements)
    return tuple(marking for marking in found if not marking.answered)


def shielded_text(case: Case, known: Sequence[Identity], harmless: Iterable[str] = ()) -> str:
    """Return the text as a table may read it; raises `Unjudged` while anything in it is not answered."""
    markings = Marker(known, harmless).mark(case.draft_text, case.judgements)
    left = sum(1 for marking in markings if not marking.answered)
    if left:
        raise Unjudged("text", left)
    return joined(rewrite(case.draft_text, markings))


def answer(judgements: Sequence[Judgement], given: Judgement) -> tuple[Judgement, ...]:
    """Return the judgements with this answer in the place of an earlier one for the same words."""
    before = next((each for each in judgements if each.text == given.text), None)
    kept = given if before is None else given.model_copy(update={"by_hand": given.by_hand or before.by_hand})
    return (*(each for each in judgements if each.text != given.text), kept)


def unanswer(judgements: Sequence[Judgement], words: str) -> tuple[Judgement, ...]:
    """Return the judgements without the answer for these words; a marking made by hand goes too."""
    return tuple(each for each in judgements if each.text != words)


def marked(judgements: Sequence[Judgement], text: str, start: int, end: int) -> tuple[Judgement, ...] | None:
    """Return the judgements with a marking by hand of these words, widened to whole ones; None when there are none."""
    chosen = [
        found.span() for found in _WORD.finditer(text) if found.start() < max(end, start + 1) and found.end() > start
    ]
    if not chosen:
        return None
    words = words_of(text[chosen[0][0] : chosen[-1][1]])
    return answer(judgements, Judgement(text=words, by_hand=True))


def stretched(judgements: Sequence[Judgement], text: str, marking: Marking) -> tuple[Judgement, ...] | None:
    """Return the judgements with this marking one word longer; None at the end of a line."""
    further = _NEXT_WORD.match(text, marking.end)
    if further is None:
        return None
    mine = marking.judgement is not None and marking.judgement.by_hand
    before = unanswer(judgements, marking.words) if mine else tuple(judgements)
    return marked(before, text, marking.start, further.end())
