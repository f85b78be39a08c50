"""A functieoverdracht that stopped half way: both see it when they come in, and finish it or take it back.

Until then two keys open everything. It asks for what that needs and names the choice; the work itself is done with how
far it is, in the screen below.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Static

from mhtui.plain import plain
from mhtui.screens.base import BREAKPOINTS
from mhtui.screens.formbox import HEIGHTS
from mhtui.screens.keyring_forms import LONGEST_WORDS, code_complaint
from mhtui.screens.work import WorkingModal
from mhtui.widgets.dialog import Dialog, button
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from mhtui.casework.handover import Unfinished

_MINE = (
    "U bent de opvolger, en heeft de functie nog niet overgenomen: de sleutel van {others} opent ook nog alles. "
    "Maak de overdracht af met de herstelcode. Gaat zij niet door, dan neemt wie overdraagt uw sleutel terug."
)
_THEIRS = (
    "{successor} heeft een sleutel die alles opent, en die van u ook. Laat de opvolger de overdracht afmaken: "
    "hier, met de eigen wachtzin, of op de eigen computer. Of neem de sleutel van de opvolger terug."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose to do."""

    code: bytes = field(repr=False)
    finish: bool
    words: str = field(default="", repr=False)
    """The successor's wachtzin, when who leaves finishes it."""


class UnfinishedBox(Dialog["Choice | None"], WorkingModal["Choice | None"]):
    """Asks for the herstelcode, and what to do."""

    heading = "Overdracht nog niet af"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    DEFAULT_CSS = """
    UnfinishedBox { &.-narrow .dialog--buttons { layout: vertical; align-horizontal: left; } }
    """
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "Input"

    def __init__(self, found: "Unfinished") -> None:
        super().__init__(classes="-dense")
        self._found = found

    def body(self) -> ComposeResult:
        """What is the matter, the code, and for who leaves the successor's wachtzin."""
        others = ", ".join(each.label for each in self._found.leavers)
        words = (
            _MINE.format(others=others) if self._found.mine else _THEIRS.format(successor=self._found.successor.label)
        )
        yield Static(plain(words))
        yield Field("Herstelcode, alle groepen", Input(max_length=200), id="unfinished--code")
        if not self._found.mine:
            line = Input(password=True, max_length=LONGEST_WORDS)
            yield Field("Wachtzin van de opvolger (alleen om af te maken)", line, id="unfinished--words")

    def buttons(self) -> ComposeResult:
        """Later, take back, finish."""
        yield button("Later", "later")
        if not self._found.mine:
            yield button("Terugnemen", "undo", danger=True)
        yield button("Afmaken", "finish", main=True)

    @on(Button.Pressed, "#later")
    def action_leave(self) -> None:
        """Leave it; it is asked again the next time."""
        self.dismiss(None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#finish")
    def _finish(self) -> None:
        """Finish it; who leaves needs the successor's wachtzin for it."""
        words = "" if self._found.mine else self.query_one("#unfinished--words Input", Input).value
        if not self._found.mine and not words:
            self._complain("unfinished--words", "Laat de opvolger de eigen wachtzin typen.")
            return
        self._check(finish=True, words=words)

    @on(Button.Pressed, "#undo")
    def _undo(self) -> None:
        self._check(finish=False)

    def _check(self, *, finish: bool, words: str = "") -> None:
        """See in a thread whether the code is that of this kluis."""
        from mhtui.casework.handover import check_code

        typed = self.query_one("#unfinished--code Input", Input).value
        self.ask(
            lambda desk: check_code(desk, typed),
            lambda code: self.dismiss(Choice(code, finish, words)),
            group="code",
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> bool:
        why = code_complaint(error)
        if why:
            self._complain("unfinished--code", why)
        return bool(why)

    def _complain(self, name: str, why: str) -> None:
        for each in self.query(Field):
            each.complaint = why if each.id == name else ""
        self.query_one(f"#{name}", Field).go()
