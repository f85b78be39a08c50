"""Killed at any moment, a program loses nothing it was told is kept, and leaves no change without its entry."""

import random
import signal
from pathlib import Path

import pytest

from db.errors import NotAStore, NotFound
from db.founding import found_store
from db.replay import check_store
from db.store import Store, open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.crash.conftest import Kluis, Line, Nursery
from tests.db.conftest import clock, make_founding

_KILLS = 60
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


def test_what_was_acknowledged_is_there(nursery: Nursery, kluis: Kluis) -> None:
    """Sixty kills at random points of writing, each followed by a look at everything."""
    chance = random.Random(20261122)
    acknowledged = interrupted = entries = 0
    for _ in range(_KILLS):
        journal = kluis.path.with_name("kluis.db-journal")
        job = {"job": "write", "location": str(kluis.path), "root": kluis.root}
        said = nursery.kill(chance.randrange(6), chance.random() * _LONGEST, **job)
        interrupted += journal.exists()
        store = kluis.original.unlock(open_store(str(kluis.path), clock=clock), Role.AF)
        _holds(store, said)
        acknowledged += sum("version" in line for line in said)
        assert store.change_mark() > acknowledged
        store.close()
        report = check_store(str(kluis.path))
        assert report.findings == ()
        entries = report.entries
    assert acknowledged < entries <= 1 + acknowledged + _KILLS
    assert acknowledged > _KILLS
    assert interrupted > 0


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
