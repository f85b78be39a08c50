"""An app of Textual that lets nothing out: no value when it fails, no markup, no clipboard, no escape code of a text.

Textual prints local variables when it fails: here `mhtui.crash` has the last words. It also writes an escape code in
a field to the terminal as it is: the filter below is the last gate, whatever widget forgot `mhtui.plain`.
`App._fatal_error` is private to Textual, which is therefore pinned; tests/crash keeps watch on the name.
"""

import asyncio
import re
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from rich.cells import cell_len
from rich.console import RenderableType
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from mhtui import crash
from mhtui.exits import OUR_MISTAKE, SIGNALLED
from mhtui.plain import STEERING, clean


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
    """Says only a code when it fails, draws only text, and copies only within itself."""

    ALLOW_SELECT = False
    """Nothing is selected with the mouse; what is selected could be copied out."""

    def on_load(self) -> None:
        """Take over what asyncio would print about a task that failed, and what the system ends a program with.

        What is written to standard error while the screen is there would reach nobody.
        """
        loop = asyncio.get_running_loop()
        crash.watch_loop(loop)
        self.begin_capture_print(self, stdout=False)
        # not on Windows, and not in a thread
        with suppress(NotImplementedError, RuntimeError, ValueError):
            for sent in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(sent, self._told_to_end, sent)

    def on_print(self, event: events.Print) -> None:
        """Tell that something failed beside the screen, which goes on; of what was written only our code is shown."""
        code = crash.code_in(event.text)
        if code:
            from mhtui.messages import unforeseen

            told = unforeseen(code)
            words = f"{told.text}\nDoet iets het niet meer, sluit dan af (ctrl+q) en start opnieuw."
            self.notify(words, title=told.title, severity="error", timeout=60)

    def _told_to_end(self, sent: signal.Signals) -> None:
        """Leave the terminal as it was: what stands on the screen would stay there, readable for whoever comes by."""
        self.exit(return_code=SIGNALLED + sent)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line passes the last gate."""
        return [*super().get_line_filters(), _SAFE_TEXT]

    def copy_to_clipboard(self, text: str) -> None:
        """Copy and cut work within the program; other programs, which can read the clipboard, see nothing of it."""
        self._clipboard = text

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell something; never as markup, whatever is asked, because there is user text in it sooner or later."""
        del markup
        super().notify(clean(message), title=clean(title), severity=severity, timeout=timeout, markup=False)

    def action_help_quit(self) -> None:
        """Ctrl+c does not end the program; say in Dutch what does."""
        self.notify("Afsluiten gaat met ctrl+q.")

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
