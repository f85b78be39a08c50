"""A long text to read beside one that is typed: only lines that changed are wrapped again, only lines in sight drawn.

It is given lines in parts and never markup; it scrolls and takes no key.
"""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from mhtui.plain import plain

Part = tuple[str, str]
"""Words of a line, which may be a user's, and their style, which is ours."""
Line = tuple[Part, ...]
"""One line of the text, however many it takes on the screen."""


class TextPane(ScrollView, can_focus=False):
    """Lines of text; `show()` puts others in their place."""

    DEFAULT_CSS = "TextPane { height: 1fr; overflow-x: hidden; overflow-y: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = ()
        """What is shown."""
        self.wrapped = 0
        """How many lines the last change had to wrap."""
        self._drawn: dict[Line, list[Strip]] = {}
        self._strips: list[Strip] = []
        self._width = 0

    @property
    def text(self) -> str:
        """What stands there, without its styles."""
        return "\n".join("".join(words for words, _ in line) for line in self.lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        if tuple(lines) != self.lines:
            self.lines = tuple(lines)
            self._wrap()

    def on_mount(self) -> None:
        """Follow the theme: lines are kept in its colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._anew())
        self.watch(self, "show_vertical_scrollbar", self._fit, init=False)

    def on_resize(self) -> None:
        """Wrap everything to the new width."""
        self._fit()

    def _fit(self) -> None:
        """Wrap anew when there is more or less room, as when the bar comes or goes."""
        if self.scrollable_content_region.width != self._width:
            self._anew()

    def _anew(self) -> None:
        self._drawn.clear()
        self._wrap()

    def _wrap(self) -> None:
        """Wrap the lines that were not there before."""
        self._width = self.scrollable_content_region.width
        if not self._width:
            return
        kept: dict[Line, list[Strip]] = {}
        self.wrapped = 0
        for line in self.lines:
            if line not in kept:
                kept[line] = self._drawn[line] if line in self._drawn else self._draw(line)
        self._drawn = kept
        self._strips = [strip for line in self.lines for strip in kept[line]]
        self.virtual_size = Size(self._width, len(self._strips))
        self.refresh()

    def _draw(self, line: Line) -> list[Strip]:
        self.wrapped += 1
        drawn = Content.assemble(*(plain(words, style) for words, style in line))
        return Visual.to_strips(self, drawn or Content(" "), self._width, None, self.visual_style)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the frame."""
        place, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        if place >= len(self._strips):
            return Strip.blank(width, self.rich_style)
        return self._strips[place].adjust_cell_length(width, self.rich_style)
