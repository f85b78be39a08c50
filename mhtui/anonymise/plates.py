"""Dutch number plates in every sidecode, with dashes, spaces or nothing between; foreign ones after a word.

Sidecodes as the RDW issued them since 1951 (1 to 14). In a plate with spaces the letters must be capitals: `12 mei 3`
is no plate.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from mhtui.anonymise.wordlist import words

_SIDECODES = words(
    """
    LL-9999 9999-LL 99-LL-99 LL-99-LL LLLL-99 99-LLLL 99-LLL-9 9-LLL-99 LL-999-L L-999-LL LLL-99-L L-99-LLL
    9-LL-999 999-LL-9
    """
)
"""L a letter, 9 a digit; dashes where letters and digits meet."""

_GROUPS = re.compile(r"(?<![\w-])[A-Za-z0-9]{1,3}(?:\s?[-.·]\s?[A-Za-z0-9]{1,4}){1,2}(?![\w]|-\w)")
_BARE = re.compile(r"(?<![\w-])[A-Za-z0-9]{6}(?![\w]|-\w)")
_SPACED = re.compile(r"(?<![\w-])(?=(?P<plate>[A-Z0-9]{1,3}(?: [A-Z0-9]{1,4}){1,2})(?![\w]|-\w))")
_SAID = re.compile(
    r"\b(?:kenteken(?:plaat|nummer)?|nummerplaat|plaat|kent\.)\s?(?:van\s[\w\s]{1,25}?)?(?::|is|met|nr\.?)?\s?[\"'(]?"
    r"(?P<plate>(?:[A-Z]{1,3}[ -]?){1,2}\d{1,5}(?:[ -]?[A-Z]{1,3})?(?:[ -]?\d{1,4})?"
    r"|\d{1,3}[ -]?[A-Z]{1,3}[ -]?\d{1,4}(?:[ -]?[A-Z]{1,2})?)(?!\w)",
    re.IGNORECASE,
)


def find_plates(line: str) -> Iterator[tuple[int, int]]:
    """Give the spans of number plates; they may overlap."""
    for pattern in (_GROUPS, _BARE):
        for match in pattern.finditer(line):
            if is_sidecode(match.group()):
                yield match.span()
    for match in _SPACED.finditer(line):
        if is_sidecode(match.group("plate")):
            yield match.span("plate")
    if "plaat" in line.lower() or "kent" in line.lower():
        for match in _SAID.finditer(line):
            yield match.span("plate")


def is_sidecode(plate: str) -> bool:
    """Say whether the letters and digits stand as on a Dutch plate."""
    signs = ["9" if letter.isdigit() else "L" for letter in plate if letter.isalnum()]
    return "-".join("".join(group) for _, group in groupby(signs)) in _SIDECODES
