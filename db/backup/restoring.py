"""Puts a dump back into a new kluis, in one transaction: rows, replay of the log, every value a key opens, an entry.

What does not hold leaves nothing behind. A kluis that is there already is never touched.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from db import locations, schema
from db.backup.container import Tick
from db.backup.dump import BATCH
from db.backup.lines import Dump
from db.backup.making import Progress, Steps, nobody
from db.engine import make_engine, writing
from db.errors import BackupDamaged, DbError, NotForThisKey, StorageFailure
from db.laying import lay_tables
from db.log import append, open_detail, parse_entry
from db.opening import open_grants, read_directories
from db.records.base import DossierId
from db.records.office import LogDetail
from db.replay import Report, check_rows
from db.repository import Repository
from db.roles import OPENERS, Deed
from db.rows import SealedRows
from db.shredding import Gone, Stone, clean, shred
from db.store import Clock, Store, open_store
from db.unit import Unit
from keys.directory import Directory
from keys.errors import KeysError
from keys.ring import Ring

_PASSES: Final = 5
"""How often a row is met at most: written, replayed, compared, opened."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what held."""

    report: Report
    opened: int
    """Records and details of the log that the key opened."""
    sealed: int
    """Those it may not open."""
    shredded: int = 0
    """Dossiers that were destroyed after the backup was made, and now here again."""


def restore(
    dump: Dump,
    ring: Ring,
    location: str,
    *,
    clock: Clock,
    source: str,
    progress: Progress = nobody,
    since: Sequence[Stone] = (),
) -> Restored:
    """Put a dump into a new kluis, with an entry in its log that names `source`, the digest of the backup.

    What was destroyed `since` the backup is destroyed here in the same transaction, each with an entry of its own.
    Only the aandachtsfunctionaris and the herstelblad may do that: raises `NotAllowed` for anybody else.
    Killed at any moment it leaves a whole kluis, or a file that holds nothing and that a next one takes over. Raises
    `AlreadyExists`, `NotForThisKey`, `BackupDamaged`, `NetworkShare`, `InsecureServer`, `StorageFull` and
    `StorageFailure`.
    """
    server = locations.is_server(location)
    made = not server and locations.prepare_new(Path(location))
    try:
        with _filled(dump, ring, location, progress) as (connection, restored, mine):
            said = f"back-up van {dump.summary.made:%d-%m-%Y %H:%M} UTC, regel {dump.summary.seq}"
            detail = LogDetail(at=clock(), subject=said, text=source)
            append(connection, dump.directory, mine, Deed.RESTORED, (), detail)
            gone = _bury_again(connection, _Place(location, dump, mine, clock), since)
        if gone:
            _clean(location, mine, clock, gone)
    except BaseException:
        if made:
            locations.remove_new(Path(location))
        raise
    return replace(restored, shredded=sum(len(each.dossiers) for each in gone))


@dataclass(frozen=True, slots=True)
class _Place:
    """A kluis that is being filled, and who does it."""

    location: str
    dump: Dump
    ring: Ring
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Again:
    """What was destroyed once more."""

    dossiers: frozenset[DossierId]
    gone: Gone


def _bury_again(connection: Connection, place: _Place, since: Sequence[Stone]) -> list[_Again]:
    """Destroy what is there of the dossiers that were destroyed since; raises `NotAllowed`."""
    there = frozenset(connection.execute(select(schema.data_keys.c.dossier)).scalars())
    store = Store(place.location, connection.engine, place.dump.chain, clock=place.clock)
    store.use(place.ring)
    found: list[_Again] = []
    for stone in since:
        wanted = frozenset(stone.dossiers & there)
        if wanted:
            unit = Unit(store, connection, Deed.SHREDDED)
            gone = shred(unit, sorted(wanted))
            for link in list(unit.view(store.links).all()):  # of a signal that stayed, to a case that did not
                if DossierId(link.opened.case_id) in wanted:
                    unit.remove(link)
            number = stone.told.number if stone.told else ""
            detail = LogDetail(at=place.clock(), subject=number, text="opnieuw, na terugzetten", shredding=stone.told)
            append(connection, store.directory, place.ring, Deed.SHREDDED, unit.changes, detail)
            found.append(_Again(wanted, gone))
            there -= wanted
    return found


