"""Overzicht: what needs a hand today, worst first, and the card of one line beside it.

A row and a card carry no reporter, no person and no source text: who wants to see those opens the signal, which is
written in the logboek. A signal that belongs to a case is shown by the case.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from db.records.base import Answer, RowId, Stored
from db.records.case import Case
from db.records.signal import Signal
from mhtui.casework.at_table import at_table_of
from mhtui.casework.books import Progress as Reading
from mhtui.casework.desk import Desk
from mhtui.casework.family import family_of
from mhtui.casework.meldroute import RouteLine, checklist_of, checklist_of_case
from mhtui.casework.overview_lines import OverviewRow, read_lines
from mhtui.casework.progress import Level, Progress, progress
from mhtui.casework.tracks import Track
from mhtui.casework.values import ValueList, label

__all__ = ["CaseCard", "Overview", "OverviewRow", "SignalCard", "case_card", "overview", "signal_card"]

MOST_ROWS: Final = 500
"""A list on the screen stays quick up to here; the totals count everything."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The lines, worst first, and the counts over everything that is not closed."""

    rows: tuple[OverviewRow, ...]
    total: int
    new: int
    urgent: int
    late: int
    more: bool
    """Whether there are lines beyond the ones given."""


@dataclass(frozen=True, slots=True)
class SignalCard:
    """What the panel beside the list says of a signal."""

    id: RowId
    number: str
    received_on: date
    reported: str
    """Datum melding and tijdstip, as typed."""
    form: str
    municipality: str
    urgent: Answer
    has_reporter: bool
    """Whether a reporter was given; who, is never in a card."""
    persons: int
    case_number: str
    """Empty for a signal that stands alone."""
    lines: tuple[RouteLine, ...]
    progress: Progress
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class CaseCard:
    """What the panel beside the list says of a case."""

    id: RowId
    number: str
    codename: str
    form: str
    opened_on: date
    signals: tuple[str, ...]
    """Numbers."""
    persons: int
    released: bool
    planned_on: date | None
    lines: tuple[RouteLine, ...]
    progress: Progress
    tracks: tuple[Track, ...]


def _worst_first(row: OverviewRow) -> tuple[int, int, str]:
    return row.level.severity, -(row.days or 0), row.number


def overview(desk: Desk, *, limit: int = MOST_ROWS, tell: Reading | None = None) -> Overview:
    """Return what is not closed, worst first; `tell` hears how far a long reading is.

    Raises `NotAllowed` for who may not open signals, `Locked` when the kluis is locked meanwhile.
    """
    rows = sorted(read_lines(desk, tell), key=_worst_first)
    levels = [row.level for row in rows]
    return Overview(
        rows=tuple(rows[:limit]),
        total=len(rows),
        new=levels.count(Level.NEW),
        urgent=levels.count(Level.URGENT),
        late=levels.count(Level.LATE),
        more=len(rows) > limit,
    )


def signal_card(desk: Desk, row: RowId) -> SignalCard:
    """Return the card of a signal; raises `NotFound`, `NotAllowed`."""
    stored: Stored[Signal] = desk.store.signals.get(row)
    family = family_of(desk, stored)
    signal = stored.opened
    found = progress(family.alone(stored), desk.rules, desk.today())
    return SignalCard(
        id=row,
        number=signal.number,
        received_on=signal.received_on,
        reported=" ".join(part for part in (signal.reported_on, signal.reported_at) if part),
        form=label(ValueList.FORM, signal.exploitation_form),
        municipality=signal.municipality,
        urgent=signal.urgent,
        has_reporter=bool(signal.reporter.strip()),
        persons=len(signal.persons),
        case_number=family.case.opened.number if family.case is not None else "",
        lines=checklist_of(signal, family.steps_for(stored), desk.rules),
        progress=found,
        tracks=found.tracks,
    )


def case_card(desk: Desk, row: RowId) -> CaseCard:
    """Return the card of a case; raises `NotFound`, `NotAllowed`."""
    stored: Stored[Case] = desk.store.cases.get(row)
    family, table = family_of(desk, stored), at_table_of(desk, stored)
    case = stored.opened
    found = progress(family, desk.rules, desk.today(), table)
    return CaseCard(
        id=row,
        number=case.number,
        codename=case.codename,
        form=label(ValueList.FORM, case.exploitation_form),
        opened_on=case.opened_on,
        signals=tuple(signal.opened.number for signal in family.signals),
        persons=sum(len(signal.opened.persons) for signal in family.signals),
        released=table.released_at is not None,
        planned_on=table.planned_on,
        lines=checklist_of_case(family.parts(), family.steps_of_case(), desk.rules),
        progress=found,
        tracks=found.tracks,
    )
