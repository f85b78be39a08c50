"""A unit of work: changes and their signed log entry, in one transaction or not at all.

Asks `db.roles` before every change. The entry is written when the unit is left without an exception.
"""

import secrets
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import Row, Table, bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from db import schema
from db.errors import NotAllowed, NotFound, StaleVersion, Tampered
from db.fields import NOUNS
from db.log import Change, Stamp
from db.queries import keys_of
from db.records.base import CompartmentId, DossierId, Record, RowId, State, Stored
from db.records.office import Shredding
from db.repository import Repository
from db.roles import BEGINS_DOSSIER, INSERT_ONLY, Deed, allowed, leaves, unseen
from db.rows import Place, key_context, row_digest
from db.signers import acting
from keys.compartment import wrap_to
from keys.directory import Kind
from keys.envelope import new_key

if TYPE_CHECKING:
    from db.store import Store

R = TypeVar("R", bound=Record)


class _Keep(Enum):
    KEEP = "keep"


KEEP: Final = _Keep.KEEP
"""Leave this part of the row as it is."""
_KEY_TABLES: Final = (schema.data_keys, schema.draft_keys)
_WRAPPED: Final = {
    table.name: select(table).where(
        table.c.dossier == bindparam("dossier"), table.c.compartment == bindparam("compartment")
    )
    for table in _KEY_TABLES
}
_ADD_KEY: Final = {table.name: insert(table) for table in _KEY_TABLES}
_BURIED: Final = select(schema.tombstones.c.id).where(
    schema.tombstones.c.row == bindparam("dossier"), schema.tombstones.c.noun.in_(sorted(BEGINS_DOSSIER))
)
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
        self.stamp: Stamp | None = None
        """What its entry says of a pass for the table, when it has to do with one."""
        self.shredding: Shredding | None = None
        """What its entry says of a dossier that it destroys."""
        self._changes: dict[tuple[str, str], Change] = {}
        self._keys: dict[tuple[str, str, str], tuple[int, bytes]] = {}
        self._unseen: dict[tuple[str, str], bytes] = {}
        """Data keys of this unit in compartments that this session puts rows in and cannot read."""

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
        ring = self._store.open_ring
        holder = acting(self.directory, ring)
        if not holder.active or not allowed(holder.role, self.deed, table, kind, removes=removes):
            raise NotAllowed(f"{holder.role} may not {self.deed} on {table}")
        if unseen(holder.role, table, kind) and not self._takes_in():
            raise NotAllowed(f"{holder.role} takes in nothing here")
        elsewhere = ring.lent is not None and compartment not in {None, ring.lent.table_pass.compartment}
        if elsewhere and not leaves(self.deed, table, kind):
            raise NotAllowed("what was lent for the table is for one overleg")
        if kind is not None and table in NOUNS and kind not in NOUNS[table].kinds:
            raise NotAllowed(f"{table} may not lie in a compartment of kind {kind}")

    def _takes_in(self) -> bool:
        """Whether this session holds an identiteit."""
        ring = self._store.open_ring
        return any(place.kind is Kind.IDENTITEIT and ring.can(place.id) for place in self.directory.compartments)

    def note_change(self, table: Table, values: dict[str, object], compartment: str = "") -> None:
        """Put a row that was just written into this unit's entry."""
        self._permit(table.name, compartment or None)
        row_id, version = str(values["id"]), int(str(values["version"]))
        change = Change(table.name, row_id, version, compartment, row_digest(table, values))
        self._changes[table.name, row_id] = change

    def note_removal(self, gone: Change) -> None:
        """Put a row that was just removed into this unit's entry; of a noun it leaves a tombstone too."""
        self._permit(gone.table, gone.compartment or None, removes=True)
        self._changes[gone.table, gone.row] = gone
        if gone.table in NOUNS:
            self._bury(gone)

    def _key(self, noun: str, dossier: str, compartment: str) -> tuple[int, bytes]:
        """Return (epoch, wrapped key) for the rows of a noun; made when it is the first row there."""
        table = keys_of(schema.NOUNS[noun])
        known = self._keys.get((table.name, dossier, compartment))
        if known is not None:
            return known
        row = self._wrapped(table, dossier, compartment)
        found = (row.epoch, schema.octets(row.wrapped)) if row else self._make_key(table, dossier, compartment)
        self._keys[table.name, dossier, compartment] = found
        return found

    def _wrapped(self, table: Table, dossier: str, compartment: str) -> Row[Any] | None:
        values = {"dossier": dossier, "compartment": compartment}
        return self.connection.execute(_WRAPPED[table.name], values).one_or_none()

    def _make_key(self, table: Table, dossier: str, compartment: str) -> tuple[int, bytes]:
        """Make the key of a dossier in a compartment; raises `NotFound` when the dossier was destroyed meanwhile."""
        if self.connection.execute(_BURIED, {"dossier": dossier}).first() is not None:
            raise NotFound("the dossier was destroyed")
        place, ring, key = self.directory.compartment(compartment), self._store.open_ring, new_key()
        context = key_context(table.name, self.directory.store_id, dossier, compartment, place.epoch)
        left = not ring.can(compartment) and leaves(self.deed, table.name, place.kind)
        if left or unseen(self._store.role, table.name, place.kind):
            wrapped = wrap_to(place.sealing_public, key, context)
            self._unseen[dossier, compartment] = key
        else:
            wrapped = ring.at_epoch(compartment, place.epoch).wrap(key, context)
        values: dict[str, object] = {
            "id": new_id(),
            "dossier": dossier,
            "compartment": compartment,
            "epoch": place.epoch,
            "version": 1,
            "wrapped": wrapped,
        }
        self.connection.execute(_ADD_KEY[table.name], values)
        self.note_change(table, values, compartment)
        return place.epoch, wrapped

    def open_drafts(self, meeting: DossierId, compartment: CompartmentId) -> None:
        """Make the key of the drafts of an overleg that opens; does nothing when there is one."""
        self._key(schema.drafts.name, meeting, compartment)

    def end_drafts(self, meeting: DossierId, compartment: CompartmentId) -> None:
        """Destroy the key of the drafts of an overleg: its bytes are overwritten and the row goes.

        The drafts must be gone; whoever kept a copy of one opens it no more. Does nothing when there is no key.
        """
        table = schema.draft_keys
        row = self._wrapped(table, meeting, compartment)
        self._keys.pop((table.name, meeting, compartment), None)
        if row is not None:
            here = table.c.id == row.id
            self.connection.execute(update(table).where(here).values(wrapped=bytes(len(schema.octets(row.wrapped)))))
            self.connection.execute(delete(table).where(here))
            self.note_removal(Change(table.name, row.id, row.version + 1, compartment, ""))

    def _sealed_values(self, place: Place, record: Record, wrapped: bytes) -> dict[str, object]:
        own = self._unseen.get((place.dossier, place.compartment))
        sealed = self._store.sealer.seal_row(place, record, wrapped, own)
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
        """Write a new row; without `dossier` it starts one of its own, without `rank` it comes last.

        Raises `NotFound` for a dossier that was destroyed.
        """
        new = row_id or new_id()
        home = dossier or DossierId(new)
        self._permit(repo.table.name, compartment)
        epoch, wrapped = self._key(repo.table.name, home, compartment)
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
        if stored.table in INSERT_ONLY:
            raise NotAllowed(f"a row of {stored.table} is never edited")
        self._permit(stored.table, stored.compartment)
        self._permit(stored.table, home)
        epoch, wrapped = self._key(stored.table, stored.dossier, home)
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
        self.note_removal(Change(stored.table, stored.id, stored.version + 1, stored.compartment, ""))

    def _bury(self, gone: Change) -> None:
        """Write the tombstone of a row."""
        tombstone: dict[str, object] = {
            "id": new_id(),
            "noun": gone.table,
            "row": gone.row,
            "seq": self._store.next_seq(self.connection),
            "version": 1,
        }
        self.connection.execute(_ADD_TOMBSTONE, tombstone)
        self.note_change(schema.tombstones, tombstone)
