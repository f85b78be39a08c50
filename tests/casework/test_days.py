"""A day as somebody typed it on a form; what is not one whole day is none."""

from datetime import date

import pytest

from mhtui.casework.days import read_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    ["18-11-2026", "18/11/26", "18.11.2026", "2026-11-18", "18 november 2026", "wo 18 nov. 2026", " 18-11-2026 14:10 "],
)
def test_every_spelling_of_one_day(text: str) -> None:
    """Day before month, as in Dutch; a year first is ISO."""
    assert read_day(text, TODAY) == date(2026, 11, 18)


def test_the_day_comes_before_the_month() -> None:
    """Not the American order."""
    assert read_day("02-03-2026", TODAY) == date(2026, 3, 2)


@pytest.mark.parametrize(
    "text", ["", "onbekend", "november 2026", "18-11", "gisteren", "31-02-2026", "14:10", "1" * 80]
)
def test_what_is_no_whole_day(text: str) -> None:
    """It is never guessed."""
    assert read_day(text, TODAY) is None
