"""Zoeken: over everything the ring opens, accents and case folded; what is found opens, what is shown names nobody."""

from textual.widgets import OptionList

from mhtui.casework.cases import make_case
from mhtui.casework.intake import register
from mhtui.places import PLACES
from mhtui.screens.case import CaseScreen
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.search import SearchScreen
from mhtui.screens.signal import SignalScreen
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp, Running

HERE = tuple(place for place in PLACES if place.name in {"overview", "cases"})
AF = "aandachtsfunctionaris"


def hits(running: Running) -> list[str]:
    """The lines that are found."""
    found = shown(running, SearchScreen).query_one(OptionList)
    return [str(found.get_option_at_index(place).prompt) for place in range(found.option_count)]


async def search(running: Running, text: str) -> None:
    """Open the box and type."""
    await running.press("slash")
    await running.type(text)
    await running.settle()


async def test_a_name_without_its_accents_opens_its_signal(open_app: OpenApp, desktop: Desktop) -> None:
    """One hit is opened with enter; the line shows a number and never the name that was typed."""
    with as_af(desktop) as desk:
        register(desk, form())
        register(desk, form(number="2", persons=(), narrative="iets heel anders"))
    async with open_app(AF, places=HERE) as running:
        await search(running, "wisniewska")
        (line,) = hits(running)
        assert "S-2026-001" in line
        assert "niewska" not in line
        assert "1 gevonden" in running.text
        await running.press("enter")
        shown(running, SignalScreen)
        await running.press("escape")
        shown(running, OverviewScreen)


async def test_choosing_among_many(open_app: OpenApp, desktop: Desktop) -> None:
    """Enter goes to the hits, arrows choose, enter opens; a case opens as a case, also by mouse."""
    with as_af(desktop) as desk:
        make_case(desk, [register(desk, form())], codename="Zwaluw")
        register(desk, form(number="2", narrative="Zwaluw is ook een vogel"))
    async with open_app(AF, places=HERE, size=(80, 24)) as running:
        await search(running, "zwaluw")
        kinds = [line.split()[1] for line in hits(running)]
        assert set(kinds) == {"casus", "signaal"}
        await running.press("enter", *("down" for _ in range(kinds.index("casus"))), "enter")
        shown(running, CaseScreen)
        await running.press("escape")
        await search(running, "vogel")
        await running.pilot.click("#search--hits", offset=(4, 0))
        await running.settle()
        shown(running, SignalScreen)


async def test_nothing_found_and_back(open_app: OpenApp, desktop: Desktop) -> None:
    """Says so and what helps; a typed bracket is no markup; esc leaves at once."""
    with as_af(desktop) as desk:
        register(desk, form())
    async with open_app(AF, places=HERE, size=(60, 20)) as running:
        await search(running, "[/] [bold")
        assert hits(running) == []
        assert "Niets gevonden" in running.text
        await running.press("escape")
        shown(running, OverviewScreen)
