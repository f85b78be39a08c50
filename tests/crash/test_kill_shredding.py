"""Killed at any point of destroying dossiers they are whole, or gone whole: never in between."""

import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.founding import found_store
from db.replay import check_store
from db.roles import OF_DOSSIERS
from db.shredding import shredded_dossiers
from db.store import open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.crash.conftest import Kluis, Nursery
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import do_work, take_in

_EVERY = 3
"""Statements between two kills."""
_MOST = 120
_TIMES = 30


@pytest.fixture
def worked(tmp_path: Path) -> Kluis:
    """A kluis in a file with a case and two signals more."""
    path = tmp_path / "kluis" / "kluis.db"
    made = found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    original = Original(str(path), made.recovery_code)
    original.unlock(made.store, Role.AF)
    do_work(made.store)
    take_in(made.store, "S-2026-002")
    made.store.close()
    return Kluis(path, original, original.keys[Role.AF].root.hex())


def _copies(worked: Kluis, folder: Path) -> Iterator[str]:
    """Give a fresh copy each time, in the place of the one before."""
    while True:
        there = folder / "copy" / "kluis.db"
        shutil.rmtree(there.parent, ignore_errors=True)
        there.parent.mkdir(mode=0o700)
        shutil.copy(worked.path, there)
        yield str(there)


def _whole(worked: Kluis, location: str) -> bool:
    """See that the kluis is whole; say whether its dossiers are there, all of them or none."""
    assert check_store(location).findings == ()
    store = worked.original.unlock(open_store(location, clock=clock), Role.AF)
    with store.reading() as connection:
        found = {name for name in OF_DOSSIERS if connection.execute(select(schema.NOUNS[name])).first() is not None}
        gone = len(shredded_dossiers(connection))
    facts = [row.opened.month for row in store.facts.all()]
    for name in found:
        assert all(not row.is_sealed for row in store.repository(name).all())
    store.close()
    assert facts == ["2026-11", "2026-11"]
    assert (found, gone) in [(OF_DOSSIERS, 0), (set(), 3)]
    return gone == 0


@pytest.mark.slow
def test_killed_at_every_few_statements(nursery: Nursery, worked: Kluis, tmp_path: Path) -> None:
    """Each the last one until it comes to its end: all of it is undone, and the next one finds what was there."""
    location = next(_copies(worked, tmp_path))
    job = {"job": "shred", "location": location, "root": worked.root}
    kills = 0
    while "shredded" not in (said := nursery.run(**job, statements=kills * _EVERY))[1]:
        assert said[-1]["status"] == signal.SIGKILL
        assert _whole(worked, location)
        kills += 1
        assert kills < _MOST
    assert kills > 20
    assert not _whole(worked, location)


@pytest.mark.slow
def test_killed_at_any_moment(nursery: Nursery, worked: Kluis, tmp_path: Path) -> None:
    """At the commit and in the middle of it: what was acknowledged is gone, what was not is gone or whole."""
    chance, copies = random.Random(20261122), _copies(worked, tmp_path)
    job = {"job": "shred", "root": worked.root}
    location = next(copies)
    assert nursery.run(**job, location=location, at_commit=True)[-1]["status"] == signal.SIGKILL
    assert _whole(worked, location)
    for _ in range(_TIMES):
        location = next(copies)
        said = nursery.kill(0, chance.random() * 0.15, **job, location=location)
        whole = _whole(worked, location)
        assert not whole or not any("shredded" in line for line in said)
        assert {"left": 0} in said or not any("left" in line for line in said)
