"""A list in columns that is read page by page: it shows what it was given and asks for more near the end.

It is given cells (text and tone) and never markup; it never calls the store, and never says a page is the total.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var
from textual.widgets import DataTable

from mhtui.plain import single_line
from mhtui.widgets.tone import Tone

_ASK_AHEAD: Final = 25
"""Rows before the end at which the next page is asked for."""
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


class PagedTable(DataTable[Text]):
    """Rows with a cursor. `show()` starts anew and keeps the cursor on its row, `extend()` adds the next page."""

    DEFAULT_CSS = "PagedTable { height: 1fr; width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", "Eerste regel", show=False),
        Binding("end", "scroll_bottom", "Laatste regel", show=False),
    ]
    HELP = (
        "↑ en ↓ bewegen, home en end gaan naar de eerste en de laatste regel, ⏎ opent. "
        "Eén keer klikken kiest een regel, nog eens klikken opent hem."
    )

    rows_shown: var[int] = var(0)
    """How many rows there are so far."""

    class Moved(Message):
        """The cursor is on another row; `key` is None when there are no rows."""

        def __init__(self, table: "PagedTable", key: str | None) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> "PagedTable":
            """The table, for `@on(PagedTable.Moved, "#id")`."""
            return self.table

    class Chosen(Message):
        """A row was opened: enter, or a second click."""

        def __init__(self, table: "PagedTable", key: str) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> "PagedTable":
            """The table, for `@on(PagedTable.Chosen, "#id")`."""
            return self.table

    class MoreWanted(Message):
        """The next page is wanted: read it, then `extend()`."""

        def __init__(self, table: "PagedTable") -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> "PagedTable":
            """The table, for `@on(PagedTable.MoreWanted, "#id")`."""
            return self.table

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, show_row_labels=False, cell_padding=1, id=id)
        self._layout = tuple(columns)
        self._given: list[Row] = []
        self._more = False
        self._asked = False
        self._drawn_for: tuple[int, str] = (0, "")

    @property
    def at(self) -> str | None:
        """The key of the row under the cursor."""
        return self._given[self.cursor_row].key if 0 <= self.cursor_row < len(self._given) else None

    def show(self, rows: Iterable[Row], *, more: bool = False) -> None:
        """Show these rows instead; `more` says that there are others after them."""
        kept, place = self.at, self.cursor_row
        self._given = list(rows)
        self._more, self._asked = more, False
        self._draw()
        found = next((index for index, row in enumerate(self._given) if row.key == kept), None)
        self.move_to_row(found if found is not None else min(place, len(self._given) - 1))
        if not self._given:
            self.post_message(self.Moved(self, None))

    def extend(self, rows: Iterable[Row], *, more: bool) -> None:
        """Add the next page below."""
        fresh = list(rows)
        self._given += fresh
        self._more, self._asked = more, False
        for row in fresh:
            self._add(row)
        self.rows_shown = len(self._given)

    def move_to(self, key: str) -> None:
        """Put the cursor on the row with this key, when it is there."""
        found = next((index for index, row in enumerate(self._given) if row.key == key), None)
        if found is not None:
            self.move_to_row(found)

    def move_to_row(self, place: int) -> None:
        """Put the cursor on a row by its place."""
        if self._given:
            self.move_cursor(row=max(0, place), animate=False)

    def on_mount(self) -> None:
        """Follow the theme: cells carry its colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._redraw())

    def on_resize(self) -> None:
        """Give the columns the new width."""
        self._redraw()

    def _redraw(self) -> None:
        """Draw again when the width or the theme is another one."""
        if (self.size.width, self.app.theme) != self._drawn_for:
            place = self.cursor_row
            self._draw()
            self.move_to_row(place)

    def _shown(self) -> list[tuple[int, Column, int]]:
        """The columns that fit: their place, themselves, and their width."""
        width = self.size.width or 80
        fitting = [(place, column) for place, column in enumerate(self._layout) if column.from_width <= width]
        fixed = sum(column.width + 2 for _, column in fitting if column.width)
        growing = [column for _, column in fitting if not column.width]
        left = max(_LEAST_GROWN, (width - 1 - fixed - 2 * len(growing)) // max(1, len(growing)))
        return [(place, column, column.width or left) for place, column in fitting]

    def _draw(self) -> None:
        """Lay out the columns, and fill them again."""
        self._drawn_for = (self.size.width, self.app.theme)
        self.clear(columns=True)
        for _, column, width in self._shown():
            label = Text(column.label, justify="right" if column.right else "left")
            self.add_column(label, width=width)
        for row in self._given:
            self._add(row)
        self.rows_shown = len(self._given)

    def _add(self, row: Row) -> None:
        """Add one row with the cells that fit."""
        self.add_row(*(self._text(row.cells[place], column, width) for place, column, width in self._shown()))

    def _text(self, cell: Cell, column: Column, width: int) -> Text:
        """Draw one cell: never markup, never longer than it can be seen."""
        return Text(
            single_line(cell.text, max(width, 1)),
            style=cell.tone.rich(self.app, bold=cell.bold),
            justify="right" if column.right else "left",
            no_wrap=True,
            end="",
        )

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self.post_message(self.Moved(self, self.at))
        if self._more and not self._asked and self.cursor_row >= len(self._given) - _ASK_AHEAD:
            self._asked = True
            self.post_message(self.MoreWanted(self))

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if self.at is not None:
            self.post_message(self.Chosen(self, self.at))
