"""Which texts hold words that begin with what is typed: an inverted index in memory, quick with ten thousand texts.

A text gets a number that rises; a changed text gets a new one, so that what was touched last is found first. Sets of
texts are bits of one whole number: combining words is one operation. It knows no dossier and keeps no text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"(?<!\w)[sc]-\d[\d-]*|[^\W_]+")
"""A word, or one of our numbers as far as it is typed."""
_PART: Final = re.compile(r"[^\W_]+")
_NOT_DECOMPOSED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
_SHORT: Final = 2
"""Beginnings of one and two letters are kept apart: too many words share them to put together while somebody types."""
_KEPT_ANSWERS: Final = 64
_FEW: Final = 1000
"""Up to so many new words are put into the sorted list one by one."""


def fold(text: str) -> str:
    """Return a text without case and accents: `Wiśniewska` is found by `wisniewska`."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_NOT_DECOMPOSED)


def typed_words(query: str) -> list[str]:
    """Return the folded words of what somebody types; one of our numbers is one word."""
    return _WORD.findall(fold(query))


def words_of(text: str) -> list[str]:
    """Return the folded words a text can be found by: our numbers whole, and every part of them."""
    plain = fold(text)
    return [*_PART.findall(plain), *(word for word in _WORD.findall(plain) if "-" in word)]


class WordList:
    """The words of numbered texts."""

    def __init__(self) -> None:
        self._size = 0
        self._texts: dict[str, array[int]] = {}
        """The texts that hold a word."""
        self._short: dict[str, array[int]] = {}
        self._sorted: list[str] = []
        self._new: list[str] = []
        self._alive = 0
        self._answers: dict[str, int] = {}

    def add(self, words: Iterable[str]) -> int:
        """Take in a text; returns its number."""
        number = self._size
        self._size += 1
        self._alive |= 1 << number
        different = set(words)
        for word in different:
            texts = self._texts.get(word)
            if texts is None:
                self._texts[word] = texts = array("I")
                self._new.append(word)
            texts.append(number)
        for start in {word[:length] for word in different for length in range(1, _SHORT + 1)}:
            self._short.setdefault(start, array("I")).append(number)
        self._answers.clear()
        return number

    def settle(self) -> None:
        """Do now what the next search would wait for: after taking in many texts."""
        self._sort()

    def drop(self, number: int) -> None:
        """Find a text no more."""
        self._alive &= ~(1 << number)

    def find(self, words: Iterable[str]) -> int:
        """Return the texts in which each word begins some word, as bits."""
        found = self._alive
        for word in words:
            found &= self._beginning_with(word)
        return found

    def numbers(self, found: int, limit: int) -> list[int]:
        """Return at most `limit` numbers of a set of texts, highest first."""
        numbers: list[int] = []
        while found and len(numbers) < limit:
            highest = found.bit_length() - 1
            numbers.append(highest)
            found ^= 1 << highest
        return numbers

    def _beginning_with(self, start: str) -> int:
        known = self._answers.get(start)
        if known is None:
            known = self._work_out(start)
            if len(self._answers) >= _KEPT_ANSWERS:
                self._answers.clear()
            self._answers[start] = known
        return known

    def _work_out(self, start: str) -> int:
        bits = bytearray((self._size >> 3) + 1)
        for texts in self._lists(start):
            for number in texts:
                bits[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(bits, "little")

    def _lists(self, start: str) -> list["array[int]"]:
        if len(start) <= _SHORT:
            known = self._short.get(start)
            return [known] if known is not None else []
        self._sort()
        first = bisect_left(self._sorted, start)
        last = bisect_left(self._sorted, start + chr(0x10FFFF))
        return [self._texts[word] for word in self._sorted[first:last]]

    def _sort(self) -> None:
        if len(self._new) > _FEW:
            self._sorted = sorted(self._texts)
        else:
            for word in self._new:
                insort(self._sorted, word)
        self._new.clear()
