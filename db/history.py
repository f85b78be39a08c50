"""The log as people and programs read it: what changed since, and the entries in their order."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from sqlalchemy import func, literal, or_, select
from sqlalchemy.engine import Connection

from db import schema
from db.directories import KnownDirectories
from db.log import LogEntry, begins, entries_from, open_detail, read_head
from db.nouns import Nouns
from db.records.base import RowId
from db.roles import Deed
from db.rows import RowSealer
from db.signers import verified
from keys.directory import Directory
from keys.ring import Ring


class History(Nouns):
    """The part of a store that reads its log."""

    def __init__(
        self,
        directories: KnownDirectories,
        connect: Callable[[], AbstractContextManager[Connection]],
        sealer: Callable[[], RowSealer],
    ) -> None:
        self._directories = directories
        self._connect = connect
        self.ring: Ring | None = None
        super().__init__(connect, sealer)

    @property
    def directory(self) -> Directory:
        """The newest directory this store has seen: holders, roles and compartments."""
        return self._directories.newest

    def change_mark(self) -> int:
        """Return a number that rises with every unit any program commits; cheap enough to ask twice a second.

        A newer directory (a new compartment, a new holder) is taken over at once.
        """
        with self._connect() as connection:
            return read_head(connection)[0]

    def changes_since(self, mark: int) -> tuple[int, frozenset[tuple[str, RowId]]]:
        """Return (change mark now, every (table, id) that was written or removed since `mark`).

        What is kept in memory is brought up to date with this, without reading the whole store again.
        """
        with self._connect() as connection:
            newest = read_head(connection)[0]
            entries = entries_from(connection, mark + 1) if newest != mark else []
        return newest, frozenset((change.table, RowId(change.row)) for entry in entries for change in entry.changes)

    def log(
        self, *, before: int | None = None, after: int = 0, limit: int = 200, only: Iterable[Deed] = ()
    ) -> tuple[LogEntry, ...]:
        """Return at most `limit` entries, newest first, older than `before` when given, and newer than `after`.

        With `only` those of a few deeds that touch no row: found by how they begin, without reading the others. Raises
        `LogBroken` when one of them is not signed by the holder it names; whether one is missing, `db.replay` tells.
        """
        query = select(schema.log).order_by(schema.log.c.seq.desc()).limit(max(1, min(limit, 500)))
        if before is not None:
            query = query.where(schema.log.c.seq < before)
        if after:
            query = query.where(schema.log.c.seq > after)
        starts = [begins(deed) for deed in only]
        if starts:
            query = query.where(
                or_(*(func.substr(schema.log.c.body, 1, len(each)) == literal(each) for each in starts))
            )
        with self._connect() as connection:
            rows = connection.execute(query).all()
            entries = [verified(connection, self.directory, row.body, row.signature) for row in rows]
        return tuple(
            LogEntry(
                seq=entry.seq,
                holder=entry.holder,
                label=self.directory.holder(entry.holder).label,
                at_table=bool(entry.stamp is not None and entry.stamp.lent_in),
                deed=entry.deed,
                rows=len(entry.changes),
                detail=open_detail(self.directory, self.ring, entry),
            )
            for entry in entries
        )
