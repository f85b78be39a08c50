"""Rows that are not sealed: what the same store and the same screens cost without any encryption. Only for measuring.

Rows of the kinds a new kluis writes itself (labels, series) stay sealed, so that the door works as always.
"""

from typing import Any

from sqlalchemy import Row

from db.records.base import CompartmentId, DossierId, Record, RowId, State, Stored
from db.rows import Place, SealedRows, read_record, write_record
from keys.ring import Ring

_PLAIN = frozenset({"signals", "cases", "links", "steps"})


class PlainRows:
    """Reads and writes the nouns of the work as they are."""

    def __init__(self, store_id: str, ring: Ring | None) -> None:
        self._sealed = SealedRows(store_id, ring)

    def open_row(self, table: str, row: Row[Any]) -> Stored[Any]:
        """Return the row with its record."""
        if table not in _PLAIN:
            return self._sealed.open_row(table, row)
        row_id, dossier, compartment, _epoch, version, state, rank, due_on, sealed, _wrapped = tuple(row)
        record = read_record(table, row_id, bytes(sealed))
        return Stored(
            table,
            RowId(row_id),
            DossierId(dossier),
            CompartmentId(compartment),
            version,
            State(state),
            rank,
            due_on,
            record,
        )

    def seal_row(self, place: Place, record: Record, wrapped_data_key: bytes, own_key: bytes | None = None) -> bytes:
        """Return the record as it is."""
        if place.table not in _PLAIN:
            return self._sealed.seal_row(place, record, wrapped_data_key, own_key)
        return write_record(record)
