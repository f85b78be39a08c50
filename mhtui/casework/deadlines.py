"""What is still awaited: terugkoppeling from partners (STAP 5), and the day until which is monitored.

Pure: steps in, days out. Nothing here is stored; a step answers an earlier one by what it is and when it was taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.records.base import State
from db.records.signal import Step, StepKind


@dataclass(frozen=True, slots=True)
class Awaited:
    """A partner was told and has not given terugkoppeling since."""

    partner: str
    """Code in the register."""
    told_on: date
    due_on: date


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Return the steps in the order in which they were taken."""
    return sorted(steps, key=lambda step: step.at)


def awaited(steps: Iterable[Step]) -> tuple[Awaited, ...]:
    """Return what is awaited from partners, longest due first."""
    found: dict[str, Awaited] = {}
    for step in in_order(steps):
        if step.kind is StepKind.PARTNER_TOLD and step.due_on is not None:
            found[step.partner] = Awaited(step.partner, step.at.date(), step.due_on)
        elif step.kind is StepKind.FEEDBACK_RECEIVED:
            found.pop(step.partner, None)
    return tuple(sorted(found.values(), key=lambda each: each.due_on))


def monitored_until(steps: Iterable[Step]) -> date | None:
    """Return the day of the last "monitoren tot"."""
    last = [step.due_on for step in in_order(steps) if step.kind is StepKind.MONITOR]
    return last[-1] if last else None


def due_of(steps: Iterable[Step], state: State) -> date | None:
    """Return the day on which a subject asks for attention next; None when nothing is awaited."""
    taken = tuple(steps)
    if state is State.CLOSED:
        return None
    days = [each.due_on for each in awaited(taken)]
    until = monitored_until(taken) if state is State.WAITING else None
    return min([*days, *([until] if until else [])], default=None)
