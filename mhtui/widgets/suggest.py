"""A line with suggestions below it while it has the focus: type a part, or walk through them with the arrows.

It is given its suggestions and posts what was settled on; with `only` nothing else than a suggestion counts.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from mhtui.plain import clean, plain, single_line


class SuggestLine(Vertical):
    """An input whose suggestions hang over what is below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Volgende", show=False),
        Binding("up", "move(-1)", "Vorige", show=False),
        Binding("escape", "close", "Sluiten", show=False),
    ]
    DEFAULT_CSS = """
    SuggestLine {
        height: auto; width: 100%;
        OptionList {
            overlay: screen; constrain: none inside; display: none;
            width: 1fr; height: auto; max-height: 9; padding: 0 1;
            background: $panel; border: round $line;
        }
        &.-open OptionList { display: block; }
    }
    """
    HELP = "Typ een deel van het woord; ↑ en ↓ gaan door de voorstellen, ⏎ neemt er een over."

    class Settled(Message):
        """Enter was pressed, or a suggestion was clicked."""

        def __init__(self, line: "SuggestLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "SuggestLine":
            """The line, for `@on(SuggestLine.Settled, "#id")`."""
            return self.line

    class Changed(Message):
        """Another text stands in the line."""

        def __init__(self, line: "SuggestLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "SuggestLine":
            """The line, for `@on(SuggestLine.Changed, "#id")`."""
            return self.line

    def __init__(
        self,
        offers: Sequence[str],
        *,
        only: bool = False,
        placeholder: str = "",
        limit: int = 120,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._offers = tuple(clean(offer) for offer in offers)
        self._only = only
        self._placeholder = placeholder
        self._limit = limit
        self._fitting: tuple[str, ...] = ()
        self._settled: str | None = None

    def compose(self) -> ComposeResult:
        """The input, and the list that hangs below it."""
        yield Input(placeholder=self._placeholder, max_length=self._limit, select_on_focus=False)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options

    @property
    def value(self) -> str:
        """What was typed or taken over; with `only` the suggestion that is meant, empty while there is none."""
        typed = self._input.value.strip()
        if not self._only:
            return typed
        return next((offer for offer in self._offers if offer.casefold() == typed.casefold()), "")

    @value.setter
    def value(self, text: str) -> None:
        self._settled = text
        self._input.value = text

    @property
    def offers(self) -> tuple[str, ...]:
        """The suggestions."""
        return self._offers

    @offers.setter
    def offers(self, given: Sequence[str]) -> None:
        self._offers = tuple(clean(offer) for offer in given)

    @property
    def typed(self) -> str:
        """What stands in the line, whether it counts or not."""
        return self._input.value

    def focus(self, scroll_visible: bool = True) -> "SuggestLine":  # noqa: FBT002 - the signature of Textual
        """Focus the input."""
        self._input.focus(scroll_visible)
        return self

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    def on_descendant_focus(self) -> None:
        """Offer everything that fits, unless there is a complaint to be read below the line."""
        if self.parent is None or not self.parent.has_class("-wrong"):
            self._offer(highlight=False)

    def on_descendant_blur(self) -> None:
        """Take the suggestions away."""
        self.remove_class("-open")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._settled:
            self._settled = None
            if self._input.has_focus:
                self._offer(highlight=bool(event.value.strip()))
        self.post_message(self.Changed(self))

    def _offer(self, *, highlight: bool) -> None:
        """Show what fits; everything when nothing was typed, or when a suggestion stands there already."""
        asked = self._input.value.strip().casefold()
        exact = any(asked == offer.casefold() for offer in self._offers)
        everything = not asked or exact
        self._fitting = tuple(offer for offer in self._offers if everything or asked in offer.casefold())
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(plain(single_line(offer))) for offer in self._fitting])
        options.highlighted = 0 if highlight and self._fitting and not exact else None
        self.set_class(bool(self._fitting) and not (exact and highlight), "-open")

    def action_move(self, step: int) -> None:
        """Walk through the suggestions."""
        if not self.has_class("-open"):
            self._offer(highlight=False)
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_close(self) -> None:
        """Take the suggestions away."""
        self.remove_class("-open")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc is ours only while the suggestions are there."""
        del parameters
        return self.has_class("-open") if action == "close" else True

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        place = self.query_one(OptionList).highlighted
        if self.has_class("-open") and place is not None:
            self._take(place)
        self.remove_class("-open")
        self.post_message(self.Settled(self))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)
        self.remove_class("-open")
        self.post_message(self.Settled(self))

    def _take(self, place: int) -> None:
        self.value = self._fitting[place]
        self._input.cursor_position = len(self._input.value)

    def on_click(self, event: events.Click) -> None:
        """A click in the line shows the suggestions again."""
        if self._input.has_focus and event.widget is self._input:
            self._offer(highlight=False)
