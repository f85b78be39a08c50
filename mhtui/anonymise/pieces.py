"""Cuts a text into the pieces that are judged on their own: lines, and parts of a very long line.

Where a long line is cut depends on the few letters around the cut and on nothing else, so that a key in a text of one
endless paragraph moves no other cut. Never inside a sentence.
"""

import re
from collections.abc import Iterator
from zlib import crc32

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"(?<=[a-z]{5}[.!?]) (?=[A-Z])")
_LONG_LINE = 1_500
_ONE_IN = 4
"""Of so many ends of sentences in a long line one is a cut."""
_AROUND = 6


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Give each piece with its offset in the text."""
    for match in _LINE.finditer(text):
        line = match.group()
        if len(line) <= _LONG_LINE:
            yield match.start(), line
            continue
        place = 0
        for end in _SENTENCE_END.finditer(line):
            around = line[end.start() - _AROUND : end.end() + _AROUND]
            if crc32(around.encode("utf-8", "surrogatepass")) % _ONE_IN == 0:
                yield match.start() + place, line[place : end.start()]
                place = end.end()
        yield match.start() + place, line[place:]
