"""An app of Textual that fails without showing a value: the seam between `mhtui.crash` and Textual's own last words.

`App._fatal_error` is private to Textual, which is therefore pinned; tests/crash keeps watch on the name.
"""

import asyncio

from rich.console import RenderableType
from rich.text import Text
from textual.app import App

from mhtui import crash


class QuietApp(App[int]):
    """Textual prints local variables when it fails; this one prints a code."""

    def on_load(self) -> None:
        """Take over what asyncio would print about a task that failed."""
        crash.watch_loop(asyncio.get_running_loop())

    def panic(self, *renderables: RenderableType) -> None:
        """Errors that draw themselves show what they are about; ours do not."""
        del renderables
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End with our last words about the first error."""
        if self._exception is not None and not self._exit_renderables:
            self._exit_renderables.append(Text(crash.last_words(self._exception)))
        self._close_messages_no_wait()
