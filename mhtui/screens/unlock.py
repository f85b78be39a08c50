"""Ontgrendelen: who, wachtzin, and nothing of what is inside. The first frame waits for nothing.

It must never say more about a wrong wachtzin than that it is wrong, and never keep a wachtzin longer than one attempt.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static

from mhtui.door import SAID
from mhtui.plain import plain
from mhtui.screens.work import WorkingScreen
from mhtui.widgets.callers import CallerList
from mhtui.widgets.dialog import button
from mhtui.widgets.footer import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mhtui.door import Door
    from mhtui.entering import Entrance
    from mhtui.messages import Message

DERIVING: Final = "◷ De sleutel wordt afgeleid …"
SITTING_DOWN: Final = "◷ Het overleg wordt geopend …"
OPENING: Final = "◷ De kluis wordt geopend …"
MAKING_DEMO: Final = "◷ De demonstratie wordt gemaakt. Dat duurt even …"
WRONG: Final = "▲ De wachtzin klopt niet."
_HEIGHTS: Final = [(0, "-short"), (24, "-tall")]
DEMO_SAID: Final = "DEMO · alles in deze kluis is verzonnen"


class UnlockScreen(WorkingScreen[None]):
    """The door of the kluis."""

    NAME = "unlock"
    AUTO_FOCUS = "#unlock--secret"
    VERTICAL_BREAKPOINTS = _HEIGHTS
    HELP = (
        "Kies wie u bent en typ uw wachtzin. Alleen met de wachtzin gaat de kluis open; niemand kan hem opzoeken. "
        "Wachtzin kwijt? Dan helpt alleen het herstelblad."
    )

    def __init__(self) -> None:
        super().__init__()
        self.door: Door | None = None
        """What is known of the kluis; None until it is open."""
        self._waiting = False
        """Whether the wachtzin was given before the kluis was open."""
        self._compared = False
        """Whether the kenmerk was asked for, and somebody went on."""

    def compose(self) -> ComposeResult:
        """A card in the middle of an empty screen."""
        with VerticalScroll(id="unlock--ground", can_focus=False), Vertical(id="unlock--card"):
            yield Static(Content.assemble(("■", "$done"), (" mhtui", "bold $here")), id="unlock--name")
            yield Static(plain("werktafel mensenhandel"), id="unlock--about")
            with Vertical(id="unlock--entrance"):
                yield from self._entrance()
            yield Static(id="unlock--notice")
        yield KeyBar()

    def _entrance(self) -> ComposeResult:
        """Who, and the wachtzin."""
        yield Static(plain("Wie bent u?"), classes="unlock--label")
        yield CallerList(id="unlock--who")
        yield Static(plain("Wachtzin"), classes="unlock--label")
        yield Input(password=True, max_length=1024, id="unlock--secret")
        with Horizontal(classes="unlock--buttons"):
            yield Static(plain(OPENING), id="unlock--said")
            yield button("Ontgrendelen", "open", main=True)

    def on_mount(self) -> None:
        """Open the kluis, once the first frame is there: the import of the store would hold it up."""
        self.query_one("#unlock--card").border_title = Content("Ontgrendelen")
        self.call_after_refresh(self._open_door)

    def _open_door(self) -> None:
        """Open the kluis, in a thread; locked as it is."""
        self._instead(None)
        self.start(self.session.open_door, self._door_opened, group="door", failed=self._door_failed)

    def _instead(self, part: Widget | None) -> None:
        """Show another part of the card instead of the entrance, or the entrance again."""
        self.query(Instead).remove()
        self.query_one("#unlock--entrance").display = part is None
        if part is None:
            self.query_one("#unlock--secret").focus()
        else:
            self.query_one("#unlock--card").mount(part, before="#unlock--notice")

    def _door_opened(self, door: "Door") -> None:
        """Show who may come in."""
        self.door = door
        self.our_app.exit_code = 0
        self.query_one(CallerList).show(door.callers, door.chosen, demo=door.demo)
        self.query_one("#unlock--card").border_subtitle = plain(door.name)
        self._say("")
        said = SAID.get(self.session.launch.said, "")
        self._notice("\n".join(line for line in (said, DEMO_SAID if door.demo else "") if line))
        if self.session.parcel is not None:
            self._busy(self.session.sit_down, SITTING_DOWN)
        elif self.session.launch.passphrase_file is not None:
            self._unlock_from_file(door)
        elif self._waiting:
            self._waiting = False
            self._unlock()

    def _notice(self, text: str) -> None:
        """Say something of the computer or the kluis below the card's work; what is wrong with the settings first."""
        settings = self.session.settings
        lines = [line for line in (f"▲ {settings.trouble}" if settings and settings.trouble else "", text) if line]
        notice = self.query_one("#unlock--notice", Static)
        notice.display = bool(lines)
        notice.update(plain("\n".join(lines)))

    def _door_failed(self, error: Exception) -> bool:
        """Say what is the matter with the kluis; where there is none, what one can do."""
        from db.errors import NotFound
        from mhtui.messages import explain

        self._notice("")
        if isinstance(error, NotFound):
            self._instead(welcome())
            return True
        message = explain(error)
        self.our_app.exit_code = message.exit_code
        self._instead(trouble(message))
        return True

    @on(Input.Submitted, "#unlock--secret")
    @on(Button.Pressed, "#open")
    def _unlock(self) -> None:
        """Try the wachtzin; when the kluis is not open yet, as soon as it is."""
        if self.door is None:
            self._waiting = True
            return
        field, caller = self.query_one("#unlock--secret", Input), self.query_one(CallerList).chosen
        secret = field.value
        if caller is None or not secret:
            field.focus()
            return
        session, holder = self.session, caller.id
        field.clear()
        self._known_first(caller.role, lambda: self._busy(lambda: session.unlock(holder, secret)))

    def _known_first(self, role: str, go: "Callable[[], None]") -> None:
        """Let the aandachtsfunctionaris compare the kenmerk when this computer never saw the kluis; then go."""
        if self.door is None or self.door.seen_before or self._compared or role != "aandachtsfunctionaris":
            go()
            return
        from mhtui.screens.kenmerk_box import NOT_TO_TELL, KenmerkBox

        def answered(matched: bool | None) -> None:
            if matched is None:
                return
            self._compared = True
            if not matched:
                self.app.notify(NOT_TO_TELL, severity="warning", timeout=30, markup=False)
            go()

        self.app.push_screen(KenmerkBox(self.session.store), answered)

    def _unlock_from_file(self, door: "Door") -> None:
        """Use the file of the command line, once."""
        caller = next((each for each in door.callers if each.id == door.chosen), next(iter(door.callers), None))
        if caller is not None:
            session, holder = self.session, caller.id
            self._known_first(caller.role, lambda: self._busy(lambda: session.unlock_from_file(holder)))

    def _busy(self, job: "Callable[[], Entrance]", said: str = DERIVING) -> None:
        """Derive the key in a thread, and say so."""
        self._say(said)
        self.query_one("#open", Button).disabled = True
        self.start(job, self._come_in, group="unlock", failed=self._refused)

    def _come_in(self, entrance: "Entrance") -> None:
        """The door is open."""
        self.our_app.exit_code = 0
        self.our_app.enter(entrance)

    def _refused(self, error: Exception) -> bool:
        """A wrong wachtzin says so and nothing else; a file that cannot be read says why."""
        from db.errors import KeyFileNeeded
        from keys.errors import WrongPassphrase
        from mhtui.cli.stop import Stop
        from mhtui.messages import explain

        if isinstance(error, KeyFileNeeded):
            self._ask_for_file()
        said = WRONG if isinstance(error, WrongPassphrase) else f"▲ {error.text}" if isinstance(error, Stop) else ""
        self.our_app.exit_code = error.exit_code if isinstance(error, Stop) else explain(error).exit_code
        self._say(said)
        self.query_one("#open", Button).disabled = False
        self.query_one("#unlock--secret").focus()
        return bool(said) or isinstance(error, KeyFileNeeded)

    def _ask_for_file(self) -> None:
        """Let somebody name their key file; then its wachtzin is typed."""
        from mhtui.screens.key_file_box import THEN, KeyFileBox

        def answered(path: "Path | None") -> None:
            if path is not None:
                self.session.launch = replace(self.session.launch, key_file=path)
                self._say(THEN)

        self.app.push_screen(KeyFileBox(), answered)

    @on(OptionList.OptionSelected, "#unlock--who")
    def _chosen(self) -> None:
        """Go on to the wachtzin."""
        self.query_one("#unlock--secret").focus()

    @on(Button.Pressed, "#again")
    def _again(self) -> None:
        """Look once more."""
        self._open_door()

    @on(Button.Pressed, "#quit")
    async def _quit(self) -> None:
        """End, with the exit code of what was wrong."""
        await self.app.run_action("app.quit")

    @on(Button.Pressed, "#demo")
    def _demo(self) -> None:
        """Make the demonstration in its own place, in a thread, and open its door."""
        session = self.session
        self._instead(None)
        self._say(MAKING_DEMO)
        self.start(session.open_demo, self._door_opened, group="door", failed=self._door_failed)

    @on(Button.Pressed, "#new")
    def _new(self) -> None:
        """Make a kluis; who made it is in."""
        from mhtui.screens.wizard import WizardScreen

        self.app.push_screen(WizardScreen(), lambda entrance: self._come_in(entrance) if entrance else None)

    def _say(self, text: str) -> None:
        said = self.query_one("#unlock--said", Static)
        said.update(plain(text))
        said.set_class(text.startswith("▲"), "-wrong")


