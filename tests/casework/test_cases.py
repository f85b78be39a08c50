"""Signals are linked to a case and taken out again; the case has a number and a codename of its own."""

import threading

import pytest

from db.errors import NotAllowed, StaleVersion
from db.records.base import State, Stored
from db.records.signal import Signal, StepKind
from db.replay import check_store
from keys.directory import Role
from mhtui.casework import codenames, release
from mhtui.casework.cases import (
    case_of,
    find_case,
    free_codenames,
    link,
    make_case,
    set_form,
    signals_of,
    split,
    write_text,
)
from mhtui.casework.desk import Desk
from mhtui.casework.errors import CodenameTaken, InvalidForm, Problem, UnknownNumber
from mhtui.casework.intake import find_signal, register, revise
from mhtui.casework.steps import take_step
from tests.casework.conftest import Sit
from tests.casework.forms import ADDED, form


def take_in(desk: Desk, count: int) -> list[Stored[Signal]]:
    """Take in some signals."""
    return [register(desk, form(narrative=f"verhaal {number}"), ADDED) for number in range(count)]


def test_a_case_of_two_signals(af: Desk) -> None:
    """Number, codename and form; each signal knows its case and the case its signals."""
    one, other, alone = take_in(af, 3)
    case = make_case(af, [one, other])
    assert (case.opened.number, case.opened.codename, case.opened.exploitation_form) == ("C-2026-001", "Wilg", "arbeid")
    assert find_case(af, "c-2026-001") == case
    assert [row.opened.number for row in signals_of(af, case)] == ["S-2026-001", "S-2026-002"]
    assert case_of(af, one) == case
    assert case_of(af, alone) is None
    assert check_store(af.store.location).sound


def test_signals_that_disagree_leave_the_form_open(af: Desk) -> None:
    """The program does not choose; the aandachtsfunctionaris does."""
    one, other = take_in(af, 2)
    other = revise(af, other, other.opened.model_copy(update={"exploitation_form": "seksueel"}))
    case = make_case(af, [one, other])
    assert case.opened.exploitation_form == "onbekend"
    assert set_form(af, case, "seksueel").opened.exploitation_form == "seksueel"


def test_another_program_sees_the_case_at_once(sit: Sit) -> None:
    """What one session keeps at hand follows the log."""
    mine, theirs = sit(Role.AF), sit(Role.AF)
    (signal,) = take_in(mine, 1)
    assert case_of(theirs, signal) is None
    case = make_case(mine, [signal])
    found = case_of(theirs, signal)
    assert found is not None
    assert found.id == case.id
    assert find_case(theirs, "C-2026-001").opened.codename == "Wilg"


