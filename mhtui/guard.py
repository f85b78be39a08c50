"""Watches over an unlocked session: locks it when nobody is there, and notices what other programs changed.

It holds no key and reads no record.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.message import Message

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp

IDLE_TICK: Final = 5.0
"""Seconds between two looks at the idle time."""
POLL: Final = 0.5
"""Seconds between two looks at the change mark."""
DEFAULT_IDLE_MINUTES: Final = 5


class KluisChanged(Message, bubble=False):
    """Some program changed the kluis; `mark` is its new change mark."""

    def __init__(self, mark: int) -> None:
        super().__init__()
        self.mark = mark


class KluisOutOfReach(Message, bubble=False):
    """The kluis could not be asked for its change mark."""


class Guard:
    """The idle time of one program, and the last change mark it saw."""

    def __init__(self, app: "MhtuiApp", now: Callable[[], float]) -> None:
        self._app = app
        self._now = now
        self._last_touch = now()
        self._last_mark = 0

    def start(self) -> None:
        """Begin to watch."""
        self._app.set_interval(IDLE_TICK, self.watch_idle)
        self._app.set_interval(POLL, self.watch_changes)

    def touched(self) -> None:
        """A key was pressed or the mouse moved."""
        self._last_touch = self._now()

    def start_from(self, mark: int) -> None:
        """Somebody came in, and has seen everything up to this change mark."""
        self.touched()
        self._last_mark = mark

    @property
    def idle_too_long(self) -> bool:
        """Whether nobody touched anything for the minutes of the settings (default 5)."""
        settings = self._app.session.settings
        minutes = settings.choices.idle_minutes if settings else DEFAULT_IDLE_MINUTES
        return self._now() - self._last_touch >= minutes * 60

    async def watch_idle(self) -> None:
        """Lock when nobody is there and no meeting runs; what was typed and not kept waits behind the wachtzin."""
        app = self._app
        if app.session.role is None or not self.idle_too_long:
            return
        screens = app.work_screens()
        if any(screen.keeps_awake for screen in screens):
            return
        if app.unsaved:
            app.action_blank()
        else:
            await app.lock()

    def watch_changes(self) -> None:
        """Ask for the change mark, in a thread."""
        app = self._app
        if app.session.role is not None:
            app.run_worker(
                self._look, thread=True, exclusive=True, exit_on_error=False, group="poll", description="poll"
            )

    def _look(self) -> None:
        """Report a new change mark. In a worker thread."""
        try:
            mark = self._app.session.change_mark()
        except Exception:  # noqa: BLE001 - any failure to reach the kluis is told on the red line of the header
            self._app.post_message(KluisOutOfReach())
            return
        if mark != self._last_mark or self._app.heading.alarm:
            self._last_mark = mark
            self._app.post_message(KluisChanged(mark))
