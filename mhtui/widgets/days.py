"""A day, typed and read in Dutch: `25-11-2026`, `25-11`, or `+14` for a fortnight from today.

It knows no calendar of meetings and no holidays; today is given to it.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.validation import ValidationResult, Validator
from textual.widgets import Input

_TYPED: Final = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?\s*")
_FROM_TODAY: Final = re.compile(r"\s*\+(\d{1,4})\s*")
_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MEANT: Final = "Typ een datum als 25-11-2026, of +14 voor over 14 dagen."


def read_day(text: str, today: date) -> date:
    """Give the day that was typed; without a year the next such day from today on.

    Raises `ValueError` for what is no day.
    """
    ahead = _FROM_TODAY.fullmatch(text)
    if ahead:
        with suppress(OverflowError):
            return today + timedelta(days=int(ahead[1]))
    typed = _TYPED.fullmatch(text)
    if typed is None:
        raise ValueError("no day")
    day, month = int(typed[1]), int(typed[2])
    if typed[3] is None:
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    return date(int(typed[3]) + (2000 if len(typed[3]) == len("26") else 0), month, day)


def write_day(day: date) -> str:
    """Write a day as a form has it: `25-11-2026`."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def say_day(day: date, today: date | None = None) -> str:
    """Write a day as people say it: `25 november`, with the year when it is not this one."""
    said = f"{day.day} {_MONTHS[day.month - 1]}"
    return said if today is not None and day.year == today.year else f"{said} {day.year}"


def say_weekday(day: date, today: date | None = None) -> str:
    """Write a day with its weekday: `woensdag 25 november`."""
    return f"{_WEEKDAYS[day.weekday()]} {say_day(day, today)}"


def say_away(day: date, today: date) -> str:
    """Say how far away a day is: `vandaag`, `over 3 dagen`, `28 dagen geleden`."""
    days = (day - today).days
    near = {0: "vandaag", 1: "morgen", -1: "gisteren"}
    return near.get(days) or (f"over {days} dagen" if days > 0 else f"{-days} dagen geleden")


class _Day(Validator):
    """Accepts what `read_day` does, and nothing at all unless a day is needed."""

    def __init__(self, today: Callable[[], date], *, needed: bool) -> None:
        super().__init__(failure_description=MEANT)
        self._today = today
        self._needed = needed

    def validate(self, value: str) -> ValidationResult:
        """Say whether this is a day."""
        if not value.strip():
            return self.failure("Vul een datum in.") if self._needed else self.success()
        try:
            read_day(value, self._today())
        except ValueError:
            return self.failure(MEANT)
        return self.success()


class DayInput(Input):
    """A line for one day. `day` is what it means, None while it is empty or no day; arrows move a day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(1)", "Dag later", show=False),
        Binding("down", "move(-1)", "Dag eerder", show=False),
        Binding("pageup", "move(7)", "Week later", show=False),
        Binding("pagedown", "move(-7)", "Week eerder", show=False),
    ]
    DEFAULT_CSS = "DayInput { width: 18; }"
    HELP = (
        "Een datum, als 25-11-2026; +14 is over veertien dagen. "
        "↑ en ↓ gaan een dag verder of terug, pgup en pgdn een week."
    )

    def __init__(
        self, today: Callable[[], date], *, day: date | None = None, needed: bool = False, id: str | None = None
    ) -> None:
        super().__init__(
            write_day(day) if day else "",
            placeholder="dd-mm-jjjj",
            validators=[_Day(today, needed=needed)],
            validate_on=["blur", "submitted"],
            valid_empty=not needed,
            max_length=12,
            id=id,
        )
        self._today = today

    @property
    def day(self) -> date | None:
        """The day that is meant."""
        try:
            return read_day(self.value, self._today())
        except ValueError:
            return None

    def on_blur(self) -> None:
        """Write in full what was typed short."""
        if self.day is not None:
            self.value = write_day(self.day)

    def action_move(self, days: int) -> None:
        """Go some days further or back, from today when nothing stands there."""
        with suppress(OverflowError):
            moved = (self.day + timedelta(days=days)) if self.day else self._today()
            self.value = write_day(moved)
