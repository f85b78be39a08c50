"""A dossier that was destroyed after a backup does not come back with it, whoever tells that it was destroyed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.backup.making import make_backup
from db.backup.opening import open_backup, ring_of_code
from db.backup.restoring import Restored, restore
from db.backup.since import destroyed_in_backup, destroyed_in_kluis
from db.errors import ForeignBackup, LogBroken, NotAllowed, OlderStore
from db.log import Change
from db.records.base import DossierId
from db.records.office import Shredding
from db.replay import check_store
from db.roles import Deed
from db.shredding import Stone, buried, shred, shredded_dossiers
from db.store import Store, open_store
from keys.directory import Kind, Role
from keys.ring import Ring
from tests.db.backup.conftest import README, Kept
from tests.db.conftest import clock
from tests.db.raw import Raw, Scene, sign_entry
from tests.db.scenario import DAY, take_in

TOLD = Shredding(
    number="C-2026-001", since=DAY, ended_on=DAY, due_on=DAY, reason="om", category="11.1", rows=1, keys=1
)  # fmt: skip


@pytest.fixture
def gone(kept: Kept, scene: Scene) -> tuple[DossierId, ...]:
    """The case and its signal, destroyed after the backup was made; what came after that stays."""
    dossiers = (scene.work.case.dossier, scene.work.signal.dossier)
    with kept.store.unit(Deed.SHREDDED, subject=TOLD.number) as unit:
        shred(unit, dossiers)
        unit.shredding = TOLD
    take_in(kept.store, "S-2026-002")
    return dossiers


def _put_back(path: Path, ring: Ring, location: str, since: tuple[Stone, ...]) -> Restored:
    with open_backup(path) as backup, backup.dump(ring) as dump:
        return restore(dump, ring, location, clock=clock, source="", since=since)


def _held(location: str, dossiers: tuple[DossierId, ...]) -> list[str]:
    """Return in which tables of a kluis something of these dossiers stands."""
    store = open_store(location, clock=clock)
    with store.reading() as connection:
        tables = (*schema.NOUNS.values(), schema.data_keys)
        found = [
            table.name
            for table in tables
            for _ in connection.execute(select(table.c.id).where(table.c.dossier.in_(dossiers)))
        ]
    store.close()
    return found


@pytest.mark.parametrize("way", ["af", "herstelblad"])
@pytest.mark.parametrize("teller", ["kluis", "nieuwer"])
def test_what_was_destroyed_does_not_come_back(
    kept: Kept, gone: tuple[DossierId, ...], tmp_path: Path, way: str, teller: str
) -> None:
    """The kluis itself or a newer backup tells; with the wachtzin or with the herstelcode."""
    ring = kept.store.open_ring if way == "af" else ring_of_code(kept.original.code)
    newer = make_backup(kept.store, tmp_path / "nieuwer.mhbackup", README).path
    with open_backup(kept.path) as backup, backup.dump(ring) as dump:
        in_kluis = teller == "kluis"
        since = destroyed_in_kluis(kept.store, dump, ring) if in_kluis else destroyed_in_backup(newer, dump, ring)
        location = str(tmp_path / "nieuw" / "kluis.db")
        done = restore(dump, ring, location, clock=clock, source="", since=since)
    assert (done.shredded, done.report.sound) == (2, True)
    assert _held(location, gone) == []
    assert check_store(location).findings == ()
    again = kept.original.unlock(open_store(location, clock=clock), Role.AF)
    assert [stone.shredding for stone in buried(again)] == [TOLD]
    assert [entry.deed for entry in again.log(limit=2)] == [Deed.SHREDDED, Deed.RESTORED]
    assert [row.opened.month for row in again.facts.all()] == ["2026-11"]
    again.close()


def test_without_anybody_to_tell_it_comes_back(kept: Kept, gone: tuple[DossierId, ...], tmp_path: Path) -> None:
    """So the program has to say that it does not know."""
    location = str(tmp_path / "nieuw" / "kluis.db")
    assert _put_back(kept.path, kept.store.open_ring, location, ()).shredded == 0
    assert _held(location, gone) != []


def test_ids_alone_are_enough(kept: Kept, gone: tuple[DossierId, ...], tmp_path: Path) -> None:
    """What a computer remembered: nothing else of it is known any more, and nothing is left in the file."""
    location = tmp_path / "nieuw" / "kluis.db"
    unknown = DossierId("0" * 32)
    done = _put_back(kept.path, kept.store.open_ring, str(location), (Stone(0, frozenset({*gone, unknown})),))
    assert done.shredded == 2
    store = open_store(str(location), clock=clock)
    with store.reading() as connection:
        assert shredded_dossiers(connection) == frozenset(gone)
    assert buried(store) == ()
    store.close()
    assert check_store(str(location)).sound


def test_a_signal_that_left_the_case_before_stays(kept: Kept, scene: Scene, tmp_path: Path) -> None:
    """In the backup it is still linked: the link goes with the case, the signal comes back."""
    location = str(tmp_path / "nieuw" / "kluis.db")
    wanted = (Stone(0, frozenset({scene.work.case.dossier})),)
    assert _put_back(kept.path, kept.store.open_ring, location, wanted).shredded == 1
    again = kept.original.unlock(open_store(location, clock=clock), Role.AF)
    assert again.signals.get(scene.work.signal.id) == scene.work.signal
    assert list(again.links.all()) == []
    again.close()
    assert check_store(location).sound


def test_who_may_not_destroy_does_not_put_back(
    kept: Kept, gone: tuple[DossierId, ...], open_as: Callable[[Role], Store], tmp_path: Path
) -> None:
    """A plaatsvervanger may restore, but not past what has to be destroyed again; nothing is left then."""
    deputy = open_as(Role.DEPUTY).open_ring
    place = tmp_path / "nieuw" / "kluis.db"
    with pytest.raises(NotAllowed):
        _put_back(kept.path, deputy, str(place), (Stone(0, frozenset(gone)),))
    assert not place.exists()
    assert _put_back(kept.path, deputy, str(place), ()).shredded == 0


def test_a_kluis_that_lies_is_not_believed(kept: Kept, scene: Scene) -> None:
    """Rows taken away, with tombstones of somebody's own: the replay finds it, and it tells nothing."""
    row = scene.raw.row(schema.signals)
    scene.raw.remove(schema.signals, row["id"])
    forged = {"id": "e" * 32, "noun": "signals", "row": row["id"], "seq": 3, "version": 1}
    Raw(kept.store.location).put(schema.tombstones, forged)
    ring = kept.store.open_ring
    with open_backup(kept.path) as backup, backup.dump(ring) as dump, pytest.raises(LogBroken):
        destroyed_in_kluis(kept.store, dump, ring)


