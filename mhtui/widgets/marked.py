"""A text whose markings are drawn while it is read or typed. It is given spans and colours nothing by itself.

Read, the keys are commands of the screen; typed, they are text. It tells where the cursor goes and what changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.style import Style
from textual.widgets.text_area import Location, TextAreaTheme

from mhtui.plain import clean
from mhtui.widgets.textbox import PlainArea
from mhtui.widgets.tone import Tone

_LOOKS: Final = {
    "known": (Tone.URGENT, Style(bold=True, underline=True)),
    "probable": (Tone.ATTENTION, Style(underline=True)),
    "possible": (Tone.POSSIBLE, Style(underline=True)),
    "unsure": (Tone.MUTED, Style(underline=True, italic=True)),
    "done": (Tone.DONE, Style()),
}
"""Tone and manner of each look; a marking can be told from plain text without colours as well."""
NOW: Final = "-now"
"""Behind the name of a look: this is the marking under the cursor."""


@dataclass(frozen=True, slots=True)
class Look:
    """A part of the text, and how it is drawn: a name of `LOOKS`."""

    start: int
    end: int
    name: str


class MarkedArea(PlainArea):
    """A text area with markings."""

    DEFAULT_CSS = """
    MarkedArea { height: 1fr; border: none; padding: 0; background: $surface; }
    MarkedArea:focus { border: none; }
    """
    HELP = "Pijltjes lopen door de tekst, shift+pijltjes kiezen woorden. Met e typt u, met esc leest u weer."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            "", soft_wrap=True, show_line_numbers=False, tab_behavior="focus", read_only=True,
            highlight_cursor_line=False, id=id,
        )  # fmt: skip
        self._looks: tuple[Look, ...] = ()

    def on_mount(self) -> None:
        """Take the colours of the theme, and those of a theme that is chosen later."""
        self._take_colours()
        self.watch(self.app, "theme", self._take_colours, init=False)

    def _take_colours(self) -> None:
        styles = {name: tone.rich(self.app) + manner for name, (tone, manner) in _LOOKS.items()}
        now = {f"{name}{NOW}": style + Style(reverse=True) for name, style in styles.items()}
        self.register_theme(TextAreaTheme("markings", syntax_styles={**styles, **now}))
        self.theme = "css"
        self.theme = "markings"

    @property
    def place(self) -> int:
        """Where the cursor is, as an offset in the text."""
        return self._offset(self.cursor_location)

    @property
    def chosen(self) -> tuple[int, int]:
        """What is selected, as offsets; both the same when nothing is."""
        ends = sorted((self.selection.start, self.selection.end))
        start, end = (self._offset(each) for each in ends)
        return start, end

    def _offset(self, location: Location) -> int:
        row, column = location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def go(self, offset: int) -> None:
        """Move the cursor to an offset, and into view."""
        left = offset
        for row, line in enumerate(self.document.lines):
            if left <= len(line):
                self.move_cursor((row, left))
                return
            left -= len(line) + 1
        self.move_cursor(self.document.end)

    def put(self, text: str) -> None:
        """Show another text."""
        self.load_text(clean(text))

    def draw(self, looks: Sequence[Look]) -> None:
        """Draw these markings, in the order of the text."""
        if tuple(looks) != self._looks:
            self._looks = tuple(looks)
            self._build_highlight_map()
            self.refresh()

    def _build_highlight_map(self) -> None:
        """Fill what Textual draws with our markings: per line, in bytes of that line."""
        self._line_cache.clear()
        self._highlights.clear()
        starts = [0]
        lines = self.document.lines
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        row = 0
        for look in getattr(self, "_looks", ()):
            while row + 1 < len(lines) and starts[row + 1] <= look.start:
                row += 1
            at = row
            while at < len(lines) and starts[at] < look.end:
                line = lines[at]
                low, high = (min(max(each - starts[at], 0), len(line)) for each in (look.start, look.end))
                self._highlights[at].append((len(line[:low].encode()), len(line[:high].encode()), look.name))
                at += 1
