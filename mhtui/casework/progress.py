"""How far a signal or case is, and what to do now: derived from its steps every time, never stored.

Pure: records and a day in, words out. No word here says who it is about, so a row of it may be shown in a room.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from db.records.base import State
from db.records.signal import Step, StepKind
from mhtui.casework import tracks
from mhtui.casework.deadlines import monitored_until
from mhtui.casework.family import Family
from mhtui.casework.reading import NOT_AT_TABLE, AtTable, Reading
from mhtui.casework.routing import Rules
from mhtui.casework.tracks import Track


class Level(StrEnum):
    """How much a hand is needed, worst first."""

    URGENT = "spoed"
    LATE = "te_laat"
    NEW = "nieuw"
    BUSY = "bezig"
    WAITING = "wacht"
    DONE = "klaar"

    @property
    def severity(self) -> int:
        """0 for the worst."""
        return _ORDER[self]

    @property
    def glyph(self) -> str:
        """The sign that stands before the word."""
        return _GLYPHS[self]

    @property
    def word(self) -> str:
        """The word on the screen."""
        return _WORDS[self]


_ORDER: Final = {level: number for number, level in enumerate(Level)}
_GLYPHS: Final = dict(zip(Level, "!▲●◐○✓", strict=True))
_WORDS: Final = dict(zip(Level, ("SPOED", "Te laat", "Nieuw", "Bezig", "Wacht", "Klaar"), strict=True))


@dataclass(frozen=True, slots=True)
class Standing:
    """What one line of a list says."""

    level: Level
    status: str
    what_now: str
    days: int | None
    """Since the first signal was taken in; None while it waits or is closed."""

    @property
    def glyph(self) -> str:
        """The sign of the level."""
        return self.level.glyph

    @property
    def word(self) -> str:
        """The word of the level."""
        return self.level.word


@dataclass(frozen=True, slots=True)
class Progress(Standing):
    """Everything that is shown of how far it is."""

    tracks: tuple[Track, Track, Track, Track]


def _level(reading: Reading) -> Level:
    state = reading.family.state
    if state is State.CLOSED:
        return Level.DONE
    if reading.urgent:
        return Level.URGENT
    if reading.overdue:
        return Level.LATE
    if state is State.WAITING:
        return Level.WAITING
    return Level.BUSY if reading.steps or reading.family.case is not None else Level.NEW


_MILESTONES: Final = {
    StepKind.RECORDED: "Vastgelegd",
    StepKind.KNOWN_CHECKED: "In verrijking",
    StepKind.DEPARTMENT_ASKED: "In verrijking",
    StepKind.DEPARTMENT_ANSWERED: "In verrijking",
    StepKind.PARTNER_TOLD: "Overgedragen",
    StepKind.FEEDBACK_RECEIVED: "Overgedragen",
    StepKind.FEEDBACK_GIVEN: "Teruggekoppeld",
    StepKind.NO_FOLLOW_UP: "Geen vervolg",
    StepKind.CLOSED: "Afgesloten",
    StepKind.REOPENED: "Heropend",
}
_ENDINGS: Final = frozenset({StepKind.CLOSED, StepKind.NO_FOLLOW_UP})


def _status(reading: Reading) -> str:
    """Return the word of the last milestone; an agenda it stands on comes first."""
    state, steps = reading.family.state, reading.steps
    if state is State.CLOSED:
        endings = [step for step in steps if step.kind in _ENDINGS]
        return _MILESTONES[endings[-1].kind] if endings else "Afgesloten"
    if state is State.WAITING:
        return "Monitoren"
    if reading.table.planned_on is not None:
        return "Op agenda"
    return _last_milestone(reading, [step for step in steps if step.kind in _MILESTONES])


def _last_milestone(reading: Reading, steps: list[Step]) -> str:
    word = _MILESTONES[steps[-1].kind] if steps else "Nieuw"
    if word == "In verrijking" and reading.enriched:
        word = "Verrijkt"
    last_day = steps[-1].at.date() if steps else date.min
    table = reading.table
    if table.released_at is not None and table.released_at.date() >= last_day:
        word, last_day = "Vrijgegeven", table.released_at.date()
    if table.discussed_on is not None and table.discussed_on >= last_day:
        word = "Besproken"
    return word


def _now_of_route(reading: Reading) -> str:
    """Return what the strongest open line asks; empty when there is none."""
    waiting = reading.waiting_lines
    if not waiting:
        return ""
    first = waiting[0]
    return f"{first.force}: {first.label}"


def _now_of_enrichment(reading: Reading) -> str:
    track = tracks.recording(reading)
    if track.done == track.of or reading.family.case is not None:
        return ""
    if not reading.everywhere(StepKind.KNOWN_CHECKED):
        return "reeds bekend? nakijken"
    return f"verrijken: {track.done} van {track.of} gedaan"


def _now_of_meeting(reading: Reading) -> str:
    if reading.family.case is None or reading.table.discussed_on is not None:
        return ""
    if reading.table.planned_on is not None:
        return f"overleg {reading.table.planned_on:%d-%m-%Y}"
    if reading.table.released_at is not None:
        return "op agenda zetten"
    return "tekst vrijgeven" if reading.family.case.opened.draft_text else "tekst schrijven"


def _now_of_feedback(reading: Reading) -> str:
    if reading.awaited:
        return f"terugkoppeling voor {reading.awaited[0].due_on:%d-%m-%Y}"
    if not reading.everywhere(StepKind.FEEDBACK_GIVEN):
        return "melder terugkoppelen"
    return ""


_NEXT: Final[tuple[Callable[[Reading], str], ...]] = (
    _now_of_route,
    _now_of_enrichment,
    _now_of_meeting,
    _now_of_feedback,
)


def _what_now(reading: Reading, level: Level) -> str:
    until = monitored_until(reading.steps)
    late = max(reading.overdue, default=(0, ""))
    fixed = {
        Level.DONE: "",
        Level.URGENT: f"DIRECT: {reading.waiting_lines[0].label} bellen" if reading.waiting_lines else "",
        Level.LATE: f"{late[1]} +{late[0]} d",
        Level.WAITING: f"tot {until:%d-%m-%Y}" if until else "",
    }
    if level in fixed:
        return fixed[level]
    if reading.unsure_of_urgency:
        return "spoed? eerst beantwoorden"
    if not reading.everywhere(StepKind.RECORDED):
        return "vastleggen"
    return next((word for word in (ask(reading) for ask in _NEXT) if word), "afsluiten")


def _standing(reading: Reading) -> Standing:
    level = _level(reading)
    taken_in = min(row.opened.received_on for row in reading.family.signals)
    return Standing(
        level=level,
        status=_status(reading),
        what_now=_what_now(reading, level),
        days=None if level in {Level.WAITING, Level.DONE} else (reading.today - taken_in).days,
    )


def standing(family: Family, rules: Rules, today: date, table: AtTable = NOT_AT_TABLE) -> Standing:
    """Return what a list says of a family on a day."""
    return _standing(Reading(family, table, rules, today))


def progress(family: Family, rules: Rules, today: date, table: AtTable = NOT_AT_TABLE) -> Progress:
    """Return how far a family is on a day, with its four tracks."""
    reading = Reading(family, table, rules, today)
    found = _standing(reading)
    return Progress(
        level=found.level,
        status=found.status,
        what_now=found.what_now,
        days=found.days,
        tracks=(
            tracks.recording(reading),
            tracks.route(reading),
            tracks.meeting(reading),
            tracks.feedback(reading),
        ),
    )
