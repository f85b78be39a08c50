"""What the aandachtsfunctionaris waits for: terugkoppeling that partners owe (STAP 5), and what is watched until a day.

Read from the steps, which stand in identiteit: a session that cannot open them waits for nothing. It stores nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from db.records.base import RowId, State
from db.records.signal import StepKind
from mhtui.casework.deadlines import awaited, monitored_until
from mhtui.casework.desk import Desk
from mhtui.casework.family import Family, Subject, family_of

MOST: Final = 5_000
"""Dossiers that are read, the longest overdue; more than a region has."""


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """One thing that is waited for; no word of it says who it is about."""

    kind: Literal["signaal", "casus"]
    subject: RowId
    """The signal or the case."""
    number: str
    codename: str
    """Empty for a signal."""
    partner: str
    """Code of the partner that owes terugkoppeling; empty when it is watched until a day."""
    who: str
    """Name of the partner in the register; empty when nobody else is to answer."""
    since: date
    """When the partner was told, or the watching began."""
    due_on: date
    days_overdue: int
    """0 when it is not overdue."""

    @property
    def id(self) -> str:
        """Unique among the things that are waited for."""
        return f"{self.subject}:{self.partner}"


def awaited_list(desk: Desk) -> tuple[AwaitedRow, ...]:
    """Return what is waited for, longest overdue first; nothing for who may not open signals."""
    if not desk.sees_identity:
        return ()
    rows = [row for subject in _due(desk) for row in _of_family(desk, family_of(desk, subject))]
    return tuple(sorted(rows, key=lambda row: (row.due_on, row.number, row.partner)))


def _due(desk: Desk) -> Iterator[Subject]:
    """Give the cases and the signals of no case that have a day on which they are due: what waits has one."""
    linked = {signal for signal, _ in desk.ledger.links(desk.store).values()}
    for state in (State.OPEN, State.WAITING):
        yield from (row for row in desk.store.cases.due(date.max, state=state, limit=MOST) if not row.is_sealed)
        signals = desk.store.signals.due(date.max, state=state, limit=MOST)
        yield from (row for row in signals if row.id not in linked and not row.is_sealed)


def _of_family(desk: Desk, family: Family) -> Iterator[AwaitedRow]:
    for each in awaited(family.steps):
        partner = desk.rules.partner_of(each.partner)
        yield _row(desk, family, each.partner, partner.naam if partner else each.partner, each.told_on, each.due_on)
    until = monitored_until(family.steps) if family.state is State.WAITING else None
    if until is not None:
        since = [step.at.date() for step in family.steps if step.kind is StepKind.MONITOR][-1]
        yield _row(desk, family, "", "", since, until)


def _row(desk: Desk, family: Family, partner: str, who: str, since: date, due_on: date) -> AwaitedRow:
    case, signal = family.case, family.signals[0]
    return AwaitedRow(
        kind="signaal" if case is None else "casus",
        subject=signal.id if case is None else case.id,
        number=signal.opened.number if case is None else case.opened.number,
        codename="" if case is None else case.opened.codename,
        partner=partner,
        who=who,
        since=since,
        due_on=due_on,
        days_overdue=max((desk.today() - due_on).days, 0),
    )
