"""The small program of `mhtui melden`: the form of Bijlage 7, sealed to a card. No kluis, no wachtzin, no draft.

What it must never do: write what was typed anywhere but into the seal; keep it on the screen once it is sealed.
"""

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from db.records.signal import Signal
from mhtui.exits import REFUSED
from mhtui.handin.body import Told
from mhtui.handin.counter import Counter
from mhtui.handin.filing import Filed
from mhtui.messages import explain
from mhtui.plain import plain
from mhtui.quiet import QuietApp
from mhtui.screens.base import BREAKPOINTS
from mhtui.screens.formbox import HEIGHTS
from mhtui.screens.signal_form import SignalForm
from mhtui.theme import DARK, THEMES
from mhtui.widgets.dialog import Confirm, button
from mhtui.widgets.dialog import Told as ToldDialog

_KEYS = "F10 verzegelen · F7 betrokkene erbij · tab volgende · F1 hulp · ctrl+q afsluiten"
_HELP = (
    (
        "Wie leest dit?",
        "Alleen de aandachtsfunctionaris mensenhandel van deze gemeente. Ook u kunt het niet meer openen.",
    ),
    ("Wat moet ik invullen?", "Wat u weet. Een toelichting of één betrokkene is genoeg; de rest mag leeg blijven."),
    ("Waar blijft het?", "In één verzegeld bestand. Stuur dat zoals u met de gemeente heeft afgesproken."),
    ("Tussendoor stoppen?", "Dat kan, maar dan is weg wat er staat: er wordt niets onverzegeld bewaard."),
    ("Is er nu gevaar?", "Bel 112. Dit formulier wordt niet dag en nacht gelezen."),
)


class HandInApp(QuietApp):
    """One form, as often as somebody fills it in."""

    TITLE = "mhtui melden"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar = ["../styles/app.tcss", "../styles/widgets.tcss", "../styles/handin.tcss"]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "seal", "Verzegelen"),
        Binding("f7", "add_person", "Betrokkene erbij"),
        Binding("f1", "help", "Hulp"),
        Binding("ctrl+q", "quit", "Afsluiten", priority=True),
    ]

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.counter = counter
        self._empty: Signal | None = None
        self._sealing = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def compose(self) -> ComposeResult:
        """Whom it goes to, the form, what to do."""
        card = self.counter.card
        yield Static(plain(f"Signaal melden bij {card.name}"), id="handin--name")
        signed = " · met uw sleutel ondertekend" if self.counter.signer is not None else ""
        until = f"Kaart te gebruiken tot en met {card.expires_on:%d-%m-%Y}"
        yield Static(plain(f"{until} · vingerafdruk {card.fingerprint[:9]} …{signed}"), id="handin--card")
        yield VerticalScroll(id="handin--form", can_focus=False)
        with Horizontal(id="handin--buttons"):
            yield button("Afsluiten", "stop")
            yield button("Verzegelen (F10)", "seal", main=True)
        yield Static(plain(_KEYS), id="handin--keys")

    async def on_mount(self) -> None:
        """Show an empty form; a card that is new here is compared first."""
        await self._fresh_form()
        if self.counter.is_new:
            self.push_screen(self._question(), self._answered)

    def _question(self) -> Confirm:
        card = self.counter.card
        words = (
            f"U gebruikt de kaart van {card.name} hier voor het eerst. De vingerafdruk is\n\n{card.fingerprint}\n\n"
            "Is dat de vingerafdruk die u van de gemeente kreeg? Met een valse kaart zou een ander uw signaal lezen."
        )
        return Confirm("Klopt de vingerafdruk?", words, yes="Ja, die klopt", no="Nee, stoppen")

    def _answered(self, right: bool | None) -> None:  # noqa: FBT001 - what a question answers
        """Know the card from now on, or stop."""
        if not right:
            self.exit(return_code=REFUSED)
            return
        self._trust()

    def _trust(self) -> None:
        """Keep the card; that it cannot be kept only means that it is asked again."""
        from mhtui.handin.errors import CannotWrite

        try:
            self.counter.trust()
        except CannotWrite:
            self.notify("De kaart kan niet bewaard worden: noem hem de volgende keer weer met --kaart.")

    async def _fresh_form(self) -> None:
        """Put an empty form in the place of what there is."""
        holder = self.query_one("#handin--form", VerticalScroll)
        await holder.remove_children()
        form = SignalForm(Signal(number="", received_on=self.counter.card.made_on), None, fresh=True)
        await holder.mount(form)
        self._empty = form.read()
        form.query("Input").first().focus()

    @property
    def form(self) -> SignalForm:
        """The form that stands there."""
        return self.query_one(SignalForm)

    @property
    def has_changes(self) -> bool:
        """Whether something was typed that is not sealed."""
        return self._empty is not None and self.form.read() != self._empty

    @on(Button.Pressed, "#seal")
    def action_seal(self) -> None:
        """Seal what stands there, once."""
        if not self._sealing and not self.screen.is_modal:
            self._sealing = True
            signal = self.form.read()
            told = Told(form=signal.form, urgent=signal.urgent, safe_contact=signal.safe_contact)
            self.run_worker(self._seal(told), exit_on_error=False, description="seal")

    async def _seal(self, told: Told) -> None:
        """Seal and write in a thread; whatever goes wrong, what was typed stays."""
        try:
            filed = await asyncio.to_thread(self.counter.file, told)
        except Exception as error:  # noqa: BLE001 - whatever it is becomes a sentence
            message = explain(error)
            lines = [("", message.happened), ("", f"{message.safe} {message.todo}")]
            self.push_screen(ToldDialog(message.title, lines, done="Terug", urgent=True))
            return
        finally:
            self._sealing = False
        await self._fresh_form()
        self.push_screen(_done(filed, self.counter.card.name))

    @on(Button.Pressed, "#more-persons")
    async def action_add_person(self) -> None:
        """One betrokkene more."""
        if not self.screen.is_modal:
            await self.form.add_person()

    @on(Button.Pressed, ".remove-person")
    async def _remove_person(self, event: Button.Pressed) -> None:
        """One betrokkene less."""
        await self.form.remove_person(int(event.button.name or 0))

    def action_help(self) -> None:
        """Say how it works."""
        if not self.screen.is_modal:
            whole = ("Vingerafdruk van de kaart", self.counter.card.fingerprint)
            self.push_screen(ToldDialog("Signaal melden", [*_HELP, whole]))

    @on(Button.Pressed, "#stop")
    async def action_quit(self) -> None:
        """End; asks when something typed is not sealed."""
        if not self.has_changes:
            self.exit()
        elif not self.screen.is_modal:
            question = "Wat u hier heeft ingevuld is nog niet verzegeld. Als u doorgaat is het weg."
            self.push_screen(
                Confirm("Afsluiten zonder te verzegelen?", question, yes="Weggooien", danger=True),
                lambda yes: self.exit() if yes else None,
            )


def _done(filed: Filed, name: str) -> ToldDialog:
    """What the filer has to know, and keep."""
    return ToldDialog(
        f"✓ Verzegeld aan {name}",
        [
            ("Ontvangstnummer: schrijf het op, de gemeente heeft hetzelfde", filed.receipt),
            ("Stuur dit bestand", str(filed.path.absolute())),
            ("", "U kunt het zelf niet meer openen. Het formulier op dit scherm is leeg."),
        ],
    )
