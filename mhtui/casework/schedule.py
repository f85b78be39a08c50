"""When a series of meetings comes together: counted from its first day, one date at a time can be moved.

The lokaal ondermijningsoverleg meets once in four weeks (Lopik, "Lokaal Ondermijningsoverleg"). Pure functions on a
`Series`. A holiday is only pointed at, never avoided by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from typing import Final

from dateutil.easter import easter

from db.records.meeting import Series
from mhtui.casework.errors import DateOutOfOrder, InvalidForm, Problem

_AROUND_EASTER: Final = {
    -2: "Goede Vrijdag",
    0: "eerste paasdag",
    1: "tweede paasdag",
    39: "Hemelvaartsdag",
    49: "eerste pinksterdag",
    50: "tweede pinksterdag",
}
"""Days counted from Easter."""
_FIXED: Final = {
    (1, 1): "Nieuwjaarsdag",
    (5, 5): "Bevrijdingsdag",
    (12, 25): "eerste kerstdag",
    (12, 26): "tweede kerstdag",
}
_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """One meeting of a series: the day it was planned for and the day it is held."""

    planned: date
    held: date

    @property
    def moved(self) -> bool:
        """Whether it is held on another day than planned."""
        return self.held != self.planned

    @property
    def holiday(self) -> str:
        """Name of the holiday it falls on, or nothing."""
        return holiday(self.held)


def holiday(day: date) -> str:
    """Return the Dutch name of the public holiday (Goede Vrijdag among them) on a day, or nothing."""
    birthday = date(day.year, 4, 27)
    if birthday.weekday() == _SUNDAY:
        birthday -= timedelta(days=1)
    if day == birthday:
        return "Koningsdag"
    return _FIXED.get((day.month, day.day)) or _AROUND_EASTER.get((day - easter(day.year)).days, "")


def _planned(series: Series, index: int) -> date:
    return series.first_on + timedelta(days=index * series.every_days)


def _days(series: Series, first_index: int) -> Iterator[MeetingDay]:
    moved = dict(series.moved)
    for index in count(max(first_index, 0)):
        planned = _planned(series, index)
        yield MeetingDay(planned, moved.get(planned, planned))


def _index_before(series: Series, day: date) -> int:
    """Return the number of a meeting that is certainly planned and held before `day`: a move stays among neighbours."""
    return (day - series.first_on).days // series.every_days - 1


def dates_of(series: Series, start: date, amount: int) -> tuple[MeetingDay, ...]:
    """Return the first `amount` meetings that are held on `start` or later, in order of their days."""
    found = (day for day in _days(series, _index_before(series, start)) if day.held >= start)
    return tuple(islice(found, amount))


def next_on(series: Series, today: date) -> MeetingDay:
    """Return the first meeting that is held today or later."""
    return dates_of(series, today, 1)[0]


def day_held(series: Series, held: date) -> MeetingDay | None:
    """Return the meeting of the series that is held on this day, if there is one."""
    found = next_on(series, held)
    return found if found.held == held else None


def moved(series: Series, planned: date, held: date) -> Series:
    """Return the series with one meeting on another day; moving it back to its planned day forgets the move.

    The day must lie between the meetings before and after it, both as planned and as held, so that a move never
    changes the order and never pushes another meeting. Raises `InvalidForm`.
    """
    steps, rest = divmod((planned - series.first_on).days, series.every_days)
    if rest or steps < 0:
        raise InvalidForm("planned", Problem.NOT_A_DAY)
    others = tuple(pair for pair in series.moved if pair[0] != planned)
    before, after = _neighbours(series.model_copy(update={"moved": others}), steps)
    if not before < held < after:
        raise DateOutOfOrder(before, after)
    pairs = others if held == planned else (*others, (planned, held))
    return series.model_copy(update={"moved": tuple(sorted(pairs))})


def _neighbours(series: Series, index: int) -> tuple[date, date]:
    """Return the last day before and the first day after which meeting `index` may not be moved."""
    days = {found.planned: found.held for found in islice(_days(series, index - 1), 3)}
    planned_before, planned_after = _planned(series, index - 1), _planned(series, index + 1)
    before = max(planned_before, days.get(planned_before, planned_before))
    return before, min(planned_after, days.get(planned_after, planned_after))
