"""A unit of work: changes and their signed log entry, in one transaction or not at all.

Asks `db.roles` before every change. The entry is written when the unit is left without an exception.
"""

import secrets
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.engine import Connection

from db import schema
from db.errors import NotAllowed, StaleVersion, Tampered
from db.fields import NOUNS
from db.log import Change
from db.records.base import CompartmentId, DossierId, Record, RowId, State, Stored
from db.repository import Repository
from db.roles import Deed, allowed
from db.rows import Place, data_key_context, row_digest
from keys.envelope import new_key

if TYPE_CHECKING:
    from db.store import Store

R = TypeVar("R", bound=Record)


class _Keep(Enum):
    KEEP = "keep"


KEEP: Final = _Keep.KEEP
"""Leave this part of the row as it is."""
_DATA_KEY: Final = select(schema.data_keys.c.epoch, schema.data_keys.c.wrapped).where(
    schema.data_keys.c.dossier == bindparam("dossier"), schema.data_keys.c.compartment == bindparam("compartment")
)
_ADD_DATA_KEY: Final = insert(schema.data_keys)
_ADD_TOMBSTONE: Final = insert(schema.tombstones)
HIGHEST_RANK: Final = 2**31 - 1
"""What a whole number of PostgreSQL holds."""


def new_id() -> RowId:
    """Return a fresh random id: 32 hexadecimal digits."""
    return RowId(secrets.token_hex(16))


def _seen(stored: Stored[R]) -> dict[str, object]:
    """Return what says that a row is still the one that was read."""
    return {"seen_id": stored.id, "seen_version": stored.version}


