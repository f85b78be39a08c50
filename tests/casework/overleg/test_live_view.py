"""What the table sees of the item before it: the text that is released now, and what was agreed the times before."""

from datetime import date

from db.records.base import CompartmentId, RowId
from db.records.meeting import ItemKind
from mhtui.casework import agenda, followup, live, minutes, planning
from mhtui.casework.desk import Desk
from mhtui.casework.live_view import live_view
from mhtui.casework.release import withdraw
from tests.casework.conftest import START, SetClock
from tests.casework.overleg.conftest import NEXT_DAY, item


def test_the_text_on_the_table(table: Desk, af: Desk, place: CompartmentId, started: RowId) -> None:
    """The released text, and nothing once it is withdrawn, also in the middle of the meeting."""
    case = item(live_view(table, started), "C-2026-004")
    live.open_item(table, started, case)
    current = live_view(table, started).current
    assert current is not None
    assert (current.text, current.times, current.row.codename) == ("Betrokkene A werkt bij Bedrijf 1", 1, "Waal")
    assert (current.released_on, current.row.form_short) == (START.date(), "crimineel")
    assert current.row.case_id is not None
    withdraw(af, af.store.cases.get(current.row.case_id), "tekst gewijzigd", place)
    current = live_view(table, started).current
    assert current is not None
    assert (current.text, current.row.released) == (None, False)
    assert current.released_on is None


def test_the_third_time_with_what_was_agreed_before(
    table: Desk, af: Desk, place: CompartmentId, started: RowId, clock: SetClock
) -> None:
    """Times discussed, the decisions of last time with gedaan or open, and older actions that are still open."""
    second = NEXT_DAY
    case_id = next(row.case_id for row in live_view(table, started).items if row.number == "C-2026-004")
    assert case_id is not None
    _discuss(table, started, clock, "verrijken", "dienstverlening")
    clock.to(second)
    later = planning.next_meeting(af, place).id
    agenda.put_case(af, later, case_id)
    live.start(table, later)
    _discuss(table, later, clock, "inbreng_riec", "accounthouder RIEC")
    riec = next(row for row in followup.due_list(table) if row.owner == "accounthouder RIEC")
    followup.done(table, riec.id)
    clock.to(date(2027, 1, 20))
    last = planning.next_meeting(table, place).id
    agenda.put_case(table, last, case_id)
    live.start(table, last)
    live.open_item(table, last, item(live_view(table, last), "C-2026-004"))
    current = live_view(table, last).current
    assert current is not None
    assert (current.times, current.previous_on) == (3, second)
    assert [(line.kind_word, line.owner, line.result) for line in current.previous_decisions] == [
        ("inbreng RIEC", "accounthouder RIEC", "gedaan")
    ]
    assert [(row.owner, row.days_overdue) for row in current.previous_actions] == [("dienstverlening", 23)]
    assert (current.notes, current.decisions, current.actions) == ((), (), ())
    fixed = {row.kind: row for row in live_view(table, last).items}
    live.open_item(table, last, fixed[ItemKind.MINUTES].id)
    agreed = live_view(table, last).current
    assert agreed is not None
    assert [(line.number, line.kind_word) for line in agreed.previous_decisions] == [("C-2026-004", "inbreng RIEC")]
    live.open_item(table, last, fixed[ItemKind.ACTIONS].id)
    todo = live_view(table, last).current
    assert todo is not None
    assert [(row.number, row.owner) for row in todo.previous_actions] == [("C-2026-004", "dienstverlening")]


def _discuss(table: Desk, started: RowId, clock: SetClock, kind: str, owner: str) -> None:
    """Decide something about case 4, and close."""
    case = item(live_view(table, started), "C-2026-004")
    live.open_item(table, started, case)
    due_on = date(2026, 12, 28) if owner == "dienstverlening" else date(2027, 1, 10)
    minutes.decide(table, started, case, kind, owner=owner, due_on=due_on)
    clock.forward(minutes=1)
    live.next_item(table, started)
    live.close(table, started)
