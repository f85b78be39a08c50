"""An app of Textual that fails without showing a value, and that lets no control code of a text reach the terminal.

Textual prints local variables when it fails: here `mhtui.crash` has the last words. It also writes an escape code in
a field to the terminal as it is: the filter below is the last gate, whatever widget forgot `mhtui.plain`.
`App._fatal_error` is private to Textual, which is therefore pinned; tests/crash keeps watch on the name.
"""

import asyncio
import re
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import RenderableType
from rich.segment import Segment
from rich.text import Text
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from mhtui import crash
from mhtui.exits import OUR_MISTAKE
from mhtui.plain import STEERING


class SafeText(LineFilter):
    """Takes from every line that is drawn what would steer the terminal; the width of the line stays."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the segments with their steering characters gone."""
        del background
        return [
            Segment(STEERING.sub(_still, segment.text), segment.style, segment.control)
            if STEERING.search(segment.text)
            else segment
            for segment in segments
        ]


def _still(found: re.Match[str]) -> str:
    """What stands in the place of a steering character: blanks as wide as it was counted."""
    return " " * cell_len(found[0])


_SAFE_TEXT: Final = SafeText()


class QuietApp(App[int]):
    """Says only a code when it fails, and draws only text."""

    def on_load(self) -> None:
        """Take over what asyncio would print about a task that failed."""
        crash.watch_loop(asyncio.get_running_loop())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line passes the last gate."""
        return [*super().get_line_filters(), _SAFE_TEXT]

    def panic(self, *renderables: RenderableType) -> None:
        """Errors that draw themselves show what they are about; ours do not."""
        del renderables
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End with our last words about the first error."""
        self._return_code = OUR_MISTAKE
        if self._exception is not None and not self._exit_renderables:
            self._exit_renderables.append(Text(crash.last_words(self._exception)))
        self._close_messages_no_wait()
