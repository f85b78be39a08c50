"""A step is added, and state, due day and fact follow from it in the same unit of work."""

from datetime import date

import pytest

from db.errors import NotAllowed
from db.records.base import Answer, State, Stored
from db.records.case import Case
from db.records.office import Fact
from db.records.signal import Signal, StepKind
from db.replay import check_store
from keys.directory import Role
from mhtui.casework import cases
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.family import case_of_signal
from mhtui.casework.intake import find_signal, register
from mhtui.casework.steps import lines_of, steps_of, take_step
from tests.casework.conftest import SetClock, Sit
from tests.casework.forms import ADDED, form


@pytest.fixture
def signal(af: Desk) -> Stored[Signal]:
    """A signal of which everything is answered."""
    return register(af, form(), ADDED)


def again(desk: Desk) -> Stored[Signal]:
    """Return the first signal as it is now."""
    return find_signal(desk, "S-2026-001")


def fact(desk: Desk) -> Fact:
    """Return the one fact there is."""
    return next(desk.store.facts.all()).opened


def test_telling_a_partner_asks_terugkoppeling(af: Desk, signal: Stored[Signal]) -> None:
    """With the term of the rules when no other was agreed; the signal is due on that day (STAP 5)."""
    step = take_step(af, signal, StepKind.PARTNER_TOLD, partner="zorgcoordinator", text="per beveiligde mail")
    assert step.opened.due_on == date(2026, 12, 6)
    assert (again(af).state, again(af).due_on) == (State.OPEN, date(2026, 12, 6))
    assert [row.opened.text for row in steps_of(af, signal)] == ["per beveiligde mail"]


def test_the_first_day_counts_and_an_answer_ends_it(af: Desk, signal: Stored[Signal]) -> None:
    """The subject is due on the earliest day that is still awaited."""
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="zorgcoordinator", due_on=date(2026, 12, 1))
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="nla", due_on=date(2026, 11, 30))
    assert again(af).due_on == date(2026, 11, 30)
    take_step(af, signal, StepKind.FEEDBACK_RECEIVED, partner="nla", text="opgepakt")
    assert again(af).due_on == date(2026, 12, 1)
    take_step(af, signal, StepKind.FEEDBACK_RECEIVED, partner="zorgcoordinator")
    assert again(af).due_on is None


def test_a_melding_is_counted_once_somebody_outside_was_told(af: Desk, signal: Stored[Signal]) -> None:
    """A colleague in the house is no melding (Lopik, Monitoring)."""
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="meldcode")
    assert fact(af).reported_to_partner is Answer.UNKNOWN
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="zorgcoordinator")
    assert fact(af).reported_to_partner is Answer.YES


def test_monitoring_waits_until_its_day(af: Desk, signal: Stored[Signal]) -> None:
    """And is counted as such; taking it up again opens it."""
    take_step(af, signal, StepKind.MONITOR, due_on=date(2026, 12, 15))
    assert (again(af).state, again(af).due_on, fact(af).outcome) == (State.WAITING, date(2026, 12, 15), "monitoren")
    take_step(af, signal, StepKind.REOPENED, text="nieuwe melding van de wijkagent")
    assert (again(af).state, again(af).due_on, fact(af).outcome) == (State.OPEN, None, "open")


def test_an_ending_is_counted_with_its_reason(af: Desk, signal: Stored[Signal]) -> None:
    """Geen vervolg has a code for the figures and words for the file; nothing is due any more."""
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="zorgcoordinator")
    take_step(af, signal, StepKind.NO_FOLLOW_UP, text="mensensmokkel", outcome="geen_mensenhandel")
    assert (again(af).state, again(af).due_on, fact(af).outcome) == (State.CLOSED, None, "geen_mensenhandel")
    assert check_store(af.store.location).sound


def test_closed_without_a_melding_is_counted_as_none(af: Desk, signal: Stored[Signal]) -> None:
    """Only then is it known that it did not lead to one."""
    take_step(af, signal, StepKind.NO_FOLLOW_UP, text="te weinig om op door te gaan")
    assert (fact(af).reported_to_partner, fact(af).outcome) == (Answer.NO, "geen_vervolg")


def test_closing_needs_the_last_step_or_a_reason(af: Desk, signal: Stored[Signal]) -> None:
    """STAP 6 done and every duty answered; or words that say why not."""

    def refused() -> bool:
        with pytest.raises(InvalidForm) as caught:
            take_step(af, signal, StepKind.CLOSED)
        return (caught.value.field, caught.value.what) == ("text", Problem.REASON_NEEDED)

    assert refused()
    take_step(af, signal, StepKind.FEEDBACK_GIVEN)
    assert refused()
    for line in lines_of(af, signal):
        if line.waits:
            take_step(af, signal, StepKind.PARTNER_TOLD, partner=line.partner)
    take_step(af, signal, StepKind.CLOSED)
    assert (again(af).state, fact(af).outcome) == (State.CLOSED, "afgerond")


Refused = tuple[StepKind, dict[str, object], str, Problem]

