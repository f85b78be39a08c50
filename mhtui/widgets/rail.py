"""The agenda beside the item on the table: a column on a wide screen, one thin line on a narrow one.

Both are given the same lines and post which one was chosen; neither knows what that does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mhtui.plain import single_line
from mhtui.widgets.tone import Tone

_NAME_CELLS: Final = 14
"""Cells of the codename when a word stands beside it."""


@dataclass(frozen=True, slots=True)
class RailLine:
    """One item of the agenda."""

    key: str
    place: int
    """1 and up."""
    name: str
    """Codename or title."""
    word: str
    """A short word beside it, such as the uitbuitingsvorm."""
    glyph: str
    """What became of it: `✓`, `‖`, `✕`, `✎` for something typed that is not kept; empty while it is open."""
    tone: Tone
    here: bool = False
    """Whether it is on the table now."""

    @property
    def sign(self) -> str:
        """The glyph that is shown: `▸` for the item on the table."""
        return "▸" if self.here else self.glyph or " "


class RailChosen(Message):
    """Somebody chose an item."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class AgendaRail(OptionList, inherit_bindings=False):
    """The agenda as a column; the cursor rests here, so that letters are commands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Omhoog", show=False),
        Binding("down", "cursor_down", "Omlaag", show=False),
        Binding("home", "first", "Eerste", show=False),
        Binding("end", "last", "Laatste", show=False),
        Binding("enter", "select", "Aan tafel", show=False),
    ]
    DEFAULT_CSS = """
    AgendaRail {
        width: 100%; height: auto; max-height: 1fr; scrollbar-size-vertical: 1;
        &:focus > .option-list--option-highlighted { background: $chosen; }
        & > .option-list--option-highlighted { background: $panel; text-style: none; color: $foreground; }
    }
    """
    HELP = "De agenda. ↑ en ↓ bewegen, ⏎ of een klik brengt een punt aan tafel. Letters zijn opdrachten."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._items: tuple[RailLine, ...] = ()
        self._drawn_at = 0

    def show(self, lines: Sequence[RailLine]) -> None:
        """Show these items; the cursor follows the item on the table when that becomes another one."""
        before, kept = _here(self._items), self.at
        if tuple(lines) == self._items and self.size.width == self._drawn_at:
            return
        self._items = tuple(lines)
        self._draw()
        here = _here(self._items)
        self.go_to(here if here is not None and here != before else kept)

    @property
    def at(self) -> str | None:
        """The item under the cursor."""
        return self._items[self.highlighted].key if self.highlighted is not None else None

    def go_to(self, key: str | None) -> None:
        """Put the cursor on an item."""
        places = [place for place, line in enumerate(self._items) if line.key == key]
        self.highlighted = places[0] if places else 0 if self._items else None

    def on_resize(self) -> None:
        """Cut the names to the new width."""
        if self._items and self.size.width != self._drawn_at:
            kept = self.at
            self._draw()
            self.go_to(kept)

    def _draw(self) -> None:
        self._drawn_at = self.size.width
        self.clear_options()
        self.add_options([Option(_column_line(line, self.size.width or 30)) for line in self._items])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(RailChosen(self._items[event.option_index].key))


class AgendaStrip(Static, can_focus=True):
    """The agenda as one line, the item on the table always in sight."""

    DEFAULT_CSS = """
    AgendaStrip { width: 100%; height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; }
    """
    HELP = "De agenda. ← en → gaan naar het vorige en het volgende punt. Letters zijn opdrachten."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: tuple[RailLine, ...] = ()
        self._parts: list[tuple[int, int, str]] = []
        """(first cell, cell behind the last, key) of what is drawn."""

    def show(self, lines: Sequence[RailLine]) -> None:
        """Show these items."""
        self._items = tuple(lines)
        self._draw()

    def on_resize(self) -> None:
        """Choose again what fits."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """A click on a part chooses that item."""
        x = event.x - self.styles.padding.left
        chosen = next((key for first, last, key in self._parts if first <= x < last), None)
        if chosen is not None:
            self.post_message(RailChosen(chosen))

    def _draw(self) -> None:
        """Fill the line: the item on the table with its name, the others by number, names where there is room."""
        width = max(self.size.width, 20)
        names = {line.key for line in self._items if line.here}
        for line in self._after_here():
            if sum(cell_len(_part(each, each.key in names)) + 2 for each in self._items) + len(line.name) > width:
                break
            names.add(line.key)
        self._parts, content, used = [], Content(""), 0
        for line in self._fitting(names, width):
            text = _part(line, line.key in names)
            self._parts.append((used, used + cell_len(text), line.key))
            style = f"bold {Tone.HERE.style}" if line.here else line.tone.style
            content += Content.styled(text, style) + Content("  ")
            used += cell_len(text) + 2
        self.update(content)

    def _after_here(self) -> list[RailLine]:
        """The items that come after the one on the table: their names are of use first."""
        place = next((place for place, line in enumerate(self._items) if line.here), -1)
        return list(self._items[place + 1 :])

    def _fitting(self, names: set[str], width: int) -> list[RailLine]:
        """The items that fit around the one on the table, in order."""
        lines = list(self._items)
        place = next((place for place, line in enumerate(lines) if line.here), 0)
        first = 0
        while first < place and sum(cell_len(_part(e, e.key in names)) + 2 for e in lines[first : place + 3]) > width:
            first += 1
        return lines[first:]


def _here(lines: Sequence[RailLine]) -> str | None:
    """The item on the table."""
    return next((line.key for line in lines if line.here), None)


def _part(line: RailLine, named: bool) -> str:
    """One item in the thin line."""
    sign = f"{line.sign} " if line.sign.strip() else ""
    return f"{sign}{line.place} {single_line(line.name, 16)}" if named else f"{sign}{line.place}"


def _column_line(line: RailLine, width: int) -> Content:
    """One item in the column: sign, place, name, word."""
    head = f"{line.sign} {line.place:>2}  "
    room = max(width - cell_len(head) - 1, 8)
    name = single_line(line.name, room)
    style = "bold" if line.here else "" if line.tone is Tone.NORMAL else line.tone.style
    sign_style = f"bold {Tone.HERE.style}" if line.here else line.tone.style
    if not line.word:
        return Content.assemble((head, sign_style), (name, style))
    cells = min(max(_NAME_CELLS, cell_len(name) + 1), room)
    word = line.word if cell_len(line.word) <= room - cells else ""
    return Content.assemble((head, sign_style), (set_cell_size(name, cells), style), (word, style))
