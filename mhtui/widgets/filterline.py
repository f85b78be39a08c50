"""The line of `/`: what is typed narrows the list below it at once; esc empties it and goes back to the list.

It finds nothing itself: it posts what is asked.
"""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input


class FilterLine(Input):
    """A line to search with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear_and_leave", "Zoeken stoppen", show=False),
        Binding("down,enter", "leave", "Naar de lijst", show=False),
    ]
    HELP = "Typ wat u zoekt; de lijst wordt meteen korter. ⏎ of ↓ gaat naar de lijst, esc laat alles weer zien."

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """As it is for every widget, but that another letter in this line of one height lays out no screen anew."""

    class Asked(Message):
        """Something else is asked; empty is everything."""

        def __init__(self, line: "FilterLine", text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

        @property
        def control(self) -> "FilterLine":
            """The line, for `@on(FilterLine.Asked, "#id")`."""
            return self.line

    class Left(Message):
        """Somebody goes to the list."""

        def __init__(self, line: "FilterLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "FilterLine":
            """The line, for `@on(FilterLine.Left, "#id")`."""
            return self.line

    def __init__(self, placeholder: str = "Zoeken …", *, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, max_length=200, select_on_focus=False, id=id)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(self, self.value.strip()))

    def action_leave(self) -> None:
        """Go to the list, with what is asked."""
        self.post_message(self.Left(self))

    def action_clear_and_leave(self) -> None:
        """Show everything again, and go to the list."""
        self.clear()
        self.post_message(self.Left(self))
