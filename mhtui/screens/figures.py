"""Jaarcijfers: one year, one table at a time with its bars, or one table of all years side by side.

It shows what casework counted and adds nothing up itself; unit, peildatum and rule stand under every table.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mhtui.actions.registry import bindings
from mhtui.plain import plain
from mhtui.screens.base import WorkScreen
from mhtui.widgets.days import write_day
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk
    from mhtui.casework.figures import FigureTable, YearFigures, YearOnYear

BAR: Final = 40
"""Cells of the longest bar."""
SHORTEST_BAR: Final = 6
_FIXED: Final = 28 + 6 + 8
"""Cells of a row that are not its bar."""
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_COLUMNS: Final = (Column("", 28), Column("Aantal", 6, right=True), Column(""))
YEARS_BESIDE: Final = 6
"""Years that are put side by side on the widest screen; the newest."""


def bar(count: int, most: int, width: int = BAR) -> str:
    """Draw a bar of at most `width` cells in eighths of a cell; nothing for 0, always something for 1."""
    if count <= 0 or most <= 0:
        return ""
    eighths = max(1, round(count * width * 8 / most))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


class FiguresScreen(WorkScreen[None]):
    """The figures of the kluis."""

    NAME = "figures"
    LABEL = "Jaarcijfers"
    CSS_PATH = "../styles/figures.tcss"
    AUTO_FOCUS = "#figures--names"
    HELP = (
        "De cijfers tellen feiten die niet naar een signaal terug te leiden zijn. ↑ en ↓ kiezen een tabel, v en l een "
        "jaar, j zet de jaren naast elkaar. Kleine aantallen kunnen toch naar iemand wijzen."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("figures")

    def __init__(self) -> None:
        super().__init__()
        self._years: tuple[int, ...] = ()
        """Newest first."""
        self._year: int | None = None
        self._figures: YearFigures | None = None
        self._table = 0
        self._beside = False
        """Whether all years are side by side."""

    def content(self) -> Iterable[Widget]:
        """Tables to choose from, the chosen one, and what stands there without any figure."""
        yield _Figures()

    def load(self) -> None:
        """Read the years, and the figures of the chosen one (the newest when none was)."""
        wanted = self._year

        def job(desk: "Desk") -> "tuple[tuple[int, ...], YearFigures | None]":
            from mhtui.casework.figures import year_figures, years

            found = years(desk)
            if not found:
                return (), None
            return found, year_figures(desk, wanted if wanted in found else found[0])

        self.ask(job, self._show)

    def _show(self, answer: "tuple[tuple[int, ...], YearFigures | None]") -> None:
        """Draw a year."""
        self._years, self._figures = answer
        self.set_class(self._figures is None, "-empty")
        if self._figures is None:
            return
        self._year = self._figures.year
        self.header.title = f"Jaarcijfers {self._year}"
        newer, older = self._year != self._years[0], self._year != self._years[-1]
        said = f"{'◂' if older else ' '} {self._year} {'▸' if newer else ' '}   {self._figures.total} signalen"
        self.query_one("#figures--year", Static).update(plain(said))
        names = self.query_one("#figures--names", OptionList)
        with self.prevent(OptionList.OptionHighlighted):
            names.clear_options()
            names.add_options([Option(plain(_title(table.name))) for table in self._figures.tables])
            names.highlighted = min(self._table, len(self._figures.tables) - 1)
        self._draw()
        self.refresh_bindings()

    def _draw(self) -> None:
        """Draw the chosen table of this year, or of all years."""
        if self._figures is None:
            return
        table = self._figures.tables[self._table]
        if self._beside:
            self.ask(lambda desk: _beside(desk, table.name), self._show_beside, group="beside")
            return
        self.query_one("#figures--years").display = False
        rows = self.query_one("#figures--rows", PagedTable)
        rows.display = True
        rows.show(_rows(table, _bar_width(rows.size.width or self.size.width)))
        self.query_one("#figures--title", Static).update(plain(f"{_title(table.name)} {self._figures.year}"))
        warning = self._figures.warning if table.small else ""
        self._say(_below(self._figures, table.total, table.note), warning)

    def _show_beside(self, seen: "YearOnYear") -> None:
        """Draw all years side by side."""
        if not self._beside:
            return
        self.query_one("#figures--rows").display = False
        old = self.query_one("#figures--years", Vertical)
        old.remove_children()
        old.display = True
        first = max(0, len(seen.years) - YEARS_BESIDE)
        years = seen.years[first:]
        columns = (Column("", 28), *(Column(_year_word(year, seen.running), 7, right=True) for year in years))
        table = PagedTable(columns, still=True, id="figures--beside")
        old.mount(table)
        table.show(_year_rows(seen, first))
        self.query_one("#figures--title", Static).update(plain(f"{_title(seen.name)}, jaar op jaar"))
        running = f" {seen.running} is nog niet om." if seen.running in years else ""
        left = f" Eerdere jaren: {seen.years[0]}-{seen.years[first - 1]}, zie v." if first else ""
        words = f"Eenheid: {seen.unit}. Peildatum {write_day(seen.peildatum)}.{running}{left}\n{seen.rule}"
        self._say(f"{words}\n{seen.iceberg}", "")

    def _say(self, below: str, warning: str) -> None:
        """Fill what stands under the table."""
        self.query_one("#figures--rule", Static).update(plain(below))
        shown = self.query_one("#figures--warning", Static)
        shown.display = bool(warning)
        shown.update(plain(f"▲ {warning}"))

    @on(OptionList.OptionHighlighted, "#figures--names")
    def _chosen(self, event: OptionList.OptionHighlighted) -> None:
        """Show another table."""
        self._table = event.option_index
        self._draw()

    def can(self, action_id: str) -> bool | None:
        """There may be no earlier or later year."""
        if self._year is None:
            return False
        place = self._years.index(self._year)
        if action_id == "figures.earlier":
            return True if place < len(self._years) - 1 else None
        return True if action_id != "figures.later" or place > 0 else None

    def action_earlier(self) -> None:
        """Go a year back."""
        self._go(1)

    def action_later(self) -> None:
        """Go a year on."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if self._year is None:
            return
        place = self._years.index(self._year) + by
        if 0 <= place < len(self._years):
            self._year = self._years[place]
            self._beside = False
            self.load()

    def action_compare(self) -> None:
        """Put the years side by side, or go back to one."""
        self._beside = not self._beside
        self._draw()

    def action_export(self) -> None:
        """Ask where the figures may be written."""
        from mhtui.screens.figures_export import ExportFigures

        if self._figures is not None:
            self.app.push_screen(ExportFigures(self._figures))


