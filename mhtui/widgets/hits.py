"""The hits of a search, one line each, quick enough to change with every key.

It is given lines and never markup; it finds nothing and opens nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from mhtui.plain import single_line

if TYPE_CHECKING:
    from textual.css.styles import RulesMap

_BOLD = Style(bold=True)
_LONGEST = 160
"""Characters of a line that are looked at; no terminal is wider."""


@dataclass(frozen=True, slots=True)
class HitText:
    """What stands on one line."""

    head: str
    """Bold: what it is, and its number."""
    line: str
    """User text is fine."""


class HitLine(Visual):
    """A hit as it is drawn: always one line, `…` where it goes on.

    `Content` wraps, styles and measures a text each time it is drawn; thirty of those take longer than somebody who
    types waits between two keys.
    """

    def __init__(self, text: HitText) -> None:
        self._head = f" {text.head}"
        self._line = single_line(text.line, _LONGEST)

    def __str__(self) -> str:
        """The line as somebody reads it."""
        return f"{self._head.lstrip()}{self._line}"

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the head in bold and what fits of the line."""
        del height, options
        room = max(width - cell_len(self._head), 0)
        line = self._line if cell_len(self._line) < room else f"{set_cell_size(self._line, max(room - 2, 0))}…"
        drawn = Strip([Segment(self._head, (style + _BOLD).rich_style), Segment(line, style.rich_style)])
        return [drawn.adjust_cell_length(width, style.rich_style)]

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """Return what all of it takes."""
        del rules, container_width
        return cell_len(self._head) + cell_len(self._line) + 1

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """Return one line."""
        del rules, width
        return 1


class HitList(OptionList):
    """Hits with a cursor; `show()` puts others in their place."""

    DEFAULT_CSS = "HitList > .option-list--option { padding: 0; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.auto_links = False
        self._shown: tuple[HitText, ...] = ()

    def show(self, hits: Iterable[HitText]) -> None:
        """Show these, the cursor on the first; nothing is drawn when they stand there already."""
        fresh = tuple(hits)
        if fresh == self._shown:
            return
        self._shown = fresh
        self.set_options([Option(HitLine(hit)) for hit in fresh])
        self.highlighted = 0 if fresh else None
