"""Signaal: the whole form of one signal, new or known, and beside it how far it is.

Opening it is written in the logboek; the reporter is shown apart, for half a minute, and that is written too.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from mhtui.actions.registry import bindings
from mhtui.screens.base import WorkScreen
from mhtui.screens.formbox import HEIGHTS
from mhtui.screens.once import Once
from mhtui.screens.signal_conflict import Conflict, merged
from mhtui.screens.signal_desk import Sheet, keep_signal, look_at_reporter, named_of_signal, read_sheet
from mhtui.screens.signal_form import SignalForm
from mhtui.widgets.dialog import Confirm
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from db.records.base import RowId, Stored
    from db.records.signal import Signal

SHOWN_SECONDS: Final = 30.0
"""How long the reporter is shown (screens: "shows it for 30 seconds, logged")."""


class SignalScreen(WorkScreen[None]):
    """One signal; `row` None is a new one."""

    NAME = "signal"
    LABEL = "Signaal"
    CSS_PATH = "../styles/signal.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS
    HELP = (
        "Het formulier van Bijlage 7, met daaronder wat u toevoegt. Wat u niet weet blijft onbekend. F10 bewaart. De "
        "naam van de melder ziet alleen u, en elke keer dat u hem toont staat in het logboek."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("signal")

    def __init__(self, row: "RowId | None") -> None:
        super().__init__()
        self._row = row
        self._sheet: Sheet | None = None
        self._before: Signal | None = None
        """What the form held when it was drawn: what is typed since is a change."""
        self._looks: Once[None] = Once()
        self.add_class("-dense")
        self.set_class(row is None, "-fresh")

    def content(self) -> Iterable[Widget]:
        """The form and the side."""
        yield _Layout()

    def load(self) -> None:
        """Read the signal; what is being typed is never drawn over."""
        row, looks = self._row, self._looks
        self.ask(lambda desk: read_sheet(desk, row, looks), self._show)

    async def _show(self, sheet: Sheet) -> None:
        """Draw the form, or only the side when there is something typed."""
        self.query_one("#signal--card", Static).update(sheet.side)
        if self._sheet is not None and (self.has_changes or self._sheet.stored == sheet.stored):
            return
        self._sheet = sheet
        number = sheet.signal.number
        self.header.title = f"Signaal {number}" if number else "Nieuw signaal"
        holder = self.query_one("#signal--form", VerticalScroll)
        await holder.remove_children()
        form = SignalForm(sheet.signal, sheet.lists, fresh=self._row is None)
        await holder.mount(form)
        self._before = form.read()
        form.query("Input").first().focus()

    @property
    def form(self) -> SignalForm | None:
        """The form, once it is drawn."""
        found = self.query(SignalForm)
        return found.first() if found else None

    @property
    def has_changes(self) -> bool:
        """Whether something was typed that is not kept."""
        form = self.form
        return form is not None and self._before is not None and form.read() != self._before

    def can(self, action_id: str) -> bool | None:
        """A new signal has no reporter to show and no step to take."""
        if action_id in {"signal.reveal", "signal.step"}:
            return self._row is not None
        return True

    def action_keep(self) -> None:
        """Keep the form."""
        form, sheet = self.form, self._sheet
        if form is None or sheet is None:
            return
        if not self.has_changes and sheet.stored is not None:
            self.notify("Er is niets veranderd.", markup=False)
            return
        for field in form.query(Field):
            field.complaint = ""
        signal, stored = form.read(), sheet.stored
        self.save(lambda desk: keep_signal(desk, stored, signal), self._kept, failed=self._refused)

    def _kept(self, stored: "Stored[Signal]") -> None:
        """Draw it as it is kept."""
        self.notify(f"Signaal {stored.opened.number} is bewaard.", markup=False, timeout=4)
        self._looks(lambda: None)  # whoever typed it has seen it
        self._row, self._sheet, self._before = stored.id, None, None
        self.remove_class("-fresh")
        self.load()
        self.refresh_bindings()
        self.ask(lambda desk: named_of_signal(desk, stored), self._tell_named, group="named")

    def _tell_named(self, found: tuple[str, int]) -> None:
        """Say when the table wrote about somebody who is registered since."""
        number, count = found
        if count:
            said = f"Het overleg noemt in {number} iemand die nu geregistreerd staat. Open die casus en kies n."
            self.notify(said, severity="warning", markup=False, timeout=10)

    def _refused(self, error: Exception) -> bool:
        """Say at the field what is wrong; ask what to do when somebody else was first."""
        from db.errors import StaleVersion
        from mhtui.casework.errors import AlreadyKnown, InvalidForm
        from mhtui.messages import complaint

        form = self.form
        if form is None:
            return False
        if isinstance(error, StaleVersion):
            self._settle_conflict(error.theirs)
            return True
        if isinstance(error, AlreadyKnown):
            self.notify(f"Dit formulier is al vastgelegd als {error.number}.", severity="warning", markup=False)
            return True
        if isinstance(error, InvalidForm) and form.query(f"#{error.field}"):
            field = form.query_one(f"#{error.field}")
            if isinstance(field, Field):
                field.complaint = complaint(error.what)
                field.go()
                return True
        return False

    def _settle_conflict(self, theirs: object) -> None:
        """Take their version and put ours on it; where both changed the same field, ask."""
        from db.records.base import Stored

        form, before = self.form, self._before
        assert isinstance(theirs, Stored)  # noqa: S101 - StaleVersion carries a row
        if form is None or before is None:
            return
        conflict = merged(before, form.read(), theirs.opened)
        if not conflict.fields:
            self.save(lambda desk: keep_signal(desk, theirs, conflict.mine), self._kept, failed=self._refused)
            return
        self.app.push_screen(Conflict(conflict), lambda chosen: self._chosen(theirs, chosen))

    def _chosen(self, theirs: "Stored[Signal]", chosen: "Signal | None") -> None:
        """Keep what was chosen; without a choice everything typed stays in the form."""
        if chosen is not None:
            self.save(lambda desk: keep_signal(desk, theirs, chosen), self._kept, failed=self._refused)

    def action_reveal(self) -> None:
        """Show the reporter, after the look is written in the logboek."""
        if self._row is not None:
            row = self._row
            self.save(lambda desk: look_at_reporter(desk, row), self._reveal)

    def _reveal(self, name: str) -> None:
        if self.form is not None:
            self.form.reporter.show(name)
            self.set_timer(SHOWN_SECONDS, self._hide)
            self.notify("De naam staat er een halve minuut; dit staat in het logboek.", markup=False, timeout=4)

    def _hide(self) -> None:
        """Draw the mask again, when the screen is still there."""
        if self.is_attached and self.form is not None:
            self.form.reporter.hide()

    @on(Button.Pressed, "#more-persons")
    async def action_add_person(self) -> None:
        """One betrokkene more."""
        if self.form is not None:
            await self.form.add_person()

    @on(Button.Pressed, ".remove-person")
    async def _remove_person(self, event: Button.Pressed) -> None:
        """One betrokkene less."""
        if self.form is not None:
            await self.form.remove_person(int(event.button.name or 0))

    def action_step(self) -> None:
        """Ask what was done."""
        from mhtui.screens.step_form import StepForm

        if self._row is not None and self._sheet is not None:
            self.app.push_screen(
                StepForm("signaal", self._row, self._sheet.signal.number), lambda _: self.ask_again(self.load)
            )

    def action_leave(self) -> None:
        """Go back; asks when something typed is not kept."""
        if not self.has_changes:
            self.dismiss(None)
            return

        def answer(leave: bool | None) -> None:
            if leave:
                self.dismiss(None)

        question = "Wat u hier heeft ingevuld is nog niet bewaard."
        self.app.push_screen(Confirm("Weggaan zonder te bewaren?", question, yes="Weggooien", danger=True), answer)


class _Layout(VerticalScroll, can_focus=False):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The form, and how far the signal is."""
        yield VerticalScroll(id="signal--form", can_focus=False)
        with VerticalScroll(id="signal--side", can_focus=False):
            yield Static(id="signal--card")
