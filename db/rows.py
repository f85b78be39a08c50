"""Record <-> row: the only module that seals and opens.

A row's seal is bound to its place: store, table, id, compartment, epoch, version and every plain column. Moved or
edited, it does not open. A compartment that the ring does not hold gives `SEALED`, never an exception.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from pydantic import ValidationError
from sqlalchemy import Row, Table

from db.errors import KeyMissing, NewerFormat, Tampered
from db.fields import NOUNS
from db.records.base import SEALED, CompartmentId, DossierId, Record, RowId, Sealed, State, Stored
from db.schema import octets
from keys.envelope import Cipher
from keys.errors import DecryptionError, KeyNotTrusted, KeysError, Locked, UnsupportedVersion
from keys.ring import Ring

R = TypeVar("R", bound=Record)

RECORD_VERSION: Final = 1
"""First byte of every sealed record: which shape of the record follows."""
_ROW: Final = b"mhtui row 1"
_KEYS: Final = {"data_keys": b"mhtui data key 1", "draft_keys": b"mhtui draft key 1"}
_ID: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Place:
    """Everything about a row that is not sealed, and that its seal is bound to."""

    table: str
    id: RowId
    dossier: DossierId
    compartment: CompartmentId
    epoch: int
    version: int
    state: State
    rank: int
    due_on: date | None

    def columns(self) -> dict[str, Any]:
        """Return the plain columns as they are written."""
        return {
            "id": self.id,
            "dossier": self.dossier,
            "compartment": self.compartment,
            "epoch": self.epoch,
            "version": self.version,
            "state": self.state.value,
            "rank": self.rank,
            "due_on": self.due_on,
        }


class RowSealer(Protocol):
    """Seals and opens rows; the bench injects one that does not, to measure what sealing costs."""

    def open_row(self, table: str, row: Row[Any]) -> Stored[Any]:
        """Return the row with its record, or `SEALED`."""

    def seal_row(self, place: Place, record: Record, wrapped_data_key: bytes, own_key: bytes | None = None) -> bytes:
        """Return the sealed record for a row in this place; with `own_key` under that data key, just made."""


def key_context(table: str, store_id: str, dossier: str, compartment: str, epoch: int) -> list[bytes]:
    """Return what a wrapped key of this table of keys is bound to."""
    return [_KEYS[table], store_id.encode(), dossier.encode(), compartment.encode(), str(epoch).encode()]


def row_context(store_id: bytes, table: str, row: Iterable[Any]) -> list[bytes]:
    """Return what a sealed record is bound to; `row` holds the eight plain columns in the order of the table."""
    row_id, dossier, compartment, epoch, version, state, rank, due_on = row
    return [
        _ROW,
        store_id,
        table.encode(),
        row_id.encode(),
        dossier.encode(),
        compartment.encode(),
        b"%d" % epoch,
        b"%d" % version,
        state.encode(),
        b"%d" % rank,
        due_on.isoformat().encode() if due_on else b"",
    ]


class SealedRows:
    """Opens and seals with what one ring holds; `ring` None opens nothing."""

    def __init__(self, store_id: str, ring: Ring | None) -> None:
        self._store_id = store_id
        self._store_bytes = store_id.encode()
        self._ring = ring

    def _key(self, noun: str, dossier: str, compartment: str, epoch: int, wrapped: bytes) -> bytes:
        """Open a wrapped key; that of drafts is not kept in memory, so that it ends when its row does."""
        if self._ring is None:
            raise Locked
        keys, table = self._ring.at_epoch(compartment, epoch), NOUNS[noun].keys
        where = (self._store_id, dossier, compartment, epoch)
        if table == "draft_keys":
            return keys.unwrap(wrapped, key_context(table, *where))
        return keys.unwrap_once(wrapped, dossier, lambda: key_context(table, *where))

    def open_row(self, table: str, row: Row[Any]) -> Stored[Any]:
        """Return the row with its record, or `SEALED`.

        `row` holds the nine columns of a noun and then `wrapped`. Raises `Tampered` when the seal does not fit the
        place, `KeyMissing` when there is no data key.
        """
        row_id, dossier, compartment, epoch, version, state, rank, due_on, sealed, wrapped = tuple(row)
        record: Record | Sealed = SEALED
        kept = State.OPEN
        try:
            kept = State(state)
            if self._ring is not None and self._ring.can(compartment):
                if wrapped is None:
                    raise KeyMissing(f"no data key: {table} {shown_id(row_id)}")
                key = self._key(table, dossier, compartment, epoch, octets(wrapped))
                context = row_context(self._store_bytes, table, row[:8])
                record = read_record(table, row_id, Cipher(key).unseal(octets(sealed), context))
        except Locked:
            record = SEALED  # locked in another thread while this one was reading
        except (KeysError, AttributeError, TypeError, ValueError, OverflowError):
            raise Tampered(f"does not open: {table} {shown_id(row_id)}") from None
        return Stored(table, row_id, dossier, compartment, version, kept, rank, due_on, record)

    def seal_row(self, place: Place, record: Record, wrapped_data_key: bytes, own_key: bytes | None = None) -> bytes:
        """Return the sealed record for a row in this place; raises `Tampered` when its data key does not open.

        `own_key` is that data key, from who made it in this unit and holds no key of the compartment to open it again.
        """
        try:
            key = own_key or self._key(place.table, place.dossier, place.compartment, place.epoch, wrapped_data_key)
        except (DecryptionError, UnsupportedVersion, KeyNotTrusted):
            raise Tampered(f"the data key does not open: {place.table} {place.id}") from None
        context = row_context(self._store_bytes, place.table, tuple(place.columns().values()))
        return Cipher(key).seal(write_record(record), context, epoch=place.epoch)


def write_record(record: Record) -> bytes:
    """Return a record as bytes: its version, then JSON."""
    return bytes((RECORD_VERSION,)) + record.model_dump_json().encode()


def read_record(table: str, row_id: str, plain: bytes) -> Record:
    """Return the record that was written; raises `NewerFormat` or `Tampered`, never with content."""
    if plain[:1] != bytes((RECORD_VERSION,)):
        raise NewerFormat(f"record of another version: {table} {row_id}")
    with suppress(ValidationError):  # it repeats what it read: raised from here, ours does not carry it along
        return NOUNS[table].record.model_validate_json(plain[1:])
    raise Tampered(f"not a record of this noun: {table} {row_id}")


def row_digest(table: Table, values: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, over every column of a row: what the log vouches for.

    A column without a value is left out, so that a later format can add columns that old rows do not have. Whatever
    stands in a damaged row has a digest too, and another one: the kind of each value counts.
    """
    digest = hashlib.sha256()
    _add(digest, table.name.encode())
    for column in table.columns:
        value = values[column.name]
        if value is not None:
            _add(digest, column.name.encode())
            _add(digest, _octets_of(value))
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)


def _octets_of(value: object) -> bytes:
    """Return the kind of a value and the value, so that no two values give the same."""
    match value:
        case bytes():
            return b"b" + value
        case str():
            return b"s" + value.encode(errors="surrogateescape")
        case date():
            return b"d" + value.isoformat().encode()
        case int():
            return b"i%d" % value
        case _:
            return b"?" + repr(value).encode()


def shown_id(row_id: object) -> str:
    """Return the id of a row as it may be told: what is not one of ours may be content, and is not repeated."""
    return row_id if isinstance(row_id, str) and _ID.fullmatch(row_id) else "?"
