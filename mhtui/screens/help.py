"""Help: what the thing with the focus is for, and every key that does something here. All of it from the registry."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Static

from mhtui.actions.action import Action, key_words
from mhtui.plain import plain
from mhtui.widgets.dialog import Dialog, button


class HelpScreen(Dialog[None]):
    """Help for the screen it was opened on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,question_mark,f1,enter", "leave", "Terug"),
    ]
    DEFAULT_CSS = """
    HelpScreen .dialog--box { width: 92; }
    HelpScreen .help--group { color: $here; text-style: bold; margin-top: 1; }
    HelpScreen KeyLine { height: auto; }
    HelpScreen KeyLine .help--keys { width: 17; color: $attention; text-style: bold; }
    HelpScreen KeyLine .help--label { width: 19; text-style: bold; }
    HelpScreen KeyLine .help--does { width: 1fr; color: $muted; }
    """

    def __init__(self, about: Screen[object], actions: Iterable[Action]) -> None:
        super().__init__()
        self.heading = "Hulp"
        self._about = about
        self._actions = list(actions)

    def body(self) -> ComposeResult:
        """What this is, then the keys, by group."""
        for text in help_texts(self._about):
            yield Static(plain(text))
        for group, actions in grouped(self._actions):
            yield Static(plain(group), classes="help--group")
            for action in actions:
                yield KeyLine(key_words(action.keys), action.label, action.tooltip)
        yield Static(plain("In lijsten en formulieren"), classes="help--group")
        yield KeyLine("↑ ↓ pgup pgdn", "Bewegen", "Door een lijst of tekst.")
        yield KeyLine("tab, shift+tab", "Volgende", "Naar het volgende of vorige veld.")
        yield KeyLine("⏎ of klikken", "Kiezen", "Opent wat gekozen is of drukt op de knop.")

    def buttons(self) -> ComposeResult:
        """One way back."""
        yield button("Terug", "done", main=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Read."""
        event.stop()
        self.dismiss(None)


class KeyLine(Horizontal):
    """One line of help: keys, name, and what it does; the last wraps in its own column."""

    def __init__(self, keys: str, label: str, tooltip: str) -> None:
        super().__init__(
            Static(plain(keys), classes="help--keys"),
            Static(plain(label), classes="help--label"),
            Static(plain(tooltip), classes="help--does"),
        )


def help_texts(screen: Screen[object]) -> list[str]:
    """The `HELP` of the thing with the focus, of what is around it, and of the screen; the nearest first."""
    nearest = screen.focused or screen
    nodes = [node for node in nearest.ancestors_with_self if isinstance(node, Widget)]
    return [text.strip() for text in dict.fromkeys(node.HELP for node in nodes if node.HELP)]


def grouped(actions: Iterable[Action]) -> Iterator[tuple[str, list[Action]]]:
    """The actions that have a key, by group, in the order they come."""
    for group, members in groupby((action for action in actions if action.keys), key=lambda action: action.group):
        yield group, list(members)
