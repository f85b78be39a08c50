"""Choosing how the program looks: each theme is shown as soon as the cursor is on it, and kept when it is chosen."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mhtui.plain import plain
from mhtui.screens.work import WorkingModal
from mhtui.theme import THEME_LABELS


class ThemeScreen(WorkingModal[None]):
    """The three themes."""

    DEFAULT_CSS = """
    ThemeScreen { align: center middle; }
    ThemeScreen #themes--box {
        width: 40; height: auto; background: $background; border: round $line; padding: 1 2;
    }
    ThemeScreen #themes--title { color: $here; text-style: bold; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Terug")]

    def compose(self) -> ComposeResult:
        """A title and the list."""
        with Vertical(id="themes--box"):
            yield Static("Weergave", id="themes--title")
            yield OptionList(*(Option(plain(label), id=name) for name, label in THEME_LABELS.items()))

    def on_mount(self) -> None:
        """Start on the theme in use."""
        self._before = self.app.theme
        options = self.query_one(OptionList)
        options.highlighted = list(THEME_LABELS).index(self._before)

    @on(OptionList.OptionHighlighted)
    def _look(self, event: OptionList.OptionHighlighted) -> None:
        self.app.theme = event.option.id or self._before

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        name = event.option.id or self._before
        session = self.session
        self.app.theme = name
        self.start(lambda: session.keep_theme(name), self._kept, group="theme")

    def _kept(self, kept: bool) -> None:
        """Close; say so when it could not be kept because the settings file is broken."""
        if not kept:
            self.notify(
                "Niet bewaard: uw instellingenbestand is beschadigd en blijft onaangeroerd.", severity="warning"
            )
        self.dismiss(None)

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.app.theme = self._before
        self.dismiss(None)
