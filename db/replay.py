"""Replays the signed chain and checks the whole store against it; needs public keys only, no passphrase.

A valid signature is not a right: each entry is judged against role x deed x table x kind of compartment. A finding
names a table and a row, never content.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import schema
from db.engine import reading
from db.errors import LogBroken
from db.fields import NOUNS
from db.log import GENESIS, PURPOSE, Change, Entry, entry_digest, parse_entry
from db.roles import RULES, Deed, allowed
from db.rows import row_digest
from db.store import check_format, open_engine
from keys.directory import Directory, Role, SignedDirectory, read_chain
from keys.errors import KeysError
from keys.sealing import verify


class FindingKind(StrEnum):
    """What is wrong."""

    ROW_CHANGED = "row_changed"
    ROW_MISSING = "row_missing"
    ROW_UNKNOWN = "row_unknown"
    ENTRY_MISSING = "entry_missing"
    ENTRY_UNREADABLE = "entry_unreadable"
    ENTRY_SIGNATURE = "entry_signature"
    ENTRY_NOT_ALLOWED = "entry_not_allowed"
    DIRECTORY = "directory"
    HEAD = "head"
    DAMAGED_FILE = "damaged_file"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold."""

    kind: FindingKind
    table: str
    row: str
    """Id of the row, or number of the entry."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the replay saw."""

    entries: int
    rows: int
    head: str
    """Digest of the newest entry: compare it with the one on the last printed minutes."""
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(slots=True)
class _Replay:
    directories: dict[str, Directory]
    """By row id."""
    current: Directory | None = None
    expected: dict[tuple[str, str], Change] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    last: str = GENESIS

    def add(self, kind: FindingKind, table: str, row: object) -> None:
        self.findings.append(Finding(kind, table, str(row)))

    def step(self, seq: int, body: bytes, signature: bytes) -> None:
        """Judge one entry and take over what it says of rows."""
        self.entries += 1
        try:
            entry = parse_entry(body, signature)
        except LogBroken:
            self.add(FindingKind.ENTRY_UNREADABLE, "log", seq)
            self.last = entry_digest(body, signature)
            return
        if entry.seq != seq or entry.previous != self.last:
            self.add(FindingKind.ENTRY_MISSING, "log", seq)
        self.last = entry.own_digest
        if self.current is None or entry.deed in {Deed.STORE_MADE, Deed.DIRECTORY_CHANGED}:
            self._follow(entry)
        self._judge(entry, body, signature)
        for change in entry.changes:
            self._take(change)

    def _follow(self, entry: Entry) -> None:
        """Take the directory that this entry brings; only a beheerder's own entry may."""
        for change in entry.changes:
            found = self.directories.get(change.row) if change.table == "directories" else None
            if found is not None and (self.current is None or found.number == self.current.number + 1):
                self.current = found

    def _judge(self, entry: Entry, body: bytes, signature: bytes) -> None:
        if self.current is None:
            self.add(FindingKind.DIRECTORY, "log", entry.seq)
            return
        try:
            holder = self.current.holder(entry.holder)
            verify(holder.public.signing, PURPOSE, body, signature)
        except KeysError:
            self.add(FindingKind.ENTRY_SIGNATURE, "log", entry.seq)
            return
        wrong = [change for change in entry.changes if not self._permitted(holder.role, entry.deed, change)]
        if wrong or holder.role not in RULES[entry.deed].roles:
            self.add(FindingKind.ENTRY_NOT_ALLOWED, "log", entry.seq)
            for change in wrong:
                self.add(FindingKind.ENTRY_NOT_ALLOWED, change.table, change.row)
        if entry.deed is Deed.STORE_MADE and entry.seq != 1:
            self.add(FindingKind.ENTRY_NOT_ALLOWED, "log", entry.seq)

    def _permitted(self, role: Role, deed: Deed, change: Change) -> bool:
        if self.current is None:
            return False
        kind = None
        if change.compartment:
            try:
                kind = self.current.compartment(change.compartment).kind
            except KeysError:
                return False
        elif change.table in NOUNS:
            return False
        if kind is not None and change.table in NOUNS and kind not in NOUNS[change.table].kinds:
            return False
        return allowed(role, deed, change.table, kind)

    def _take(self, change: Change) -> None:
        """Take over what an entry says of a row; a version must come after the one before it."""
        before = self.expected.get((change.table, change.row))
        if before is not None and change.version <= before.version:
            self.add(FindingKind.ENTRY_NOT_ALLOWED, change.table, change.row)
        self.expected[change.table, change.row] = change


