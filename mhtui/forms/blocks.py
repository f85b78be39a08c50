"""What every format becomes before the fields are looked for: lines of text and tables, in reading order.

No format and no caption is known here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; one that was merged from three is one cell, three columns wide."""

    column: int
    """The column of the grid it starts in, from 0."""
    blocks: tuple["Block", ...]
    width: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; what a cell from a row above covers is left out of a row."""

    rows: tuple[tuple[Cell, ...], ...]


Block: TypeAlias = str | Table
"""A line (without line end; an empty one is a blank line) or a table."""


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """All text as lines, the cells of a row beside each other with a tab between."""
    for block in blocks:
        if isinstance(block, str):
            yield block
            continue
        for row in block.rows:
            cells = [list(lines_of(cell.blocks)) for cell in row]
            if len(cells) == 1:
                yield from cells[0]
            elif line := "\t".join(filter(None, (" ".join(filter(None, cell)) for cell in cells))):
                yield line
