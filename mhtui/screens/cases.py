"""Casussen: every case this session may see, newest first; for the table only what is released to it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings
from mhtui.plain import plain
from mhtui.screens.filtered import FilteredScreen
from mhtui.screens.overview import TONES
from mhtui.widgets.days import write_day
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.filterline import FilterLine
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from mhtui.casework.caseview import CasePage, CaseRow
    from mhtui.casework.desk import Desk

PAGE: Final = 500
"""Cases that are drawn; the newest. / finds the others."""
_COLUMNS: Final = (
    Column("", 1),
    Column("Nummer", 11),
    Column("Codenaam", 16),
    Column("Vorm", 12, from_width=58),
    Column("Stand", 16),
    Column("Signalen", 8, right=True, from_width=80),
    Column("Vrijgegeven", 12, from_width=94),
    Column("Wat nu", from_width=110),
)


class CasesScreen(FilteredScreen):
    """The list of cases."""

    NAME = "cases"
    LABEL = "Casussen"
    CSS_PATH = "../styles/cases.tcss"
    AUTO_FOCUS = "#cases--rows"
    HELP = "Elke casus heeft een codenaam die het overleg kan uitspreken. ⏎ opent de casus, / maakt de lijst korter."
    BINDINGS: ClassVar[list[BindingType]] = bindings("cases")

    def __init__(self) -> None:
        super().__init__()
        self._page: CasePage | None = None
        self._all = False

    def content(self) -> Iterable[Widget]:
        """The list."""
        yield _List()
        yield EmptyState(
            "Nog geen casussen",
            "De aandachtsfunctionaris maakt een casus van een of meer signalen, in Overzicht met c. Aan tafel komt een "
            "casus hier te staan zodra zijn tekst is vrijgegeven.",
        )

    def load(self) -> None:
        """Read the cases."""
        everything = self._all

        def job(desk: "Desk") -> "CasePage":
            from db.records.base import State
            from mhtui.casework.caseview import case_list

            if everything or not desk.sees_identity:
                return case_list(desk, limit=100_000)
            pages = [case_list(desk, state=state, limit=100_000) for state in (State.OPEN, State.WAITING)]
            return _together(pages)

        self.ask(job, self._show)

    def _show(self, page: "CasePage") -> None:
        """Draw them."""
        self._page = page
        self.set_class(not page.total and not self._all, "-empty")
        self._draw()
        if self.focused is None and not self.has_class("-empty"):
            self.query_one("#cases--rows").focus()

    def _draw(self) -> None:
        """Draw what fits what was typed."""
        if self._page is None:
            return
        words = self._asked.casefold().split()
        found = [row for row in self._page.rows if all(word in _searched(row) for word in words)]
        self.query_one("#cases--rows", PagedTable).show([_row(row) for row in found[:PAGE]])
        what = "casussen" if self._all else "lopende casussen"
        said = f"{len(found)} van {self._page.total} {what}"
        if len(found) > PAGE:
            said += f" · de nieuwste {PAGE} staan hier, / vindt de andere"
        self.query_one("#cases--said", Static).update(plain(said))

    def action_all(self) -> None:
        """Show closed cases too, or no more."""
        self._all = not self._all
        self.ask_again(self.load)

    def can(self, action_id: str) -> bool | None:
        """Who sees only what is released has no closed cases to show."""
        return action_id != "cases.all" or self.session.role in {"aandachtsfunctionaris", "plaatsvervanger"}

    @on(PagedTable.Chosen, "#cases--rows")
    def _opened(self, event: PagedTable.Chosen) -> None:
        """Open a case."""
        from mhtui.screens.case import CaseScreen

        self.app.push_screen(CaseScreen(event.key), lambda _: self.ask_again(self.load))


class _List(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The line of `/`, the rows, how many."""
        yield FilterLine("Nummer, codenaam, vorm of stand …", id="cases--line")
        yield PagedTable(_COLUMNS, id="cases--rows")
        yield Static(id="cases--said")


def _together(pages: "list[CasePage]") -> "CasePage":
    """Put two pages of whole lists together, newest number first."""
    from mhtui.casework.caseview import CasePage
    from mhtui.casework.numbers import Number

    def place(row: "CaseRow") -> tuple[int, int]:
        parts = Number.read(row.number)
        return (parts.year, parts.count) if parts else (0, 0)

    rows = sorted((row for page in pages for row in page.rows), key=place, reverse=True)
    return CasePage(tuple(rows), len(rows), more=False)


def _searched(row: "CaseRow") -> str:
    """What a line is found by."""
    return f"{row.number} {row.codename} {row.form} {row.status}".casefold()


def _row(row: "CaseRow") -> Row:
    """One line."""
    progress = row.progress
    tone = TONES[progress.level] if progress else Tone.DONE
    quiet = Tone.MUTED if tone is Tone.MUTED else Tone.NORMAL
    released = write_day(row.released_on) if row.released_on else "nog niet"
    return Row(
        row.number,
        (
            Cell(progress.glyph if progress else "■", tone, bold=True),
            Cell(row.number, quiet, bold=True),
            Cell(row.codename, quiet, bold=True),
            Cell(row.form, quiet),
            Cell(row.status, quiet),
            Cell(str(row.signals), Tone.MUTED),
            Cell(released, Tone.DONE if row.released_on else Tone.ATTENTION),
            Cell(progress.what_now if progress else "", tone if tone is Tone.ATTENTION else quiet),
        ),
    )
