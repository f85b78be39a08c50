"""Keys in the order they were typed: each has its effect before the next one goes anywhere.

Textual hands a key to what has the focus at once, but carries out what the key is bound to some messages later. Who
types ahead on a busy computer would then have letters of a note taken as commands, or the next answer typed into the
field before. A screen that waits for an answer which decides what a key means (it is being read for the first time, or
something is being kept) holds the next key until that answer is drawn. It looks at no text and decides nothing.
"""

from collections import deque
from typing import Final

from textual import events
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

_ROUNDS: Final = 3
"""Times a marker goes the way of a key: behind the key, behind what a field posts, behind who moves the focus."""
_GIVE_UP: Final = 0.3
"""Seconds after which the next key goes on all the same when the marker went down with a screen that was closed."""
_LONGEST_WAIT: Final = 10
"""Times as long that is waited for a marker whose screen is still there: the computer is busy."""
_TRY_AGAIN: Final = 0.01
"""Seconds between two looks whether a new screen has its widgets, or the answer it waits for."""
_LONGEST_HOLD: Final = 300
"""Looks after which a key goes on without the answer: about three seconds, for a kluis that is far away."""


class HoldsKeys:
    """A screen that may wait for an answer which decides what a key means."""

    @property
    def holds_keys(self) -> bool:
        """Whether the next key waits."""
        return False


class KeyDone(Message, bubble=True):
    """Goes the way a key went, behind it."""

    def __init__(self, number: int, turn: int) -> None:
        super().__init__()
        self.number = number
        self.turn = turn


class TypingOrder(App[int]):
    """The part of the app that lets one key have its effect before the next."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key] = deque()
        self._number = 0
        """Of the key that is having its effect."""
        self._turn = 0
        """Which time its marker goes round, 1 and up; 0 when no key is under way."""
        self._patience: Timer | None = None
        self._looks = 0
        """How often this key was held back."""
        self._carrier: Widget | None = None
        """What the marker was given to last."""

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for the ones before it."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif event.is_forwarded:
            await super().on_event(event)
            if self._turn:  # one that was given up comes too late, and nobody would wait for its marker
                self._send_marker(2)
        else:
            self._typed.append(event)
            if not self._turn:
                await self._next_key()

    async def _next_key(self) -> None:
        """Hand over the next key, and send a marker behind it."""
        self._rest()
        if not self._typed:
            return
        self._number += 1
        if self._is_held:
            self._looks += 1
            self._turn = _ROUNDS + 1
            self._wait(_TRY_AGAIN)
            return
        self._looks = 0
        self._wait(_GIVE_UP, _LONGEST_WAIT)
        target = (self.focused or self.screen) if self.screen_stack else None
        await super().on_event(self._typed.popleft())
        self._send_marker(1, target)

    @property
    def _is_held(self) -> bool:
        """Whether the next key waits: for the widgets of a new screen, or a while for an answer."""
        if not self.screen_stack:
            return False
        screen = self.screen
        waits = isinstance(screen, HoldsKeys) and screen.holds_keys and self._looks < _LONGEST_HOLD
        return not screen.is_mounted or (waits and not self._is_urgent)

    @property
    def _is_urgent(self) -> bool:
        """Whether a key with priority waits: to lock or to empty the screen waits for no answer."""
        bound = self._bindings.key_to_bindings
        return any(found.priority for event in self._typed for found in bound.get(event.key, ()))

    def _send_marker(self, turn: int, target: Widget | None = None) -> None:
        """Send the marker of the key that is under way, behind whatever waits where the focus is now.

        While the program ends there is no screen any more, and nothing to wait for.
        """
        self._turn = turn
        if not self.screen_stack:
            self._rest()
            return
        marker = KeyDone(self._number, turn)
        self._carrier = target or self.focused or self.screen
        if not self._carrier.post_message(marker):
            self.post_message(marker)

    def _wait(self, seconds: float, times: int = 1) -> None:
        """Go on after a while: at once when the marker is lost, later when it can still come."""
        number = self._number

        async def go_on() -> None:
            if number != self._number or not self._turn:
                return
            if times > 1 and self._carrier is not None and self._carrier.is_attached:
                self._wait(seconds, times - 1)
            else:
                await self._next_key()

        self._patience = self.set_timer(seconds, go_on)

    def _rest(self) -> None:
        """No key is under way."""
        self._turn = 0
        if self._patience is not None:
            self._patience.stop()
            self._patience = None

    async def on_key_done(self, message: KeyDone) -> None:
        """The marker came back: once more round, or the next key."""
        message.stop()
        if (message.number, message.turn) != (self._number, self._turn):
            return
        if self._turn < _ROUNDS:
            self._send_marker(self._turn + 1)
        else:
            await self._next_key()
