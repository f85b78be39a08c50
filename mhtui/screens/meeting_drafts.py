"""Concepten at the table: what was said with an open marking is in the kluis already, and answered with one key each.

The question never comes by itself over what somebody types: a key that was meant for the next note would answer it
unread. So the words are kept first, the item says that they are a concept, and `c` asks when there is a hand free.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from db.records.base import Stored
from db.records.draft import Draft
from mhtui.casework.desk import Desk
from mhtui.casework.drafts import DraftLine, Written, answer, first_asked
from mhtui.screens.judge_box import JudgeBox
from mhtui.screens.meeting_notes import NoteTaking
from mhtui.widgets.dialog import button

if TYPE_CHECKING:
    from mhtui.casework.wording import Answers, Asked, Run


class DraftBox(JudgeBox):
    """The questions about one draft; the rest of them may be left to the aandachtsfunctionaris."""

    BINDINGS: ClassVar[list[BindingType]] = [("l", "later", "Later")]
    HELP = (
        "Dit staat als concept in de kluis. v vervangt de woorden, s schrapt ze, o laat ze staan, u neemt het laatste "
        "antwoord terug. l laat de rest aan de aandachtsfunctionaris, die het na het overleg beoordeelt."
    )

    def __init__(self, asked: "Asked") -> None:
        super().__init__(asked)
        self.later = False
        """Whether what is still open is left to the aandachtsfunctionaris."""

    def buttons(self) -> ComposeResult:
        """The answers, and later in the place of going back, which esc does."""
        yield button("Later", "later")
        yield from self.answers()

    def more(self, run: "Run") -> tuple[tuple[str, str], ...]:
        """Return the other keys and what they do, later among them."""
        return (*super().more(run), ("l", "later"))

    def action_later(self) -> None:
        """Keep the answers so far, and leave the rest."""
        if self.was_read():
            self.later = True
            self.dismiss(self.given())

    @on(Button.Pressed, "#later")
    def _later(self, event: Button.Pressed) -> None:
        event.stop()
        event.prevent_default()
        self.action_later()


class Drafting(NoteTaking):
    """The part of the Overleg screen that asks about drafts."""

    def open_draft(self) -> DraftLine | None:
        """The draft to ask about: of the item on the table first, then any that was not left for later."""
        table = self.table
        if table is None or not table.runs:
            return None
        here = table.view.current.row.id if table.view.current else None
        return min(table.drafts, key=lambda line: (line.later, line.item != here), default=None)

    def action_judge(self) -> None:
        """Ask what is still open in a draft."""
        line = self.open_draft()
        if line is not None:
            row = line.row
            self.ask(lambda desk: first_asked(desk, row), lambda asked: self._ask(row, asked), group="draft", hold=True)

    def _ask(self, row: Stored[Draft], asked: "Asked | None") -> None:
        """Ask; without a question left (the release may have let the words stand meanwhile) it is kept at once."""
        from mhtui.casework.wording import NO_ANSWERS

        if asked is None:
            self._keep(row, NO_ANSWERS, later=False)
            return
        box = DraftBox(asked)

        def answered(given: "Answers | None") -> None:
            if given is not None:
                self._keep(row, given, later=box.later)

        self.app.push_screen(box, answered)

    def _keep(self, row: Stored[Draft], given: "Answers", *, later: bool) -> None:
        def job(desk: Desk) -> Written | Stored[Draft]:
            return answer(desk, row, given, later=later)

        self.save(job, self._kept_draft, failed=self._was_first)

    def _kept_draft(self, result: object) -> None:
        """Go on with the next text of it, when it has one; what is left for later waits."""
        if isinstance(result, Stored) and isinstance(result.record, Draft):
            if not result.record.later:
                row = result
                self.ask(lambda desk: first_asked(desk, row), lambda asked: self._ask(row, asked), group="draft")
            else:
                self.notify("Blijft concept, voor de aandachtsfunctionaris", markup=False, timeout=4)
        else:
            self.notify("Bewaard", markup=False, timeout=4)
        self.ask_again(self.load)

    def _was_first(self, error: Exception) -> bool:
        """Another program answered it: what stands there now is read again."""
        from db.errors import NotFound, StaleVersion

        if not isinstance(error, StaleVersion | NotFound):
            return False
        self.notify("Een ander was u voor bij dit concept", markup=False, timeout=4)
        self.ask_again(self.load)
        return True
