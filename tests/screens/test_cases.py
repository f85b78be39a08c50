"""Casussen, Casus and Afschermen: from a signal to a text the table can read, and back."""

import asyncio

from textual.widgets import Select

from mhtui.casework.cases import find_case, make_case, write_text
from mhtui.casework.intake import register
from mhtui.casework.release import NO_TO_ALL, QUESTIONS, current, release
from mhtui.places import PLACES
from mhtui.screens.case import CaseScreen
from mhtui.screens.case_making import MakeCase
from mhtui.screens.release_questions import ReleaseQuestions
from mhtui.screens.shielding import ShieldingScreen
from mhtui.widgets.table import PagedTable
from mhtui.widgets.yesno import YES, YesNo
from tests.judged import keep_all
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp
from tests.screens.hostile import BRACKETS, LONG, RIGHT_TO_LEFT

PLACES_HERE = tuple(place for place in PLACES if place.name in {"overview", "cases"})
AF = "aandachtsfunctionaris"


async def test_from_signal_to_release(open_app: OpenApp, desktop: Desktop) -> None:
    """Casus maken, text beside the source, seven times nee, and the table has it."""
    with as_af(desktop) as desk:
        register(desk, form())
    async with open_app(AF, places=PLACES_HERE) as running:
        await running.press("c")
        await running.press("f10")
        await running.press("2", "enter")
        shown(running, CaseScreen)
        await running.press("a")
        screen = shown(running, ShieldingScreen)
        assert screen.area.text == "Zij gaf haar paspoort niet zelf."
        screen.area.put("Betrokkene A geeft het paspoort niet zelf.")
        await running.press("f9")
        questions = shown(running, ReleaseQuestions)
        await running.press("f10")
        shown(running, ReleaseQuestions)
        assert "Beantwoord deze vraag." in running.text
        await running.press(*("n" for _ in QUESTIONS))
        assert questions.focused is questions.query_one("#keep")
        await running.press("enter")
        shown(running, ShieldingScreen)
    with as_af(desktop) as desk:
        case = find_case(desk, "C-2026-001")
        released = current(desk, case.id, desk.series_places()[0].id)
        looks = [entry.deed for entry in desk.store.log() if entry.deed == "ingezien"]
    assert released is not None
    assert released.opened.text == "Betrokkene A geeft het paspoort niet zelf."
    assert len(looks) == 1


async def test_making_a_case_says_which(open_app: OpenApp, desktop: Desktop) -> None:
    """The program chose the codename, so it tells it; and which case a signal went to."""
    with as_af(desktop) as desk:
        for text in ("Een.", "Twee."):
            register(desk, form(narrative=text))
    async with open_app(AF, places=PLACES_HERE, toasts=True) as running:
        await running.press("c", "f10")
        with as_af(desktop) as desk:
            name = find_case(desk, "C-2026-001").opened.codename
        assert f"Casus C-2026-001 “{name}” is gemaakt." in [told.message for told in running.app._notifications]
        await running.press("home", "c")
        box = shown(running, MakeCase)
        box.query_one("#making--case", Select).value = "C-2026-001"
        await running.press("f10")
        assert f"Gekoppeld aan casus C-2026-001 “{name}”." in [told.message for told in running.app._notifications]


async def test_a_yes_releases_nothing(open_app: OpenApp, desktop: Desktop) -> None:
    """One question answered with ja: said at the question, nothing released."""
    with as_af(desktop) as desk:
        case = make_case(desk, [register(desk, form())])
        keep_all(desk, write_text(desk, case, "De bakker van Lopik."))
    async with open_app(AF, places=PLACES_HERE) as running:
        await running.press("2", "enter", "a", "f9")
        await running.press(*("n" for _ in QUESTIONS))
        await running.pilot.click("#answer-werk", offset=(27, 0))
        assert running.app.screen.query_one("#answer-werk", YesNo).value == YES
        await running.press("f10")
        assert "er is niets vrijgegeven" in running.text
    with as_af(desktop) as desk:
        assert current(desk, find_case(desk, "C-2026-001").id, desk.series_places()[0].id) is None


async def test_the_table_sees_only_what_is_released(open_app: OpenApp, desktop: Desktop) -> None:
    """The overleg opens the case: text, no signals, no steps, no source, and nothing to shield or withdraw."""
    with as_af(desktop) as desk:
        case = make_case(desk, [register(desk, form())])
        make_case(desk, [register(desk, form(narrative="een ander"))])
        case = write_text(desk, case, f"Betrokkene A {BRACKETS} {RIGHT_TO_LEFT}")
        release(desk, keep_all(desk, case), desk.series_places()[0].id, NO_TO_ALL)
    async with open_app("overleg", places=PLACES_HERE) as running:
        assert running.app.screen.query_one("#cases--rows", PagedTable).rows_shown == 1
        await running.press("enter")
        assert "Betrokkene A [/] [udkast]" in running.text
        assert "S-2026-001" not in running.text
        assert "Katarzyna" not in running.text
        assert "Afschermen" not in running.text
        await running.press("a")
        assert isinstance(running.app.screen, CaseScreen)


async def test_withdrawing_takes_the_text_from_an_open_screen(open_app: OpenApp, desktop: Desktop) -> None:
    """The AF changes the text while the table reads it: within a poll the text is gone from their screen."""
    with as_af(desktop) as desk:
        case = make_case(desk, [register(desk, form())])
        case = write_text(desk, case, "Betrokkene A werkt bij Bedrijf 1.")
        release(desk, keep_all(desk, case), desk.series_places()[0].id, NO_TO_ALL)
    async with open_app("overleg", places=PLACES_HERE) as running:
        await running.press("enter")
        assert "Bedrijf 1" in running.text
        with as_af(desktop) as desk:
            write_text(desk, find_case(desk, "C-2026-001"), "Iets anders.")
        await asyncio.to_thread(running.app.guard._look)
        await running.settle()
        assert "Bedrijf 1" not in running.text
        assert "niet (meer) vrijgegeven" in running.text


async def test_leaving_the_text_asks(open_app: OpenApp, desktop: Desktop) -> None:
    """Typed and not kept: esc asks; a long text is kept as it is."""
    with as_af(desktop) as desk:
        make_case(desk, [register(desk, form())])
    async with open_app(AF, places=PLACES_HERE, size=(80, 24)) as running:
        await running.press("2", "enter", "a")
        shown(running, ShieldingScreen).area.put(LONG)
        await running.press("escape")
        assert "Weggaan zonder te bewaren?" in running.text
        await running.press("escape", "f10", "escape")
        assert isinstance(running.app.screen, CaseScreen)
    with as_af(desktop) as desk:
        assert find_case(desk, "C-2026-001").opened.draft_text == LONG.strip()
