"""Verzoek om inzage: where somebody stands in every dossier, which of it is this person, and what that person gets.

Nothing is made that was not read first as it will be; another choice has to be read again. It holds names of others as
long as it is open, and keeps nothing.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings, with_verb
from mhtui.plain import plain
from mhtui.screens.access_boxes import GiveBox, Judged, MarkedBox, WhoBox
from mhtui.screens.base import WorkScreen
from mhtui.screens.progress import ProgressDialog, Report
from mhtui.widgets.dialog import Told
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from mhtui.casework.access import Disclosure, Request
    from mhtui.casework.access_search import Hit, Wanted
    from mhtui.casework.desk import Desk

_COLUMNS: Final = (
    Column("", 3),
    Column("Plek", 26),
    Column("Gevonden", 14, from_width=90),
    Column("Er staat"),
)


class AccessScreen(WorkScreen[None]):
    """The places where somebody was found, and what was chosen of them."""

    NAME = "access"
    LABEL = "Verzoek om inzage"
    CSS_PATH = "../styles/access.tcss"
    AUTO_FOCUS = "#access--rows"
    HELP = (
        "Iemand vraagt wat er over hem of haar wordt bewaard. Zoek met n, kies met de spatiebalk de plekken die "
        "echt over deze persoon gaan, kijk met v wat wegvalt, lees met l het hele document, en maak het met m."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("access")

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted | None = None
        self._hits: dict[str, Hit] = {}
        self._chosen: set[str] = set()
        self._judged = Judged()
        self._was_shown: Request | None = None
        """What was read as it would be given."""

    def content(self) -> Iterable[Widget]:
        """The warning, the places, and what stands there without any."""
        yield _Found()

    def load(self) -> None:
        """Nothing is read before somebody says who asks."""
        self._draw()

    def _draw(self) -> None:
        self.set_class(not self._hits, "-empty")
        rows = [_row(hit, key in self._chosen) for key, hit in self._hits.items()]
        self.query_one("#access--rows", PagedTable).show(rows)
        said = f"{len(self._chosen)} van {len(self._hits)} plekken gekozen"
        nothing = "Deze naam en gegevens komen in geen enkel dossier voor." if self._wanted else ""
        self.query_one("#access--said", Static).update(plain(said if self._hits else nothing))
        self.refresh_bindings()

    @property
    def _request(self) -> "Request | None":
        """What was asked and chosen so far; None while nothing is chosen."""
        if self._wanted is None or not self._chosen:
            return None
        from mhtui.casework.access import Request

        places = tuple(hit.place for key, hit in self._hits.items() if key in self._chosen)
        return self._judged.of(Request(self._wanted, places))

    def can(self, action_id: str) -> bool | None:
        """A place must be there to choose, chosen to read, and read to make."""
        match action_id:
            case "access.choose":
                return True if self._hits else None
            case "access.words" | "access.read":
                return True if self._chosen else None
            case "access.make":
                return True if self._chosen and self._was_shown == self._request else None
        return True

    def action_search(self) -> None:
        """Ask who it is, and look."""
        self.app.push_screen(WhoBox(), self._search)

    def _search(self, wanted: "Wanted | None") -> None:
        if wanted is None:
            return

        def job(desk: "Desk", report: Report) -> "tuple[Hit, ...]":
            from mhtui.casework.access_search import search

            return search(desk, wanted, lambda done, every: report.step(done, every, f"{done} van {every}"))

        def found(hits: "tuple[Hit, ...] | None") -> None:
            if hits is not None:
                self._wanted, self._hits = wanted, {hit.place.key: hit for hit in hits}
                self._chosen, self._judged, self._was_shown = set(), Judged(), None
                self._draw()

        self.app.push_screen(ProgressDialog("Zoeken in alle dossiers", job), found)

    def action_choose(self) -> None:
        """Choose the place under the cursor, or no longer."""
        key = self.query_one("#access--rows", PagedTable).at
        if key is not None:
            self._chosen ^= {key}
            self._draw()

    @on(PagedTable.Chosen, "#access--rows")
    def _look(self, event: PagedTable.Chosen) -> None:
        """Show a place whole: to judge whether it is this person."""
        hit = self._hits[event.key]
        lines = [("Gevonden", ", ".join(hit.found)), (hit.place.what.capitalize(), hit.place.text)]
        self.app.push_screen(Told(event.key, lines))

    def action_words(self) -> None:
        """Judge what stands out."""

        def judged(answer: Judged | None) -> None:
            if answer is not None:
                self._judged = answer
                self.refresh_bindings()

        self._ask_what(lambda made, _: self.app.push_screen(MarkedBox(made.marked, self._judged), judged))

    def action_read(self) -> None:
        """Show the whole document; from now on it can be made like this."""

        def show(made: "Disclosure", request: "Request") -> None:
            from mhtui.casework.access_print import document

            page = document(made)
            lines = [("", line) for line in page.about]
            for block in page.blocks:
                table = [" · ".join(row) for row in block.rows]
                lines.append((block.heading, "\n".join([*block.lines, *block.points, *table])))

            def was_read(_: None) -> None:
                self._was_shown = request
                self.refresh_bindings()

            self.app.push_screen(Told(page.title, lines, done="Gelezen"), was_read)

        self._ask_what(show)

    def _ask_what(self, then: "Callable[[Disclosure, Request], object]") -> None:
        request = self._request
        if request is None:
            return

        def job(desk: "Desk") -> "Disclosure":
            from mhtui.casework.access import disclosure

            return disclosure(desk, request)

        self.ask(job, lambda made: then(made, request), group="disclosure", hold=True)

    def action_make(self) -> None:
        """Make the document that was read."""
        request = self._request
        if request is not None and request == self._was_shown:
            day = f"{self.session.desk.today():%Y-%m-%d}"
            self.app.push_screen(GiveBox(request, self.session.places.documents, day), self._made)

    def _made(self, path: "Path | None") -> None:
        if path is not None:
            self.notify(f"Bewaard als {path.name}.", markup=False)


class _Found(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The warning, the rows or what stands there without one, how many."""
        from mhtui.casework.access_print import WARNING

        offer = with_verb("access", "search")
        yield Static(plain(WARNING), id="access--warning")
        yield PagedTable(_COLUMNS, id="access--rows")
        yield EmptyState(
            "Wie vraagt wat er bewaard wordt?",
            "Zoek op naam, en als u die heeft op geboortedatum, telefoonnummer of e-mailadres.",
            (offer,) if offer else (),
        )
        yield Static(id="access--said")


def _row(hit: "Hit", chosen: bool) -> Row:
    """One place."""
    cells = (
        Cell("[✓]" if chosen else "[ ]", Tone.HERE if chosen else Tone.MUTED),
        Cell(hit.place.key, bold=chosen),
        Cell("zo geschreven" if hit.exact else "lijkt erop", Tone.NORMAL if hit.exact else Tone.MUTED),
        Cell(hit.around, Tone.MUTED),
    )
    return Row(hit.place.key, cells)
