"""Judging everything in a text at once, for tests that are about something else."""

from collections.abc import Sequence
from dataclasses import replace

from db.records.base import Stored
from db.records.case import Case, Judgement, Verdict
from mhtui.anonymise.findings import Identity, Layer
from mhtui.casework.cases import write_text
from mhtui.casework.desk import Desk
from mhtui.casework.gate import harmless_of, known_of, open_in
from mhtui.casework.judging import open_markings
from mhtui.casework.wording import Answers, Approved, words_of


def keep_all(desk: Desk, case: Stored[Case]) -> Stored[Case]:
    """Answer every marking in the text of a case with *niet herleidbaar*, until none is left."""
    known = known_of(desk, case.id)
    while found := open_markings(case.opened, known, harmless_of(desk)):
        kept = tuple(
            Judgement(text=each.words, verdict=Verdict.KEEP, known=each.known, by_hand=each.by_hand) for each in found
        )
        case = write_text(desk, case, case.opened.draft_text, (*case.opened.judgements, *kept))
    return case


def let_stay(text: str, known: Sequence[Identity] = ()) -> Answers:
    """Answer every finding of a text with *niet herleidbaar*; what is registered becomes *Melder*."""
    answers = Answers()
    while found := open_in(answers.applied(text), known, Approved(kept=answers.kept)):
        written = answers.applied(text)
        words = {words_of(written[run.start : run.end]): run.finding.layer for run in found}
        registered = tuple((each, "Melder") for each, layer in words.items() if layer is Layer.KNOWN)
        stay = frozenset(each for each, layer in words.items() if layer is not Layer.KNOWN)
        answers = replace(answers, kept=answers.kept | stay, put=(*answers.put, *registered))
    return answers
