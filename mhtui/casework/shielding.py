"""Afschermen as somebody opens it: the text of a case, what is registered in its dossier, and the judgements so far.

Reads; `cases.write_text` keeps what was judged, `release` releases it. Only who may open identiteit gets any of it.
"""

from dataclasses import dataclass

from db.records.base import Stored
from db.records.case import Case
from mhtui.anonymise.findings import Identity
from mhtui.casework.cases import find_case
from mhtui.casework.desk import Desk
from mhtui.casework.family import family_of
from mhtui.casework.gate import harmless_of
from mhtui.casework.identities import known_identities, signals_of_case
from mhtui.casework.intake import look
from mhtui.casework.release import history


@dataclass(frozen=True, slots=True)
class Shielding:
    """Everything the Afschermen screen starts from."""

    stored: Stored[Case]
    known: tuple[Identity, ...]
    harmless: frozenset[str]
    """Known words, which are not marked."""
    state: str
    """Dutch: whether it is released, or why it no longer is."""


def shielding(desk: Desk, number: str) -> Shielding:
    """Return a case to be judged; raises `UnknownNumber`, `NotAllowed` for who may not open identiteit."""
    case = find_case(desk, number)
    known = known_identities(case.opened, signals_of_case(desk, case))
    return Shielding(case, known, harmless_of(desk), _state(desk, case))


def _state(desk: Desk, case: Stored[Case]) -> str:
    releases = [row.opened for row in history(desk, case.id)]
    standing = [record for record in releases if record.withdrawn_at is None]
    if standing:
        return f"vrijgegeven op {standing[0].released_at:%d-%m-%Y}"
    gone = max(releases, key=lambda record: record.withdrawn_at or record.released_at, default=None)
    if gone is None or gone.withdrawn_at is None:
        return "nog niet vrijgegeven"
    return f"ingetrokken op {gone.withdrawn_at:%d-%m-%Y}: {gone.withdrawn_reason}"


def first_text(desk: Desk, case: Stored[Case]) -> str:
    """Return what the signals of a case say, to begin its text with; that it was read is written in the logboek."""
    family = family_of(desk, case)
    for signal in family.signals:
        look(desk, signal, "bron")
    told = (signal.opened.narrative.strip() for signal in family.signals)
    return "\n\n".join(each for each in told if each)
