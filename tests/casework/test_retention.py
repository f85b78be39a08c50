"""What is due and from which day, keeping longer, destroying whole, and the figures that stay as they were."""

from datetime import date
from functools import partial

import pytest

from db.errors import NotAllowed, NotFound
from db.records.base import SEALED, CompartmentId, DossierId, RowId, State, Stored
from db.records.case import Case
from db.records.draft import Draft, Leftover
from db.records.meeting import Action, ActionStatus, Meeting, MeetingStatus, Note
from db.records.signal import Signal, StepKind
from db.replay import check_store
from db.roles import Deed
from keys.directory import Kind, Role
from mhtui.casework import agenda, live, planning
from mhtui.casework.cases import find_case, make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import CodenameTaken, InvalidForm, NotToDestroy, Problem, UnknownNumber
from mhtui.casework.figures import YearFigures, year_figures, years
from mhtui.casework.intake import find_signal, register
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.retention import Destroyed, Kept, destroy, due, find_kept, kept, postpone
from mhtui.casework.search import Index
from mhtui.casework.statement import ON_REQUEST, document, statement
from mhtui.casework.steps import take_step
from tests.casework.conftest import MEETING_DAY, START, SetClock, Sit
from tests.casework.forms import ADDED, SECRETS, form
from tests.judged import keep_all

CLOSED_ON = START.date()
DUE_ON = date(2031, 11, 22)
"""Sixty months later."""


@pytest.fixture
def case(af: Desk) -> Stored[Case]:
    """A case of two signals, closed today; a third signal stands alone and is open."""
    rows = [register(af, form(f"2026-{n}", f"Toelichting {n}. {SECRETS[1]} was er."), ADDED) for n in range(3)]
    made = make_case(af, rows[:2])
    take_step(af, made, StepKind.NO_FOLLOW_UP, text="te weinig om op door te gaan")
    return find_case(af, "C-2026-001")


@pytest.fixture
def later(case: Stored[Case], clock: SetClock) -> Stored[Case]:
    """The same on the day that it is due."""
    clock.to(DUE_ON)
    return case


def _destroy(desk: Desk, number: str = "C-2026-001") -> Destroyed:
    return destroy(desk, number, reason="de bewaartermijn is om", category="11.1")


def _figures(desk: Desk) -> list[YearFigures]:
    return [year_figures(desk, year) for year in years(desk)]


def test_a_term_ends_on_the_last_day_of_a_shorter_month(af: Desk, case: Stored[Case], clock: SetClock) -> None:
    """What is closed on 29 February may go on 28 February, five years later."""
    del case
    clock.to(date(2028, 2, 29))
    take_step(af, find_signal(af, "S-2026-003"), StepKind.NO_FOLLOW_UP, text="geen mensenhandel")
    assert find_kept(af, "S-2026-003").due_on == date(2033, 2, 28)


def test_what_is_due(af: Desk, case: Stored[Case], clock: SetClock) -> None:
    """Counted from the day it was closed; an open dossier is not in the list, a signal of a case neither."""
    line = Kept(case.opened.number, "casus", ("S-2026-001", "S-2026-002"), CLOSED_ON, CLOSED_ON, DUE_ON, "")
    assert kept(af) == (line,)
    clock.to(date(2031, 11, 21))
    assert due(af) == ()
    clock.to(DUE_ON)
    assert due(af) == (line,)


def test_a_signal_that_stands_alone(af: Desk, case: Stored[Case], clock: SetClock) -> None:
    """It has its own term, from its own closing; reopening takes it out of the list."""
    clock.to(date(2026, 12, 1))
    take_step(af, find_signal(af, "S-2026-003"), StepKind.NO_FOLLOW_UP, text="geen mensenhandel")
    assert [(each.number, each.kind, each.due_on) for each in kept(af)] == [
        ("C-2026-001", "casus", DUE_ON),
        ("S-2026-003", "signaal", date(2031, 12, 1)),
    ]
    take_step(af, find_case(af, case.opened.number), StepKind.REOPENED, text="toch")
    assert [each.number for each in kept(af)] == ["S-2026-003"]
    clock.to(date(2027, 1, 5))
    take_step(af, find_case(af, case.opened.number), StepKind.NO_FOLLOW_UP, text="nu echt")
    assert find_kept(af, "C-2026-001").due_on == date(2032, 1, 5)


@pytest.mark.usefixtures("later")
def test_keeping_one_longer(af: Desk, clock: SetClock) -> None:
    """With a reason, until a later day; it is in the logboek, and not destroyed before that day."""
    until = date(2033, 1, 1)
    line = postpone(af, "c-2026-001", until=until, reason="er loopt een rechtszaak")
    assert (line.due_on, line.reason) == (until, "er loopt een rechtszaak")
    assert find_kept(af, "C-2026-001") == line
    assert (due(af), [each.number for each in kept(af)]) == ((), ["C-2026-001"])
    entry = af.store.log(limit=1)[0]
    assert (entry.deed, entry.rows) == (Deed.POSTPONED, 1)
    with pytest.raises(NotToDestroy, match="in the way") as caught:
        _destroy(af)
    assert caught.value.why == "het mag pas weg op 01-01-2033"
    clock.to(until)
    assert _destroy(af).shredding.due_on == until
    assert check_store(af.store.location).sound


