"""Cases as somebody sees them: whole for the aandachtsfunctionaris, as released for the table.

There is no shielded mode: the same functions read with the ring of this session, and what it cannot open is `SEALED` or
not there. The source text is shown only on asking, after the look was written in the logboek.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from db.records.base import SEALED, CompartmentId, DossierId, Record, RowId, Sealed, State, Stored
from db.records.case import Case, Release
from db.records.meeting import Action, Decision, Note
from db.records.signal import Step
from mhtui.casework.at_table import at_table_of
from mhtui.casework.at_table import standing as standing_releases
from mhtui.casework.books import UNDER_WAY, read_books
from mhtui.casework.cases import find_case
from mhtui.casework.desk import Desk
from mhtui.casework.errors import UnknownNumber
from mhtui.casework.family import Family, family_of
from mhtui.casework.intake import look
from mhtui.casework.numbers import Number
from mhtui.casework.overview_lines import read_lines
from mhtui.casework.progress import Progress, Standing, progress, standing
from mhtui.casework.release import history
from mhtui.casework.values import ValueList, label, short_label

R = TypeVar("R", bound=Record)

RELEASED = "Vrijgegeven"
"""The status the table sees: only what is released to it is there at all."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of Casussen."""

    id: RowId
    number: str
    codename: str
    form: str
    """The short word for the form of exploitation."""
    status: str
    signals: int
    released_on: date | None
    progress: Standing | None
    """None for who sees only what is released."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some lines of Casussen, newest first."""

    rows: tuple[CaseRow, ...]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal of a case, without who and what."""

    id: RowId
    number: str
    received_on: date
    form: str
    persons: int


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One release of a case."""

    id: RowId
    place: CompartmentId
    series: str
    """Name of the series it was released to; empty once it is withdrawn."""
    text: str
    released_at: datetime
    released_by: str
    digest: str
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the table wrote about a case, oldest first."""

    notes: tuple[Stored[Note], ...]
    decisions: tuple[Stored[Decision], ...]
    actions: tuple[Stored[Action], ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything about it that this session can open."""

    id: RowId
    number: str
    codename: str
    form: str
    status: str
    stored: Stored[Case] | Sealed
    """The row to work on."""
    progress: Progress | Sealed
    signals: tuple[SignalLine, ...] | Sealed
    source: str | Sealed | None
    """The source texts; None when they were not asked for."""
    draft: str | Sealed
    released_text: str | None
    """What the series this session can open may read now."""
    releases: tuple[ReleaseLine, ...]
    """Newest first; withdrawn ones only where identiteit is open."""
    spoken: Spoken
    steps: tuple[Stored[Step], ...] | Sealed


def _by_number(number: str) -> tuple[int, int]:
    parts = Number.read(number)
    return (parts.year, parts.count) if parts else (0, 0)


def _page(rows: Iterable[CaseRow], after: str | None, limit: int) -> CasePage:
    """Return the lines behind the number `after`, newest number first."""
    every = sorted(rows, key=lambda row: _by_number(row.number), reverse=True)
    left = every if after is None else [row for row in every if _by_number(row.number) < _by_number(after)]
    return CasePage(tuple(left[:limit]), len(every), len(left) > limit)


def _rows_under_way(desk: Desk, state: State) -> Iterable[CaseRow]:
    """Give the cases in a state that Overzicht knows already."""
    for row in read_lines(desk):
        if row.kind == "casus" and row.state is state:
            found = Standing(row.level, row.status, row.what_now, row.days)
            signals, released_on = row.signals, row.released_on
            yield CaseRow(row.id, row.number, row.codename, row.form, row.status, signals, released_on, found)


def _own_rows(desk: Desk, states: Iterable[State]) -> Iterable[CaseRow]:
    books, rules, today = read_books(desk, states), desk.rules, desk.today()
    for family in books.families:
        if family.case is None:
            continue
        table = books.table_of(family)
        found = standing(family, rules, today, table)
        case = family.case.opened
        released_on = table.released_at.date() if table.released_at else None
        form = short_label(ValueList.FORM, case.exploitation_form)
        count = len(family.signals)
        yield CaseRow(family.case.id, case.number, case.codename, form, found.status, count, released_on, found)


def _released_rows(desk: Desk) -> Iterable[CaseRow]:
    for case_id, rows in standing_releases(desk).items():
        newest = max((row.opened for row in rows), key=lambda release: release.released_at)
        form = short_label(ValueList.FORM, newest.exploitation_form)
        day = newest.released_at.date()
        yield CaseRow(case_id, newest.number, newest.codename, form, RELEASED, newest.signal_count, day, None)


