"""Overzicht shows what needs a hand, worst first, counts everything, and carries no name."""

from datetime import date, timedelta

import pytest

from db.errors import NotAllowed
from db.records.base import Answer, CompartmentId, State
from db.records.meeting import AgendaItem, ItemKind, ItemStatus, Meeting
from db.records.signal import StepKind
from db.roles import Deed
from keys.directory import Role
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.caseview import case_list, case_view
from mhtui.casework.desk import Desk
from mhtui.casework.errors import UnknownNumber
from mhtui.casework.intake import Added, find_signal, register
from mhtui.casework.overview import case_card, overview, signal_card
from mhtui.casework.progress import Level
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.steps import take_step
from tests.casework.conftest import SetClock, Sit
from tests.casework.forms import ADDED, SECRETS, form
from tests.judged import keep_all


@pytest.fixture
def work(af: Desk, clock: SetClock) -> None:
    """A month of signals in every state, and a case of two of them."""
    clock.to(date(2026, 10, 12))
    waiting, closed, late, one, other = (register(af, form(narrative=f"verhaal {n}"), ADDED) for n in range(5))
    take_step(af, waiting, StepKind.MONITOR, due_on=date(2026, 12, 15))
    take_step(af, closed, StepKind.NO_FOLLOW_UP, text="elders")
    take_step(af, late, StepKind.PARTNER_TOLD, partner="zorgcoordinator")
    case = make_case(af, [one, other])
    write_text(af, case, "Betrokkene A")
    clock.to(date(2026, 11, 20))
    register(af, form(narrative="nieuw"))
    clock.to(date(2026, 11, 22))
    register(af, form(narrative="spoed"), Added(urgent=Answer.YES, exploitation_form="seksueel"))


@pytest.mark.usefixtures("work")
def test_worst_first(af: Desk) -> None:
    """Spoed, late, new, busy, waiting; a signal of a case is shown by the case, a closed one not at all."""
    found = overview(af)
    assert [(row.level, row.number, row.days, row.what_now) for row in found.rows] == [
        (Level.URGENT, "S-2026-007", 0, "DIRECT: politie AVIM bellen"),
        (Level.LATE, "S-2026-003", 41, "terugkoppeling +27 d"),
        (Level.NEW, "S-2026-006", 2, "spoed? eerst beantwoorden"),
        (Level.BUSY, "C-2026-001", 41, "vastleggen"),
        (Level.WAITING, "S-2026-001", None, "tot 15-12-2026"),
    ]
    assert (found.total, found.urgent, found.late, found.new, found.more) == (5, 1, 1, 1, False)
    assert [row.codename for row in found.rows] == ["", "", "", "Wilg", ""]
    assert {row.form for row in found.rows} == {"seksueel", "arbeid", "onbekend"}


@pytest.mark.usefixtures("work")
def test_a_part_is_never_told_as_the_whole(af: Desk) -> None:
    """Two rows, and the counts of all."""
    found = overview(af, limit=2)
    assert [row.number for row in found.rows] == ["S-2026-007", "S-2026-003"]
    assert (found.total, found.new, found.more) == (5, 1, True)


def test_an_empty_kluis_has_an_empty_overview(af: Desk) -> None:
    """Nothing to do is no error."""
    found = overview(af)
    assert (found.rows, found.total, found.more) == ((), 0, False)


@pytest.mark.usefixtures("work")
def test_nothing_on_overzicht_is_a_name(af: Desk) -> None:
    """Rows and cards may be seen in a room."""
    found = overview(af)
    cards = [case_card(af, row.id) if row.kind == "casus" else signal_card(af, row.id) for row in found.rows]
    shown = repr((found, cards))
    assert [name for name in SECRETS if name in shown] == []


@pytest.mark.usefixtures("work")
def test_the_card_of_a_signal(af: Desk) -> None:
    """What stands beside the list: when, how many persons, that there is a reporter, and the checklist."""
    card = signal_card(af, find_signal(af, "S-2026-003").id)
    assert (card.number, card.reported, card.persons, card.has_reporter) == ("S-2026-003", "18-11-2026 14:10", 2, True)
    assert (card.municipality, card.form, card.case_number) == ("Lopik", "arbeidsuitbuiting", "")
    assert [(line.label, line.done_on) for line in card.lines][:2] == [
        ("zorgcoördinator mensenhandel", date(2026, 10, 12)),
        ("aandachtsfunctionaris meldcode", None),
    ]
    assert signal_card(af, find_signal(af, "S-2026-004").id).case_number == "C-2026-001"


@pytest.mark.usefixtures("work")
def test_the_card_of_a_case(af: Desk, place: CompartmentId) -> None:
    """Its signals by number, whether it is released and for when it is planned."""
    view = case_view(af, "C-2026-001")
    card = case_card(af, view.id)
    assert (card.codename, card.signals, card.persons) == ("Wilg", ("S-2026-004", "S-2026-005"), 4)
    assert (card.released, card.planned_on) == (False, None)
    day = af.today() + timedelta(days=3)
    release(af, keep_all(af, af.store.cases.get(view.id)), place, NO_TO_ALL)
    with af.store.unit(Deed.MEETING_PLANNED) as unit:
        series = next(iter(af.store.series.all(compartment=place)))
        meeting = unit.add(af.store.meetings, Meeting(series_id=series.id, on=day, title="Overleg"), compartment=place)
        item = AgendaItem(meeting_id=meeting.id, kind=ItemKind.CASE, title="", case_id=view.id)
        added = unit.add(af.store.items, item, compartment=place, dossier=af.store.cases.get(view.id).dossier)
    card = case_card(af, view.id)
    assert (card.released, card.planned_on, card.progress.status) == (True, day, "Op agenda")
    assert next(row for row in overview(af).rows if row.number == "C-2026-001").status == "Op agenda"
    with af.store.unit(Deed.AGENDA_CHANGED) as unit:
        unit.change(added, record=item.model_copy(update={"status": ItemStatus.DISCUSSED}))
    assert case_card(af, view.id).progress.status == "Besproken"


@pytest.mark.usefixtures("work")
def test_casussen_of_the_aandachtsfunctionaris_and_of_the_table(
    af: Desk, sit: Sit, place: CompartmentId, clock: SetClock
) -> None:
    """Every case with its state; for the table those that are released to it, and only how many signals."""
    second = make_case(af, [register(af, form(narrative="ander"), ADDED)])
    take_step(af, second, StepKind.CLOSED, text="klaar")
    assert [row.number for row in case_list(af).rows] == ["C-2026-002", "C-2026-001"]
    assert [row.status for row in case_list(af, state=State.CLOSED).rows] == ["Afgesloten"]
    page = case_list(af, limit=1)
    assert (len(page.rows), page.total, page.more) == (1, 2, True)
    assert [row.number for row in case_list(af, after=page.rows[0].number).rows] == ["C-2026-001"]
    table = sit(Role.OVERLEG)
    assert case_list(table).rows == ()
    with pytest.raises(UnknownNumber):
        case_view(table, "C-2026-001")
    release(af, keep_all(af, af.store.cases.get(case_list(af).rows[1].id)), place, NO_TO_ALL)
    (row,) = case_list(table).rows
    assert (row.number, row.codename, row.form, row.status, row.signals) == (
        "C-2026-001",
        "Wilg",
        "arbeid",
        "Vrijgegeven",
        2,
    )
    assert (row.released_on, row.progress) == (clock().date(), None)


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN])
def test_the_table_has_no_overzicht(sit: Sit, role: Role) -> None:
    """It works from the agenda."""
    with pytest.raises(NotAllowed):
        overview(sit(role))
