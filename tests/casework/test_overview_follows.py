"""Overzicht keeps its lines and follows the log: always what reading everything would give, without reading it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from db.errors import NotAllowed, StorageFailure
from db.records.base import Answer, CompartmentId, State
from db.records.meeting import AgendaItem, ItemKind, ItemStatus, Meeting
from db.records.signal import StepKind
from db.roles import Deed
from keys.directory import Role
from keys.errors import Locked
from mhtui.casework import books, overview_lines
from mhtui.casework.books import Books
from mhtui.casework.cases import link, make_case, split, write_text
from mhtui.casework.caseview import case_list
from mhtui.casework.desk import Desk
from mhtui.casework.intake import Added, find_signal, register, revise
from mhtui.casework.overview import Overview, overview
from mhtui.casework.release import NO_TO_ALL, release, withdraw
from mhtui.casework.steps import take_step
from tests.casework.conftest import SetClock, Sit
from tests.casework.forms import ADDED, form


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    """The desks that read everything, in order."""
    found: list[Desk] = []
    read = books.read_books

    def counted(desk: Desk, tell: books.Progress | None = None) -> Books:
        found.append(desk)
        return read(desk, tell=tell)

    monkeypatch.setattr(overview_lines, "read_books", counted)
    return found


def _work(af: Desk, place: CompartmentId) -> Iterator[str]:
    """Change one thing after the other, in every way there is; say what was changed."""
    one, two, three = (register(af, form(narrative=f"verhaal {n}"), ADDED) for n in range(3))
    yield "taken in"
    one = revise(af, one, one.opened.model_copy(update={"urgent": Answer.YES}))
    yield "spoed"
    take_step(af, two, StepKind.PARTNER_TOLD, partner="zorgcoordinator")
    yield "told"
    case = make_case(af, [one, two])
    yield "case made"
    link(af, case, three)
    yield "linked"
    write_text(af, af.store.cases.get(case.id), "Betrokkene A")
    yield "text"
    split(af, af.store.cases.get(case.id), find_signal(af, one.opened.number))
    yield "split"
    release(af, af.store.cases.get(case.id), place, NO_TO_ALL)
    yield "released"
    with af.store.unit(Deed.MEETING_PLANNED) as unit:
        series = next(iter(af.store.series.all(compartment=place)))
        day = af.today() + timedelta(days=3)
        meeting = unit.add(af.store.meetings, Meeting(series_id=series.id, on=day, title="Overleg"), compartment=place)
        item = AgendaItem(meeting_id=meeting.id, kind=ItemKind.CASE, title="", case_id=case.id)
        added = unit.add(af.store.items, item, compartment=place, dossier=case.dossier)
    yield "on the agenda"
    with af.store.unit(Deed.AGENDA_CHANGED) as unit:
        unit.change(added, record=item.model_copy(update={"status": ItemStatus.DISCUSSED}))
    yield "discussed"
    withdraw(af, af.store.cases.get(case.id), "melder herkend")
    yield "withdrawn"
    take_step(af, af.store.cases.get(case.id), StepKind.MONITOR, due_on=date(2027, 1, 15))
    yield "waiting"
    take_step(af, af.store.cases.get(case.id), StepKind.CLOSED, text="klaar")
    yield "closed"
    take_step(af, af.store.cases.get(case.id), StepKind.REOPENED, text="toch niet")
    yield "opened again"
    take_step(af, find_signal(af, one.opened.number), StepKind.NO_FOLLOW_UP, text="elders")
    yield "no follow-up"


def test_it_is_always_what_reading_everything_gives(
    af: Desk, sit: Sit, place: CompartmentId, readings: list[Desk]
) -> None:
    """Every kind of change by another program, one by one: the same lines in the same order, read once."""
    other, seen = sit(Role.AF), list[tuple[str, Overview]]()
    overview(af)
    for changed in _work(other, place):
        found = overview(af)
        assert (changed, found) == (changed, overview(Desk(other.store)))
        seen.append((changed, found))
    assert readings.count(af) == 1
    unseen = [changed for (_, before), (changed, after) in pairwise(seen) if before == after]
    assert unseen == ["text"]  # other things come first on that line


def test_casussen_are_those_that_reading_everything_gives(
    af: Desk, sit: Sit, place: CompartmentId, readings: list[Desk]
) -> None:
    """What Overzicht keeps serves the list of cases under way too: the same lines, with nothing read again."""
    other, seen = sit(Role.AF), set[int]()
    overview(af)
    for changed in _work(other, place):
        found = {row.id: row for state in State for row in case_list(af, state=state).rows}
        assert (changed, found) == (changed, {row.id: row for row in case_list(other).rows})
        seen.add(len(case_list(af, state=State.WAITING).rows))
    assert readings == [af]
    assert seen == {0, 1}


def test_nothing_is_opened_again_when_nothing_changed(
    af: Desk, readings: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at a reporter is an entry in the log, and no reason to read anything."""
    stored = register(af, form(), ADDED)
    before = overview(af)
    with af.store.unit(Deed.LOOKED, subject=stored.opened.number, text="melder"):
        pass
    monkeypatch.setattr(overview_lines, "gather", None)
    assert overview(af) == before
    assert readings == [af]


