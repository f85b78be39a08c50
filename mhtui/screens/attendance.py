"""Who is at the table, by function: each answer is kept at once. Names are never asked.

It is given the lines and the job that keeps one; it starts nothing and closes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from mhtui.casework.desk import Desk
from mhtui.plain import plain, single_line
from mhtui.screens.formbox import HEIGHTS
from mhtui.screens.work import WorkingModal
from mhtui.widgets.dialog import Dialog, button

_SIGNS: Final = {
    "ja": ("✓ aanwezig", "$done"),
    "nee": ("✕ afwezig", "$muted"),
    "onbekend": ("· onbekend", "$attention"),
}
_NEXT: Final = {"onbekend": "ja", "ja": "nee", "nee": "onbekend"}


@dataclass(frozen=True, slots=True)
class Seat:
    """One function, and whether it is there: `ja`, `nee` or `onbekend`."""

    function: str
    present: str


class AttendanceBox(Dialog[None], WorkingModal[None]):
    """Aanwezig."""

    DEFAULT_CSS = """
    AttendanceBox #seats { max-height: 16; }
    AttendanceBox #hint { color: $muted; margin-bottom: 1; }
    AttendanceBox #other { margin-top: 1; }
    AttendanceBox.-short #seats { max-height: 7; }
    AttendanceBox.-short #hint, AttendanceBox.-short #other { margin: 0; }
    """
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", "Wisselen", show=False)]
    HELP = "Spatie, ⏎ of een klik wisselt tussen aanwezig, afwezig en onbekend. Alles wordt meteen bewaard."

    def __init__(self, seats: Sequence[Seat], keep: Callable[[Desk, str, str], Sequence[Seat]]) -> None:
        super().__init__(classes="-dense")
        self.heading = "Aanwezig"
        self._seats = tuple(seats)
        self._keep = keep

    def body(self) -> ComposeResult:
        """The functions, and a line for one that was not expected."""
        yield Static(plain("Spatie of klik wisselt. Alleen functies, geen namen."), id="hint")
        yield OptionList(markup=False, id="seats")
        yield Input(placeholder="Andere functie …", max_length=120, id="other")

    def buttons(self) -> ComposeResult:
        """Everything is kept already."""
        yield button("Klaar", "done", main=True)

    def on_mount(self) -> None:
        """Show who is expected."""
        self._show(self._seats)

    @property
    def has_changes(self) -> bool:
        """Whether a function was typed that is not added yet."""
        return self.is_mounted and bool(self.query_one("#other", Input).value.strip())

    def _show(self, seats: Sequence[Seat]) -> None:
        self._seats = tuple(seats)
        options = self.query_one("#seats", OptionList)
        place = options.highlighted
        options.clear_options()
        options.add_options([Option(_line(seat)) for seat in self._seats])
        options.display = bool(self._seats)
        if self._seats:
            options.highlighted = min(place or 0, len(self._seats) - 1)
        else:
            self.query_one("#other").focus()

    @on(OptionList.OptionSelected)
    def action_turn(self) -> None:
        """The next answer for the function under the cursor."""
        place = self.query_one("#seats", OptionList).highlighted
        if place is not None and self._seats:
            seat = self._seats[place]
            self._set(seat.function, _NEXT[seat.present])

    @on(Input.Submitted, "#other")
    def _other(self, event: Input.Submitted) -> None:
        """Somebody who was not expected is there."""
        function = event.value.strip()
        if function:
            self._set(function, "ja", typed=event.input)

    def _set(self, function: str, present: str, *, typed: Input | None = None) -> None:
        """Keep one answer; a typed function goes from the line when it is kept."""
        keep = self._keep

        def kept(seats: Sequence[Seat]) -> None:
            if typed is not None:
                typed.clear()
            self._show(seats)

        said = f"{function}: {_SIGNS[present][0][2:]}"
        self.save(lambda desk: keep(desk, function, present), kept, said=single_line(said, 80))

    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        self.dismiss(None)


def _line(seat: Seat) -> Content:
    """One function with its answer: sign, word and tone."""
    words, tone = _SIGNS[seat.present]
    return Content.assemble((f"{words:<13}", tone), plain(single_line(seat.function, 60)))
