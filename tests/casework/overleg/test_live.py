"""Running an overleg: who may, the clock that survives, what is ticked off, and what closing freezes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import NotAllowed
from db.records.base import CompartmentId, RowId, State
from db.records.meeting import ItemKind, ItemStatus, MeetingStatus
from db.roles import Deed
from keys.directory import Role
from mhtui.casework import agenda, followup, live, minutes, planning
from mhtui.casework.desk import Desk
from mhtui.casework.errors import (
    AlreadyRunning,
    InvalidForm,
    MeetingClosed,
    MeetingNotRunning,
    NotAtTable,
)
from mhtui.casework.live_view import live_view
from tests.casework.conftest import MEETING_DAY, SetClock, Sit
from tests.casework.overleg.conftest import NEXT_DAY, item


def statuses(desk: Desk, started: RowId) -> list[ItemStatus]:
    """Return what became of each item, in order."""
    return [row.status for row in live_view(desk, started).items]


def test_start_puts_the_first_item_on_the_table(table: Desk, started: RowId, clock: SetClock) -> None:
    """The clock runs from then."""
    view = live_view(table, started)
    assert (view.place, view.current and view.current.row.title, len(view.items)) == (1, "Opening", 8)
    assert (view.status, view.status_word, view.on) == (MeetingStatus.RUNNING, "bezig", MEETING_DAY)
    clock.forward(seconds=75)
    assert (view.clock.at(clock.now), view.clock.limit) == (75, 600)


def test_who_can_open_names_does_not_run_the_meeting(af: Desk, place: CompartmentId, started: RowId) -> None:
    """The aandachtsfunctionaris is told so for everything that runs it; the store's NotAllowed is kept."""
    view = live_view(af, started)
    free = item(view, "Cameratoezicht")
    for deed in (
        lambda: live.start(af, started),
        lambda: live.open_item(af, started, free),
        lambda: live.next_item(af, started),
        lambda: live.previous_item(af, started),
        lambda: live.pause_clock(af, started),
        lambda: live.resume_clock(af, started),
        lambda: live.finish_item(af, free, ItemStatus.DISCUSSED),
        lambda: live.close(af, started),
        lambda: minutes.write_note(af, started, free, "tekst"),
        lambda: minutes.decide(af, started, free, "opvolging"),
        lambda: minutes.add_action(af, started, free, "bellen", "wijkagent", NEXT_DAY),
    ):
        with pytest.raises(NotAtTable) as caught:
            deed()
        assert isinstance(caught.value, NotAllowed)
    assert live_view(af, started) == view
    assert planning.next_meeting(af, place).opened.status is MeetingStatus.RUNNING


def test_the_ketenregisseur_runs_the_drieluik_and_nothing_else(sit: Sit, af: Desk, started: RowId) -> None:
    """Its own series only."""
    keten = sit(Role.KETEN)
    drieluik = planning.next_meeting(keten, keten.series_places()[0].id)
    assert live.start(keten, drieluik.id).opened.status is MeetingStatus.RUNNING
    with pytest.raises(NotAllowed):
        live.next_item(keten, started)
    assert agenda.agenda(af, drieluik.id).series == "Drieluik"


def test_a_meeting_starts_once_and_alone(table: Desk, place: CompartmentId, started: RowId) -> None:
    """No second start, and no second meeting of the series beside it."""
    with pytest.raises(InvalidForm):
        live.start(table, started)
    running = table.store.meetings.get(started)
    with table.store.unit(Deed.MEETING_PLANNED) as unit:
        record = running.opened.model_copy(update={"status": MeetingStatus.PLANNED, "on": NEXT_DAY})
        other = unit.add(table.store.meetings, record, compartment=place)
    with pytest.raises(AlreadyRunning):
        live.start(table, other.id)


def test_before_the_start_nothing_can_be_written(table: Desk, place: CompartmentId) -> None:
    """Nor moved on, nor closed."""
    coming = planning.next_meeting(table, place).id
    first = agenda.agenda(table, coming).items[0].id
    for deed in (
        lambda: live.next_item(table, coming),
        lambda: live.finish_item(table, first, ItemStatus.DISCUSSED),
        lambda: live.pause_clock(table, coming),
        lambda: live.close(table, coming),
        lambda: minutes.write_note(table, coming, first, "tekst"),
    ):
        with pytest.raises(MeetingNotRunning):
            deed()


