"""What a session keeps at hand: numbers, digests of forms, and which signal belongs to which case.

Holds no name and no text. Each table is read once from the store, when something of it is asked, and then follows the
log, so that looking up a number, the next number and a form seen before stay quick with ten thousand signals. It never
decides anything and writes nothing.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from db.errors import NotFound
from db.records.base import RowId, Stored
from db.records.case import Case, Link
from db.records.signal import Signal
from db.shredding import buried
from db.store import Store
from keys.directory import Kind
from keys.ring import Ring
from mhtui.casework.numbers import Number, Series

_OF_SERIES: Final = {Series.SIGNAL: "signals", Series.CASE: "cases"}
_Row = Stored[Signal] | Stored[Case] | Stored[Link]


@dataclass(slots=True)
class _Held:
    """What is remembered of one session's store."""

    mark: int
    tables: set[str] = field(default_factory=set)
    """Those that were read."""
    signals: dict[RowId, tuple[str, str]] = field(default_factory=dict)
    """Number and digest of each signal."""
    cases: dict[RowId, tuple[str, str]] = field(default_factory=dict)
    """Number and codename of each case."""
    links: dict[RowId, tuple[RowId, RowId]] = field(default_factory=dict)
    """Signal and case of each link."""
    by_number: dict[str, RowId] = field(default_factory=dict)
    by_digest: dict[str, RowId] = field(default_factory=dict)
    link_of_signal: dict[RowId, RowId] = field(default_factory=dict)
    links_of_case: dict[RowId, set[RowId]] = field(default_factory=dict)
    highest: dict[tuple[Series, int], int] = field(default_factory=dict)
    stones: bool = False
    """Whether the numbers of dossiers that were destroyed are counted in `highest`."""

    def _numbered(self, number: str, row: RowId) -> None:
        self.by_number[number] = row
        self.given(number)

    def given(self, number: str) -> None:
        """Remember that a number was given: nobody else gets it, whatever became of its row."""
        parts = Number.read(number)
        if parts is not None:
            key = parts.series, parts.year
            self.highest[key] = max(self.highest.get(key, 0), parts.count)

    def forget(self, row: RowId) -> None:
        """Drop a row that was changed or removed; a number once given stays given."""
        signal = self.signals.pop(row, None)
        if signal is not None:
            self.by_number.pop(signal[0], None)
            if self.by_digest.get(signal[1]) == row:
                del self.by_digest[signal[1]]
        case = self.cases.pop(row, None)
        if case is not None:
            self.by_number.pop(case[0], None)
        link = self.links.pop(row, None)
        if link is not None:
            self.link_of_signal.pop(link[0], None)
            self.links_of_case[link[1]].discard(row)

    def take(self, row: _Row) -> None:
        """Remember an opened row; a sealed one says nothing."""
        match row.record:
            case Signal():
                self._take_signal(row.id, row.record)
            case Case():
                self.cases[row.id] = row.record.number, row.record.codename
                self._numbered(row.record.number, row.id)
            case Link():
                self.links[row.id] = row.record.signal_id, row.record.case_id
                self.link_of_signal[row.record.signal_id] = row.id
                self.links_of_case.setdefault(row.record.case_id, set()).add(row.id)
            case _:
                return

    def _take_signal(self, row: RowId, record: Signal) -> None:
        self.signals[row] = record.number, record.content_digest
        self._numbered(record.number, row)
        if record.content_digest:
            self.by_digest.setdefault(record.content_digest, row)


class Ledger:
    """The memory of one session; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ring: Ring | None = None
        self._held: _Held | None = None

    def _current(self, store: Store, *tables: str) -> _Held:
        """Return what is held of these tables, as the store is now; raises `NotAllowed` when the store is locked."""
        ring = store.open_ring
        if self._held is None or self._ring is not ring:
            self._ring, self._held = ring, _Held(store.change_mark())
        held = self._held
        self._follow(store, held)
        for table in tables:
            if table not in held.tables:
                for row in store.repository(table).all():
                    held.take(row)
                held.tables.add(table)
                self._follow(store, held)
        return held

    def _follow(self, store: Store, held: _Held) -> None:
        """Take over what any program changed since."""
        mark, changed = store.changes_since(held.mark)
        for table, row in changed:
            if table in held.tables:
                held.forget(row)
                with suppress(NotFound):
                    held.take(store.repository(table).get(row))
        held.mark = mark

    def row_of(self, store: Store, number: str) -> RowId | None:
        """Return the row with a number, as people type it."""
        parts = Number.read(number)
        with self._lock:
            held = self._current(store, _OF_SERIES[parts.series]) if parts else None
            return held.by_number.get(str(parts)) if held else None

    def number_with(self, store: Store, digest: str) -> str | None:
        """Return the number of the signal whose form had this content."""
        with self._lock:
            held = self._current(store, "signals")
            row = held.by_digest.get(digest)
            return held.signals[row][0] if row else None

    def next_number(self, store: Store, series: Series, year: int) -> str:
        """Return the next free number of a year; only true inside a unit of work, where nobody else writes."""
        with self._lock:
            held = self._current(store, _OF_SERIES[series])
            for number in _spent(store):
                held.given(number)
            if not held.stones:
                held.stones = True
                for stone in buried(store):
                    for number in (stone.shredding.number, *stone.shredding.signals):
                        held.given(number)
            highest = held.highest.get((series, year), 0)
        return str(Number(series, year, highest + 1))

    def link_of(self, store: Store, signal: RowId) -> tuple[RowId, RowId] | None:
        """Return (link, case) of a signal; None when it stands alone."""
        with self._lock:
            held = self._current(store, "links")
            link = held.link_of_signal.get(signal)
            return (link, held.links[link][1]) if link else None

    def signals_of(self, store: Store, case: RowId) -> tuple[RowId, ...]:
        """Return the signals of a case, in no order."""
        with self._lock:
            held = self._current(store, "links")
            return tuple(held.links[link][0] for link in held.links_of_case.get(case, ()))

    def links(self, store: Store) -> dict[RowId, tuple[RowId, RowId]]:
        """Return signal and case of each link."""
        with self._lock:
            return dict(self._current(store, "links").links)

    def codenames(self, store: Store) -> frozenset[str]:
        """Return every codename a case has, or had when it was destroyed."""
        with self._lock:
            has = {codename for _, codename in self._current(store, "cases").cases.values()}
        return _spent(store) | has


def _spent(store: Store) -> frozenset[str]:
    """Return what dossiers that were destroyed were called, as it stands in the settings of identiteit now."""
    places = store.places(Kind.IDENTITEIT)
    rows = [row for place in places for row in store.labels.all(compartment=place.id)]
    return frozenset(each for row in rows if not row.is_sealed for each in row.opened.spent)
