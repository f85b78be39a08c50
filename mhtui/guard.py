"""Watches over an unlocked session: locks it when nobody is there, and notices what other programs changed.

It holds no key and reads no record.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual.message import Message

from mhtui.actions.action import CASEWORK, OVERSIGHT

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp
    from mhtui.casework.handover import Unfinished

IDLE_TICK: Final = 5.0
"""Seconds between two looks at the idle time."""
POLL: Final = 0.5
"""Seconds between two looks at the change mark."""
CHECK_AFTER: Final = 20.0
"""Seconds after unlocking at which the controle begins: it takes a core for a while, and somebody just came in."""
DEFAULT_IDLE_MINUTES: Final = 5


class KluisChanged(Message, bubble=False):
    """Some program changed the kluis; `mark` is its new change mark."""

    def __init__(self, mark: int) -> None:
        super().__init__()
        self.mark = mark


class KluisOutOfReach(Message, bubble=False):
    """The kluis could not be asked for its change mark."""


class KeyTakenBack(Message, bubble=False):
    """The key of this session was taken back; the store has forgotten it already."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why
        """A code of `mhtui.door.SAID`."""


class KluisUnsound(Message, bubble=False):
    """The controle in the background found something; `count` says how much."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class HandoverOpen(Message, bubble=False):
    """A functieoverdracht stopped half way, and this session can finish it or take it back."""

    def __init__(self, found: "Unfinished") -> None:
        super().__init__()
        self.found = found


class Guard:
    """The idle time of one program, and the last change mark it saw."""

    def __init__(self, app: "MhtuiApp", now: Callable[[], float]) -> None:
        self._app = app
        self._now = now
        self._last_touch = now()
        self._last_mark = 0
        self._checked = False

    def start(self) -> None:
        """Begin to watch."""
        self._app.set_interval(IDLE_TICK, self.watch_idle)
        self._app.set_interval(POLL, self.watch_changes)

    def somebody_came_in(self) -> None:
        """Begin the controle in the background, a little later, for who answers for the kluis."""
        self._checked = False
        self._app.set_timer(CHECK_AFTER, self.check_kluis)
        if self._app.session.role == "aandachtsfunctionaris":
            self._app.run_worker(
                self._look_for_handover, thread=True, exit_on_error=False, group="handover", description="handover"
            )

    def check_kluis(self) -> None:
        """Replay the kluis against its logboek, in a thread; once after each unlocking."""
        app = self._app
        if app.session.role in CASEWORK | OVERSIGHT and not self._checked:
            self._checked = True
            app.run_worker(
                self._check, thread=True, exclusive=True, exit_on_error=False, group="check", description="check"
            )

    def touched(self) -> None:
        """A key was pressed or the mouse moved."""
        self._last_touch = self._now()

    def start_from(self, mark: int) -> None:
        """Somebody came in, and has seen everything up to this change mark."""
        self.touched()
        self._last_mark = mark
        self._app.look_at_backups()

    @property
    def idle_too_long(self) -> bool:
        """Whether nobody touched anything for the minutes of the settings (default 5)."""
        settings = self._app.session.settings
        minutes = settings.choices.idle_minutes if settings else DEFAULT_IDLE_MINUTES
        return self._now() - self._last_touch >= minutes * 60

    async def watch_idle(self) -> None:
        """Lock when nobody is there and no meeting runs; what was typed and not kept waits behind the wachtzin.

        At the table no wachtzin is asked: there such words stay on the screen, which shows no name.
        """
        app = self._app
        if app.session.role is None or not self.idle_too_long:
            return
        screens = app.work_screens()
        if any(screen.keeps_awake for screen in screens) or (app.session.at_table and app.unsaved):
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

    def _look_for_handover(self) -> None:
        """Report a functieoverdracht that is not finished. In a worker thread."""
        from db.errors import DbError
        from keys.errors import KeysError
        from mhtui.casework.handover import unfinished

        with suppress(DbError, KeysError):  # what is wrong with the kluis is told by who reads it
            found = unfinished(self._app.session.desk)
            if found is not None:
                self._app.post_message(HandoverOpen(found))

    def _check(self) -> None:
        """Report what does not hold. In a worker thread."""
        from mhtui.casework.audit import check_own

        try:
            seen = check_own(self._app.session.desk)
        except Exception:  # noqa: BLE001 - any failure is told as `_look` does, but not of a kluis locked meanwhile
            if self._app.session.role is not None:
                self._app.post_message(KluisOutOfReach())
            return
        if not seen.sound:
            self._app.post_message(KluisUnsound(len(seen.findings)))

    def _look(self) -> None:
        """Report a new change mark. In a worker thread."""
        try:
            mark = self._app.session.change_mark()
        except Exception as error:  # noqa: BLE001 - any failure to reach the kluis is told on the red line of the header
            from db.errors import NoLongerHolder, PassEnded

            why = "new_keys" if isinstance(error, PassEnded) else "key_taken_back"
            self._app.post_message(KeyTakenBack(why) if isinstance(error, NoLongerHolder) else KluisOutOfReach())
            return
        if mark != self._last_mark or self._app.heading.alarm:
            self._last_mark = mark
            self._app.post_message(KluisChanged(mark))