def test_going_on_keeps_time_and_ticks_off(table: Desk, started: RowId, clock: SetClock) -> None:
    """Fixed items are ticked off at once; a case when it took half a minute or something was written."""
    for seconds in (30, 10, 20, 40):
        clock.forward(seconds=seconds)
        live.next_item(table, started)
    clock.forward(seconds=29)
    live.next_item(table, started)  # C-2026-004 was passed over
    view = live_view(table, started)
    minutes.write_note(table, started, item(view, "C-2026-009"), "wijkagent herkent het patroon")
    live.next_item(table, started)
    clock.forward(seconds=30)
    live.next_item(table, started)
    view = live_view(table, started)
    assert [row.seconds for row in view.items] == [30, 10, 20, 40, 29, 0, 30, 0]
    assert [row.status.value for row in view.items] == [
        "besproken",
        "besproken",
        "besproken",
        "besproken",
        "open",
        "besproken",
        "besproken",
        "open",
    ]
    assert view.current is not None
    assert view.current.row.kind is ItemKind.ROUND


def test_the_ends_of_the_agenda(table: Desk, started: RowId) -> None:
    """Previous on the first and next on the last stay there."""
    live.previous_item(table, started)
    assert live_view(table, started).place == 1
    for _ in range(10):
        live.next_item(table, started)
    assert live_view(table, started).place == 8


def test_going_back_ticks_nothing_off_and_adds_to_the_time(table: Desk, started: RowId, clock: SetClock) -> None:
    """An item that is opened again goes on counting where it was."""
    view = live_view(table, started)
    free = item(view, "Cameratoezicht")
    live.open_item(table, started, free)
    clock.forward(minutes=5)
    live.previous_item(table, started)
    clock.forward(minutes=1)
    live.open_item(table, started, free)
    clock.forward(minutes=2)
    view = live_view(table, started)
    assert (view.clock.seconds, view.clock.at(clock.now)) == (300, 420)
    assert set(statuses(table, started)) == {ItemStatus.OPEN}


def test_an_item_of_another_meeting_cannot_be_opened(table: Desk, started: RowId) -> None:
    """Nor can something be written about it here."""
    other = RowId("0" * 32)
    with pytest.raises(InvalidForm):
        live.open_item(table, started, other)


def test_the_clock_survives_a_crash(table: Desk, sit: Sit, started: RowId, clock: SetClock) -> None:
    """Another program that opens the kluis later sees the same time: it is in the store, not in the program."""
    live.next_item(table, started)
    clock.forward(seconds=100)
    table.store.close()
    again = sit(Role.OVERLEG)
    clock.forward(seconds=11)
    view = live_view(again, started)
    assert (view.place, view.clock.at(clock.now)) == (2, 111)


def test_a_break_does_not_count(table: Desk, started: RowId, clock: SetClock) -> None:
    """Pausing twice or going on twice changes nothing; an item opened in a break waits for the clock."""
    clock.forward(seconds=10)
    live.pause_clock(table, started)
    clock.forward(minutes=15)
    mark = table.store.change_mark()
    live.pause_clock(table, started)
    assert table.store.change_mark() == mark
    live.next_item(table, started)
    clock.forward(minutes=5)
    view = live_view(table, started)
    assert (view.items[0].seconds, view.clock.at(clock.now), view.clock.since) == (10, 0, None)
    live.resume_clock(table, started)
    mark = table.store.change_mark()
    live.resume_clock(table, started)
    assert table.store.change_mark() == mark
    clock.forward(seconds=7)
    assert live_view(table, started).clock.at(clock.now) == 7


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["next", "previous", "open", "pause", "resume", "start anew"]),
            st.integers(0, 7),
            st.floats(0, 400, allow_nan=False),
        ),
        max_size=10,
    )
)
def test_all_time_is_kept(
    table: Desk, sit: Sit, started: RowId, clock: SetClock, steps: list[tuple[str, int, float]]
) -> None:
    """The times of the items add up to the whole seconds that went by while the clock ran, whatever was pressed."""
    rows = live_view(table, started).items
    live.resume_clock(table, started)
    spent = _total(table, started, clock)
    running, desk = True, table
    for what, place, seconds in steps:
        before = clock.now.replace(microsecond=0)
        clock.forward(seconds=seconds)
        spent += int((clock.now.replace(microsecond=0) - before).total_seconds()) if running else 0
        match what:
            case "next":
                live.next_item(desk, started)
            case "previous":
                live.previous_item(desk, started)
            case "open":
                live.open_item(desk, started, rows[place].id)
            case "pause":
                live.pause_clock(desk, started)
                running = False
            case "resume":
                live.resume_clock(desk, started)
                running = True
            case _:
                desk = sit(Role.OVERLEG)
        assert _total(desk, started, clock) == spent


