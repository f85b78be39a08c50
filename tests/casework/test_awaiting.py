"""What is waited for: terugkoppeling a partner owes, and watching until a day; for the aandachtsfunctionaris alone."""

from datetime import date

from db.records.signal import StepKind
from mhtui.casework.awaiting import AwaitedRow, awaited_list
from mhtui.casework.cases import make_case
from mhtui.casework.desk import Desk
from mhtui.casework.intake import find_signal, register
from mhtui.casework.steps import take_step
from tests.casework.conftest import SetClock
from tests.casework.forms import ADDED, SECRETS, form


def listed(desk: Desk) -> list[tuple[str, str, date, int]]:
    """Number, partner, last day and days overdue of each line."""
    return [(row.number, row.partner, row.due_on, row.days_overdue) for row in awaited_list(desk)]


def test_longest_overdue_first(af: Desk, clock: SetClock) -> None:
    """Two partners of one signal, one of another; what was answered is not there any more."""
    first = register(af, form(), ADDED)
    second = register(af, form("2", "iets anders"), ADDED)
    take_step(af, first, StepKind.PARTNER_TOLD, partner="zorgcoordinator", due_on=date(2026, 12, 1))
    take_step(af, first, StepKind.PARTNER_TOLD, partner="nla", due_on=date(2026, 11, 30))
    take_step(af, second, StepKind.PARTNER_TOLD, partner="zorgcoordinator", due_on=date(2026, 11, 24))
    clock.to(date(2026, 11, 26))
    assert listed(af) == [
        ("S-2026-002", "zorgcoordinator", date(2026, 11, 24), 2),
        ("S-2026-001", "nla", date(2026, 11, 30), 0),
        ("S-2026-001", "zorgcoordinator", date(2026, 12, 1), 0),
    ]
    take_step(af, find_signal(af, "S-2026-001"), StepKind.FEEDBACK_RECEIVED, partner="nla", text="opgepakt")
    assert [row[1] for row in listed(af)] == ["zorgcoordinator", "zorgcoordinator"]
    row = awaited_list(af)[0]
    assert (row.kind, row.who, row.since) == ("signaal", "zorgcoördinator mensenhandel", date(2026, 11, 22))
    assert len({row.id for row in awaited_list(af)}) == len(awaited_list(af))


def test_a_signal_of_a_case_is_waited_for_by_the_case(af: Desk) -> None:
    """Once, under the number and the codename of the case; closing ends it."""
    signal = register(af, form(), ADDED)
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="nla", due_on=date(2026, 12, 1))
    case = make_case(af, [find_signal(af, "S-2026-001")], codename="Zwaluw")
    (row,) = awaited_list(af)
    assert (row.kind, row.subject, row.number, row.codename) == ("casus", case.id, "C-2026-001", "Zwaluw")
    take_step(af, af.store.cases.get(case.id), StepKind.CLOSED, text="overgedragen")
    assert awaited_list(af) == ()


def test_watching_until_a_day(af: Desk, clock: SetClock) -> None:
    """Nobody else is to answer; opened again it is watched no more."""
    signal = register(af, form(), ADDED)
    take_step(af, signal, StepKind.MONITOR, text="in het oog houden", due_on=date(2026, 12, 15))
    clock.to(date(2026, 12, 20))
    (row,) = awaited_list(af)
    assert (row.partner, row.who, row.since, row.days_overdue) == ("", "", date(2026, 11, 22), 5)
    take_step(af, find_signal(af, "S-2026-001"), StepKind.REOPENED, text="nieuw signaal")
    assert awaited_list(af) == ()


def test_the_table_waits_for_nothing_and_no_line_names_anybody(af: Desk, table: Desk) -> None:
    """Steps stand in identiteit; and what stands on the line may be shown in a room."""
    signal = register(af, form(), ADDED)
    take_step(af, signal, StepKind.PARTNER_TOLD, partner="nla", text="Katarzyna Verzonnen")
    assert awaited_list(table) == ()
    (row,) = awaited_list(af)
    assert isinstance(row, AwaitedRow)
    assert [secret for secret in SECRETS if secret in repr(row)] == []