def test_two_programs_at_once_give_other_numbers_and_names(sit: Sit) -> None:
    """Both are worked out where the other cannot write."""
    desks = [sit(Role.AF), sit(Role.AF)]
    signals = take_in(desks[0], 12)

    def make(desk: Desk, mine: list[Stored[Signal]]) -> None:
        for signal in mine:
            make_case(desk, [signal])

    threads = [threading.Thread(target=make, args=(desk, signals[who::2])) for who, desk in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = [row.opened for row in desks[0].store.cases.all()]
    assert sorted(case.number for case in made) == [f"C-2026-{count:03d}" for count in range(1, 13)]
    assert sorted(case.codename for case in made) == sorted(codenames.names()[:12])


def test_a_codename_of_choice(af: Desk) -> None:
    """From the list, and only while nobody has or had it."""
    one, other = take_in(af, 2)
    case = make_case(af, [one], codename="Zwaluw")
    take_step(af, case, StepKind.CLOSED, text="klaar")
    assert "Zwaluw" not in free_codenames(af, 300)
    with pytest.raises(CodenameTaken):
        make_case(af, [other], codename="Zwaluw")
    with pytest.raises(InvalidForm) as caught:
        make_case(af, [other], codename="Katarzyna")
    assert caught.value.field == "codename"
    assert af.store.cases.count() == 1


def test_a_signal_belongs_to_one_case(af: Desk) -> None:
    """And a case has at least one signal; nothing is left behind by a refusal."""
    one, other = take_in(af, 2)
    case = make_case(af, [one])
    for wrong in ([one, other], [], [other, other]):
        with pytest.raises(InvalidForm):
            make_case(af, wrong)
    with pytest.raises(InvalidForm):
        link(af, make_case(af, [other]), one)
    with pytest.raises(InvalidForm) as caught:
        split(af, case, one)
    assert (caught.value.field, caught.value.what) == ("signals", Problem.NOT_NOW)
    assert af.store.cases.count() == 2


def test_linking_and_splitting_withdraw_what_was_released(af: Desk) -> None:
    """The table judged another dossier; the reason says which signal."""
    one, other = take_in(af, 2)
    place = af.series_places()[0].id

    def released() -> bool:
        case = write_text(af, find_case(af, "C-2026-001"), "Betrokkene A")
        release.release(af, case, place, release.NO_TO_ALL)
        return release.current(af, case.id, place) is not None

    case = make_case(af, [one])
    assert released()
    link(af, case, other)
    assert release.current(af, case.id, place) is None
    assert released()
    split(af, case, other)
    assert release.current(af, case.id, place) is None
    reasons = [row.opened.withdrawn_reason for row in release.history(af, case.id)]
    assert sorted(reasons) == ["signaal S-2026-002 gekoppeld", "signaal S-2026-002 losgemaakt"]
    assert [row.opened.number for row in signals_of(af, case)] == ["S-2026-001"]
    assert case_of(af, other) is None
    assert check_store(af.store.location).sound


def test_a_signal_follows_the_state_of_its_case(af: Desk) -> None:
    """Linked to a closed case it is closed; split off it is open again, and its fact says so."""
    one, other, third = take_in(af, 3)
    case = make_case(af, [one, other])
    take_step(af, case, StepKind.NO_FOLLOW_UP, text="elders", outcome="elders_bekend")
    link(af, case, third)
    assert {row.state for row in af.store.signals.all()} == {State.CLOSED}
    assert {row.opened.outcome for row in af.store.facts.all()} == {"elders_bekend"}
    split(af, case, third)
    assert find_signal(af, "S-2026-003").state is State.OPEN
    fact_id = third.opened.fact_id
    assert fact_id is not None
    assert af.store.facts.get(fact_id).opened.outcome == "open"


def test_a_text_keeps_its_other_half(af: Desk) -> None:
    """An edit of an older row is told, with their row; the same text again is no edit."""
    (signal,) = take_in(af, 1)
    case = make_case(af, [signal])
    written = write_text(af, case, "Betrokkene A")
    mark = af.store.change_mark()
    assert write_text(af, written, "Betrokkene A") == written
    assert af.store.change_mark() == mark
    with pytest.raises(StaleVersion):
        write_text(af, case, "iets anders")
    with pytest.raises(InvalidForm):
        write_text(af, written, "x" * 200_001)
    assert find_case(af, "C-2026-001").opened.draft_text == "Betrokkene A"


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN])
def test_the_table_makes_and_finds_no_cases(af: Desk, sit: Sit, role: Role) -> None:
    """Refused before anything is read."""
    (signal,) = take_in(af, 1)
    case = make_case(af, [signal])
    table = sit(role)
    with pytest.raises(NotAllowed):
        find_case(table, "C-2026-001")
    with pytest.raises(NotAllowed):
        make_case(table, [signal])
    with pytest.raises(NotAllowed):
        write_text(table, case, "x")


def test_an_unknown_number_is_told(af: Desk) -> None:
    """Also the number of a signal."""
    take_in(af, 1)
    for number in ("C-2026-001", "S-2026-001", "Wilg"):
        with pytest.raises(UnknownNumber):
            find_case(af, number)
