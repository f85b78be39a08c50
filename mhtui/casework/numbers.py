"""Our own numbers: `S-2026-031` for a signal, `C-2026-009` for a case, counted per year of taking in.

The number of the sender is another thing and not unique. The next number is worked out inside the unit of work, where
nobody else can write; this module only writes and reads the form of it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self


class Series(StrEnum):
    """What is numbered."""

    SIGNAL = "S"
    CASE = "C"


_FORM: Final = re.compile(r"([SC])-(\d{4})-(\d{3,9})")


@dataclass(frozen=True, slots=True)
class Number:
    """One number, taken apart."""

    series: Series
    year: int
    count: int

    def __str__(self) -> str:
        """Write it as people do: at least three digits."""
        return f"{self.series}-{self.year:04d}-{self.count:03d}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the number in a text, small letters and spaces around it forgiven; None when it is not one."""
        found = _FORM.fullmatch(text.strip().upper())
        return cls(Series(found[1]), int(found[2]), int(found[3])) if found else None
