"""Importeren: filled-in forms out of files or a folder, each taken in or refused by itself, with the reason.

A file is only read; what is refused is not kept anywhere.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DirectoryTree, Input, Static

from mhtui.plain import plain, single_line
from mhtui.screens.progress import ProgressDialog, Report, WorkStopped
from mhtui.screens.work import WorkingModal
from mhtui.settings import own_folder, typed_path
from mhtui.widgets.dialog import Told, button

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk

ENDINGS: Final = frozenset({".docx", ".odt", ".txt", ".eml", ".json", ".mhsignaal"})
MOST_FILES: Final = 500
"""Files that are taken from a folder at once."""


STOPPED: Final = "niet meer aan de beurt gekomen, want u stopte."


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    name: str
    """As it may be told, on one line."""
    number: str
    """Our number; empty when it was refused."""
    words: str
    """Why it was refused; empty when it was taken in."""


def forms_at(path: Path) -> list[Path]:
    """Return the file itself, or the forms of a folder by name; raises `FileNotFoundError`, `OSError`."""
    if not path.is_dir():
        if not path.exists():
            raise FileNotFoundError(path.name)
        return [path]
    found = sorted(each for each in path.iterdir() if each.suffix.lower() in ENDINGS and each.is_file())
    return found[:MOST_FILES]


def take_in(desk: "Desk", files: Iterable[Path], report: Report) -> list[Taken]:
    """Take in each file by itself; what was taken in stays, also when the next one is refused."""
    every = list(files)
    taken: list[Taken] = []
    with suppress(WorkStopped):
        for place, path in enumerate(every):
            report.step(place, len(every), _told_name(path))
            taken.append(_take_one(desk, path))
    taken += [Taken(_told_name(path), "", STOPPED) for path in every[len(taken) :]]
    return taken


def _told_name(path: Path) -> str:
    """Return the name of a file as it may be told: on one line, or a name could pass for a line of the report."""
    return single_line(path.name, 60)


def _take_one(desk: "Desk", path: Path) -> Taken:
    from mhtui.casework.arrivals import take_in_file
    from mhtui.casework.errors import CaseworkError
    from mhtui.forms.refusal import FormRefused
    from mhtui.handin.errors import HandInError
    from mhtui.messages import explain

    name = _told_name(path)
    try:
        return Taken(name, take_in_file(desk, path).stored.opened.number, "")
    except FormRefused as error:
        return Taken(name, "", error.what)
    except (CaseworkError, HandInError) as error:
        return Taken(name, "", explain(error).happened)


class _FormTree(DirectoryTree):
    """Folders, and the files that can be a form; without the pictures that a terminal may not have."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave out what cannot be a form."""
        return [path for path in paths if not path.name.startswith(".") and self._fits(path)]

    @staticmethod
    def _fits(path: Path) -> bool:
        try:
            return path.is_dir() or path.suffix.lower() in ENDINGS
        except OSError:
            return False


class ImportScreen(WorkingModal[None]):
    """Asks for a file or a folder."""

    DEFAULT_CSS = """
    ImportScreen {
        align: center middle; background: $background 70%;
        #import--box {
            width: 84; max-width: 100%; height: 90%;
            background: $background; border: round $line; padding: 1 2;
        }
        #import--title { color: $here; text-style: bold; height: auto; }
        #import--hint { color: $muted; height: auto; margin-bottom: 1; }
        #import--said { color: $attention; height: auto; }
        #import--tree { height: 1fr; background: $background; }
        #import--buttons { height: auto; align-horizontal: right; }
        #import--buttons Button { margin-left: 2; }
        &.-narrow #import--box { height: 100%; padding: 0 1; }
        &.-narrow #import--hint { margin-bottom: 0; }
    }
    """
    AUTO_FOCUS = "#import--path"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Terug")]

    def compose(self) -> ComposeResult:
        """A line for a path, a tree to choose from."""
        with Vertical(id="import--box"):
            yield Static(plain("Signaalformulieren importeren"), id="import--title")
            yield Static(
                plain("Een bestand (Word, OpenDocument, tekst, e-mail, JSON) of een map. De bestanden blijven staan."),
                id="import--hint",
            )
            here = own_folder()
            yield Input(placeholder=single_line(str(here)), max_length=2000, id="import--path")
            yield Static(id="import--said")
            yield _FormTree(here, id="import--tree")
            with Horizontal(id="import--buttons"):
                yield button("Terug", "import--no")
                yield button("Importeren", "import--yes", main=True)

    @on(DirectoryTree.FileSelected)
    @on(DirectoryTree.DirectorySelected)
    def _picked(self, event: DirectoryTree.FileSelected | DirectoryTree.DirectorySelected) -> None:
        """Put what was picked in the line; a folder that is gone calls itself a file, and nobody picked that."""
        if isinstance(event, DirectoryTree.DirectorySelected) or not event.node.is_root:
            self.query_one("#import--path", Input).value = str(event.path)

    @on(Input.Submitted)
    @on(Button.Pressed, "#import--yes")
    def _go(self) -> None:
        """Look what is there."""
        typed = self.query_one("#import--path", Input).value.strip()
        if typed:
            path = typed_path(typed.strip("'\""))
            self.start(lambda: forms_at(path), self._take, group="look", failed=self._not_there)

    def _not_there(self, error: Exception) -> bool:
        if not isinstance(error, OSError):
            return False
        self.query_one("#import--said", Static).update(plain("▲ Dit bestand of deze map is er niet, of mag niet open."))
        return True

    def _take(self, files: list[Path]) -> None:
        if not files:
            self.query_one("#import--said", Static).update(plain("▲ In deze map staan geen formulieren."))
            return
        dialog = ProgressDialog("Importeren", lambda desk, report: take_in(desk, files, report))
        self.app.push_screen(dialog, self._tell)

    def _tell(self, taken: list[Taken] | None) -> None:
        """Say what became of each file."""
        if taken is None:
            return
        good = [f"✓ {one.name}  {one.number}" for one in taken if one.number]
        bad = [f"▲ {one.name}: {one.words}" for one in taken if not one.number]
        lines = [("Vastgelegd", "\n".join(good))] if good else []
        if bad:
            lines.append(("Niet overgenomen; van deze bestanden is niets bewaard", "\n".join(bad)))
        if len(taken) == MOST_FILES:
            lines.append(("Meer dan dit", f"Per keer gaan er {MOST_FILES} mee; doe de map nog eens voor de andere."))
        app = self.app
        self.dismiss(None)
        app.push_screen(Told(f"{len(good)} van {len(taken)} overgenomen", lines))

    @on(Button.Pressed, "#import--no")
    def action_leave(self) -> None:
        """Import nothing."""
        self.dismiss(None)
