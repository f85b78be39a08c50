"""The tables. Everything that could tell something about a person or a case is in `sealed`.

Must never gain a column without a line in `db.fields`; a test compares the two.
"""

from datetime import date
from typing import Any, Final

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from db.errors import Tampered

FORMAT: Final = 2
"""Version of the whole layout; a kluis with a higher number is refused."""

metadata = MetaData()


class Octets(TypeDecorator[bytes]):
    """Bytes as the driver gives them. What a damaged file holds instead is passed on for the reader to judge.

    The library's own type would make a damaged number into so many zero bytes, of any size.
    """

    impl = LargeBinary
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Leave the value as it is."""


class Day(TypeDecorator[date]):
    """A day. What a damaged file holds instead is passed on for the reader to judge."""

    impl = Date
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ANN401, ARG002 - the library's own contract
        """Read the day that SQLite keeps as text; PostgreSQL gives a day."""
        return _day if dialect.name == "sqlite" else None


def _day(value: object) -> object:
    """Return the day, only for the one way of writing it that also sorts as days do."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return value
    return day if day is not None and day.isoformat() == value else value


def octets(value: object) -> bytes:
    """Return the bytes of a column; raises `Tampered` when a damaged store holds something else there."""
    if not isinstance(value, bytes):
        raise Tampered("a column does not hold bytes")
    return value


def _noun(name: str) -> Table:
    """Return a table for one noun: the same plain columns for all, and one sealed record."""
    return Table(
        name,
        metadata,
        Column("id", String(32), primary_key=True),
        Column("dossier", String(32), nullable=False),
        Column("compartment", String(32), nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("state", String(8), nullable=False),
        Column("rank", Integer, nullable=False),
        Column("due_on", Day, nullable=True),
        Column("sealed", Octets, nullable=False),
        Index(f"ix_{name}_rank", "rank", "id"),
        Index(f"ix_{name}_dossier", "dossier"),
        Index(f"ix_{name}_due", "due_on"),
    )


signals = _noun("signals")
steps = _noun("steps")
cases = _noun("cases")
links = _noun("links")
releases = _noun("releases")
series = _noun("series")
meetings = _noun("meetings")
items = _noun("items")
notes = _noun("notes")
decisions = _noun("decisions")
actions = _noun("actions")
drafts = _noun("drafts")
leftovers = _noun("leftovers")
facts = _noun("facts")
labels = _noun("labels")
holders = _noun("holders")
roots = _noun("roots")

NOUNS: dict[str, Table] = {
    table.name: table
    for table in (
        signals,
        steps,
        cases,
        links,
        releases,
        series,
        meetings,
        items,
        notes,
        decisions,
        actions,
        drafts,
        leftovers,
        facts,
        labels,
        holders,
        roots,
    )
}


def _wrapped_keys(name: str) -> Table:
    """Return a table of keys, each wrapped under a compartment."""
    return Table(
        name,
        metadata,
        Column("id", String(32), primary_key=True),
        Column("dossier", String(32), nullable=False),
        Column("compartment", String(32), nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("wrapped", Octets, nullable=False),
        UniqueConstraint("dossier", "compartment", name=f"uq_{name}_place"),
    )


data_keys = _wrapped_keys("data_keys")
draft_keys = _wrapped_keys("draft_keys")
"""Apart from the data keys: closing an overleg destroys a row here, and nothing but shredding may destroy one there."""

keyslots = Table(
    "keyslots",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("holder", String(32), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("body", Octets, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("compartment", String(32), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("holder", String(32), nullable=False),
    Column("grantor", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", Octets, nullable=False),
    Column("signature", Octets, nullable=False),
)

directories = Table(
    "directories",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("body", Octets, nullable=False),
    Column("signature", Octets, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("noun", String(32), nullable=False),
    Column("row", String(32), nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("body", Octets, nullable=False),
    Column("signature", Octets, nullable=False),
)

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("format", Integer, nullable=False),
    Column("store_id", String(32), nullable=False),
)

LOGGED: dict[str, Table] = {
    **NOUNS,
    **{table.name: table for table in (data_keys, draft_keys, keyslots, grants, directories, tombstones)},
}
"""Every table whose rows the log vouches for; `log`, `head` and `meta` are checked by replay itself."""

SINCE: Final[dict[str, int]] = {"drafts": 2, "leftovers": 2, "draft_keys": 2}
"""The format that brought a table, when that is not the first."""


def tables_of(written: int) -> list[Table]:
    """Return the tables of a kluis of this format: one that nobody opened yet can be checked as it is."""
    return [table for name, table in metadata.tables.items() if SINCE.get(name, 1) <= written]
