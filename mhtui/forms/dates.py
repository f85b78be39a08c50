"""The day and time that somebody typed in Dutch; None whenever it could mean anything else.

Day before month, as everybody here writes. It knows no today: "gisteren" is no date, and what was typed is kept beside
whatever this makes of it.
"""

import re
from contextlib import suppress
from datetime import date, time
from typing import Final

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)
"""A melding outside these has a typing error in its year."""

_MAX_LENGTH: Final = 60
_CENTURY: Final = 2000
_HOUR: Final = r"(?:om\s+)?(\d{1,2})(?:\s*[:.u]\s*(\d{2})(?:\s*(?:uur|u|h))?|\s*(?:uur|u))\.?"
_TIME: Final = re.compile(_HOUR, re.IGNORECASE)
_TIME_AFTER: Final = re.compile(rf"[\s,]\s*(?:{_HOUR})$", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"(?:ma(?:andag)?|di(?:nsdag)?|wo(?:ensdag)?|do(?:nderdag)?|vr(?:ijdag)?|za(?:terdag)?|zo(?:ndag)?)\b[.,]?\s*",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*['’]?(\d{4}|\d{2})")
_WORDS: Final = re.compile(r"(\d{1,2})(?:e|de|ste)?[-\s]+([a-z]{3,9})\.?[-\s]+['’]?(\d{4}|\d{2})", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def day_of(text: str, *, latest: date = LATEST) -> date | None:
    """The day this text names; None when it is no whole date, impossible, before 2000, or after `latest`."""
    if len(text) > _MAX_LENGTH:
        return None
    typed = _TIME_AFTER.sub("", _WEEKDAY.sub("", text.strip(), count=1)).rstrip(" ,")
    day = None
    if found := _NUMBERS.fullmatch(typed):
        day = _day(found[4], found[3], found[1])
    elif found := _YEAR_FIRST.fullmatch(typed):
        day = _day(*found.groups())
    elif found := _WORDS.fullmatch(typed):
        day = _named_day(*found.groups())
    return day if day is not None and EARLIEST <= day <= latest else None


def time_of(text: str) -> time | None:
    """The time this text names ("9.30 uur", "14:10", "9u"); None for a span, an estimate or anything else."""
    found = _TIME.fullmatch(text.strip()) if len(text) <= _MAX_LENGTH else None
    if found is None:
        return None
    with suppress(ValueError):
        return time(int(found[1]), int(found[2] or 0))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    with suppress(ValueError):
        return date(_year(year), int(month), int(day))
    return None


def _year(typed: str) -> int:
    """A year of two digits is one of this century."""
    return int(typed) + _CENTURY if len(typed) <= len("26") else int(typed)


def _named_day(day: str, month: str, year: str) -> date | None:
    """A date with the month as a word; the words are dateparser's.

    It is asked only this: left to itself it takes 11-18-2026 for the eighteenth of November.
    """
    from dateparser import parse  # 0.2 s, and most forms are read without

    found = parse(
        f"{day} {'sep' if month.lower() == 'sept' else month} {_year(year)}",
        languages=["nl"],
        settings={
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
        },
    )
    return found.date() if found else None