def _rows(connection: Connection, name: str) -> Iterator[dict[str, Any]]:
    table = schema.LOGGED[name]
    for row in connection.execution_options(yield_per=1000).execute(select(table)).mappings():
        yield dict(row)


def _compare(connection: Connection, replay: _Replay) -> int:
    """Hold every row against what the log says of it; returns the number of rows."""
    left = {key: change for key, change in replay.expected.items() if change.digest}
    rows = 0
    for name, table in schema.LOGGED.items():
        for values in _rows(connection, name):
            rows += 1
            change = left.pop((name, str(values["id"])), None)
            if change is None:
                replay.add(FindingKind.ROW_UNKNOWN, name, values["id"])
            elif change.digest != row_digest(table, values) or change.compartment != values.get("compartment", ""):
                replay.add(FindingKind.ROW_CHANGED, name, values["id"])
    for table_name, row in left:
        replay.add(FindingKind.ROW_MISSING, table_name, row)
    return rows


def _directories(connection: Connection) -> tuple[dict[str, Directory], bool]:
    """Return the directories by row id, and whether the chain holds."""
    table = schema.directories
    rows = connection.execute(select(table).order_by(table.c.number)).all()
    try:
        chain = read_chain([SignedDirectory(bytes(row.body), bytes(row.signature)) for row in rows])
    except KeysError:
        return {}, False
    return {row.id: found for row, found in zip(rows, chain, strict=True)}, True


def check_rows(connection: Connection) -> Report:
    """Replay the log of an open connection and compare every row."""
    check_format(connection)
    directories, holds = _directories(connection)
    replay = _Replay(directories)
    if not holds:
        replay.add(FindingKind.DIRECTORY, "directories", "")
    seq = 0
    query = select(schema.log).order_by(schema.log.c.seq)
    for row in connection.execution_options(yield_per=500).execute(query):
        seq += 1
        if row.seq != seq:
            replay.add(FindingKind.ENTRY_MISSING, "log", seq)
            seq = int(row.seq)
        replay.step(seq, bytes(row.body), bytes(row.signature))
    _check_head(connection, replay, seq)
    rows = _compare(connection, replay)
    return Report(replay.entries, rows, replay.last, tuple(dict.fromkeys(replay.findings)))


def _check_head(connection: Connection, replay: _Replay, seq: int) -> None:
    head = connection.execute(select(schema.head)).all()
    meta = connection.execute(select(schema.meta)).all()
    if len(head) != 1 or (head[0].seq, head[0].digest) != (seq, replay.last):
        replay.add(FindingKind.HEAD, "head", seq)
    if len(meta) != 1 or replay.current is None or meta[0].store_id != replay.current.store_id:
        replay.add(FindingKind.DIRECTORY, "meta", "")


def _sqlite_findings(connection: Connection) -> list[Finding]:
    """Return what SQLite itself says about the pages of the file."""
    words = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    return [] if words == "ok" else [Finding(FindingKind.DAMAGED_FILE, "sqlite", "")]


def check_store(location: str) -> Report:
    """Check a whole kluis; raises what `open_store` raises when it cannot be opened at all."""
    engine, _ = open_engine(location)
    try:
        with reading(engine) as connection:
            check_format(connection)
            damaged = _sqlite_findings(connection) if engine.dialect.name == "sqlite" else []
            report = check_rows(connection)
            return Report(report.entries, report.rows, report.head, (*damaged, *report.findings))
    finally:
        engine.dispose()
