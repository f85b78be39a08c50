"""Opvolging: overdue first, ticked off, postponed, dropped and opened again; what the kluis holds after it."""

from datetime import date, timedelta

import pytest
from textual.widgets import Input

from db.records.base import Answer, RowId
from db.records.meeting import ActionStatus
from db.records.signal import Signal, Step, StepKind
from db.roles import Deed
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.followup import done, due_list, finished_list
from mhtui.casework.intake import register
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.steps import take_step
from mhtui.places import PLACES
from mhtui.screens.case import CaseScreen
from mhtui.screens.followup import PAGE, FollowUpScreen
from mhtui.screens.followup_forms import Drop, Postpone, quick_days
from mhtui.screens.signal import SignalScreen
from mhtui.screens.step_form import StepForm
from mhtui.widgets.dueday import DueDay
from mhtui.widgets.table import PagedTable
from mhtui.widgets.textbox import TextBox
from tests.screens.casefiles import add_actions, as_af, as_role, form, shown
from tests.screens.conftest import NOW, Desktop, OpenApp, Running
from tests.screens.hostile import HOSTILE

TODAY = NOW.date()
HERE = tuple(place for place in PLACES if place.name == "followup")
TABLE = "overleg"
AF = "aandachtsfunctionaris"


def lines(running: Running) -> list[list[str]]:
    """Sign, when, who and what of each line."""
    table = running.app.screen.query_one("#followup--rows", PagedTable)
    return [list(table.row_text(place)[:4]) for place in range(table.rows_shown)]


@pytest.fixture
def three(desktop: Desktop) -> list[RowId]:
    """One overdue, one today, one without a day."""
    return add_actions(
        desktop,
        ("leerplicht bellen", "wijkagent", None),
        ("offerte opvragen", "voorzitter", TODAY),
        ("huisbezoek", "toezicht", TODAY - timedelta(days=12)),
    )


async def test_longest_overdue_first(open_app: OpenApp, desktop: Desktop, three: list[RowId]) -> None:
    """Sign and word on each line, the counts below, the card of the line under the cursor."""
    del desktop, three
    async with open_app(TABLE, places=HERE) as running:
        assert lines(running) == [
            ["▲", "te laat 12 d", "toezicht", "huisbezoek"],
            ["●", "vandaag", "voorzitter", "offerte opvragen"],
            ["○", "geen datum", "wijkagent", "leerplicht bellen"],
        ]
        assert "3 open · 1 te laat · 1 deze week" in running.text
        assert "toezicht · uiterlijk 10 november" in running.text


@pytest.mark.parametrize("role", ["overleg", "aandachtsfunctionaris"])
async def test_done_and_open_again(role: str, open_app: OpenApp, desktop: Desktop, three: list[RowId]) -> None:
    """The key d ticks off and the next line has the cursor; a shows it; h opens it."""
    async with open_app(role, places=HERE) as running:
        await running.press("h")
        await running.press("d")
        assert [each[2] for each in lines(running)] == ["voorzitter", "wijkagent"]
        with as_role(desktop, role) as desk:
            assert [row.id for row in finished_list(desk)] == [three[2]]
        await running.press("a")
        assert lines(running)[2] == ["✓", "gedaan 22-11", "toezicht", "huisbezoek"]
        assert "1 klaar of vervallen" in running.text
        await running.press("end", "d", "h")
        assert lines(running)[0][0] == "▲"
    with as_role(desktop, role) as desk:
        assert len(due_list(desk)) == len(three)


async def test_dropping_asks_why(open_app: OpenApp, desktop: Desktop, three: list[RowId]) -> None:
    """Without a reason it stays in the box; with one the reason is kept."""
    async with open_app(TABLE, places=HERE, size=(60, 20)) as running:
        await running.press("v")
        shown(running, Drop)
        await running.press("f10")
        assert "Vul de reden in." in running.text
        await running.type("het station doet het zelf [/]")
        await running.press("enter")
        shown(running, FollowUpScreen)
    with as_role(desktop, TABLE) as desk:
        (row,) = finished_list(desk)
    assert (row.id, row.status, row.status_reason) == (three[2], ActionStatus.DROPPED, "het station doet het zelf [/]")


