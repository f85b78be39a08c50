"""Layer 1 for what is not a name: registered phone numbers, accounts, plates and the like, however they are spaced."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein

from mhtui.anonymise.cleaning import fold
from mhtui.anonymise.findings import Certainty, Identity, Kind, Layer
from mhtui.anonymise.spans import Span

_SPACING = r"[\s.\-/()_·]{0,3}"
_DUTCH_DIGITS = 10
_SHORTEST = 5
_COUNTED = frozenset((Kind.PHONE, Kind.BSN, Kind.IBAN, Kind.PLATE, Kind.POSTCODE, Kind.NUMBER))
_WRITTEN = frozenset((Kind.EMAIL, Kind.HANDLE, Kind.URL))
_FORMED = _COUNTED | _WRITTEN


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
    """The registered numbers and accounts of one dossier as patterns."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        """Keep those identities that are numbers or accounts."""
        self._patterns: list[tuple[Identity, re.Pattern[str]]] = []
        self._letters: list[tuple[Identity, str]] = []
        for identity in identities:
            if identity.kind in _FORMED and (core := _core(identity)):
                self._patterns.append((identity, _pattern(identity, core)))
                self._letters.append((identity, core))

    def find(self, line: str, spans: list[Span]) -> list[Span]:
        """Give the hits: in any spacing, and among what has a form those that differ by one typing error."""
        found = [
            Span(match.start(), match.end(), identity.kind, Layer.KNOWN, Certainty.KNOWN, identity.label)
            for identity, pattern in self._patterns
            for match in pattern.finditer(line)
        ]
        found += (
            Span(span.start, span.end, identity.kind, Layer.KNOWN, Certainty.KNOWN, identity.label)
            for span in spans
            if span.kind in _FORMED and (identity := self._nearest(span, line))
        )
        return found

    def _nearest(self, span: Span, line: str) -> Identity | None:
        text = line[span.start : span.end]
        letters = letters_of(text)
        for identity, core in self._letters:
            value = phone_core(text) if identity.kind is Kind.PHONE else letters
            if len(core) >= _SHORTEST and DamerauLevenshtein.distance(core, value, score_cutoff=1) <= 1:
                return identity
        return None


def _core(identity: Identity) -> str:
    return phone_core(identity.value) if identity.kind is Kind.PHONE else letters_of(identity.value)


def _pattern(identity: Identity, core: str) -> re.Pattern[str]:
    spaced = _SPACING.join(map(re.escape, core))
    if identity.kind is Kind.PHONE:
        return re.compile(rf"(?:(?:\+|\b00){_SPACING}(?:\d{_SPACING}){{0,3}}|\(?\b0{_SPACING})?(?<!\d){spaced}(?!\d)")
    if identity.kind in _WRITTEN:
        joint = r"[\s.\-_@()\[\]]{0,3}(?:(?:at|dot|punt)\b[\s()\[\].]{0,3})?"
        return re.compile(rf"(?<!\w)@?{joint.join(map(re.escape, core))}(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?<![^\W_]){spaced}(?![^\W_])", re.IGNORECASE)
