"""A list in columns that is read page by page: it shows what it was given and asks for more near the end.

It is given cells (text and tone) and never markup; it never calls the store, and never says a page is the total. Only
the lines in sight are drawn, so that a list of any length is shown as quickly as a short one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import Reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mhtui.widgets.table_drawing import PADDING, Brush, Cell, Column, Look, Place, Row, places_of

__all__ = ["Cell", "Column", "PagedTable", "Row"]

_ASK_AHEAD: Final = 25
"""Rows before the end at which the next page is asked for."""
_HEADER: Final = 1
"""Lines above the rows."""
_NOWHERE: Final = -1


class _OfTable(Message):
    """What a table tells."""

    def __init__(self, table: "PagedTable") -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> "PagedTable":
        """The table, for `@on(PagedTable.Moved, "#id")`."""
        return self.table


class PagedTable(ScrollView, can_focus=True):
    """Rows with a cursor. `show()` starts anew and keeps the cursor on its row, `extend()` adds the next page."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"paged-table--header", "paged-table--cursor", "paged-table--hover"}
    DEFAULT_CSS = "PagedTable { height: 1fr; width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Openen", show=False),
        Binding("up", "up", "Regel omhoog", show=False),
        Binding("down", "down", "Regel omlaag", show=False),
        Binding("pageup", "page(-1)", "Bladzij omhoog", show=False),
        Binding("pagedown", "page(1)", "Bladzij omlaag", show=False),
        Binding("home", "first", "Eerste regel", show=False),
        Binding("end", "last", "Laatste regel", show=False),
    ]
    HELP = (
        "↑ en ↓ bewegen, home en end gaan naar de eerste en de laatste regel, ⏎ opent. "
        "Eén keer klikken kiest een regel, nog eens klikken opent hem."
    )

    rows_shown: var[int] = var(0)
    """How many rows there are so far."""
    cursor_row: Reactive[int] = Reactive(0, repaint=False)
    """The place of the cursor."""
    _pointed: Reactive[int] = Reactive(_NOWHERE, repaint=False)
    """The place under the mouse."""

    class Moved(_OfTable):
        """The cursor is on another row; `key` is None when there are no rows."""

        def __init__(self, table: "PagedTable", key: str | None) -> None:
            super().__init__(table)
            self.key = key

    class Chosen(_OfTable):
        """A row was opened: enter, or a second click."""

        def __init__(self, table: "PagedTable", key: str) -> None:
            super().__init__(table)
            self.key = key

    class MoreWanted(_OfTable):
        """The next page is wanted: read it, then `extend()`."""

    def __init__(self, columns: Sequence[Column], *, still: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout = tuple(columns)
        self._still = still
        """Whether it is only looked at: it scrolls, no row of it is chosen."""
        self._given: list[Row] = []
        self._more = False
        self._asked = False
        self._places: tuple[Place, ...] = ()
        self._brush: Brush | None = None
        self._looks: dict[str, Look] = {}

    @property
    def at(self) -> str | None:
        """The key of the row under the cursor."""
        return self._given[self.cursor_row].key if 0 <= self.cursor_row < len(self._given) else None

    @property
    def columns_shown(self) -> tuple[Column, ...]:
        """The columns that fit."""
        return tuple(place.column for place in self._places)

    def row_text(self, place: int) -> tuple[str, ...]:
        """Return what stands in the cells of a row that fit, blanks around it left off."""
        return tuple(each.fitted(self._given[place].cells[each.index].text).strip() for each in self._places)

    def show(self, rows: Iterable[Row], *, more: bool = False, keep: bool = True) -> None:
        """Show these rows instead; `more` says that there are others after them.

        The cursor stays on its row, on the line of the screen where it stands; `keep=False` puts it on the first.
        """
        kept, before, top = self.at, self.cursor_row, self.scroll_y
        self._given = list(rows)
        self._more, self._asked = more, False
        found = next((place for place, row in enumerate(self._given) if row.key == kept), None)
        after = (before if found is None else found) if keep else 0
        with self.prevent(self.Moved):
            self.cursor_row = after
        self._arrange()
        if found is not None and keep:
            self.scroll_to(y=top + after - before, animate=False, force=True, immediate=True)
        self._into_view()
        self._tell()

    def extend(self, rows: Iterable[Row], *, more: bool) -> None:
        """Add the next page below."""
        self._given += rows
        self._more, self._asked = more, False
        self._arrange()

    def move_to(self, key: str) -> None:
        """Put the cursor on the row with this key, when it is there."""
        found = next((index for index, row in enumerate(self._given) if row.key == key), None)
        if found is not None:
            self.move_to_row(found)

    def move_to_row(self, place: int) -> None:
        """Put the cursor on a row by its place."""
        self.cursor_row = place

    def on_mount(self) -> None:
        """Follow the theme: cells carry its colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())

    def on_resize(self) -> None:
        """Give the columns the new width."""
        self._arrange()
        self._into_view()

    def _arrange(self) -> None:
        """Work out which columns fit, and how long the list is."""
        self._places = places_of(self._layout, self.size.width or 80)
        wide = sum(place.width + 2 * PADDING for place in self._places)
        self.rows_shown = len(self._given)
        self.virtual_size = Size(wide, _HEADER + len(self._given))
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw a frame."""
        self._brush = Brush(self.app)
        self._looks.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw the heading, or the row on one line of the frame."""
        left, top = self.scroll_offset
        place, width, brush = y - _HEADER + top, self.size.width, self._brush or Brush(self.app)
        if y < _HEADER:
            look = self._look("header")
            drawn = brush.header(self._places, look)
        elif place >= len(self._given):
            return Strip.blank(width, self.rich_style)
        else:
            look = self._look(self._special(place))
            drawn = brush.row(self._given[place], self._places, look).apply_meta({"row": place})
        if drawn.cell_length < width:
            drawn = Strip([*drawn, *Strip.blank(width - drawn.cell_length, look.ground)]).simplify()
        return drawn.crop(left, left + width)

    def _special(self, place: int) -> str:
        """Say why a row looks different."""
        if self._still:
            return ""
        if place == self.cursor_row:
            return "cursor"
        return "hover" if place == self._pointed else ""

    def _look(self, special: str) -> Look:
        if special not in self._looks:
            own = self.get_component_rich_style(f"paged-table--{special}") if special else Style()
            over = Style() if special == "header" else Style(color=own.color, bgcolor=own.bgcolor)
            self._looks[special] = Look(self.rich_style + own, over)
        return self._looks[special]

    def validate_cursor_row(self, place: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(place, len(self._given) - 1))

    def watch_cursor_row(self, before: int, after: int) -> None:
        """Draw both lines, and tell."""
        self._draw_line(before)
        self._draw_line(after)
        self._into_view()
        self._tell()

    def watch__pointed(self, before: int, after: int) -> None:
        """Draw both lines."""
        self._draw_line(before)
        self._draw_line(after)

    def _draw_line(self, place: int) -> None:
        y = place + _HEADER - self.scroll_offset.y
        if _HEADER <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _into_view(self) -> None:
        """Scroll to the cursor."""
        if self._given and not self._still and self.size:
            line = Region(int(self.scroll_x), self.cursor_row + _HEADER, self.size.width, 1)
            self.scroll_to_region(
                line, animate=False, spacing=Spacing(_HEADER, 0, 0, 0), force=True, immediate=True, x_axis=False
            )

    def _tell(self) -> None:
        """Say where the cursor is, and ask for the next page near the end."""
        if self._still:
            return
        self.post_message(self.Moved(self, self.at))
        if self._more and not self._asked and self.cursor_row >= len(self._given) - _ASK_AHEAD:
            self._asked = True
            self.post_message(self.MoreWanted(self))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row is under the mouse."""
        self._pointed = event.style.meta.get("row", _NOWHERE)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._pointed = _NOWHERE

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row; open the row it is on already."""
        place = event.style.meta.get("row")
        if place is None or self._still:
            return
        event.stop()
        if place == self.cursor_row:
            self.action_open()
        else:
            self.move_to_row(place)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.at is not None and not self._still:
            self.post_message(self.Chosen(self, self.at))

    def action_up(self) -> None:
        """Go a row up."""
        self._go(self.cursor_row - 1, self.action_scroll_up)

    def action_down(self) -> None:
        """Go a row down."""
        self._go(self.cursor_row + 1, self.action_scroll_down)

    def action_page(self, down: int) -> None:
        """Go as many rows on or back as are in sight."""
        height = max(1, self.scrollable_content_region.height - _HEADER)
        if not self._still:
            self.scroll_relative(y=down * height, animate=False, force=True, immediate=True)
        self._go(self.cursor_row + down * height, self.action_page_down if down > 0 else self.action_page_up)

    def action_first(self) -> None:
        """Go to the first row."""
        self._go(0, self.action_scroll_home)

    def action_last(self) -> None:
        """Go to the last row."""
        self._go(len(self._given) - 1, self.action_scroll_end)

    def _go(self, place: int, scroll: Callable[[], None]) -> None:
        """Put the cursor on a row; a list without a cursor scrolls."""
        self._pointed = _NOWHERE
        if self._still:
            scroll()
        else:
            self.move_to_row(place)