def test_an_entry_of_the_overleg_destroys_nothing(kept: Kept, scene: Scene, open_as: Callable[[Role], Store]) -> None:
    """Rightly signed by who may not: no more than a finding."""
    row = scene.raw.row(schema.signals)
    table = open_as(Role.OVERLEG)
    change = Change("signals", row["id"], row["version"] + 1, scene.store.place(Kind.IDENTITEIT).id, "")
    scene.raw.remove(schema.signals, row["id"])
    sign_entry(table, Deed.SHREDDED, change)
    ring = kept.store.open_ring
    with open_backup(kept.path) as backup, backup.dump(ring) as dump, pytest.raises(LogBroken):
        destroyed_in_kluis(kept.store, dump, ring)


def test_an_older_backup_or_another_kluis_tells_nothing(
    kept: Kept, gone: tuple[DossierId, ...], store: Store, tmp_path: Path
) -> None:
    """Only what goes on from the backup does."""
    ring = kept.store.open_ring
    newer = make_backup(kept.store, tmp_path / "nieuwer.mhbackup", README).path
    assert gone
    with open_backup(newer) as backup, backup.dump(ring) as dump:
        with pytest.raises(ForeignBackup):
            destroyed_in_backup(kept.path, dump, ring)
        with pytest.raises((ForeignBackup, OlderStore)):
            destroyed_in_kluis(store, dump, ring)
