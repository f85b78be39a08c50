"""Reads the Dutch dictionary that simplemma ships a drawer at a time: only the words that begin as the asked one does.

simplemma unpacks all 370,000 words before it answers the first question, which takes a third of a second; a note asks
after a few hundred. Nothing is written and nothing else is trusted: the file is the one that was installed. When it is
not as we know it, simplemma reads it in its own way, slower and the same.

The file is sorted and front-coded. Per word: how many bytes it shares with the word before; how many follow, and these;
how many to take off for the lemma (or that the lemma is the one before, or stands there whole); how many follow, and
these. What is kept of a question is which drawer was opened: three bytes, never the word.
"""

import lzma
import re
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

_FILE: Final = "strategies/dictionaries/data/nl.plzma"
_HEADER: Final = re.compile(rb"SMFC1\x00[\x80-\xff]*[\x00-\x7f]")
"""The name of the format, words not written backwards, and how many there are."""
_SIZED: Final = b"|".join(b"\\x%02x.{%d}" % (size, size) for size in range(64))
"""So many bytes, after their number; read by `re`, which is six times as quick as a loop."""
_WHOLE: Final = b"\xff"
_ALIKE: Final = 3
"""Bytes that the words in one drawer begin with, unless a word is shorter."""
_UNKNOWN: Final = "not a dictionary in the format of simplemma 2.0"


class Words(Protocol):
    """What the finder asks of a dictionary."""

    def get(self, word: str, /) -> str | None:
        """Give the lemma of the word, or None when the dictionary does not have it."""


class Dictionary:
    """Gives the lemma of a word; opens a drawer when a word of it is first asked for."""

    def __init__(self, packed: bytes) -> None:
        """Take the file as it is shipped; `ValueError` when it is not in the format we know."""
        self._data = _unpacked(packed)
        self._record = re.compile(b"(?s)([\0-\x7f])(" + _SIZED + b")(?:\xfe|([^\xfe])(" + _SIZED + b"))")
        self._places = _drawers(self._data)
        self._opened: dict[bytes, dict[bytes, bytes]] = {}

    def get(self, word: str, /) -> str | None:
        """Give the lemma of the word, or None when the dictionary does not have it."""
        key = word.encode()
        drawer = self._opened.get(key[:_ALIKE])
        if drawer is None:
            drawer = self._open(key[:_ALIKE])
        lemma = drawer.get(key)
        return None if lemma is None else lemma.decode()

    def _open(self, name: bytes) -> dict[bytes, bytes]:
        """Read the words that begin with `name`; where Dutch has none, nothing is kept."""
        drawer: dict[bytes, bytes] = {}
        if name not in self._places:
            return drawer
        start, end, before = self._places[name]
        word, lemma = name, b""
        for shared, rest, cut, ending in self._record.findall(self._data, start, end):
            word = word[: shared[0]] + rest[1:]
            if cut == _WHOLE:
                lemma = ending[1:]
            elif cut:
                lemma = word[: len(word) - cut[0]] + ending[1:]
            elif not drawer:
                lemma = next(reversed(self._open(before).values()), b"")
            drawer[word] = lemma
        self._opened[name] = drawer
        return drawer


def _unpacked(packed: bytes) -> bytes:
    try:
        return lzma.decompress(packed)
    except lzma.LZMAError as error:
        raise ValueError(_UNKNOWN) from error


def _drawers(data: bytes) -> dict[bytes, tuple[int, int, bytes]]:
    """Give each drawer by how its words begin: from where, up to where, and which one is before it."""
    header = _HEADER.match(data)
    if not header:
        raise ValueError(_UNKNOWN)
    rest = b"(?:" + _SIZED + b")(?:\xfe|[^\xfe](?:" + _SIZED + b"))"
    first, more = b"[\0-\\x%02x]" % (_ALIKE - 1), b"[\\x%02x-\x7f]" % _ALIKE
    # not possessive: Python 3.11.2 then takes half a record at the end for a whole one
    runs = re.compile(b"(?s)" + first + rest + b"(?:" + more + rest + b")*")
    drawers: dict[bytes, tuple[int, int, bytes]] = {}
    name, place = b"", header.end()
    while run := runs.match(data, place):
        shared, size = data[place : place + 2]
        before, name = name, (name[:shared] + data[place + 2 : place + 2 + size])[:_ALIKE]
        if name in drawers:
            raise ValueError(_UNKNOWN)
        drawers[name] = (place, run.end(), before)
        place = run.end()
    if place != len(data):
        raise ValueError(_UNKNOWN)
    return drawers


def load_words() -> Words:
    """Give the Dutch dictionary of simplemma, as quickly as can be."""
    package = find_spec("simplemma")
    for folder in (package and package.submodule_search_locations) or ():
        with suppress(OSError, ValueError):
            return Dictionary((Path(folder) / _FILE).read_bytes())
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary("nl")
