"""Dutch number plates in every sidecode, with dashes, spaces or nothing between the groups; foreign ones after a word.

Sidecodes as the RDW issued them since 1951 (1 to 14).
"""

import re
from collections.abc import Iterator

_SIDECODES = (
    "LL99 99",
    "LL 99 99",
    "99 99 LL",
    "99 LL 99",
    "LL 99 LL",
    "LL LL 99",
    "99 LL LL",
    "99 LLL 9",
    "9 LLL 99",
    "LL 999 L",
    "L 999 LL",
    "LLL 99 L",
    "L 99 LLL",
    "9 LL 999",
    "999 LL 9",
)


def _pattern(letters: str, joint: str) -> str:
    forms = (
        joint.join(group.replace("L", letters).replace("9", r"\d") for group in code.split(" "))
        for code in dict.fromkeys(_SIDECODES)
    )
    return rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w]|-\w)"


_JOINED = re.compile(_pattern("[A-Z]", r"\s?[-.·]\s?"), re.IGNORECASE)
_BARE = re.compile(_pattern("[A-Z]", ""), re.IGNORECASE)
_SPACED = re.compile(_pattern("[A-Z]", " "))
_SAID = re.compile(
    r"\b(?:kenteken(?:plaat|nummer)?|nummerplaat|plaat|kent\.)\s?(?:van\s[\w\s]{1,25}?)?(?::|is|met|nr\.?)?\s?[\"'(]?"
    r"(?P<plate>(?:[A-Z]{1,3}[ -]?){1,2}\d{1,5}(?:[ -]?[A-Z]{1,3})?(?:[ -]?\d{1,4})?"
    r"|\d{1,3}[ -]?[A-Z]{1,3}[ -]?\d{1,4}(?:[ -]?[A-Z]{1,2})?)(?!\w)",
    re.IGNORECASE,
)


def find_plates(line: str) -> Iterator[tuple[int, int]]:
    """Give the spans of number plates; they may overlap."""
    for pattern in (_JOINED, _BARE, _SPACED):
        for match in pattern.finditer(line):
            yield match.start(), match.end()
    for match in _SAID.finditer(line):
        yield match.start("plate"), match.end("plate")
