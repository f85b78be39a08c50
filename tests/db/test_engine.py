"""Errors of the drivers become this floor's errors by their code, and no word of a driver comes along."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from db import schema
from db.engine import make_engine, mapped_errors, reading, writing
from db.errors import (
    DbError,
    NotAStore,
    ReadOnlyStore,
    StorageFailure,
    StorageFull,
    StoreBusy,
    Tampered,
)
from db.findings import FindingKind
from db.founding import found_store
from db.log import read_head
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import Original, clock, make_founding
from tests.db.raw import Raw, Scene
from tests.db.scenario import Work


def _sqlite(code: int) -> SQLAlchemyError:
    error = sqlite3.OperationalError("Hanneke Geheim")
    error.sqlite_errorcode = code
    return DBAPIError("SELECT", {}, error)


def _postgres(error: type[psycopg.Error]) -> SQLAlchemyError:
    return DBAPIError("SELECT", {}, error("Hanneke Geheim"))


@pytest.mark.parametrize(
    "error,mapped",
    [
        (_sqlite(sqlite3.SQLITE_FULL), StorageFull),
        (_sqlite(sqlite3.SQLITE_IOERR), StorageFailure),
        (_sqlite(sqlite3.SQLITE_IOERR_WRITE), StorageFull),
        (_sqlite(sqlite3.SQLITE_IOERR_READ), StorageFailure),
        (_sqlite(sqlite3.SQLITE_READONLY_ROLLBACK), ReadOnlyStore),
        (_sqlite(sqlite3.SQLITE_BUSY), StoreBusy),
        (_sqlite(sqlite3.SQLITE_CORRUPT_INDEX), Tampered),
        (_sqlite(sqlite3.SQLITE_ERROR), Tampered),
        (_sqlite(sqlite3.SQLITE_NOTADB), NotAStore),
        (_sqlite(sqlite3.SQLITE_CANTOPEN), StorageFailure),
        (_postgres(psycopg.errors.DiskFull), StorageFull),
        (_postgres(psycopg.errors.LockNotAvailable), StoreBusy),
        (_postgres(psycopg.errors.DeadlockDetected), StoreBusy),
        (_postgres(psycopg.errors.ReadOnlySqlTransaction), ReadOnlyStore),
        (_postgres(psycopg.errors.InsufficientPrivilege), ReadOnlyStore),
        (_postgres(psycopg.errors.UndefinedTable), Tampered),
        (_postgres(psycopg.errors.DataCorrupted), Tampered),
        (_postgres(psycopg.errors.AdminShutdown), StorageFailure),
        (_postgres(psycopg.OperationalError), StorageFailure),
        (MultipleResultsFound("Hanneke Geheim"), Tampered),
        (PoolTimeoutError("Hanneke Geheim"), StoreBusy),
        (SQLAlchemyError("Hanneke Geheim"), StorageFailure),
    ],
)
def test_each_error_of_a_driver_has_its_own_of_ours(error: SQLAlchemyError, mapped: type[DbError]) -> None:
    """By code; what the driver said stays behind, with the chain that could tell it."""

    def fail() -> None:
        with mapped_errors():
            raise error

    with pytest.raises(mapped) as caught:
        fail()
    assert type(caught.value) is mapped
    assert "Hanneke" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_what_is_no_error_of_a_driver_is_left_alone() -> None:
    """A mistake of the program stays what it is."""

    def fail() -> None:
        with mapped_errors():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_no_value_reaches_an_exception(scene: Scene) -> None:
    """The engines hide their parameters."""
    engine = make_engine(scene.store.location)
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("SELECT * FROM nowhere WHERE a = :a"), {"a": "Hanneke Geheim"})
    engine.dispose()
    assert "Hanneke" not in str(caught.value)


def test_a_kluis_that_somebody_keeps_to_himself(scene: Scene) -> None:
    """Another program writes and does not end: told as such, and nothing of ours is kept."""
    before = scene.store.change_mark()
    holding, waiting = (make_engine(scene.store.location, busy_milliseconds=50) for _ in range(2))
    impatient = Store(scene.store.location, waiting, (scene.store.directory,), clock=clock)
    impatient.use(scene.store.open_ring)

    def write() -> None:
        with impatient.unit(Deed.LOOKED):
            pass

    with writing(holding) as connection:
        read_head(connection, lock=True)
        with pytest.raises(StoreBusy):
            write()
        assert scene.store.change_mark() == before
    write()
    assert impatient.change_mark() == before + 1
    holding.dispose()
    waiting.dispose()


def test_a_reader_that_does_not_end_is_told_to_the_writer(sqlite_location: str) -> None:
    """SQLite ends a commit only when nobody reads."""
    reader, writer = (make_engine(sqlite_location, busy_milliseconds=50) for _ in range(2))

    def write() -> None:
        with writing(writer) as connection:
            connection.execute(schema.meta.update().values(format=1))

    with reading(reader) as connection:
        connection.execute(select(schema.meta)).all()
        with pytest.raises(StoreBusy):
            write()
    write()
    reader.dispose()
    writer.dispose()


def test_settings_of_a_file(sqlite_location: str) -> None:
    """What decision 4 promises is what a connection says."""
    engine = make_engine(sqlite_location)
    with reading(engine) as connection:
        found = {name: _pragma(connection, name) for name in _PROMISED}
    engine.dispose()
    assert found == _PROMISED


def test_a_draft_waits_for_no_disk_and_is_else_the_same(sqlite_location: str) -> None:
    """Only a file that nobody has yet; a kluis that is opened as always keeps every promise."""
    engine = make_engine(sqlite_location, draft=True)
    with reading(engine) as connection:
        found = {name: _pragma(connection, name) for name in _PROMISED}
    engine.dispose()
    assert found == _PROMISED | {"synchronous": 0}


_PROMISED = {
    "journal_mode": "delete",
    "synchronous": 3,
    "secure_delete": 1,
    "trusted_schema": 0,
    "temp_store": 2,
    "cell_size_check": 1,
    "busy_timeout": 10_000,
    "application_id": 0x6D687475,
}


def _pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_text_that_is_no_text(sqlite_location: str, sqlite_worked: tuple[Original, Work]) -> None:
    """Reading it is damage, and the replay still names the row."""
    signal = sqlite_worked[1].signal.id
    Raw(sqlite_location).run("UPDATE signals SET dossier = CAST(x'ff00ff' AS TEXT)")
    store = open_store(sqlite_location, clock=clock)
    with pytest.raises(Tampered):
        store.signals.get(signal)
    store.close()
    found = [(each.kind, each.table, each.row) for each in check_store(sqlite_location).findings]
    assert (FindingKind.ROW_CHANGED, "signals", signal) in found


@pytest.fixture
def sqlite_location(sqlite_worked: tuple[Original, Work], copy_of: Callable[[Original], str]) -> str:
    """A worked kluis in a file of this test alone."""
    return copy_of(sqlite_worked[0])


def test_a_name_in_the_file_that_is_no_text_is_damage(tmp_path: Path) -> None:
    """SQLite repeats the damaged name in its message, which Python cannot read; that is told as damage, not a crash."""
    path = tmp_path / "kluis.db"
    found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store.close()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CREATE TABLE notes", b"CREATE TA\xdfLE notes"))
    with pytest.raises(Tampered):
        check_store(str(path))
    with pytest.raises(Tampered):
        open_store(str(path), clock=clock)
