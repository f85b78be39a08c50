"""The work as a whole, read once: each table one time, joined in memory.

Serves lists over many dossiers; who works on one dossier reads its family. It opens only what this session may open,
and keeps nothing after the list is made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from db.records.base import RowId, State, Stored
from db.records.case import Case, Link
from db.records.signal import Signal, Step
from db.store import Store
from mhtui.casework.at_table import at_table
from mhtui.casework.desk import Desk
from mhtui.casework.family import Family
from mhtui.casework.reading import NOT_AT_TABLE, AtTable


@dataclass(frozen=True, slots=True)
class Books:
    """Families in some states, and what the overleg had of each case."""

    families: tuple[Family, ...]
    seen: dict[RowId, AtTable]
    """What the overleg had, by case; a case that was never brought to it is not here."""

    def table_of(self, family: Family) -> AtTable:
        """Return what the overleg had of a family."""
        return NOT_AT_TABLE if family.case is None else self.seen.get(family.case.id, NOT_AT_TABLE)


def _rows(store: Store, states: Iterable[State]) -> tuple[list[Stored[Signal]], list[Stored[Case]]]:
    wanted = tuple(states)
    signals = [row for state in wanted for row in store.signals.all(state=state) if not row.is_sealed]
    cases = [row for state in wanted for row in store.cases.all(state=state) if not row.is_sealed]
    return signals, cases


def _families(
    signals: list[Stored[Signal]],
    cases: list[Stored[Case]],
    links: Iterable[Stored[Link]],
    steps: Iterable[Stored[Step]],
) -> Iterator[Family]:
    by_id = {row.id: row for row in signals}
    taken: dict[str, list[Stored[Step]]] = defaultdict(list)
    for step in steps:
        taken[step.dossier].append(step)
    members: dict[RowId, list[Stored[Signal]]] = defaultdict(list)
    linked: set[RowId] = set()
    for link in links:
        signal = by_id.get(link.opened.signal_id)
        if signal is not None:
            members[link.opened.case_id].append(signal)
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


def read_books(desk: Desk, states: Iterable[State] = (State.OPEN, State.WAITING)) -> Books:
    """Read everything in these states; raises `NotAllowed` for who may not open signals."""
    store, identity = desk.store, desk.identity
    signals, cases = _rows(store, states)
    links = store.links.all(compartment=identity)
    steps = store.steps.all(compartment=identity)
    families = tuple(_families(signals, cases, links, steps))
    return Books(families, at_table(desk))
