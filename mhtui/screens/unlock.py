"""Ontgrendelen: who, wachtzin, and nothing of what is inside. The first frame waits for nothing.

It must never say more about a wrong wachtzin than that it is wrong, and never keep a wachtzin longer than one attempt.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from mhtui.plain import plain
from mhtui.screens.work import WorkingScreen
from mhtui.widgets.dialog import button
from mhtui.widgets.footer import KeyBar

if TYPE_CHECKING:
    from mhtui.session import Door

DERIVING: Final = "◷ De sleutel wordt afgeleid. Dat duurt een tel …"
OPENING: Final = "◷ De kluis wordt geopend …"
WRONG: Final = "▲ De wachtzin klopt niet."


class UnlockScreen(WorkingScreen[None]):
    """The door of the kluis."""

    NAME = "unlock"
    CSS_PATH = "../styles/unlock.tcss"
    AUTO_FOCUS = "#unlock--secret"
    HELP = (
        "Kies wie u bent en typ uw wachtzin. Alleen met de wachtzin gaat de kluis open; niemand kan hem opzoeken. "
        "Wachtzin kwijt? Dan helpt alleen het herstelblad."
    )
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self.door: Door | None = None
        self._waiting = False
        """Whether the wachtzin was given before the kluis was open."""

    def compose(self) -> ComposeResult:
        """A card in the middle of an empty screen."""
        with VerticalScroll(id="unlock--ground", can_focus=False):
            with Vertical(id="unlock--card"):
                yield Static(Content.assemble(("■ ", "$done"), ("mhtui", "bold $here")), id="unlock--name")
                yield Static(plain("Werktafel mensenhandel"), id="unlock--about")
                with Vertical(id="unlock--entrance"):
                    yield Static(plain("Wie bent u?"), classes="unlock--label")
                    yield OptionList(id="unlock--who", markup=False)
                    yield Static(plain("Wachtzin"), classes="unlock--label")
                    yield Input(password=True, id="unlock--secret")
                    yield Static(plain(OPENING), id="unlock--said")
                    with Horizontal(id="unlock--buttons"):
                        yield button("Ontgrendelen", "open", main=True)
                yield Vertical(id="unlock--instead")
            yield Static(id="unlock--below")
        yield KeyBar()

    def on_mount(self) -> None:
        """Open the kluis, in a thread."""
        self.start(self.session.open_door, self._door_opened, group="door", failed=self._door_failed)

    def _door_opened(self, door: "Door") -> None:
        """Show who may come in."""
        self.door = door
        who = self.query_one("#unlock--who", OptionList)
        who.clear_options()
        who.add_options([Option(plain(caller.label), id=caller.id) for caller in door.callers])
        chosen = next((place for place, caller in enumerate(door.callers) if caller.id == door.chosen), 0)
        who.highlighted = chosen if door.callers else None
        self._say("")
        if self._waiting:
            self._unlock()

    def _door_failed(self, error: Exception) -> bool:
        """Say what is the matter with the kluis."""
        self._say("▲ De kluis kan niet geopend worden.")
        return isinstance(error, FileNotFoundError)

    @on(Input.Submitted, "#unlock--secret")
    @on(Button.Pressed, "#open")
    def _unlock(self) -> None:
        """Try the wachtzin, in a thread."""
        if self.door is None:
            self._waiting = True
            return
        field = self.query_one("#unlock--secret", Input)
        place = self.query_one("#unlock--who", OptionList).highlighted
        if place is None or not field.value:
            return
        holder, secret, session = self.door.callers[place].id, field.value, self.session
        field.clear()
        self._say(DERIVING)
        self.start(lambda: session.unlock(holder, secret), self.our_app.enter, group="unlock", failed=self._refused)

    def _refused(self, error: Exception) -> bool:
        """A wrong wachtzin says so and nothing else."""
        from keys.errors import WrongPassphrase

        wrong = isinstance(error, WrongPassphrase)
        self._say(WRONG if wrong else "")
        self.query_one("#unlock--secret").focus()
        return wrong

    @on(OptionList.OptionSelected, "#unlock--who")
    def _chosen(self) -> None:
        """Go on to the wachtzin."""
        self.query_one("#unlock--secret").focus()

    def _say(self, text: str) -> None:
        said = self.query_one("#unlock--said", Static)
        said.update(plain(text))
        said.set_class(text == WRONG, "-wrong")
