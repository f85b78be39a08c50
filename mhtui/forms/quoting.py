"""Takes apart a text that went through mail: quote marks, headings of forwarded messages, the older messages below.

The sender's own words are never cut: a message pasted into the toelichting stays, unless a mail program's own line
("Doorgestuurd bericht") announces it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mhtui.forms.blocks import Block, Table, lines_of
from mhtui.forms.captions import Caption, read_labels

_QUOTE: Final = re.compile(r"(?:>[ \t]?){1,50}")
_ONE_QUOTE: Final = re.compile(r">[ \t]?")
_HEAD: Final = re.compile(
    r"[*_\s]{0,3}(van|from|verzonden|sent|datum|date|aan|to|cc|bcc|onderwerp|subject|antwoord aan|reply-to"
    r"|bijlagen?|bijlage\(n\)|attachments|prioriteit|urgentie|organisatie)[*_]?\s*:",
    re.IGNORECASE,
)
_FROM: Final = frozenset({"van", "from"})
_DATE: Final = frozenset({"verzonden", "sent", "datum", "date"})
_ALSO: Final = frozenset({"verzonden", "sent", "aan", "to", "onderwerp", "subject"})
_ANNOUNCED: Final = re.compile(
    r"[\s>*_-]*(?:begin )?(?:doorgestuurd|oorspronkelijk|original|forwarded)e? (?:bericht|e-?mail|message)[\s:*_-]*"
    r"|_{10,}|-{10,}",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(r"--\s?")


@dataclass(slots=True)
class _Line:
    """A block, how deep it is quoted, and its text without the quote marks."""

    block: Block
    depth: int
    text: str


def letters_in(blocks: Sequence[Block], *, is_mail: bool) -> list[list[Block]]:
    """The messages in a text, outermost first, without headings and quote marks; one when it was never forwarded."""
    lines = [_line(block) for block in blocks]
    letters: list[list[_Line]] = [[]]
    is_telling = False
    place = 0
    while place < len(lines):
        end = _end_of_head(lines, place)
        if end == place:
            letters[-1].append(lines[place])
            is_telling = is_telling or _begins_narrative(lines[place].text)
            place += 1
            continue
        if _drop_announcement(letters[-1]) or not is_telling:
            letters.append([])
            is_telling = False
        else:
            letters[-1] += lines[place:end]
        place = end
    return [_without_quotes(_without_signature(letter) if is_mail else letter) for letter in letters]


def _line(block: Block) -> _Line:
    if isinstance(block, Table):
        return _Line(block, 0, "")
    marks = _QUOTE.match(block)
    return _Line(block, marks.group().count(">"), block[marks.end() :]) if marks else _Line(block, 0, block)


def _end_of_head(lines: Sequence[_Line], start: int) -> int:
    """Where the heading of a message that starts here ends; `start` itself when none does."""
    block = lines[start].block
    if isinstance(block, Table):
        names = {_head(" ".join(lines_of(row[0].blocks))) for row in block.rows if row}
        return start + 1 if names & _FROM and names & _ALSO else start
    heads: set[str] = set()
    end = start
    while end < len(lines) and (name := _head(lines[end].text)):
        if name in heads or (name in _DATE and heads & _DATE):
            break
        heads.add(name)
        end += 1
    return end if heads & _FROM and heads & _ALSO else start


def _head(text: str) -> str:
    """The word that this line of a heading begins with, such as "van"; empty for any other line."""
    match = _HEAD.match(text)
    return match[1].lower() if match else ""


def _begins_narrative(text: str) -> bool:
    return any(label.caption is Caption.NARRATIVE for label in read_labels(text)[-1:])


def _drop_announcement(letter: list[_Line]) -> bool:
    """Whether the last words before a heading are a mail program's "Doorgestuurd bericht"; if so, they go."""
    last = next((place for place in range(len(letter) - 1, -1, -1) if letter[place].text.strip()), None)
    if last is None or not _ANNOUNCED.fullmatch(letter[last].text.strip()):
        return False
    del letter[last:]
    return True


def _without_signature(letter: list[_Line]) -> list[_Line]:
    """Up to the two dashes that mail programs set above a signature."""
    end = next((place for place, line in enumerate(letter) if _SIGNATURE.fullmatch(line.text)), len(letter))
    return letter[:end]


def _without_quotes(letter: list[_Line]) -> list[Block]:
    """The lines as they were before quoting.

    A form quoted as a whole ends where the quote ends; answers written between quoted captions belong to it.
    """
    depths: set[int] = set()
    start, told = len(letter), False
    for place, line in enumerate(letter):
        if labels := read_labels(line.text):
            depths.add(line.depth)
            if labels[-1].caption is Caption.NARRATIVE:
                start, told = place + 1, bool(labels[-1].value)
                break
    if depths in (set(), {0}):
        return [line.block for line in letter]
    if len(depths) > 1:
        return [line.block if isinstance(line.block, Table) else line.text for line in letter]
    depth = depths.pop()
    quoted = [
        place for place in range(start, len(letter)) if letter[place].depth >= depth and letter[place].text.strip()
    ]
    end = quoted[-1] + 1 if quoted else start if told else len(letter)
    return [_unquoted(line, depth) for line in letter[:end]]


def _unquoted(line: _Line, depth: int) -> Block:
    if isinstance(line.block, Table):
        return line.block
    text = line.block
    for _ in range(min(depth, line.depth)):
        text = _ONE_QUOTE.sub("", text, count=1)
    return text
