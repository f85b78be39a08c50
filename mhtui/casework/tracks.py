"""The four tracks of a dossier, each with its word and how much of it is done.

Telling a partner (meldroute) never waits for the overleg, so the tracks stand beside each other and not in one line.
"""

from dataclasses import dataclass

from db.records.signal import StepKind
from mhtui.casework.reading import Reading


@dataclass(frozen=True, slots=True)
class Track:
    """One of the four tracks."""

    name: str
    word: str
    done: int
    of: int
    """0 when there is nothing to do on this track."""


def recording(reading: Reading) -> Track:
    """Vastleggen en verrijken: recorded, own dossiers checked, each department answered (STAP 1-3)."""
    done = (
        int(reading.everywhere(StepKind.RECORDED))
        + int(reading.everywhere(StepKind.KNOWN_CHECKED))
        + reading.departments_answered
    )
    of = 2 + len(reading.rules.afdeling)
    enriching = reading.kinds & {StepKind.KNOWN_CHECKED, StepKind.DEPARTMENT_ASKED, StepKind.DEPARTMENT_ANSWERED}
    if done == of:
        word = "Verrijkt"
    elif enriching:
        word = "In verrijking"
    else:
        word = "Vastgelegd" if StepKind.RECORDED in reading.kinds else "Nieuw"
    return Track("Vastleggen en verrijken", word, done, of)


def route(reading: Reading) -> Track:
    """Meldroute: every line that asks for an answer (STAP 4-5)."""
    duties = [line for line in reading.lines if line.force.is_duty]
    done = sum(1 for line in duties if line.answered)
    if done == len(duties):
        word = "Doorgezet"
    else:
        word = f"{done} van {len(duties)} beantwoord" if done else "Nog niets doorgezet"
    return Track("Meldroute", word, done, len(duties))


def meeting(reading: Reading) -> Track:
    """Overleg: released, on an agenda, discussed; a signal alone is not discussed."""
    case, table = reading.family.case, reading.table
    if case is None:
        return Track("Overleg", "Geen casus", 0, 0)
    released, planned, discussed = table.released_at, table.planned_on, table.discussed_on
    done = int(released is not None) + int(planned is not None or discussed is not None) + int(discussed is not None)
    if planned is not None:
        word = f"Op agenda {planned:%d-%m-%Y}"
    elif discussed is not None:
        word = "Besproken"
    elif released is not None:
        word = "Vrijgegeven"
    else:
        word = "Tekst vrijgeven" if case.opened.draft_text else "Tekst schrijven"
    return Track("Overleg", word, done, 3)


def feedback(reading: Reading) -> Track:
    """Terugkoppeling: received from each partner that was told, given to the reporter (STAP 5-6)."""
    told, owed = reading.partners(StepKind.PARTNER_TOLD), len(reading.awaited)
    given = reading.everywhere(StepKind.FEEDBACK_GIVEN)
    if owed:
        word = f"Wacht op {owed}"
    elif given:
        word = "Teruggekoppeld"
    else:
        word = "Melder terugkoppelen" if told else "Nog niet gevraagd"
    return Track("Terugkoppeling", word, len(told) - owed + int(given), len(told) + 1)
