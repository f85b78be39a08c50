"""What stands where there is nothing yet: what this place is for, and what to do. Never an empty rectangle.

It offers actions of the registry; whether they are possible is the screen's to say.
"""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Static

from mhtui.actions.action import Action, key_word
from mhtui.plain import plain


class EmptyState(Vertical):
    """A calm message in the middle, with the actions that help, each clickable."""

    DEFAULT_CSS = """
    EmptyState {
        width: 100%; height: 1fr; align: center middle; padding: 1 2;
        .empty--title { width: 100%; text-align: center; text-style: bold; height: auto; }
        .empty--text { width: 100%; text-align: center; color: $muted; height: auto; margin-bottom: 1; }
        .empty--note { width: 100%; text-align: center; height: auto; margin-top: 1; display: none; }
        Center { height: auto; }
        EmptyOffer { width: auto; height: 1; padding: 0 2; &:hover { background: $chosen; } }
    }
    """

    def __init__(self, title: str, text: str, offers: Sequence[Action] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = title
        self._text = text
        self._offers = offers

    def compose(self) -> ComposeResult:
        """Title, text, and a line for each action."""
        yield Static(plain(self._title), classes="empty--title")
        yield Static(plain(self._text), classes="empty--text")
        for offer in self._offers:
            yield Center(EmptyOffer(offer))
        yield Static(classes="empty--note")

    def note(self, text: str) -> None:
        """Say below it what waits elsewhere; empty when nothing does."""
        line = self.query_one(".empty--note", Static)
        line.update(plain(text))
        line.display = bool(text)


class EmptyOffer(Static):
    """One action: its key and its name; a click does it."""

    def __init__(self, action: Action) -> None:
        key = key_word(action.keys[0]) if action.keys else "▸"
        super().__init__(Content.assemble((key, "bold $attention"), "  ", action.label))
        self.tooltip = Content(action.tooltip)
        self._offer = action

    async def on_click(self) -> None:
        """Do it, on the screen or on the app."""
        namespace = self.screen if self._offer.screen else self.app
        await self.app.run_action(self._offer.call, namespace)
