"""Proposes a vaguer text for an age or a date; only proposes, the AF may choose another."""

import re

from mhtui.anonymise.vocabulary import MONTHS

_BANDS = (11, 15, 20, 25, 35, 45, 60)
_OLDEST = 120
_UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_TEENS = ("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_FULL_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def age_band(found: str) -> str:
    """Give the band of an age: `16 jaar` becomes `16-20 jaar`; empty when no age can be read."""
    age = _number_in(found)
    if age is None or age > _OLDEST:
        return ""
    if re.search(r"weken|maanden|mnd", found):
        return "0-11 jaar"
    low = 0
    for high in _BANDS:
        if age <= high:
            return f"{low}-{high} jaar"
        low = high + 1
    return "ouder dan 60 jaar"


def _number_in(found: str) -> int | None:
    if match := re.search(r"\d+", found):
        return int(match.group())
    word = found.lower().replace("één", "een").replace("ë", "e")
    for index, ten in enumerate(_TENS):
        if ten in word:
            unit = next((value for value, name in enumerate(_UNITS[:10]) if value and word.startswith(name)), 0)
            return 20 + 10 * index + unit
    names = [*enumerate(_UNITS), *enumerate(_TEENS, 13)]
    return next((value for value, name in sorted(names, key=lambda pair: -len(pair[1])) if word.startswith(name)), None)


def month_of(found: str) -> str:
    """Give the month and year of a date: `12-03-2024` becomes `maart 2024`; empty when it cannot be read."""
    lower = found.lower()
    year = re.search(r"\b(?:19|20)\d{2}\b", lower)
    for name, number in sorted(MONTHS.items(), key=lambda pair: -len(pair[0])):
        if re.search(rf"(?<![^\W\d_]){name}(?![^\W\d_])", lower):
            return f"{_FULL_MONTHS[number - 1]} {year.group()}" if year else _FULL_MONTHS[number - 1]
    parts = [int(part) for part in re.findall(r"\d+", lower)]
    month = parts[1] if len(parts) == len(("day", "month", "year")) else 0
    if not 1 <= month <= len(_FULL_MONTHS):
        return ""
    return f"{_FULL_MONTHS[month - 1]} {year.group()}" if year else f"{_FULL_MONTHS[month - 1]} (jaar nakijken)"
