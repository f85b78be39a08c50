"""What stands on a screen that is too small: one calm sentence, until there is room again."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from mhtui.plain import plain


class SmallScreen(ModalScreen[None]):
    """Covers everything; nothing can be done by accident behind it."""

    DEFAULT_CSS = """
    SmallScreen { align: center middle; background: $background; }
    SmallScreen Static { width: 100%; height: auto; text-align: center; color: $muted; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(plain("Dit venster is te klein. Maak het minstens 60 tekens breed en 20 regels hoog."))
