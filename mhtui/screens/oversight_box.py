"""Asks over which days the report of the FG goes and where it comes, and writes it: a new file, never over another."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input, Static

from mhtui.plain import plain
from mhtui.screens.document_box import FORMS, DocumentBox
from mhtui.widgets.days import read_day, write_day
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk
    from mhtui.casework.document import Document

EXPLAINED = (
    "Wie wat inzag, wat vrijgegeven en ingetrokken werd, uitzonderingen, back-ups, herstel en sleutels, per soort en "
    "maand, met de uitkomst van een controle. Er staan functies, nummers en aantallen in; geen namen en geen inhoud."
)


class OversightBox(DocumentBox):
    """Days and file."""

    KEEP_WORD = "Verslag maken"
    SAID = "Het verslag is gemaakt."
    HELP = "Het verslag komt uit het logboek alleen. " + FORMS
    FIRST = "toezicht"
    heading = "Verslag van het toezicht"

    def __init__(self, today: date, folder: Path) -> None:
        super().__init__(folder, f"{today:%Y-%m-%d}")
        self._today = today

    def body(self) -> ComposeResult:
        """From, until, where."""
        yield Static(plain(EXPLAINED, "$muted"))
        yield Field("Van", Input(write_day(self._today.replace(month=1, day=1)), max_length=40), id="oversight--since")
        yield Field("Tot en met", Input(write_day(self._today), max_length=40), id="oversight--until")
        yield from super().body()

    def _day(self, name: str) -> date | None:
        try:
            return read_day(self.query_one(f"#oversight--{name} Input", Input).value.strip(), self._today)
        except ValueError:
            return None

    def missing(self) -> dict[str, str]:
        """Two days in their order, and a file of a form there is."""
        since, until = self._day("since"), self._day("until")
        wrong = {f"oversight--{name}": "Dit is geen dag." for name in ("since", "until") if self._day(name) is None}
        if since and until and until < since:
            wrong["oversight--until"] = "Dit is voor de eerste dag."
        return wrong | super().missing()

    def document(self) -> "Callable[[Desk], Document]":
        """The report of these days; the controle in it takes a while."""
        since, until = self._day("since") or self._today, self._day("until") or self._today

        def made(desk: "Desk") -> "Document":
            from mhtui.casework.oversight import oversight
            from mhtui.casework.oversight_print import document

            return document(oversight(desk, since, until))

        return made
