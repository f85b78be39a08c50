"""Tables on a form: caption beside value, captions above values, one row or one column per person.

It turns a table into pieces in reading order and keeps no state between tables.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from mhtui.forms.blocks import Block, Cell, Table, lines_of
from mhtui.forms.captions import HEADINGS, OF_PERSON, Caption, only_label, read_labels
from mhtui.forms.limits import MAX_CAPTION


@dataclass(frozen=True, slots=True)
class Pair:
    """A caption, and the value its place in the table gives it."""

    caption: Caption
    value: str | None
    """None when no cell belongs to it: the value may stand below."""
    person: int | None = None
    """Which person of this table, where rows or columns are persons."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question that Bijlage 7 does not have, and its answer."""

    question: str
    answer: str
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """A cell that must be read by itself."""

    blocks: tuple[Block, ...]


Piece: TypeAlias = Pair | Unknown | Inside

_COUNT: Final = re.compile(r"\W*\d{0,2}\W*")
_MAX_QUESTION: Final = 60
_MIN_HEADS: Final = 2
_APART: Final = 1_000
"""So that the persons of one row of columns are not those of the next."""


class _Looked:
    """A cell with its text and the caption it is, looked up once."""

    def __init__(self, cell: Cell) -> None:
        lines = [line.strip() for line in lines_of(cell.blocks)]
        self.column = cell.column
        self.width = cell.width
        self.blocks = cell.blocks
        self.text = "\n".join(lines).strip("\n")
        joined = " ".join(filter(None, lines))
        self.caption = only_label(joined) if len(joined) <= MAX_CAPTION else None

    @property
    def has_labels(self) -> bool:
        """Whether lines inside it start with a caption of their own."""
        return any(label.certain for line in self.text.split("\n") for label in read_labels(line)[:1])


_Row: TypeAlias = Sequence[_Looked]


def is_answer(caption: Caption, text: str) -> bool:
    """Whether a word that is a caption too answers this one: the rol of somebody can be "melder"."""
    return caption is Caption.CAPACITY and only_label(text) in {Caption.REPORTER, Caption.PERSONS} and ":" not in text


def pieces_of(table: Table) -> Iterator[Piece]:
    """Everything in the table, row by row."""
    looked = ([_Looked(cell) for cell in row] for row in table.rows)
    rows = [row for row in looked if any(cell.text for cell in row)]
    heads: dict[int, _Looked] | None = None
    persons: dict[int, int] = {}
    for number, row in enumerate(rows):
        if heads is not None and not any(cell.caption for cell in row):
            yield from _under_heads(heads, row, number)
            continue
        heads = _heads(row, rows[number + 1] if number + 1 < len(rows) else None)
        if heads is not None:
            yield from (Pair(cell.caption, "", number) for cell in dict.fromkeys(heads.values()) if cell.caption)
            continue
        persons = _person_columns(row, persons, number)
        if persons and row[0].caption in OF_PERSON:
            yield from _beside_each_other(row, persons)
        else:
            yield from _beside(row)


def _heads(row: _Row, below: _Row | None) -> dict[int, _Looked] | None:
    """The cells by column when this row stands above values; None when it holds values itself."""
    filled = [cell for cell in row if cell.text]
    captions = [cell.caption for cell in filled if cell.caption and cell.caption is not Caption.TITLE]
    if len(captions) < _MIN_HEADS or len(captions) * 2 <= len(filled) or len(set(captions)) < len(captions):
        return None
    if row.index(filled[-1]) - row.index(filled[0]) >= len(filled):
        return None
    if below is None:
        stands_above = len(row) > _MIN_HEADS
    else:
        starts = {cell.column for cell in below}
        fits = len(below) == len(row) or all(cell.column in starts for cell in filled)
        stands_above = fits and not any(cell.caption for cell in below) and not is_answer(captions[0], filled[-1].text)
    columns = {column: cell for cell in filled for column in range(cell.column, cell.column + cell.width)}
    return columns if stands_above else None


def _under_heads(heads: dict[int, _Looked], row: _Row, number: int) -> Iterator[Piece]:
    """The values of one row; two cells under one wide head are one value."""
    is_person = any(cell.caption in OF_PERSON for cell in heads.values())
    person = number if is_person else None
    values: dict[int, list[str]] = {}
    for cell in row:
        if head := heads.get(cell.column):
            values.setdefault(head.column, []).append(cell.text)
        elif cell.text and cell is not row[0]:
            yield Inside(cell.blocks)
    for column, texts in values.items():
        head, value = heads[column], " ".join(filter(None, texts))
        if is_person and column == row[0].column and head.caption not in OF_PERSON and _COUNT.fullmatch(value):
            continue  # the persons are numbered
        if is_person and head.caption is Caption.PERSONS:
            yield Pair(Caption.NAME, value, person)
        elif head.caption and head.caption not in HEADINGS:
            yield Pair(head.caption, value, person)
        elif value:
            yield Unknown(head.text, value, person)


def _person_columns(row: _Row, known: dict[int, int], number: int) -> dict[int, int]:
    """Which person each column is about, when persons stand beside each other; empty when they do not."""
    rest = row[1:]
    if len(rest) < _MIN_HEADS:
        return {}
    if all(cell.caption is Caption.PERSONS for cell in rest):
        return {cell.column: number * _APART + cell.column for cell in rest}
    if row[0].caption in {Caption.NAME, Caption.BARE_NAME} and not any(cell.caption for cell in rest):
        if sum(bool(cell.text) for cell in rest) >= _MIN_HEADS or known:
            return known or {cell.column: number * _APART + cell.column for cell in rest}
        return {}
    return {} if any(cell.caption for cell in rest) else known


def _beside_each_other(row: _Row, persons: dict[int, int]) -> Iterator[Piece]:
    caption = row[0].caption
    if caption is not None:
        yield from (Pair(caption, cell.text, persons.get(cell.column)) for cell in row[1:])


def _beside(row: _Row) -> Iterator[Piece]:
    """Caption, value, caption, value; a cell with captions inside is read by itself."""
    place = 0
    while place < len(row):
        cell = row[place]
        after = row[place + 1] if place + 1 < len(row) else None
        taken = 1
        if cell.caption is None:
            if place == 0 and after is not None and _is_question(cell, after):
                yield Unknown(cell.text, after.text)
                taken = 2
            elif cell.text:
                yield Inside(cell.blocks)
        elif cell.caption in HEADINGS:
            yield Pair(cell.caption, None)
            if cell.caption is Caption.PERSONS and after and after is row[-1] and after.text and not after.has_labels:
                yield Pair(Caption.NAME, after.text)
                taken = 2
        elif after is None:
            yield Pair(cell.caption, None)
        elif _is_next(cell.caption, after):
            yield Pair(cell.caption, "")
        else:
            taken = 2
            while place + taken < len(row) and not (row[place + taken].caption or row[place + taken].has_labels):
                taken += 1
            texts = (each.text for each in row[place + 1 : place + taken])
            yield Pair(cell.caption, "\n".join(filter(None, texts)))
        place += taken


def _is_next(caption: Caption, cell: _Looked) -> bool:
    """Whether the cell after a caption is the next caption, so that the first was left empty."""
    if caption is Caption.NARRATIVE:
        return False
    if cell.caption:
        return not is_answer(caption, cell.text)
    return cell.has_labels and "\n" not in cell.text


def _is_question(cell: _Looked, answer: _Looked) -> bool:
    if any(each.caption or each.has_labels or not each.text for each in (cell, answer)):
        return False
    return len(cell.text) <= _MAX_QUESTION and "\n" not in cell.text
