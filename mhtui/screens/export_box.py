"""The box that asks for a file and has it written. Never over a file that is there already."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from mhtui.handin.errors import CannotWrite
from mhtui.messages import explain
from mhtui.plain import plain
from mhtui.screens.work import WorkingModal
from mhtui.settings import typed_path
from mhtui.widgets.dialog import button

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk


class ExportBox(WorkingModal[None]):
    """Asks for the file and writes it; what it is, and how it is written, says each kind of file."""

    DEFAULT_CSS = """
    ExportBox {
        align: center middle; background: $background 70%;
        #export--box {
            width: 76; max-width: 94%; height: auto;
            background: $background; border: round $line; padding: 1 2;
        }
        #export--title { color: $here; text-style: bold; margin-bottom: 1; height: auto; }
        #export--hint, #export--said { height: auto; color: $muted; }
        #export--said { color: $attention; }
        #export--buttons { height: auto; align-horizontal: right; margin-top: 1; }
        #export--buttons Button { margin-left: 2; }
    }
    """
    AUTO_FOCUS = "#export--path"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Terug")]

    heading = "Exporteren"
    HINT: ClassVar[str]
    ENDINGS: ClassVar[tuple[str, ...]]
    """What the name of the file may end in."""

    @property
    def first(self) -> str:
        """The name that is proposed."""
        raise NotImplementedError

    def write(self, desk: "Desk", path: Path) -> None:
        """Write the file, in a thread; raises `CannotWrite`."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A line for the file, and what its ending means."""
        with Vertical(id="export--box"):
            yield Static(plain(self.heading), id="export--title")
            yield Input(str(self.session.places.printing / self.first), max_length=1000, id="export--path")
            yield Static(plain(self.HINT), id="export--hint")
            yield Static(id="export--said")
            with Horizontal(id="export--buttons"):
                yield button("Terug", "export--no")
                yield button("Exporteren", "export--yes", main=True)

    @on(Input.Submitted)
    @on(Button.Pressed, "#export--yes")
    def _write(self) -> None:
        """Write the file, in a thread."""
        path = typed_path(self.query_one("#export--path", Input).value.strip())
        if path.suffix.lower() not in self.ENDINGS:
            self._say(f"▲ Laat de naam eindigen op {_either(self.ENDINGS)}.")
            return
        self.ask(
            lambda desk: self.write(desk, path), lambda _done: self._written(path), group="export", failed=self._no
        )

    def _written(self, path: Path) -> None:
        self.notify(f"Bewaard als {path.name}.", markup=False)
        self.dismiss(None)

    def _no(self, error: Exception) -> bool:
        """Say in a line what is the matter with the file."""
        if not isinstance(error, CannotWrite):
            return False
        self._say(f"▲ {explain(error).happened}")
        return True

    def _say(self, said: str) -> None:
        self.query_one("#export--said", Static).update(plain(said))

    @on(Button.Pressed, "#export--no")
    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)


def _either(words: tuple[str, ...]) -> str:
    return " of ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
