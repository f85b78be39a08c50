"""What somebody does who can write the store and knows how it is laid out: changes past the program.

Nothing in it is used to check; it is only the hand of the attacker.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from db.engine import make_engine
from db.log import Change, append
from db.records.office import LogDetail
from db.roles import Deed
from db.rows import row_digest
from db.store import Store
from tests.db.scenario import Work

MOMENT = datetime(2026, 11, 22, 11, tzinfo=UTC)


class Raw:
    """One kluis, written past the program."""

    def __init__(self, location: str) -> None:
        self.location = location

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Give a connection that commits on leaving."""
        engine = make_engine(self.location)
        with engine.begin() as connection:
            yield connection
        engine.dispose()

    def run(self, statement: str) -> None:
        """Run one statement."""
        with self.connection() as connection:
            connection.exec_driver_sql(statement)

    def row(self, table: Table, row_id: object = None) -> dict[str, Any]:
        """Return one row with all its columns; the first of the table when no id is named."""
        key = next(iter(table.primary_key))
        query = select(table) if row_id is None else select(table).where(key == row_id)
        with self.connection() as connection:
            return connection.execute(query.order_by(key)).first()._asdict()  # type: ignore[union-attr]  # it is there

    def set(self, table: Table, row_id: object, **values: object) -> None:
        """Edit columns of a row."""
        key = next(iter(table.primary_key))
        with self.connection() as connection:
            assert connection.execute(update(table).where(key == row_id).values(**values)).rowcount == 1

    def remove(self, table: Table, row_id: object) -> None:
        """Delete a row."""
        key = next(iter(table.primary_key))
        with self.connection() as connection:
            assert connection.execute(delete(table).where(key == row_id)).rowcount == 1

    def put(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert a row."""
        with self.connection() as connection:
            connection.execute(insert(table).values(**values))

    def flip(self, table: Table, row_id: object, column: str) -> None:
        """Change one bit in the middle of a column of bytes."""
        octets = bytearray(self.row(table, row_id)[column])
        octets[len(octets) // 2] ^= 1
        self.set(table, row_id, **{column: bytes(octets)})

    def swap(self, table: Table, one: object, other: object, *columns: str) -> None:
        """Exchange columns of two rows."""
        first, second = self.row(table, one), self.row(table, other)
        assert any(first[name] != second[name] for name in columns)
        self.set(table, one, **{name: second[name] for name in columns})
        self.set(table, other, **{name: first[name] for name in columns})


@dataclass(frozen=True)
class Scene:
    """A kluis in which work was done, and the hand that reaches into it."""

    store: Store
    """Unlocked as the aandachtsfunctionaris."""
    raw: Raw
    work: Work


def change_of(table: Table, values: Mapping[str, Any]) -> Change:
    """Return what an entry says of a row as it stands in `values`."""
    return Change(table.name, values["id"], values["version"], values.get("compartment", ""), row_digest(table, values))


def sign_entry(store: Store, deed: Deed, *changes: Change) -> None:
    """Append an entry that is really signed by the holder of this session, asking nobody whether it is allowed."""
    with Raw(store.location).connection() as connection:
        append(connection, store.directory, store.open_ring, deed, changes, LogDetail(at=MOMENT))


def write_signed(store: Store, deed: Deed, table: Table, values: Mapping[str, Any]) -> None:
    """Write a row, new or in the place of the old one, with a really signed entry for it."""
    raw = Raw(store.location)
    with raw.connection() as connection:
        connection.execute(delete(table).where(table.c.id == values["id"]))
    raw.put(table, values)
    sign_entry(store, deed, change_of(table, values))
