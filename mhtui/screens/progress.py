"""Long work with how far it is, and a way to stop it. The work runs in a thread and reports through `Report`.

Stopping takes effect at the next report; a unit of work that is running is then undone as a whole.
"""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, ProgressBar, Static

from mhtui.plain import plain
from mhtui.screens.work import WorkingModal
from mhtui.widgets.dialog import button

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk

T = TypeVar("T")


class WorkStopped(Exception):  # noqa: N818 - a person stopped it; nothing went wrong
    """Somebody asked the work to stop."""


class Report:
    """Given to long work, which calls `step` every now and then."""

    def __init__(self, post: Callable[[Message], object]) -> None:
        self._post = post
        self._stop = Event()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell how far it is; `text` is Dutch. Raises `WorkStopped` when somebody asked to stop."""
        if self._stop.is_set():
            raise WorkStopped
        self._post(Stepped(done, total, text))

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


class Stepped(Message, bubble=False):
    """How far the work is."""

    def __init__(self, done: int, total: int, text: str) -> None:
        super().__init__()
        self.done = done
        self.total = total
        self.text = text


class ProgressDialog(WorkingModal[T | None], Generic[T]):
    """Runs one long job: `push_screen(ProgressDialog("Importeren", job), then)`; None when it was stopped or failed."""

    DEFAULT_CSS = """
    ProgressDialog {
        align: center middle; background: $background 80%;
        #progress--box {
            width: 64; max-width: 94%; height: auto;
            background: $background; border: round $line; padding: 1 2;
        }
        #progress--title { color: $here; text-style: bold; margin-bottom: 1; height: auto; }
        #progress--bar { width: 100%; }
        #progress--bar Bar { width: 1fr; }
        #progress--said { height: auto; min-height: 1; color: $muted; }
        #progress--buttons { height: auto; align-horizontal: right; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "Stoppen")]

    def __init__(self, title: str, job: "Callable[[Desk, Report], T]") -> None:
        super().__init__()
        self._title_text = title
        self._job = job
        self._report = Report(self.post_message)

    def compose(self) -> ComposeResult:
        """Title, bar, words, and a way to stop."""
        with Vertical(id="progress--box"):
            yield Static(plain(self._title_text), id="progress--title")
            yield ProgressBar(id="progress--bar", show_eta=False)
            yield Static(id="progress--said")
            with Horizontal(id="progress--buttons"):
                yield button("Stoppen", "stop")

    def on_mount(self) -> None:
        """Begin."""
        job, report = self._job, self._report
        self.ask(lambda desk: job(desk, report), self.dismiss, group="long", failed=self._failed, hold=False)

    def on_stepped(self, message: Stepped) -> None:
        """Show how far it is."""
        self.query_one(ProgressBar).update(total=message.total, progress=message.done)
        self.query_one("#progress--said", Static).update(plain(message.text))

    @on(Button.Pressed)
    def action_stop(self) -> None:
        """Ask to stop."""
        self._report.stop()
        self.query_one("#progress--said", Static).update(plain("◷ Stopt bij de volgende stap …"))

    def _failed(self, error: Exception) -> bool:
        """Go away; a person who stopped it knows."""
        self.dismiss(None)
        if isinstance(error, WorkStopped):
            self.notify("Gestopt.", markup=False)
            return True
        self.tell(error)
        return True
