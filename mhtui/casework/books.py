"""The work as a whole, read once: each table one time, joined in memory.

Serves lists over many dossiers; who works on one dossier reads its family. It opens only what this session may open,
and keeps nothing after the list is made.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from db.records.base import Record, RowId, State, Stored
from db.records.case import Case
from db.records.signal import Signal, Step
from db.repository import Repository
from db.store import Store
from keys.errors import Locked
from mhtui.casework.at_table import at_table
from mhtui.casework.desk import Desk
from mhtui.casework.family import Family
from mhtui.casework.reading import NOT_AT_TABLE, AtTable

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Books:
    """Families in some states, and what the overleg had of each case."""

    families: tuple[Family, ...]
    seen: dict[RowId, AtTable]
    """What the overleg had, by case; a case that was never brought to it is not here."""
    links: dict[RowId, tuple[RowId, RowId]]
    """Signal and case of each link."""

    def table_of(self, family: Family) -> AtTable:
        """Return what the overleg had of a family."""
        return NOT_AT_TABLE if family.case is None else self.seen.get(family.case.id, NOT_AT_TABLE)


Progress = Callable[[int, int], None]
"""Called with (rows read, rows in all)."""
_SAY_EVERY: Final = 1000


class _Counter:
    """Counts what is read, and says so every now and then."""

    def __init__(self, every: int, tell: Progress | None) -> None:
        self._read = 0
        self._every = every
        self._tell = tell

    def count(self, rows: Iterable[T]) -> Iterator[T]:
        """Give the rows."""
        for row in rows:
            self._read += 1
            if self._tell is not None and self._read % _SAY_EVERY == 0:
                self._tell(self._read, self._every)
            yield row


def _opened(store: Store, repo: Repository[R], states: tuple[State, ...], counter: _Counter) -> list[Stored[R]]:
    """Return the rows in these states that this session can open; raises `Locked` when it was locked meanwhile."""
    rows = [row for state in states for row in counter.count(repo.all(state=state)) if not row.is_sealed]
    if store.ring is None:
        raise Locked
    return rows


def _families(
    signals: list[Stored[Signal]],
    cases: list[Stored[Case]],
    links: Iterable[tuple[RowId, RowId]],
    steps: Iterable[Stored[Step]],
) -> Iterator[Family]:
    by_id = {row.id: row for row in signals}
    taken: dict[str, list[Stored[Step]]] = defaultdict(list)
    for step in steps:
        taken[step.dossier].append(step)
    members: dict[RowId, list[Stored[Signal]]] = defaultdict(list)
    linked: set[RowId] = set()
    for signal_id, case_id in links:
        signal = by_id.get(signal_id)
        if signal is not None:
            members[case_id].append(signal)
            linked.add(signal.id)
    for signal in signals:
        if signal.id not in linked:
            yield Family(None, (signal,), tuple(taken.get(signal.dossier, ())))
    for case in cases:
        of_case = members.get(case.id, [])
        if of_case:
            yield _case_family(case, of_case, taken)


def _case_family(case: Stored[Case], signals: list[Stored[Signal]], taken: dict[str, list[Stored[Step]]]) -> Family:
    rows = [*taken.get(case.dossier, ()), *(step for row in signals for step in taken.get(row.dossier, ()))]
    rows.sort(key=lambda row: (row.opened.at, row.rank))
    signals.sort(key=lambda row: row.opened.number)
    return Family(case, tuple(signals), tuple(rows))


UNDER_WAY: Final = (State.OPEN, State.WAITING)


def read_books(desk: Desk, states: Iterable[State] = UNDER_WAY, tell: Progress | None = None) -> Books:
    """Read everything in these states; raises `NotAllowed` for who may not open signals, `Locked` when it is locked."""
    store, identity, wanted = desk.store, desk.identity, tuple(states)
    every = sum(repo.count(state=state) for repo in (store.signals, store.cases) for state in wanted)
    counter = _Counter(every + store.steps.count(compartment=identity), tell)
    links = desk.ledger.links(store)
    steps = [row for row in counter.count(store.steps.all(compartment=identity)) if not row.is_sealed]
    signals = _opened(store, store.signals, wanted, counter)
    cases = _opened(store, store.cases, wanted, counter)
    families = tuple(_families(signals, cases, links.values(), steps))
    return Books(families, at_table(desk), links)