class Unit:
    """Collects changes under one deed; made by `Store.unit`, never by hand."""

    def __init__(self, store: "Store", connection: Connection, deed: Deed, subject: str = "") -> None:
        self._store = store
        self.connection = connection
        self.deed = deed
        self.subject = subject
        """What the entry is about, in its sealed detail; a new number is known only inside the unit."""
        self.directory = store.directory
        """The directory this unit is judged by; a unit that signs the next one puts it here."""
        self._changes: dict[tuple[str, str], Change] = {}
        self._data_keys: dict[tuple[str, str], tuple[int, bytes]] = {}

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was done so far, one change a row."""
        return tuple(self._changes.values())

    def new_id(self) -> RowId:
        """Return a fresh random id for a row that others of this unit must name."""
        return new_id()

    def view(self, repo: Repository[R]) -> Repository[R]:
        """Return a repository that sees this unit's own changes."""
        return repo.within(self.connection)

    def _permit(self, table: str, compartment: str | None, *, removes: bool = False) -> None:
        kind = self.directory.compartment(compartment).kind if compartment else None
        holder = self.directory.holder(self._store.open_ring.holder)
        if not holder.active or not allowed(holder.role, self.deed, table, kind, removes=removes):
            raise NotAllowed(f"{holder.role} may not {self.deed} on {table}")
        if kind is not None and table in NOUNS and kind not in NOUNS[table].kinds:
            raise NotAllowed(f"{table} may not lie in a compartment of kind {kind}")

    def note_change(self, table: Table, values: dict[str, object], compartment: str = "") -> None:
        """Put a row that was just written into this unit's entry."""
        self._permit(table.name, compartment or None)
        row_id, version = str(values["id"]), int(str(values["version"]))
        change = Change(table.name, row_id, version, compartment, row_digest(table, values))
        self._changes[table.name, row_id] = change

    def note_removal(self, gone: Change) -> None:
        """Put a row of the office that was just removed into this unit's entry; it leaves no tombstone."""
        self._permit(gone.table, gone.compartment or None, removes=True)
        self._changes[gone.table, gone.row] = gone

    def _data_key(self, dossier: str, compartment: str) -> tuple[int, bytes]:
        """Return (epoch, wrapped data key) of a dossier in a compartment; made when it is the first row there."""
        known = self._data_keys.get((dossier, compartment))
        if known is not None:
            return known
        values = {"dossier": dossier, "compartment": compartment}
        row = self.connection.execute(_DATA_KEY, values).one_or_none()
        found = (row.epoch, schema.octets(row.wrapped)) if row else self._make_data_key(dossier, compartment)
        self._data_keys[dossier, compartment] = found
        return found

    def _make_data_key(self, dossier: str, compartment: str) -> tuple[int, bytes]:
        keys = self._store.open_ring.at_epoch(compartment, self.directory.compartment(compartment).epoch)
        context = data_key_context(self.directory.store_id, dossier, compartment, keys.epoch)
        wrapped = keys.wrap(new_key(), context)
        values: dict[str, object] = {
            "id": new_id(),
            "dossier": dossier,
            "compartment": compartment,
            "epoch": keys.epoch,
            "version": 1,
            "wrapped": wrapped,
        }
        self.connection.execute(_ADD_DATA_KEY, values)
        self.note_change(schema.data_keys, values, compartment)
        return keys.epoch, wrapped

    def _sealed_values(self, place: Place, record: Record, wrapped: bytes) -> dict[str, object]:
        sealed = self._store.sealer.seal_row(place, record, wrapped)
        return {**place.columns(), "sealed": sealed}

    def next_rank(self, repo: Repository[R]) -> int:
        """Return one more than the highest rank of a noun."""
        highest = self.connection.execute(repo.queries.highest_rank).scalar_one()
        if highest is not None and not (isinstance(highest, int) and highest < HIGHEST_RANK):
            raise Tampered(f"a rank of {repo.table.name} is no rank")
        return (highest or 0) + 1

    def add(
        self,
        repo: Repository[R],
        record: R,
        *,
        compartment: CompartmentId,
        dossier: DossierId | None = None,
        state: State = State.OPEN,
        rank: int | None = None,
        due_on: date | None = None,
        row_id: RowId | None = None,
    ) -> Stored[R]:
        """Write a new row; without `dossier` it starts one of its own, without `rank` it comes last."""
        new = row_id or new_id()
        home = dossier or DossierId(new)
        self._permit(repo.table.name, compartment)
        epoch, wrapped = self._data_key(home, compartment)
        order = self.next_rank(repo) if rank is None else rank
        place = Place(repo.table.name, new, home, compartment, epoch, 1, state, order, due_on)
        values = self._sealed_values(place, record, wrapped)
        self.connection.execute(repo.queries.insert, values)
        self.note_change(repo.table, values, compartment)
        return Stored(repo.table.name, new, home, compartment, 1, state, order, due_on, record)

    def change(
        self,
        stored: Stored[R],
        *,
        record: R | None = None,
        state: State | None = None,
        rank: int | None = None,
        due_on: date | _Keep | None = KEEP,
        compartment: CompartmentId | None = None,
    ) -> Stored[R]:
        """Write the next version of a row; `compartment` moves it, sealed anew under that key.

        Raises `StaleVersion` with their row when somebody else was first, `NotFound` when it is gone.
        """
        table = schema.NOUNS[stored.table]
        home = compartment or stored.compartment
        self._permit(stored.table, stored.compartment)
        self._permit(stored.table, home)
        epoch, wrapped = self._data_key(stored.dossier, home)
        place = Place(
            stored.table,
            stored.id,
            stored.dossier,
            home,
            epoch,
            stored.version + 1,
            stored.state if state is None else state,
            stored.rank if rank is None else rank,
            stored.due_on if due_on is KEEP else due_on,
        )
        kept = record if record is not None else stored.opened
        values = self._sealed_values(place, kept, wrapped)
        queries = self._store.repository(stored.table).queries
        if self.connection.execute(queries.update, {**_seen(stored), **values}).rowcount != 1:
            self._raise_stale(stored)
        self.note_change(table, values, home)
        return Stored(
            stored.table, stored.id, stored.dossier, home, place.version, place.state, place.rank, place.due_on, kept
        )

    def _raise_stale(self, stored: Stored[R]) -> None:
        repo: Repository[R] = self._store.repository(stored.table)
        theirs = self.view(repo).get(stored.id)
        raise StaleVersion(f"changed by somebody else: {stored.table} {stored.id}", theirs)

    def remove(self, stored: Stored[R]) -> None:
        """Remove a row and leave a tombstone; raises `StaleVersion`, `NotFound`."""
        self._permit(stored.table, stored.compartment, removes=True)
        queries = self._store.repository(stored.table).queries
        if self.connection.execute(queries.delete, _seen(stored)).rowcount != 1:
            self._raise_stale(stored)
        gone = Change(stored.table, stored.id, stored.version + 1, stored.compartment, "")
        self._changes[stored.table, stored.id] = gone
        tombstone: dict[str, object] = {
            "id": new_id(),
            "noun": stored.table,
            "row": stored.id,
            "seq": self._store.next_seq(self.connection),
            "version": 1,
        }
        self.connection.execute(_ADD_TOMBSTONE, tombstone)
        self.note_change(schema.tombstones, tombstone)
