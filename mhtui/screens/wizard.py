"""Nieuwe kluis: a few questions, one at a time; then the kluis is made, and its herstelblad is shown once and checked.

Until the last question nothing is made. What was typed is gone when the wizard is left.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from mhtui.entering import Entrance
from mhtui.plain import plain
from mhtui.screens.base import BREAKPOINTS
from mhtui.screens.wizard_steps import (
    Draft,
    HolderStep,
    KluisStep,
    RetentionStep,
    SeriesStep,
    Step,
    SummaryStep,
)
from mhtui.screens.work import WorkingScreen
from mhtui.widgets.dialog import button
from mhtui.widgets.footer import KeyBar

if TYPE_CHECKING:
    from mhtui.casework.founding import Plan
    from mhtui.session import NewKluis

_STEPS: Final[tuple[type[Step], ...]] = (KluisStep, RetentionStep, HolderStep, SeriesStep, SummaryStep)


class WizardScreen(WorkingScreen[Entrance | None]):
    """Makes a new kluis; answers with the way in, or None when it was left."""

    CSS_PATH = "../styles/wizard.tcss"
    AUTO_FOCUS = "#wizard--step Input"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Terug")]
    HELP = (
        "Hier maakt u een nieuwe kluis. Met tab gaat u naar het volgende veld, met de knoppen naar de volgende of "
        "vorige vraag. Er wordt niets gemaakt voordat u op de laatste knop drukt."
    )

    def __init__(self) -> None:
        super().__init__()
        self._place = 0
        self._making = False

    def compose(self) -> ComposeResult:
        """Title, the step, and the buttons."""
        with Vertical(id="wizard--card"):
            yield Static(id="wizard--title")
            yield VerticalScroll(id="wizard--step", can_focus=False)
            with Horizontal(id="wizard--buttons"):
                yield Static(id="wizard--said")
                yield button("Vorige", "back")
                yield button("Volgende", "next", main=True)
        yield KeyBar()

    async def on_mount(self) -> None:
        """Begin with the first question."""
        from mhtui.casework.founding import first_meeting

        today = self.session.clock().date()
        self._draft = Draft(today=today, first_on=first_meeting(today))
        await self._show()

    async def _show(self) -> None:
        """Show the step that it is at."""
        kind = _STEPS[self._place]
        step = kind(self._draft)
        holder = self.query_one("#wizard--step")
        await holder.remove_children()
        await holder.mount(step)
        where = f"  {self._place + 1} van {len(_STEPS)}"
        title = Content.assemble(
            ("Nieuwe kluis", "bold $here"), ("  ▸  ", "$muted"), (step.TITLE, "bold"), (where, "$muted")
        )
        self.query_one("#wizard--title", Static).update(title)
        last = kind is SummaryStep
        forward = self.query_one("#next", Button)
        forward.label = Content("Kluis maken" if last else "Volgende")
        forward.refresh(layout=True)
        self.query_one("#back", Button).disabled = self._place == 0
        fields = step.query(Input)
        (fields.first() if fields else forward).focus()

    @on(Button.Pressed, "#next")
    async def _next(self) -> None:
        """Go on when all is well; at the end make the kluis."""
        step = self.query_one(Step)
        if self._making:
            return
        if not step.finish():
            step.query("Field.-wrong Input").first().focus()
            return
        if self._place + 1 == len(_STEPS):
            self._make()
            return
        self._place += 1
        await self._show()

    @on(Input.Submitted)
    async def _entered(self) -> None:
        """Enter goes to the next field, and from the last one on."""
        fields = [field for field in self.query("#wizard--step Input").results(Input) if field.display]
        if fields and self.focused is not fields[-1]:
            self.focus_next()
        else:
            await self._next()

    @on(Button.Pressed, "#back")
    async def _back(self) -> None:
        """Go back; what was typed here is kept when it was right."""
        if self._place and not self._making:
            self.query_one(Step).finish()
            self._place -= 1
            await self._show()

    def _make(self) -> None:
        """Make the kluis, in a thread."""
        session, plan = self.session, self._plan()
        self._making = True
        self.query_one("#wizard--said", Static).update(plain("◷ De kluis wordt gemaakt …"))
        self.start(lambda: session.found(plan), self._made, group="found", failed=self._failed)

    def _plan(self) -> "Plan":
        """What was answered, as the rules of founding take it."""
        from mhtui.casework.founding import DRIELUIK, LOCAL, Plan, SeriesPlan

        draft = self._draft
        return Plan(
            name=draft.name,
            municipality=draft.municipality,
            retention_months=draft.months,
            alone_months=draft.alone_months,
            passphrase_af=draft.passphrases["aandachtsfunctionaris"],
            passphrase_overleg=draft.passphrases["overleg"],
            passphrase_keten=draft.passphrases.get("ketenregisseur", ""),
            series=(SeriesPlan(LOCAL, draft.overleg_on or draft.first_on),),
            drieluik=SeriesPlan(DRIELUIK, draft.drieluik_on) if draft.drieluik_on else None,
            municipalities=draft.municipalities,
            rules=draft.rules,
        )

    def _made(self, new: "NewKluis") -> None:
        """Show the herstelblad, once."""
        from mhtui.screens.wizard_sheet import SheetScreen

        def go_in(_: None) -> None:
            self.dismiss(self.session.enter_new(new))

        self._draft.passphrases.clear()
        self.app.push_screen(SheetScreen(new), go_in)

    def _failed(self, error: Exception) -> bool:
        """Nothing was made; the answers are still there."""
        del error
        self._making = False
        self.query_one("#wizard--said", Static).update("")
        return False

    def action_leave(self) -> None:
        """Leave; asks when something was filled in."""
        if self._making:
            return
        if not self._draft.name and not any(field.value for field in self.query(Input)):
            self.dismiss(None)
            return
        question = "Er is nog niets gemaakt. Wat u heeft ingevuld is dan weg."
        self.confirm("Stoppen met de nieuwe kluis?", question, lambda: self.dismiss(None), yes="Stoppen")
