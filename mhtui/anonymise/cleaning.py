"""Makes a line readable for the finder, and remembers where each character came from.

Composes combining accents, drops characters without width, and replaces look-alikes (curly quotes, long dashes, hard
spaces, full-width letters) by the plain ones. It must never lose a letter, nor the way back to the given text.
"""

import re
import unicodedata
from dataclasses import dataclass

_ODD = re.compile(r"[^\x00-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2020-\u2027\u2030\u20ac\u2022]")
"""Anything that may need care; Latin letters with ready-made accents and common signs do not."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    }
)
_DROPPED = frozenset(("Cf", "Mn", "Me"))
_UNFOLDED = str.maketrans(
    {
        "\u0131": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
    }
)
"""Letters that Unicode does not take apart but people do."""


@dataclass(frozen=True, slots=True)
class CleanLine:
    """A readable line and the way back."""

    text: str
    starts: list[int] | None
    """For each character its offset in the given line, and one past the end; None when nothing moved."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the given line that a span of the readable one came from."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end]


def clean_line(line: str) -> CleanLine:
    """Make `line` readable; free of cost for a line in plain Latin letters."""
    if line.isascii() and "\t" not in line and "`" not in line:
        return CleanLine(line, None)
    plain = line.translate(_PLAIN)
    if not _ODD.search(plain):
        return CleanLine(plain, None)
    letters: list[str] = []
    starts: list[int] = []
    for offset, letter in enumerate(plain):
        if unicodedata.category(letter) in _DROPPED:
            _join(letters, letter)
            continue
        piece = letter if letter.isascii() else unicodedata.normalize("NFKC", letter).strip() or " "
        letters.extend(piece)
        starts.extend([offset] * len(piece))
    starts.append(len(line))
    return CleanLine("".join(letters), starts)


def _join(letters: list[str], mark: str) -> None:
    """Put a combining accent on the letter before it, where Unicode has the two as one."""
    if letters and unicodedata.category(mark) == "Mn":
        together = unicodedata.normalize("NFC", letters[-1] + mark)
        if len(together) == 1:
            letters[-1] = together


def fold(word: str) -> str:
    """Give `word` without case and accents, the way a hurried typist writes it: `Łukasz` becomes `lukasz`."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.translate(_UNFOLDED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