def case_list(desk: Desk, *, state: State | None = None, after: str | None = None, limit: int = 500) -> CasePage:
    """Return the cases of this session, newest first, behind the number `after`.

    The aandachtsfunctionaris gets every case (of one state, or all); the table gets those released to its series.
    """
    if desk.sees_identity and state in UNDER_WAY:
        return _page(_rows_under_way(desk, state), after, limit)
    if desk.sees_identity:
        return _page(_own_rows(desk, State if state is None else (state,)), after, limit)
    return _page(_released_rows(desk), after, limit)


def _release_line(desk: Desk, row: Stored[Release]) -> ReleaseLine:
    record = row.opened
    series = next((place.label.label for place in desk.series_places() if place.id == row.compartment), "")
    return ReleaseLine(
        id=row.id,
        place=row.compartment,
        series=series,
        text=record.text,
        released_at=record.released_at,
        released_by=record.released_by,
        digest=record.digest,
        withdrawn_at=record.withdrawn_at,
        withdrawn_reason=record.withdrawn_reason,
    )


def source_text(desk: Desk, family: Family) -> str:
    """Return the source texts of a case under their numbers; each look is an entry in the logboek."""
    for signal in family.signals:
        look(desk, signal, "bron")
    return "\n\n".join(f"{row.opened.number}\n{row.opened.narrative}" for row in family.signals)


def _signal_lines(family: Family) -> tuple[SignalLine, ...]:
    return tuple(
        SignalLine(
            row.id,
            row.opened.number,
            row.opened.received_on,
            short_label(ValueList.FORM, row.opened.exploitation_form),
            len(row.opened.persons),
        )
        for row in family.signals
    )


def _released_to(desk: Desk, number: str) -> list[Stored[Release]]:
    """Return what is released under a number to the series of this session; raises `UnknownNumber`."""
    wanted = Number.read(number)
    for rows in standing_releases(desk).values():
        if wanted is not None and Number.read(rows[0].opened.number) == wanted:
            return rows
    raise UnknownNumber(number)


def _opened(rows: Iterable[Stored[R]]) -> tuple[Stored[R], ...]:
    """Return what this session can open."""
    return tuple(row for row in rows if not row.is_sealed)


def _spoken(desk: Desk, dossier: DossierId) -> Spoken:
    store = desk.store
    return Spoken(
        notes=_opened(store.notes.all(dossier=dossier)),
        decisions=_opened(store.decisions.all(dossier=dossier)),
        actions=_opened(store.actions.all(dossier=dossier)),
    )


def case_view(desk: Desk, number: str, *, source: bool = False) -> CaseView:
    """Return a case as this session may see it; with `source` the source texts too, which is written in the logboek.

    Raises `UnknownNumber`, also when it is not released to a series of this session.
    """
    if not desk.sees_identity:
        return _view_of_table(desk, _released_to(desk, number))
    stored = find_case(desk, number)
    family, case = family_of(desk, stored), stored.opened
    found = progress(family, desk.rules, desk.today(), at_table_of(desk, stored))
    releases = tuple(_release_line(desk, row) for row in history(desk, stored.id))
    return CaseView(
        id=stored.id,
        number=case.number,
        codename=case.codename,
        form=label(ValueList.FORM, case.exploitation_form),
        status=found.status,
        stored=stored,
        progress=found,
        signals=_signal_lines(family),
        source=source_text(desk, family) if source else None,
        draft=case.draft_text,
        released_text=next((line.text for line in releases if line.withdrawn_at is None), None),
        releases=releases,
        spoken=_spoken(desk, stored.dossier),
        steps=family.rows,
    )


def _view_of_table(desk: Desk, rows: list[Stored[Release]]) -> CaseView:
    newest = max(rows, key=lambda row: row.opened.released_at)
    release = newest.opened
    return CaseView(
        id=release.case_id,
        number=release.number,
        codename=release.codename,
        form=label(ValueList.FORM, release.exploitation_form),
        status=RELEASED,
        stored=SEALED,
        progress=SEALED,
        signals=SEALED,
        source=SEALED,
        draft=SEALED,
        released_text=release.text,
        releases=tuple(_release_line(desk, row) for row in rows),
        spoken=_spoken(desk, newest.dossier),
        steps=SEALED,
    )
