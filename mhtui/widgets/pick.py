"""One line out of a list: arrows and enter, or a click. It is given its lines and gives back the key of one."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from mhtui.plain import plain, single_line
from mhtui.widgets.dialog import Dialog, button

_LINE = 160
"""Characters of one line."""


class PickBox(Dialog[str | None]):
    """A question that is answered by choosing; None when it was left."""

    DEFAULT_CSS = "PickBox OptionList { max-height: 16; }"

    def __init__(self, heading: str, lines: Sequence[tuple[str, str]], *, at: str | None = None) -> None:
        super().__init__()
        self.heading = heading
        self._lines = tuple(lines)
        """(key, words); user text is fine."""
        self._at = at

    def body(self) -> ComposeResult:
        """The lines."""
        yield OptionList(*(Option(plain(single_line(line, _LINE)), id=key) for key, line in self._lines), markup=False)

    def buttons(self) -> ComposeResult:
        """A way back."""
        yield button("Terug", "back")

    def on_mount(self) -> None:
        """Start on the line of now."""
        place = next((place for place, (key, _) in enumerate(self._lines) if key == self._at), 0)
        options = self.query_one(OptionList)
        options.display = bool(self._lines)
        options.highlighted = place if self._lines else None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    @on(Button.Pressed)
    def _back(self) -> None:
        self.dismiss(None)
