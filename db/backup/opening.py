"""Opens a backup: the guard around the file, then age, then the signature. Until all three held, nothing is used.

What is given is one dump, in a file without a name. Whether its log and its rows hold is for `db.backup.restoring`.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from db import schema
from db.backup.container import KEYSLOTS, MANIFEST, STORE, Part, Slice, Tick, digest_of, parts_of
from db.backup.lines import Dump, read_dump
from db.backup.making import Progress, Steps, nobody
from db.backup.manifest import PURPOSE, Manifest, Slot, read_manifest, read_slots
from db.backup.placing import mapped_disk
from db.errors import BackupDamaged, NewerFormat, NotForThisKey, NotFound
from db.opening import slot_context
from keys.errors import DecryptionError, KeysError, LimitExceeded, NotGranted, UnsupportedVersion
from keys.holder import HolderKeys
from keys.passphrase import CostPolicy, open_keyslot
from keys.ring import Ring
from keys.sealing import verify


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose outside is whole; who made it is not known yet."""

    manifest: Manifest
    slots: tuple[Slot, ...]
    _file: IO[bytes]
    _store: Part
    _tick: Tick

    def ring_of(self, slot: Slot, passphrase: str, *, policy: CostPolicy) -> Ring:
        """Return the ring of somebody who can open this backup, by the wachtzin of when it was made; takes a second.

        Raises `WrongPassphrase`, `DamagedSlot`, `LimitExceeded`.
        """
        context = slot_context(self.manifest.summary.store, slot.holder)
        root = open_keyslot(slot.body, passphrase, context=context, policy=policy)
        return Ring(slot.holder, HolderKeys.from_root(root), ())

    @contextmanager
    def dump(self, ring: Ring) -> Iterator[Dump]:
        """Give the dump, when it is signed by a holder that it names and says what the manifest says.

        Raises `NotForThisKey`, `BackupDamaged`, `NewerFormat`, `StorageFull`, `StorageFailure`.
        """
        with ExitStack() as stack:
            with mapped_disk():
                plain = stack.enter_context(_opened(ring, Slice(self._file, self._store, self._tick)))
                dump = read_dump(plain, self._tick)
            self._hold(dump)
            yield dump

    def _hold(self, dump: Dump) -> None:
        """Raise `BackupDamaged` unless the outside is of the same maker and says the same as the inside."""
        maker = dump.directory.holder(dump.summary.maker)
        try:
            verify(maker.public.signing, PURPOSE, self.manifest.body, self.manifest.signature)
        except KeysError:
            raise BackupDamaged("the manifest of a backup is not signed by its maker") from None
        if self.manifest.summary != dump.summary or self.manifest.root != dump.root:
            raise BackupDamaged("the manifest of a backup does not say what the backup says")
        known = {slot.holder: slot.body for slot in self.slots}
        if known.items() - dump.keyslots.items():
            raise BackupDamaged("a keyslot of a backup is not one of the kluis")


@contextmanager
def open_backup(path: Path, *, progress: Progress = nobody) -> Iterator[Backup]:
    """Give a backup of which every byte outside of the sealed part has its right value, and the sealed part its digest.

    Raises `NotFound`, `NotABackup`, `BackupDamaged`, `NewerFormat`, `StorageFailure`.
    """
    with ExitStack() as stack:
        with mapped_disk():
            if not path.is_file():
                raise NotFound("there is no such file")
            file = stack.enter_context(path.open("rb"))
            parts = parts_of(file)
            tick = Steps(progress, 3 * parts[STORE].size).tick
            backup = _outside(file, parts, tick)
        yield backup


def _outside(file: IO[bytes], parts: Mapping[str, Part], tick: Tick) -> Backup:
    """Hold every byte outside of the sealed part, and the digest of that."""
    manifest = read_manifest(read_part(file, parts[MANIFEST]))
    if manifest.summary.format > schema.FORMAT:
        raise NewerFormat("the backup is of a newer format")
    for name, part in parts.items():
        found = digest_of(file, part, tick if name == STORE else _quiet)
        if name != MANIFEST and found != manifest.files[name]:
            raise BackupDamaged("a file in a backup is not the one of the manifest")
    return Backup(manifest, read_slots(read_part(file, parts[KEYSLOTS])), file, parts[STORE], tick)


@contextmanager
def _opened(ring: Ring, source: Slice) -> Iterator[IO[bytes]]:
    """Give what age opens, with what it says in words of a backup."""
    with ExitStack() as stack:
        try:
            plain = stack.enter_context(ring.open_stream(source))
        except NotGranted:
            raise NotForThisKey("the backup was not sealed to this key") from None
        except (DecryptionError, LimitExceeded, UnsupportedVersion):
            raise BackupDamaged("the sealed part of a backup does not open") from None
        yield plain


def _quiet(_done: int) -> None:
    """Say nothing of what takes no time."""


def read_part(file: IO[bytes], part: Part) -> bytes:
    """Return a whole file of the ZIP, of those that are small."""
    return Slice(file, part, _quiet).read(part.size)


def ring_of_code(code: bytes) -> Ring:
    """Return the ring of the herstelblad; which holder of the kluis that is, the dump says."""
    return Ring("", HolderKeys.from_recovery(code), ())
