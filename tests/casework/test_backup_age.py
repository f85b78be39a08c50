"""How old the newest good back-up is said to be, and which files are cleared away: never the newest good one."""

from pathlib import Path

import pytest

from db.backup.drill import drill
from db.backup.shelf import Whose, lying_in
from db.errors import AlreadyExists, BackupDamaged, NotAllowed, NotFound
from db.founding import found_store
from db.replay import check_store
from db.roles import Deed
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.backup_age import BackupAge, backup_age
from mhtui.casework.backup_shelf import KEEP_WORDS, RETENTION_WORDS, clear_away, clearing, known_backups
from mhtui.casework.backup_words import State, state_of
from mhtui.casework.backups import keep
from mhtui.casework.desk import Desk
from tests.casework.conftest import SetClock, Sit
from tests.db.conftest import make_founding

WEEK = 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where back-ups come."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


class Maker:
    """Makes back-ups, a number of days apart."""

    def __init__(self, desk: Desk, folder: Path, clock: SetClock) -> None:
        self.desk, self.folder, self.clock = desk, folder, clock

    def make(self, *later: int) -> list[Path]:
        """Make one so many days later, and again."""
        paths = []
        for days in later:
            self.clock.forward(days=days)
            paths.append(keep(self.desk, self.folder / f"nr-{self.desk.store.change_mark():04}.mhbackup").path)
        return paths

    def look(self) -> None:
        """Do some work."""
        with self.desk.store.unit(Deed.LOOKED):
            pass

    def clear(self, count: int) -> dict[str, str]:
        """Say what can go, and why."""
        return {each.backup.name: each.why for each in clearing(self.desk, self.folder, count).doomed}


@pytest.fixture
def maker(af: Desk, folder: Path, clock: SetClock) -> Maker:
    """The aandachtsfunctionaris, who makes them."""
    return Maker(af, folder, clock)


def age(desk: Desk) -> BackupAge:
    """The age, of who may know it."""
    found = backup_age(desk, WEEK)
    assert found is not None
    return found


def test_a_new_kluis_is_left_in_peace_for_a_while(af: Desk, clock: SetClock) -> None:
    """Then the header says that there is none."""
    assert (age(af).short, age(af).due) == ("", False)
    clock.forward(days=WEEK)
    assert (age(af).short, age(af).due) == ("geen back-up", True)


def test_the_age_counts_days_and_asks_in_time(af: Desk, maker: Maker, clock: SetClock) -> None:
    """From the signed entry, also in a session that begins later; whatever became of the file."""
    (path,) = maker.make(1)
    path.unlink()
    assert (age(af).short, age(af).due) == ("back-up 0 d", False)
    clock.forward(days=WEEK - 1)
    assert (age(af).short, age(af).due) == ("back-up 6 d", False)
    clock.forward(days=1)
    assert (age(af).short, age(af).due) == ("back-up 7 d", True)
    assert age(Desk(af.store)) == age(af)


def test_a_clock_that_went_back_makes_nothing_fresh(af: Desk, maker: Maker, clock: SetClock) -> None:
    """A back-up of next year is not one of today."""
    maker.make(300)
    clock.forward(days=-300)
    assert (age(af).short, age(af).due) == ("back-up: klok?", True)
    assert "klok" in age(af).sentence


def test_who_has_no_logboek_knows_nothing_of_it(table: Desk, folder: Path) -> None:
    """The table may make one, and is asked for nothing."""
    keep(table, folder)
    assert backup_age(table, WEEK) is None
    with pytest.raises(NotAllowed):
        clearing(table, folder, 1)


def test_found_damaged_it_is_no_good_one(af: Desk, maker: Maker, folder: Path) -> None:
    """Then the one before it counts, until a whole copy of it is tried."""
    older, newer = maker.make(0, 3)
    whole = bytearray(newer.read_bytes())
    newer.write_bytes(bytes([*whole[:-200], whole[-200] ^ 1, *whole[-199:]]))
    with pytest.raises(BackupDamaged):
        drill(af.store, newer)
    assert age(af).short == "back-up 3 d"
    assert state_of(known_backups(af, None)[0]) is State.BROKEN
    newer.write_bytes(whole)
    drill(af.store, newer)
    assert age(af).short == "back-up 0 d"
    assert age(af).drilled_at is not None
    assert [(each.name, state_of(each)) for each in known_backups(af, folder)] == [
        (newer.name, State.DRILLED),
        (older.name, State.UNTRIED),
    ]


def test_a_failed_one_is_told(af: Desk, maker: Maker) -> None:
    """And forgotten once one is good again."""
    (path,) = maker.make(0)
    with pytest.raises(AlreadyExists):
        keep(af, path)
    assert age(af).failed_at is not None
    maker.make(1)
    assert age(af).failed_at is None


