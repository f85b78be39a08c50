"""The outside of a backup: a plain ZIP of four files, each stored as it is, that any program for ZIP files opens.

Written with the standard library. Read without it: every byte that is not one of the four files has one right value,
worked out from their sizes, so there is nothing in a hostile file to be led astray by.
"""

import hashlib
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from db.errors import BackupDamaged, NotABackup, StorageFull

README: Final = "LEESMIJ.txt"
MANIFEST: Final = "manifest.json"
KEYSLOTS: Final = "keyslots.json"
STORE: Final = "store.jsonl.age"
LIMITS: Final = {README: 16 * 1024, MANIFEST: 256 * 1024, KEYSLOTS: 1024 * 1024, STORE: 1900 * 1024 * 1024}
"""The four files in their order, and the most bytes each may have; a plain ZIP ends at 2 GiB."""
CHUNK: Final = 256 * 1024

Tick = Callable[[int], None]
"""Told how many bytes or rows were done since the last time; whatever it raises breaks off the work."""

_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file within: when a backup was made stands in its manifest."""
_DOS_DAY: Final = 1 << 5 | 1
_VERSION: Final = 20
_UNIX: Final = 3
_MODE: Final = 0o100600 << 16
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s2B5H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Part:
    """Where one file stands in the ZIP."""

    name: str
    offset: int
    size: int
    crc: int


def pack(target: IO[bytes], readme: bytes, manifest: bytes, keyslots: bytes, store: IO[bytes], tick: Tick) -> None:
    """Write a ZIP; raises `StorageFull` when the store is larger than a plain ZIP can hold."""
    small = {README: readme, MANIFEST: manifest, KEYSLOTS: keyslots}
    sizes = {name: len(data) for name, data in small.items()} | {STORE: store.seek(0, 2)}
    store.seek(0)
    if any(sizes[name] > LIMITS[name] for name in LIMITS):
        raise StorageFull("the kluis is larger than one backup can hold")
    with ZipFile(target, "w", ZIP_STORED, allowZip64=False) as archive:
        for name in LIMITS:
            info = ZipInfo(name, _DAY)
            info.create_system, info.external_attr, info.file_size = _UNIX, _MODE, sizes[name]
            with archive.open(info, "w") as entry:
                if name in small:
                    entry.write(small[name])
                    continue
                while part := store.read(CHUNK):
                    entry.write(part)
                    tick(len(part))


def parts_of(file: IO[bytes]) -> dict[str, Part]:
    """Return where the four files stand; raises `NotABackup`, or `BackupDamaged` when a byte around them is wrong."""
    names = [name.encode() for name in LIMITS]
    central_size = sum(_CENTRAL.size + len(name) for name in names)
    size = file.seek(0, 2)
    file.seek(0)
    first = file.read(_LOCAL.size + len(names[0]))
    if not first.startswith(b"PK\3\4") or not first.endswith(names[0]):
        raise NotABackup("the file does not start as a backup does")
    file.seek(max(0, size - central_size - _END.size))
    tail = file.read()
    parts = _listed(tail, names)
    expected_tail = b"".join(_central(part) for part in parts)
    end = parts[-1].offset + parts[-1].size
    expected_tail += _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), central_size, end, 0)
    if tail != expected_tail or size != end + len(tail):
        raise BackupDamaged("the list of a backup is damaged")
    for part in parts:
        file.seek(part.offset - _LOCAL.size - len(part.name))
        if file.read(_LOCAL.size + len(part.name)) != _local(part):
            raise BackupDamaged("the head of a file in a backup is damaged")
    return {part.name: part for part in parts}


def _listed(tail: bytes, names: list[bytes]) -> list[Part]:
    """Read sizes and checks out of the list at the end; each file stands right behind the one before."""
    parts, at, offset = [], 0, 0
    for name in names:
        if len(tail) < at + _CENTRAL.size:
            raise BackupDamaged("the list of a backup is cut off")
        fields = _CENTRAL.unpack_from(tail, at)
        crc, size = fields[8], fields[10]
        if size > LIMITS[name.decode()]:
            raise BackupDamaged("a file in a backup is too large")
        offset += _LOCAL.size + len(name)
        parts.append(Part(name.decode(), offset, size, crc))
        offset += size
        at += _CENTRAL.size + len(name)
    return parts


def _local(part: Part) -> bytes:
    name = part.name.encode()
    sizes = (part.crc, part.size, part.size, len(name), 0)
    return _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _DOS_DAY, *sizes) + name


def _central(part: Part) -> bytes:
    name = part.name.encode()
    sizes = (part.crc, part.size, part.size, len(name), 0, 0, 0, 0)
    at = part.offset - _LOCAL.size - len(name)
    head = _CENTRAL.pack(b"PK\1\2", _VERSION, _UNIX, _VERSION, 0, 0, 0, _DOS_DAY, *sizes, _MODE, at)
    return head + name


class Slice:
    """One file of the ZIP, to be read from its start to its end."""

    def __init__(self, file: IO[bytes], part: Part, tick: Tick) -> None:
        self._file, self._tick = file, tick
        self._left = part.size
        file.seek(part.offset)

    def read(self, size: int) -> bytes:
        """Return at most so many bytes; none at the end."""
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        self._tick(len(data))
        return data


def digest_of(file: IO[bytes], part: Part, tick: Tick) -> str:
    """Return the SHA-256 of one file, in hex; raises `BackupDamaged` when its CRC is another."""
    source, crc, digest = Slice(file, part, tick), 0, hashlib.sha256()
    while data := source.read(CHUNK):
        crc = zlib.crc32(data, crc)
        digest.update(data)
    if crc != part.crc:
        raise BackupDamaged("a file in a backup is damaged")
    return digest.hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a whole file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
