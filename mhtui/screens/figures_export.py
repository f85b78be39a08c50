"""The figures of a year as a file: a spreadsheet, text, or JSON."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from mhtui.newfile import write_new
from mhtui.screens.export_box import ExportBox

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk
    from mhtui.casework.figures import YearFigures


class ExportFigures(ExportBox):
    """Asks for the file and writes the figures that stand on the screen."""

    HINT: ClassVar[str] = (
        "Eindigt de naam op .csv, dan wordt het een rekenblad; .txt geeft leesbare tekst, .json is voor "
        "een ander programma. Eenheid, peildatum en telregel gaan mee. Er staan geen namen in."
    )
    ENDINGS: ClassVar[tuple[str, ...]] = (".csv", ".txt", ".json")

    def __init__(self, figures: "YearFigures") -> None:
        super().__init__()
        self.heading = f"Jaarcijfers {figures.year} exporteren"
        self._figures = figures

    @property
    def first(self) -> str:
        """A spreadsheet, by default."""
        return f"jaarcijfers-{self._figures.year}.csv"

    def write(self, desk: "Desk", path: Path) -> None:
        """Write the figures in the form the ending asks for, readable by the owner only."""
        from mhtui.casework.figures_print import as_csv, as_json, as_table

        del desk
        makers = {".csv": as_csv, ".txt": as_table, ".json": as_json}
        write_new(path, makers[path.suffix.lower()](self._figures).encode())
