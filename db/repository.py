"""One repository per noun: pages of records out of the store, in a stable order.

Only reads. Changes go through `db.unit`, so that no row is ever written without its entry in the log.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Table
from sqlalchemy.engine import Connection

from db.errors import NotFound
from db.queries import Queries, Shape
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
        queries: Queries | None = None,
    ) -> None:
        self.table = table
        self._connect = connect
        self._sealer = sealer
        self.queries = queries or Queries(table)
        """What reads and writes the rows of this noun; writing is for `db.unit` alone."""

    def within(self, connection: Connection) -> "Repository[R]":
        """Return the same repository, reading inside an open unit of work."""
        return Repository(self.table, lambda: nullcontext(connection), self._sealer, self.queries)

    def get(self, row_id: RowId) -> Stored[R]:
        """Return one row; raises `NotFound`, `Tampered`."""
        with self._connect() as connection:
            row = connection.execute(self.queries.by_id, {"row_id": row_id}).one_or_none()
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
        shape, values = _narrowed(compartment, dossier, state)
        query = self.queries.page(shape, behind=after is not None, newest_first=newest_first)
        values["size"] = size + 1
        if after is not None:
            values |= {"rank": after.rank, "id": after.id}
        with self._connect() as connection:
            rows = connection.execute(query, values).all()
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
        shape, values = _narrowed(compartment, dossier, state)
        with self._connect() as connection:
            return int(connection.execute(self.queries.count(shape), values).scalar_one())

    def due(self, until: date, *, state: State = State.OPEN, limit: int = PAGE_LIMIT) -> tuple[Stored[R], ...]:
        """Return at most `limit` rows that are due on `until` or before, longest overdue first."""
        values = {"until": until, "state": state.value, "size": limit}
        with self._connect() as connection:
            rows = connection.execute(self.queries.due, values).all()
        return tuple(self._sealer().open_row(self.table.name, row) for row in rows)


def _narrowed(
    compartment: CompartmentId | None, dossier: DossierId | None, state: State | None
) -> tuple[Shape, dict[str, Any]]:
    """Return what a list is narrowed by, and the values of it."""
    given = {"compartment": compartment, "dossier": dossier, "state": state.value if state is not None else None}
    values = {name: value for name, value in given.items() if value is not None}
    return Shape(**dict.fromkeys(values, True)), values
