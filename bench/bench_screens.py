"""How quick the screens are: the first frame, Overzicht of 10,000 cases to the painted frame, search while typing.

The first frame and the search are timed in a pseudo-terminal. Overzicht, and the pauses of the screen while a thread
reads, are timed in one process with Textual's own driver for tests; sealed and unsealed in turns.
"""

import asyncio
import gc
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled

from bench.plain_rows import PlainRows
from bench.ratio import Ratio, compare
from bench.terminal import Terminal
from bench.thousands import PASSPHRASE, clock, founding, kluis, unlocked
from db.founding import found_store
from db.rows import SealedRows
from db.store import SealerMaker, open_store
from keys.passphrase import FLOOR_POLICY
from mhtui.pins import Pinboard
from mhtui.process import keep_the_screen_quick
from mhtui.settings import Places

if TYPE_CHECKING:
    from textual.pilot import Pilot

CASES = 10_000
_TURNS = 5
_BEAT = 0.005
"""Seconds between two beats of a screen that has nothing to do."""
_LONGEST_PAUSE = 100
_SEARCHED = ("paspoort", "wilg 77", "huisvesting", "s-2026-01", "verzonnen 4", "loon bus")
"""What is typed while searching, key by key."""
_EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Wachtzin")
Empty().run()
"""
_OURS = "import sys; sys.argv = ['mhtui', '--kluis', {path!r}]; from mhtui.__main__ import main; main()"


def _first_frame(code: str, settings: Path) -> None:
    """Run a program in a terminal until its word stands there, and end it."""
    with Terminal(code, settings) as terminal:
        terminal.wait("Wachtzin")


def _frame_ratio() -> Ratio:
    with tempfile.TemporaryDirectory(prefix="mhtui-bench-") as folder:
        path = Path(folder) / "kluis.db"
        found_store(str(path), founding(), clock=clock, policy=FLOOR_POLICY).store.close()
        ours = _OURS.format(path=str(path))
        name = "first frame of Ontgrendelen beside an empty Textual program"
        return compare(
            name, lambda: _first_frame(ours, path.parent), lambda: _first_frame(_EMPTY, path.parent), limit=2.5, turns=9
        )


@asynccontextmanager
async def _in_program(path: Path, sealer: SealerMaker) -> AsyncIterator["Pilot[int]"]:
    """Give the program on an unlocked kluis; it stands on its first screen, which has read nothing yet."""
    from mhtui.app import MhtuiApp
    from mhtui.casework.desk import Desk
    from mhtui.entering import entrance
    from mhtui.session import Launch, Session

    session = Session(Launch(store=str(path)), places=Places(path.parent, path.parent, path.parent), clock=clock)
    app = MhtuiApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await _quiet(pilot)
        session.close()
        store = unlocked(path, sealer)
        session._store, session._desk = store, Desk(store)  # noqa: SLF001 - the bench injects rows that are not sealed
        app.enter(entrance(store))
        yield pilot
    session.close()


async def _quiet(pilot: "Pilot[int]") -> None:
    """Wait until no worker runs and everything is drawn."""
    while True:
        await pilot.pause()
        running = [worker for worker in pilot.app.workers if not worker.is_finished and worker.group != "poll"]
        if not running:
            return
        with suppress(WorkerCancelled):  # a later request of the same group took its place
            await pilot.app.workers.wait_for_complete(running)


@dataclass
class Waiting:
    """How long something took, and the longest time the screen did nothing else meanwhile; seconds."""

    seconds: float = 0.0
    pauses: list[float] = field(default_factory=list)

    @property
    def pause(self) -> float:
        """The longest."""
        return max(self.pauses, default=0.0)


@asynccontextmanager
async def waiting() -> AsyncIterator[Waiting]:
    """Time what is done inside, while a heart beats where keys are answered."""
    found = Waiting()

    async def beat() -> None:
        while True:
            start = perf_counter()
            await asyncio.sleep(_BEAT)
            found.pauses.append(perf_counter() - start - _BEAT)

    heart, start = asyncio.create_task(beat()), perf_counter()
    yield found
    found.seconds = perf_counter() - start
    heart.cancel()


async def _overview_seconds(path: Path, sealer: SealerMaker) -> Waiting:
    """Time from going in to the painted list."""
    from mhtui.widgets.table import PagedTable

    async with _in_program(path, sealer) as pilot, waiting() as found:
        await _quiet(pilot)
        if not pilot.app.screen.query_one("#overview--rows", PagedTable).rows_shown:
            raise RuntimeError("an empty list was timed")
    return found


async def _first_search_seconds(path: Path) -> Waiting:
    """Time from `/` until everything can be found, the first time in a session."""
    async with _in_program(path, SealedRows) as pilot:
        await _quiet(pilot)
        async with waiting() as found:
            await pilot.press("slash")
            await _quiet(pilot)
    return found


@contextmanager
def as_in_the_program() -> Iterator[None]:
    """Set Python up as the program on the screen does, and leave it as it was for the other benches."""
    seconds, thresholds = sys.getswitchinterval(), gc.get_threshold()
    keep_the_screen_quick()
    yield
    sys.setswitchinterval(seconds)
    gc.set_threshold(*thresholds)


def _reading_ratios(sealed: Path, plain: Path) -> list[Ratio]:
    with as_in_the_program():
        turns = [
            (
                asyncio.run(_overview_seconds(sealed, SealedRows)),
                asyncio.run(_overview_seconds(plain, PlainRows)),
                asyncio.run(_first_search_seconds(sealed)),
            )
            for _ in range(_TURNS + 1)
        ][1:]
    board, other, search = zip(*turns, strict=True)
    ours, theirs = (median(each.seconds for each in side) for side in (board, other))
    name = f"Overzicht of {CASES:,} cases to the painted frame, beside the same screen on an unsealed store"
    value = median(mine.seconds / other.seconds for mine, other, _ in turns)
    found = [Ratio(name, value, 1.5, ours=ours, other=theirs)]
    read = median(each.seconds for each in search)
    found.append(Ratio(f"first search in {CASES:,} cases: from `/` until everything can be found", read, unit="s"))
    for what, side in (("Overzicht", board), ("the first search", search)):
        longest = 1000 * median(each.pause for each in side)
        found.append(Ratio(f"longest pause of the screen while {what} reads", longest, _LONGEST_PAUSE, unit="ms"))
    return found


def _search_seconds(path: Path) -> list[float]:
    """Time from each typed key to its painted hits, in the real program on a computer that knows this kluis."""
    times: list[float] = []
    known = open_store(str(path), clock=clock)
    Pinboard(Places(path.parent / "mhtui", path.parent, path.parent)).remember(known)
    known.close()
    with Terminal(_OURS.format(path=str(path)), path.parent) as terminal:
        terminal.wait("ntgrendel")
        terminal.key(f"{PASSPHRASE}\r")
        terminal.wait("Wat nu")
        terminal.key("/")
        terminal.wait("Hoofdletters")
        for word in _SEARCHED:
            times += [terminal.key(letter) for letter in word]
            terminal.key("\x7f" * len(word))
    return times


def _search_ratios(path: Path) -> list[Ratio]:
    times = _search_seconds(path)
    name = f"search while typing over {CASES:,} open cases, key to painted hits"
    return [
        Ratio(f"{name}, p50", 1000 * median(times), 33, unit="ms"),
        Ratio(f"{name}, p95", 1000 * quantiles(times, n=20)[-1], 100, unit="ms"),
    ]


def ratios() -> list[Ratio]:
    """All that a person waits for."""
    with kluis(CASES) as sealed, kluis(CASES, PlainRows) as plain:
        return [_frame_ratio(), *_reading_ratios(sealed, plain), *_search_ratios(sealed)]
