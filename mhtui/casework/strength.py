"""How hard a wachtzin is to guess, in bits, by a thief who knows how people choose; shown while somebody types one.

A word that is in the list of proposed words counts as one choice out of that list, whatever its length; other text
counts by its signs, carefully. It never says that a wachtzin is good enough: `passphrases` says when it is too weak.
"""

import re
import unicodedata
from dataclasses import dataclass
from math import log2
from typing import Final

from mhtui.casework.words import LIST_LENGTH, WORDS, word_list

PROPOSED_BITS: Final = int(WORDS * log2(LIST_LENGTH))
"""Of a wachtzin that the program proposes: 72."""
_WORD_BITS: Final = log2(LIST_LENGTH)
_LETTER_BITS: Final = 1.5
"""A letter in running text; Shannon measured 0.6 to 1.3 for English, and names and short words are not running text."""
_OTHER_BITS: Final = 3.0
"""A digit or another sign: mostly years, and the same few signs at the end."""
_STRONG: Final = 60
_FAIR: Final = 40


@dataclass(frozen=True, slots=True)
class Strength:
    """What to say of a wachtzin."""

    bits: int
    glyph: str
    word: str

    @property
    def text(self) -> str:
        """One line for beside the field."""
        return f"{self.glyph} {self.word}: ongeveer {self.bits} bits (zes woorden: {PROPOSED_BITS})"


def strength(passphrase: str) -> Strength:
    """Estimate a wachtzin, low rather than high; the same word twice counts once."""
    plain = unicodedata.normalize("NFC", passphrase).casefold()
    bits = sum(_bits(word) for word in set(plain.split()))
    if bits >= _STRONG:
        return Strength(int(bits), "●", "sterk")
    return Strength(int(bits), "◐", "redelijk") if bits >= _FAIR else Strength(int(bits), "○", "zwak")


def _bits(word: str) -> float:
    if word in _listed():
        return _WORD_BITS
    letters = len(set(re.findall(r"[^\W\d_]", word)))
    others = len(set(re.findall(r"[\W\d_]", word)))
    return letters * _LETTER_BITS + others * _OTHER_BITS


def _listed() -> frozenset[str]:
    return frozenset(word_list())
