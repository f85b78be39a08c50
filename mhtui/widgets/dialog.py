"""The shape of every question and message that comes over a screen: one calm box, its words, its buttons below.

A dialog is given its words and gives back an answer; it never does the thing it asks about.
"""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

from mhtui.plain import plain

AnswerT = TypeVar("AnswerT")


class Dialog(ModalScreen[AnswerT], Generic[AnswerT]):
    """A modal box. A subclass gives `body()` and `buttons()`."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle; background: $background 80%;
        .dialog--box {
            width: 72; max-width: 94%; height: auto; max-height: 94%;
            background: $background; border: round $line; padding: 1 2;
        }
        .dialog--title { color: $here; text-style: bold; width: 100%; height: auto; margin-bottom: 1; }
        .dialog--body { height: auto; max-height: 50vh; }
        .dialog--body > Static { height: auto; width: 100%; }
        .dialog--buttons { height: auto; align-horizontal: right; margin-top: 1; }
        .dialog--buttons Button { margin-left: 2; }
        &.-urgent .dialog--box { border: round $urgent; }
        &.-urgent .dialog--title { color: $urgent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Terug"),
        ("down", "scroll_body(1)", "Omlaag"),
        ("up", "scroll_body(-1)", "Omhoog"),
        ("pagedown", "scroll_body(8)", "Verder omlaag"),
        ("pageup", "scroll_body(-8)", "Verder omhoog"),
    ]

    heading: str = ""
    """Dutch, the first line of the box; our own words."""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="dialog--box"):
            yield Static(plain(self.heading), classes="dialog--title")
            with VerticalScroll(classes="dialog--body", can_focus=False):
                yield from self.body()
            with Horizontal(classes="dialog--buttons"):
                yield from self.buttons()

    def body(self) -> ComposeResult:
        """The words, or the fields, of this dialog."""
        yield from ()

    def buttons(self) -> ComposeResult:
        """The buttons, from left to right; the last is the one that goes on."""
        yield from ()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_scroll_body(self, lines: int) -> None:
        """Move through words that do not fit."""
        self.query_one(".dialog--body").scroll_relative(y=lines, animate=False)


def button(label: str, name: str, *, main: bool = False, danger: bool = False) -> Button:
    """A button of ours: plain words, its id, and whether it is the one that goes on."""
    made = Button(Content(label), id=name, compact=False)
    made.add_class("-main" if main else "-other")
    made.set_class(danger, "-danger")
    made.active_effect_duration = 0  # while the effect lasts a second click would be lost
    return made


class Confirm(Dialog[bool]):
    """A question with a yes and a no; esc is no."""

    def __init__(self, heading: str, question: str, *, yes: str, no: str = "Terug", danger: bool = False) -> None:
        super().__init__(classes="-urgent" if danger else None)
        self.heading = heading
        self._question = question
        self._yes = yes
        self._no = no
        self._danger = danger

    def body(self) -> ComposeResult:
        """The question; user text in it is fine."""
        yield Static(plain(self._question))

    def buttons(self) -> ComposeResult:
        """No first: the careful answer has the focus."""
        yield button(self._no, "no")
        yield button(self._yes, "yes", main=True, danger=self._danger)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")

    def action_leave(self) -> None:
        """Esc is no."""
        self.dismiss(False)


class Told(Dialog[None]):
    """Something to read, with one button; `lines` are pairs of a small heading and its text."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "leave", "Verder")]

    def __init__(
        self, heading: str, lines: list[tuple[str, str]], *, done: str = "Verder", urgent: bool = False
    ) -> None:
        super().__init__(classes="-urgent" if urgent else None)
        self.heading = heading
        self._lines = lines
        self._done = done

    def body(self) -> ComposeResult:
        """Each text under its heading."""
        for place, (word, text) in enumerate(self._lines):
            if place:
                yield Static(" ")
            yield from _paragraph(word, text)

    def buttons(self) -> ComposeResult:
        """One way on."""
        yield button(self._done, "done", main=True)

    def on_button_pressed(self) -> None:
        """Read."""
        self.dismiss(None)


def _paragraph(word: str, text: str) -> list[Widget]:
    """A small heading with its text below it."""
    return [*([Static(plain(word, "$muted"))] if word else []), Static(plain(text))]
