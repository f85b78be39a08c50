"""Days and times as people type them in Dutch: what is sure is read, anything else is left alone."""

import subprocess
import sys
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhtui.forms.dates import EARLIEST, LATEST, day_of, time_of

_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni"]
_MONTHS += ["juli", "augustus", "september", "oktober", "november", "december"]


@pytest.mark.parametrize(
    "typed,day",
    [
        ("18-11-2026", date(2026, 11, 18)),
        ("3 november 2026", date(2026, 11, 3)),
        ("2026-10-09", date(2026, 10, 9)),
        ("3 nov. '26", date(2026, 11, 3)),
        ("3 nov ’26", date(2026, 11, 3)),
        ("vr 3-11-26", date(2026, 11, 3)),
        ("Dinsdag 3 November 2026", date(2026, 11, 3)),
        ("di. 3/11/2026", date(2026, 11, 3)),
        ("3.11.2026", date(2026, 11, 3)),
        ("18 - 11 - 2026", date(2026, 11, 18)),
        ("3e november 2026", date(2026, 11, 3)),
        ("3-mrt-2026", date(2026, 3, 3)),
        ("5 sept. 2026", date(2026, 9, 5)),
        (" 18-11-2026 14:10 ", date(2026, 11, 18)),
        ("3 november 2026, 9.30 uur", date(2026, 11, 3)),
        ("3 november 2026 om 10 uur", date(2026, 11, 3)),
        ("29-2-2028", date(2028, 2, 29)),
    ],
)
def test_days(typed: str, day: date) -> None:
    """Day before month, year first only as in ISO 8601, weekdays and times beside it ignored."""
    assert day_of(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "onbekend",
        "gisteren",
        "vandaag",
        "vorige week dinsdag",
        "over 3 dagen",
        "3 november",
        "november 2026",
        "2026",
        "14:10",
        "18-11",
        "11-18-2026",
        "31-2-2026",
        "29-2-2026",
        "26-11-3",
        "2026-18-11",
        "18-11/2026",
        "18112026",
        "20261118",
        "18-11-2026 of 19-11-2026",
        "3 november 2206",
        "3-11-1926",
        "3 march 2026",
        "3 blauw 2026",
        "rond 3-11-2026",
        "3-11-2026?",
        "1" * 10_000,
    ],
)
def test_no_day_is_guessed(typed: str) -> None:
    """Half a date, a relative one, an impossible one, another order, another century, several, an estimate."""
    assert day_of(typed) is None


def test_a_day_to_come_is_no_day_of_a_melding() -> None:
    """The caller says until when a date makes sense."""
    assert day_of("18-11-2026", latest=date(2026, 11, 18)) == date(2026, 11, 18)
    assert day_of("19-11-2026", latest=date(2026, 11, 18)) is None


@given(st.dates(EARLIEST, LATEST))
def test_every_day_in_every_notation(day: date) -> None:
    """What is written out is read back."""
    name = _MONTHS[day.month - 1]
    written = [f"{day.day}-{day.month}-{day.year}", f"{day.day} {name} {day.year}", f"{day:%d/%m/%y}", day.isoformat()]
    assert [day_of(text) for text in written] == [day] * 4


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_none(text: str) -> None:
    """Nothing typed makes it fail."""
    assert day_of(text) is None or EARLIEST <= (day_of(text) or LATEST) <= LATEST
    assert time_of(text) is None or isinstance(time_of(text), time)


@pytest.mark.parametrize(
    "typed,moment",
    [
        ("14:10", time(14, 10)),
        ("9.30 uur", time(9, 30)),
        ("9u30", time(9, 30)),
        ("14.10u", time(14, 10)),
        (" om 9 uur", time(9)),
        ("9u", time(9)),
        ("0:00", time(0)),
        ("23:59 uur.", time(23, 59)),
    ],
)
def test_times(typed: str, moment: time) -> None:
    """With colon, dot or u, with uur or without."""
    assert time_of(typed) == moment


@pytest.mark.parametrize(
    "typed", ["", "9", "14", "24:00", "9:60", "ca. 14:10", "tussen 9 en 10", "'s avonds", "14:10-15:00", "1410"]
)
def test_no_time_is_guessed(typed: str) -> None:
    """An estimate, a span, a bare number."""
    assert time_of(typed) is None


def test_reading_a_form_does_not_load_dateparser() -> None:
    """It costs a fifth of a second; only who asks for a day with a month's name pays."""
    code = "import sys, mhtui.forms.reading, mhtui.forms.dates; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0
