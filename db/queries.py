"""The statements about one noun, each built once: to build one anew takes longer than to run it.

It knows tables and the names of parameters; it runs nothing and holds no value.
"""

from typing import Any, NamedTuple

from sqlalchemy import (
    Delete,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from db import schema
from db.fields import NOUNS


class Shape(NamedTuple):
    """What a list is narrowed by; each name is that of the parameter that is then given with it."""

    compartment: bool = False
    dossier: bool = False
    state: bool = False


def keys_of(table: Table) -> Table:
    """Return the table that holds the wrapped keys of a noun's rows."""
    return schema.LOGGED[NOUNS[table.name].keys]


def _rows(table: Table) -> Select[Any]:
    keys = keys_of(table)
    joined = and_(keys.c.dossier == table.c.dossier, keys.c.compartment == table.c.compartment)
    return select(*table.columns, keys.c.wrapped).select_from(table.outerjoin(keys, joined))


class Queries:
    """What can be asked of one noun. A row is its own columns and the wrapped data key of its dossier."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._pages: dict[tuple[Shape, bool, bool], Select[Any]] = {}
        self._counts: dict[Shape, Select[Any]] = {}
        self._rows = _rows(table)
        self.by_id = self._rows.where(table.c.id == bindparam("row_id"))
        """Takes `row_id`."""
        due = self._rows.where(table.c.due_on <= bindparam("until"), table.c.state == bindparam("state"))
        self.due = due.order_by(table.c.due_on, table.c.id).limit(bindparam("size"))
        """Takes `until`, `state` and `size`: longest overdue first."""
        self.highest_rank: Select[Any] = select(func.max(table.c.rank))
        self.insert: Insert = insert(table)
        """Takes every column."""
        seen = (table.c.id == bindparam("seen_id"), table.c.version == bindparam("seen_version"))
        self.update: Update = update(table).where(*seen)
        """Takes `seen_id` and `seen_version`, and every column."""
        self.delete: Delete = delete(table).where(*seen)
        """Takes `seen_id` and `seen_version`."""

    def _narrowed(self, query: Select[Any], shape: Shape) -> Select[Any]:
        for name, given in zip(Shape._fields, shape, strict=True):
            if given:
                query = query.where(self._table.c[name] == bindparam(name))
        return query

    def page(self, shape: Shape, *, behind: bool, newest_first: bool) -> Select[Any]:
        """Return a page in order of (rank, id): takes `size`, and when it is `behind` a row its `rank` and `id`."""
        kind = (shape, behind, newest_first)
        if kind not in self._pages:
            order = (self._table.c.rank, self._table.c.id)
            query = self._narrowed(self._rows, shape).limit(bindparam("size"))
            query = query.order_by(*(column.desc() for column in order)) if newest_first else query.order_by(*order)
            if behind:
                here, last = tuple_(*order), tuple_(*(bindparam(column.name, type_=column.type) for column in order))
                query = query.where(here < last if newest_first else here > last)
            self._pages[kind] = query
        return self._pages[kind]

    def count(self, shape: Shape) -> Select[Any]:
        """Return the number of rows."""
        if shape not in self._counts:
            self._counts[shape] = self._narrowed(select(func.count()).select_from(self._table), shape)
        return self._counts[shape]
