"""Putting back: into a new kluis only, on either database, with every record, and never by who has no key to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db import schema
from db.backup.dump import counted
from db.backup.making import make_backup
from db.backup.opening import open_backup, ring_of_code
from db.backup.restoring import Restored, restore
from db.errors import AlreadyExists, BackupDamaged, NotForThisKey, NotFound
from db.log import LogEntry
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Role
from keys.errors import WrongPassphrase
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from tests.db.backup.conftest import README, Kept
from tests.db.conftest import PASSPHRASES, clock
from tests.db.scenario import add_note


def put_back(path: Path, ring: Ring, location: str) -> Restored:
    """Restore a backup."""
    with open_backup(path) as backup, backup.dump(ring) as dump:
        return restore(dump, ring, location, clock=clock, source="sha256 0")


def records(store: Store) -> dict[str, list[object]]:
    """Return every record of every noun."""
    return {name: list(store.repository(name).all()) for name in schema.NOUNS}


@pytest.fixture
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """A function that gives a place for a new kluis on a database."""

    def give(kind: str) -> str:
        if kind == "sqlite":
            return str(tmp_path / "nieuw" / "kluis.db")
        url: str = request.getfixturevalue("postgres_url")
        return url

    return give


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_everything_comes_back_on_either_database(kept: Kept, new_place: Callable[[str], str], kind: str) -> None:
    """From a file to a server and back: every record, the log and its details; one entry says where it came from."""
    location = new_place(kind)
    restored = put_back(kept.path, kept.store.open_ring, location)
    assert (restored.report.sound, restored.sealed) == (True, 0)
    again = kept.original.unlock(open_store(location, clock=clock), Role.AF)
    assert records(again) == records(kept.store)
    newest, *before = again.log()
    _, *theirs = kept.store.log()
    assert before == list[LogEntry](theirs)
    assert newest.deed is Deed.RESTORED
    assert isinstance(newest.detail, LogDetail)
    assert newest.detail.text == "sha256 0"
    report = check_store(location)
    assert (report.sound, report.entries) == (True, kept.made.summary.seq + 1)
    add_note(again)
    again.close()
    assert check_store(location).sound


def test_the_rows_are_counted_the_same(kept: Kept, new_place: Callable[[str], str]) -> None:
    """Of every table, beside the one entry."""
    location = new_place("sqlite")
    put_back(kept.path, kept.store.open_ring, location)
    again = open_store(location, clock=clock)
    with again.reading() as connection:
        now = dict(counted(connection))
    again.close()
    now["log"] -= 1
    assert now == dict(kept.made.summary.counts)
    assert sum(now.values()) > 60


def test_the_herstelcode_alone_is_enough(kept: Kept, new_place: Callable[[str], str]) -> None:
    """No kluis, no wachtzin: the sheet opens it, and the entry is signed by the sheet."""
    location = new_place("sqlite")
    restored = put_back(kept.path, ring_of_code(kept.original.code), location)
    assert restored.sealed == 0
    again = open_store(location, clock=clock)
    assert again.log(limit=1)[0].label == "Herstelblad"
    again.close()
    assert check_store(location).sound


@pytest.mark.parametrize("role", [Role.AF, Role.DEPUTY])
def test_a_wachtzin_alone_is_enough(kept: Kept, new_place: Callable[[str], str], role: Role) -> None:
    """By the keyslot that stands in the backup."""
    with open_backup(kept.path) as backup:
        slot = next(each for each in backup.slots if each.role is role)
        with pytest.raises(WrongPassphrase):
            backup.ring_of(slot, "een andere wachtzin", policy=FLOOR_POLICY)
        ring = backup.ring_of(slot, PASSPHRASES[role], policy=FLOOR_POLICY)
    restored = put_back(kept.path, ring, new_place("sqlite"))
    assert restored.opened > 20
    assert (restored.sealed > 0) == (role is Role.DEPUTY)


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN, Role.ZORG, Role.FG])
def test_who_may_not_restore_opens_nothing(kept: Kept, open_as: Callable[[Role], Store], role: Role) -> None:
    """Also who made it."""
    theirs = open_as(role)
    path = kept.path.with_name("eigen.mhbackup")
    make_backup(theirs, path, README)
    with open_backup(path) as backup, pytest.raises(NotForThisKey), backup.dump(theirs.open_ring):
        pytest.fail("it opened")


def test_a_kluis_that_is_there_is_never_touched(kept: Kept) -> None:
    """Not by the same backup, not in the same place."""
    before = kept.store.change_mark()
    with pytest.raises(AlreadyExists):
        put_back(kept.path, kept.store.open_ring, kept.store.location)
    assert kept.store.change_mark() == before
    assert check_store(kept.store.location).sound


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong path is no damage."""
    with pytest.raises(NotFound), open_backup(tmp_path / "nergens.mhbackup"):
        pytest.fail("it opened")


class _StoppedError(Exception):
    """Somebody pressed a key."""


def test_stopped_at_any_moment_there_is_no_kluis(kept: Kept, tmp_path: Path) -> None:
    """At every tenth word about how far it is, no file is left."""
    location = tmp_path / "nieuw" / "kluis.db"
    with open_backup(kept.path) as backup, backup.dump(kept.store.open_ring) as dump:
        said: list[int] = []
        place = str(tmp_path / "heel" / "kluis.db")
        ring = kept.store.open_ring
        restore(dump, ring, place, clock=clock, source="", progress=lambda done, _total: said.append(done))
        assert len(said) > 100
        for at in range(0, len(said), 10):
            seen = [at]

            def stop(_done: int, _total: int, seen: list[int] = seen) -> None:
                seen[0] -= 1
                if seen[0] < 0:
                    raise _StoppedError

            with pytest.raises(_StoppedError):
                restore(dump, ring, str(location), clock=clock, source="", progress=stop)
            assert list(location.parent.iterdir()) == []


def test_rows_that_are_not_those_of_the_log_are_refused(kept: Kept, tmp_path: Path) -> None:
    """A real holder signs a dump of a kluis that somebody edited: the replay finds it, and nothing is left."""
    from tests.db.raw import Raw

    Raw(kept.store.location).run("UPDATE actions SET state = 'closed'")
    made = make_backup(kept.store, tmp_path / "bewerkt.mhbackup", README)
    with pytest.raises(BackupDamaged):
        put_back(made.path, kept.store.open_ring, str(tmp_path / "nieuw" / "kluis.db"))
    assert list((tmp_path / "nieuw").iterdir()) == []
