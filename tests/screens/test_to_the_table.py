"""Going to the overleg as aandachtsfunctionaris: what is asked, what goes along, what the process at the table is."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from db.findings import Report
from db.lending import lend
from db.replay import check_store
from db.roles import Deed
from db.turning import rotate
from keys.directory import Kind
from keys.parcel import unpack
from keys.passphrase import FLOOR_POLICY
from mhtui.app import MhtuiApp
from mhtui.door import SAID
from mhtui.places import UNLOCK
from mhtui.screens.meeting import MeetingScreen
from mhtui.screens.problem import ProblemDialog
from mhtui.screens.unlock import UnlockScreen
from mhtui.session import Launch, Session
from mhtui.widgets.dialog import Confirm
from tests.screens.casefiles import as_af
from tests.screens.conftest import Desktop, OpenApp, Running

AF = "aandachtsfunctionaris"


DAY = datetime(2026, 12, 9, 13, 5, tzinfo=UTC)
"""A day on which there is an overleg."""


def lent(desktop: Desktop) -> bytes:
    """What the aandachtsfunctionaris hands over, on the day of the overleg."""
    with as_af(desktop) as desk:
        desk.store.clock = lambda: DAY
        return lend(desk.store, desk.store.place(Kind.OVERLEG).id)


@asynccontextmanager
async def at_table(
    desktop: Desktop,
    parcel: bytes,
    *,
    at: Callable[[], datetime] = lambda: DAY,
    renews: bool = False,
    toasts: bool = False,
) -> AsyncIterator[Running]:
    """The fresh process, with what was handed to it."""
    launch = Launch(store=str(desktop.store), holder="Aandachtsfunctionaris")
    session = Session(launch, places=desktop.places, clock=at, policy=FLOOR_POLICY)
    session.parcel = parcel
    app = MhtuiApp(session, now=monotonic, renews=renews)
    async with app.run_test(size=(120, 40), notifications=toasts) as pilot:
        running = Running(app, pilot)
        await running.settle()
        yield running
    session.close()


def checked(desktop: Desktop) -> Report:
    """What controle says."""
    return check_store(str(desktop.store))


@pytest.mark.parametrize("place", ["overview", "agenda"])
async def test_one_key_ends_this_process_for_one_at_the_table(open_app: OpenApp, desktop: Desktop, place: str) -> None:
    """With a parcel for that overleg; every key is dropped, and the log says who went."""
    async with open_app(AF, launch=Launch(store=str(desktop.store))) as running:
        await running.app.run_action(f"app.go('{place}')")
        await running.settle()
        running.app.screen.set_focus(None)
        await running.pilot.press("4")
        await running.settle()
        assert running.app.session.role is None
    assert running.app.successor == Launch(store=str(desktop.store), holder="Aandachtsfunctionaris")
    ring = unpack(running.app.luggage)
    with as_af(desktop) as desk:
        (here,) = (found.id for found in desk.store.places(Kind.OVERLEG))
        assert ring.can(here)
        assert [entry.deed for entry in desk.store.log(limit=1)] == [Deed.TABLE_ENTERED]
    assert checked(desktop).sound


async def test_it_is_offered_to_who_may_and_nobody_else(open_app: OpenApp) -> None:
    """In the palette by name; the overleg itself is there already."""
    async with open_app(AF) as running:
        await running.press("ctrl+p")
        assert "Naar het overleg" in running.text
        assert "Naar de werktafel" not in running.text
    for role in ("overleg", "ketenregisseur"):
        async with open_app(role) as running:
            await running.press("ctrl+p")
            assert "Naar het overleg" not in running.text
            assert "Naar de werktafel" not in running.text


async def test_what_is_typed_is_asked_about(open_app: OpenApp) -> None:
    """Going on is a choice; going back leaves it as it was."""
    async with open_app(AF) as running:
        await running.press("n")
        await running.press(*"2026")
        await running.app.run_action("app.table")
        await running.settle()
        assert isinstance(running.app.screen, Confirm)
        assert "Naar het overleg zonder te bewaren?" in running.text
        await running.click("#no")
        assert running.app.successor is None
        assert running.app.session.role == AF


async def test_a_kluis_that_is_not_written_any_more(open_app: OpenApp) -> None:
    """Nothing is lent after a controle that found something: it says so, and the work stays."""
    async with open_app(AF) as running:
        running.app.session.stop_writing()
        await running.app.run_action("app.table")
        await running.settle()
        assert isinstance(running.app.screen, ProblemDialog)
        assert "schrijft niets meer" in running.text
        assert running.app.successor is None
        assert running.app.session.role == AF


async def test_the_table_starts_in_the_overleg(desktop: Desktop) -> None:
    """It says who signs and that names are locked, and has no place where a name could stand."""
    async with at_table(desktop, lent(desktop)) as running:
        assert isinstance(running.app.screen, MeetingScreen)
        assert "■ AF, NAMEN VERGRENDELD" in running.text
        assert running.app.session.at_table
        assert running.app.session.role == "overleg"
        await running.press("o")
        assert running.app.session.desk.store.log(limit=1)[0].at_table
        await running.press("ctrl+p")
        assert "Naar de werktafel" in running.text
        assert "Overzicht" not in running.text
    assert checked(desktop).sound


async def test_the_way_back_is_the_door(desktop: Desktop) -> None:
    """In a fresh process again, with the same person chosen and no parcel."""
    async with at_table(desktop, lent(desktop), renews=True) as running:
        await running.pilot.press("1")
        await running.settle()
    assert running.app.successor == Launch(store=str(desktop.store), holder="Aandachtsfunctionaris")
    assert running.app.luggage == b""


@pytest.mark.parametrize("cut", [0, 40, -1])
async def test_a_parcel_that_did_not_come_through(desktop: Desktop, cut: int) -> None:
    """Said at the door, where the wachtzin still works; nothing is written."""
    parcel = lent(desktop)
    before = checked(desktop).entries
    async with at_table(desktop, parcel[:cut] if cut else b"") as running:
        assert isinstance(running.app.screen, ProblemDialog)
        assert "Niet aan tafel gekomen" in running.text
        await running.press("enter")
        assert isinstance(running.app.screen, UnlockScreen)
        assert not running.app.session.role
        await running.type("wilg dommel zwaluw")
        await running.press("enter")
        assert running.app.session.role == AF
    assert checked(desktop).entries == before


async def test_after_twelve_hours_the_words_stay(desktop: Desktop) -> None:
    """The note is refused with what to do; it stands in its line, and reading goes on."""
    time = {"now": DAY}
    async with at_table(desktop, lent(desktop), at=lambda: time["now"]) as running:
        await running.press("o", "n")
        await running.type("Wijkagent belt morgen")
        time["now"] += timedelta(hours=12)
        await running.press("enter")
        assert isinstance(running.app.screen, ProblemDialog)
        assert "Twaalf uur voorbij" in running.text
        await running.press("enter")
        assert "Wijkagent belt morgen" in running.text
        assert running.app.current_mode != UNLOCK
    assert checked(desktop).sound


async def test_new_keys_end_the_table_with_words(desktop: Desktop) -> None:
    """Another program turned the keys: this one is locked, and its door says why."""
    async with at_table(desktop, lent(desktop), renews=True) as running:
        with as_af(desktop) as desk:
            rotate(desk.store)
        await asyncio.to_thread(running.app.guard._look)
        await running.settle()
    assert running.app.successor is not None
    assert running.app.successor.said == "new_keys"


async def test_the_door_says_why(open_app: OpenApp) -> None:
    """What the program before this one could not say any more; a word that nobody knows says nothing."""
    for said, words in SAID.items():
        async with open_app(launch=Launch(said=said)) as running:
            assert words[:40] in running.text
    async with open_app(launch=Launch(said="onzin")) as running:
        assert "onzin" not in running.text


async def test_the_empty_screen_at_the_table_is_the_door(desktop: Desktop) -> None:
    """No wachtzin of the aandachtsfunctionaris is ever typed in this process."""
    async with at_table(desktop, lent(desktop), renews=True) as running:
        await running.pilot.press("f12")
        await running.settle()
    assert running.app.successor is not None
    assert running.app.luggage == b""
