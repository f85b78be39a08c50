"""A family read on one day: the questions that level, status, next deed and tracks are made of.

Pure; it answers from records that were opened already and knows no store.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

from db.records.base import Answer, State
from db.records.signal import StepKind
from mhtui.casework.deadlines import Awaited, awaited, monitored_until
from mhtui.casework.family import Family
from mhtui.casework.meldroute import RouteLine, checklist_of, checklist_of_case
from mhtui.casework.routing import Force, Rules


@dataclass(frozen=True, slots=True)
class AtTable:
    """What the overleg had of a case."""

    released_at: datetime | None = None
    """Of the newest release that stands."""
    planned_on: date | None = None
    """The day of the overleg whose agenda it is on."""
    discussed_on: date | None = None
    action_due: date | None = None
    """The first day on which an open action is due."""


NOT_AT_TABLE: Final = AtTable()


class Reading:
    """A family read on one day: the questions that level, status, next deed and tracks are made of."""

    def __init__(self, family: Family, table: AtTable, rules: Rules, today: date) -> None:
        self.family = family
        self.table = table
        self.rules = rules
        self.today = today
        self.steps = family.steps
        self.kinds = frozenset(step.kind for step in self.steps)

    @cached_property
    def lines(self) -> tuple[RouteLine, ...]:
        """The checklist of the whole family."""
        if self.family.case is None:
            return checklist_of(self.family.signals[0].opened, self.steps, self.rules)
        return checklist_of_case(self.family.parts(), self.family.steps_of_case(), self.rules)

    @cached_property
    def awaited(self) -> tuple[Awaited, ...]:
        """Terugkoppeling that partners still owe."""
        return awaited(self.steps)

    def everywhere(self, kind: StepKind) -> bool:
        """Whether each signal has such a step, its own or one of the case."""
        if kind not in self.kinds or len(self.family.signals) == 1:
            return kind in self.kinds
        return all(any(step.kind is kind for step in self.family.steps_for(row)) for row in self.family.signals)

    def partners(self, kind: StepKind) -> frozenset[str]:
        """Return the partners or departments that steps of a kind name."""
        return frozenset(step.partner for step in self.steps if step.kind is kind)

    @cached_property
    def waiting_lines(self) -> list[RouteLine]:
        """Lines that still ask for an answer, strongest first."""
        return [line for line in self.lines if line.waits]

    @property
    def urgent(self) -> bool:
        """Whether somebody said that it cannot wait, and nobody has called yet."""
        return any(row.opened.urgent is Answer.YES for row in self.family.signals) and any(
            line.force is Force.DIRECT for line in self.waiting_lines
        )

    @property
    def unsure_of_urgency(self) -> bool:
        """Whether spoed is still onbekend somewhere, and nobody has called."""
        return any(line.force is Force.DIRECT and line.unsure for line in self.waiting_lines)

    @cached_property
    def overdue(self) -> list[tuple[int, str]]:
        """Give (days overdue, what) for everything that is late."""
        if self.family.state is State.CLOSED:
            return []
        until = monitored_until(self.steps) if self.family.state is State.WAITING else None
        last_days = [
            *((each.due_on, "terugkoppeling") for each in self.awaited),
            *([(until, "monitoren")] if until else []),
            *([(self.table.action_due, "actie")] if self.table.action_due else []),
        ]
        return [((self.today - day).days, what) for day, what in last_days if day < self.today]

    @cached_property
    def departments_answered(self) -> int:
        """How many departments of the rules have answered."""
        answered = self.partners(StepKind.DEPARTMENT_ANSWERED)
        return sum(1 for department in self.rules.afdeling if department.code in answered)

    @property
    def enriched(self) -> bool:
        """Whether own dossiers were checked and every department has answered (STAP 3)."""
        return self.everywhere(StepKind.KNOWN_CHECKED) and self.departments_answered == len(self.rules.afdeling)
