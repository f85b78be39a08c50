"""Afschermen as somebody opens it: the text of a case, what is registered in its dossier, and the judgements so far.

Reads; `cases.write_text` keeps what was judged, `release` releases it. Only who may open identiteit gets any of it.
"""

from dataclasses import dataclass

from db.records.base import Stored
from db.records.case import Case
from mhtui.anonymise.findings import Identity
from mhtui.casework.desk import Desk
from mhtui.casework.family import family_of
from mhtui.casework.identities import known_identities, signals_of_case
from mhtui.casework.intake import look


@dataclass(frozen=True, slots=True)
class Shielding:
    """Everything the Afschermen screen starts from."""

    stored: Stored[Case]
    text: str
    """The text of the case; of one that has none yet, what its signals say."""
    known: tuple[Identity, ...]
    from_source: bool
    """Whether the text is still that of the signals, and nobody kept it."""


def shielding(desk: Desk, case: Stored[Case]) -> Shielding:
    """Return a case to be judged; reading the signals for a first text is written in the logboek.

    Raises `NotAllowed` for who may not open identiteit.
    """
    known = known_identities(case.opened, signals_of_case(desk, case))
    text = case.opened.draft_text
    if text.strip():
        return Shielding(case, text, known, from_source=False)
    family = family_of(desk, case)
    for signal in family.signals:
        look(desk, signal, "bron")
    told = (signal.opened.narrative.strip() for signal in family.signals)
    return Shielding(case, "\n\n".join(each for each in told if each), known, from_source=True)
