"""One question with two answers on one line: nee or ja, by letter, arrow or mouse. Nothing is chosen beforehand.

It knows no question and draws no label; what follows from an answer is the screen's.
"""

from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

NO: Final = "nee"
YES: Final = "ja"
_BETWEEN: Final = 3
"""Cells between the two answers."""


class YesNo(Widget, can_focus=True):
    """`value` is `nee`, `ja`, or empty while nobody answered."""

    DEFAULT_CSS = """
    YesNo {
        height: 1; width: 100%; padding: 0 1;
        &:focus { background: $chosen; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "answer('nee')", "Nee", show=False),
        Binding("j", "answer('ja')", "Ja", show=False),
        Binding("left", "choose('nee')", "Nee", show=False),
        Binding("right", "choose('ja')", "Ja", show=False),
        Binding("space", "other", "Wisselen", show=False),
        Binding("down,enter", "next", "Volgende", show=False),
        Binding("up", "app.focus_previous", "Vorige", show=False),
    ]
    HELP = "n is nee, j is ja; dan volgt de volgende vraag. ← en → kiezen zonder verder te gaan, ↑ en ↓ bewegen."

    value: reactive[str] = reactive("")

    class Answered(Message):
        """The value is another one; `onward` says that the next question may come."""

        def __init__(self, asked: "YesNo", *, onward: bool) -> None:
            super().__init__()
            self.asked = asked
            self.onward = onward

        @property
        def control(self) -> "YesNo":
            """The widget, for `@on(YesNo.Answered, "#id")`."""
            return self.asked

    def __init__(self, *, no: str = NO, yes: str = YES, id: str | None = None) -> None:
        super().__init__(id=id)
        self._no = no
        self._yes = yes

    def render(self) -> Content:
        """Both answers, the chosen one with a filled sign."""
        return self._answer(self._no, NO) + Content(" " * _BETWEEN) + self._answer(self._yes, YES)

    def _answer(self, word: str, value: str) -> Content:
        if self.value == value:
            return Content.styled(f"● {word}", "bold $done" if value == NO else "bold $attention")
        return Content.styled(f"○ {word}", "$muted" if self.value else "$foreground")

    def action_choose(self, value: str) -> None:
        """Answer, and stay."""
        self._set(value, onward=False)

    def action_answer(self, value: str) -> None:
        """Answer, and go on."""
        self._set(value, onward=True)

    def action_other(self) -> None:
        """The other answer; nee first."""
        self._set(YES if self.value == NO else NO, onward=False)

    def action_next(self) -> None:
        """Go on without answering."""
        self.post_message(self.Answered(self, onward=True))

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        place = event.get_content_offset(self)
        if place is not None:
            nearest = NO if place.x < len(f"○ {self._no}") + _BETWEEN else YES
            self._set(nearest, onward=False)

    def _set(self, value: str, *, onward: bool) -> None:
        self.value = value
        self.post_message(self.Answered(self, onward=onward))
