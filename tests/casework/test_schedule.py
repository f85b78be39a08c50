"""Dates of a series: counted from the first, in order, and a moved one moves alone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.records.meeting import Series, SeriesKind
from mhtui.casework.errors import DateOutOfOrder, InvalidForm
from mhtui.casework.schedule import MeetingDay, dates_of, day_held, holiday, moved, next_on

LOPIK = Series(name="Lokaal ondermijningsoverleg", kind=SeriesKind.LOCAL, first_on=date(2026, 1, 7))

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@st.composite
def moved_series(draw: st.DrawFn) -> Series:
    """A series of which some of the first dates were moved, each as far as the rule lets it."""
    every = draw(st.integers(2, 60))
    series = Series(name="Reeks", kind=SeriesKind.LOCAL, first_on=draw(days), every_days=every)
    for index, shift in draw(st.lists(st.tuples(st.integers(0, 9), st.integers(-every, every)), max_size=8)):
        planned = series.first_on + timedelta(days=index * every)
        try:
            series = moved(series, planned, planned + timedelta(days=shift))
        except DateOutOfOrder:
            continue
    return series


def test_dates_are_every_four_weeks_from_the_first() -> None:
    """Every 28 days, whatever the calendar does (Lopik)."""
    assert [day.held for day in dates_of(LOPIK, date(2026, 1, 1), 3)] == [
        date(2026, 1, 7),
        date(2026, 2, 4),
        date(2026, 3, 4),
    ]


def test_next_is_today_or_later() -> None:
    """On the day itself the next overleg is today's; the day after it is the following one."""
    assert next_on(LOPIK, date(2026, 2, 4)).held == date(2026, 2, 4)
    assert next_on(LOPIK, date(2026, 2, 5)).held == date(2026, 3, 4)
    assert next_on(LOPIK, date(2025, 6, 1)).held == date(2026, 1, 7)


def test_a_moved_date_moves_one_meeting() -> None:
    """The one after it stays where it was."""
    series = moved(LOPIK, date(2026, 2, 4), date(2026, 2, 11))
    assert [day.held for day in dates_of(series, date(2026, 2, 1), 2)] == [date(2026, 2, 11), date(2026, 3, 4)]
    assert next_on(series, date(2026, 2, 5)) == MeetingDay(date(2026, 2, 4), date(2026, 2, 11))
    assert next_on(series, date(2026, 2, 5)).moved
    assert day_held(series, date(2026, 2, 11)) == MeetingDay(date(2026, 2, 4), date(2026, 2, 11))
    assert day_held(series, date(2026, 2, 4)) is None


def test_moving_back_forgets_the_move() -> None:
    """A date on its own day again leaves no trace in the series."""
    there = moved(LOPIK, date(2026, 2, 4), date(2026, 2, 11))
    assert moved(there, date(2026, 2, 4), date(2026, 2, 4)) == LOPIK


@pytest.mark.parametrize("held", [date(2026, 1, 7), date(2026, 3, 4), date(2026, 3, 20)])
def test_a_date_cannot_pass_its_neighbours(held: date) -> None:
    """Not on the day of another meeting, and not past it; the error says between which days."""
    with pytest.raises(DateOutOfOrder) as caught:
        moved(LOPIK, date(2026, 2, 4), held)
    assert (caught.value.before, caught.value.after) == (date(2026, 1, 7), date(2026, 3, 4))


@pytest.mark.parametrize("planned", [date(2026, 2, 5), date(2025, 12, 10)])
def test_only_a_planned_day_can_be_moved(planned: date) -> None:
    """A day between two meetings, or before the first, is not a meeting."""
    with pytest.raises(InvalidForm):
        moved(LOPIK, planned, planned + timedelta(days=1))


@given(moved_series(), days)
def test_days_rise_and_none_is_left_out(series: Series, start: date) -> None:
    """Held days rise strictly, planned days are the series' own, and each is the next after the one before."""
    found = dates_of(series, start, 12)
    assert all(one.held < other.held for one, other in pairwise(found))
    steps = {(other.planned - one.planned).days for one, other in pairwise(found)}
    assert steps == {series.every_days}
    assert found[0].held >= start
    before = found[0].planned - timedelta(days=series.every_days)
    assert before < series.first_on or dict(series.moved).get(before, before) < start
    assert [next_on(series, day.held) for day in found] == list(found)


@given(moved_series(), st.integers(0, 9), st.integers(-60, 60))
def test_a_move_moves_alone(series: Series, index: int, shift: int) -> None:
    """Every other meeting keeps its day."""
    planned = series.first_on + timedelta(days=index * series.every_days)
    held = planned + timedelta(days=shift)
    try:
        after = moved(series, planned, held)
    except DateOutOfOrder:
        assume(False)
    first = series.first_on - timedelta(days=60)
    old = {day.planned: day.held for day in dates_of(series, first, 15)}
    assert {day.planned: day.held for day in dates_of(after, first, 15)} == {**old, planned: held}


@pytest.mark.parametrize(
    "day,name",
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2025, 4, 27), ""),
        (date(2026, 5, 5), "Bevrijdingsdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2026, 12, 26), "tweede kerstdag"),
        (date(2026, 11, 25), ""),
    ],
)
def test_holidays(day: date, name: str) -> None:
    """Koningsdag gives way to a Sunday; the days around Easter follow it."""
    assert holiday(day) == name
