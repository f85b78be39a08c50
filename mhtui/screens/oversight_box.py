"""Asks over which days the report of the FG goes and where it comes, and writes it: a new file, never over another."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input, Static

from mhtui.plain import plain
from mhtui.screens.formbox import FormBox
from mhtui.settings import typed_path
from mhtui.widgets.days import read_day, write_day
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk

EXPLAINED = (
    "Wie wat inzag, wat vrijgegeven en ingetrokken werd, uitzonderingen, back-ups, herstel en sleutels, per soort en "
    "maand, met de uitkomst van een controle. Er staan functies, nummers en aantallen in; geen namen en geen inhoud."
)
_ENDINGS = (".odt", ".md")


class OversightBox(FormBox[Path]):
    """Days and file."""

    KEEP_WORD = "Verslag maken"
    SAID = "Het verslag is gemaakt."
    HELP = "Het verslag komt uit het logboek alleen. Eindigt de naam op .md, dan wordt het Markdown; anders .odt."
    heading = "Verslag van het toezicht"

    def __init__(self, today: date, folder: Path) -> None:
        super().__init__()
        self._today = today
        self._file = str(folder / f"toezicht-{today:%Y-%m-%d}.odt")

    def body(self) -> ComposeResult:
        """From, until, where."""
        yield Static(plain(EXPLAINED, "$muted"))
        yield Field("Van", Input(write_day(self._today.replace(month=1, day=1)), max_length=40), id="oversight--since")
        yield Field("Tot en met", Input(write_day(self._today), max_length=40), id="oversight--until")
        yield Field("Bestand, eindigend op .odt of .md", Input(self._file, max_length=4096), id="oversight--file")

    @property
    def has_changes(self) -> bool:
        """Nothing is lost by leaving."""
        return False

    def _typed(self, name: str) -> str:
        return self.query_one(f"#oversight--{name} Input", Input).value.strip()

    def _day(self, name: str) -> date | None:
        try:
            return read_day(self._typed(name), self._today)
        except ValueError:
            return None

    def missing(self) -> dict[str, str]:
        """Two days in their order, and a file of a form there is."""
        since, until = self._day("since"), self._day("until")
        wrong = {f"oversight--{name}": "Dit is geen dag." for name in ("since", "until") if self._day(name) is None}
        if since and until and until < since:
            wrong["oversight--until"] = "Dit is voor de eerste dag."
        if Path(self._typed("file")).suffix.lower() not in _ENDINGS:
            wrong["oversight--file"] = "Laat de naam eindigen op .odt of .md."
        return wrong

    def job(self) -> "Callable[[Desk], Path]":
        """Make it and write it; the controle in it takes a while."""
        since, until = self._day("since") or self._today, self._day("until") or self._today
        path = typed_path(self._typed("file"))

        def job(desk: "Desk") -> Path:
            from mhtui.casework.oversight import oversight
            from mhtui.casework.oversight_print import as_markdown, as_odt
            from mhtui.newfile import write_new

            report = oversight(desk, since, until)
            write_new(path, as_markdown(report).encode() if path.suffix.lower() == ".md" else as_odt(report))
            return path

        return job

    def _refused(self, error: Exception) -> bool:
        from mhtui.handin.errors import CannotWrite

        taken = super()._refused(error)
        if isinstance(error, FileExistsError):
            self.complain({"oversight--file": "Daar staat al een bestand; dat wordt niet overschreven."})
        elif isinstance(error, CannotWrite):
            self.complain({"oversight--file": "Daar kan het bestand niet gemaakt worden."})
        else:
            return taken
        return True
