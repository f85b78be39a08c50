"""Layer 1 for what is not a name: registered phone numbers, accounts, plates and the like, however they are spaced.

Compares letters and digits one by one. It must not make a pattern of a registered value: `re` keeps the patterns it has
compiled, and so the values, for as long as the program runs.
"""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from mhtui.anonymise.cleaning import fold
from mhtui.anonymise.findings import Certainty, Identity, Kind, Layer
from mhtui.anonymise.spans import Span

_COUNTED = frozenset((Kind.PHONE, Kind.BSN, Kind.IBAN, Kind.PLATE, Kind.POSTCODE, Kind.NUMBER))
_WRITTEN = frozenset((Kind.EMAIL, Kind.HANDLE, Kind.URL))
_FORMED = _COUNTED | _WRITTEN
_SPELLED_SIGNS = re.compile(r"[\s\[({<]+(?:at|apenstaartje|dot|punt)[\s\])}>]+", re.IGNORECASE)
_PREFIX = re.compile(r"(?:00)?(?:[1-9]\d{0,2}0?)?|0")
"""What may stand before the digits of a number: nothing, a zero, a country code with or without a zero after it."""
_DUTCH_DIGITS = 10
_SHORTEST = 5
_WIDEST_GAP = 3
_LONGEST_PREFIX = 6


def letters_of(value: str) -> str:
    """Give the letters and digits of a value, folded, and nothing else."""
    return "".join(letter for letter in fold(value) if letter.isalnum())


def phone_core(value: str) -> str:
    """Give the digits of a phone number without the country code of the Netherlands and without a leading zero."""
    digits = "".join(letter for letter in value if letter.isdigit())
    digits = digits.removeprefix("00")
    if digits.startswith("31") and len(digits) > _DUTCH_DIGITS:
        digits = digits[2:]
    return digits.lstrip("0")


class RegisteredNumbers:
    """The registered numbers and accounts of one dossier."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        """Keep those identities that are numbers or accounts, by their letters and digits."""
        formed = [(one, _core(one.kind, one.value)) for one in identities if one.kind in _FORMED]
        self._cores = [(identity, core) for identity, core in formed if core]

    def find(self, line: str, spans: list[Span]) -> list[Span]:
        """Give the hits: in any spacing, and among what has a form those that differ by one typing error."""
        if not self._cores:
            return []
        found = [_known(start, end, identity) for start, end, identity in self._spaced(line)]
        found += (
            _known(span.start, span.end, identity)
            for span in spans
            if span.kind in _FORMED and (identity := self._nearest(span, line))
        )
        return found

    def _spaced(self, line: str) -> Iterator[tuple[int, int, Identity]]:
        """Give where the letters of a registered value stand in the line, with signs between them or not."""
        stream, places = _stream(line)
        for identity, core in self._cores:
            at = stream.find(core)
            while at >= 0:
                last = at + len(core) - 1
                if _is_close(places, at, last) and _ends(line, places, last):
                    first = _phone_start(stream, places, at) if identity.kind is Kind.PHONE else at
                    if first is not None and _begins(line, places, first):
                        end = places[last] + 1
                        yield _with_sign(line, places[first], end), end, identity
                at = stream.find(core, at + 1)

    def _nearest(self, span: Span, line: str) -> Identity | None:
        text = line[span.start : span.end]
        for identity, core in self._cores:
            value = _core(identity.kind, text)
            if len(core) >= _SHORTEST and DamerauLevenshtein.distance(core, value, score_cutoff=1) <= 1:
                return identity
        return None


def _core(kind: Kind, value: str) -> str:
    """Give what must agree for two values of a kind to be the same."""
    if kind is Kind.PHONE:
        return phone_core(value)
    return letters_of(_SPELLED_SIGNS.sub("", value) if kind in _WRITTEN else value)


def _stream(line: str) -> tuple[str, list[int]]:
    """Give the folded letters and digits of the line in a row, and where each stands."""
    letters, places = [], []
    for place, letter in enumerate(line):
        for piece in fold(letter) if letter.isalnum() else ():
            letters.append(piece)
            places.append(place)
    return "".join(letters), places


def _is_close(places: list[int], first: int, last: int) -> bool:
    return all(places[at + 1] - places[at] <= _WIDEST_GAP + 1 for at in range(first, last))


def _begins(line: str, places: list[int], first: int) -> bool:
    place = places[first]
    return place == 0 or not line[place - 1].isalnum()


def _ends(line: str, places: list[int], last: int) -> bool:
    place = places[last] + 1
    return place == len(line) or not line[place].isalnum()


def _phone_start(stream: str, places: list[int], at: int) -> int | None:
    """Give where a phone number begins whose core begins at `at`; None when other digits stand before it."""
    first = at
    while first and stream[first - 1].isdigit() and places[first] - places[first - 1] <= _WIDEST_GAP + 1:
        first -= 1
        if at - first > _LONGEST_PREFIX:
            return None
    return first if _PREFIX.fullmatch(stream[first:at]) else None


def _with_sign(line: str, start: int, end: int) -> int:
    """Take in the sign that belongs to the first letter: `+31`, `(0348)`, `@mila`."""
    signs = "+(@" if ")" in line[start:end] else "+@"
    while start and line[start - 1] in signs:
        start -= 1
    return start


def _known(start: int, end: int, identity: Identity) -> Span:
    return Span(start, end, identity.kind, Layer.KNOWN, Certainty.KNOWN, identity.label)
