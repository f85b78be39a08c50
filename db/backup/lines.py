"""Reads a dump: first its end and its signature, and only after that its rows, one by one.

Every limit is held before anything is parsed. A dump that somebody else wrote than a holder it names is never given.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final

from sqlalchemy import Column

from db import schema
from db.backup.container import Tick
from db.backup.dump import PURPOSE, first_line, read_value, tables
from db.backup.manifest import Summary, read_summary
from db.errors import BackupDamaged, DbError, NewerFormat
from db.log import BODY_LIMIT
from db.roles import RULES, Deed
from keys import canonical
from keys.chain import read_chain
from keys.directory import Directory, SignedDirectory
from keys.errors import KeysError
from keys.sealing import verify

LONGEST: Final = BODY_LIMIT * 4 // 3 + 4096
"""Bytes of a line: the largest entry of the log."""
_SHORT: Final = 64 * 1024
"""Bytes of a line that says something about other lines."""
_EARLY: Final = frozenset({"directories", "keyslots"})
"""Tables that are read before the signature is known: they say whose it can be."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that a holder of the kluis signed."""

    summary: Summary
    chain: tuple[Directory, ...]
    keyslots: Mapping[str, bytes]
    """By holder."""
    columns: Mapping[str, tuple[str, ...]]
    _file: IO[bytes]

    @property
    def directory(self) -> Directory:
        """The newest list of holders."""
        return self.chain[-1]

    @property
    def root(self) -> str:
        """SHA-256 of the root key, in hex."""
        return hashlib.sha256(self.directory.root_public).hexdigest()

    def rows(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Give every row with the name of its table; raises `BackupDamaged`."""
        self._file.seek(0)
        table, columns = "", list[Column[Any]]()
        for line in self._file:
            if line.startswith(b"["):
                yield table, _row(line, columns)
            elif line.startswith(b'{"columns"'):
                table = canonical.text(_short(line), "table")
                columns = _columns(table, self.columns[table])


def read_dump(file: IO[bytes], tick: Tick) -> Dump:
    """Read a dump up to its end and hold its signature; raises `BackupDamaged`, `NewerFormat`."""
    try:
        return _read(file, tick)
    except NewerFormat:
        raise
    except (ValueError, RecursionError, KeysError, KeyError, DbError):
        raise BackupDamaged("the dump of a backup does not hold") from None


def _read(file: IO[bytes], tick: Tick) -> Dump:
    digest, counts = hashlib.sha256(), dict[str, int]()
    columns, early = dict[str, tuple[str, ...]](), dict[str, list[dict[str, object]]]()
    table, first = "", file.readline(_SHORT)
    digest.update(first)
    while (line := file.readline(LONGEST)) and line.endswith(b"\n") and not line.startswith(b'{"body"'):
        digest.update(line)
        tick(len(line))
        if line.startswith(b"["):
            counts[table] += 1
            if table in _EARLY:
                early[table].append(_row(line, _columns(table, columns[table])))
            continue
        raw = _short(line)
        before, table = table, canonical.text(raw, "table")
        if table <= before:
            raise BackupDamaged("the tables of a dump are not in order")
        counts[table], early[table] = 0, []
        columns[table] = _named(raw)
        _columns(table, columns[table])
    summary, body, signature = _end(line)
    if file.read(1) or (summary.digest, dict(summary.counts)) != (digest.hexdigest(), counts):
        raise BackupDamaged("the dump of a backup is not what its last line says")
    if summary.format > schema.FORMAT:
        raise NewerFormat("the backup is of a newer format")
    if first != first_line(summary.store, summary.format):
        raise BackupDamaged("the dump of a backup is not what its first line says")
    chain = _chain(early["directories"])
    _hold_signer(chain[-1], summary, body, signature)
    slots = {str(row["holder"]): schema.octets(row["body"]) for row in early["keyslots"]}
    return Dump(summary, chain, slots, columns, file)


def _short(line: bytes) -> Mapping[str, object]:
    """Read a line that says something about others."""
    if len(line) > _SHORT:
        raise BackupDamaged("a line of the dump is too long")
    return canonical.load(line.removesuffix(b"\n"))


def _named(raw: Mapping[str, object]) -> tuple[str, ...]:
    listed = raw.get("columns")
    if not isinstance(listed, list):
        raise canonical.MalformedError
    return tuple(str(each) for each in listed)


def _columns(table: str, names: tuple[str, ...]) -> list[Column[Any]]:
    """Return the columns of a table; a dump of an older format may lack the newest."""
    known = tables()[table].columns
    if len(set(names)) != len(names):
        raise BackupDamaged("a column of the dump stands there twice")
    return [known[name] for name in names]


def _row(line: bytes, columns: list[Column[Any]]) -> dict[str, object]:
    """Read one row; raises `BackupDamaged`."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise BackupDamaged("a row of the dump cannot be read") from None
    if not isinstance(values, list) or len(values) != len(columns):
        raise BackupDamaged("a row of the dump has other columns than its table")
    return {column.name: read_value(column, value) for column, value in zip(columns, values, strict=True)}


def _end(line: bytes) -> tuple[Summary, bytes, bytes]:
    """Read the last line."""
    if not line.endswith(b"\n"):
        raise BackupDamaged("the dump of a backup is cut off")
    outer = _short(line)
    body, signature = canonical.text(outer, "body").encode(), canonical.octets(outer, "signature")
    return read_summary(canonical.load(body)), body, signature


def _chain(rows: list[dict[str, object]]) -> tuple[Directory, ...]:
    """Return the lists of holders, oldest first."""
    ordered = sorted(rows, key=lambda row: int(str(row["number"])))
    return read_chain([SignedDirectory(schema.octets(row["body"]), schema.octets(row["signature"])) for row in ordered])


def _hold_signer(directory: Directory, summary: Summary, body: bytes, signature: bytes) -> None:
    """Raise an error unless a holder of the newest list, who may make a backup, signed this end of the dump."""
    if (directory.store_id, directory.number) != (summary.store, summary.directory):
        raise BackupDamaged("the holders of a dump are of another kluis")
    maker = directory.holder(summary.maker)
    if not maker.active or maker.role not in RULES[Deed.BACKUP_MADE].roles:
        raise BackupDamaged("who made the backup may not make one")
    verify(maker.public.signing, PURPOSE, body, signature)
