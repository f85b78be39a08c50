"""The line of keys at the bottom: at most seven, from the registry, clickable, fewer on a narrow screen.

It reads what is bound and possible at this moment; it never decides what is allowed.
"""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mhtui.actions.action import MOST_FOOTER_KEYS, Action, key_word
from mhtui.actions.registry import find


@dataclass(frozen=True, slots=True)
class Hint:
    """One key of the footer."""

    action: Action
    key: str
    enabled: bool

    @property
    def width(self) -> int:
        """Cells it takes, the air around it included."""
        return len(key_word(self.key)) + len(self.action.label) + 3


class KeyHint(Static):
    """One key with its word; a click does what the key does."""

    DEFAULT_CSS = """
    KeyHint {
        width: auto; height: 1; padding: 0 1; color: $foreground;
        &:hover { background: $chosen; }
        &.-off { color: $muted; text-style: dim; }
        &.-off:hover { background: transparent; }
    }
    """

    hint: Hint | None = None

    def show(self, hint: Hint | None) -> None:
        """Show this hint, or nothing."""
        self.display = hint is not None
        if hint is None or hint == self.hint:
            self.hint = hint
            return
        self.hint = hint
        self.set_class(not hint.enabled, "-off")
        key = (key_word(hint.key), "bold $attention") if hint.enabled else key_word(hint.key)
        self.update(Content.assemble(key, " ", hint.action.label))
        self.tooltip = Content(hint.action.tooltip)

    async def on_click(self) -> None:
        """Do what the key does, on the screen it belongs to."""
        if self.hint is None or not self.hint.enabled:
            return
        namespace = self.screen if self.hint.action.screen else self.app
        await self.app.run_action(self.hint.action.call, namespace)


class KeyBar(Horizontal):
    """The footer of every screen."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 100%; background: $panel; }
    """

    def compose(self) -> ComposeResult:
        """A fixed number of places, filled as the focus moves."""
        for _ in range(MOST_FOOTER_KEYS):
            yield KeyHint()

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._draw()

    def on_resize(self) -> None:
        """Choose again what fits."""
        self._draw()

    def _follow(self, screen: Screen[object]) -> None:
        """Bindings or focus changed."""
        if self.is_attached and screen is self.screen:
            self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """Show the hints that fit, in their order; nothing when the screen has gone meanwhile."""
        if not self.is_attached:
            return
        hints = fitting(hints_of(self.screen), self.size.width)
        for place, widget in enumerate(self.query(KeyHint)):
            widget.show(hints[place] if place < len(hints) else None)


def hints_of(screen: Screen[object]) -> list[Hint]:
    """The actions for the footer that are bound on this screen now, in their order, at most seven."""
    hints: dict[str, Hint] = {}
    for key, active in screen.active_bindings.items():
        action = find(active.binding.id) if active.binding.id else None
        if action is not None and action.footer and action.id not in hints:
            hints[action.id] = Hint(action, key, active.enabled)
    return sorted(hints.values(), key=lambda hint: hint.action.footer)[:MOST_FOOTER_KEYS]


def fitting(hints: list[Hint], width: int) -> list[Hint]:
    """As many hints from the front as fit in `width` cells."""
    used = 0
    for place, hint in enumerate(hints):
        used += hint.width
        if used > width:
            return hints[:place]
    return hints
