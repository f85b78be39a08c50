"""The age of the newest back-up in the header, and the word on Overzicht when it is time for another one."""

from datetime import datetime, timedelta
from pathlib import Path

from mhtui.casework.backups import keep
from mhtui.casework.intake import register
from mhtui.guard import KluisChanged
from mhtui.places import PLACES
from tests.screens.casefiles import as_af, form
from tests.screens.conftest import Desktop, OpenApp, clock

HERE = tuple(place for place in PLACES if place.name in {"overview", "office"})
AF = "aandachtsfunctionaris"


def lay(desktop: Desktop, folder: Path) -> None:
    """A signal, and a back-up of it."""
    with as_af(desktop) as desk:
        register(desk, form())
        keep(desk, folder)


def later(days: int) -> datetime:
    """So many days after the back-up."""
    return clock() + timedelta(days=days)


async def test_the_header_says_how_old_it_is(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """Quietly while it is young, and not where there is no room; it follows what another program does."""
    lay(desktop, tmp_path)
    async with open_app(AF, places=HERE, at=lambda: later(3)) as running:
        assert "back-up 3 d" in running.text
        assert "tijd voor een back-up" not in running.text
        await running.pilot.resize_terminal(60, 20)
        await running.settle()
        assert "back-up 3 d" not in running.text
        await running.pilot.resize_terminal(120, 40)
        with as_af(desktop) as desk:
            desk.store.clock = lambda: later(3)
            keep(desk, tmp_path)
            running.app.post_message(KluisChanged(desk.store.change_mark()))
        await running.settle()
        assert "back-up 0 d" in running.text


async def test_overzicht_asks_for_one_in_time(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """After the days of the settings; also on a small terminal."""
    lay(desktop, tmp_path)
    for size in ((120, 40), (60, 20)):
        async with open_app(AF, places=HERE, at=lambda: later(9), size=size) as running:
            assert "▲ back-up 9 d" in running.text
            assert "▲ tijd voor een back-up" in running.text


async def test_the_days_are_those_of_the_settings(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """Thirty days are not over in nine."""
    lay(desktop, tmp_path)
    desktop.places.config.mkdir(parents=True, exist_ok=True)
    desktop.places.settings_file.write_text('{"backup_na_dagen": 30}')
    async with open_app(AF, places=HERE, at=lambda: later(9)) as running:
        assert "back-up 9 d" in running.text
        assert "▲ back-up" not in running.text


async def test_the_table_is_told_nothing(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """It holds no key of the logboek."""
    lay(desktop, tmp_path)
    async with open_app("overleg", at=lambda: later(9)) as running:
        assert "back-up" not in running.text
