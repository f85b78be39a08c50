"""Makes the SQLAlchemy engine for a location, and maps what the drivers raise to this floor's errors.

Never lets a parameter or a value reach an exception: `hide_parameters` is on for every engine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from db import locations
from db.errors import NotAStore, ReadOnlyStore, StorageFailure, StorageFull, Tampered

APPLICATION_ID = 0x6D68_7475
"""Written in the header of our SQLite files."""
BUSY_MILLISECONDS = 10_000
_WRITE = "mhtui_write"

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
)


def _sqlite_engine(path: Path, *, read_only: bool) -> Engine:
    mode = "ro" if read_only else "rw"
    url = URL.create("sqlite+pysqlite", database=f"{path.resolve().as_uri()}", query={"mode": mode, "uri": "true"})
    engine = create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own type
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _SQLITE_PRAGMAS:
            if not (read_only and "journal_mode" in pragma):
                cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server_engine(location: str) -> Engine:
    try:
        url = make_url(location)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        asked = url.query.get("sslmode")
        sslmode = locations.server_tls(url.host, asked if isinstance(asked, str) else None)
        if sslmode is not None:
            url = url.update_query_dict({"sslmode": sslmode})
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, isolation_level="READ COMMITTED")
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        raise StorageFailure("this address of a server cannot be used") from None


def make_engine(location: str, *, read_only: bool = False) -> Engine:
    """Return an engine; nothing is connected yet."""
    if locations.is_server(location):
        return _server_engine(location)
    return _sqlite_engine(Path(location), read_only=read_only)


def is_sqlite(engine: Engine) -> bool:
    """Whether this engine speaks to a file."""
    return engine.dialect.name == "sqlite"


def _mapped(error: DBAPIError) -> Exception:
    """Return our error for a driver's; looks only at the driver's own words, never passes them on."""
    words = str(error.orig).lower()
    if "full" in words or "no space" in words or "too big" in words or "disk quota" in words:
        return StorageFull("there is no room left")
    if "readonly" in words or "read-only" in words:
        return ReadOnlyStore("the kluis cannot be written")
    if "malformed" in words or "corrupt" in words:
        return Tampered("the file is damaged")
    if "not a database" in words:
        return NotAStore("this is not a kluis")
    return StorageFailure("the disk or the server failed")


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn what the drivers raise into this floor's errors, without their text and without a chain."""
    failure: Exception | None = None
    try:
        yield
    except DBAPIError as error:
        failure = _mapped(error)
    if failure is not None:
        raise failure from None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a read transaction: one moment of the store."""
    with mapped_errors(), engine.connect() as connection:
        still = connection if is_sqlite(engine) else connection.execution_options(isolation_level="REPEATABLE READ")
        with still.begin():
            yield still


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the write lock; commits on leaving, rolls back on any exception."""
    with mapped_errors(), engine.connect() as connection:
        locked = connection.execution_options(**{_WRITE: True})
        with locked.begin():
            yield locked
