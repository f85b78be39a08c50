"""Killed while a backup is made or put back: a file with its name is whole, a kluis is whole, and the old one stays."""

import random
import shutil
import signal
from pathlib import Path
from time import monotonic

import pytest

from db.backup.opening import open_backup
from db.founding import found_store
from db.replay import check_store
from db.store import open_store
from keys.directory import Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from tests.crash.conftest import Kluis, Nursery
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import do_work

_MOMENTS = 40


@pytest.fixture
def worked(tmp_path: Path) -> Kluis:
    """A kluis in a file, in which work was done."""
    path = tmp_path / "kluis" / "kluis.db"
    made = found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    original = Original(str(path), made.recovery_code)
    original.unlock(made.store, Role.AF)
    do_work(made.store)
    made.store.close()
    return Kluis(path, original, original.keys[Role.AF].root.hex())


def _whole(path: Path, root: str) -> bool:
    """Whether there is a backup; when there is it has to open to its end."""
    if not path.exists():
        return False
    with open_backup(path) as backup, backup.dump(Ring("", HolderKeys.from_root(bytes.fromhex(root)), ())) as dump:
        return sum(dump.summary.counts.values()) > 40


@pytest.mark.slow
def test_killed_while_a_backup_is_made(nursery: Nursery, worked: Kluis, tmp_path: Path) -> None:
    """At every word about how far it is, and at any moment: no file with that name, or a whole one."""
    folder = tmp_path / "stick"
    folder.mkdir()
    job = {"job": "keep", "location": str(worked.path), "root": worked.root, "backup": str(folder / "a.mhbackup")}
    words, before = 0, monotonic()
    while {"kept": True} not in nursery.run(**job, words=words):
        assert not _whole(folder / "a.mhbackup", worked.root)
        words, before = words + 1, monotonic()
    took = monotonic() - before
    assert words > 15
    chance = random.Random(20261122)
    for _ in range(_MOMENTS):
        shutil.rmtree(folder)
        folder.mkdir()
        said = nursery.kill(0, chance.random() * took * 1.2, **job)
        assert _whole(folder / "a.mhbackup", worked.root) or {"kept": True} not in said
        assert {path.suffix for path in folder.iterdir()} <= {".mhbackup", ".deel"}
    assert check_store(str(worked.path)).sound


@pytest.mark.slow
def test_killed_while_it_is_put_back(nursery: Nursery, worked: Kluis, tmp_path: Path) -> None:
    """No kluis, or a whole one; what was left behind is taken over."""
    backup = tmp_path / "a.mhbackup"
    job = {"job": "keep", "location": str(worked.path), "root": worked.root, "backup": str(backup)}
    assert {"kept": True} in nursery.run(**job)
    place = tmp_path / "nieuw" / "kluis.db"
    job = {"job": "put_back", "location": str(place), "root": worked.root, "backup": str(backup)}
    for words in range(0, 400, 9):
        said = nursery.run(**job, words=words)
        if {"back": True} in said:
            break
        assert said[-1]["status"] == signal.SIGKILL
        with pytest.raises(Exception, match="not a kluis"):
            open_store(str(place), clock=clock)
    else:
        pytest.fail("it was never put back")
    assert check_store(str(place)).sound
    store = worked.original.unlock(open_store(str(place), clock=clock), Role.AF)
    assert next(iter(store.signals.all())).opened.number == "S-2026-001"
    store.close()
