"""Going in, moving between places, and locking: by key, by time, and the empty screen."""

import asyncio
import sqlite3

import pytest
from textual.widgets import Input

from db.errors import LogBroken
from db.roles import Deed
from db.turning import revoke
from keys.directory import Role
from mhtui.places import UNLOCK
from mhtui.screens.blank import BlankScreen
from mhtui.screens.unlock import WRONG, UnlockScreen
from tests.screens.casefiles import as_af
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, Running, unlock
from tests.screens.rooms import ROOMS, FirstRoom, Room, SecondRoom

AF = "aandachtsfunctionaris"


def locked(running: Running) -> bool:
    """Whether nobody's keys are there."""
    return running.app.session.role is None


async def test_the_right_wachtzin_leads_to_the_first_place_of_the_role(open_app: OpenApp) -> None:
    """The AF lands on Overzicht, with its header filled and its data read."""
    async with open_app(AF, places=ROOMS) as running:
        screen = running.app.screen
        assert isinstance(screen, FirstRoom)
        assert screen.reads == 1
        assert "Gemeente Lopik · aandachtsfunctionaris" in running.text
        assert "namen open" in running.text


async def test_a_wrong_wachtzin_says_so_and_nothing_else(open_app: OpenApp) -> None:
    """The line tells it, the field is empty, and the kluis stays locked."""
    async with open_app(places=ROOMS) as running:
        await running.type("niet deze")
        await running.press("enter")
        assert isinstance(running.app.screen, UnlockScreen)
        assert WRONG in running.text
        assert running.app.screen.query_one("#unlock--secret", Input).value == ""
        assert running.app.session.role is None


async def test_a_place_the_role_may_not_use_is_not_there(open_app: OpenApp) -> None:
    """For the overleg `1` does nothing; the AF goes there."""
    async with open_app("overleg", places=ROOMS) as running:
        assert isinstance(running.app.screen, SecondRoom)
        assert "namen vergrendeld" in running.text
        running.app.screen.set_focus(None)
        await running.press("1")
        assert isinstance(running.app.screen, SecondRoom)


async def test_locking_drops_the_keys_and_every_screen(open_app: OpenApp) -> None:
    """After `ctrl+l` no work screen is left in any place, and the next holder starts anew."""
    async with open_app(AF, places=ROOMS) as running:
        first: object = running.app.screen
        running.app.screen.set_focus(None)
        await running.press("3")
        assert len(running.app.work_screens()) == 2
        await running.press("ctrl+l")
        assert running.app.current_mode == UNLOCK
        assert locked(running)
        assert running.app.work_screens() == []
        await unlock(running, AF)
        assert running.app.screen is not first


async def test_locking_with_something_typed_asks_first(open_app: OpenApp) -> None:
    """`Terug` keeps what was typed; the other button locks."""
    async with open_app(AF, places=ROOMS) as running:
        running.app.screen.query_one("#line").focus()
        await running.type("half af")
        await running.press("ctrl+l")
        assert "zonder te bewaren" in running.text
        await running.click("#no")
        assert running.app.screen.query_one("#line", Input).value == "half af"
        await running.press("ctrl+l")
        await running.click("#yes")
        assert running.app.current_mode == UNLOCK


async def test_the_empty_screen_hides_all_and_gives_it_back_to_the_same_holder(open_app: OpenApp) -> None:
    """F12: nothing to read, no keys; any key and the wachtzin bring back what was typed."""
    async with open_app(AF, places=ROOMS) as running:
        running.app.screen.query_one("#line").focus()
        await running.type("half af")
        await running.press("f12")
        assert isinstance(running.app.screen, BlankScreen)
        assert locked(running)
        assert running.text.strip() == ""
        await running.press("x")
        await running.type("mis")
        await running.press("enter")
        assert "klopt niet" in running.text
        await running.type(PASSPHRASES[AF])
        await running.press("enter")
        assert running.app.session.role == AF
        assert running.app.screen.query_one("#line", Input).value == "half af"


class Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Give the time."""
        return self.seconds


async def test_nobody_there_for_five_minutes_locks(open_app: OpenApp) -> None:
    """One second before, nothing; at five minutes the kluis is locked."""
    watch = Watch()
    async with open_app(AF, places=ROOMS, now=watch) as running:
        watch.seconds += 299
        await running.app.guard.watch_idle()
        assert running.app.session.role == AF
        watch.seconds += 1
        await running.app.guard.watch_idle()
        assert running.app.current_mode == UNLOCK


async def test_a_running_meeting_is_never_locked_by_time(open_app: OpenApp) -> None:
    """`keeps_awake` holds the lock off, however long it takes."""
    watch = Watch()
    async with open_app("overleg", places=ROOMS, now=watch) as running:
        screen = running.app.screen
        assert isinstance(screen, Room)
        screen.awake = True
        watch.seconds += 7200
        await running.app.guard.watch_idle()
        assert running.app.session.role == "overleg"


async def test_idle_with_something_typed_empties_the_screen_instead(open_app: OpenApp) -> None:
    """What was typed waits behind the wachtzin; the keys are gone all the same."""
    watch = Watch()
    async with open_app(AF, places=ROOMS, now=watch) as running:
        running.app.screen.query_one("#line").focus()
        await running.type("half af")
        watch.seconds += 300
        await running.app.guard.watch_idle()
        await running.settle()
        assert isinstance(running.app.screen, BlankScreen)
        assert running.app.session.role is None


async def test_a_change_by_another_program_is_read(open_app: OpenApp) -> None:
    """When the mark rises the shown screen reads again, once."""
    async with open_app(AF, places=ROOMS) as running:
        screen = running.app.screen
        assert isinstance(screen, Room)
        reads = screen.reads
        running.app.mark += 1
        screen.follow(running.app.mark)
        screen.follow(running.app.mark)
        await running.settle()
        assert screen.reads == reads + 1


async def test_what_controle_finds_in_the_background_stands_on_a_red_line(open_app: OpenApp, desktop: Desktop) -> None:
    """A row edited behind the program's back; the line goes with the lock and comes back with the wachtzin."""
    async with open_app(AF, places=ROOMS) as running:
        running.app.guard.check_kluis()
        await running.settle()
        assert running.app.heading.alarm == ""
        with sqlite3.connect(desktop.store) as connection:
            connection.execute("UPDATE series SET rank = rank + 1")
        running.app.guard.somebody_came_in()
        running.app.guard.check_kluis()
        await running.settle()
        assert "▲ Controle vond iets dat niet klopt" in running.text
        await running.press("f12")
        await running.press("x")
        await running.type(PASSPHRASES[AF])
        await running.press("enter")
        assert "▲ Controle vond" in running.text
        await running.press("ctrl+l")
        assert "Controle vond" not in running.text
        await unlock(running, AF)
        assert "▲ Controle vond iets dat niet klopt" in running.text


async def test_a_kluis_that_was_found_unsound_is_not_written_after_locking(open_app: OpenApp, desktop: Desktop) -> None:
    """Not by the one who comes back, and not by the table on the same computer; another program must look itself."""
    async with open_app(AF, places=ROOMS) as running:
        with sqlite3.connect(desktop.store) as connection:
            connection.execute("UPDATE series SET rank = rank + 1")
        running.app.guard.check_kluis()
        await running.settle()
        for role in (AF, "overleg"):
            await running.press("ctrl+l")
            await unlock(running, role)
            with pytest.raises(LogBroken), running.app.session.desk.store.unit(Deed.MEETING_PLANNED):
                pass
        assert "de aandachtsfunctionaris ziet wat, in Beheer" in running.text
    async with open_app(AF, places=ROOMS) as running:
        assert not running.app.session.desk.store.stopped


async def test_the_overleg_does_not_wait_for_a_controle(open_app: OpenApp) -> None:
    """It cannot do anything about it, and its evening is short."""
    async with open_app("overleg", places=ROOMS) as running:
        running.app.guard.check_kluis()
        assert all(worker.group != "check" for worker in running.app.workers)


async def test_a_kluis_out_of_reach_is_told_until_it_answers(open_app: OpenApp, desktop: Desktop) -> None:
    """The file is gone for a while: one red line, and what was typed stays."""
    away = desktop.store.with_suffix(".weg")
    async with open_app(AF, places=ROOMS) as running:
        running.app.screen.query_one("#line").focus()
        await running.type("half af")
        desktop.store.rename(away)
        running.app.session.desk.store._engine.dispose()
        running.app.guard._look()
        await running.settle()
        assert "De kluis is niet bereikbaar" in running.text
        away.rename(desktop.store)
        running.app.guard._look()
        await running.settle()
        assert "De kluis is niet bereikbaar" not in running.text
        assert running.app.screen.query_one("#line", Input).value == "half af"


async def test_who_lost_the_key_is_locked_out(open_app: OpenApp, desktop: Desktop) -> None:
    """The aandachtsfunctionaris takes a key back while its holder is in: the door, and every screen is gone."""
    async with open_app("overleg") as running:
        with as_af(desktop) as desk:
            holder = next(each for each in desk.store.holders() if each.role is Role.OVERLEG)
            revoke(desk.store, holder.id)
        await asyncio.to_thread(running.app.guard._look)
        await running.settle()
        assert running.shows(UnlockScreen)
        assert running.app.session.role is None
        assert running.app.work_screens() == []
        assert "Ketenregisseur" in running.text
        assert "○ Overleg" not in running.text
