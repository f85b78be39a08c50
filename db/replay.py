"""Replays the signed chain and checks the whole store against it; needs public keys only, no passphrase.

Whatever a store holds, it ends with a report or with an error of this floor; a finding names a table and a row, never
content.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from db import schema
from db.engine import mapped_errors, reading
from db.errors import NotAStore, Tampered
from db.findings import Finding, FindingKind, Report
from db.judging import Given, Judge
from db.opening import check_format, open_engine
from db.rows import row_digest, shown_id
from db.structure import page_findings, structure_findings
from keys.chain import read_chain
from keys.directory import Directory, SignedDirectory
from keys.errors import KeysError

Tick = Callable[[int], None]

__all__ = ["Finding", "FindingKind", "Report", "check_all", "check_rows", "check_store"]


@contextmanager
def _readable(findings: list[Finding], table: str) -> Iterator[None]:
    """Make a finding of a table that cannot be read to its end; what fails for another reason is raised."""
    try:
        with mapped_errors():
            yield
    except (Tampered, NotAStore):
        findings.append(Finding(FindingKind.DAMAGED_FILE, table, ""))


def _directories(connection: Connection, findings: list[Finding]) -> dict[str, Directory]:
    """Return the directories by row id, as far as the chain holds; the order is ours, not that of an index."""
    rows: list[Row[Any]] = []
    with _readable(findings, "directories"):
        rows = sorted(connection.execute(select(schema.directories)).all(), key=lambda row: str(row.number).zfill(12))
    for count in range(len(rows), 0, -1):
        try:
            signed = [SignedDirectory(schema.octets(row.body), schema.octets(row.signature)) for row in rows[:count]]
            chain = read_chain(signed)
        except (KeysError, Tampered):
            findings.append(Finding(FindingKind.DIRECTORY, "directories", shown_id(rows[count - 1].id)))
            continue
        for row, directory in zip(rows, chain, strict=False):
            if row.number != directory.number:
                findings.append(Finding(FindingKind.DIRECTORY, "directories", shown_id(row.id)))
        return {str(row.id): directory for row, directory in zip(rows, chain, strict=False)}
    findings.append(Finding(FindingKind.DIRECTORY, "directories", ""))
    return {}


def _grants(connection: Connection, findings: list[Finding]) -> dict[str, Given]:
    """Return the grants by row id; whether they are those of the log shows later."""
    found: dict[str, Given] = {}
    with _readable(findings, "grants"):
        for row in connection.execute(select(schema.grants)):
            found[str(row.id)] = Given(str(row.compartment), str(row.holder), str(row.grantor))
    return found


def _slots(connection: Connection, findings: list[Finding]) -> dict[str, str]:
    """Return whose each keyslot is, by row id."""
    found: dict[str, str] = {}
    with _readable(findings, "keyslots"):
        for row in connection.execute(select(schema.keyslots)):
            found[str(row.id)] = str(row.holder)
    return found


def _quiet(_done: int) -> None:
    """Tell nobody how far it is."""


def _entries(connection: Connection, judge: Judge, tick: Tick) -> int:
    """Judge every entry in its order; return the number of the last."""
    seq = 0
    with _readable(judge.findings, "log"):
        query = select(schema.log).order_by(schema.log.c.seq).execution_options(yield_per=500)
        with connection.execute(query) as rows:
            for row in rows:
                seq += 1
                tick(1)
                if row.seq != seq:
                    judge.add(FindingKind.ENTRY_MISSING, "log", seq)
                    seq = row.seq if isinstance(row.seq, int) else seq
                if isinstance(row.body, bytes) and isinstance(row.signature, bytes):
                    judge.step(seq, row.body, row.signature)
                else:
                    judge.unreadable(seq)
    return seq


def _compare(connection: Connection, judge: Judge, tick: Tick, written: int) -> int:
    """Hold every row of a kluis of this format against what the log says of it; return the number of rows."""
    left = {key for key, change in judge.expected.items() if change.digest}
    unmarked = dict(judge.removed)
    rows = 0
    for name, table in schema.LOGGED.items():
        if table not in schema.tables_of(written):
            continue
        query = select(table).execution_options(yield_per=1000)
        with _readable(judge.findings, name), connection.execute(query) as found:
            for row in found:
                rows += 1
                tick(1)
                values = row._asdict()
                _hold(judge, name, values)
                left.discard((name, values["id"]))
                if values.get("dossier") in judge.shredded:
                    judge.add(FindingKind.HALF_SHREDDED, name, values["id"])
                if name == "tombstones" and unmarked.pop((values["noun"], values["row"]), None) != values["seq"]:
                    judge.add(FindingKind.ROW_CHANGED, name, values["id"])
    for table_name, row_id in [*left, *unmarked]:
        judge.add(FindingKind.ROW_MISSING, table_name, row_id)
    return rows


def _hold(judge: Judge, name: str, values: Mapping[str, Any]) -> None:
    """Hold one row against the newest that the log says of it."""
    change = judge.expected.get((name, values["id"]))
    if change is None or not change.digest:
        judge.add(FindingKind.ROW_UNKNOWN, name, values["id"])
        return
    said = (change.digest, change.version, change.compartment)
    if said != (row_digest(schema.LOGGED[name], values), values["version"], values.get("compartment", "")):
        judge.add(FindingKind.ROW_CHANGED, name, values["id"])


def _check_head(connection: Connection, judge: Judge, seq: int) -> None:
    """Hold the head against the last entry, and the newest directory against the last that an entry brought."""
    newest = max((found.number for found in judge.directories.values()), default=0)
    if judge.current is None or judge.current.number != newest:
        judge.add(FindingKind.DIRECTORY, "directories", "")
    with _readable(judge.findings, "head"):
        head = [tuple(row) for row in connection.execute(select(schema.head))]
        if head != [(1, seq, judge.last)]:
            judge.add(FindingKind.HEAD, "head", seq)
    with _readable(judge.findings, "meta"):
        meta = [(row.id, row.store_id) for row in connection.execute(select(schema.meta))]
        if judge.current is None or meta != [(1, judge.current.store_id)]:
            judge.add(FindingKind.DIRECTORY, "meta", "")


def check_rows(connection: Connection, tick: Tick = _quiet) -> Report:
    """Replay the log of an open connection and compare every row; `tick` is told of each, and may break it off."""
    written = check_format(connection)
    findings: list[Finding] = []
    known = _directories(connection, findings), _grants(connection, findings), _slots(connection, findings)
    judge = Judge(*known, findings=findings)
    seq = _entries(connection, judge, tick)
    _check_head(connection, judge, seq)
    rows = _compare(connection, judge, tick, written)
    return Report(judge.entries, rows, judge.last, tuple(dict.fromkeys(findings)))


def _read_leniently(connection: Connection) -> None:
    """Let text that is no text be read as it is, so that its row can be compared and named."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.text_factory = lambda raw: raw.decode(errors="surrogateescape")


def check_all(connection: Connection) -> Report:
    """Check the tables, the pages of a file, the log and every row of an open connection."""
    written = check_format(connection)
    _read_leniently(connection)
    findings: list[Finding] = []
    for look in (lambda found: structure_findings(found, written), page_findings):
        with _readable(findings, "sqlite"):
            findings += look(connection)
    report = check_rows(connection)
    return Report(report.entries, report.rows, report.head, (*findings, *report.findings))


def check_store(location: str) -> Report:
    """Check a whole kluis; raises what `db.store.open_store` raises when it cannot be opened at all."""
    engine, _ = open_engine(location)
    try:
        with reading(engine) as connection:
            return check_all(connection)
    finally:
        engine.dispose()
