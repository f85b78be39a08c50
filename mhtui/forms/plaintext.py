"""From bytes to text, and from text to clean lines: which encoding, and what a line is.

Nothing is guessed: a byte that fits no encoding a Dutch office uses is a refusal, not a question mark.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

from mhtui.forms.blocks import Block, Table
from mhtui.forms.limits import MAX_LINES, MAX_TABLE_DEPTH, MAX_TEXT_BYTES
from mhtui.forms.refusal import Code, Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16: the mark of the one begins with the mark of the other."""
_LINE_END: Final = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_WESTERN: Final = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"})
"""What mail programs call Windows-1252."""
_DECLARED: Final = re.compile(
    r"(?:utf-?(?:8|16|16le|16be)|iso-8859-\d{1,2}|windows-125\d|cp\d{3,4}|koi8-[ru])", re.IGNORECASE
)
"""Encodings a mail may ask for; Python knows others that are slow or are no encodings of text."""
_MOSTLY: Final = 0.6
"""Of the bytes at even or odd places: so many zeros are the halves of Latin letters in UTF-16."""


def decode(data: bytes, *, declared: str = "") -> str:
    """The text: by its mark, as declared, as UTF-16 without mark, as UTF-8, or as Windows-1252, in that order."""
    if len(data) > MAX_TEXT_BYTES:
        raise Unreadable(Code.TOO_BIG)
    candidates = _candidates(data, declared)
    for encoding in candidates:
        with suppress(UnicodeError, LookupError):
            text = data.decode(encoding)
            if "\0" not in text:
                return text
            candidates = []
    if not candidates:
        raise Unreadable(Code.BINARY)
    raise Unreadable(Code.DAMAGED if len(candidates) == 1 else Code.ENCODING)


def _candidates(data: bytes, declared: str) -> list[str]:
    """The encodings to try: none for what is no text, one where the bytes say which it is."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    if b"\0" in data:
        return _wide(data)
    candidates = ["utf-8", "cp1252"]
    if declared.lower() in _WESTERN:
        return candidates[::-1]
    return [declared, *candidates] if _DECLARED.fullmatch(declared) else candidates


def _wide(data: bytes) -> list[str]:
    """UTF-16 without mark, told by where the zeros are."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    if odd > even and odd >= half * _MOSTLY:
        return ["utf-16-le"]
    return ["utf-16-be"] if even >= half * _MOSTLY else []


def clean(text: str) -> str:
    """One kind of line end, and no control characters: nothing of a form may steer a terminal."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def tidy(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with one line per line, cleaned; raises `Unreadable` for too many lines or half a character."""
    return list(_tidied(blocks, [MAX_LINES], MAX_TABLE_DEPTH))


def _tidied(blocks: Iterable[Block], budget: list[int], depth: int) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, str):
            if _SURROGATE.search(block):
                raise Unreadable(Code.ENCODING)
            lines = clean(block).split("\n")
            budget[0] -= len(lines)
            yield from lines
        else:
            if depth == 0:
                raise Unreadable(Code.UNSAFE)
            budget[0] -= sum(map(len, block.rows))
            yield Table(
                tuple(
                    tuple(replace(cell, blocks=tuple(_tidied(cell.blocks, budget, depth - 1))) for cell in row)
                    for row in block.rows
                ),
            )
        if budget[0] < 0:
            raise Unreadable(Code.TOO_BIG)
