"""A text of more lines, with how long it is and may be. What is typed, pasted or loaded is shown as it is.

It keeps no draft anywhere and checks no names; who uses it listens to `Changed`.
"""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from mhtui.plain import clean, plain


class PlainArea(TextArea):
    """A text area that takes no control codes, and leaves with tab."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted before it is put in."""
        event.text = clean(event.text)


class TextBox(Vertical):
    """A text area with a counter below it."""

    DEFAULT_CSS = """
    TextBox {
        height: auto;
        PlainArea { height: 1fr; min-height: 3; }
        .textbox--count { height: 1; width: 100%; text-align: right; color: $muted; padding: 0 1; }
        &.-near .textbox--count { color: $attention; }
        &.-over .textbox--count { color: $urgent; text-style: bold; }
    }
    """

    class Changed(Message):
        """The text changed."""

        def __init__(self, box: "TextBox", text: str) -> None:
            super().__init__()
            self.box = box
            self.text = text

        @property
        def control(self) -> "TextBox":
            """The box, for `@on(TextBox.Changed, "#id")`."""
            return self.box

    def __init__(
        self,
        text: str = "",
        *,
        limit: int = 20_000,
        placeholder: str = "",
        read_only: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.limit = limit
        """Characters that are kept at most."""
        self._first = clean(text)
        self._placeholder = placeholder
        self._read_only = read_only

    def compose(self) -> ComposeResult:
        """The area and its counter."""
        yield PlainArea(
            self._first,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            read_only=self._read_only,
            placeholder=self._placeholder,
        )
        yield Static(classes="textbox--count")

    def on_mount(self) -> None:
        """Count."""
        self._count()

    @property
    def area(self) -> PlainArea:
        """The text area inside."""
        return self.query_one(PlainArea)

    @property
    def text(self) -> str:
        """What stands in it, without spaces at the end."""
        return (self.area.text if self.is_mounted else self._first).rstrip()

    @text.setter
    def text(self, value: str) -> None:
        self._first = clean(value)
        if self.is_mounted:
            self.area.load_text(self._first)

    @property
    def is_too_long(self) -> bool:
        """Whether it cannot be kept like this."""
        return len(self.text) > self.limit

    def focus(self, scroll_visible: bool = True) -> "TextBox":  # noqa: FBT002 - the signature is that of Textual
        """Focus the area."""
        self.area.focus(scroll_visible)
        return self

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._count()
        self.post_message(self.Changed(self, self.text))

    def _count(self) -> None:
        """Say how long it is; with words, not only a colour, when it is too long."""
        length = len(self.text)
        self.set_class(length > self.limit * 0.9, "-near")
        self.set_class(length > self.limit, "-over")
        words = f"{_thousands(length)} van {_thousands(self.limit)} tekens"
        said = f"▲ {words}: te lang" if length > self.limit else words
        self.query_one(".textbox--count", Static).update(plain(said))


def _thousands(number: int) -> str:
    """Write a number with the Dutch point: 20.000."""
    return f"{number:,}".replace(",", ".")