@pytest.mark.parametrize(
    "until, reason, field, what",
    [
        (DUE_ON, "x", "due_on", Problem.IN_THE_PAST),
        (date(2030, 1, 1), "x", "due_on", Problem.IN_THE_PAST),
        (date(2033, 1, 1), " ", "reason", Problem.MISSING),
        (date(2033, 1, 1), "x" * 501, "reason", Problem.TOO_LONG),
        (date(2033, 1, 1), "x\x1b[2J", "reason", Problem.UNKNOWN_VALUE),
    ],
)
def test_keeping_longer_is_refused(
    af: Desk, later: Stored[Case], until: date, reason: str, field: str, what: Problem
) -> None:
    """Without a reason, or not later than it already is; nothing is written."""
    before = af.store.change_mark()
    with pytest.raises(InvalidForm) as caught:
        postpone(af, later.opened.number, until=until, reason=reason)
    assert (caught.value.field, caught.value.what) == (field, what)
    assert af.store.change_mark() == before


def test_no_step_of_the_meldroute_keeps_longer(af: Desk, case: Stored[Case]) -> None:
    """Only as a decision about the bewaartermijn."""
    for subject in (case, find_signal(af, "S-2026-003")):
        with pytest.raises(InvalidForm) as caught:
            take_step(af, subject, StepKind.KEPT_LONGER, text="x", due_on=date(2033, 1, 1))
        assert caught.value.what is Problem.NOT_NOW


def test_destroyed_whole(af: Desk, later: Stored[Case]) -> None:
    """Nothing of it is found any more; the other signal, and every figure of every year, is as it was."""
    figures, other, index = _figures(af), find_signal(af, "S-2026-003"), Index.build(af)
    assert len(index.find(SECRETS[1])) == 3
    done = _destroy(af)
    assert (done.shredding.number, done.shredding.signals) == ("C-2026-001", ("S-2026-001", "S-2026-002"))
    assert (done.shredding.since, done.shredding.ended_on) == (CLOSED_ON, CLOSED_ON)
    assert done.left == (None if "postgres" in af.store.location else 0)
    for number in ("S-2026-001", "S-2026-002"):
        with pytest.raises(UnknownNumber):
            find_signal(af, number)
    with pytest.raises(UnknownNumber):
        find_case(af, "C-2026-001")
    with pytest.raises(NotFound):
        af.store.cases.get(later.id)
    assert (kept(af), find_signal(af, "S-2026-003")) == ((), other)
    assert _figures(af) == figures
    assert figures[0].total == 3
    assert check_store(af.store.location).sound
    index.follow()
    assert [hit.number for hit in index.find(SECRETS[1])] == ["S-2026-003"]


@pytest.mark.usefixtures("case")
def test_a_number_is_never_given_again(af: Desk, clock: SetClock, sit: Sit) -> None:
    """Not after the highest of the year was destroyed, by a program that never saw it, without the logboek either."""
    take_step(af, find_signal(af, "S-2026-003"), StepKind.NO_FOLLOW_UP, text="niets")
    codename = find_case(af, "C-2026-001").opened.codename
    clock.to(DUE_ON)
    for number in ("S-2026-003", "C-2026-001"):
        _destroy(af, number)
    clock.to(date(2026, 12, 24))
    fresh, zorg = sit(Role.AF), sit(Role.ZORG)
    assert zorg.store.log(limit=1)[0].detail is SEALED
    signal = register(zorg, form("nieuw", "Iets anders."), ADDED)
    assert signal.opened.number == "S-2026-004"
    made = make_case(fresh, [signal]).opened
    assert (made.number, made.codename == codename) == ("C-2026-002", False)
    with pytest.raises(CodenameTaken):
        make_case(fresh, [register(fresh, form("weer", "Weer anders."), ADDED)], codename=codename)


def test_erased_on_request(af: Desk, case: Stored[Case], clock: SetClock) -> None:
    """Before its term, through the same way, with its reason; it is told apart from what was due."""
    erase = partial(destroy, af, reason="een betrokkene vroeg om wissen", category="11.1", on_request=True)
    with pytest.raises(NotToDestroy):  # still open
        erase("S-2026-003")
    done = erase(case.opened.number)
    assert (done.shredding.on_request, done.shredding.due_on) == (True, DUE_ON)
    assert ON_REQUEST in document(statement(af, "C-2026-001")).markdown()
    take_step(af, find_signal(af, "S-2026-003"), StepKind.NO_FOLLOW_UP, text="niets")
    clock.to(DUE_ON)
    assert not erase("S-2026-003").shredding.on_request


