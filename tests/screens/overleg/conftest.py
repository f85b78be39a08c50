"""A kluis with an overleg of last month and one that is about to begin, a clock that is set, and a second program."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from keys.directory import Role
from keys.holder import HolderKeys
from mhtui.places import PLACES
from mhtui.screens.meeting import MeetingScreen
from tests.screens.conftest import Desktop, OpenApp, Running
from tests.screens.overleg.meetings import MEETING_DAY, Round, SetClock, come_in, come_in_with, keys_of, make_kluis

HERE = tuple(place for place in PLACES if place.name == "meeting")
AGENDA = tuple(place for place in PLACES if place.name == "agenda")
"""The places these tests are about."""
OpenAgenda = Callable[..., AbstractAsyncContextManager["Sitting"]]


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kluis with a past that was made once; copy it, never open it."""
    path = tmp_path_factory.mktemp("overleg") / "kluis" / "kluis.db"
    path.parent.mkdir(mode=0o700)
    make_kluis(path, running_file(path))
    return path


def running_file(founded: Path) -> Path:
    """The same kluis an hour later, with the overleg going on and Zwaluw on the table."""
    return founded.with_name("bezig.db")


@pytest.fixture
def watch() -> SetClock:
    """Half past nine on the day of the overleg."""
    return SetClock(datetime(MEETING_DAY.year, MEETING_DAY.month, MEETING_DAY.day, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def table_keys(founded_file: Path) -> HolderKeys:
    """What the wachtzin of the overleg opens; worked out once."""
    return keys_of(founded_file, Role.OVERLEG)


@pytest.fixture
def other(desktop: Desktop, table_keys: HolderKeys, watch: SetClock) -> Iterator[Round]:
    """A second program of the overleg on the same kluis."""
    session = come_in_with(table_keys, desktop.store, Role.OVERLEG, watch)
    yield session
    session.store.close()


@pytest.fixture
def desktop_office(desktop: Desktop, watch: SetClock) -> Iterator[Round]:
    """A second program of the aandachtsfunctionaris on the same kluis."""
    session = come_in(desktop.store, Role.AF, watch)
    yield session
    session.store.close()


class Sitting:
    """The Overleg screen in a test."""

    def __init__(self, running: Running) -> None:
        self.running = running

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return self.running.text

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until everything is drawn."""
        await self.running.press(*keys)

    async def type(self, text: str) -> None:
        """Type into what has the focus."""
        await self.running.type(text)
        await self.running.settle()

    async def tick(self) -> None:
        """Let the screen look at the clock, as it does every second."""
        screen = self.running.app.screen
        assert isinstance(screen, MeetingScreen)
        screen.tick()
        await self.running.settle()

    async def see_others(self) -> None:
        """Look at the change mark now, as the program does twice a second."""
        await asyncio.to_thread(self.running.app.guard._look)
        await self.running.settle()


@pytest.fixture
def sit_down(open_app: OpenApp, watch: SetClock) -> "SitDown":
    """Open Overleg as the table, before the start."""
    return SitDown(open_app, watch)


@pytest.fixture
def goes_on(founded_file: Path, desktop: Desktop) -> None:
    """The overleg has begun, and Zwaluw is on the table."""
    shutil.copy(running_file(founded_file), desktop.store)


@pytest.fixture
def look_at_agenda(open_app: OpenApp, watch: SetClock) -> "OpenAgenda":
    """Open Agenda, three days before the overleg."""
    watch.to(MEETING_DAY - timedelta(days=3))

    @asynccontextmanager
    async def start(role: str = "aandachtsfunctionaris", size: tuple[int, int] = (120, 40)) -> AsyncIterator[Sitting]:
        async with open_app(role, size=size, places=AGENDA, at=watch) as running:
            yield Sitting(running)

    return start


class SitDown:
    """Opens the program in Overleg."""

    def __init__(self, open_app: OpenApp, watch: SetClock) -> None:
        self._open_app = open_app
        self._watch = watch

    @asynccontextmanager
    async def __call__(self, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Sitting]:
        """Give the screen."""
        async with self._open_app("overleg", size=size, places=HERE, at=self._watch) as running:
            yield Sitting(running)