def _clean(location: str, ring: Ring, clock: Clock, again: Sequence[_Again]) -> None:
    """See that nothing of what was destroyed again stands in the new file."""
    store = open_store(location, clock=clock)
    try:
        store.use(ring.beside(ring.holder))
        clean(store, Gone(traces=[trace for each in again for trace in each.gone.traces]))
    finally:
        store.close()


@contextmanager
def tried(dump: Dump, ring: Ring, *, progress: Progress = nobody) -> Iterator[tuple[Connection, Restored, Ring]]:
    """Put a dump into a kluis that is gone afterwards, in a folder of this account alone; give it to be looked at."""
    with tempfile.TemporaryDirectory(prefix="mhtui-oefening-") as folder:
        location = Path(folder) / "kluis.db"
        locations.prepare_new(location)
        with _filled(dump, ring, str(location), progress, draft=True) as filled:
            yield filled


@contextmanager
def _filled(
    dump: Dump, ring: Ring, location: str, progress: Progress, *, draft: bool = False
) -> Iterator[tuple[Connection, Restored, Ring]]:
    """Give a transaction with all of a dump in it, proved, and the ring of who opened it."""
    tick = Steps(progress, _PASSES * sum(dump.summary.counts.values())).tick
    engine = make_engine(location, draft=draft)
    try:
        with writing(engine) as connection:
            _fill(connection, dump, tick)
            restored, mine = _prove(connection, dump, ring, tick)
            yield connection, restored, mine
    finally:
        engine.dispose()


def _fill(connection: Connection, dump: Dump, tick: Tick) -> None:
    """Write every row; raises `AlreadyExists`, `BackupDamaged`."""
    summary = dump.summary
    lay_tables(connection, summary.store, written=summary.format)
    batch: list[dict[str, Any]] = []
    last = ""
    for table, row in dump.rows():
        if batch and (table != last or len(batch) == BATCH):
            connection.execute(insert(schema.metadata.tables[last]), batch)
            tick(len(batch))
            batch = []
        last = table
        batch.append(row)
    if batch:
        connection.execute(insert(schema.metadata.tables[last]), batch)
    connection.execute(update(schema.head).values(seq=summary.seq, digest=summary.head))
    if summary.format < schema.FORMAT:
        from db.migrate import bring_up

        bring_up(connection, summary.format, schema.FORMAT)


def _prove(connection: Connection, dump: Dump, ring: Ring, tick: Tick) -> tuple[Restored, Ring]:
    """Replay the log over the rows and open all that this ring may; raises `BackupDamaged`, `NotForThisKey`."""
    report = check_rows(connection, tick)
    if not report.sound:
        raise BackupDamaged("the rows of a backup are not those of its log")
    mine = holder_ring(dump.directory, ring)
    try:
        chain = read_directories(connection)
        for keys in open_grants(connection, chain, mine):
            mine.add(keys)
        opened, sealed = _open_all(connection, dump.directory, mine, tick)
    except (DbError, KeysError) as error:
        if isinstance(error, StorageFailure):
            raise
        raise BackupDamaged("a value of a backup does not open") from None
    return Restored(report, opened, sealed), mine


def holder_ring(directory: Directory, ring: Ring) -> Ring:
    """Return a ring as the holder of a kluis whose keys it has; raises `NotForThisKey` when there is none."""
    for holder in directory.holders:
        if holder.active and holder.role in OPENERS and holder.public == ring.public:
            return ring.beside(holder.id)
    raise NotForThisKey("no holder of this kluis has these keys")


def _open_all(connection: Connection, directory: Directory, ring: Ring, tick: Tick) -> tuple[int, int]:
    """Open every record and every detail of the log; return how many opened and how many are not for this ring."""
    sealer = SealedRows(directory.store_id, ring)
    opened = sealed = 0
    for table in schema.NOUNS.values():
        repo: Repository[Any] = Repository(table, lambda: nullcontext(connection), lambda: sealer)
        for row in repo.all():
            tick(1)
            sealed, opened = sealed + row.is_sealed, opened + (not row.is_sealed)
    with connection.execute(select(schema.log).execution_options(yield_per=BATCH)) as entries:
        for entry in entries:
            tick(1)
            open_detail(directory, ring, parse_entry(entry.body, entry.signature))
            opened += 1
    return opened, sealed
