"""What sealing costs: opening 10,000 casussen beside tables as one would write them without us, and the memory for it.

Only computing is timed (`process_time`), and every side gives the same records. The straightforward table is what the
limit is about; the same store with rows that are not sealed shows how much of it is the seal.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

from bench.column_store import ColumnStore, fernet, plain, sqlcipher
from bench.plain_rows import PlainRows
from bench.ratio import Ratio, compare
from bench.thousands import PASSPHRASE, kluis, signal_of, unlocked
from db.records.signal import Signal
from db.roles import Deed
from db.store import Store
from keys.directory import Kind

CASES = 10_000
_MOST_MEMORY = 250
_HOLD = """
import json, sys
import psutil
from pathlib import Path
from bench.thousands import unlocked
start = psutil.Process().memory_info().rss
store = unlocked(Path(sys.argv[1]))
held = [list(store.repository(name).all()) for name in ("signals", "cases", "links", "steps")]
end = psutil.Process().memory_info().rss
print(json.dumps({"start": start, "end": end, "rows": sum(map(len, held))}))
"""
_DERIVE = """
import json, resource, sys
from pathlib import Path
from keys.passphrase import DEFAULT_POLICY, make_keyslot
make_keyslot(bytes(32), sys.argv[1], context=[b"bench"], policy=DEFAULT_POLICY)
status = Path("/proc/self/status")  # what getrusage says may be the peak of the process that started this one
said = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
peak = int(said["VmHWM"].split()[0]) if "VmHWM" in said else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"peak": peak * 1024}))
"""


@dataclass
class Rivals:
    """The same signals in each kind of store."""

    ours: Store
    unsealed: Store
    columns: ColumnStore
    fernet: ColumnStore
    sqlcipher: ColumnStore


def _signals() -> list[Signal]:
    """Signals with twelve fields filled in."""
    chance = Random(2)
    filled = {"persons": (), "reported_on": "12 maart 2026", "reported_at": "14:30", "municipality": "Lopik"}
    return [
        signal_of(chance, number).model_copy(
            update={**filled, "sender_number": f"2026-{number}", "reporter_kind": "burger"}
        )
        for number in range(CASES)
    ]


def _write(store: Store, signals: list[Signal]) -> list[tuple[str, Signal]]:
    place = store.place(Kind.IDENTITEIT).id
    with store.unit(Deed.SIGNAL_ADDED) as unit:
        rows = [unit.add(store.signals, signal, compartment=place, rank=rank) for rank, signal in enumerate(signals, 1)]
    return [(row.id, row.opened) for row in rows]


@contextmanager
def _rivals() -> Iterator[Rivals]:
    signals = _signals()
    with kluis(0) as path, kluis(0) as other, tempfile.TemporaryDirectory(prefix="mhtui-bench-") as folder:
        ours, unsealed = unlocked(path), unlocked(other, PlainRows)
        rows = _write(ours, signals)
        _write(unsealed, signals)
        made = [make(Path(folder) / f"{make.__name__}.db") for make in (plain, fernet, sqlcipher)]
        for each in made:
            each.fill(rows)
        rivals = Rivals(ours, unsealed, *made)
        _same(rivals)
        yield rivals
        for each in made:
            each.close()
        ours.close()
        unsealed.close()


def _all_of(store: Store) -> list[Signal]:
    return [row.opened for row in store.signals.all()]


def _same(rivals: Rivals) -> None:
    """See that every side gives the same, or nothing is compared."""
    given = sorted(signal.number for signal in _all_of(rivals.ours))
    for store in (rivals.columns, rivals.fernet, rivals.sqlcipher):
        if sorted(signal.number for _, signal in store.open_all()) != given:
            raise AssertionError("the sides of the bench do not give the same")


def _times() -> Iterator[Ratio]:
    opening = f"opening {CASES:,} signalen of 12 fields beside"
    with _rivals() as rivals:

        def ours() -> object:
            return _all_of(rivals.ours)

        beside = {
            f"{opening} plain columns": (rivals.columns.open_all, 4.0),
            f"{opening} a Fernet column each": (rivals.fernet.open_all, 0.4),
            f"{opening} SQLCipher": (rivals.sqlcipher.open_all, None),
            f"{opening} the same store, not sealed": (lambda: _all_of(rivals.unsealed), None),
        }
        for name, (other, limit) in beside.items():
            yield compare(name, ours, other, limit=limit, timer=process_time)


def _child(code: str, argument: str) -> dict[str, int]:
    """Run code in a fresh process; return what it says."""
    done = subprocess.run([sys.executable, "-c", code, argument], check=True, capture_output=True, text=True)
    said: dict[str, int] = json.loads(done.stdout)
    return said


def _memory() -> Iterator[Ratio]:
    mib = 1024 * 1024
    with kluis(CASES) as path:
        said = _child(_HOLD, str(path))
        name = f"resident memory with all of {CASES:,} casussen open ({said['rows']:,} rows)"
        yield Ratio(name, said["end"] / mib, _MOST_MEMORY, unit="MiB")
        yield Ratio("of which the program before opening", said["start"] / mib, unit="MiB")
    if sys.platform != "win32":
        yield Ratio("peak while a wachtzin is derived, apart", _child(_DERIVE, PASSPHRASE)["peak"] / mib, unit="MiB")


def ratios() -> list[Ratio]:
    """Time, then memory."""
    return [*_times(), *_memory()]
