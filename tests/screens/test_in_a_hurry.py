"""The desk of the aandachtsfunctionaris for who types without waiting: nothing is lost, nothing becomes a command."""

from textual.widgets import Input

from mhtui.casework.cases import make_case
from mhtui.casework.followup import due_list
from mhtui.casework.intake import find_signal, register
from mhtui.places import PLACES
from mhtui.screens.case import CaseScreen
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.signal import SignalScreen
from tests.screens.casefiles import add_actions, as_af, form, shown
from tests.screens.conftest import NOW, Desktop, OpenApp

AF = "aandachtsfunctionaris"
DESK = tuple(place for place in PLACES if place.name in {"overview", "cases", "followup"})


async def test_a_signal_typed_at_once(open_app: OpenApp, desktop: Desktop) -> None:
    """The form is drawn after it was read; what was typed before that stands in it, and F10 keeps it."""
    async with open_app(AF, places=DESK) as running:
        await running.hurry("n", "2026-31", "tab", "Cabauw", "f7", "Bilal", "f10", "escape")
        shown(running, OverviewScreen)
    with as_af(desktop) as desk:
        kept = find_signal(desk, "S-2026-001").opened
    assert (kept.sender_number, kept.place) == ("2026-31", "Cabauw")
    assert [person.name for person in kept.persons] == ["Bilal"]


async def test_typing_on_after_keeping(open_app: OpenApp, desktop: Desktop) -> None:
    """The form is drawn anew from what is kept; what is typed right after F10 goes into the new one."""
    with as_af(desktop) as desk:
        register(desk, form(number="A"))
    async with open_app(AF, places=DESK) as running:
        await running.hurry("enter", "B", "f10", "C")
        field = running.app.screen.query_one("#sender_number--line", Input)
        assert sorted(field.value) == ["A", "B", "C"]
        assert shown(running, SignalScreen).has_changes
        await running.hurry("f10")
    with as_af(desktop) as desk:
        assert sorted(find_signal(desk, "S-2026-001").opened.sender_number) == ["A", "B", "C"]


async def test_searching_and_opening_at_once(open_app: OpenApp, desktop: Desktop) -> None:
    """Enter before there is anything to search in is remembered: the one hit opens."""
    with as_af(desktop) as desk:
        register(desk, form())
        register(desk, form(number="2", narrative="iets heel anders"))
    async with open_app(AF, places=DESK) as running:
        await running.hurry("/", "heel anders", "enter")
        assert shown(running, SignalScreen).header.title == "Signaal S-2026-002"


async def test_a_case_found_and_opened_at_once(open_app: OpenApp, desktop: Desktop) -> None:
    """The list is read while somebody types what it is to be searched for."""
    with as_af(desktop) as desk:
        for codename in ("Wilg", "Zwaluw", "Esdoorn"):
            make_case(desk, [register(desk, form(narrative=codename))], codename=codename)
    async with open_app(AF, places=DESK) as running:
        await running.hurry("2", "/", "zwalu", "enter", "enter")
        assert "C-2026-002" in shown(running, CaseScreen).header.title


async def test_three_actions_ticked_off_at_once(open_app: OpenApp, desktop: Desktop) -> None:
    """Each d is for the line that is under the cursor when the one before it is gone."""
    add_actions(desktop, *((text, "wijkagent", NOW.date()) for text in ("een", "twee", "drie", "vier")))
    async with open_app("overleg", places=DESK) as running:
        await running.hurry("5", "ddd")
    with as_af(desktop) as desk:
        assert len(due_list(desk)) == 1
