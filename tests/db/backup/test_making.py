"""Making a backup: what is in it, who may make one, and that a file with its name is whole or not there."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from db import schema
from db.backup.container import LIMITS
from db.backup.dump import counted, tables
from db.backup.making import make_backup
from db.backup.opening import open_backup
from db.errors import AlreadyExists, LogBroken, NotAllowed, StorageFailure, StorageFull, Tampered
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import Deed
from db.store import Store
from keys.directory import Role
from tests.db.backup.conftest import README, Kept
from tests.db.conftest import PASSPHRASES
from tests.db.raw import Scene
from tests.db.scenario import PLANTED, do_work


def test_a_backup_is_a_plain_zip_of_four_files(kept: Kept) -> None:
    """As any program for ZIP files sees it: nothing packed, in order, readable by the owner alone."""
    with zipfile.ZipFile(kept.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(LIMITS)
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.read("LEESMIJ.txt").decode() == README
        assert archive.read("store.jsonl.age").startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.path.parent.iterdir() if path.is_file()] == ["lopik.mhbackup"]


def test_it_says_how_much_and_how_far_and_nothing_of_content(kept: Kept) -> None:
    """The manifest is in the clear: numbers and digests."""
    with open_backup(kept.path) as backup:
        summary = backup.manifest.summary
        assert summary == kept.made.summary
        assert {slot.role for slot in backup.slots} == {Role.AF, Role.DEPUTY}
    with kept.store.reading() as connection:
        now = counted(connection)
    assert {name: now[name] - rows for name, rows in summary.counts.items() if now[name] != rows} == {"log": 1}
    assert set(summary.counts) == set(schema.metadata.tables) - {"head", "meta"} == set(tables())
    raw = kept.path.read_bytes()
    assert not any(name.encode() in raw for name in PLANTED)


def test_the_log_names_the_digest(kept: Kept) -> None:
    """So that a backup can be told from another one; and the kluis is sound with it."""
    (entry,) = kept.store.log(limit=1)
    assert (entry.deed, kept.made.logged) == (Deed.BACKUP_MADE, True)
    assert isinstance(entry.detail, LogDetail)
    assert (entry.detail.subject, entry.detail.text.split(",")[0]) == ("lopik.mhbackup", f"sha256 {kept.made.digest}")
    assert check_store(kept.store.location).sound


@pytest.mark.parametrize("role", PASSPHRASES)
def test_every_role_may_make_one_and_opens_nothing_with_that(
    store: Store, open_as: Callable[[Role], Store], role: Role, tmp_path: Path
) -> None:
    """An unattended backup needs no key of the aandachtsfunctionaris, and seals to no key of the table."""
    do_work(store)
    made = make_backup(open_as(role), tmp_path / "nacht.mhbackup", README)
    assert made.logged
    assert store.log(limit=1)[0].label == open_as(role).me.label
    with open_backup(made.path) as backup:
        assert {slot.role for slot in backup.slots} == {Role.AF, Role.DEPUTY}
    assert check_store(store.location).sound


def test_nothing_is_overwritten(kept: Kept) -> None:
    """Neither a file nor a link; and the failure is an entry."""
    before = kept.path.read_bytes()
    link = kept.path.with_name("link.mhbackup")
    link.symlink_to(kept.path.with_name("nergens"))
    for place in (kept.path, link):
        with pytest.raises(AlreadyExists):
            make_backup(kept.store, place, README)
    assert kept.path.read_bytes() == before
    assert [entry.deed for entry in kept.store.log(limit=2)] == [Deed.BACKUP_FAILED] * 2


def test_without_a_folder_or_a_key_there_is_no_backup(store: Store, tmp_path: Path) -> None:
    """A folder is not made for it; a locked kluis makes none."""
    with pytest.raises(StorageFailure):
        make_backup(store, tmp_path / "nergens" / "a.mhbackup", README)
    store.lock()
    with pytest.raises(NotAllowed):
        make_backup(store, tmp_path / "a.mhbackup", README)
    assert not (tmp_path / "a.mhbackup").exists()


def test_after_a_controle_that_found_something_there_is_none(store: Store, tmp_path: Path) -> None:
    """What is there now must not be kept as a good backup."""
    store.stop_writing()
    with pytest.raises(LogBroken):
        make_backup(store, tmp_path / "a.mhbackup", README)


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_without_room_it_is_told_before_anything_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of the disk it will stand on."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: _Usage(100, 99, 1))
    with pytest.raises(StorageFull):
        make_backup(store, tmp_path / "a.mhbackup", README)
    assert list(tmp_path.glob("*.mhbackup*")) == []
    assert store.log(limit=1)[0].deed is Deed.BACKUP_FAILED


def test_a_row_that_no_kluis_has_makes_it_fail(scene: Scene, tmp_path: Path) -> None:
    """A damaged kluis gives no backup that looks good."""
    scene.raw.run("UPDATE signals SET state = 'opén'")
    with pytest.raises(Tampered):
        make_backup(scene.store, tmp_path / "a.mhbackup", README)
    assert not (tmp_path / "a.mhbackup").exists()


class _StoppedError(Exception):
    """Somebody pressed a key."""


def test_stopped_at_any_moment_nothing_is_left(scene: Scene, tmp_path: Path) -> None:
    """At each word about how far it is; and there is no entry for what somebody stopped on purpose."""
    folder = tmp_path / "hier"
    folder.mkdir()
    before = scene.store.change_mark()
    said: list[tuple[int, int]] = []
    make_backup(scene.store, tmp_path / "heel.mhbackup", README, progress=lambda *far: said.append(far))
    assert len(said) > 20
    assert all(0 <= done <= total for done, total in said)
    for at in range(len(said)):
        seen = iter(range(at))

        def stop(_done: int, _total: int, seen: "object" = seen) -> None:
            if next(seen, None) is None:  # type: ignore[call-overload] # an iterator of numbers
                raise _StoppedError

        with pytest.raises(_StoppedError):
            make_backup(scene.store, folder / "a.mhbackup", README, progress=stop)
        assert list(folder.iterdir()) == []
    assert scene.store.change_mark() == before + 1
