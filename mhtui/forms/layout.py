"""Finds the fields in lines and tables: what is a caption, what answers it, where the toelichting begins.

The toelichting is the sender's running text: a word in it that looks like a caption stays text. What stands on the
form and has no place in Bijlage 7 ("Geboortedatum: ...") is kept, never dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mhtui.forms.blocks import Block, Cell, Table, lines_of
from mhtui.forms.captions import HEADINGS, Caption, Label, only_label, read_labels
from mhtui.forms.limits import MAX_VALUE
from mhtui.forms.tables import Inside, Pair, Unknown, is_answer, pieces_of

_UNKNOWN_QUESTION: Final = re.compile(r"[^\W\d_][^:\d\n]{1,40}:\s+\S")
_ADVICE: Final = re.compile(r"(?:let op|nb|n\.b\.|tip|vertrouwelijk)\b", re.IGNORECASE)
_ONLY_LINES: Final = re.compile(r"[\s|+=_-]+")
_PIPES: Final = re.compile(r"\s*\|\s*")
_PERSONS_APART: Final = 1_000_000
"""So that the persons of one table are not those of the next."""


@dataclass(slots=True)
class Entry:
    """A field as found: what it is, and what was typed."""

    caption: Caption | None
    """None for a question that Bijlage 7 does not have; the value then holds question and answer."""
    value: str
    certain: bool = True
    person: int | None = None
    """Equal numbers are one person; None where the order of the fields decides."""


@dataclass(slots=True)
class Sheet:
    """All fields of one form in reading order, and its toelichting."""

    entries: list[Entry] = field(default_factory=list)
    narrative: list[str] = field(default_factory=list)
    captions: set[Caption] = field(default_factory=set)
    """Every caption seen, filled in or not."""
    times_told: int = 0
    """How often a toelichting began."""


def read_sheet(blocks: Sequence[Block]) -> Sheet:
    """The fields in these blocks; a sheet without captions when it is no form."""
    layout = _Layout(has_official_narrative=any(_is_official_narrative(line) for line in lines_of(blocks)))
    layout.read(blocks)
    return layout.sheet


def _is_official_narrative(line: str) -> bool:
    return any(label.caption is Caption.NARRATIVE and label.official for label in read_labels(line)[-1:])


class _Layout:
    """Where we are on the form while reading down."""

    def __init__(self, *, has_official_narrative: bool) -> None:
        self.sheet = Sheet()
        self._awaits_official = has_official_narrative
        """A "Toelichting" above the official one explains the form and is not the sender's."""
        self._running = False
        """Whether we are in the toelichting with no end in sight."""
        self._told = False
        """Whether a cell held the toelichting: what follows without caption still belongs to it."""
        self._open: Entry | None = None
        """The field that a line without caption would answer or continue."""
        self._gap = False
        self._tables = 0

    def read(self, blocks: Sequence[Block]) -> None:
        place = 0
        while place < len(blocks):
            block = blocks[place]
            place += 1
            if isinstance(block, Table):
                self._table(block)
            elif not self._running and _is_drawn(block) and not _tells(block):
                rows = [block]
                while place < len(blocks) and isinstance(line := blocks[place], str) and _continues(line):
                    rows.append(line)
                    place += 1
                self._table(_drawn_table(rows), is_drawn=True)
            else:
                self._line(block)

    def _line(self, text: str) -> None:
        if self._running and not _ends_narrative(text):
            self.sheet.narrative.append(text)
            return
        self._running = False
        if not text.strip():
            self._gap = True
            return
        labels = read_labels(text)
        if labels and not self._is_answer(text):
            for label in labels:
                self._label(label)
        else:
            self._unlabelled(text.strip())
        self._gap = False

    def _is_answer(self, text: str) -> bool:
        """Whether a line that starts with a caption's word answers the caption above it."""
        above = self._open
        if above is None or above.value or above.caption is None:
            return False
        return is_answer(above.caption, text)

    def _label(self, label: Label) -> None:
        if label.caption is Caption.NARRATIVE:
            if self._awaits_official and not label.official:
                return
            self._tell(label.value, is_whole=False)
        elif label.caption in HEADINGS:
            self._heading(label.caption)
            if label.caption is Caption.PERSONS and label.value:
                self._enter(Caption.NAME, label.value)
        else:
            self._enter(label.caption, label.value, certain=label.certain or label.official)

    def _heading(self, caption: Caption) -> None:
        self.sheet.captions.add(caption)
        self._open = None
        if caption is Caption.PERSONS:
            self.sheet.entries.append(Entry(caption, ""))

    def _enter(self, caption: Caption, value: str, *, certain: bool = True, person: int | None = None) -> None:
        self.sheet.captions.add(caption)
        self._open = Entry(caption, value, certain, person)
        self.sheet.entries.append(self._open)

    def _tell(self, text: str, *, is_whole: bool) -> None:
        """Begin the toelichting; `is_whole` when a cell holds it, so that captions after it are captions again."""
        self.sheet.captions.add(Caption.NARRATIVE)
        self.sheet.times_told += 1
        self._awaits_official = False
        self._open = None
        self.sheet.narrative.extend(text.split("\n") if text else ())
        self._told = is_whole
        self._running = not is_whole

    def _unlabelled(self, text: str) -> None:
        above = self._open
        if self._told:
            self.sheet.narrative.extend(["", text] if self._gap else [text])
        elif self.sheet.entries and _UNKNOWN_QUESTION.match(text) and not _ADVICE.match(text):
            self._ask(text)
        elif above is not None and not above.value:
            above.value = text
        elif above is not None and not self._gap:
            above.value += "\n" + text

    def _ask(self, text: str, person: int | None = None) -> None:
        self._open = Entry(None, text, person=person)
        self.sheet.entries.append(self._open)

    def _table(self, table: Table, *, is_drawn: bool = False) -> None:
        """A table; one drawn with tabs or bars is as loose as lines are."""
        if self._running and not is_drawn and not _is_of_form(table):
            self.sheet.narrative.extend(lines_of([table]))
            return
        self._tables += 1
        for piece in pieces_of(table):
            match piece:
                case Pair(caption, value, person):
                    self._pair(caption, value, person, is_drawn=is_drawn)
                case Unknown(question, answer, person):
                    self._question(f"{question.rstrip(': ')}: {answer}", person)
                case Inside(blocks):
                    self._inside(blocks)

    def _pair(self, caption: Caption, value: str | None, person: int | None, *, is_drawn: bool) -> None:
        self._running = False
        self._gap = not is_drawn
        if caption is Caption.NARRATIVE:
            self._tell(value or "", is_whole=bool(value) and not is_drawn)
        elif caption in HEADINGS:
            self._heading(caption)
        else:
            self._enter(caption, value or "", person=self._number(person))
            if value is not None and not is_drawn:
                self._open = None

    def _question(self, text: str, person: int | None) -> None:
        if self._running or self._told:
            self.sheet.narrative.append(text)
        elif self.sheet.entries:
            self._ask(text, self._number(person))
            self._open = None

    def _inside(self, blocks: Sequence[Block]) -> None:
        if self._running:
            self.sheet.narrative.extend(lines_of(blocks))
            return
        self.read(blocks)
        self._gap = True

    def _number(self, person: int | None) -> int | None:
        return None if person is None else self._tables * _PERSONS_APART + person


