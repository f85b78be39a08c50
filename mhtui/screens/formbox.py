"""A form in a box that keeps itself: what was typed stays until the kluis has taken it, whatever goes wrong meanwhile.

A subclass gives its fields, says what is missing, and names the job that keeps it. It closes only when that job is
done, or when somebody leaves it and says so.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button

from mhtui.screens.work import WorkingModal
from mhtui.widgets.dialog import Confirm, Dialog, button
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk

ResultT = TypeVar("ResultT")


HEIGHTS = [(0, "-short"), (32, "-tall")]
"""Rows from which the fields of a form have their frames."""


class FormBox(Dialog[ResultT | None], WorkingModal[ResultT | None]):
    """A form that is kept with F10 or its button; None when it was left."""

    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "keep", "Bewaren")]

    KEEP_WORD: ClassVar[str] = "Bewaren"
    """On the button that keeps it."""
    SAID: ClassVar[str] = "Bewaard"
    """What is told when it is kept."""
    FIELDS: ClassVar[dict[str, str]] = {}
    """Field of an `InvalidForm` -> id of the `Field` that shows the complaint."""
    FILE: ClassVar[str] = ""
    """Id of the `Field` of a file that is made, which tells why it cannot be."""

    def __init__(self) -> None:
        super().__init__(classes="-dense")
        self._keeping = False

    def buttons(self) -> ComposeResult:
        """Back, and keep."""
        yield button("Terug", "back")
        yield button(f"{self.KEEP_WORD} (F10)", "keep", main=True)

    def missing(self) -> dict[str, str]:
        """What is still missing or wrong: id of the field -> Dutch words."""
        return {}

    def job(self) -> "Callable[[Desk], ResultT]":
        """What keeps it; called when nothing is missing. It runs in a thread and must not touch a widget."""
        raise NotImplementedError

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Keep it, when nothing is missing."""
        if self._keeping:
            return
        wrong = self.missing()
        self.complain(wrong)
        if not wrong:
            self._set_keeping(True)
            self.save(self.job(), self._kept, said=self.SAID, failed=self._refused)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Leave; asks when something typed would be lost."""
        if not self.has_changes:
            self.dismiss(None)
            return

        def answer(leave: bool | None) -> None:
            if leave:
                self.dismiss(None)

        question = "Wat u hier heeft ingevuld is nog niet bewaard."
        self.app.push_screen(Confirm("Weggaan zonder te bewaren?", question, yes="Weggooien", danger=True), answer)

    def _kept(self, result: ResultT) -> None:
        self._set_keeping(False)
        self.dismiss(result)

    def _refused(self, error: Exception) -> bool:
        """Show what is wrong beside its field; everything typed is still there."""
        from mhtui.casework.errors import InvalidForm
        from mhtui.handin.errors import CannotWrite
        from mhtui.messages import complaint, explain

        self._set_keeping(False)
        if self.FILE and isinstance(error, CannotWrite):
            self.complain({self.FILE: explain(error).happened})
            return True
        if not isinstance(error, InvalidForm) or error.field not in self.FIELDS:
            return False
        self.complain({self.FIELDS[error.field]: complaint(error.what)})
        return True

    def _set_keeping(self, keeping: bool) -> None:
        self._keeping = keeping
        self.query_one("#keep", Button).disabled = keeping

    def complain(self, wrong: dict[str, str]) -> None:
        """Put each complaint at its field, and go to the first."""
        fields = list(self.query(Field))
        for field in fields:
            field.complaint = wrong.get(field.id or "", "")
        first = next((field for field in fields if field.complaint), None)
        if first is not None:
            first.go()
