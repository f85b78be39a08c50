"""Makes a backup: rows in one moment of the store, sealed as they come, then the ZIP beside its place, then its name.

A file with the name that was asked is always whole; killed or stopped before that there is none. Nothing that is not
sealed ever reaches a disk.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import schema
from db.backup.container import CHUNK, KEYSLOTS, README, STORE, pack
from db.backup.dump import Dumping, Signing, measure
from db.backup.manifest import PURPOSE, Slot, Summary, manifest_body, write_manifest, write_slots
from db.backup.placing import mapped_disk, place
from db.errors import AlreadyExists, DbError, LogBroken, NotAllowed, StorageFailure, StorageFull
from db.roles import OPENERS, RULES, Deed
from db.schema import octets
from db.signers import check_last
from db.store import Store
from keys.directory import Directory, Role

_NOT_WORK: Final = (DbError, OSError)

Progress = Callable[[int, int], None]
"""Told (done, total) at least every 250 ms; whatever it raises breaks off the work, and nothing is left of it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that stands where it should."""

    path: Path
    summary: Summary
    size: int
    digest: str
    """SHA-256 of the whole file, in hex: what the log names."""
    logged: bool
    """False when the backup is good but the kluis could not take the entry for it."""


class Steps:
    """Adds up how far the work is."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, max(1, total), 0

    def tick(self, done: int) -> None:
        """Say that so much more was done."""
        self._done = min(self._total, self._done + done)
        self._progress(self._done, self._total)


def nobody(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def make_backup(store: Store, path: Path, readme: str, *, progress: Progress = nobody) -> Made:
    """Write a backup of an unlocked store to a file that is not there yet, and the entry that names its digest.

    Raises `AlreadyExists`, `NotAllowed`, `LogBroken`, `StorageFull`, `StorageFailure`, `Tampered`; then there is no
    file, and where the kluis can still be written an entry says that it failed.
    """
    ring = store.open_ring
    if store.role not in RULES[Deed.BACKUP_MADE].roles:
        raise NotAllowed(f"{store.role} may not make a backup")
    if store.stopped:
        raise LogBroken("a controle found something; what is there now is not to be kept as a good backup")
    try:
        with mapped_disk(), tempfile.TemporaryFile() as sealed:
            summary, slots = _seal(store, sealed, path, progress)
            files = _files(readme.encode(), slots, sealed)
            body = manifest_body(summary, hashlib.sha256(store.directory.root_public).hexdigest(), files)
            manifest = write_manifest(body, ring.sign(PURPOSE, body))
            tick = Steps(progress, sealed.seek(0, 2)).tick
            digest = place(path, lambda file: pack(file, readme.encode(), manifest, slots, sealed, tick))
    except _NOT_WORK as error:
        with suppress(DbError), store.unit(Deed.BACKUP_FAILED, text=type(error).__name__):
            pass
        raise
    try:
        with store.unit(Deed.BACKUP_MADE, subject=path.name, text=f"sha256 {digest}, regel {summary.seq}"):
            pass
    except DbError:
        return Made(path, summary, path.stat().st_size, digest, logged=False)
    return Made(path, summary, path.stat().st_size, digest, logged=True)


def _seal(store: Store, sealed: IO[bytes], path: Path, progress: Progress) -> tuple[Summary, bytes]:
    """Write the dump, sealed, and return what it says at its end with the keyslots of who can open it."""
    from keys.agefile import seal_stream

    ring = store.open_ring
    if path.exists() or path.is_symlink():
        raise AlreadyExists("there is something in this place already")
    if not path.parent.is_dir():
        raise StorageFailure("there is no such folder")
    with store.reading() as connection:
        directory = store.directory
        check_last(connection, directory)
        rows, size = measure(connection)
        if min(shutil.disk_usage(each).free for each in (path.parent, tempfile.gettempdir())) < size * 2:
            raise StorageFull("there is not enough room for a backup")
        steps = Steps(progress, rows)
        openers = [holder for holder in directory.holders if holder.active and holder.role in OPENERS]
        signing = Signing(directory, ring.holder, store.clock(), ring.sign)
        with closing(Dumping(connection, signing, steps.tick)) as dumping:
            seal_stream(dumping, sealed, [holder.public.backup for holder in openers])
        slots = _slots(connection, directory)
    if dumping.summary is None:
        raise StorageFailure("the dump was not read to its end")
    return dumping.summary, slots


def _slots(connection: Connection, directory: Directory) -> bytes:
    """Return the keyslots of who can open a backup: with the wachtzin of one of them it opens without a kluis."""
    bodies = {row.holder: octets(row.body) for row in connection.execute(select(schema.keyslots))}
    return write_slots(
        tuple(
            Slot(holder.id, holder.role, holder.label, bodies[holder.id])
            for holder in directory.holders
            if holder.active and holder.role in OPENERS - {Role.RECOVERY} and holder.id in bodies
        )
    )


def _files(readme: bytes, slots: bytes, sealed: IO[bytes]) -> dict[str, str]:
    digest = hashlib.sha256()
    sealed.seek(0)
    while part := sealed.read(CHUNK):
        digest.update(part)
    return {
        README: hashlib.sha256(readme).hexdigest(),
        KEYSLOTS: hashlib.sha256(slots).hexdigest(),
        STORE: digest.hexdigest(),
    }
