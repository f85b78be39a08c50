"""Destroys dossiers: every record and every key of them overwritten and deleted, each with its tombstone.

Part of one unit of work, so that all of it happens or nothing does. It decides nothing: which dossiers, and whether
they may go, is for who calls. What is counted in the year figures lies in dossiers of its own and stays.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.engine import Connection

from db import locations, schema
from db.errors import DbError, LogBroken
from db.log import Change, open_detail
from db.records.base import DossierId, Sealed
from db.records.office import Shredding
from db.roles import BEGINS_DOSSIER, OF_DOSSIERS
from db.schema import octets
from db.signers import verified
from db.store import Store
from db.unit import Unit
from keys.directory import Directory
from keys.ring import Ring

_SAMPLE: Final = 32
"""Bytes of a record to look for: its nonce and the beginning of what was sealed, which SQLite keeps together."""


@dataclass(slots=True)
class Gone:
    """What was taken away, and what of it to look for afterwards."""

    rows: int = 0
    keys: int = 0
    traces: list[bytes] = field(default_factory=list, repr=False)
    """Wrapped keys whole, and the beginning of each record."""


@dataclass(frozen=True, slots=True)
class Buried:
    """A dossier that was destroyed, as the log tells it."""

    seq: int
    """The entry of the log that did it."""
    at: datetime
    by: str
    """Function of who did it."""
    shredding: Shredding


@dataclass(frozen=True, slots=True)
class Stone:
    """Dossiers that one entry of the log destroyed, together."""

    seq: int
    dossiers: frozenset[DossierId]
    by: str = ""
    at: datetime | None = None
    """None for who does not hold the logboek."""
    told: Shredding | None = None
    """What may stay; None for who does not hold the logboek, and when only the ids are known."""


def shred(unit: Unit, dossiers: Iterable[DossierId]) -> Gone:
    """Destroy whole dossiers within a unit of work whose deed is that; raises `NotAllowed`, `Tampered`.

    What a dossier holds is overwritten with zeros before it goes, and its keys after its records.
    """
    gone = Gone()
    for dossier in dossiers:
        for name in sorted(OF_DOSSIERS):
            gone.rows += _wipe(unit, schema.NOUNS[name], dossier, "sealed", gone.traces)
        gone.keys += _wipe(unit, schema.data_keys, dossier, "wrapped", gone.traces)
    return gone


def _wipe(unit: Unit, table: Table, dossier: DossierId, column: str, traces: list[bytes]) -> int:
    """Take the rows of a dossier out of one table; return how many there were."""
    rows = unit.connection.execute(select(table).where(table.c.dossier == dossier)).mappings().all()
    if not rows:
        return 0
    here = table.c.id == bindparam("row_id")
    zeros = [{"row_id": row["id"], "zeros": bytes(len(octets(row[column])))} for row in rows]
    unit.connection.execute(update(table).where(here).values({column: bindparam("zeros")}), zeros)
    unit.connection.execute(delete(table).where(here), [{"row_id": row["id"]} for row in rows])
    for row in rows:
        unit.note_removal(Change(table.name, row["id"], row["version"] + 1, row["compartment"], ""))
        held = octets(row[column])
        traces.append(held if column == "wrapped" else held[:_SAMPLE])
    return len(rows)


def clean(store: Store, gone: Gone) -> int | None:
    """See that nothing of it stands in the file any more; return how much still does, None when nobody can tell.

    A file that has traces is written anew. On a server the table of keys is; what its log, its replicas and its own
    backups hold is out of reach. What other programs have open is waited for, and then left as it is.
    """
    for place in store.directory.compartments:
        if store.open_ring.can(place.id):
            for keys in store.open_ring.every(place.id):
                keys.forget()
    if locations.is_server(store.location):
        with suppress(DbError):
            store.compact(schema.data_keys.name)
        return None
    if found := _traces(Path(store.location), gone.traces):
        with suppress(DbError):
            store.compact(schema.data_keys.name)
        found = _traces(Path(store.location), gone.traces)
    return found


def _traces(path: Path, wanted: Iterable[bytes]) -> int | None:
    """Count what still stands in a file and its journal; None when they cannot be read."""
    found = 0
    try:
        for each in (path, locations.journal_of(path)):
            if each.is_file() and each.stat().st_size:
                with each.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
                    found += sum(content.find(trace) >= 0 for trace in wanted)
    except OSError:
        return None
    return found


def shredded_dossiers(connection: Connection) -> frozenset[DossierId]:
    """Return the dossiers that were destroyed in this kluis, by its tombstones."""
    return frozenset(dossier for each in _tombstones(connection).values() for dossier in each)


def stones(connection: Connection, directory: Directory, ring: Ring | None) -> tuple[Stone, ...]:
    """Return what was destroyed, in its order, with what stayed of it as far as this ring opens the log.

    Raises `LogBroken`, `Tampered`. Whether the tombstones are those of the log is for `db.replay` to say.
    """
    found: list[Stone] = []
    for seq, dossiers in sorted(_tombstones(connection).items()):
        row = connection.execute(select(schema.log).where(schema.log.c.seq == seq)).one_or_none()
        if row is None:
            raise LogBroken("a tombstone names an entry that is not there")
        entry = verified(connection, directory, row.body, row.signature)
        detail = open_detail(directory, ring, entry)
        told = detail.shredding if not isinstance(detail, Sealed) else None
        at = detail.at if not isinstance(detail, Sealed) else None
        found.append(Stone(seq, dossiers, directory.holder(entry.holder).label, at, told))
    return tuple(found)


def buried(store: Store) -> tuple[Buried, ...]:
    """Return what stayed of every dossier that was destroyed, oldest first; none without logboek.

    Raises `LogBroken`, `Tampered`.
    """
    with store.reading() as connection:
        known = stones(connection, store.directory, store.ring)
    return tuple(
        Buried(each.seq, each.at, each.by, each.told) for each in known if each.at is not None and each.told is not None
    )


def _tombstones(connection: Connection) -> dict[int, frozenset[DossierId]]:
    """Return the dossiers that were destroyed, by the entry that did it."""
    table = schema.tombstones
    found: dict[int, set[DossierId]] = {}
    for row in connection.execute(select(table.c.row, table.c.seq).where(table.c.noun.in_(BEGINS_DOSSIER))):
        found.setdefault(row.seq, set()).add(DossierId(str(row.row)))
    return {seq: frozenset(each) for seq, each in found.items()}