def _total(desk: Desk, started: RowId, clock: SetClock) -> int:
    view = live_view(desk, started)
    kept = sum(row.seconds for row in view.items)
    return kept - view.clock.seconds + view.clock.at(clock.now.replace(microsecond=0))


def test_a_clock_that_is_set_back_takes_no_time_away(table: Desk, started: RowId, clock: SetClock) -> None:
    """Time used stays used."""
    clock.forward(seconds=50)
    live.pause_clock(table, started)
    live.resume_clock(table, started)
    clock.forward(minutes=-10)
    assert live_view(table, started).clock.at(clock.now) == 50
    live.next_item(table, started)
    assert live_view(table, started).items[0].seconds == 50


def test_what_became_of_an_item(table: Desk, started: RowId) -> None:
    """Van tafel needs its reason; any status can be taken back."""
    case = item(live_view(table, started), "C-2026-009")
    with pytest.raises(InvalidForm):
        live.finish_item(table, case, ItemStatus.WITHDRAWN)
    live.finish_item(table, case, ItemStatus.WITHDRAWN, "belang van de wijkagent")
    row = live_view(table, started).items[5]
    assert (row.status_word, row.status_reason) == ("van tafel", "belang van de wijkagent")
    live.finish_item(table, case, ItemStatus.OPEN)
    row = live_view(table, started).items[5]
    assert (row.status_word, row.status_reason) == ("open", "")


def test_closing_freezes(table: Desk, started: RowId, clock: SetClock) -> None:
    """Times stand, what was not reached is parked, nothing more can be written or changed; actions live on."""
    view = live_view(table, started)
    case = item(view, "C-2026-009")
    note = minutes.write_note(table, started, case, "gezien")
    minutes.decide(table, started, case, "opvolging", "bezoek", "wijkagent", NEXT_DAY)
    live.open_item(table, started, case)
    clock.forward(seconds=20)
    closed = live.close(table, started)
    assert (closed.state, closed.opened.status, closed.opened.current_item) == (
        State.CLOSED,
        MeetingStatus.CLOSED,
        None,
    )
    after = live_view(table, started)
    assert [row.status.value for row in after.items[4:7]] == ["geparkeerd", "besproken", "geparkeerd"]
    assert (after.items[5].seconds, after.current, after.place) == (20, None, 0)
    assert {table.store.notes.get(note.id).state, *(row.state for row in table.store.decisions.all())} == {State.CLOSED}
    for deed in (
        lambda: live.start(table, started),
        lambda: live.next_item(table, started),
        lambda: live.open_item(table, started, case),
        lambda: live.finish_item(table, case, ItemStatus.PARKED),
        lambda: live.close(table, started),
        lambda: minutes.write_note(table, started, case, "te laat"),
        lambda: minutes.edit_note(table, table.store.notes.get(note.id), "anders"),
        lambda: minutes.decide(table, started, case, "opvolging"),
        lambda: minutes.add_action(table, started, case, "bellen", "wijkagent", NEXT_DAY),
    ):
        with pytest.raises(MeetingClosed):
            deed()
    assert live_view(table, started) == after
    assert [row.text for row in followup.due_list(table)] == ["opvolging: bezoek"]
