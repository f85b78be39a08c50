"""What new keys for everything cost: 10,000 dossiers sealed anew in one transaction, in a file and on a server.

Nothing beside it: without sealing there is nothing to turn. The server is one of this machine alone, with its own
settings, so that a commit waits for the disk. It can be stopped at each word about how far it is, and only there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from bench.ratio import Ratio
from bench.server import database
from bench.silence import Silence
from bench.thousands import filled, kluis, unlocked
from db.turning import rotate

CASES = 10_000
_MOST_SECONDS = 10
_MOST_SILENCE = 1000
_TURNS = 3


@contextmanager
def _in_file() -> Iterator[str]:
    with kluis(CASES) as path:
        yield str(path)


@contextmanager
def _on_server() -> Iterator[str]:
    with database() as url:
        filled(url, CASES)
        yield url


def ratios() -> list[Ratio]:
    """Turn each kluis a few times; the middle one counts, and of the silence the longest."""
    found: list[Ratio] = []
    for place, made in (("SQLite", _in_file), ("PostgreSQL", _on_server)):
        with made() as location:
            store, heard, times = unlocked(location), Silence(), []
            for _ in range(_TURNS):
                start = perf_counter()
                rotate(store, progress=heard.start())
                heard.stop()
                times.append(perf_counter() - start)
            store.close()
        found += [
            Ratio(
                f"new keys for 10,000 casussen (35,000 rows, 20,000 keys), {place}",
                sorted(times)[_TURNS // 2],
                _MOST_SECONDS,
                "s",
            ),
            Ratio(f"longest silence of that, its end included, {place}", 1000 * heard.longest, _MOST_SILENCE, "ms"),
        ]
    return found
