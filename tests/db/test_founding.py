"""A new kluis is made whole or not at all, and never over something that stands there."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import AlreadyExists, DbError, NotAStore, StorageFailure
from db.founding import Founded, found_store
from db.locations import journal_of, prepare_new, remove_new
from db.records.office import HolderCard
from db.replay import check_store
from db.store import open_store
from keys.directory import Kind, Role
from keys.errors import LimitExceeded, WrongPassphrase
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import PASSPHRASES, clock, make_founding

_SMALL = make_founding(Role.AF)


def _found(location: str) -> Founded:
    return found_store(location, _SMALL, clock=clock, policy=FLOOR_POLICY)


def test_a_new_kluis_is_whole(location: str) -> None:
    """One entry, a sound log, everything there, and the wachtzin opens it; another does not."""
    made = found_store(location, make_founding(), clock=clock, policy=FLOOR_POLICY)
    made.store.close()
    report = check_store(location)
    assert (report.sound, report.entries) == (True, 1)
    store = open_store(location, clock=clock)
    assert [holder.role for holder in store.holders()] == [Role.AF, Role.OVERLEG, Role.KETEN]
    me = store.holders()[0]
    with pytest.raises(WrongPassphrase):
        store.unlock(me.id, "iets anders", policy=FLOOR_POLICY)
    assert store.ring is None
    store.unlock(me.id, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
    assert {place.kind for place in store.places()} == set(Kind)
    assert next(store.holder_cards.all()).record == HolderCard(label="Aandachtsfunctionaris", name="Ans Verzonnen")
    with pytest.raises(WrongPassphrase):
        store.unlock(store.holders()[1].id, "iets anders", policy=FLOOR_POLICY)
    assert store.role is Role.AF
    store.close()


def test_the_recovery_code_is_a_holder_of_everything(location: str) -> None:
    """The herstelblad stands in the directory, and was granted every compartment."""
    made = _found(location)
    named = next(each for each in made.store.directory.holders if each.role is Role.RECOVERY)
    assert HolderKeys.from_recovery(made.recovery_code).public == named.public
    assert named not in made.store.holders()
    assert made.recovery_code.hex() not in repr(made)
    made.store.close()


def test_nothing_is_made_over_a_kluis(location: str) -> None:
    """Not over a file, not in a database; what stands there stays."""
    made = _found(location)
    made.store.close()
    before = check_store(location)
    with pytest.raises(AlreadyExists):
        _found(location)
    assert check_store(location) == before


def test_two_founders_at_once(location: str) -> None:
    """One of them makes the kluis, the other is told; nobody takes away what the first made."""
    results: list[Founded | DbError] = []
    start = threading.Barrier(2)

    def found() -> None:
        start.wait()
        try:
            results.append(_found(location))
        except DbError as error:
            results.append(error)

    threads = [threading.Thread(target=found) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = [each for each in results if isinstance(each, Founded)]
    refused = [each for each in results if isinstance(each, AlreadyExists)]
    assert (len(made), len(refused)) == (1, 1)
    assert made[0].store.signals.count() == 0
    made[0].store.close()
    assert check_store(location).sound


def test_a_passphrase_that_cannot_be_used_leaves_nothing(tmp_path: Path) -> None:
    """It fails before a file is made."""
    holder = replace(_SMALL.holders[0], passphrase="")
    with pytest.raises(LimitExceeded):
        found_store(
            str(tmp_path / "map" / "kluis.db"), replace(_SMALL, holders=(holder,)), clock=clock, policy=FLOOR_POLICY
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("roles", [(Role.OVERLEG,), (Role.AF, Role.AF), (Role.AF, Role.RECOVERY)])
def test_exactly_one_aandachtsfunctionaris(roles: tuple[Role, ...]) -> None:
    """Said before anything is asked of the store."""
    holders = tuple(replace(_SMALL.holders[0], role=role) for role in roles)
    with pytest.raises(ValueError, match="exactly one"):
        replace(_SMALL, holders=holders)


def test_an_empty_file_is_taken_over(tmp_path: Path) -> None:
    """What an interrupted founding leaves behind is nobody's, and gets the mode it should have."""
    path = tmp_path / "kluis.db"
    path.touch(mode=0o644)
    path.chmod(0o600)
    with pytest.raises(NotAStore):
        open_store(str(path), clock=clock)
    path.chmod(0o644)
    _found(str(path)).store.close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert check_store(str(path)).sound


def test_a_file_whose_first_transaction_never_ended_is_taken_over(tmp_path: Path) -> None:
    """Its header is written, its journal says that nothing was: opening rolls it back."""
    path = tmp_path / "kluis.db"
    half = sqlite3.connect(path, isolation_level=None)
    half.execute("PRAGMA cache_size=1")
    half.execute("BEGIN IMMEDIATE")
    half.execute("PRAGMA application_id=0x6d687475")
    half.execute("CREATE TABLE filler (x BLOB)")
    for _ in range(50):
        half.execute("INSERT INTO filler VALUES (randomblob(4000))")
    content, journal = path.read_bytes(), journal_of(path).read_bytes()
    half.close()
    assert content
    path.write_bytes(content)
    journal_of(path).write_bytes(journal)
    _found(str(path)).store.close()
    assert check_store(str(path)).sound
    assert not journal_of(path).exists()


def test_a_file_that_appeared_meanwhile_is_not_taken_away(tmp_path: Path) -> None:
    """Whoever made an empty file and then failed removes it only while it is still empty."""
    path = tmp_path / "kluis.db"
    assert prepare_new(path)
    path.write_bytes(b"geschreven door een ander")
    remove_new(path)
    assert path.exists()
    path.write_bytes(b"")
    remove_new(path)
    assert not path.exists()


def test_a_place_where_nothing_can_be_made(tmp_path: Path) -> None:
    """A file in the place of the folder."""
    (tmp_path / "map").touch()
    with pytest.raises(StorageFailure):
        _found(str(tmp_path / "map" / "kluis.db"))
