"""What lies in a folder: which files are back-ups of this kluis, told by what they say outside and who signed that.

Reads a few kilobytes of each, and opens nothing: whether the sealed part of a file is whole, its digest tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import select

from db import schema
from db.backup.container import MANIFEST, parts_of
from db.backup.manifest import PURPOSE, Manifest, Summary, read_manifest
from db.backup.opening import read_part
from db.backup.placing import mapped_disk
from db.errors import BackupDamaged, NewerFormat, NotABackup, NotFound, StorageFailure
from db.log import entry_digest
from db.roles import Deed
from db.schema import octets
from db.store import Store
from keys.errors import KeysError
from keys.sealing import verify

ENDING: Final = ".mhbackup"


class Whose(StrEnum):
    """What a file is, as far as its outside tells."""

    OURS = "ours"
    """Signed by a holder of this kluis, at an entry that stands in its log."""
    OTHER = "other"
    """Of another kluis, or of this one on another way."""
    BROKEN = "broken"
    """Not a back-up, or a damaged one."""
    NEWER = "newer"
    """Made by a newer version of the program."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A file in a folder."""

    path: Path
    size: int
    whose: Whose
    summary: Summary | None = None
    """What it says of itself; to be believed only when it is ours."""


def lying_in(store: Store, folder: Path) -> Iterator[Lying]:
    """Give every file in a folder that is named as a back-up, in order of name; a link is left aside.

    Raises `NotFound` when there is no such folder, `StorageFailure`.
    """
    with mapped_disk():
        if not folder.is_dir():
            raise NotFound("there is no such folder")
        named = sorted(path for path in folder.iterdir() if path.suffix == ENDING and not path.name.startswith("."))
        files = [path for path in named if path.is_file() and not path.is_symlink()]
    for path in files:
        yield look_at(store, path)


def look_at(store: Store, path: Path) -> Lying:
    """Say whose a file is; raises what reading the store raises."""
    try:
        manifest, size = _outside(path)
    except NewerFormat:
        return Lying(path, 0, Whose.NEWER)
    except (NotABackup, BackupDamaged, StorageFailure):
        return Lying(path, 0, Whose.BROKEN)
    return Lying(path, size, _whose(store, manifest), manifest.summary)


def _outside(path: Path) -> tuple[Manifest, int]:
    with mapped_disk(), path.open("rb") as file:
        manifest = read_manifest(read_part(file, parts_of(file)[MANIFEST]))
        return manifest, file.seek(0, 2)


def _whose(store: Store, manifest: Manifest) -> Whose:
    """Hold a manifest against the list of holders and the log of this kluis."""
    summary = manifest.summary
    makers = [holder for holder in store.directory.holders if holder.id == summary.maker]
    if summary.store != store.directory.store_id or not makers:
        return Whose.OTHER
    try:
        verify(makers[0].public.signing, PURPOSE, manifest.body, manifest.signature)
    except KeysError:
        return Whose.BROKEN
    with store.reading() as connection:
        wanted = select(schema.log.c.body, schema.log.c.signature).where(schema.log.c.seq == summary.seq)
        row = connection.execute(wanted).one_or_none()
    same = row is not None and entry_digest(octets(row.body), octets(row.signature)) == summary.head
    return Whose.OURS if same else Whose.OTHER


def destroy(store: Store, seen: Lying, text: str) -> None:
    """Remove a back-up of this kluis, with an entry that says why.

    Raises `NotFound` when the file is another by now than the one that was looked at, `StorageFailure` when it would
    not go, and what `Store.unit` raises; it is then still there.
    """
    with store.unit(Deed.BACKUP_DESTROYED, subject=seen.path.name, text=text):
        now = look_at(store, seen.path)
        if now.whose is not Whose.OURS or now.summary != seen.summary:
            raise NotFound("the file is another one by now")
        with mapped_disk():
            seen.path.unlink()
