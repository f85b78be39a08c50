"""Overzicht: what needs a hand today, worst first, and the card of the line under the cursor.

No reporter, no person and no source text is ever read for this screen; who wants those opens the signal.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings, find
from mhtui.heading import Heading
from mhtui.plain import plain
from mhtui.screens.base import WorkScreen
from mhtui.screens.overview_card import draw_case, draw_signal
from mhtui.screens.reading import ReadSoFar
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.desk import Desk
    from mhtui.casework.overview import CaseCard, Overview, OverviewRow, SignalCard

_COLUMNS: Final = (
    Column("", 1),
    Column("Nummer", 11),
    Column("Codenaam", 12, from_width=88),
    Column("Vorm", 9, from_width=72),
    Column("Stand", 13),
    Column("Dagen", 5, right=True, from_width=56),
    Column("Wat nu"),
)
POSTBOX_SECONDS: Final = 20.0
"""Seconds between two looks in the folder where sealed signals arrive."""
TONES: Final = {
    "spoed": Tone.URGENT,
    "te_laat": Tone.ATTENTION,
    "nieuw": Tone.HERE,
    "bezig": Tone.HERE,
    "wacht": Tone.MUTED,
    "klaar": Tone.DONE,
}
"""The tone of each `mhtui.casework.progress.Level`."""


class OverviewScreen(WorkScreen[None]):
    """The desk of the aandachtsfunctionaris."""

    NAME = "overview"
    LABEL = "Overzicht"
    CSS_PATH = "../styles/overview.tcss"
    AUTO_FOCUS = "#overview--rows"
    HELP = (
        "Alles wat nog openstaat, het ergste eerst: ! spoed, ▲ te laat, ● nieuw, ◐ bezig, ○ wacht. Een signaal dat bij "
        "een casus hoort staat onder die casus. ⏎ opent de regel."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("overview")

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, OverviewRow] = {}
        self._at: str | None = None
        self._seen: Overview | None = None
        self._sealed = 0
        """Files in the postvak."""

    def content(self) -> Iterable[Widget]:
        """The list, the card, and what stands there in an empty kluis."""
        yield _Board()

    def load(self) -> None:
        """Read the lines; the first time in a session that is everything, and how far it is stands below the list."""
        from mhtui.casework.overview import overview

        hold = None if self._was_read else False  # reading everything takes long, and says how far it is
        self.ask(lambda desk: overview(desk, tell=self._tell), self._show, hold=hold)
        self.look_in_postbox()

    def _tell(self, read: int, every: int) -> None:
        """Say how far the reading is. In a worker thread."""
        self.post_message(ReadSoFar(read, every))

    def on_read_so_far(self, message: ReadSoFar) -> None:
        """Show it where the counts will stand."""
        self.query_one("#overview--counts", Static).update(plain(message.words), layout=False)

    def on_mount(self) -> None:
        """Look in the postvak now and then: a file that arrives changes nothing in the kluis."""
        super().on_mount()
        self.set_interval(POSTBOX_SECONDS, self.look_in_postbox)

    def look_in_postbox(self) -> None:
        """Count what lies there, for who may take it in."""
        found = find("overview.postbox")
        if found is None or not found.allowed(self.session.role):
            return
        folder = self.session.postbox

        def job() -> int:
            from mhtui.casework.postbox import in_postbox

            return len(in_postbox(folder))

        self.start(job, self._count_postbox, group="poll")

    def _count_postbox(self, sealed: int) -> None:
        """Show the new count."""
        self._sealed = sealed
        self._draw_counts()

    def show_heading(self, heading: Heading) -> None:
        """Say below the list that it is time for a back-up."""
        super().show_heading(heading)
        self._draw_counts()

    def _draw_counts(self) -> None:
        if self._seen is not None:
            waiting = _waiting(self._sealed, due=self.our_app.heading.backup_due)
            self.query_one("#overview--counts", Static).update(plain(" · ".join([*waiting, *_counts(self._seen)])))
            self.query_one(EmptyState).note(" · ".join(waiting))

    def _show(self, seen: "Overview") -> None:
        """Draw the lines and the counts."""
        self._rows = {row.id: row for row in seen.rows}
        self.set_class(not seen.rows, "-empty")
        table = self.query_one("#overview--rows", PagedTable)
        table.show([_row(row) for row in seen.rows])
        if seen.rows:
            table.focus()
        self._seen = seen
        self._draw_counts()
        self._read_card(table.at)
        self.refresh_bindings()

    @on(PagedTable.Moved, "#overview--rows")
    def _moved(self, event: PagedTable.Moved) -> None:
        """Show the card of another line."""
        self._read_card(event.key)
        self.refresh_bindings()

    def _read_card(self, key: str | None) -> None:
        """Read the card, in a thread; only where there is room for it."""
        self._at = key
        row = self.chosen
        if row is None or not self.has_class("-wide"):
            return
        self.ask(lambda desk: _card(desk, row), self._show_card, group="card")

    def _show_card(self, card: "SignalCard | CaseCard") -> None:
        """Draw the card, when it is still the one under the cursor."""
        from mhtui.casework.overview import SignalCard

        if card.id == self._at:
            drawn = draw_signal(card) if isinstance(card, SignalCard) else draw_case(card)
            self.query_one("#overview--card", Static).update(drawn)

    def on_resize(self) -> None:
        """There may be room for the card now."""
        self._read_card(self._at)

    @property
    def chosen(self) -> "OverviewRow | None":
        """The line under the cursor."""
        return self._rows.get(self._at or "")

    def can(self, action_id: str) -> bool | None:
        """A case is made of a signal; a step is taken with a line."""
        row = self.chosen
        if action_id == "overview.make_case":
            return True if row is not None and row.kind == "signaal" else None
        return True if action_id != "overview.step" or row is not None else None

    @on(PagedTable.Chosen, "#overview--rows")
    def _opened(self, event: PagedTable.Chosen) -> None:
        """Open the line."""
        row = self._rows[event.key]
        self.open(row.kind, row.id, row.number)

    def open(self, kind: str, row: "RowId", number: str) -> None:
        """Open a signal or a case."""
        if kind == "signaal":
            from mhtui.screens.signal import SignalScreen

            self.app.push_screen(SignalScreen(row), self._again)
        else:
            from mhtui.screens.case import CaseScreen

            self.app.push_screen(CaseScreen(number), self._again)

    def _again(self, answer: object) -> None:
        """Read again after a box or a screen over this one, without waiting for the change mark."""
        del answer
        self.ask_again(self.load)

    def action_new(self) -> None:
        """Open an empty form."""
        from mhtui.screens.signal import SignalScreen

        self.app.push_screen(SignalScreen(None), self._again)

    def action_import(self) -> None:
        """Ask which files."""
        from mhtui.screens.importing import ImportScreen

        self.app.push_screen(ImportScreen(), self._again)

    def action_postbox(self) -> None:
        """Open the postvak."""
        from mhtui.screens.postbox import PostboxScreen

        self.app.push_screen(PostboxScreen(), self._again)

    def action_step(self) -> None:
        """Ask what was done with this line."""
        from mhtui.screens.step_form import StepForm

        row = self.chosen
        if row is not None:
            self.app.push_screen(StepForm(row.kind, row.id, row.number), self._again)

    def action_make_case(self) -> None:
        """Ask for a codename, and make a case."""
        from mhtui.screens.case_making import MakeCase

        row = self.chosen
        if row is not None and row.kind == "signaal":
            self.app.push_screen(MakeCase(row.id, row.number), self._again)

    def action_search(self) -> None:
        """Search in everything."""
        from mhtui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(), lambda hit: self.open(hit.kind, hit.id, hit.number) if hit else None)


class _Board(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The list with its counts, the card, the empty state."""
        with Vertical(id="overview--main"):
            yield PagedTable(_COLUMNS, id="overview--rows")
            yield Static(id="overview--counts")
        with VerticalScroll(id="overview--side", can_focus=False):
            yield Static(id="overview--card")
        offers = [action for name in ("new", "import", "postbox") if (action := find(f"overview.{name}"))]
        yield EmptyState(
            "Nog geen signalen",
            "Hier komt wat een hand nodig heeft, het ergste eerst. Leg een signaal vast of neem een formulier over.",
            offers,
        )


