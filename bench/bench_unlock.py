"""How long somebody waits at the door with what a key costs by default, and whether the screen lives meanwhile."""

import asyncio
import tempfile
from pathlib import Path
from statistics import median

from bench.bench_screens import as_in_the_program, waiting
from bench.ratio import Ratio
from bench.thousands import PASSPHRASE, clock, founding
from db.founding import found_store
from keys.passphrase import DEFAULT_POLICY

_TURNS = 5
_MOST_SECONDS = 1.5
_LONGEST_PAUSE = 50


async def _unlocked(path: Path) -> tuple[float, float]:
    """Come in as the program does, in a thread behind its first screen; seconds, and the longest pause."""
    from mhtui.app import MhtuiApp
    from mhtui.session import Launch, Session
    from mhtui.settings import Places

    session = Session(Launch(store=str(path)), places=Places(path.parent, path.parent, path.parent), clock=clock)
    async with MhtuiApp(session).run_test(size=(120, 40)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        door = session.open_door()
        holder = next(caller.id for caller in door.callers if caller.role == "aandachtsfunctionaris")
        async with waiting() as found:
            await asyncio.to_thread(session.unlock, holder, PASSPHRASE)
    session.close()
    return found.seconds, found.pause


def ratios() -> list[Ratio]:
    """Time unlocking, several times; the first does not count."""
    with tempfile.TemporaryDirectory(prefix="mhtui-bench-") as folder, as_in_the_program():
        path = Path(folder) / "kluis.db"
        found_store(str(path), founding(), clock=clock, policy=DEFAULT_POLICY).store.close()
        turns = [asyncio.run(_unlocked(path)) for _ in range(_TURNS + 1)][1:]
    seconds, pauses = (median(side) for side in zip(*turns, strict=True))
    return [
        Ratio("unlocking with the default cost of a key", seconds, _MOST_SECONDS, unit="s"),
        Ratio("longest pause of the screen while it unlocks", 1000 * pauses, _LONGEST_PAUSE, unit="ms"),
    ]
