"""Makes the SQLAlchemy engine for a location, and maps what the drivers raise to this floor's errors.

Never lets a parameter or a value reach an exception: `hide_parameters` is on for every engine, and no word of a driver
is passed on.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import (
    SQLITE_BUSY,
    SQLITE_CORRUPT,
    SQLITE_ERROR,
    SQLITE_FULL,
    SQLITE_IOERR_WRITE,
    SQLITE_LOCKED,
    SQLITE_NOTADB,
    SQLITE_READONLY,
)
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    MultipleResultsFound,
    NoResultFound,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from db import locations
from db.errors import (
    BadAddress,
    DbError,
    NoDriver,
    NotAStore,
    ReadOnlyStore,
    ServerOutOfReach,
    StorageFailure,
    StorageFull,
    StoreBusy,
    Tampered,
)

BUSY_MILLISECONDS: Final = 10_000
"""How long one program waits for another before it says so."""
CONNECT_SECONDS: Final = 10
_WRITE: Final = "mhtui_write"
_BARE: Final = "mhtui_bare"
_COMPACT_MILLISECONDS: Final = 2_000
"""How long a table on a server is waited for that is to be written anew: everybody waits behind it."""
_DRIVERS: Final = ("postgresql+psycopg", "postgresql", "postgres")
"""The driver we use, and the shorter names by which people call it."""

_SQLITE_PRAGMAS: Final = (
    "PRAGMA busy_timeout={busy}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
)

_DAMAGED: Final = (Tampered, "the file is damaged")
_NO_ROOM: Final = (StorageFull, "there is no room left")
_NO_WRITING: Final = (ReadOnlyStore, "the kluis cannot be written")
_OCCUPIED: Final = (StoreBusy, "another program keeps the kluis to itself")
_FAILED: Final = (StorageFailure, "the disk or the server failed")

_SQLITE: Final[dict[int, tuple[type[DbError], str]]] = {
    SQLITE_ERROR: _DAMAGED,  # our statements are right, so the tables are not
    SQLITE_CORRUPT: _DAMAGED,
    SQLITE_NOTADB: (NotAStore, "this is not a kluis"),
    SQLITE_FULL: _NO_ROOM,
    SQLITE_IOERR_WRITE: _NO_ROOM,  # a quota of the account, a limit on the size of a file; SQLite says "full" of a disk
    SQLITE_READONLY: _NO_WRITING,
    SQLITE_BUSY: _OCCUPIED,
    SQLITE_LOCKED: _OCCUPIED,
}
"""By result code, else by primary result code (sqlite.org, "Result and Error Codes")."""

_POSTGRES: Final[dict[str, tuple[type[DbError], str]]] = {
    "42P01": _DAMAGED,  # undefined_table
    "42703": _DAMAGED,  # undefined_column
    "25P02": _DAMAGED,  # in_failed_sql_transaction: a statement before this one found damage
    "XX001": _DAMAGED,  # data_corrupted
    "XX002": _DAMAGED,  # index_corrupted
    "53100": _NO_ROOM,  # disk_full
    "25006": _NO_WRITING,  # read_only_sql_transaction
    "42501": _NO_WRITING,  # insufficient_privilege
    "55P03": _OCCUPIED,  # lock_not_available
    "57014": _OCCUPIED,  # query_canceled
    "40P01": _OCCUPIED,  # deadlock_detected
    "40001": _OCCUPIED,  # serialization_failure
}
"""By SQLSTATE (PostgreSQL, appendix A)."""


def _sqlite_engine(path: Path, *, read_only: bool, busy_milliseconds: int, draft: bool) -> Engine:
    mode = "ro" if read_only else "rw"
    url = URL.create("sqlite+pysqlite", database=f"{path.resolve().as_uri()}", query={"mode": mode, "uri": "true"})
    engine = create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own type
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _SQLITE_PRAGMAS:
            if not (read_only and "journal_mode" in pragma):
                cursor.execute(pragma.format(busy=busy_milliseconds))
        if draft:
            cursor.execute("PRAGMA synchronous=OFF")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_BARE, False):
            return
        writes = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server_engine(location: str, *, busy_milliseconds: int) -> Engine:
    try:
        url = make_url(location)
        if url.drivername.lower() not in _DRIVERS:
            raise BadAddress("this is not the address of a PostgreSQL database")
        url = url.set(drivername=_DRIVERS[0])
        sslmode = locations.server_tls(url.host, url.query, os.environ)
        if sslmode is not None:
            url = url.update_query_dict({"sslmode": sslmode})
        if "connect_timeout" not in url.query:
            url = url.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, isolation_level="READ COMMITTED")
    except ModuleNotFoundError:
        raise NoDriver("what speaks to PostgreSQL is not installed") from None
    except (ArgumentError, ValueError):
        raise BadAddress("this address of a server cannot be used") from None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITE, False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {busy_milliseconds}")

    return engine


def make_engine(
    location: str, *, read_only: bool = False, busy_milliseconds: int = BUSY_MILLISECONDS, draft: bool = False
) -> Engine:
    """Return an engine; nothing is connected yet.

    A `draft` is a file that nobody has yet and that goes when anything goes wrong: no change in it waits for the disk,
    and who made it writes it out at the end (`db.locations.write_out`). A server does not know drafts.
    """
    if locations.is_server(location):
        return _server_engine(location, busy_milliseconds=busy_milliseconds)
    return _sqlite_engine(Path(location), read_only=read_only, busy_milliseconds=busy_milliseconds, draft=draft)


def is_sqlite(engine: Engine) -> bool:
    """Whether this engine speaks to a file."""
    return engine.dialect.name == "sqlite"


def _mapped(error: SQLAlchemyError) -> DbError:
    """Return our error for a driver's, by its code; its words may hold a value and are never passed on."""
    cause = getattr(error, "orig", None)
    kind: type[DbError]
    kind, words = _FAILED
    if isinstance(error, PoolTimeoutError):
        kind, words = _OCCUPIED
    elif isinstance(error, NoResultFound | MultipleResultsFound | DataError):
        kind, words = _DAMAGED
    elif (code := getattr(cause, "sqlite_errorcode", None)) is not None:
        kind, words = _SQLITE.get(code) or _SQLITE.get(code & 0xFF, _FAILED)
    elif (state := getattr(cause, "sqlstate", None)) is not None:
        kind, words = _POSTGRES.get(state, _FAILED)
    elif isinstance(error, DBAPIError) and error.statement is None and type(cause).__module__ != "sqlite3":
        kind, words = ServerOutOfReach, "there is no connection to the server"
    elif type(cause).__module__ == "sqlite3":  # without a code: what Python itself found, such as text that is no text
        kind, words = _DAMAGED
    return kind(words)


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn what the drivers raise into this floor's errors, without their text and without a chain."""
    failure: DbError | None = None
    try:
        yield
    except SQLAlchemyError as error:
        failure = _mapped(error)
    except UnicodeDecodeError:  # SQLite names what is damaged in its message, in the bytes it found
        failure = _DAMAGED[0](_DAMAGED[1])
    if failure is not None:
        try:
            raise failure
        except DbError:
            failure.__context__ = None  # what is handled around this generator is the driver's error, with its words
            raise


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a read transaction: one moment of the store."""
    with mapped_errors(), engine.connect() as connection:
        if not is_sqlite(engine):
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the write lock; commits on leaving, rolls back on any exception.

    On PostgreSQL the lock is the head of the log, which the caller takes first (`db.log.read_head`).
    """
    with mapped_errors(), engine.connect() as connection:
        connection.execution_options(**{_WRITE: True})
        with connection.begin():
            yield connection


def compact(engine: Engine, table: str) -> None:
    """Write a file anew, or one table of a server, so that nothing is left of what was deleted there.

    Raises `StoreBusy` when others work in it for too long, `StorageFull`, `StorageFailure`; nothing was changed then.
    """
    with mapped_errors(), engine.connect() as connection:
        if is_sqlite(engine):
            connection.execution_options(**{_BARE: True}).exec_driver_sql("VACUUM")
            return
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql(f"SET lock_timeout = {_COMPACT_MILLISECONDS}")
        try:
            connection.exec_driver_sql(f"VACUUM (FULL) {table}")
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
