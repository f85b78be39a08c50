"""Casus: what the table may read, what it said, and for the aandachtsfunctionaris everything behind it but the names.

The source text is never read here; that is Afschermen, where the look is written in the logboek.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings
from mhtui.plain import plain
from mhtui.screens.base import WorkScreen
from mhtui.screens.case_drawing import draw_main, draw_side

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.caseview import CaseView
    from mhtui.casework.desk import Desk
    from mhtui.casework.relook import Named


class CaseScreen(WorkScreen[None]):
    """One case, by its number."""

    NAME = "case"
    LABEL = "Casus"
    CSS_PATH = "../styles/cases.tcss"
    HELP = (
        "Links wat het overleg leest en zei, rechts hoe ver de casus is. a schrijft de tekst naast de brontekst en "
        "geeft hem vrij, g zet de casus op de agenda."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("case")

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._view: CaseView | None = None
        self._named: tuple[Named, ...] = ()
        """What the table wrote, and names somebody who is registered now."""

    def content(self) -> Iterable[Widget]:
        """Main and side."""
        yield _Case()

    def load(self) -> None:
        """Read the case."""
        number = self._number

        def job(desk: "Desk") -> "tuple[CaseView, bool]":
            from mhtui.casework.caseview import case_view

            return case_view(desk, number), desk.sees_identity

        self.ask(job, self._show, failed=self._gone)

    def _gone(self, error: Exception) -> bool:
        """What was withdrawn from the table is not there any more: say so in the place of the text."""
        from mhtui.casework.errors import UnknownNumber

        if not isinstance(error, UnknownNumber):
            return False
        self._view = None
        self.header.title = f"Casus {self._number}"
        words = "Deze casus is niet (meer) vrijgegeven voor uw overleg. De aandachtsfunctionaris weet waarom."
        self.query_one("#case--text", Static).update(plain(words))
        self.refresh_bindings()
        return True

    def _show(self, found: "tuple[CaseView, bool]") -> None:
        """Draw it."""
        view, whole = found
        self._view = view
        self.set_class(not whole, "-table")
        self.header.title = f"Casus {view.number} “{view.codename}”"
        self.query_one("#case--text", Static).update(draw_main(view, self.session.desk.today()))
        self.query_one("#case--card", Static).update(draw_side(view))
        self.query_one("#case--main").focus()
        self.refresh_bindings()
        if whole:
            self.ask(lambda desk: named_in(desk, view.id), self._tell_named, group="named")

    def _tell_named(self, named: "tuple[Named, ...]") -> None:
        """Say above the text that the table wrote what is registered by now."""
        self._named = named
        self.query_one("#case--named", Static).update(plain(said_of_named(named), "$attention"))
        self.set_class(bool(named), "-named")
        self.refresh_bindings()

    def can(self, action_id: str) -> bool | None:
        """What needs a text that is released, or signals to take apart."""
        view = self._view
        if view is None:
            return True if action_id == "case.leave" else None
        if action_id in {"case.withdraw", "case.agenda"}:
            return True if view.released_text is not None else None
        if action_id == "case.named":
            return True if self._named else None
        if action_id == "case.split":
            return True if isinstance(view.signals, tuple) and len(view.signals) > 1 else None
        return True

    def _again(self, answer: object) -> None:
        """Read again after a box or a screen over this one, without waiting for the change mark."""
        del answer
        self.ask_again(self.load)

    def action_shield(self) -> None:
        """Write the text beside the source."""
        from mhtui.screens.shielding import ShieldingScreen

        self.app.push_screen(ShieldingScreen(self._number), self._again)

    def action_agenda(self) -> None:
        """Put the case on the agenda of the next meeting of a series."""
        from mhtui.screens.case_questions import PutOnAgenda

        if self._view is not None:
            self.app.push_screen(PutOnAgenda(self._view.id, self._number), self._again)

    def action_step(self) -> None:
        """Ask what was done."""
        from mhtui.screens.step_form import StepForm

        if self._view is not None:
            self.app.push_screen(StepForm("casus", self._view.id, self._number), self._again)

    def action_named(self) -> None:
        """Show what the table wrote about somebody who is registered now, to put labels in."""
        from mhtui.screens.named_box import NamedBox

        if self._view is not None and self._named:
            self.app.push_screen(NamedBox(self._view.id, self._named), self._again)

    def action_withdraw(self) -> None:
        """Ask why, and withdraw."""
        from mhtui.screens.case_questions import Withdraw

        self.app.push_screen(Withdraw(self._number), self._again)

    def action_split(self) -> None:
        """Ask which signal."""
        from mhtui.screens.case_questions import Split

        if self._view is not None and isinstance(self._view.signals, tuple):
            numbers = tuple(signal.number for signal in self._view.signals)
            self.app.push_screen(Split(self._number, numbers), self._again)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


class _Case(VerticalScroll, can_focus=False):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """What the table reads and said; how far it is."""
        with VerticalScroll(id="case--main", can_focus=True):
            yield Static(id="case--named")
            yield Static(id="case--text")
        with VerticalScroll(id="case--side", can_focus=False):
            yield Static(id="case--card")


def named_in(desk: "Desk", case: "RowId") -> "tuple[Named, ...]":
    """Read what the table wrote about a case and names somebody in it."""
    from mhtui.casework.relook import named_at_table

    return named_at_table(desk, case)


def said_of_named(named: "tuple[Named, ...]") -> str:
    """Return what is said of it; empty when there is nothing."""
    if not named:
        return ""
    count = "Op 1 plaats" if len(named) == 1 else f"Op {len(named)} plaatsen"
    return (
        f"▲ {count} noemt wat het overleg schreef iemand die nu in dit dossier geregistreerd staat. n laat het zien en "
        "zet er labels voor in de plaats."
    )
