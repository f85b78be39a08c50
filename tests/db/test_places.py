"""Where a kluis may not stand and what is not one: each its own error, and nothing changed on disk."""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from db import locations, schema
from db.errors import (
    AlreadyExists,
    DbError,
    InsecureServer,
    LogBroken,
    NetworkShare,
    NewerFormat,
    NotAStore,
    NotFound,
    ReadOnlyStore,
    Tampered,
    UnsafeFile,
)
from db.founding import found_store
from db.locations import Mount
from db.replay import check_store
from db.roles import Deed
from db.store import open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import Original, clock, make_founding
from tests.db.raw import Scene
from tests.db.scenario import Work

Copy = Callable[[Original], str]
Worked = tuple[Original, Work]


def _on_disk(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Return every file with its bytes, mode and time of change."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _other_database(path: Path, *, journal: str = "delete") -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.execute("CREATE TABLE meta (id INTEGER, format INTEGER)")
    connection.execute("INSERT INTO meta VALUES (1, 1)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "content,error",
    [
        (b"", NotAStore),
        (b"Dit is een brief.\n" * 100, NotAStore),
        (b"SQLite format 3\0" + bytes(2000), NotAStore),
        (b"SQLite format 3\0" + bytes(52) + b"mhtu" + bytes(2000), DbError),
        (b"SQLite format 3\0" + b"\x10\0\1\1\0\x40\x20\x20" + bytes(44) + b"mhtu", DbError),
    ],
)
def test_a_file_that_is_no_kluis(tmp_path: Path, content: bytes, error: type[DbError]) -> None:
    """Empty, a letter, a bare header, a header of ours with nothing behind it."""
    path = tmp_path / "kluis.db"
    path.write_bytes(content)
    path.chmod(0o600)
    before = _on_disk(tmp_path)
    for use in (lambda: open_store(str(path), clock=clock), lambda: check_store(str(path))):
        with pytest.raises(error):
            use()
    assert _on_disk(tmp_path) == before


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_the_database_of_another_program_is_not_touched(tmp_path: Path, journal: str) -> None:
    """Not even its journal mode, which opening it as ours would change."""
    path = tmp_path / "ander.db"
    _other_database(path, journal=journal)
    path.chmod(0o600)
    before = _on_disk(tmp_path)
    with pytest.raises(NotAStore):
        open_store(str(path), clock=clock)
    with pytest.raises(NotAStore):
        check_store(str(path))
    with pytest.raises(AlreadyExists):
        found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    assert _on_disk(tmp_path) == before


def test_nothing_and_a_folder(tmp_path: Path) -> None:
    """There is no kluis where there is nothing, and a folder is none."""
    with pytest.raises(NotFound):
        open_store(str(tmp_path / "niets.db"), clock=clock)
    with pytest.raises(NotFound):
        open_store(str(tmp_path / "geen" / "map" / "niets.db"), clock=clock)
    with pytest.raises(NotAStore):
        open_store(str(tmp_path), clock=clock)
    assert _on_disk(tmp_path) == {}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_kluis(sqlite_worked: Worked, copy_of: Copy, share: float) -> None:
    """It is damaged, is said to be, and is not made worse."""
    path = Path(copy_of(sqlite_worked[0]))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    before = _on_disk(path.parent)
    assert not _sound(path)
    with pytest.raises((Tampered, LogBroken)):
        _read_all(path)
    assert _on_disk(path.parent) == before


def _sound(path: Path) -> bool:
    try:
        return check_store(str(path)).sound
    except Tampered:
        return False


def _read_all(path: Path) -> None:
    store = open_store(str(path), clock=clock)
    try:
        store.log()
        for name in schema.NOUNS:
            list(store.repository(name).all())
    finally:
        store.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has access lists instead of modes")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o610])
def test_a_file_that_others_may_read(sqlite_worked: Worked, copy_of: Copy, mode: int) -> None:
    """Refused before it is opened."""
    path = Path(copy_of(sqlite_worked[0]))
    path.chmod(mode)
    before = _on_disk(path.parent)
    with pytest.raises(UnsafeFile):
        open_store(str(path), clock=clock)
    assert _on_disk(path.parent) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has access lists instead of modes")
def test_a_folder_in_which_anybody_may_replace_files(sqlite_worked: Worked, copy_of: Copy) -> None:
    """Unless it is sticky, as the folder for temporary files is."""
    path = Path(copy_of(sqlite_worked[0]))
    path.parent.chmod(0o777)
    with pytest.raises(UnsafeFile):
        open_store(str(path), clock=clock)
    path.parent.chmod(0o1777)
    open_store(str(path), clock=clock).close()


def test_a_read_only_file_is_read_and_not_written(sqlite_worked: Worked, copy_of: Copy) -> None:
    """It opens, shows everything, and says that it cannot be written; the folder stays as it was."""
    worked, work = sqlite_worked
    path = Path(copy_of(worked))
    path.chmod(0o400)
    before = _on_disk(path.parent)
    store = worked.unlock(open_store(str(path), clock=clock), Role.AF)
    assert store.read_only
    assert store.signals.get(work.signal.id) == work.signal
    with pytest.raises(ReadOnlyStore), store.unit(Deed.LOOKED):
        pass
    assert check_store(str(path)).sound
    store.close()
    assert _on_disk(path.parent) == before


@pytest.mark.parametrize(
    "written,error", [(schema.FORMAT + 1, NewerFormat), (99, NewerFormat), (0, NotAStore), (-1, NotAStore)]
)
def test_a_newer_format(scene: Scene, written: int, error: type[DbError]) -> None:
    """Refused with the format as it was, by opening and by controle."""
    raw, location = scene.raw, scene.store.location
    raw.set(schema.meta, 1, format=written)
    before = raw.row(schema.meta)
    for use in (lambda: open_store(location, clock=clock), lambda: check_store(location)):
        with pytest.raises(error):
            use()
    assert raw.row(schema.meta) == before


@pytest.mark.parametrize(
    "mounts,refused",
    [
        ([Mount("/", "ext4")], False),
        ([Mount("/", "ext4"), Mount("{here}", "nfs4")], True),
        ([Mount("/", "ext4"), Mount("{here}", "CIFS")], True),
        ([Mount("/", "nfs4"), Mount("{here}", "xfs")], False),
        ([Mount("/", "ext4"), Mount("{here}", "fuse.sshfs")], True),
        ([Mount("/", "ext4"), Mount("{here}", "ntfs", "rw,remote")], True),
        ([Mount("{here}", "nfs"), Mount("{here}", "ext4")], False),
        ([Mount("{here}", "ext4"), Mount("{here}", "nfs")], True),
        ([], False),
    ],
)
def test_a_network_share(tmp_path: Path, mounts: list[Mount], *, refused: bool) -> None:
    """The closest mount decides, and of two on one point the later; for a new kluis as for an old one."""
    named = [Mount(mount.point.format(here=tmp_path), mount.filesystem, mount.options) for mount in mounts]
    path = tmp_path / "kluis.db"

    def ask() -> bool:
        try:
            locations.check_free(path, lambda: named)
            locations.refuse_network_share(path, lambda: named)
        except NetworkShare:
            return False
        return True

    assert ask() != refused
    assert _on_disk(tmp_path) == {}


def test_the_mounts_of_this_machine_are_read() -> None:
    """Every machine has a place where its root is mounted."""
    mounts = locations.read_mounts()
    assert all(mount.point and isinstance(mount.filesystem, str) for mount in mounts)
    assert mounts or sys.platform == "win32"


@pytest.mark.parametrize(
    "address,environment,sslmode",
    [
        ("postgresql:///kluis", {}, None),
        ("postgresql://localhost/kluis", {}, None),
        ("postgresql://127.0.0.1/kluis?sslmode=prefer", {}, "prefer"),
        ("postgresql:///kluis?host=/run/postgresql", {}, None),
        ("postgresql://db.gemeente.example/kluis", {}, "verify-full"),
        ("postgresql://db.gemeente.example/kluis?sslmode=verify-full", {}, "verify-full"),
        ("postgresql://db.gemeente.example/kluis?sslmode=require", {}, InsecureServer),
        ("postgresql://db.gemeente.example/kluis?sslmode=disable", {}, InsecureServer),
        ("postgresql:///kluis?host=db.gemeente.example&sslmode=prefer", {}, InsecureServer),
        ("postgresql:///kluis?host=db.gemeente.example", {}, "verify-full"),
        ("postgresql:///kluis?host=localhost&host=db.gemeente.example", {}, "verify-full"),
        ("postgresql:///kluis?host=localhost,db.gemeente.example&sslmode=allow", {}, InsecureServer),
        ("postgresql://localhost/kluis?hostaddr=192.0.2.7&sslmode=prefer", {}, InsecureServer),
        ("postgresql://localhost/kluis", {"PGHOSTADDR": "192.0.2.7"}, "verify-full"),
        ("postgresql:///kluis", {"PGHOST": "db.gemeente.example"}, "verify-full"),
        ("postgresql://localhost/kluis", {"PGHOST": "db.gemeente.example"}, None),
        ("postgresql:///kluis?service=kluis&sslmode=prefer", {}, InsecureServer),
        ("postgresql:///kluis", {"PGSERVICE": "kluis"}, "verify-full"),
    ],
)
def test_a_server_over_the_network_must_show_who_it_is(
    address: str, environment: dict[str, str], sslmode: str | type[DbError] | None
) -> None:
    """Wherever the host is named; nobody falls back to a connection that anybody could answer."""
    url = make_url(address)
    if isinstance(sslmode, type):
        with pytest.raises(sslmode):
            locations.server_tls(url.host, url.query, environment)
    else:
        assert locations.server_tls(url.host, url.query, environment) == sslmode


def test_a_database_without_a_kluis(postgres_url: str) -> None:
    """An empty database is not one."""
    with pytest.raises(NotAStore):
        open_store(postgres_url, clock=clock)
    with pytest.raises(NotAStore):
        check_store(postgres_url)
