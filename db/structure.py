"""Whether a database still has the tables that this program made, and nothing that acts by itself.

A trigger, a view in the place of a table, or a damaged index changes what is read or written without changing a row.
Only looks; repairs nothing.
"""

from functools import cache
from typing import Final

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from db import schema
from db.findings import Finding, FindingKind

_OBJECTS: Final = text("SELECT type, name, tbl_name FROM sqlite_master")
_COLUMNS: Final = text(
    "SELECT m.name, c.cid, c.name, c.type, c.[notnull], c.dflt_value, c.pk, c.hidden "
    "FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'"
)
_INDEXES: Final = text(
    "SELECT m.name, l.name, l.[unique], l.partial, i.seqno, i.cid, i.name, i.[desc], i.coll "
    "FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_xinfo(l.name) i WHERE m.type = 'table'"
)
_FOREIGN_KEYS: Final = text(
    "SELECT m.name, f.[table], f.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) f"
)
_RELATIONS: Final = text(
    "SELECT c.relname, c.relkind::text, c.relhastriggers, c.relhasrules, c.relrowsecurity, a.attname, "
    "format_type(a.atttypid, a.atttypmod), a.attnotnull "
    "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(:names)"
)


def acts_by_itself(connection: Connection) -> bool:
    """Whether somebody put a trigger or a view into a SQLite file: no kluis has one. Quick enough for every opening."""
    if connection.dialect.name != "sqlite":
        return False
    found = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"))
    return bool(found.scalar_one())


def structure_findings(connection: Connection, written: int = schema.FORMAT) -> list[Finding]:
    """Return what is wrong with the tables themselves, by name, in a kluis of this format."""
    if connection.dialect.name == "sqlite":
        found, wanted = _of_sqlite(connection), _wanted_of_sqlite(written)
    else:
        found, wanted = _of_postgres(connection), _wanted_of_postgres(written)
    ours = set(schema.metadata.tables)
    tables = {str(fact[0]) for fact in found ^ wanted}
    return [Finding(FindingKind.STRUCTURE, name, "") for name in sorted(tables & ours or (tables and {"?"}))]


def page_findings(connection: Connection) -> list[Finding]:
    """Return what SQLite says about the pages of its file.

    The full check and not the quick one: only the full one compares every index with its table, and a page of a list
    is read through an index. It says nothing about content; the log does.
    """
    if connection.dialect.name != "sqlite":
        return []
    words = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    return [] if words == "ok" else [Finding(FindingKind.DAMAGED_FILE, "sqlite", "")]


def _of_sqlite(connection: Connection) -> frozenset[tuple[object, ...]]:
    """Return every table, column, index and key as facts that begin with the name of their table."""
    objects = [(row.tbl_name, row.type, row.name) for row in connection.execute(_OBJECTS)]
    parts = [tuple(row) for query in (_COLUMNS, _INDEXES, _FOREIGN_KEYS) for row in connection.execute(query)]
    return frozenset([*objects, *parts])


@cache
def _wanted_of_sqlite(written: int) -> frozenset[tuple[object, ...]]:
    """Return the facts of a new kluis: what they look like, this SQLite says itself."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.metadata.create_all(connection, schema.tables_of(written), checkfirst=False)
        facts = _of_sqlite(connection)
    engine.dispose()
    return facts


def _of_postgres(connection: Connection) -> frozenset[tuple[object, ...]]:
    rows = connection.execute(_RELATIONS, {"names": list(schema.metadata.tables)})
    return frozenset(tuple(row) for row in rows)


@cache
def _wanted_of_postgres(written: int) -> frozenset[tuple[object, ...]]:
    """Return the facts of plain tables, without triggers, rules or row security."""
    words = {"INTEGER": "integer", "BLOB": "bytea", "DATE": "date"}
    facts: list[tuple[object, ...]] = []
    for table in schema.tables_of(written):
        for column in table.columns:
            named = str(column.type)
            kind = words.get(named) or named.lower().replace("varchar", "character varying")
            facts.append((table.name, "r", False, False, False, column.name, kind, not column.nullable))
    return frozenset(facts)
