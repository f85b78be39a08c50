"""The empty screen (F12, and the idle lock when something typed is not kept): nothing to read, until the wachtzin.

The keys are gone while it stands. Only the same sleutelhouder comes back to what was open; anybody else starts anew.
"""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from mhtui.entering import Entrance
from mhtui.plain import plain
from mhtui.screens.work import WorkingModal
from mhtui.widgets.dialog import button


class BlankScreen(WorkingModal[Entrance | None]):
    """An empty screen; any key brings the question for the wachtzin."""

    DEFAULT_CSS = """
    BlankScreen { align: center middle; background: $background; }
    BlankScreen #blank--box {
        width: 56; max-width: 94%; height: auto; display: none;
        background: $background; border: round $line; padding: 1 2;
    }
    BlankScreen.-asking #blank--box { display: block; }
    BlankScreen #blank--title { color: $done; text-style: bold; margin-bottom: 1; }
    BlankScreen #blank--said { height: auto; min-height: 1; color: $attention; }
    BlankScreen #blank--buttons { height: auto; align-horizontal: right; }
    BlankScreen Button { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "hide", "Leeg")]
    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """The question, hidden until somebody is there."""
        with Vertical(id="blank--box"):
            yield Static(plain("■ Scherm leeg, kluis vergrendeld"), id="blank--title")
            yield Input(password=True, placeholder="Wachtzin", id="blank--secret")
            yield Static(id="blank--said")
            with Horizontal(id="blank--buttons"):
                yield button("Iemand anders", "other")
                yield button("Verder", "unlock", main=True)

    def on_key(self, event: events.Key) -> None:
        """Any key asks for the wachtzin; that key itself is not typed."""
        if not self.has_class("-asking") and event.key != "f12":
            event.stop()
            event.prevent_default()
            self._show_question()

    def on_click(self) -> None:
        """So does the mouse."""
        self._show_question()

    def _show_question(self) -> None:
        if not self.has_class("-asking"):
            self.add_class("-asking")
            self.query_one("#blank--secret").focus()

    def action_hide(self) -> None:
        """Empty again."""
        self.query_one("#blank--secret", Input).clear()
        self.remove_class("-asking")
        self.set_focus(None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#unlock")
    def _unlock(self) -> None:
        """Try the wachtzin, in a thread."""
        field = self.query_one("#blank--secret", Input)
        secret, session = field.value, self.session
        field.clear()
        self._say("◷ De sleutel wordt afgeleid …")
        self.start(lambda: session.unlock_again(secret), self.dismiss, group="unlock", failed=self._refused)

    @on(Button.Pressed, "#other")
    async def _other(self) -> None:
        """Somebody else: what was open is asked about, then gone."""
        await self.app.run_action("app.lock")

    def _refused(self, error: Exception) -> bool:
        """A wrong wachtzin says so and nothing else."""
        from keys.errors import WrongPassphrase

        wrong = isinstance(error, WrongPassphrase)
        self._say("▲ De wachtzin klopt niet." if wrong else "")
        self.query_one("#blank--secret").focus()
        return wrong

    def _say(self, text: str) -> None:
        self.query_one("#blank--said", Static).update(plain(text))
