"""The drill: a backup is really put back, held against its kluis, and nothing of it stays but an entry."""

import tempfile
from pathlib import Path

import pytest
from sqlalchemy import delete

from db import schema
from db.backup.drill import drill
from db.backup.making import make_backup
from db.errors import BackupDamaged, ForeignBackup, OlderStore
from db.founding import found_store
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import Deed
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.db.backup.conftest import README, Kept
from tests.db.conftest import clock, make_founding
from tests.db.raw import Raw
from tests.db.scenario import add_note


def test_a_good_backup_is_drilled(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what it saw, the log says that it was done, and the folder for temporary files is empty again."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    add_note(kept.store)
    found = drill(kept.store, kept.path)
    assert found.restored.report.sound
    assert (found.since, found.differences) == (2, {"data_keys": 1, "log": 2, "notes": 1})
    assert found.dossier_rows == 2
    assert list(folder.iterdir()) == []
    (entry,) = kept.store.log(limit=1)
    assert entry.deed is Deed.DRILLED
    assert isinstance(entry.detail, LogDetail)
    assert entry.detail.text.startswith(f"sha256 {kept.made.digest}, ")
    assert check_store(kept.store.location).sound


def test_a_backup_that_this_kluis_does_not_go_on_from(kept: Kept) -> None:
    """An older kluis was put back in its place: the backup is further than the kluis."""
    with Raw(kept.store.location).connection() as connection:
        connection.execute(delete(schema.log).where(schema.log.c.seq >= kept.made.summary.seq))
    with pytest.raises(OlderStore):
        drill(kept.store, kept.path)


def test_a_backup_of_another_kluis(kept: Kept, tmp_path: Path) -> None:
    """Another one, with a key of its own: it does not open; the same key in another kluis is told too."""
    other = found_store(str(tmp_path / "a" / "kluis.db"), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    made = make_backup(other.store, tmp_path / "ander.mhbackup", README)
    mine = kept.store.open_ring
    kept.store.ring = other.store.open_ring
    with pytest.raises(ForeignBackup):
        drill(kept.store, made.path)
    kept.store.ring = mine
    other.store.close()


def test_a_failed_drill_is_no_drill(kept: Kept) -> None:
    """No entry says that it was done; one says that this back-up was found damaged."""
    before = kept.store.change_mark()
    raw = bytearray(kept.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    kept.path.write_bytes(raw)
    with pytest.raises(BackupDamaged):
        drill(kept.store, kept.path)
    (entry,) = kept.store.log(limit=1)
    assert (entry.seq, entry.deed) == (before + 1, Deed.BACKUP_FAILED)
    assert entry.detail == LogDetail(at=clock(), subject=kept.path.name, text="BackupDamaged")
