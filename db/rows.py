"""Record <-> row: the only module that seals and opens.

A row's seal is bound to its place: store, table, id, compartment, epoch, version and every plain column. Moved or
edited, it does not open. A compartment that the ring does not hold gives `SEALED`, never an exception.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from pydantic import ValidationError
from sqlalchemy import Row, Table

from db.errors import KeyMissing, NewerFormat, NotAllowed, Tampered
from db.fields import NOUNS
from db.records.base import SEALED, CompartmentId, DossierId, Record, RowId, State, Stored
from keys.envelope import Cipher
from keys.errors import KeysError
from keys.ring import Ring

R = TypeVar("R", bound=Record)

RECORD_VERSION: Final = 1
"""First byte of every sealed record: which shape of the record follows."""
_ROW: Final = b"mhtui row 1"
_DATA_KEY: Final = b"mhtui data key 1"


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

    def seal_row(self, place: Place, record: Record, wrapped_data_key: bytes) -> bytes:
        """Return the sealed record for a row in this place."""


def data_key_context(store_id: str, dossier: str, compartment: str, epoch: int) -> list[bytes]:
    """Return what a wrapped data key is bound to."""
    return [_DATA_KEY, store_id.encode(), dossier.encode(), compartment.encode(), str(epoch).encode()]


def _row_context(store_id: bytes, table: str, row: Iterable[Any]) -> list[bytes]:
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

    def _data_key(self, dossier: str, compartment: str, epoch: int, wrapped: bytes) -> bytes:
        if self._ring is None:
            raise NotAllowed("the kluis is locked")
        keys = self._ring.at_epoch(compartment, epoch)
        return keys.unwrap(wrapped, data_key_context(self._store_id, dossier, compartment, epoch))

    def open_row(self, table: str, row: Row[Any]) -> Stored[Any]:
        """Return the row with its record, or `SEALED`.

        `row` holds the nine columns of a noun and then `wrapped`. Raises `Tampered` when the seal does not fit the
        place, `KeyMissing` when there is no data key.
        """
        row_id, dossier, compartment, epoch, version, state, rank, due_on, sealed, wrapped = tuple(row)
        record: Record | Any = SEALED
        if self._ring is not None and self._ring.can(compartment):
            if wrapped is None:
                raise KeyMissing(f"no data key: {table} {row_id}")
            try:
                key = self._data_key(dossier, compartment, epoch, bytes(wrapped))
                plain = Cipher(key).unseal(bytes(sealed), _row_context(self._store_bytes, table, row[:8]))
            except KeysError:
                raise Tampered(f"does not open: {table} {row_id}") from None
            record = read_record(table, row_id, plain)
        return Stored(table, row_id, dossier, compartment, version, State(state), rank, due_on, record)

    def seal_row(self, place: Place, record: Record, wrapped_data_key: bytes) -> bytes:
        """Return the sealed record for a row in this place."""
        key = self._data_key(place.dossier, place.compartment, place.epoch, wrapped_data_key)
        context = _row_context(self._store_bytes, place.table, tuple(place.columns().values()))
        return Cipher(key).seal(write_record(record), context, epoch=place.epoch)


def write_record(record: Record) -> bytes:
    """Return a record as bytes: its version, then JSON."""
    return bytes((RECORD_VERSION,)) + record.model_dump_json().encode()


def read_record(table: str, row_id: str, plain: bytes) -> Record:
    """Return the record that was written; raises `NewerFormat` or `Tampered`, never with content."""
    if plain[:1] != bytes((RECORD_VERSION,)):
        raise NewerFormat(f"record of another version: {table} {row_id}")
    try:
        return NOUNS[table].record.model_validate_json(plain[1:])
    except ValidationError:
        raise Tampered(f"not a record of this noun: {table} {row_id}") from None


def row_digest(table: Table, values: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, over every column of a row: what the log vouches for."""
    digest = hashlib.sha256(table.name.encode())
    for column in table.columns:
        value = values[column.name]
        match value:
            case None:
                part = b""
            case bytes() | memoryview() | bytearray():
                part = b"b" + bytes(value)
            case date():
                part = b"d" + value.isoformat().encode()
            case _:
                part = b"s" + str(value).encode()
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
