"""The checklist of STAP 4 and 5: which partner is to be told of a signal, and which was.

Pure: signal and steps in, lines out. In every rule with force direct or altijd, onbekend counts as yes until somebody
answers; such a line is never switched off, only answered with a date or an explained exception (design, meldroute).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from db.records.base import Answer
from db.records.signal import AgeBand, Person, Signal, Step, StepKind
from mhtui.casework.routing import Condition, Force, Rule, Rules, rules_named
from mhtui.casework.values import UNKNOWN

_YOUNG: Final = frozenset({AgeBand.UNDER_18, AgeBand.FROM_18_TO_22})
_ADULT: Final = frozenset({AgeBand.FROM_18_TO_22, AgeBand.FROM_23})
_ANSWERS: Final = frozenset({StepKind.PARTNER_TOLD, StepKind.PARTNER_EXCEPTED})


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One partner on the checklist."""

    partner: str
    """Code in the register."""
    label: str
    force: Force
    done_on: date | None
    """The day the partner was told, or the exception was explained."""
    excepted: bool
    text: str
    """What to do while it is open; what was said, with the time for direct, once it is done."""
    unsure: bool = False
    """It stands here because something is onbekend."""

    @property
    def answered(self) -> bool:
        """Whether somebody told this partner or explained why not."""
        return self.done_on is not None

    @property
    def waits(self) -> bool:
        """Whether this line still asks for an answer."""
        return self.force.is_duty and not self.answered


def _any_of(answers: Sequence[Answer]) -> Answer:
    """Yes when one is yes, no only when there is at least one and all are no."""
    if Answer.YES in answers:
        return Answer.YES
    return Answer.UNKNOWN if not answers or Answer.UNKNOWN in answers else Answer.NO


def _age_in(person: Person, bands: frozenset[AgeBand]) -> Answer:
    if person.age is AgeBand.UNKNOWN:
        return Answer.UNKNOWN
    return Answer.YES if person.age in bands else Answer.NO


def age_of_victim(signal: Signal, bands: frozenset[AgeBand]) -> Answer:
    """Answer whether somebody who may be a victim has an age in these bands."""
    return _any_of([_age_in(person, bands) for person in signal.persons if person.victim is not Answer.NO])


def _form_is(signal: Signal, form: str) -> Answer:
    if signal.exploitation_form == UNKNOWN:
        return Answer.UNKNOWN
    return Answer.YES if signal.exploitation_form == form else Answer.NO


_ANSWER_TO: Final[Mapping[Condition, Callable[[Signal], Answer]]] = {
    Condition.ANY: lambda _: Answer.YES,
    Condition.URGENT: lambda signal: signal.urgent,
    Condition.UNDERMINING: lambda signal: signal.undermining,
    Condition.VICTIM: lambda signal: _any_of([person.victim for person in signal.persons]),
    Condition.UNDER_23: lambda signal: age_of_victim(signal, _YOUNG),
    Condition.FROM_18: lambda signal: age_of_victim(signal, _ADULT),
    Condition.SEXUAL: lambda signal: _form_is(signal, "seksueel"),
    Condition.LABOUR: lambda signal: _form_is(signal, "arbeid"),
    Condition.CRIMINAL: lambda signal: _form_is(signal, "crimineel"),
    Condition.ORGAN: lambda signal: _form_is(signal, "orgaan"),
}


def _applies(rule: Rule, answers: Mapping[Condition, Answer]) -> Answer:
    """Answer whether everything a rule looks at holds: nee when one thing is nee, ja when all are ja."""
    found = Answer.YES
    for condition in rule.wanneer:
        answer = answers[condition]
        if answer is Answer.NO:
            return Answer.NO
        if answer is Answer.UNKNOWN:
            found = Answer.UNKNOWN
    return found


@lru_cache(maxsize=1024)
def _open_lines(given: tuple[Answer, ...], rules: Rules) -> tuple[RouteLine, ...]:
    """Return one line a partner, of the strongest rule that applies, strongest first.

    Thousands of signals are answered in few different ways: each is worked out once.
    """
    answers = dict(zip(_ANSWER_TO, given, strict=True))
    lines: dict[str, RouteLine] = {}
    for rule, partner in rules.strongest_first:
        if partner.code in lines:
            continue
        answer = _applies(rule, answers)
        unsure = answer is Answer.UNKNOWN
        if answer is Answer.NO or (unsure and not rule.kracht.unknown_counts):
            continue
        lines[partner.code] = RouteLine(
            partner.code, partner.naam, rule.kracht, None, excepted=False, text=rule.toelichting, unsure=unsure
        )
    return _strongest_first(lines.values())


def _strongest_first(lines: Iterable[RouteLine]) -> tuple[RouteLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.force.strength))


def _answered(line: RouteLine, step: Step) -> RouteLine:
    told_at = step.at.strftime("%H:%M") if line.force is Force.DIRECT else ""
    text = " ".join(part for part in (told_at, step.text) if part)
    return replace(line, done_on=step.at.date(), excepted=step.kind is StepKind.PARTNER_EXCEPTED, text=text)


def checklist_of(signal: Signal, steps: Iterable[Step], rules: Rules) -> tuple[RouteLine, ...]:
    """Return the lines of a signal, strongest first; who was told without a rule stands at the end."""
    waiting = _open_lines(tuple(answer(signal) for answer in _ANSWER_TO.values()), rules)
    answering = [step for step in steps if step.kind in _ANSWERS]
    if not answering:
        return waiting
    lines = {line.partner: line for line in waiting}
    for step in sorted(answering, key=lambda step: step.at):
        partner = rules.partner_of(step.partner)
        label = partner.naam if partner else step.partner
        line = lines.get(step.partner) or RouteLine(step.partner, label, Force.MAY, None, excepted=False, text="")
        lines[step.partner] = _answered(line, step)
    return _strongest_first(lines.values())


def checklist(signal: Signal, steps: Iterable[Step], rules_name: str) -> tuple[RouteLine, ...]:
    """Return the lines of a signal under the rules with this name; raises `InvalidData`."""
    return checklist_of(signal, steps, rules_named(rules_name))


def checklist_of_case(
    signals: Iterable[tuple[Signal, Iterable[Step]]], case_steps: Iterable[Step], rules: Rules
) -> tuple[RouteLine, ...]:
    """Return the lines of a case: what any of its signals asks for, done when it is done for each of them.

    A step of the case counts for all its signals, a step of a signal for that signal alone.
    """
    of_case = tuple(case_steps)
    parts = tuple(signals)
    if len(parts) == 1:
        return checklist_of(parts[0][0], (*parts[0][1], *of_case), rules)
    merged: dict[str, RouteLine] = {}
    for signal, steps in parts:
        for line in checklist_of(signal, (*steps, *of_case), rules):
            known = merged.get(line.partner)
            merged[line.partner] = line if known is None else _both(known, line)
    return _strongest_first(merged.values())


def _both(one: RouteLine, other: RouteLine) -> RouteLine:
    strongest = min(one, other, key=lambda line: line.force.strength)
    waiting = next((line for line in (one, other) if not line.answered), None)
    shown = waiting if waiting is not None and waiting.force.is_duty else strongest
    return replace(shown, force=strongest.force, unsure=one.unsure or other.unsure)
