"""What stands in a list in columns, and how one line of it is drawn.

Cells are text and tone, never markup; a line always has exactly the width it is asked for. It knows no list and no row
under a cursor: it is told how a line looks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from mhtui.plain import single_line
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from textual.app import App

PADDING: Final = 1
"""Blanks on each side of a cell."""
_LEAST_GROWN: Final = 12
"""Cells a growing column keeps on a narrow screen."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in cells (0 takes what is left), and from which width of the table it shows."""

    label: str
    width: int = 0
    right: bool = False
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; user text is fine."""

    text: str
    tone: Tone = Tone.NORMAL
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key (an id), and a cell for each column."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands that fits."""

    index: int
    """Of its cell in each row."""
    column: Column
    width: int
    """In cells, without the blanks on its sides."""

    def fitted(self, text: str) -> str:
        """Return a text on exactly this width; `…` where it goes on."""
        line = single_line(text, self.width)
        short = self.width - cell_len(line)
        if short < 0:
            return set_cell_size(line, self.width)
        return " " * short + line if self.column.right else line + " " * short


def places_of(columns: Sequence[Column], width: int) -> tuple[Place, ...]:
    """Return the columns that fit on this width, and how wide each is; one cell stays free for the bar beside them."""
    fitting = [(index, column) for index, column in enumerate(columns) if column.from_width <= width]
    fixed = sum(column.width + 2 * PADDING for _, column in fitting if column.width)
    growing = sum(1 for _, column in fitting if not column.width)
    left = max(_LEAST_GROWN, (width - 1 - fixed - 2 * PADDING * growing) // max(1, growing))
    return tuple(Place(index, column, column.width or left) for index, column in fitting)


@dataclass(frozen=True, slots=True)
class Look:
    """How a line looks."""

    ground: Style
    """Under everything of the line, also where no cell stands."""
    over: Style
    """Over the colours of its cells."""


class Brush:
    """Draws lines in the colours of one theme."""

    def __init__(self, app: "App[object]") -> None:
        self._app = app
        self._tones: dict[tuple[Tone, bool], Style] = {}

    def _tone(self, cell: Cell) -> Style:
        wanted = cell.tone, cell.bold
        if wanted not in self._tones:
            self._tones[wanted] = cell.tone.rich(self._app, bold=cell.bold)
        return self._tones[wanted]

    def row(self, row: Row, places: Iterable[Place], look: Look) -> Strip:
        """Draw the cells of a row that fit."""
        parts: list[Segment] = []
        blank = Segment(" " * PADDING, look.ground + look.over)
        for place in places:
            cell = row.cells[place.index]
            parts += [blank, Segment(place.fitted(cell.text), look.ground + self._tone(cell) + look.over), blank]
        return Strip(parts).simplify()

    def header(self, places: Iterable[Place], look: Look) -> Strip:
        """Draw what stands above the columns."""
        blank = " " * PADDING
        return Strip([Segment(f"{blank}{place.fitted(place.column.label)}{blank}", look.ground) for place in places])
