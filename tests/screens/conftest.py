"""The program as a person sees it, on a real kluis: still clock, still cursor, and waiting for workers instead of time.

How a test of a screen looks:

    async def test_something(open_app: OpenApp) -> None:
        async with open_app("overleg") as running:
            await running.press("3")
            assert running.app.screen.query_one(...)

`press` and `settle` wait until every worker has answered and every answer is drawn; nothing here sleeps.
`tmp_path_factory` founds one kluis for the whole run; each test gets its own copy of the file.
"""

import asyncio
import builtins
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import DirectoryTree, Input, OptionList, TextArea
from textual.worker import Worker, WorkerCancelled

from db.founding import Founding, found_store
from db.newcomer import NewHolder
from db.records.meeting import Series, SeriesKind
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.app import MhtuiApp
from mhtui.places import PLACES, UNLOCK, Place
from mhtui.screens.unlock import UnlockScreen
from mhtui.session import Launch, Session
from mhtui.settings import Places
from tests.screens.remembered import remember
from tests.screens.still import stand_still
from tests.screens.unrest import nodes_of, unrest

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PASSPHRASES = {
    "aandachtsfunctionaris": "wilg dommel zwaluw",
    "overleg": "tafel stoel koffie",
    "ketenregisseur": "keten schakel ring",
    "zorgcoordinator": "zorg plan bed",
}


_NAMED = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "right": None,
    "down": None,
    "f6": None,
    "f7": None,
    "f10": None,
}
"""Keys that are no letter, and the character a terminal gives with them."""
_QUIET_ROUNDS = 6
"""A message climbs from a button to its screen in a few rounds; each must find nothing left to do."""
_PATIENCE = 5000
"""Rounds; the longest test takes some hundreds. A widget that never answers must end a test, not a run."""


def clock() -> datetime:
    """Stand still."""
    return NOW


