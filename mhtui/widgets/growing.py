"""A line that grows with what is typed: enter sends it, a pasted line break stays, nothing scrolls away sideways.

It keeps what was typed until somebody takes it; it never decides that it is kept.
"""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from mhtui.widgets.textbox import PlainArea


class GrowingLine(PlainArea):
    """A text of a few lines at most, sent with enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Verder", show=False, priority=True),
        Binding("escape", "leave", "Terug", show=False),
    ]
    DEFAULT_CSS = """
    GrowingLine { height: auto; min-height: 3; max-height: 8; }
    """
    HELP = "Typ, en ⏎ gaat verder of bewaart. Lange tekst loopt door op de volgende regel. esc gaat terug."

    class Sent(Message):
        """Enter was pressed; the text still stands in the line."""

        def __init__(self, line: "GrowingLine", text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

        @property
        def control(self) -> "GrowingLine":
            """The line, for `@on(GrowingLine.Sent, "#id")`."""
            return self.line

    class Left(Message):
        """Esc was pressed; the text still stands in the line."""

        def __init__(self, line: "GrowingLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "GrowingLine":
            """The line, for `@on(GrowingLine.Left, "#id")`."""
            return self.line

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )

    def action_send(self) -> None:
        """Offer what was typed."""
        self.post_message(self.Sent(self, self.text.strip()))

    def action_leave(self) -> None:
        """Go away; the text stays."""
        self.post_message(self.Left(self))

    def put(self, text: str) -> None:
        """Show another text, with the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)
