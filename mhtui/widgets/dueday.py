"""Until when: a day to type, and the days one usually means as buttons beside it.

The quick days are given to it; it knows no series of meetings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Static

from mhtui.plain import plain
from mhtui.widgets.days import MEANT, DayInput, say_away, say_day


@dataclass(frozen=True, slots=True)
class QuickDay:
    """A day with the words one says for it: `+2 weken`, `volgend overleg`."""

    label: str
    day: date


class DueDay(Vertical):
    """A line for a day, quick choices, and the day in words."""

    DEFAULT_CSS = """
    DueDay {
        height: auto; width: 100%;
        .dueday--line { height: 3; }
        .dueday--said { width: 1fr; height: 3; content-align: left middle; color: $muted; padding: 0 2; }
        .dueday--quick { height: 1; }
        .dueday--quick Button {
            width: auto; height: 1; min-width: 6; border: none; padding: 0 1; margin-right: 1;
            background: $panel; color: $here;
        }
        .dueday--quick Button:hover, .dueday--quick Button:focus { background: $chosen; border: none; }
    }
    """
    HELP = "Typ een datum als 9-12, of +14 voor over veertien dagen, of kies een van de dagen eronder."

    class Settled(Message):
        """Enter was pressed, or a quick day was chosen."""

        def __init__(self, due: "DueDay") -> None:
            super().__init__()
            self.due = due

        @property
        def control(self) -> "DueDay":
            """The widget, for `@on(DueDay.Settled, "#id")`."""
            return self.due

    class Changed(Message):
        """Another text stands in the line."""

    def __init__(
        self, today: Callable[[], date], quick: Sequence[QuickDay], *, day: date | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._today = today
        self._quick = tuple(quick)
        self._first = day

    def compose(self) -> ComposeResult:
        """The line with its words, and the quick days."""
        with Horizontal(classes="dueday--line"):
            yield DayInput(self._today, day=self._first)
            yield Static(classes="dueday--said")
        with Horizontal(classes="dueday--quick"):
            for place, quick in enumerate(self._quick):
                yield Button(Content(quick.label), name=str(place), tooltip=say_day(quick.day, self._today()))

    @property
    def day(self) -> date | None:
        """The day that is meant; None while it is empty or no day."""
        return self.query_one(DayInput).day

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one(DayInput).value.strip()

    @property
    def is_wrong(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.typed) and self.day is None

    def focus(self, scroll_visible: bool = True) -> "DueDay":  # noqa: FBT002 - the signature of Textual
        """Focus the line."""
        self.query_one(DayInput).focus(scroll_visible)
        return self

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        said = self.query_one(".dueday--said", Static)
        if self.day is not None:
            said.update(plain(f"{say_day(self.day, self._today())} · {say_away(self.day, self._today())}"))
        else:
            said.update(plain(MEANT if self.is_wrong and len(self.typed) > len("9-12") else ""))
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Settled(self))

    @on(Button.Pressed)
    def _quick_day(self, event: Button.Pressed) -> None:
        event.stop()
        line = self.query_one(DayInput)
        line.value = f"{self._quick[int(event.button.name or 0)].day:%d-%m-%Y}"
        self.post_message(self.Settled(self))
