"""A case with its signals, or a signal that stands alone, and every step taken with any of them.

What follows from a step is worked out over the whole family: a partner told of a case is told of each of its signals,
and terugkoppeling on a signal answers what the case waited for. It reads and settles; it decides nothing.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from db.records.base import DossierId, Record, RowId, State, Stored
from db.records.case import Case
from db.records.signal import Signal, Step
from db.repository import Repository
from db.unit import Unit
from mhtui.casework.deadlines import due_of
from mhtui.casework.desk import Desk
from mhtui.casework.facts import renew_fact

R = TypeVar("R", bound=Record)
Subject = Stored[Signal] | Stored[Case]


@dataclass(frozen=True, slots=True)
class Family:
    """`case` is None for a signal that stands alone."""

    case: Stored[Case] | None
    signals: tuple[Stored[Signal], ...]
    rows: tuple[Stored[Step], ...]
    """Every step of case and signals, in the order in which they were taken."""

    @property
    def state(self) -> State:
        """The state the whole family is in: that of the case, else that of the signal."""
        return self.case.state if self.case is not None else self.signals[0].state

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in order."""
        return tuple(row.opened for row in self.rows)

    def steps_of_case(self) -> tuple[Step, ...]:
        """Return the steps of the case alone."""
        return tuple(row.opened for row in self.rows if self.case is not None and row.dossier == self.case.dossier)

    def steps_for(self, signal: Stored[Signal]) -> tuple[Step, ...]:
        """Return the steps that count for one signal: its own and those of the case."""
        mine = {signal.dossier, *([self.case.dossier] if self.case is not None else [])}
        return tuple(row.opened for row in self.rows if row.dossier in mine)

    def parts(self) -> tuple[tuple[Signal, tuple[Step, ...]], ...]:
        """Return each signal with its own steps."""
        return tuple(
            (signal.opened, tuple(row.opened for row in self.rows if row.dossier == signal.dossier))
            for signal in self.signals
        )

    def alone(self, signal: Stored[Signal]) -> "Family":
        """Return one signal by itself, with the steps that count for it."""
        mine = {signal.dossier, *([self.case.dossier] if self.case is not None else [])}
        return Family(None, (signal,), tuple(row for row in self.rows if row.dossier in mine))

    def with_step(self, row: Stored[Step]) -> "Family":
        """Return the family with one step more."""
        return replace(self, rows=(*self.rows, row))


def ordered(rows: list[Stored[Step]]) -> tuple[Stored[Step], ...]:
    """Return steps in the order in which they were taken; the rank decides between two of one moment."""
    return tuple(sorted(rows, key=lambda row: (row.opened.at, row.rank)))


def seen(repo: Repository[R], unit: Unit | None) -> Repository[R]:
    """Return a repository as committed, or as a unit sees it."""
    return repo if unit is None else unit.view(repo)


def gather(desk: Desk, case_id: RowId | None, signal_ids: tuple[RowId, ...], unit: Unit | None = None) -> Family:
    """Read a family of which the members are known, signals by number; inside a unit it sees what the unit did."""
    store = desk.store
    case = seen(store.cases, unit).get(case_id) if case_id is not None else None
    rows = [seen(store.signals, unit).get(row) for row in signal_ids]
    signals = tuple(sorted(rows, key=lambda row: row.opened.number))
    dossiers: list[DossierId] = [row.dossier for row in signals]
    if case is not None:
        dossiers.append(case.dossier)
    steps = seen(store.steps, unit)
    return Family(case, signals, ordered([row for dossier in dossiers for row in steps.all(dossier=dossier)]))


def case_of_signal(desk: Desk, signal: RowId) -> RowId | None:
    """Return the case a signal belongs to, as committed."""
    linked = desk.ledger.link_of(desk.store, signal)
    return linked[1] if linked else None


def family_of(desk: Desk, subject: Subject, unit: Unit | None = None) -> Family:
    """Read the family of a signal or a case."""
    case_id = subject.id if isinstance(subject.opened, Case) else case_of_signal(desk, subject.id)
    if case_id is None:
        return gather(desk, None, (subject.id,), unit)
    return gather(desk, case_id, desk.ledger.signals_of(desk.store, case_id), unit)


def settle(desk: Desk, unit: Unit, family: Family, state: State) -> None:
    """Bring states, due days and facts of a family up to date inside a unit, after everything else was written."""
    if family.case is not None:
        _move(unit, family.case, state, due_of(family.steps, state))
    for signal in family.signals:
        steps = family.steps_for(signal)
        renew_fact(desk, unit, _move(unit, signal, state, due_of(steps, state)), steps)


def _move(unit: Unit, row: Stored[R], state: State, due_on: date | None) -> Stored[R]:
    if (row.state, row.due_on) == (state, due_on):
        return row
    return unit.change(row, state=state, due_on=due_on)