async def test_postponing(open_app: OpenApp, desktop: Desktop, three: list[RowId]) -> None:
    """A day that is over is refused at the field; a quick day by mouse, and one enter more."""
    async with open_app(TABLE, places=HERE, size=(80, 24)) as running:
        await running.press("u")
        form_ = shown(running, Postpone)
        await running.type("1-11-2026")
        await running.press("f10")
        assert "al voorbij" in running.text
        (week, *_rest) = form_.query_one(DueDay).query("Button").results()
        await running.pilot.click(week)
        await running.settle()
        await running.press("enter")
        shown(running, FollowUpScreen)
    with as_role(desktop, TABLE) as desk:
        assert {row.id: row.due_on for row in due_list(desk)}[three[2]] == TODAY + timedelta(weeks=1)


def test_quick_days() -> None:
    """Weeks, and the next overleg after today, when there is one."""
    today = date(2026, 11, 25)
    named = [(quick.label, quick.day) for quick in quick_days(today, (today, date(2026, 12, 23)))]
    assert named[0] == ("+1 week", date(2026, 12, 2))
    assert named[-1] == ("volgend overleg", date(2026, 12, 23))
    assert [quick.label for quick in quick_days(today, ())] == ["+1 week", "+2 weken", "+4 weken"]


async def test_every_key_by_mouse(open_app: OpenApp, desktop: Desktop, three: list[RowId]) -> None:
    """The footer does what its keys do."""
    del three
    async with open_app(TABLE, places=HERE) as running:
        hint = next(each for each in running.app.screen.query("KeyHint") if "Gedaan" in str(each.render()))
        await running.pilot.click(hint)
        await running.settle()
    with as_role(desktop, TABLE) as desk:
        assert [row.text for row in finished_list(desk)] == ["huisbezoek"]


async def test_searching(open_app: OpenApp, desktop: Desktop, three: list[RowId]) -> None:
    """/ narrows while typing, enter goes to the list, esc in the line brings all back."""
    del desktop, three
    async with open_app(TABLE, places=HERE) as running:
        await running.press("slash")
        await running.type("WIJK")
        await running.settle()
        assert [each[2] for each in lines(running)] == ["wijkagent"]
        assert "1 gevonden" in running.text
        await running.press("enter", "slash", "escape")
        assert len(lines(running)) == len(("huisbezoek", "offerte", "leerplicht"))
        assert not running.app.screen.query_one("#followup--line", Input).display


async def test_the_case_behind_it(open_app: OpenApp, desktop: Desktop) -> None:
    """Number and codename on the line; enter opens the case, esc comes back to the same line."""
    with as_af(desktop) as desk:
        case = write_text(desk, make_case(desk, [register(desk, form())], codename="Zwaluw"), "Betrokkene A.")
        release(desk, case, desk.series_places()[0].id, NO_TO_ALL)
    add_actions(desktop, ("bellen", "wijkagent", TODAY), case=case.id)
    async with open_app(TABLE, places=HERE) as running:
        assert "C-2026-001 Zwaluw" in running.text
        await running.press("enter")
        shown(running, CaseScreen)
        await running.press("escape")
        shown(running, FollowUpScreen)


def _wait_for_partners(desktop: Desktop) -> None:
    """A signal that waits for two partners, and a case that is watched until a day."""
    with as_af(desktop) as desk:
        signal = register(desk, form())
        take_step(desk, signal, StepKind.PARTNER_TOLD, partner="nla", due_on=TODAY + timedelta(days=2))
        take_step(desk, signal, StepKind.PARTNER_TOLD, partner="zorgcoordinator", due_on=TODAY + timedelta(days=30))
        watched = register(desk, form(number="2", narrative="iets anders"))
        case = make_case(desk, [watched], codename="Zwaluw")
        take_step(desk, case, StepKind.MONITOR, text="in het oog houden", due_on=TODAY + timedelta(days=12))