class _Figures(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """Side, main, and the empty state."""
        with Vertical(id="figures--side"):
            yield Static(id="figures--year")
            yield OptionList(id="figures--names", markup=False)
        with Vertical(id="figures--main"):
            yield Static(id="figures--title")
            yield PagedTable(_COLUMNS, still=True, id="figures--rows")
            yield Vertical(id="figures--years")
            with VerticalScroll(id="figures--below", can_focus=False):
                yield Static(id="figures--rule")
                yield Static(id="figures--warning")
        yield EmptyState(
            "Nog geen cijfers",
            "Zodra de aandachtsfunctionaris het eerste signaal vastlegt, telt het hier mee, zonder naam.",
        )


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def _beside(desk: "Desk", name: str) -> "YearOnYear":
    from mhtui.casework.figures import year_on_year

    return year_on_year(desk, name)


def _year_word(year: int, running: int | None) -> str:
    return f"{year}*" if year == running else str(year)


def _bar_width(width: int) -> int:
    """Cells for the longest bar in a table of this width."""
    return max(SHORTEST_BAR, min(BAR, width - _FIXED))


def _rows(table: "FigureTable", longest: int) -> list[Row]:
    """One row a label, with its bar, and the total."""
    most = max((row.count for row in table.rows), default=0)
    rows = [
        Row(
            str(place),
            (
                Cell(row.label, Tone.NORMAL if row.count else Tone.MUTED),
                Cell(str(row.count), Tone.ATTENTION if row.small else Tone.NORMAL, bold=bool(row.count)),
                Cell(bar(row.count, most, longest), Tone.HERE),
            ),
        )
        for place, row in enumerate(table.rows)
    ]
    return [*rows, Row("total", (Cell("totaal", bold=True), Cell(str(table.total), bold=True), Cell("")))]


def _year_rows(seen: "YearOnYear", first: int) -> list[Row]:
    """One row a label, one count a year, and the totals."""
    rows = [
        Row(str(place), (Cell(line.label), *(Cell(str(count)) for count in line.counts[first:])))
        for place, line in enumerate(seen.lines)
    ]
    totals = (Cell(str(total), bold=True) for total in seen.totals[first:])
    return [*rows, Row("total", (Cell("totaal", bold=True), *totals))]


def _below(figures: "YearFigures", total: int, note: str) -> str:
    """What belongs under every table."""
    counted = f"Eenheid: {figures.unit} ({total}). Peildatum {write_day(figures.peildatum)}. {figures.area}."
    return "\n".join(part for part in (counted, figures.rule, note, figures.iceberg) if part)
