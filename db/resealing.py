"""Seals every row anew: new data keys under the next epoch of each compartment, each row in its next version.

Part of a unit of work; it opens and seals bytes, never reads a record, and refuses a kluis that does not open whole.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Row, Table, bindparam, func, select, update
from sqlalchemy.engine import Connection

from db import schema
from db.errors import KeyMissing, Tampered
from db.queries import keys_of
from db.records.office import RootSecret
from db.rows import key_context, row_context, shown_id, write_record
from db.schema import octets
from db.unit import Unit
from keys.compartment import CompartmentKeys
from keys.envelope import Cipher, new_key
from keys.errors import KeysError

Progress = Callable[[int, int], object]
"""Told how many rows of how many are done; what it raises undoes everything."""

BATCH: Final = 500
"""Rows that are read and written at once."""
_KEYS: Final = (schema.data_keys, schema.draft_keys)


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


class Resealing:
    """One pass over the whole kluis."""

    def __init__(
        self,
        unit: Unit,
        old: Mapping[str, CompartmentKeys],
        new: Mapping[str, CompartmentKeys],
        *,
        root: RootSecret | None,
        progress: Progress,
    ) -> None:
        self._unit = unit
        self._store = unit.directory.store_id
        self._store_bytes = self._store.encode()
        self._old = old
        self._new = new
        self._root = root
        """Takes the place of the root secret that is kept; None keeps it."""
        self._progress = progress
        self._keys: dict[tuple[str, str, str], tuple[bytes, bytes]] = {}
        """By table of keys, dossier and compartment: the key until now, and the one from now on."""

    def run(self) -> None:
        """Do all of it; raises `Tampered`, `KeyMissing` and what the progress raises."""
        connection = self._unit.connection
        tables = [*_KEYS, *schema.NOUNS.values()]
        total = sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
        done = 0
        for table in tables:
            renew = self._new_key if table in _KEYS else self._new_row
            for rows in _pages(connection, table):
                self._progress(done, total)
                self._write(table, [self._renewed(table, row, renew) for row in rows])
                done += len(rows)
        if done != total:
            raise Tampered("a table does not give all of its rows")
        self._progress(total, total)

    def _write(self, table: Table, fresh: Sequence[dict[str, Any]]) -> None:
        """Write a page of rows over those that were there."""
        what = {"epoch", "version", "wrapped" if table in _KEYS else "sealed"}
        statement = update(table).where(table.c.id == bindparam("row_id"))
        values = [{"row_id": row["id"], **{name: row[name] for name in what}} for row in fresh]
        self._unit.connection.execute(statement, values)
        for row in fresh:
            self._unit.note_change(table, row, row["compartment"])

    def _renewed(
        self, table: Table, row: Row[Any], renew: Callable[[Table, dict[str, Any]], dict[str, Any]]
    ) -> dict[str, Any]:
        """Renew one row; raises `Tampered` when it does not open where it stands."""
        values = row._asdict()
        try:
            if values["epoch"] == self._old[values["compartment"]].epoch:
                return renew(table, values)
        except (KeysError, KeyError, AttributeError, TypeError, ValueError, OverflowError):
            pass
        raise Tampered(f"does not open: {table.name} {shown_id(values['id'])}")

    def _new_key(self, table: Table, values: dict[str, Any]) -> dict[str, Any]:
        dossier, place = values["dossier"], values["compartment"]
        old, new = self._old[place], self._new[place]
        key = old.unwrap(octets(values["wrapped"]), key_context(table.name, self._store, dossier, place, old.epoch))
        fresh = new_key()
        wrapped = new.wrap(fresh, key_context(table.name, self._store, dossier, place, new.epoch))
        self._keys[table.name, dossier, place] = key, fresh
        return {**values, "epoch": new.epoch, "version": values["version"] + 1, "wrapped": wrapped}

    def _new_row(self, table: Table, values: dict[str, Any]) -> dict[str, Any]:
        place = values["compartment"]
        keys = self._keys.get((keys_of(table).name, values["dossier"], place))
        if keys is None:
            raise KeyMissing(f"no data key: {table.name} {shown_id(values['id'])}")
        plain = Cipher(keys[0]).unseal(octets(values["sealed"]), self._context(table, values))
        if self._root is not None and table is schema.roots:
            plain = write_record(self._root)
        epoch = self._new[place].epoch
        renewed = {**values, "epoch": epoch, "version": values["version"] + 1}
        return {**renewed, "sealed": Cipher(keys[1]).seal(plain, self._context(table, renewed), epoch=epoch)}

    def _context(self, table: Table, values: dict[str, Any]) -> list[bytes]:
        return row_context(self._store_bytes, table.name, tuple(values.values())[:-1])


def _pages(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    """Give every row of a table, some hundreds at a time, in the order of their ids."""
    last = ""
    while rows := connection.execute(select(table).where(table.c.id > last).order_by(table.c.id).limit(BATCH)).all():
        yield rows
        last = rows[-1].id
