"""Overzicht and Signaal: from an empty kluis to a signal that is kept, shown and changed by two people."""

import asyncio
import threading

import pytest
from textual.widgets import Input, Select, Static

from mhtui.casework import overview_lines
from mhtui.casework.books import Books, Progress, read_books
from mhtui.casework.desk import Desk
from mhtui.casework.intake import Added, find_signal, register, revise
from mhtui.places import PLACES
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.signal import SignalScreen
from mhtui.widgets.mask import MASK
from mhtui.widgets.table import PagedTable
from mhtui.widgets.textbox import TextBox
from tests.screens.casefiles import as_af, form
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp
from tests.screens.hostile import CONTROL, HOSTILE

OVERVIEW = tuple(place for place in PLACES if place.name == "overview")
AF = "aandachtsfunctionaris"


async def test_an_empty_kluis_says_what_to_do(open_app: OpenApp) -> None:
    """No lines: the two ways to begin, each a key."""
    async with open_app(AF, places=OVERVIEW) as running:
        assert "Nog geen signalen" in running.text
        await running.press("n")
        assert isinstance(running.app.screen, SignalScreen)


async def test_a_long_reading_says_how_far_it_is(
    open_app: OpenApp, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the list, until the counts can stand there."""
    with as_af(desktop) as desk:
        register(desk, form())
    told, go_on = threading.Event(), threading.Event()

    def slowly(desk: Desk, tell: Progress | None = None) -> Books:
        assert tell is not None
        tell(1000, 25_000)
        told.set()
        assert go_on.wait(20)
        return read_books(desk)

    monkeypatch.setattr(overview_lines, "read_books", slowly)
    async with open_app(places=OVERVIEW) as running:
        session = running.app.session
        af = session.open_door().callers[0]
        running.app.enter(await asyncio.to_thread(session.unlock, af.id, PASSPHRASES[af.role]))
        while not told.is_set():
            await running.pilot.pause()
        await running.pilot.pause()
        assert "◷ 1.000 van 25.000 gelezen" in running.text
        go_on.set()
        await running.settle()
        assert "1 open · 1 nieuw" in running.text
        assert "gelezen" not in running.text


async def test_a_new_signal_is_kept(open_app: OpenApp, desktop: Desktop) -> None:
    """Typed on the form, kept with F10, on top of the list, and in the kluis as it was typed."""
    async with open_app(AF, places=OVERVIEW) as running:
        await running.press("n")
        screen = running.app.screen
        screen.query_one("#place--line", Input).value = "Benschop"
        screen.query_one("#reporter--line", Input).value = "J. de Roos"
        screen.query_one("#narrative--box", TextBox).text = "Niet pluis."
        screen.query_one("#urgent--choice", Select).value = "ja"
        await running.press("f7")
        screen.query_one("#person1-name--line", Input).value = "Bilal"
        await running.press("f10")
        assert "S-2026-001" in running.text
        await running.press("escape")
        assert isinstance(running.app.screen, OverviewScreen)
        assert "S-2026-001" in running.text
        assert "1 open · 1 spoed" in running.text
        assert "J. de Roos" not in running.text
        assert "Bilal" not in running.text
    with as_af(desktop) as desk:
        kept = find_signal(desk, "S-2026-001").opened
    assert (kept.place, kept.reporter, kept.narrative) == ("Benschop", "J. de Roos", "Niet pluis.")
    assert [person.name for person in kept.persons] == ["Bilal"]
    assert kept.urgent == "ja"


async def test_an_empty_form_is_not_kept(open_app: OpenApp) -> None:
    """Nothing filled in: said at the field, which takes what is typed next; nothing in the kluis."""
    async with open_app(AF, places=OVERVIEW) as running:
        await running.press("n", "f10")
        screen = running.app.screen
        assert isinstance(screen, SignalScreen)
        assert screen.query_one("#narrative").has_class("-wrong")
        assert screen.focused is not None
        assert screen.query_one("#narrative") in screen.focused.ancestors


async def test_leaving_asks_when_something_was_typed(open_app: OpenApp) -> None:
    """Esc with a changed form asks; no goes back to it with everything there."""
    async with open_app(AF, places=OVERVIEW) as running:
        await running.press("n")
        running.app.screen.query_one("#place--line", Input).value = "Cabauw"
        await running.press("escape")
        assert "Weggaan zonder te bewaren?" in running.text
        await running.press("escape")
        assert running.app.screen.query_one("#place--line", Input).value == "Cabauw"


async def test_the_reporter_is_masked_and_each_look_is_written(open_app: OpenApp, desktop: Desktop) -> None:
    """A mask until F6; opening and showing stand in the logboek."""
    with as_af(desktop) as desk:
        register(desk, form())
    async with open_app(AF, places=OVERVIEW) as running:
        await running.press("enter")
        assert isinstance(running.app.screen, SignalScreen)
        assert MASK in running.text
        assert "Hanneke" not in running.text
        await running.press("f6")
        assert running.app.screen.query_one("#reporter--line", Input).value == "Hanneke van Vliet-Bos"
        screen = running.app.screen
        assert isinstance(screen, SignalScreen)
        screen._hide()
        assert screen.form is not None
        assert screen.form.reporter.value is None
        assert not screen.has_changes
    with as_af(desktop) as desk:
        looks = [entry.detail.text for entry in desk.store.log() if entry.deed == "ingezien"]  # type: ignore[union-attr]  # the AF opens details
    assert looks == ["melder", "bron", "betrokkenen"]


async def test_two_people_change_one_signal(open_app: OpenApp, desktop: Desktop) -> None:
    """What does not clash is put together; what clashes is asked, with both versions."""
    with as_af(desktop) as desk:
        register(desk, form())
    async with open_app(AF, places=OVERVIEW) as running:
        await running.press("enter")
        screen = running.app.screen
        screen.query_one("#place--line", Input).value = "Benschop"
        screen.query_one("#reported_at--line", Input).value = "15:00"
        with as_af(desktop) as desk:
            stored = find_signal(desk, "S-2026-001")
            revise(desk, stored, stored.opened.model_copy(update={"place": "Cabauw", "department": "Balie"}))
        await running.press("f10")
        assert "Iemand anders was u voor" in running.text
        assert "Benschop" in running.text
        assert "Cabauw" in running.text
        await running.click("#mine")
    with as_af(desktop) as desk:
        kept = find_signal(desk, "S-2026-001").opened
    assert (kept.place, kept.reported_at, kept.department) == ("Benschop", "15:00", "Balie")


async def test_a_step_is_taken(open_app: OpenApp, desktop: Desktop) -> None:
    """Vastgelegd asks for the answer on spoed first; with it the step stands on the side."""
    with as_af(desktop) as desk:
        register(desk, form(), Added(urgent="nee"))  # type: ignore[arg-type]  # an Answer is its word
    async with open_app(AF, places=OVERVIEW) as running:
        await running.press("s")
        running.app.screen.query_one("#step--choice", Select).value = "vastgelegd"
        await running.press("f10")
        assert isinstance(running.app.screen, OverviewScreen)
        assert "Vastgelegd" in running.text


async def test_the_card_shows_the_route_and_no_name(open_app: OpenApp, desktop: Desktop) -> None:
    """On a wide screen the checklist stands beside the list."""
    with as_af(desktop) as desk:
        register(desk, form())
    async with open_app(AF, places=OVERVIEW, size=(140, 40)) as running:
        await running.settle()
        card = str(running.app.screen.query_one("#overview--card", Static).content)
        assert "MELDROUTE" in card
        assert "DIRECT" in card
        assert "Hanneke" not in card
        assert "Katarzyna" not in card


async def test_hostile_text_in_every_field(open_app: OpenApp, desktop: Desktop) -> None:
    """Brackets, right-to-left names and very long text are drawn and kept as they are."""
    texts = [text for text in HOSTILE if text is not CONTROL] + [CONTROL.replace("\ud800", "")]
    with as_af(desktop) as desk:
        for number, text in enumerate(texts):
            register(desk, form(number=str(number), place=text[:400], narrative=text + str(number)))
    async with open_app(AF, places=OVERVIEW, size=(80, 24)) as running:
        for _ in HOSTILE:
            await running.press("enter")
            assert isinstance(running.app.screen, SignalScreen)
            assert not running.app.screen.has_changes
            await running.press("escape", "down")
        assert running.app.screen.query_one("#overview--rows", PagedTable).rows_shown == len(HOSTILE)
