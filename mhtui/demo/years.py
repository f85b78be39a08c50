"""How many signals came in each year, of which form and from which municipality.

2023 is the table of the annual report of Drenthe: both margins exactly, the combinations made up. The other years are
made up around the growth that the report describes (twice as many in 2022 as in 2019).
"""

import csv
import random
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

REPORT_YEAR: Final = 2023
FIRST_YEAR: Final = 2019
MUNICIPALITIES: Final = (
    "Aa en Hunze", "Assen", "Borger-Odoorn", "Coevorden", "Emmen", "Hoogeveen",
    "Meppel", "Midden-Drenthe", "Noordenveld", "Tynaarlo", "Westerveld", "De Wolden",
)  # fmt: skip
"""The twelve of Drenthe."""
UNKNOWN: Final = "onbekend"
_FORM_CODES: Final = {
    "seksuele uitbuiting": "seksueel",
    "arbeidsuitbuiting": "arbeid",
    "criminele uitbuiting": "crimineel",
    "onbekend": UNKNOWN,
}
_BEFORE: Final = {2019: 28, 2020: 33, 2021: 41, 2022: 57}
_YEARLY: Final = 8
"""Signals more each year after the report."""
_MOST: Final = 110


@dataclass(frozen=True, slots=True)
class Tally:
    """What the year figures count of one signal."""

    form: str
    municipality: str


def tallies(year: int) -> tuple[Tally, ...]:
    """Give the signals of a year that is over, in no order that means anything; the same ones each time."""
    chance = random.Random(year)
    forms, municipalities = _margin("uitbuitingsvorm"), _margin("gemeente")
    if year == REPORT_YEAR:
        drawn_forms = [form for form, count in forms.items() for _ in range(count)]
        drawn_places = [place for place, count in municipalities.items() for _ in range(count)]
    else:
        total = how_many(year)
        drawn_forms = chance.choices(list(forms), weights=list(forms.values()), k=total)
        drawn_places = chance.choices(
            list(municipalities), weights=[count + 1 for count in municipalities.values()], k=total
        )
    chance.shuffle(drawn_forms)
    chance.shuffle(drawn_places)
    return tuple(Tally(_FORM_CODES[form], place) for form, place in zip(drawn_forms, drawn_places, strict=True))


def how_many(year: int) -> int:
    """Give the number of signals of a year."""
    if year in _BEFORE:
        return _BEFORE[year]
    return min(sum(_margin("gemeente").values()) + _YEARLY * (year - REPORT_YEAR), _MOST)


def _margin(table: str) -> Counter[str]:
    """Read one table of the report."""
    text = files("mhtui.demo").joinpath("data", f"drenthe-{REPORT_YEAR}.csv").read_text(encoding="utf-8")
    return Counter(
        {row["row"]: int(row["count"]) for row in csv.DictReader(text.splitlines()) if row["table"] == table}
    )
