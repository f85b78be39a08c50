"""How a screen reads and writes the kluis: in worker threads, answered by messages, and never twice at once.

A job is a function of the desk; it runs in a thread and must not touch a widget. Its answer comes back as a message
with a request number, and is dropped when a later request of the same group was made meanwhile.

What is typed while a screen is read for the first time, or while something is kept, waits for the answer: it is meant
for what the answer shows (see `mhtui.typing_order`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import iscoroutine
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

from textual.message import Message
from textual.screen import ModalScreen, Screen

from mhtui.exits import DAMAGED
from mhtui.typing_order import HoldsKeys

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp
    from mhtui.casework.desk import Desk
    from mhtui.casework.wording import Answers, Asked
    from mhtui.session import Session

T = TypeVar("T")
ResultT = TypeVar("ResultT")
SAVE: Final = "save-"
"""How the groups of workers that change the kluis begin."""


class Answered(Message, Generic[T], namespace="work", bubble=False):
    """A job is done; `then` takes its result."""

    def __init__(self, group: str, number: int, result: T, then: Callable[[T], object]) -> None:
        super().__init__()
        self.group = group
        self.number = number
        self.result = result
        self.then = then


class Failed(Message, namespace="work", bubble=False):
    """A job failed; `failed` may take the error, otherwise the screen tells it."""

    def __init__(self, group: str, number: int, error: Exception, failed: Callable[[Exception], bool] | None) -> None:
        super().__init__()
        self.group = group
        self.number = number
        self.error = error
        self.failed = failed


@dataclass(frozen=True, slots=True)
class _Change(Generic[T]):
    """Something that is being written, as `save` was asked."""

    job: "Callable[[Desk], T]"
    then: Callable[[T], object]
    said: str
    failed: Callable[[Exception], bool] | None
    hold: bool

    def gave_up(self, error: Exception) -> bool:
        """Say whether whoever asked took the error."""
        return self.failed is not None and self.failed(error)


class WorkingScreen(HoldsKeys, Screen[ResultT]):
    """A screen that can do work on the session in threads."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._numbers: dict[str, int] = {}
        self._next_number = count(1)
        self._held: dict[str, int] = {}
        """The requests whose answer the next key waits for: group -> number."""
        self._was_read = False
        """Whether anything of the kluis was shown here before."""
        self._holding = False
        """Whether what is asked now belongs to an answer that keys wait for."""

    @property
    def holds_keys(self) -> bool:
        """Whether the next key waits for an answer."""
        return bool(self._held)

    @property
    def our_app(self) -> "MhtuiApp":
        """The app, by its own type."""
        return cast("MhtuiApp", self.app)

    @property
    def session(self) -> "Session":
        """The one session of the program."""
        return self.our_app.session

    @property
    def has_changes(self) -> bool:
        """Whether there is something typed that is not kept; leaving then asks."""
        return False

    def ask(
        self,
        job: "Callable[[Desk], T]",
        then: Callable[[T], object],
        *,
        group: str = "read",
        failed: Callable[[Exception], bool] | None = None,
        hold: bool | None = None,
    ) -> None:
        """Read something: `job(desk)` in a thread, then `then(result)` on the screen; only the latest of a group.

        `failed(error)` may take an error itself and say True; otherwise the error dialog tells it. `hold` says whether
        keys wait for the answer; without it they wait for the first answer of a screen, and for one that follows from
        another that was waited for.
        """
        session = self.session
        holds = self._holding or not self._was_read if hold is None else hold
        self.start(lambda: job(session.desk), then, group=group, failed=failed, hold=holds)

    def ask_again(self, load: Callable[[], None]) -> None:
        """Read again after a box over this screen, before the next key has its effect."""
        self._holding = True
        load()
        self._holding = False

    def save(
        self,
        job: "Callable[[Desk], T]",
        then: Callable[[T], object],
        *,
        said: str = "",
        failed: Callable[[Exception], bool] | None = None,
        hold: bool = True,
    ) -> None:
        """Change something: as `ask`, but every answer arrives, and `said` (Dutch) tells that it is kept.

        Words that may make somebody recognisable are asked about first, and then it is tried again; who goes back from
        that gets what `failed` does.
        """
        self._save(_Change(job, then, said, failed, hold))

    def _save(self, change: "_Change[T]", answers: "Answers | None" = None) -> None:
        session = self.session

        def work() -> T:
            return change.job(session.desk if answers is None else session.desk.answered(answers))

        def kept(result: T) -> object:
            if change.said:
                self.notify(change.said, markup=False, timeout=4)
            return change.then(result)

        def refused(error: Exception) -> bool:
            asked = getattr(error, "asked", None)
            if asked is None:
                return change.gave_up(error)
            self._judge(change, asked, error, answers)
            return True

        number = next(self._next_number)
        self.start(work, kept, group=f"{SAVE}{number}", failed=refused, hold=change.hold)

    def _judge(self, change: "_Change[T]", asked: "Asked", error: Exception, before: "Answers | None") -> None:
        """Ask about words that were written, and go on with the answers; without them nothing is kept."""
        from mhtui.screens.judge_box import JudgeBox

        def answered(given: "Answers | None") -> None:
            if given is None:
                change.gave_up(error)
            else:
                self._save(change, given if before is None else before.joined(given))

        self.app.push_screen(JudgeBox(asked), answered)

    def start(
        self,
        job: Callable[[], T],
        then: Callable[[T], object],
        *,
        group: str,
        failed: Callable[[Exception], bool] | None = None,
        hold: bool = False,
    ) -> None:
        """Run a job that needs no desk in a thread; the rest as `ask`."""
        number = next(self._next_number)
        self._numbers[group] = number
        if hold or group in self._held:
            self._held[group] = number

        def work() -> None:
            try:
                result = job()
            except Exception as error:  # noqa: BLE001 - every error of a job is told on the screen, none may vanish
                self.post_message(Failed(group, number, error, failed))
            else:
                self.post_message(Answered(group, number, result, then))

        self.run_worker(work, thread=True, exclusive=True, exit_on_error=False, group=group, description=group)

    def _is_current(self, group: str, number: int) -> bool:
        """Whether no later request of this group was made."""
        return self._numbers.get(group) == number

    async def on_work_answered(self, message: Answered[Any]) -> None:
        """Hand over a result that is still wanted; `then` may be a coroutine function."""
        if not self._is_current(message.group, message.number):
            return
        self._was_read = True
        self._holding = message.group in self._held
        try:
            handed = message.then(message.result)
            if iscoroutine(handed):
                await handed
        finally:
            self._holding = False
            self._let_go(message.group, message.number)

    def _let_go(self, group: str, number: int) -> None:
        """The answer is there: keys go on, unless it was asked once more meanwhile."""
        if self._held.get(group) == number:
            del self._held[group]

    def on_work_failed(self, message: Failed) -> None:
        """Tell an error that is still of interest."""
        self._let_go(message.group, message.number)
        if not self._is_current(message.group, message.number) or self._locked_meanwhile(message):
            return
        if message.failed is None or not message.failed(message.error):
            self.tell(message.error)

    def confirm(
        self, heading: str, question: str, then: Callable[[], object], *, yes: str, danger: bool = False
    ) -> None:
        """Ask a question with a yes and a no, and do `then` after a yes; user text in it is fine."""
        from mhtui.widgets.dialog import Confirm

        def answer(sure: bool | None) -> None:
            if sure:
                then()

        self.app.push_screen(Confirm(heading, question, yes=yes, danger=danger), answer)

    def _locked_meanwhile(self, message: Failed) -> bool:
        """Whether this was only a read that found the kluis locked under it; a change that was not kept is told."""
        from keys.errors import Locked

        return isinstance(message.error, Locked) and not message.group.startswith(SAVE)

    def tell(self, error: Exception) -> None:
        """Show an error: what happened, what is safe, what to do."""
        from mhtui.messages import explain
        from mhtui.screens.problem import ProblemDialog

        message = explain(error)
        if message.exit_code == DAMAGED and self.session.role is not None:
            self.our_app.raise_alarm(f"{message.title}: {message.todo}")
        self.app.push_screen(ProblemDialog(message))


class WorkingModal(WorkingScreen[ResultT], ModalScreen[ResultT]):
    """A question or a message that can do work on the session in threads."""