class Running:
    """The program in a test."""

    def __init__(self, app: MhtuiApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until no worker runs, no message waits anywhere, and everything is drawn; or until the program ended."""
        quiet = 0
        for _ in range(_PATIENCE):
            await self.pilot.pause(0)
            workers = [worker for worker in self.app.workers if not worker.is_finished and not _endless(worker)]
            if workers:
                with suppress(WorkerCancelled):  # a later request of the same group took its place
                    await self.app.workers.wait_for_complete(workers)
            waiting = any(node.message_queue_size for node in nodes_of(self.app))
            typed = (self.app._typed or self.app._turn) and not self.app._exit
            quiet = 0 if workers or waiting or typed else quiet + 1
            if quiet == _QUIET_ROUNDS or not self.app.screen_stack:
                await self.pilot.pause()
                return
        pytest.fail(f"the screen does not come to rest\n{unrest(self.app)}")

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and settle."""
        await self.pilot.press(*keys)
        await self.settle()

    async def hurry(self, *keys: str) -> None:
        """Let keys come all at once, a word letter by letter, as somebody types who waits for nothing; and settle."""
        for key in keys:
            for each in [key] if key in _NAMED else key:
                name = each if each in _NAMED else _character_to_key(each)
                self.app.post_message(events.Key(name, _NAMED.get(each, each)))
        await self.settle()

    async def type(self, text: str) -> None:
        """Type into the widget that has the focus, at once."""
        await self.pilot.pause()
        field = self.app.focused
        assert isinstance(field, Input | TextArea), field
        if isinstance(field, Input):
            field.insert_text_at_cursor(text)
        else:
            field.insert(text)
        await self.pilot.pause()

    async def click(self, selector: str) -> None:
        """Click in the middle of a widget, and settle."""
        assert await self.pilot.click(selector), selector
        await self.settle()

    def shows(self, kind: builtins.type[Screen[Any]]) -> bool:
        """Whether a screen of this kind is on top."""
        return isinstance(self.app.screen, kind)

    @property
    def text(self) -> str:
        """Everything on the screen, line by line, as a person reads it."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def _endless(worker: Worker[Any]) -> bool:
    """Whether a worker belongs to the clock of the program, or waits for folders to be opened."""
    return worker.group == "poll" or isinstance(worker.node, DirectoryTree)


OpenApp = Callable[..., AbstractAsyncContextManager[Running]]


def founding() -> Founding:
    """Return a small municipality."""
    return Founding(
        store_name="Gemeente Lopik",
        municipality="Lopik",
        retention_months=60,
        holders=(
            NewHolder(Role.AF, "Aandachtsfunctionaris", PASSPHRASES["aandachtsfunctionaris"]),
            NewHolder(Role.OVERLEG, "Overleg", PASSPHRASES["overleg"]),
            NewHolder(Role.KETEN, "Ketenregisseur", PASSPHRASES["ketenregisseur"]),
        ),
        series=(Series(name="Lokaal ondermijningsoverleg", kind=SeriesKind.LOCAL, first_on=date(2026, 1, 7)),),
        figure_years=(2026,),
    )


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on the screen depends on the moment."""
    stand_still(monkeypatch)


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kluis that was founded once; copy it, never open it."""
    path = tmp_path_factory.mktemp("founded") / "kluis.db"
    made = found_store(str(path), founding(), clock=clock, policy=FLOOR_POLICY)
    made.store.close()
    return path


@dataclass(frozen=True)
class Desktop:
    """A computer of its own: its settings, its data, its kluis."""

    places: Places
    store: Path


@pytest.fixture
def desktop(tmp_path: Path, founded_file: Path) -> Desktop:
    """A computer with a kluis that belongs to this test alone."""
    store = tmp_path / "data" / "kluis.db"
    store.parent.mkdir(mode=0o700)
    shutil.copy(founded_file, store)
    made = Desktop(Places(config=tmp_path / "config", data=tmp_path / "data", documents=tmp_path), store)
    remember(made.places, store, clock)
    return made


Steps = Callable[[Running], Awaitable[None]]


class TakePicture(Protocol):
    """Takes a picture of the program and compares it with the one that was approved."""

    def __call__(  # noqa: D102 - the class says it
        self,
        steps: Steps | None = None,
        *,
        role: str | None = None,
        size: tuple[int, int] = (120, 40),
        theme: str | None = None,
        launch: Launch | None = None,
        places: tuple[Place, ...] = PLACES,
        at: Callable[[], datetime] = clock,
    ) -> bool: ...


@pytest.fixture
def picture(snap_compare: Callable[..., bool], desktop: Desktop) -> TakePicture:
    """The program, unlocked as a role, after some steps, compared with the picture that was approved."""

    def take(
        steps: Steps | None = None,
        *,
        role: str | None = None,
        size: tuple[int, int] = (120, 40),
        theme: str | None = None,
        launch: Launch | None = None,
        places: tuple[Place, ...] = PLACES,
        at: Callable[[], datetime] = clock,
    ) -> bool:
        app = MhtuiApp(Session(launch or Launch(), places=desktop.places, clock=at, policy=FLOOR_POLICY), places=places)
        if theme is not None:
            app.theme = theme

        async def before(pilot: Pilot[int]) -> None:
            running = Running(app, pilot)
            await running.settle()
            if role is not None:
                await unlock(running, role)
            if steps is not None:
                await steps(running)
            await running.settle()

        return snap_compare(app, terminal_size=size, run_before=before)

    return take


@pytest.fixture
def open_app(desktop: Desktop) -> OpenApp:
    """Start the program; with a role it is unlocked and stands in that role's first place."""

    @asynccontextmanager
    async def start(
        role: str | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        launch: Launch | None = None,
        places: tuple[Place, ...] = PLACES,
        now: Callable[[], float] | None = None,
        toasts: bool = False,
        at: Callable[[], datetime] = clock,
        renews: bool = False,
    ) -> AsyncIterator[Running]:
        session = Session(launch or Launch(), places=desktop.places, clock=at, policy=FLOOR_POLICY)
        app = MhtuiApp(session, places=places, now=now or monotonic, renews=renews)
        async with app.run_test(size=size, notifications=toasts) as pilot:
            running = Running(app, pilot)
            await running.settle()
            if role is not None:
                await unlock(running, role)
            yield running
        await asyncio.to_thread(session.close)

    return start


async def unlock(running: Running, role: str) -> None:
    """Go in by the door, as a person does: choose who, type the wachtzin, enter."""
    door = running.app.session
    await running.settle()
    screen = running.app.screen
    assert isinstance(screen, UnlockScreen)
    assert screen.door is not None
    place = next(place for place, caller in enumerate(screen.door.callers) if caller.role == role)
    screen.query_one("#unlock--who", OptionList).highlighted = place
    screen.query_one("#unlock--secret").focus()
    await running.type(PASSPHRASES[role])
    await running.press("enter")
    assert door.role == role
    assert running.app.current_mode != UNLOCK
