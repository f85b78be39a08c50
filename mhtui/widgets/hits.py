"""The hits of a search, one line each, quick enough to change with every key.

It is given lines and never markup; it finds nothing and opens nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import Reactive
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
        """Draw the one line."""
        del height, options
        return [self.draw(width, style)]

    def draw(self, width: int, style: Style) -> Strip:
        """Draw the head in bold and what fits of the line."""
        room = max(width - cell_len(self._head), 0)
        line = self._line if cell_len(self._line) < room else f"{set_cell_size(self._line, max(room - 2, 0))}…"
        drawn = Strip([Segment(self._head, (style + _BOLD).rich_style), Segment(line, style.rich_style)])
        return drawn.adjust_cell_length(width, style.rich_style)

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:
        """Return what all of it takes."""
        del rules, container_width
        return cell_len(self._head) + cell_len(self._line) + 1

    def get_height(self, rules: "RulesMap", width: int) -> int:
        """Return one line."""
        del rules, width
        return 1


class HitList(OptionList):
    """Hits with a cursor; `show()` puts others in their place.

    Other hits are one frame: the bar beside them always has its column, so that nothing is laid out anew, and how a
    line looks is worked out once a frame and not once a line.
    """

    DEFAULT_CSS = """
    HitList { overflow-y: scroll; }
    HitList > .option-list--option { padding: 0; }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """As it is for every widget, but that more or fewer hits lay out no screen anew: the list keeps its place."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.auto_links = False
        self._shown: tuple[HitText, ...] = ()
        self._looks: dict[str, Style] = {}
        """How the lines of this frame look, by what is special about them."""

    def show(self, hits: Iterable[HitText]) -> None:
        """Show these, the cursor on the first; nothing is drawn when they stand there already."""
        fresh = tuple(hits)
        if fresh == self._shown:
            return
        self._shown = fresh
        self.set_options([Option(HitLine(hit)) for hit in fresh])
        if fresh:
            self.highlighted = 0
        else:
            self._update_lines()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw a frame."""
        self._looks.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw the hit on one line of the frame."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if place >= len(self._shown):
            return Strip.blank(width, self._look("").rich_style)
        if place == self.highlighted:
            look = self._look("highlighted")
        else:
            look = self._look("hover" if place == self._mouse_hovering_over else "")
        return HitLine(self._shown[place]).draw(width, look).apply_meta({"option": place})

    def _look(self, special: str) -> Style:
        if special not in self._looks:
            classes = ("option-list--option", f"option-list--option-{special}") if special else ("option-list--option",)
            self._looks[special] = self.get_visual_style(*classes)
        return self._looks[special]
