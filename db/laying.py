"""Lays the tables of a new kluis in an empty database, in the transaction of whoever fills them.

Touches no database that holds anything already.
"""

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from db import schema
from db.errors import AlreadyExists
from db.locations import APPLICATION_ID
from db.log import GENESIS


def lay_tables(connection: Connection, store_id: str, *, written: int = schema.FORMAT) -> None:
    """Make every table, of an older format when `written` says so; raises `AlreadyExists` in a database with any."""
    if connection.dialect.name == "sqlite":
        taken = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    else:
        # two founders at once: the second waits here and then finds the tables of the first
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
        taken = sum(connection.dialect.has_table(connection, name) for name in schema.metadata.tables)
    if taken:
        raise AlreadyExists("there is something in this database already")
    if written == schema.FORMAT:
        schema.metadata.create_all(connection, checkfirst=False)
    else:
        from db.migrate import bring_up

        bring_up(connection, 0, written)
    connection.execute(insert(schema.meta).values(id=1, format=written, store_id=store_id))
    connection.execute(insert(schema.head).values(id=1, seq=0, digest=GENESIS))
