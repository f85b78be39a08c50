"""The labels of a dossier: what the table reads in the place of a name, the same in every text and over years.

Pure. A label says what stood there and nothing more; a number once given is not given again.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final

from mhtui.anonymise.findings import Kind

REPORTER: Final = "Melder"
PERSON: Final = "Betrokkene"
_STEMS: Final[Mapping[Kind, str]] = {
    Kind.PERSON: PERSON,
    Kind.UNKNOWN: PERSON,
    Kind.REPORTER: REPORTER,
    Kind.ORGANISATION: "Bedrijf",
    Kind.ADDRESS: "Adres",
    Kind.POSTCODE: "Adres",
    Kind.PLACE: "Plaats",
    Kind.PHONE: "Telefoonnummer",
    Kind.EMAIL: "E-mailadres",
    Kind.URL: "Webadres",
    Kind.HANDLE: "Account",
    Kind.IBAN: "Rekening",
    Kind.BSN: "Burgerservicenummer",
    Kind.PLATE: "Voertuig",
    Kind.NUMBER: "Nummer",
    Kind.DATE: "Datum",
    Kind.AGE: "Leeftijd",
}
DEPARTMENT: Final = "Afdeling"
FUNCTION: Final = "Functie"
STEMS: Final = (*dict.fromkeys(_STEMS.values()), DEPARTMENT, FUNCTION)
"""What a label can begin with, in the order in which they are offered."""
IS_LABEL: Final = re.compile(rf"(?<!\w)(?:{'|'.join(STEMS)})(?: (?:[A-Z]{{1,2}}|\d{{1,3}}))?(?!\w)")
"""A label of ours in a text: nobody is recognised by it."""
_LETTERS: Final = 26


def stem_of(kind: Kind) -> str:
    """Return what the label of such a finding begins with."""
    return _STEMS[kind]


def _letters(number: int) -> str:
    """Return A to Z, then AA to ZZ."""
    high, low = divmod(number, _LETTERS)
    return (chr(64 + high) if high else "") + chr(65 + low)


def free_label(stem: str, taken: Iterable[str]) -> str:
    """Return the next label with this stem that is not taken; the reporter is *Melder*, a second one *Melder 2*."""
    used = set(taken)
    if stem == REPORTER and stem not in used:
        return stem
    for number in count():
        label = f"{stem} {_letters(number) if stem == PERSON else number + 1}"
        if label not in used and not (stem == REPORTER and number == 0):
            return label
    raise AssertionError  # a count does not end


def value_key(value: str) -> str:
    """Return a registered value as labels are remembered by: two spellings of one name have one label."""
    return " ".join(value.casefold().split())
