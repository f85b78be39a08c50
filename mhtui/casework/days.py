"""Days as people type them: "18-11-2026", "3 november 2026", "wo 18 nov. 2026 14:10".

What is typed is kept as it is; this only tells which day it means. It never guesses: half a date is no day.
"""

from datetime import date, datetime, time
from typing import Final

_LONGEST: Final = 60
"""A date has fewer characters; longer text is not searched for one."""


def read_day(text: str, today: date) -> date | None:
    """Return the day a text means, None when it is not one whole day; `today` only serves years of two digits."""
    typed = text.strip()
    if not typed or len(typed) > _LONGEST:
        return None
    import dateparser  # 0.1 s: only who takes in a form pays for it

    found = dateparser.parse(
        typed,
        languages=["nl"],
        settings={
            "DATE_ORDER": "DMY",
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "RELATIVE_BASE": datetime.combine(today, time()),
        },
    )
    return found.date() if found else None
