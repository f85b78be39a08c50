"""Where the figures of a year may be written, and as what. Never over a file that is there already."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from mhtui.plain import plain
from mhtui.screens.work import WorkingModal
from mhtui.settings import own_folder, typed_path
from mhtui.widgets.dialog import button

if TYPE_CHECKING:
    from mhtui.casework.figures import YearFigures

ENDINGS: Final = {".csv": "rekenblad", ".txt": "tekst", ".json": "json"}


def write_figures(figures: "YearFigures", path: Path) -> None:
    """Write the figures in the form the ending asks for, readable by the owner only.

    Raises `FileExistsError`, `ValueError` for another ending, `OSError`.
    """
    from mhtui.casework.figures_print import as_csv, as_json, as_table

    makers = {".csv": as_csv, ".txt": as_table, ".json": as_json}
    if path.suffix.lower() not in makers:
        raise ValueError("no such form")
    text = makers[path.suffix.lower()](figures)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text)


class ExportFigures(WorkingModal[None]):
    """Asks for the file and writes it."""

    DEFAULT_CSS = """
    ExportFigures {
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

    def __init__(self, figures: "YearFigures") -> None:
        super().__init__()
        self._figures = figures

    def compose(self) -> ComposeResult:
        """A line for the file, and what its ending means."""
        first = own_folder() / f"jaarcijfers-{self._figures.year}.csv"
        with Vertical(id="export--box"):
            yield Static(plain(f"Jaarcijfers {self._figures.year} exporteren"), id="export--title")
            yield Input(str(first), max_length=1000, id="export--path")
            yield Static(
                plain(
                    "Eindigt de naam op .csv, dan wordt het een rekenblad; .txt geeft leesbare tekst, .json is voor "
                    "een ander programma. Eenheid, peildatum en telregel gaan mee. Er staan geen namen in."
                ),
                id="export--hint",
            )
            yield Static(id="export--said")
            with Horizontal(id="export--buttons"):
                yield button("Terug", "export--no")
                yield button("Exporteren", "export--yes", main=True)

    @on(Input.Submitted)
    @on(Button.Pressed, "#export--yes")
    def _write(self) -> None:
        """Write the file, in a thread."""
        path = typed_path(self.query_one("#export--path", Input).value.strip())
        figures = self._figures
        self.start(
            lambda: write_figures(figures, path), lambda _done: self._written(path), group="export", failed=self._no
        )

    def _written(self, path: Path) -> None:
        self.notify(f"Bewaard als {path.name}.", markup=False)
        self.dismiss(None)

    def _no(self, error: Exception) -> bool:
        """Say in a line what is the matter with the file."""
        said = "▲ Dat lukt niet op deze plaats: bestaat de map, en mag u er schrijven?"
        if isinstance(error, FileExistsError):
            said = "▲ Daar staat al een bestand. Kies een andere naam; er is niets overschreven."
        elif isinstance(error, ValueError):
            said = "▲ Laat de naam eindigen op .csv, .txt of .json."
        elif not isinstance(error, OSError):
            return False
        self.query_one("#export--said", Static).update(plain(said))
        return True

    @on(Button.Pressed, "#export--no")
    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
