"""Brings a kluis of an older format to the format of this program, in one transaction.

Imported, and alembic with it, only when a kluis is of an older format. It changes tables and never a row: rows are
vouched for by the log, which nobody can sign who has not unlocked (docs/adr/0009-formats.md).
"""

from importlib import import_module
from typing import Final

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, update
from sqlalchemy.engine import Connection

from db import schema
from db.engine import writing
from db.log import read_head
from db.opening import check_format

STEPS: Final = "db.migrations"
"""The package that holds `format_N`, with `upgrade(op)`, for each format N."""


def bring_up(connection: Connection, written: int, wanted: int, *, steps: str = STEPS) -> None:
    """Take each step after `written` up to `wanted`; 0 is an empty database. The caller holds the transaction."""
    op = Operations(MigrationContext.configure(connection))
    for number in range(written + 1, wanted + 1):
        import_module(f"{steps}.format_{number}").upgrade(op)
        connection.execute(update(schema.meta).values(format=number))


def migrate(engine: Engine, *, steps: str = STEPS) -> None:
    """Bring the kluis behind this engine to `schema.FORMAT`; when it fails everything is as it was."""
    with writing(engine) as connection:
        read_head(connection, lock=True)  # another program may be doing the same
        bring_up(connection, check_format(connection), schema.FORMAT, steps=steps)
