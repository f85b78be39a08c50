"""A yes or no that is read without colour: `[✓]` or `[ ]`, and its words."""

from textual.widgets import Checkbox

from mhtui.plain import plain


class Tick(Checkbox):
    """A box to tick; user text in its words is fine."""

    BUTTON_LEFT = ""
    BUTTON_RIGHT = ""
    DEFAULT_CSS = """
    Tick {
        border: none; padding: 0; background: transparent;
        & > .toggle--button, &.-on > .toggle--button { color: $muted; background: transparent; text-style: none; }
        &.-on > .toggle--button { color: $here; text-style: bold; }
        &:focus > .toggle--label { text-style: bold; background: $chosen; color: $foreground; }
    }
    """
    HELP = "De spatiebalk of een klik zet het vinkje aan of uit."

    def __init__(self, words: str, value: bool = False, *, id: str | None = None) -> None:  # noqa: FBT002 - as Checkbox has it
        super().__init__(plain(words), value, id=id)

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802 - a constant of Textual that follows the value
        """The box, with its sign."""
        return "[✓]" if self.value else "[ ]"
