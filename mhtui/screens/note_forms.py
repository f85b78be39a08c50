"""Changing a note: which one, its new words, and what to do when somebody else changed it meanwhile.

Nobody's words are lost: a conflict shows both versions and keeps mine, theirs or both.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Static

from db.errors import StaleVersion
from db.records.base import Stored
from db.records.draft import Draft
from db.records.meeting import Note
from mhtui.casework.desk import Desk
from mhtui.casework.drafts import say_both, say_edit
from mhtui.casework.live_view import NoteLine
from mhtui.casework.minutes import TEXT_LIMIT, theirs_of
from mhtui.plain import plain
from mhtui.screens.formbox import FormBox
from mhtui.screens.table_forms import TOO_LONG
from mhtui.widgets.dialog import Dialog, button
from mhtui.widgets.field import Field
from mhtui.widgets.growing import GrowingLine
from mhtui.widgets.pick import PickBox


class Keep(Enum):
    """How a conflict is settled."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def which_note(notes: Sequence[NoteLine]) -> PickBox:
    """Which note of the item is to be changed; the newest first."""
    return PickBox("Welke notitie wilt u wijzigen?", [(note.row.id, note.text) for note in reversed(notes)])


class NoteForm(FormBox[Stored[Note] | Stored[Draft]]):
    """The words of one note; with an open marking they are kept as a draft, and the note stands as it was."""

    SAID = ""
    FIELDS: ClassVar[dict[str, str]] = {"text": "form-text"}

    def __init__(self, note: Stored[Note]) -> None:
        super().__init__()
        self.heading = "✎ Notitie wijzigen"
        self._note = note

    def body(self) -> ComposeResult:
        """The words as they are."""
        yield Field("Notitie", GrowingLine(self._note.opened.text, id="text"), id="form-text")

    def on_mount(self) -> None:
        """Go on behind the last word."""
        line = self.query_one("#text", GrowingLine)
        line.move_cursor(line.document.end)

    @property
    def mine(self) -> str:
        """The words as they stand now."""
        return self.query_one("#text", GrowingLine).text.strip()

    @property
    def has_changes(self) -> bool:
        """Whether they are other words."""
        return self.is_mounted and self.mine != self._note.opened.text

    def missing(self) -> dict[str, str]:
        """A note is never empty; taking it back is something else."""
        if not self.mine:
            return {"form-text": "Een lege notitie kan niet. Met «u» neemt u uw laatste notitie terug."}
        return {"form-text": TOO_LONG} if len(self.mine) > TEXT_LIMIT else {}

    def job(self) -> Callable[[Desk], Stored[Note] | Stored[Draft]]:
        """Keep these words."""
        note, words = self._note, self.mine
        return lambda desk: say_edit(desk, note, words)

    def _kept(self, result: Stored[Note] | Stored[Draft]) -> None:
        """Say as what they were kept."""
        draft = result.table == "drafts"
        self.notify("Als concept bewaard · c beoordeelt" if draft else "Notitie bewaard", markup=False, timeout=4)
        super()._kept(result)

    @on(GrowingLine.Sent)
    def _sent(self) -> None:
        self.action_keep()

    @on(GrowingLine.Left)
    def _left(self) -> None:
        self.action_leave()

    def _refused(self, error: Exception) -> bool:
        """Somebody else was first: show both."""
        if not isinstance(error, StaleVersion):
            return super()._refused(error)
        self._set_keeping(False)
        theirs = theirs_of(error)
        self.app.push_screen(Conflict(self.mine, theirs.opened.text), lambda how: self._settle(how, error))
        return True

    def _settle(self, how: Keep | None, conflict: StaleVersion) -> None:
        """Keep mine, theirs or both; without an answer everything stays as it was typed."""
        words = self.mine
        if how is Keep.THEIRS:
            self.dismiss(theirs_of(conflict))
        elif how is not None:
            theirs, both = theirs_of(conflict), how is Keep.BOTH
            self._set_keeping(True)

            def job(desk: Desk) -> Stored[Note] | Stored[Draft]:
                return say_both(desk, conflict, words) if both else say_edit(desk, theirs, words)

            self.save(job, self._kept, failed=self._refused)


class Conflict(Dialog[Keep | None]):
    """Two versions of one note, side by side in words."""

    DEFAULT_CSS = """
    Conflict .conflict--word { margin-top: 1; }
    Conflict .dialog--buttons Button { margin-left: 1; min-width: 10; }
    """

    def __init__(self, mine: str, theirs: str) -> None:
        super().__init__()
        self.heading = "▲ Iemand anders heeft deze notitie intussen gewijzigd"
        self._mine, self._theirs = mine, theirs

    def body(self) -> ComposeResult:
        """What each wrote; the other's words are in the kluis already."""
        yield Static(plain("Van de ander, al bewaard", "$muted"))
        yield Static(plain(self._theirs), classes="conflict--words")
        yield Static(plain("Van u, nog niet bewaard", "$muted"), classes="conflict--word")
        yield Static(plain(self._mine), classes="conflict--words")

    def buttons(self) -> ComposeResult:
        """Three ways on; esc goes back to what was typed."""
        yield button("Die van de ander", Keep.THEIRS.value)
        yield button("Die van mij", Keep.MINE.value)
        yield button("Beide bewaren", Keep.BOTH.value, main=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(Keep(event.button.id))
