"""Opvolging: overdue first, and what becomes of an action."""

from datetime import date, timedelta

import pytest

from db.errors import NotAllowed
from db.records.base import CompartmentId, RowId
from keys.directory import Role
from mhtui.casework import agenda, followup, live, minutes, planning
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.live_view import live_view
from mhtui.casework.release import withdraw
from tests.casework.conftest import MEETING_DAY, SetClock, Sit
from tests.casework.overleg.conftest import NEXT_DAY, item


@pytest.fixture
def actions(table: Desk, started: RowId) -> dict[str, RowId]:
    """Three actions of one meeting, by their text."""
    view = live_view(table, started)
    case, free = item(view, "C-2026-009"), item(view, "Cameratoezicht")
    made = [
        minutes.add_action(table, started, case, "bellen", "wijkagent", MEETING_DAY + timedelta(days=7)),
        minutes.add_action(table, started, free, "offerte", "voorzitter", MEETING_DAY),
        minutes.add_action(table, started, case, "inbrengen", "accounthouder RIEC", NEXT_DAY),
    ]
    return {row.opened.text: row.id for row in made}


def listed(desk: Desk, *, until: date | None = None) -> list[tuple[str, str, int]]:
    """Return text, case and days overdue of each line."""
    return [(row.text, row.number, row.days_overdue) for row in followup.due_list(desk, until=until)]


def test_longest_overdue_first(table: Desk, af: Desk, actions: dict[str, RowId], clock: SetClock) -> None:
    """The same list for both sides; a day is overdue the day after it."""
    del actions
    assert listed(table) == [("offerte", "", 0), ("bellen", "C-2026-009", 0), ("inbrengen", "C-2026-009", 0)]
    clock.to(MEETING_DAY + timedelta(days=10))
    assert listed(af) == [("offerte", "", 10), ("bellen", "C-2026-009", 3), ("inbrengen", "C-2026-009", 0)]
    assert listed(af, until=MEETING_DAY + timedelta(days=7)) == listed(af)[:2]
    assert [row.codename for row in followup.due_list(table)] == ["", "Zwaluw", "Zwaluw"]


def test_an_action_keeps_its_case_when_the_text_is_withdrawn(
    table: Desk, af: Desk, place: CompartmentId, actions: dict[str, RowId]
) -> None:
    """What was agreed must still be done; the number comes from the agenda then."""
    case_id = table.store.actions.get(actions["bellen"]).opened.case_id
    assert case_id is not None
    withdraw(af, af.store.cases.get(case_id), "tekst gewijzigd", place)
    assert ("bellen", "C-2026-009", 0) in listed(table)


def test_done_and_open_again(table: Desk, af: Desk, actions: dict[str, RowId], clock: SetClock) -> None:
    """With the day; a tick by mistake can be taken back."""
    followup.done(af, actions["bellen"])
    assert [row[0] for row in listed(table)] == ["offerte", "inbrengen"]
    (line,) = followup.finished_list(table)
    assert (line.text, line.status.value, line.done_on, line.days_overdue) == ("bellen", "gedaan", clock.now.date(), 0)
    with pytest.raises(InvalidForm):
        followup.done(table, actions["bellen"])
    followup.reopen(table, actions["bellen"])
    assert [row[0] for row in listed(table)] == ["offerte", "bellen", "inbrengen"]
    assert followup.finished_list(table) == ()
    with pytest.raises(InvalidForm):
        followup.reopen(table, actions["bellen"])


def test_dropping_needs_a_reason(table: Desk, actions: dict[str, RowId]) -> None:
    """Nobody's work disappears without a word."""
    with pytest.raises(InvalidForm) as caught:
        followup.drop(table, actions["offerte"], "  ")
    assert caught.value.what is Problem.REASON_NEEDED
    followup.drop(table, actions["offerte"], "het station doet het zelf")
    (line,) = followup.finished_list(table)
    assert (line.status.value, line.status_reason) == ("vervallen", "het station doet het zelf")


def test_postponing(table: Desk, actions: dict[str, RowId], clock: SetClock) -> None:
    """To a day that is still to come, of an action that is open."""
    clock.to(MEETING_DAY + timedelta(days=3))
    followup.postpone(table, actions["offerte"], NEXT_DAY + timedelta(days=1))
    assert listed(table)[-1] == ("offerte", "", 0)
    with pytest.raises(InvalidForm):
        followup.postpone(table, actions["offerte"], MEETING_DAY)
    followup.done(table, actions["offerte"])
    with pytest.raises(InvalidForm):
        followup.postpone(table, actions["offerte"], NEXT_DAY)


def test_actions_outlive_their_meeting(
    table: Desk, started: RowId, place: CompartmentId, actions: dict[str, RowId], clock: SetClock
) -> None:
    """Closed or not: an open action stands on the next agenda, and can be ticked off there."""
    live.close(table, started)
    clock.to(NEXT_DAY)
    coming = planning.next_meeting(table, place).id
    assert [row.text for row in agenda.agenda(table, coming).carried] == ["offerte", "bellen", "inbrengen"]
    followup.done(table, actions["offerte"])
    assert [row.text for row in agenda.agenda(table, coming).carried] == ["bellen", "inbrengen"]


def test_another_series_sees_nothing(sit: Sit, actions: dict[str, RowId]) -> None:
    """The ketenregisseur holds the Drieluik only, and can tick nothing off here."""
    keten = sit(Role.KETEN)
    assert followup.due_list(keten) == ()
    with pytest.raises(NotAllowed):
        followup.done(keten, actions["bellen"])
