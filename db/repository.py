"""One repository per noun: pages of records out of the store, in a stable order.

Only reads. Changes go through `db.unit`, so that no row is ever written without its entry in the log.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Select, Table, and_, func, select, tuple_
from sqlalchemy.engine import Connection

from db import schema
from db.errors import NotFound
from db.records.base import CompartmentId, DossierId, Page, Record, RowId, State, Stored
from db.rows import RowSealer

R = TypeVar("R", bound=Record)

PAGE_LIMIT: Final = 500
"""The most rows one page may have."""


class Repository(Generic[R]):
    """The rows of one noun, as this session can open them."""

    def __init__(
        self,
        table: Table,
        connect: Callable[[], AbstractContextManager[Connection]],
        sealer: Callable[[], RowSealer],
    ) -> None:
        self.table = table
        self._connect = connect
        self._sealer = sealer

    def within(self, connection: Connection) -> "Repository[R]":
        """Return the same repository, reading inside an open unit of work."""
        return Repository(self.table, lambda: nullcontext(connection), self._sealer)

    def _query(self) -> Select[Any]:
        keys = schema.data_keys
        joined = and_(keys.c.dossier == self.table.c.dossier, keys.c.compartment == self.table.c.compartment)
        return select(*self.table.columns, keys.c.wrapped).select_from(self.table.outerjoin(keys, joined))

    def _filtered(
        self,
        query: Select[Any],
        compartment: CompartmentId | None,
        dossier: DossierId | None,
        state: State | None,
    ) -> Select[Any]:
        if compartment is not None:
            query = query.where(self.table.c.compartment == compartment)
        if dossier is not None:
            query = query.where(self.table.c.dossier == dossier)
        if state is not None:
            query = query.where(self.table.c.state == state.value)
        return query

    def get(self, row_id: RowId) -> Stored[R]:
        """Return one row; raises `NotFound`, `Tampered`."""
        with self._connect() as connection:
            row = connection.execute(self._query().where(self.table.c.id == row_id)).one_or_none()
        if row is None:
            raise NotFound(f"no such row: {self.table.name} {row_id}")
        return self._sealer().open_row(self.table.name, row)

    def page(
        self,
        *,
        compartment: CompartmentId | None = None,
        dossier: DossierId | None = None,
        state: State | None = None,
        after: Stored[R] | None = None,
        limit: int = 200,
        newest_first: bool = False,
    ) -> Page[R]:
        """Return at most `limit` (1..500) rows in order of (rank, id), behind `after` when given."""
        size = max(1, min(limit, PAGE_LIMIT))
        order = (self.table.c.rank, self.table.c.id)
        query = self._filtered(self._query(), compartment, dossier, state).limit(size + 1)
        query = query.order_by(*(column.desc() for column in order)) if newest_first else query.order_by(*order)
        if after is not None:
            here, last = tuple_(*order), tuple_(after.rank, after.id)
            query = query.where(here < last if newest_first else here > last)
        with self._connect() as connection:
            rows = connection.execute(query).all()
        sealer, name = self._sealer(), self.table.name
        return Page(tuple(sealer.open_row(name, row) for row in rows[:size]), more=len(rows) > size)

    def all(
        self,
        *,
        compartment: CompartmentId | None = None,
        dossier: DossierId | None = None,
        state: State | None = None,
        newest_first: bool = False,
    ) -> Iterator[Stored[R]]:
        """Give every row, page by page, in order of (rank, id)."""
        after: Stored[R] | None = None
        while True:
            page = self.page(
                compartment=compartment,
                dossier=dossier,
                state=state,
                after=after,
                limit=PAGE_LIMIT,
                newest_first=newest_first,
            )
            yield from page.rows
            if not page.more:
                return
            after = page.rows[-1]

    def count(
        self,
        *,
        compartment: CompartmentId | None = None,
        dossier: DossierId | None = None,
        state: State | None = None,
    ) -> int:
        """Return how many rows there are."""
        query = self._filtered(select(func.count()).select_from(self.table), compartment, dossier, state)
        with self._connect() as connection:
            return int(connection.execute(query).scalar_one())

    def due(self, until: date, *, state: State = State.OPEN, limit: int = PAGE_LIMIT) -> tuple[Stored[R], ...]:
        """Return at most `limit` rows that are due on `until` or before, longest overdue first."""
        columns = self.table.c
        query = self._query().where(columns.due_on <= until, columns.state == state.value)
        query = query.order_by(columns.due_on, columns.id).limit(limit)
        with self._connect() as connection:
            rows = connection.execute(query).all()
        return tuple(self._sealer().open_row(self.table.name, row) for row in rows)
