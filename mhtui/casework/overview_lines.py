"""The lines of Overzicht: worked out once a session, and then only those of dossiers that changed.

A line carries no reporter, no person and no source text. What a session keeps of them is in `mhtui.casework.board`;
nothing is shown that the log did not reach yet.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from db.errors import NotFound
from db.records.base import RowId, SealedRecordError, State
from keys.errors import Locked
from mhtui.casework.at_table import at_table
from mhtui.casework.board import Basis, Board
from mhtui.casework.books import Progress, read_books
from mhtui.casework.desk import Desk
from mhtui.casework.family import Family, gather
from mhtui.casework.progress import Level, standing
from mhtui.casework.reading import NOT_AT_TABLE, AtTable
from mhtui.casework.values import ValueList, short_label

RowKind = Literal["signaal", "casus"]

_SUBJECTS: Final = frozenset({"signals", "cases"})
_AT_TABLE: Final = frozenset({"releases", "meetings", "items", "actions"})
_MOST_FOLLOWED: Final = 300
"""Changed rows; with more of them, reading everything anew is quicker."""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One line."""

    kind: RowKind
    id: RowId
    number: str
    codename: str
    """Empty for a signal."""
    form: str
    """The short word for the form of exploitation."""
    level: Level
    glyph: str
    word: str
    """The word of the level."""
    status: str
    days: int | None
    what_now: str
    state: State
    signals: int
    """How many; 1 for a signal that stands alone."""
    released_on: date | None
    """When the text for the overleg was released, while it stands."""


def _row(family: Family, basis: Basis, table: AtTable) -> OverviewRow:
    case, found = family.case, standing(family, basis.rules, basis.today, table)
    record = case.opened if case is not None else family.signals[0].opened
    return OverviewRow(
        kind="casus" if case is not None else "signaal",
        id=case.id if case is not None else family.signals[0].id,
        number=record.number,
        codename=case.opened.codename if case is not None else "",
        form=short_label(ValueList.FORM, record.exploitation_form),
        level=found.level,
        glyph=found.glyph,
        word=found.word,
        status=found.status,
        days=found.days,
        what_now=found.what_now,
        state=family.state,
        signals=len(family.signals),
        released_on=table.released_at.date() if table.released_at else None,
    )


def read_lines(desk: Desk, tell: Progress | None = None) -> list[OverviewRow]:
    """Return a line for each signal and case that is not closed, in no order; `tell` hears how far a long reading is.

    Raises `NotAllowed` for who may not open signals, `Locked` when the kluis is locked meanwhile.
    """
    board, basis = desk.board, Basis(desk.store.open_ring, desk.today(), desk.rules)
    with board.lock:
        try:
            if board.basis != basis or not _follow(desk, board):
                _read(desk, board, basis, tell)
            _check(desk, basis)
        except BaseException:
            _forget(board)
            raise
        return list(board.lines.values())


def _check(desk: Desk, basis: Basis) -> None:
    """Raise `Locked` when the session that this was read for has ended: nothing it could not open may look empty."""
    if desk.store.ring is not basis.ring:
        raise Locked


def _forget(board: Board) -> None:
    board.basis = None
    board.lines, board.links, board.seen = {}, {}, {}


def _read(desk: Desk, board: Board, basis: Basis, tell: Progress | None) -> None:
    """Read everything."""
    _forget(board)
    board.mark = desk.store.change_mark()
    books = read_books(desk, tell=tell)
    rows = (_row(family, basis, books.table_of(family)) for family in books.families)
    board.lines = {row.id: row for row in rows}
    board.links, board.seen = books.links, books.seen
    board.basis = basis


def _follow(desk: Desk, board: Board) -> bool:
    """Work out the lines that changed since; False when everything had better be read."""
    mark, changed = desk.store.changes_since(board.mark)
    if len(changed) > _MOST_FOLLOWED:
        return False
    touched = _touched(desk, board, changed)
    homes = {subject: subject for subject in touched} | {
        signal: case for signal, case in board.links.values() if signal in touched
    }
    members: dict[RowId, list[RowId]] = {home: [] for home in homes.values()}
    for signal, case in board.links.values():
        if case in members:
            members[case].append(signal)
    for subject, home in homes.items():
        board.lines.pop(subject, None)
        _renew(desk, board, home, members[home])
    board.mark = mark
    return True


def _touched(desk: Desk, board: Board, changed: frozenset[tuple[str, RowId]]) -> set[RowId]:
    """Return the signals and cases of which something changed; takes over links, and what the overleg had."""
    touched = {row for table, row in changed if table in _SUBJECTS}
    for row in (row for table, row in changed if table == "steps"):
        with suppress(NotFound):
            step = desk.store.steps.get(row)
            touched |= set() if step.is_sealed else {step.opened.subject_id}
    if any(table == "links" for table, _ in changed):
        links = desk.ledger.links(desk.store)
        moved = set(links.items()) ^ set(board.links.items())
        touched |= {row for _, pair in moved for row in pair}
        board.links = links
    if any(table in _AT_TABLE for table, _ in changed):
        seen = at_table(desk)
        touched |= {case for case in {*seen, *board.seen} if seen.get(case) != board.seen.get(case)}
        board.seen = seen
    return touched


def _renew(desk: Desk, board: Board, home: RowId, members: list[RowId]) -> None:
    """Work out the line of a case with its signals, or of a signal alone; take it away when it is none any more."""
    board.lines.pop(home, None)
    with suppress(NotFound, SealedRecordError):  # removed since, or of somebody else
        family = gather(desk, home, tuple(members)) if members else gather(desk, None, (home,))
        if family.state is not State.CLOSED and board.basis is not None:
            table = board.seen.get(home, NOT_AT_TABLE) if family.case is not None else NOT_AT_TABLE
            board.lines[home] = _row(family, board.basis, table)