def test_held_and_not_destroyed(af: Desk, later: Stored[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    """When destroying fails after its number was held, it is there as it was, and can be destroyed again."""
    with monkeypatch.context() as patch:
        patch.setattr("mhtui.casework.retention.shred", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            _destroy(af)
    assert find_case(af, later.opened.number).opened == later.opened
    assert [entry.deed for entry in af.store.log(limit=1)] == [Deed.NAMES_SPENT]
    assert _destroy(af).shredding.rows > 5


def test_who_may_not(case: Stored[Case], clock: SetClock, sit: Sit) -> None:
    """Only the aandachtsfunctionaris decides."""
    clock.to(DUE_ON)
    for role in (Role.OVERLEG, Role.KETEN, Role.ZORG):
        desk = sit(role)
        with pytest.raises((NotAllowed, UnknownNumber)):
            _destroy(desk)
        with pytest.raises((NotAllowed, UnknownNumber)):
            postpone(desk, case.opened.number, until=date(2033, 1, 1), reason="x")


@pytest.mark.parametrize(
    "reason, category, field", [("", "11.1", "reason"), ("x", "  ", "category"), ("x", "1" * 61, "category")]
)
def test_a_reason_and_a_category(af: Desk, later: Stored[Case], reason: str, category: str, field: str) -> None:
    """Both are asked for, and both have a size."""
    with pytest.raises(InvalidForm) as caught:
        destroy(af, later.opened.number, reason=reason, category=category)
    assert caught.value.field == field


def _why(desk: Desk, number: str = "C-2026-001", reason: str = "x") -> str:
    before = desk.store.change_mark()
    with pytest.raises(NotToDestroy) as caught:
        destroy(desk, number, reason=reason, category="11.1")
    assert desk.store.change_mark() == before
    return caught.value.why


def test_what_stands_in_the_way(af: Desk, later: Stored[Case]) -> None:
    """Part of a case, not closed, or a reason that would keep what must go."""
    assert _why(af, "s-2026-001") == "het hoort bij casus C-2026-001; neem die casus"
    assert _why(af, "S-2026-003") == "het is nog niet afgesloten"
    for named in (SECRETS[1], "dat heeft katarzyna verzonnen gevraagd", "bel 06-00000013"):
        assert _why(af, reason=named).startswith("de reden noemt iemand")
    assert find_case(af, "C-2026-001").id == later.id


def test_an_action_that_is_open(af: Desk, later: Stored[Case], place: CompartmentId) -> None:
    """Nothing that somebody still does goes unseen."""
    todo = Action(case_id=later.id, text="Bellen", owner="wijkagent", by="Overleg", at=af.now())
    with af.store.unit(Deed.ACTION_CHANGED) as unit:
        row = unit.add(af.store.actions, todo, compartment=place, dossier=later.dossier)
    assert "actie" in _why(af)
    with af.store.unit(Deed.ACTION_CHANGED) as unit:
        unit.change(row, record=todo.model_copy(update={"status": ActionStatus.DONE}), state=State.CLOSED)
    assert _destroy(af).shredding.rows > 5


def _meeting(desk: Desk) -> Stored[Meeting]:
    return next(row for row in desk.store.meetings.all() if row.opened.status is not MeetingStatus.CLOSED)


def test_on_the_agenda_and_after(af: Desk, table: Desk, place: CompartmentId, clock: SetClock) -> None:
    """While it waits for the table it stays; what the table wrote goes with it, and its besluitenlijst still opens."""
    signal = register(af, form(), ADDED)
    case = write_text(af, make_case(af, [signal]), "Betrokkene A werkt lange dagen.")
    release(af, keep_all(af, case), place, NO_TO_ALL)
    found = planning.next_meeting(af, place).id
    agenda.put_case(af, found, case.id)
    agenda.put_free(af, found, "Cameratoezicht")
    take_step(af, find_case(af, "C-2026-001"), StepKind.NO_FOLLOW_UP, text="niets")
    clock.to(DUE_ON)
    assert _why(af).startswith("het staat op de agenda")
    clock.to(MEETING_DAY)
    live.start(table, found)
    note = Note(case_id=case.id, text=f"{SECRETS[1]} zei iets.", by="Overleg", at=af.now())
    with af.store.unit(Deed.MEETING_CLOSED) as unit:
        left = Leftover(draft=Draft(note=note), place=RowId(place))
        kept_row = unit.add(af.store.leftovers, left, compartment=af.store.place(Kind.IDENTITEIT).id)
    live.close(table, found)
    clock.to(DUE_ON)
    assert "concept" in _why(af)
    with af.store.unit(Deed.LEFTOVER_JUDGED) as unit:
        unit.remove(kept_row)
    done = _destroy(af)
    assert done.shredding.rows > 4
    titles = [row.opened.title for row in af.store.items.all()]
    assert "Cameratoezicht" in titles
    assert list(af.store.items.all(dossier=DossierId(case.id))) == []
    assert check_store(af.store.location).sound


@pytest.mark.usefixtures("later")
def test_another_program_sees_it_go(af: Desk, sit: Sit) -> None:
    """What it had read before is not there any more, and does not open."""
    other = sit(Role.AF)
    seen: Stored[Signal] = find_signal(other, "S-2026-001")
    assert seen.opened.reporter
    _destroy(af)
    with pytest.raises(NotFound):
        other.store.signals.get(seen.id)
    with pytest.raises(UnknownNumber):
        find_signal(other, "S-2026-001")
