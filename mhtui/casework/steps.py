"""Taking a step with a signal or a case (STAP 1-6): a dated fact, never a status.

A step is added and never edited. What follows from it (open, waiting or closed; the next due day; the fact for the
figures) is brought up to date in the same unit of work.
"""

from datetime import date, timedelta
from typing import Final

from db.errors import NotAllowed
from db.records.base import Answer, State, Stored
from db.records.case import Case
from db.records.signal import Signal, Step, StepKind
from db.roles import Deed
from mhtui.casework.deadlines import awaited
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.family import Family, Subject, family_of, ordered, settle
from mhtui.casework.meldroute import RouteLine, checklist_of, checklist_of_case
from mhtui.casework.values import ValueList, require

LONGEST_TEXT: Final = 20_000
"""Characters in the text of a step."""
_STATE_AFTER: Final = {
    StepKind.MONITOR: State.WAITING,
    StepKind.NO_FOLLOW_UP: State.CLOSED,
    StepKind.CLOSED: State.CLOSED,
    StepKind.REOPENED: State.OPEN,
}
_AFTER_CLOSING: Final = frozenset({StepKind.FEEDBACK_RECEIVED, StepKind.FEEDBACK_GIVEN, StepKind.REOPENED})
_OF_PARTNER: Final = frozenset({StepKind.PARTNER_TOLD, StepKind.PARTNER_EXCEPTED, StepKind.FEEDBACK_RECEIVED})
_OF_DEPARTMENT: Final = frozenset({StepKind.DEPARTMENT_ASKED, StepKind.DEPARTMENT_ANSWERED})
_DERIVED_OUTCOMES: Final = frozenset({"open", "monitoren"})


def steps_of(desk: Desk, subject: Subject) -> tuple[Stored[Step], ...]:
    """Return the steps of a signal or case itself, in the order in which they were taken."""
    return ordered(list(desk.store.steps.all(dossier=subject.dossier)))


def lines_of(desk: Desk, subject: Subject) -> tuple[RouteLine, ...]:
    """Return the checklist of a signal, with the steps of its case, or of a case over all its signals."""
    return _lines(desk, subject, family_of(desk, subject))


def _lines(desk: Desk, subject: Subject, family: Family) -> tuple[RouteLine, ...]:
    if isinstance(subject.opened, Case):
        return checklist_of_case(family.parts(), family.steps_of_case(), desk.rules)
    signal = next(row for row in family.signals if row.id == subject.id)
    return checklist_of(signal.opened, family.steps_for(signal), desk.rules)


def _check_names(desk: Desk, step: Step) -> None:
    """Raise `InvalidForm` when a step names a partner, department or outcome that does not exist."""
    if step.kind in _OF_PARTNER and desk.rules.partner_of(step.partner) is None:
        raise InvalidForm("partner", Problem.UNKNOWN_VALUE)
    if step.kind in _OF_DEPARTMENT and desk.rules.department_of(step.partner) is None:
        raise InvalidForm("partner", Problem.UNKNOWN_VALUE)
    if step.outcome:
        require(ValueList.OUTCOME, step.outcome, desk.today(), "outcome")
    if step.outcome in _DERIVED_OUTCOMES:
        raise InvalidForm("outcome", Problem.UNKNOWN_VALUE)
    if len(step.text) > LONGEST_TEXT:
        raise InvalidForm("text", Problem.TOO_LONG)


def _check_due(desk: Desk, step: Step) -> None:
    if step.kind is StepKind.MONITOR and step.due_on is None:
        raise InvalidForm("due_on", Problem.MISSING)
    if step.due_on is not None and step.due_on < desk.today():
        raise InvalidForm("due_on", Problem.IN_THE_PAST)


def _check_reason(desk: Desk, subject: Subject, step: Step, family: Family) -> None:
    """Raise `InvalidForm` when an exception or an ending is not explained.

    Closing needs STAP 6 done and every duty answered, or a reason in words.
    """
    if step.text.strip():
        return
    if step.kind in {StepKind.PARTNER_EXCEPTED, StepKind.NO_FOLLOW_UP, StepKind.REOPENED}:
        raise InvalidForm("text", Problem.REASON_NEEDED)
    if step.kind is StepKind.CLOSED:
        told = any(known.kind is StepKind.FEEDBACK_GIVEN for known in family.steps)
        if not told or any(line.waits for line in _lines(desk, subject, family)):
            raise InvalidForm("text", Problem.REASON_NEEDED)


def _check_moment(subject: Subject, step: Step, family: Family) -> None:
    """Raise `InvalidForm` when the step does not fit where the family is."""
    if step.kind is StepKind.KEPT_LONGER or (family.state is State.CLOSED and step.kind not in _AFTER_CLOSING):
        raise InvalidForm("kind", Problem.NOT_NOW)
    if family.state is State.OPEN and step.kind is StepKind.REOPENED:
        raise InvalidForm("kind", Problem.NOT_NOW)
    if step.kind in _STATE_AFTER and family.case is not None and isinstance(subject.opened, Signal):
        raise InvalidForm("kind", Problem.NOT_NOW)
    if step.kind is StepKind.FEEDBACK_RECEIVED and step.partner not in {each.partner for each in awaited(family.steps)}:
        raise InvalidForm("partner", Problem.NOT_NOW)
    about = [row.opened for row in family.signals if isinstance(subject.opened, Case) or row.id == subject.id]
    if step.kind is StepKind.RECORDED and any(signal.urgent is Answer.UNKNOWN for signal in about):
        raise InvalidForm("urgent", Problem.MISSING)


def _completed(desk: Desk, step: Step) -> Step:
    """Fill in what a step has when nothing else was said: when terugkoppeling is due, and how it ended."""
    if step.kind is StepKind.PARTNER_TOLD and step.due_on is None:
        due_on = desk.today() + timedelta(days=desk.rules.terugkoppeling_dagen)
        return step.model_copy(update={"due_on": due_on})
    if step.outcome or step.kind not in {StepKind.CLOSED, StepKind.NO_FOLLOW_UP}:
        return step
    return step.model_copy(update={"outcome": "afgerond" if step.kind is StepKind.CLOSED else "geen_vervolg"})


def take_step(
    desk: Desk,
    subject: Subject,
    kind: StepKind,
    *,
    partner: str = "",
    text: str = "",
    due_on: date | None = None,
    outcome: str = "",
) -> Stored[Step]:
    """Record a step with a signal or a case, and what follows from it.

    `partner` is the code of a partner or a department; `due_on` when terugkoppeling is due (without one: the term of
    the rules) or until when to monitor; `outcome` a code of the list uitkomst. Raises `InvalidForm`, `NotAllowed`.
    """
    if subject.compartment != desk.identity:
        raise NotAllowed("this dossier belongs to another identiteit")
    asked = Step(
        subject_id=subject.id, kind=kind, at=desk.now(), partner=partner, text=text, outcome=outcome, due_on=due_on
    )
    step = _completed(desk, asked)
    _check_names(desk, step)
    _check_due(desk, step)
    with desk.store.unit(Deed.STEP_ADDED, subject=subject.opened.number, text=kind.value) as unit:
        family = family_of(desk, subject, unit)
        _check_reason(desk, subject, step, family)
        _check_moment(subject, step, family)
        added = unit.add(desk.store.steps, step, compartment=subject.compartment, dossier=subject.dossier)
        settle(desk, unit, family.with_step(added), _STATE_AFTER.get(kind, family.state))
        return added