def test_another_day_is_worked_out_anew(af: Desk, clock: SetClock, readings: list[Desk]) -> None:
    """What was not late yesterday may be late today."""
    register(af, form(), ADDED)
    today = overview(af).rows[0].days
    clock.to(date(2026, 11, 29))
    assert (today, overview(af).rows[0].days) == (0, 7)
    assert readings == [af, af]


def test_many_changes_at_once_are_read_as_a_whole(
    af: Desk, sit: Sit, readings: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of forms that another program took in: quicker read than followed."""
    monkeypatch.setattr(overview_lines, "_MOST_FOLLOWED", 3)
    overview(af)
    other = sit(Role.AF)
    for count in range(3):
        register(other, form(narrative=f"verhaal {count}"), ADDED)
    assert overview(af).total == 3
    assert readings == [af, af]


def _fails(*_: object) -> dict[object, object]:
    raise StorageFailure("the disk or the server failed")


def test_what_failed_half_way_is_read_anew(af: Desk, sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was taken over by half is ever shown."""
    overview(af)
    other = sit(Role.AF)
    case = make_case(other, [register(other, form(), ADDED)])
    with monkeypatch.context() as broken:
        broken.setattr(overview_lines, "gather", _fails)
        with pytest.raises(StorageFailure):
            overview(af)
    assert [row.number for row in overview(af).rows] == [case.opened.number]


def test_long_reading_tells_how_far_it_is(af: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signals, cases and steps; it ends at everything."""
    monkeypatch.setattr(books, "_SAY_EVERY", 1)
    make_case(af, [register(af, form(narrative=f"verhaal {n}"), ADDED) for n in range(2)])
    said: list[tuple[int, int]] = []
    overview(af, tell=lambda read, every: said.append((read, every)))
    assert said == [(count, 3) for count in range(1, 4)]


def _lock_after(desk: Desk) -> Callable[[int, int], None]:
    def tell(read: int, every: int) -> None:
        assert read <= every == 2
        desk.store.lock()

    return tell


def test_a_kluis_that_is_locked_meanwhile_leaves_nothing(af: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be opened any more is never told as if it were not there; no line stays in memory."""
    monkeypatch.setattr(books, "_SAY_EVERY", 1)
    for count in range(2):
        register(af, form(narrative=f"verhaal {count}"), Added())
    with pytest.raises(Locked):
        overview(af, tell=_lock_after(af))
    assert (af.board.basis, af.board.lines, af.board.links) == (None, {}, {})
    with pytest.raises(NotAllowed):
        overview(af)
