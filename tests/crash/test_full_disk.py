"""A disk that is full, or fails at any write: a clear error, and nothing lost."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import StorageFull
from db.founding import found_store
from db.replay import check_store
from db.store import open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.crash.conftest import Kluis, Nursery
from tests.db.conftest import clock, make_founding
from tests.db.scenario import add_note

_STEP = 4096


def test_a_write_that_fails_at_any_point(nursery: Nursery, kluis: Kluis) -> None:
    """No file may grow beyond a limit that rises by a page: in the journal first, then in the kluis itself."""
    size = kluis.path.stat().st_size
    limits = [0, 511, 512, *range(_STEP, 7 * _STEP, _STEP), *range(size - _STEP, size + 9 * _STEP, _STEP)]
    errors: list[str] = []
    after = check_store(str(kluis.path))
    for limit in limits:
        before = after
        (said, _) = nursery.run(job="limited", location=str(kluis.path), root=kluis.root, limit=limit)
        after = check_store(str(kluis.path))
        assert after.findings == ()
        if "error" in said:
            errors.append(said["error"])
            assert after == before
        else:
            assert after.entries == before.entries + 1
    assert set(errors) <= {"StorageFailure", "StorageFull"}
    assert 0 < len(errors) < len(limits)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one MiB in memory, where this account may mount one."""
    point = tmp_path / "schijf"
    point.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(point)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=10)
    except OSError:
        pytest.skip("there is no mount here")
    if done.returncode != 0:
        pytest.skip("this account may not mount")
    yield point
    subprocess.run(["umount", str(point)], check=True, timeout=10)


def _fill(disk: Path, left: int) -> None:
    """Leave so many bytes free."""
    free = os.statvfs(disk)
    size = free.f_bavail * free.f_frsize - left
    filler = disk / "vol"
    filler.write_bytes(bytes(max(0, size)))


def test_a_full_disk(small_disk: Path) -> None:
    """Writing says that there is no room, keeps what was there, and goes on when there is room again."""
    path = small_disk / "kluis.db"
    store = found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store
    first = add_note(store)
    refused = 0
    for left in range(0, 80 * 1024, 8 * 1024):
        _fill(small_disk, left)
        before = store.change_mark()
        try:
            add_note(store, text="Lang. " * 3000)
        except StorageFull:
            refused += 1
            assert store.change_mark() == before
        (small_disk / "vol").unlink()
        assert check_store(str(path)).findings == ()
    assert refused > 0
    assert store.notes.get(first.id) == first
    assert add_note(store, text="Weer ruimte.").opened.text == "Weer ruimte."
    store.close()


def test_founding_on_a_full_disk(small_disk: Path) -> None:
    """Nothing is left behind, and the place is free."""
    _fill(small_disk, 40 * 1024)
    path = small_disk / "kluis.db"
    with pytest.raises(StorageFull):
        found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    assert sorted(each.name for each in small_disk.iterdir()) == ["vol"]
    (small_disk / "vol").unlink()
    found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store.close()
    open_store(str(path), clock=clock).close()
