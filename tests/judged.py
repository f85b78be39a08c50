"""Judging everything in a text at once, for tests that are about something else."""

from db.records.base import Stored
from db.records.case import Case, Judgement, Verdict
from mhtui.casework.cases import write_text
from mhtui.casework.desk import Desk
from mhtui.casework.gate import known_of
from mhtui.casework.judging import open_markings


def keep_all(desk: Desk, case: Stored[Case]) -> Stored[Case]:
    """Answer every marking in the text of a case with *niet herleidbaar*, until none is left."""
    known = known_of(desk, case.id)
    while found := open_markings(case.opened, known):
        kept = tuple(
            Judgement(text=each.words, verdict=Verdict.KEEP, known=each.known, by_hand=each.by_hand) for each in found
        )
        case = write_text(desk, case, case.opened.draft_text, (*case.opened.judgements, *kept))
    return case
