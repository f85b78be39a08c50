"""What a backup costs: 10,000 cases into one signed file beside a copy of the database sealed with age by hand.

The drill has no rival: nobody replays a log by hand. How long the work goes without a word is measured with it, since
it can be stopped at each word and only there.
"""

import shutil
import sqlite3
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from time import perf_counter

from bench.ratio import Ratio, compare
from bench.silence import Silence
from bench.thousands import kluis, unlocked
from db.backup.drill import drill
from db.backup.making import make_backup
from db.store import Store
from keys.agefile import seal_stream
from keys.bech32 import recipient

CASES = 10_000
_MOST_RATIO = 3
_MOST_SILENCE = 250


def _by_hand(store: Store, folder: Path) -> None:
    """Copy the database with SQLite's own backup, and seal the copy for the same three keys."""
    copy, sealed = folder / "kopie.db", folder / "kopie.age"
    with sqlite3.connect(store.location) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    target.close()
    source.close()
    publics = [holder.public.backup for holder in store.directory.holders if holder.active]
    age = shutil.which("age")
    if age is None:
        with copy.open("rb") as plain, sealed.open("wb") as file:
            seal_stream(plain, file, publics)
    else:
        to = [word for public in publics for word in ("--recipient", recipient(public))]
        subprocess.run([age, *to, "--output", str(sealed), str(copy)], check=True)
    copy.unlink()
    sealed.unlink()


def ratios() -> list[Ratio]:
    """Make backups in turns, then try one."""
    with kluis(CASES) as path, tempfile.TemporaryDirectory(prefix="mhtui-bench-") as name:
        folder, store, numbers = Path(name), unlocked(path), count()
        making, trying = Silence(), Silence()

        def ours() -> Path:
            return make_backup(store, folder / f"{next(numbers)}.mhbackup", "", progress=making.start()).path

        made = compare(
            "back-up of 10,000 casussen beside a copy of the database and `age`",
            ours,
            lambda: _by_hand(store, folder),
            limit=_MOST_RATIO,
            turns=3,
        )
        kept = ours()
        size = kept.stat().st_size
        start = perf_counter()
        drill(store, kept, progress=trying.start())
        seconds = perf_counter() - start
        store.close()
    silence = max(making.longest, trying.longest)
    return [
        made,
        Ratio("size of that back-up", size / 1024**2, unit="MiB"),
        Ratio("drill of that back-up: put back, replayed, every value opened", seconds, unit="s"),
        Ratio("longest silence while a back-up is made or drilled", 1000 * silence, _MOST_SILENCE, unit="ms"),
    ]
