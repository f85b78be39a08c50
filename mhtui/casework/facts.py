"""The fact of a signal: what the year figures count, without a way back to the signal.

Month, not day; a kind of reporter, not a reporter. The fact lies in the cijfers compartment of its year, in a dossier
of its own; only the sealed signal knows which fact is its own (design, "Figures without signals").
"""

from collections.abc import Iterable

from db.office import figures_place
from db.records.base import Answer, RowId, State, Stored
from db.records.office import Fact
from db.records.signal import AgeBand, Signal, Step, StepKind
from db.unit import Unit
from mhtui.casework.desk import Desk
from mhtui.casework.meldroute import age_of_victim
from mhtui.casework.routing import Rules
from mhtui.casework.values import UNKNOWN

_ENDINGS = frozenset({StepKind.CLOSED, StepKind.NO_FOLLOW_UP})


def year_of(signal: Signal) -> int:
    """Return the year a signal is counted in: of the day it was reported, else of the day it was taken in."""
    return (signal.reported_day or signal.received_on).year


def _told_outside(steps: Iterable[Step], rules: Rules) -> bool:
    told = {step.partner for step in steps if step.kind is StepKind.PARTNER_TOLD}
    return any(partner.outside for partner in rules.partner if partner.code in told)


def _outcome(steps: Iterable[Step], state: State) -> str:
    match state:
        case State.OPEN:
            return "open"
        case State.WAITING:
            return "monitoren"
        case State.CLOSED:
            endings = sorted((step for step in steps if step.kind in _ENDINGS), key=lambda step: step.at)
            return endings[-1].outcome if endings else "afgerond"


def fact_of(signal: Signal, steps: Iterable[Step], state: State, rules: Rules) -> Fact:
    """Return what is counted of a signal, given its own steps and those of its case."""
    taken = tuple(steps)
    told = Answer.NO if state is State.CLOSED else Answer.UNKNOWN
    return Fact(
        month=(signal.reported_day or signal.received_on).strftime("%Y-%m"),
        exploitation_form=signal.exploitation_form,
        municipality=signal.municipality,
        reporter_kind=signal.reporter_kind,
        groups=tuple(sorted({person.group for person in signal.persons} - {UNKNOWN})),
        minor=age_of_victim(signal, frozenset({AgeBand.UNDER_18})),
        urgent=signal.urgent,
        reported_to_partner=Answer.YES if _told_outside(taken, rules) else told,
        outcome=_outcome(taken, state),
    )


def add_fact(desk: Desk, unit: Unit, fact: Fact, year: int) -> RowId:
    """Write a fact inside a unit, and return its id; the cijfers compartment of its year must be there already."""
    # rank 0: the order of facts must not line up with the order of signals
    return unit.add(desk.store.facts, fact, compartment=figures_place(desk.store, year), rank=0).id


def renew_fact(desk: Desk, unit: Unit, signal: Stored[Signal], steps: Iterable[Step]) -> Stored[Signal]:
    """Bring the fact of a signal up to date inside a unit; `steps` are its own and those of its case.

    Who cannot read facts puts another in its place, and the signal is then of a next version, which is returned. The
    cijfers compartment of its year must be there already.
    """
    record = signal.opened
    if record.fact_id is None:
        return signal
    fact = unit.view(desk.store.facts).get(record.fact_id)
    renewed = fact_of(record, steps, signal.state, desk.rules)
    if fact.is_sealed:
        unit.remove(fact)
        fresh = add_fact(desk, unit, renewed, year_of(record))
        return unit.change(signal, record=record.model_copy(update={"fact_id": fresh}))
    if fact.opened != renewed:
        unit.change(fact, record=renewed, compartment=figures_place(desk.store, year_of(record)))
    return signal
