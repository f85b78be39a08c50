"""Lines of the lists that the table works with: agenda items and actions, ready to be drawn.

Views only. A line carries no key and no row; screens hold them as long as they like.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.records.base import CompartmentId, DossierId, RowId, State, Stored
from db.records.meeting import Action, ActionStatus, AgendaItem, ItemKind, ItemStatus, Meeting
from mhtui.casework.desk import Desk
from mhtui.casework.items import items_of
from mhtui.casework.release import current
from mhtui.casework.values import label, short_label

STATUS_WORDS: Final = {
    ItemStatus.OPEN: "open",
    ItemStatus.DISCUSSED: "besproken",
    ItemStatus.PARKED: "geparkeerd",
    ItemStatus.WITHDRAWN: "van tafel",
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the agenda."""

    id: RowId
    place: int
    """1 and up."""
    kind: ItemKind
    title: str
    case_id: RowId | None
    number: str
    codename: str
    form: str
    """Label of the uitbuitingsvorm; empty for an item that is not a case."""
    form_short: str
    """Its word for a narrow column."""
    why: str
    status: ItemStatus
    status_word: str
    status_reason: str
    released: bool
    """Whether the table can read the case's text now; True for an item that is not a case."""
    seconds: int
    """Time used before the clock of this item was last started."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of a list of actions."""

    id: RowId
    place: CompartmentId
    text: str
    owner: str
    """A function."""
    number: str
    """Of the case; empty when it is about something else."""
    codename: str
    due_on: date | None
    days_overdue: int
    """0 when it is not overdue, or not open."""
    status: ActionStatus
    status_reason: str
    done_on: date | None
    meeting_id: RowId | None
    decision_id: RowId | None


def item_row(place: int, item: Stored[AgendaItem], *, released: bool) -> ItemRow:
    """Return an item as a line; `place` counts from 1."""
    record = item.opened
    return ItemRow(
        id=item.id,
        place=place,
        kind=record.kind,
        title=f"{record.case_number} “{record.codename}”" if record.case_id else record.title,
        case_id=record.case_id,
        number=record.case_number,
        codename=record.codename,
        form=label("uitbuitingsvorm", record.exploitation_form) if record.case_id else "",
        form_short=short_label("uitbuitingsvorm", record.exploitation_form) if record.case_id else "",
        why=record.why,
        status=record.status,
        status_word=STATUS_WORDS[record.status],
        status_reason=record.status_reason,
        released=released,
        seconds=record.seconds,
    )


def item_rows(desk: Desk, meeting: Stored[Meeting]) -> tuple[ItemRow, ...]:
    """Return the lines of a meeting's agenda, in order."""
    return tuple(
        item_row(place, item, released=readable(desk, item))
        for place, item in enumerate(items_of(desk.store.items, meeting), 1)
    )


def readable(desk: Desk, item: Stored[AgendaItem]) -> bool:
    """Whether the table can read the text of an item's case now; True for an item that is not a case."""
    case_id = item.opened.case_id
    return case_id is None or current(desk, case_id, item.compartment) is not None


class CaseNames:
    """Numbers and codenames of cases as a series knows them; each case is looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[tuple[CompartmentId, RowId], tuple[str, str]] = {}

    def name(self, place: CompartmentId, case_id: RowId | None) -> tuple[str, str]:
        """Return (number, codename), from the release or else from the agenda item it was last on."""
        if case_id is None:
            return "", ""
        if (place, case_id) not in self._known:
            self._known[place, case_id] = self._look_up(place, case_id)
        return self._known[place, case_id]

    def _look_up(self, place: CompartmentId, case_id: RowId) -> tuple[str, str]:
        released = current(self._desk, case_id, place)
        if released is not None:
            return released.opened.number, released.opened.codename
        items = self._desk.store.items.all(compartment=place, dossier=DossierId(case_id), newest_first=True)
        last = next(items, None)
        return (last.opened.case_number, last.opened.codename) if last else ("", "")


def action_rows(desk: Desk, actions: Iterable[Stored[Action]]) -> tuple[ActionRow, ...]:
    """Return actions as lines, longest overdue first, those without a day last."""
    cases, today = CaseNames(desk), desk.today()
    rows = [_action_row(cases, today, action) for action in actions if not action.is_sealed]
    return tuple(sorted(rows, key=lambda row: (row.due_on is None, row.due_on or today, row.number, row.text)))


def _action_row(cases: CaseNames, today: date, action: Stored[Action]) -> ActionRow:
    record, late = action.opened, 0
    if action.due_on is not None and record.status is ActionStatus.OPEN:
        late = max((today - action.due_on).days, 0)
    number, codename = cases.name(action.compartment, record.case_id)
    return ActionRow(
        id=action.id,
        place=action.compartment,
        text=record.text,
        owner=record.owner,
        number=number,
        codename=codename,
        due_on=action.due_on,
        days_overdue=late,
        status=record.status,
        status_reason=record.status_reason,
        done_on=record.done_on,
        meeting_id=record.meeting_id,
        decision_id=record.decision_id,
    )


def open_actions(desk: Desk, place: CompartmentId | None = None) -> tuple[ActionRow, ...]:
    """Return the open actions of one series, or of every series this session can open."""
    return action_rows(desk, desk.store.actions.all(compartment=place, state=State.OPEN))