class Instead(Vertical):
    """A part of the card that stands there instead of the entrance; its main button has the focus."""

    def on_mount(self) -> None:
        """Focus the button that goes on."""
        self.query_one("Button.-main").focus()


def welcome() -> Instead:
    """What stands on the card while there is no kluis yet."""
    return Instead(
        Static(plain("Welkom. Op deze plaats is nog geen kluis."), id="unlock--greeting"),
        Static(
            plain(
                "Een kluis bewaart signalen, casussen en besluiten van uw gemeente of regio, verzegeld. "
                "Wilt u eerst rondkijken? De demonstratie bevat alleen verzonnen gegevens."
            ),
            id="unlock--explained",
        ),
        Horizontal(
            button("Demonstratie bekijken", "demo"),
            button("Nieuwe kluis maken", "new", main=True),
            classes="unlock--buttons",
        ),
    )


def trouble(message: "Message") -> Instead:
    """What stands on the card when the kluis cannot be opened: what happened, what is safe, what to do."""
    what = Content.assemble((f"▲ {message.title}", "bold $urgent"), "\n\n", message.happened, "\n\n")
    safe = Content.assemble((message.safe, "$done"), "\n\n", message.todo, f"\n\n{message.code}".rstrip())
    return Instead(
        Static(what + safe, id="unlock--what"),
        Horizontal(
            button("Afsluiten", "quit"), button("Opnieuw proberen", "again", main=True), classes="unlock--buttons"
        ),
    )