def test_what_lies_in_a_folder_is_told_apart(af: Desk, maker: Maker, folder: Path, tmp_path: Path) -> None:
    """Ours, that of another kluis, what is none, and what the logboek names and is not here; a link is left aside."""
    ours, gone = maker.make(0, 1)
    gone.unlink()
    other = found_store(str(tmp_path / "a" / "k.db"), make_founding(Role.AF), clock=maker.clock, policy=FLOOR_POLICY)
    keep(Desk(other.store), folder / "ander.mhbackup")
    other.store.close()
    (folder / "brief.mhbackup").write_text("Geachte heer,")
    (folder / "link.mhbackup").symlink_to(ours)
    (folder / "notitie.txt").write_text("telt niet mee")
    assert {(each.name, state_of(each)) for each in known_backups(af, folder)} == {
        (ours.name, State.UNTRIED),
        (gone.name, State.AWAY),
        ("ander.mhbackup", State.OTHER),
        ("brief.mhbackup", State.BROKEN),
    }
    with pytest.raises(NotFound):
        known_backups(af, folder / "nergens")


def test_a_kluis_on_another_way_is_another(af: Desk, maker: Maker, folder: Path) -> None:
    """The same holder signed it, at an entry that is not the one of this log: it is never taken for ours."""
    maker.make(0)
    (seen,) = lying_in(af.store, folder)
    assert seen.whose is Whose.OURS
    from sqlalchemy import update

    from db import schema
    from db.engine import make_engine, writing

    engine = make_engine(af.store.location)
    with writing(engine) as connection:
        assert seen.summary is not None
        connection.execute(update(schema.log).where(schema.log.c.seq == seen.summary.seq).values(signature=b"x" * 64))
    engine.dispose()
    (seen,) = lying_in(af.store, folder)
    assert seen.whose is Whose.OTHER


def test_what_is_cleared_away(af: Desk, maker: Maker, folder: Path) -> None:
    """Beyond the count, each with an entry; the kluis still holds, and nothing more is to go."""
    first, second, third, fourth = maker.make(0, 1, 1, 1)
    assert maker.clear(4) == {}
    assert maker.clear(2) == {second.name: KEEP_WORDS, first.name: KEEP_WORDS}
    found = clearing(af, folder, 2)
    assert found.newest is not None
    assert found.newest.name == fourth.name
    assert clear_away(af, found) == 2
    assert sorted(folder.iterdir()) == [third, fourth]
    assert maker.clear(2) == {}
    assert [each.deed for each in af.store.log(limit=2)] == [Deed.BACKUP_DESTROYED] * 2
    assert [each.name for each in known_backups(af, folder)] == [fourth.name, third.name]
    assert check_store(af.store.location).sound


def test_older_than_the_bewaartermijn(maker: Maker) -> None:
    """Sixty months in this kluis: also when there are few; the newest good one stays, however old."""
    first, second = maker.make(0, 10)
    maker.clock.forward(days=365 * 5 + 5)
    assert maker.clear(100) == {}  # for five years nobody worked here: the clock may be wrong
    maker.look()
    maker.clock.forward(days=1)
    assert maker.clear(100) == {first.name: RETENTION_WORDS}
    maker.clock.forward(days=364)
    assert maker.clear(100) == {first.name: RETENTION_WORDS}
    maker.make(0)
    assert maker.clear(100) == {second.name: RETENTION_WORDS, first.name: RETENTION_WORDS}


def test_the_newest_good_one_is_the_newest_that_is_whole(af: Desk, maker: Maker, folder: Path) -> None:
    """A newer one with another byte counts for nothing and stays; with no good one nothing goes at all."""
    _, second, third = maker.make(0, 1, 1)
    raw = bytearray(third.read_bytes())
    raw[len(raw) // 2] ^= 1
    third.write_bytes(raw)
    found = clearing(af, folder, 1)
    assert found.newest is not None
    assert found.newest.name == second.name
    assert third.name not in maker.clear(1)
    second.unlink()
    assert maker.clear(1) == {}  # the first is then the newest good one
    min(folder.iterdir()).unlink()
    assert clearing(af, folder, 1).newest is None


def test_a_file_that_was_put_in_its_place_stays(af: Desk, maker: Maker, folder: Path) -> None:
    """What was asked about is what goes: another file under that name is left alone, and nothing is logged."""
    first, second = maker.make(0, 1)
    found = clearing(af, folder, 1)
    before = af.store.change_mark()
    first.write_bytes(second.read_bytes())
    with pytest.raises(NotFound):
        clear_away(af, found)
    assert first.exists()
    assert af.store.change_mark() == before


def test_who_may_clear_away(sit: Sit, maker: Maker, folder: Path) -> None:
    """Not the key of the table, also with a list that another made."""
    maker.make(0, 1)
    with pytest.raises(NotAllowed):
        clear_away(sit(Role.OVERLEG), clearing(maker.desk, folder, 1))
    assert len(list(folder.iterdir())) == 2