async def test_what_partners_owe_stands_among_the_actions(
    open_app: OpenApp, desktop: Desktop, three: list[RowId]
) -> None:
    """By last day, between what the table agreed on; found by name; d asks for the words and it is gone."""
    del three
    _wait_for_partners(desktop)
    async with open_app(AF, places=HERE) as running:
        assert [each[1:3] for each in lines(running)] == [
            ["te laat 12 d", "toezicht"],
            ["vandaag", "voorzitter"],
            ["over 2 dagen", "Nederlandse Arb…"],
            ["over 12 dagen", "uzelf"],
            ["over 30 dagen", "zorgcoördinator…"],
            ["geen datum", "wijkagent"],
        ]
        assert "6 open · 1 te laat · 2 deze week · 3 terugkoppeling of monitoren" in running.text
        await running.press("down", "down")
        assert "uiterlijk 24 november · S-2026-001" in " ".join(running.text.split())
        await running.press("u", "v")
        shown(running, FollowUpScreen)
        await running.press("d")
        form_ = shown(running, StepForm)
        assert form_.missing() == {}
        form_.query_one("#step--words", TextBox).text = "opgepakt"
        await running.press("f10")
        assert [each[2] for each in lines(running)][2:4] == ["uzelf", "zorgcoördinator…"]
        await running.press("slash")
        await running.type("monitoren")
        await running.settle()
        assert [each[3] for each in lines(running)] == ["Monitoren sinds 22 november loopt af"]
        await running.press("enter", "d")
        shown(running, FollowUpScreen)
        await running.press("enter")
        shown(running, CaseScreen)


@pytest.mark.parametrize("role", [TABLE, "ketenregisseur"])
async def test_the_table_sees_no_terugkoppeling(role: str, open_app: OpenApp, desktop: Desktop) -> None:
    """It waits for nobody: steps are not its own."""
    _wait_for_partners(desktop)
    async with open_app(role, places=HERE) as running:
        assert "Niets op te volgen" in running.text
        assert "Arbeidsinspectie" not in running.text


async def test_a_thousand_things_waited_for(open_app: OpenApp, desktop: Desktop) -> None:
    """The longest overdue stand there; the others are found by their number."""
    many = PAGE * 2
    with as_af(desktop) as desk, desk.store.unit(Deed.SIGNAL_ADDED) as unit:
        for place in range(many):
            record = Signal(number=f"S-2026-{place:04}", received_on=TODAY, urgent=Answer.NO)
            due = TODAY + timedelta(days=place)
            signal = unit.add(desk.store.signals, record, compartment=desk.identity, due_on=due)
            step = Step(subject_id=signal.id, kind=StepKind.PARTNER_TOLD, at=desk.now(), partner="nla", due_on=due)
            unit.add(desk.store.steps, step, compartment=desk.identity, dossier=signal.dossier)
    async with open_app(AF, places=HERE, size=(80, 24)) as running:
        assert f"{many} open" in running.text
        assert running.app.screen.query_one(PagedTable).rows_shown == PAGE
        await running.press("slash")
        await running.type("0999")
        await running.settle()
        await running.press("enter", "enter")
        assert shown(running, SignalScreen).header.title == "Signaal S-2026-0999"


async def test_somebody_else_was_first(open_app: OpenApp, desktop: Desktop, three: list[RowId]) -> None:
    """Told in words, and the list is read again."""
    async with open_app(TABLE, places=HERE) as running:
        with as_af(desktop) as desk:
            done(desk, three[2])
        await running.press("d")
        assert "Nog niet goed" in running.text
        await running.press("escape")
        assert [each[2] for each in lines(running)] == ["voorzitter", "wijkagent"]


async def test_nothing_to_follow_up(open_app: OpenApp) -> None:
    """Says what comes here."""
    async with open_app("ketenregisseur", places=HERE, size=(60, 20)) as running:
        assert "Niets op te volgen" in running.text
        await running.press("d", "u", "v", "a")
        shown(running, FollowUpScreen)


async def test_hostile_and_many(open_app: OpenApp, desktop: Desktop) -> None:
    """A thousand actions, and texts that break careless screens: the worst stand there, / finds the others."""
    many = [(f"actie {place}", "wijkagent", TODAY + timedelta(days=place)) for place in range(1_000)]
    late = TODAY - timedelta(days=3)
    add_actions(desktop, *((text[:20_000], text[:60], late) for text in HOSTILE if "\ud800" not in text), *many)
    async with open_app(TABLE, places=HERE, size=(80, 24)) as running:
        assert running.app.screen.query_one(PagedTable).rows_shown == PAGE
        assert "te laat 3 d" in running.text
        await running.press("enter")
        await running.press("escape", "down", "down", "down", "end")
        await running.press("slash")
        await running.type("actie 999")
        await running.settle()
        assert lines(running)[0][3] == "actie 999"
