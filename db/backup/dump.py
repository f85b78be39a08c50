"""The dump: every row as it is stored, a line each, closed by a signed last line. Sealed records stay sealed.

It goes over every table of the schema, so a new table is in it without a word here. It never opens a record.
"""

import base64
import hashlib
from binascii import b2a_base64
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from sqlalchemy import Column, Integer, String, Table, func, select
from sqlalchemy.engine import Connection

from db import schema
from db.backup.container import Tick
from db.backup.manifest import VERSION, Summary
from db.errors import BackupDamaged, Tampered
from db.log import read_head
from keys import canonical
from keys.directory import Directory

PURPOSE: Final = b"mhtui backup dump"
BATCH: Final = 200
"""Rows between two words about how far it is."""
_WHOLE: Final = 2**31
_ESCAPED: Final = "\\u"
"""How JSON writes a sign that is not ASCII, or that nobody sees."""
_FIXED: Final = frozenset({"head", "meta"})
"""What the first and the last line say."""


def tables() -> dict[str, Table]:
    """Return every table that is dumped, in the order of their names."""
    return {name: table for name, table in sorted(schema.metadata.tables.items()) if name not in _FIXED}


def first_line(store: str, written: int) -> bytes:
    """Return the line that says of which kluis and which format the tables are."""
    return canonical.dump({"v": VERSION, "store": store, "format": written}) + b"\n"


def table_line(table: str, columns: Iterable[str]) -> bytes:
    """Return the line that the rows of a table follow."""
    return canonical.dump({"table": table, "columns": list(columns)}) + b"\n"


def last_line(body: bytes, signature: bytes) -> bytes:
    """Return the line that closes the dump."""
    return canonical.dump({"body": body.decode(), "signature": signature.hex()}) + b"\n"


def _octets(value: object) -> str | None:
    return f'"{b2a_base64(value, newline=False).decode()}"' if isinstance(value, bytes) else None


def _day(value: object) -> str | None:
    return f'"{value.isoformat()}"' if isinstance(value, date) else None


def _number(value: object) -> str | None:
    return str(value) if isinstance(value, int) and -_WHOLE <= value < _WHOLE else None


def _numbers(values: Sequence[Any]) -> list[str | None]:
    if {*map(type, values)} == {int} and min(values) >= -_WHOLE and max(values) < _WHOLE:
        return list(map(str, values))
    return [_number(value) for value in values]


def _writer(column: Column[Any]) -> Callable[[Sequence[Any]], list[str | None]]:
    """Return what writes some values of a column as JSON; it raises `TypeError`, or gives None, for what is none of it.

    There are 435,000 values in 10,000 cases: text and numbers go by column to the functions in C of Python.
    """
    write: Callable[[Any], str | None]
    match column.type:
        case schema.Octets():
            write = _octets
        case schema.Day():
            write = _day
        case Integer():
            write = _number
        case String():
            write = encode_basestring_ascii
        case _:
            raise NotImplementedError(f"no way to write {column}")
    every: Callable[[Sequence[Any]], list[str | None]] = (
        _numbers if write is _number else lambda values: list(map(write, values))
    )
    if not column.nullable:
        return every
    return lambda values: (
        ["null" if value is None else write(value) for value in values] if None in values else every(values)
    )


def read_value(column: Column[Any], value: object) -> object:
    """Return the value that a line holds; raises `BackupDamaged`."""
    try:
        match column.type, value:
            case _, None if column.nullable:
                return None
            case schema.Octets(), str():
                return base64.b64decode(value, validate=True)
            case schema.Day(), str():
                return date.fromisoformat(value)
            case Integer(), int() if not isinstance(value, bool) and -_WHOLE <= value < _WHOLE:
                return value
            case String(length=int(most)), str() if value.isascii() and len(value) <= most:
                return value
    except ValueError:
        pass
    raise BackupDamaged("a row of the dump does not hold what it should")


def _lines(connection: Connection, table: Table) -> Generator[tuple[int, bytes], None, None]:
    """Give a line for each row, in the order of the key, many at once: how many, and the lines."""
    writers = [_writer(column) for column in table.columns]
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    with connection.execute(query) as rows:
        for part in rows.partitions():
            try:
                columns = [write(values) for write, values in zip(writers, zip(*part, strict=True), strict=True)]
                rows_of = map(",".join, zip(*columns, strict=True))
                lines = "".join([f"[{row}]\n" for row in rows_of])
            except TypeError:
                lines = _ESCAPED
            if _ESCAPED in lines:  # plain columns hold ids and words of ours, which have nothing to escape
                raise Tampered(f"a column of {table.name} does not hold what it should")
            yield len(part), lines.encode()


@dataclass(frozen=True, slots=True)
class Signing:
    """Who closes a dump, and when."""

    directory: Directory
    maker: str
    """Id of the holder."""
    made: datetime
    sign: Callable[[bytes, bytes], bytes]
    """Takes a purpose and a message."""


class Dumping:
    """The lines of one dump, to be read as a stream; `summary` is there when all of it was read."""

    def __init__(self, connection: Connection, signing: Signing, tick: Tick) -> None:
        """Take a connection that sees one moment of the store."""
        self._parts = self._all(connection, signing, tick)
        self._part, self._at = b"", 0
        self.summary: Summary | None = None

    def read(self, size: int) -> bytes:
        """Return at most so many bytes; none at the end. Raises `Tampered` for a row that no sound store has."""
        if self._at >= len(self._part):
            self._part, self._at = next(self._parts, b""), 0
        start, self._at = self._at, self._at + size
        return self._part[start : self._at]

    def close(self) -> None:
        """Let go of the store, also in the middle of a table."""
        self._parts.close()

    def _all(self, connection: Connection, signing: Signing, tick: Tick) -> Generator[bytes, None, None]:
        digest, counts = hashlib.sha256(), dict[str, int]()
        store = signing.directory.store_id
        with closing(self._rows(connection, store, counts, tick)) as parts:
            for part in parts:
                digest.update(part)
                yield part
        seq, head = read_head(connection)
        self.summary = Summary(
            store=store,
            format=schema.FORMAT,
            maker=signing.maker,
            made=signing.made.astimezone(UTC).replace(second=0, microsecond=0),
            directory=signing.directory.number,
            seq=seq,
            head=head,
            counts=counts,
            digest=digest.hexdigest(),
        )
        body = canonical.dump(self.summary.fields())
        yield last_line(body, signing.sign(PURPOSE, body))

    @staticmethod
    def _rows(connection: Connection, store: str, counts: dict[str, int], tick: Tick) -> Generator[bytes, None, None]:
        yield first_line(store, schema.FORMAT)
        for name, table in tables().items():
            yield table_line(name, table.columns.keys())
            counts[name] = 0
            with closing(_lines(connection, table)) as parts:
                for rows, lines in parts:
                    yield lines
                    counts[name] += rows
                    tick(rows)


def measure(connection: Connection) -> tuple[int, int]:
    """Return (rows, bytes) that a dump will have, the bytes rather too many than too few."""
    rows = size = 0
    for table in tables().values():
        octets = [
            func.coalesce(func.sum(func.length(c)), 0) for c in table.columns if isinstance(c.type, schema.Octets)
        ]
        count, *held = connection.execute(select(func.count(), *octets).select_from(table)).one()
        rows += int(count)
        size += int(count) * 40 * len(table.columns) + sum(int(each) for each in held) * 4 // 3
    return rows, size


def counted(connection: Connection) -> Mapping[str, int]:
    """Return the rows of each table that is dumped."""
    return {
        name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for name, table in tables().items()
    }