def _card(desk: "Desk", row: "OverviewRow") -> "SignalCard | CaseCard":
    from mhtui.casework.overview import case_card, signal_card

    return signal_card(desk, row.id) if row.kind == "signaal" else case_card(desk, row.id)


def _row(row: "OverviewRow") -> Row:
    """One line; colour only on what asks for attention."""
    tone = TONES[row.level]
    urgent = tone in {Tone.URGENT, Tone.ATTENTION}
    quiet = Tone.MUTED if tone is Tone.MUTED else Tone.NORMAL
    days = "-" if row.days is None else str(row.days)
    return Row(
        row.id,
        (
            Cell(row.glyph, tone, bold=True),
            Cell(row.number, quiet, bold=True),
            Cell(row.codename, quiet),
            Cell(row.form, quiet),
            Cell(row.status, quiet),
            Cell(days, Tone.MUTED),
            Cell(row.what_now, tone if urgent else quiet, bold=tone is Tone.URGENT),
        ),
    )


def _waiting(sealed: int, *, due: bool) -> list[str]:
    """What waits besides the list: in the postvak, and a back-up."""
    parts = [f"◆ {sealed} in het postvak (p)"] if sealed else []
    return [*parts, "▲ tijd voor een back-up (7, dan u)"] if due else parts


def _counts(seen: "Overview") -> list[str]:
    """The counts under the list, over everything that is open."""
    parts = [f"{seen.total} open"]
    named = ((seen.new, "nieuw"), (seen.urgent, "spoed"), (seen.late, "te laat"))
    parts += [f"{count} {word}" for count, word in named if count]
    if seen.more:
        parts.append(f"de {len(seen.rows)} ergste staan hier, / zoekt in alles")
    return parts