REFUSED: list[Refused] = [
    (StepKind.PARTNER_TOLD, {"partner": "buurman"}, "partner", Problem.UNKNOWN_VALUE),
    (StepKind.PARTNER_TOLD, {}, "partner", Problem.UNKNOWN_VALUE),
    (StepKind.DEPARTMENT_ASKED, {"partner": "nla"}, "partner", Problem.UNKNOWN_VALUE),
    (StepKind.PARTNER_EXCEPTED, {"partner": "meldcode", "text": " "}, "text", Problem.REASON_NEEDED),
    (StepKind.NO_FOLLOW_UP, {}, "text", Problem.REASON_NEEDED),
    (StepKind.NO_FOLLOW_UP, {"text": "x", "outcome": "open"}, "outcome", Problem.UNKNOWN_VALUE),
    (StepKind.NO_FOLLOW_UP, {"text": "x", "outcome": "feest"}, "outcome", Problem.UNKNOWN_VALUE),
    (StepKind.MONITOR, {}, "due_on", Problem.MISSING),
    (StepKind.MONITOR, {"due_on": date(2026, 11, 21)}, "due_on", Problem.IN_THE_PAST),
    (StepKind.FEEDBACK_RECEIVED, {"partner": "nla"}, "partner", Problem.NOT_NOW),
    (StepKind.REOPENED, {"text": "x"}, "kind", Problem.NOT_NOW),
    (StepKind.KNOWN_CHECKED, {"text": "x" * 20_001}, "text", Problem.TOO_LONG),
]
"""Steps that cannot be, with the field that is wrong and what is wrong with it."""


def test_a_step_that_cannot_be(af: Desk, signal: Stored[Signal]) -> None:
    """Refused with the field; nothing is added."""

    def told(kind: StepKind, extra: dict[str, object]) -> tuple[str, Problem]:
        with pytest.raises(InvalidForm) as caught:
            take_step(af, signal, kind, **extra)  # type: ignore[arg-type] # a table of wrong arguments
        return caught.value.field, caught.value.what

    assert [(kind, extra, *told(kind, extra)) for kind, extra, _, _ in REFUSED] == REFUSED
    assert steps_of(af, signal) == ()


def test_spoed_is_answered_before_recording(af: Desk) -> None:
    """Vastgelegd says that somebody looked whether it can wait."""
    stored = register(af, form())
    with pytest.raises(InvalidForm) as caught:
        take_step(af, stored, StepKind.RECORDED)
    assert (caught.value.field, caught.value.what) == ("urgent", Problem.MISSING)


def test_after_closing_only_terugkoppeling_is_left(af: Desk, signal: Stored[Signal]) -> None:
    """What comes in late is still recorded."""
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="nla")
    take_step(af, signal, StepKind.CLOSED, text="klaar")
    with pytest.raises(InvalidForm):
        take_step(af, signal, StepKind.PARTNER_TOLD, partner="zorgcoordinator")
    take_step(af, signal, StepKind.FEEDBACK_RECEIVED, partner="nla")
    assert again(af).state is State.CLOSED


def test_a_step_is_added_to_what_is_not_to_what_was_on_the_screen(af: Desk, signal: Stored[Signal]) -> None:
    """An older row of the subject takes a step all the same, and undoes nothing."""
    take_step(af, signal, StepKind.MONITOR, due_on=date(2026, 12, 15))
    take_step(af, signal, StepKind.KNOWN_CHECKED)
    assert (again(af).state, again(af).due_on) == (State.WAITING, date(2026, 12, 15))


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN])
def test_the_table_takes_no_steps(af: Desk, signal: Stored[Signal], sit: Sit, role: Role) -> None:
    """Refused, also with a row that was opened by another session."""
    with pytest.raises(NotAllowed):
        take_step(sit(role), signal, StepKind.KNOWN_CHECKED)
    assert af.store.steps.count() == 0


@pytest.fixture
def case(af: Desk, signal: Stored[Signal]) -> Stored[Case]:
    """A case of two signals."""
    return cases.make_case(af, [signal, register(af, form(narrative="tweede"), ADDED)])


def test_a_step_of_the_case_counts_for_its_signals(af: Desk, case: Stored[Case]) -> None:
    """One telling, two meldingen; closing closes all and is counted for all."""
    take_step(af, case, StepKind.PARTNER_TOLD, partner="zorgcoordinator")
    assert {row.opened.reported_to_partner for row in af.store.facts.all()} == {Answer.YES}
    assert {row.due_on for row in af.store.signals.all()} == {date(2026, 12, 6)}
    take_step(af, case, StepKind.NO_FOLLOW_UP, text="elders opgepakt", outcome="elders_bekend")
    assert {row.state for row in af.store.signals.all()} == {State.CLOSED}
    assert {row.opened.outcome for row in af.store.facts.all()} == {"elders_bekend"}
    assert check_store(af.store.location).sound


def test_terugkoppeling_on_the_case_answers_what_its_signal_asked(
    af: Desk, signal: Stored[Signal], case: Stored[Case]
) -> None:
    """The family waits as one."""
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="nla")
    assert af.store.cases.get(case.id).due_on == date(2026, 12, 6)
    take_step(af, case, StepKind.FEEDBACK_RECEIVED, partner="nla")
    assert af.store.cases.get(case.id).due_on is None
    assert again(af).due_on is None


def test_a_signal_of_a_case_does_not_end_by_itself(af: Desk, signal: Stored[Signal], case: Stored[Case]) -> None:
    """It is split off first."""
    assert case_of_signal(af, signal.id) == case.id
    with pytest.raises(InvalidForm) as caught:
        take_step(af, signal, StepKind.CLOSED, text="klaar")
    assert caught.value.what is Problem.NOT_NOW


def test_the_moment_of_a_step_is_that_of_the_clock(af: Desk, signal: Stored[Signal], clock: SetClock) -> None:
    """And the order is that of taking them."""
    take_step(af, signal, StepKind.RECORDED)
    clock.forward(hours=3)
    take_step(af, signal, StepKind.KNOWN_CHECKED)
    assert [row.opened.at.hour for row in steps_of(af, signal)] == [9, 12]
