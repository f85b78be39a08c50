"""What one would write without us: a table with a column for each field, through SQLAlchemy and pydantic.

Three kinds of it: columns in the clear, columns that each encrypt themselves with Fernet, and a whole file encrypted by
SQLCipher. All give the same record as our store does, from the same twelve values.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from cryptography.fernet import Fernet
from sqlalchemy import Column, Date, Engine, MetaData, String, Table, create_engine, insert, select
from sqlalchemy.engine import Dialect
from sqlalchemy.types import LargeBinary, TypeDecorator, TypeEngine

from db.records.base import Answer
from db.records.signal import Signal

FIELDS = (
    "number", "received_on", "sender_number", "reported_on", "reported_at", "place", "reporter", "narrative",
    "exploitation_form", "municipality", "reporter_kind", "urgent",
)  # fmt: skip
"""The twelve that are filled in; all text but for one day."""


class FernetText(TypeDecorator[str]):
    """A text that the column itself encrypts, as most recipes do it."""

    impl = LargeBinary
    cache_ok = False

    def __init__(self, fernet: Fernet) -> None:
        super().__init__()
        self._fernet = fernet

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the library's own contract
        """Encrypt."""
        return None if value is None else self._fernet.encrypt(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the library's own contract
        """Decrypt."""
        return None if value is None else self._fernet.decrypt(value).decode()


def _table(text: Callable[[], TypeEngine[Any]], day: Callable[[], TypeEngine[Any]]) -> Table:
    columns = [Column(name, day() if name == "received_on" else text()) for name in FIELDS]
    return Table("signals", MetaData(), Column("id", String(32), primary_key=True), *columns)


class ColumnStore:
    """Signals in a table of their own."""

    def __init__(self, engine: Engine, table: Table, *, day_as_text: bool = False) -> None:
        self._engine = engine
        self._table = table
        self._day_as_text = day_as_text

    def fill(self, signals: list[tuple[str, Signal]]) -> None:
        """Write every signal."""
        self._table.metadata.create_all(self._engine)
        rows = []
        for row_id, signal in signals:
            values = {name: getattr(signal, name) for name in FIELDS}
            values["urgent"] = str(signal.urgent)
            if self._day_as_text:
                values["received_on"] = signal.received_on.isoformat()
            rows.append({"id": row_id, **values})
        with self._engine.begin() as connection:
            connection.execute(insert(self._table), rows)

    def open_all(self) -> list[tuple[str, Signal]]:
        """Read every signal."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(self._table)).all()
        found = []
        for row in rows:
            values = dict(zip(FIELDS, row[1:], strict=True))
            if self._day_as_text:
                values["received_on"] = date.fromisoformat(values["received_on"])
            values["urgent"] = Answer(values["urgent"])
            found.append((row[0], Signal.model_validate(values)))
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def plain(path: Path) -> ColumnStore:
    """Columns in the clear."""
    return ColumnStore(create_engine(f"sqlite:///{path}"), _table(String, Date))


def fernet(path: Path) -> ColumnStore:
    """Columns that each encrypt themselves."""
    key = Fernet(Fernet.generate_key())
    table = _table(lambda: FernetText(key), lambda: FernetText(key))
    return ColumnStore(create_engine(f"sqlite:///{path}"), table, day_as_text=True)


def sqlcipher(path: Path) -> ColumnStore:
    """A file that is encrypted page by page, with one key for everything."""

    def connect() -> Any:  # noqa: ANN401 - the driver's own type
        connection = sqlcipher3.dbapi2.connect(str(path), check_same_thread=False)
        connection.execute("PRAGMA key = \"x'" + "2" * 64 + "'\"")
        return connection

    engine = create_engine("sqlite://", creator=connect, module=sqlcipher3.dbapi2)
    return ColumnStore(engine, _table(String, Date))
