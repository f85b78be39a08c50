"""The palette: every action that is possible now, by name. It reads the registry; there is nothing in it of its own."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from mhtui.actions.action import key_words
from mhtui.plain import plain
from mhtui.screens.offers import Offer

_KEY_COLUMN: Final = 14


def ranked(found: Sequence[Offer], asked: str) -> list[Offer]:
    """The offers that fit what was typed, best first; all of them, in their order, when nothing was typed."""
    if not asked.strip():
        return list(found)
    matcher = Matcher(asked.strip())
    scored = [(max(matcher.match(o.action.label), matcher.match(o.action.tooltip) * 0.5), o) for o in found]
    return [offer for score, offer in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


class PaletteScreen(ModalScreen[Offer | None]):
    """A line to type in, and the actions that fit."""

    CSS_PATH = "../styles/palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Terug"),
        ("down", "move(1)", "Omlaag"),
        ("up", "move(-1)", "Omhoog"),
    ]

    def __init__(self, found: Sequence[Offer]) -> None:
        super().__init__()
        self._found = found
        self._shown: list[Offer] = []

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Vertical(id="palette--box"):
            yield Input(placeholder="Zoek een opdracht …", id="palette--asked")
            yield OptionList(id="palette--list", markup=False)

    def on_mount(self) -> None:
        """Offer everything; the line keeps the focus."""
        self.query_one(OptionList).can_focus = False
        self._fill("")

    @on(Input.Changed)
    def _asked(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, asked: str) -> None:
        """Show what fits."""
        self._shown = ranked(self._found, asked)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(list(self._options()))
        if self._shown:
            options.highlighted = 0

    def _options(self) -> Iterator[Option]:
        """A line for each offer; one that says so when there is none."""
        if not self._shown:
            yield Option(plain("Geen opdracht gevonden.", "$muted"), disabled=True)
        for offer in self._shown:
            keys = key_words(offer.action.keys)
            yield Option(
                Content.assemble(
                    (f"{keys:<{_KEY_COLUMN}}", "$attention"),
                    (f"{offer.action.label:<20}", "bold"),
                    (f" {offer.action.tooltip}", "$muted"),
                )
            )

    @on(Input.Submitted)
    def _submitted(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None and self._shown:
            self.dismiss(self._shown[chosen])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])

    def action_move(self, step: int) -> None:
        """Move through the list while typing."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