def _ends_narrative(text: str) -> bool:
    """Only the heading above the persons in the words of Bijlage 7, alone on its line, can follow the toelichting."""
    return any(each.caption is Caption.PERSONS and each.official and not each.value for each in read_labels(text)[:1])


def _is_of_form(table: Table) -> bool:
    """Whether a table after the toelichting goes on with the form; a sender's own table does not."""
    captions = {only_label(" ".join(lines_of(cell.blocks))) for row in table.rows for cell in row[:-1] or row}
    return len(captions - HEADINGS - {None, Caption.NARRATIVE}) > 1


def _is_drawn(line: str) -> bool:
    """Whether this line is a row of a table made with tabs or bars."""
    if len(line) > MAX_VALUE:
        return False
    return "\t" in line.strip() or (line.strip().startswith("|") and line.count("|") > 1)


def _continues(line: str) -> bool:
    """Whether a line goes on with a drawn table; the toelichting never does."""
    if _ONLY_LINES.fullmatch(line) and line.strip():
        return True
    return _is_drawn(line) and not _tells(line)


def _tells(line: str) -> bool:
    return only_label(_cells(line)[0]) is Caption.NARRATIVE


def _cells(line: str) -> list[str]:
    if line.strip().startswith("|"):
        return _PIPES.split(line.strip().strip("|").strip())
    cells = [cell.strip() for cell in line.strip().split("\t")]
    return [cell for cell in cells if cell] if only_label(cells[0]) else cells


def _drawn_table(lines: Sequence[str]) -> Table:
    rows = (_cells(line) for line in lines if not _ONLY_LINES.fullmatch(line))
    return Table(tuple(tuple(Cell(column, (text,)) for column, text in enumerate(row)) for row in rows))
