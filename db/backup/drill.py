"""The drill: a backup is put back where nobody sees it, held against the kluis it came from, and taken away again.

The only way to know that a backup can be put back is to put it back. Leaves one entry in the log, and nothing else.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from db import schema
from db.backup.container import digest_of_file
from db.backup.dump import counted
from db.backup.lines import Dump
from db.backup.making import Progress, nobody
from db.backup.manifest import Summary
from db.backup.opening import open_backup
from db.backup.restoring import Restored, tried
from db.errors import BackupDamaged, DbError, ForeignBackup, LogBroken, RootReplaced
from db.marks import Mark, hold
from db.records.base import Stored
from db.repository import Repository
from db.roles import Deed
from db.rows import SealedRows
from db.store import Store
from keys.ring import Ring


@dataclass(frozen=True, slots=True)
class Drilled:
    """What the drill saw."""

    summary: Summary
    restored: Restored
    since: int
    """Entries of the log that the kluis got after the backup."""
    differences: Mapping[str, int]
    """Rows that the kluis has more, or less, than the backup, of each table where that is not 0."""
    dossier_rows: int
    """Records of the one dossier that was opened."""


def drill(store: Store, path: Path, *, progress: Progress = nobody) -> Drilled:
    """Try a backup of this kluis, unlocked as who may restore; the log says so afterwards.

    Raises what `db.backup.opening` raises, and what `check_origin` raises. A backup that turns out to be damaged gets
    an entry too: from then on it is not a good one.
    """
    with _damage_logged(store, path):
        return _drilled(store, path, progress)


def check(store: Store, path: Path, *, progress: Progress = nobody) -> Restored:
    """Do as `drill`, without holding the rows against those of now; leaves an entry only when it is damaged."""
    ring = store.open_ring
    with _damage_logged(store, path), open_backup(path, progress=progress) as backup, backup.dump(ring) as dump:
        check_origin(store, dump)
        with tried(dump, ring, progress=progress) as (_, restored, _):
            return restored


@contextmanager
def _damage_logged(store: Store, path: Path) -> Iterator[None]:
    try:
        yield
    except BackupDamaged as error:
        with suppress(DbError), store.unit(Deed.BACKUP_FAILED, subject=path.name, text=type(error).__name__):
            pass
        raise


def _drilled(store: Store, path: Path, progress: Progress) -> Drilled:
    ring = store.open_ring
    with open_backup(path, progress=progress) as backup, backup.dump(ring) as dump:
        check_origin(store, dump)
        with tried(dump, ring, progress=progress) as (connection, restored, mine):
            seen = _one_dossier(connection, dump, mine)
            with store.reading() as here:
                now, newest = counted(here), store.change_mark()
    differences = {name: now[name] - rows for name, rows in dump.summary.counts.items() if now[name] != rows}
    since = newest - dump.summary.seq
    if not since and differences:
        raise BackupDamaged("a backup has other rows than the kluis at the same entry")
    text = f"sha256 {digest_of_file(path)}, {restored.report.rows} rijen, {seen} van een dossier geopend"
    with store.unit(Deed.DRILLED, subject=path.name, text=text):
        pass
    return Drilled(dump.summary, restored, since, differences, seen)


def check_origin(store: Store, dump: Dump) -> None:
    """Return when a kluis goes on from a backup; raises `ForeignBackup`, or `RolledBack` when the kluis is older."""
    if store.directory.store_id != dump.summary.store:
        raise ForeignBackup("the backup is of another kluis")
    try:
        hold(store, mark_of_dump(dump))
    except (RootReplaced, LogBroken):
        raise ForeignBackup("the backup is of a kluis that went another way") from None


def mark_of_dump(dump: Dump) -> Mark:
    """Return how far the kluis was when the backup was made."""
    summary = dump.summary
    return Mark(summary.directory, dump.root, summary.seq, summary.head)


def _one_dossier(connection: Connection, dump: Dump, ring: Ring) -> int:
    """Open every record of the newest signal that this ring opens; return how many there were."""
    sealer = SealedRows(dump.directory.store_id, ring)

    def repo(name: str) -> Repository[Any]:
        return Repository(schema.NOUNS[name], lambda: nullcontext(connection), lambda: sealer)

    newest: Stored[Any] | None = next(
        (row for row in repo("signals").all(newest_first=True) if not row.is_sealed), None
    )
    if newest is None:
        return 0
    rows = [row for name in schema.NOUNS for row in repo(name).all(dossier=newest.dossier)]
    return len([row for row in rows if not row.is_sealed])
