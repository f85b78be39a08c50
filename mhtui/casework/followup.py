"""Opvolging: who must do what by when, longest overdue first, and what became of it.

The roles of the table and the aandachtsfunctionaris keep it up to date, in and between meetings. The decision that
made an action is never changed here.
"""

from datetime import date

from db.records.base import RowId, State, Stored
from db.records.meeting import Action, ActionStatus
from db.roles import Deed
from mhtui.casework.agenda import checked
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.gate import written
from mhtui.casework.items import opened_here
from mhtui.casework.lines import ActionRow, CaseNames, action_rows, open_actions


def due_list(desk: Desk, *, until: date | None = None) -> tuple[ActionRow, ...]:
    """Return the open actions of every series this session can open, longest overdue first.

    With `until` only those that are due by that day; without it also those without a day, at the end.
    """
    if until is None:
        return open_actions(desk)
    return tuple(row for row in open_actions(desk) if row.due_on is not None and row.due_on <= until)


def finished_list(desk: Desk, *, limit: int = 100) -> tuple[ActionRow, ...]:
    """Return the newest actions that were done or dropped, for who ticked one off by mistake."""
    rows = desk.store.actions.page(state=State.CLOSED, limit=limit, newest_first=True).rows
    return action_rows(desk, rows)


def done(desk: Desk, action: RowId) -> Stored[Action]:
    """Tick an action off, today. Raises `InvalidForm` when it is not open, `NotFound`, `NotAllowed`."""
    return _settle(desk, action, ActionStatus.DONE, "")


def drop(desk: Desk, action: RowId, reason: str) -> Stored[Action]:
    """Let an action fall away, with the reason. Raises `InvalidForm`, `NotFound`, `NotAllowed`."""
    words = checked("reason", reason, needed=False)
    if not words:
        raise InvalidForm("reason", Problem.REASON_NEEDED)
    return _settle(desk, action, ActionStatus.DROPPED, words)


def _settle(desk: Desk, action: RowId, status: ActionStatus, reason: str) -> Stored[Action]:
    number = _number(desk, action)
    with desk.store.unit(Deed.ACTION_CHANGED, subject=number, text=status.value) as unit:
        found = unit.view(desk.store.actions).get(action)
        if found.opened.status is not ActionStatus.OPEN:
            raise InvalidForm("action", Problem.NOT_NOW)
        update = {"status": status, "status_reason": reason, "done_on": desk.today()}
        record = found.opened.model_copy(update=update)
        said = written(desk, unit, record, found.compartment) if reason else record
        return unit.change(found, record=said, state=State.CLOSED)


def reopen(desk: Desk, action: RowId) -> Stored[Action]:
    """Open an action that was done or dropped. Raises `InvalidForm` when it is open, `NotFound`, `NotAllowed`."""
    number = _number(desk, action)
    with desk.store.unit(Deed.ACTION_CHANGED, subject=number, text="heropend") as unit:
        found = unit.view(desk.store.actions).get(action)
        if found.opened.status is ActionStatus.OPEN:
            raise InvalidForm("action", Problem.NOT_NOW)
        update = {"status": ActionStatus.OPEN, "status_reason": "", "done_on": None}
        return unit.change(found, record=found.opened.model_copy(update=update), state=State.OPEN)


def postpone(desk: Desk, action: RowId, due_on: date) -> Stored[Action]:
    """Give an open action another last day, today or later. Raises `InvalidForm`, `NotFound`, `NotAllowed`."""
    if due_on < desk.today():
        raise InvalidForm("due_on", Problem.IN_THE_PAST)
    number = _number(desk, action)
    with desk.store.unit(Deed.ACTION_CHANGED, subject=number, text=f"uiterlijk {due_on:%d-%m-%Y}") as unit:
        found = unit.view(desk.store.actions).get(action)
        if found.opened.status is not ActionStatus.OPEN:
            raise InvalidForm("action", Problem.NOT_NOW)
        return unit.change(found, due_on=due_on)


def _number(desk: Desk, action: RowId) -> str:
    """Return the number of the case an action is about: what the log calls it by."""
    found = opened_here(desk.store.actions.get(action))
    return CaseNames(desk).name(found.compartment, found.opened.case_id)[0]
