"""Bewaren en vernietigen: which closed dossiers are due, one kept longer or destroyed, and the verklaring of it.

Nothing is destroyed without the number typed once more. It shows numbers and days, and no name.
"""

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
from mhtui.screens.base import WorkScreen
from mhtui.widgets.days import write_day
from mhtui.widgets.dialog import Told
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from db.shredding import Buried
    from mhtui.casework.desk import Desk
    from mhtui.casework.retention import Destroyed, Kept
    from mhtui.casework.terms import Terms

_COLUMNS: Final = (
    Column("", 2),
    Column("Nummer", 12),
    Column("Soort", 10, from_width=90),
    Column("Afgesloten", 12),
    Column("Mag weg vanaf", 14),
    Column("Toelichting"),
)
LEFT_ON_SERVER: Final = (
    "De server bewaart de oude, verzegelde gegevens in zijn logboek (WAL), replica's en back-ups tot die verlopen. De "
    "verklaring zegt wat u de beheerder vraagt."
)
LEFT_IN_FILE: Final = (
    "In het bestand staan nog verzegelde resten: een ander programma hield het bezet. Maak een back-up en zet die "
    "terug als nieuwe kluis; daar staan zij niet in."
)
NOTHING_LEFT: Final = "Het bestand van de kluis is nagelezen: er staat niets meer van in."


class RetentionScreen(WorkScreen[None]):
    """Closed dossiers, and those that were destroyed."""

    NAME = "retention"
    LABEL = "Bewaren en vernietigen"
    CSS_PATH = "../styles/retention.tcss"
    AUTO_FOCUS = "#retention--rows"
    HELP = (
        "Hier staan afgesloten dossiers waarvan de bewaartermijn om is. Er wordt nooit vanzelf iets vernietigd: u "
        "bewaart een dossier langer, met een reden, of u vernietigt het. Dat is voorgoed; wat de jaarcijfers tellen "
        "blijft. Daarna maakt u de verklaring van vernietiging."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("retention")

    def __init__(self) -> None:
        super().__init__()
        self._every = False
        """Whether also what may not go yet, and what is gone, is shown."""
        self._kept: dict[str, Kept] = {}
        self._gone: dict[str, Buried] = {}
        self._doubt = ""
        """What the clock may have wrong."""

    def content(self) -> Iterable[Widget]:
        """The list, and what stands there without one."""
        yield _List()
        yield EmptyState(
            "Geen afgesloten dossiers",
            "Is een dossier afgesloten, dan staat hier vanaf welke dag het weg mag. Vanzelf wordt er niets vernietigd.",
        )

    def load(self) -> None:
        """Read both lists."""

        def job(desk: "Desk") -> "tuple[tuple[Kept, ...], tuple[Buried, ...], str]":
            from mhtui.casework.retention import clock_words, kept, long_idle
            from mhtui.casework.statement import destroyed

            last = long_idle(desk)
            return kept(desk), destroyed(desk), clock_words(desk.today(), last) if last else ""

        self.ask(job, self._show)

    def _show(self, found: "tuple[tuple[Kept, ...], tuple[Buried, ...], str]") -> None:
        self._doubt = found[2]
        self._kept = {each.number: each for each in found[0]}
        self._gone = {each.shredding.number: each for each in found[1]}
        self.set_class(not self._kept and not self._gone, "-empty")
        self._draw()

    def _draw(self) -> None:
        today = self.session.desk.today()
        ready = [each for each in self._kept.values() if each.due_on <= today]
        shown = list(self._kept.values()) if self._every else ready
        rows = [_kept_row(each, today) for each in shown]
        rows += [_gone_row(each) for each in self._gone.values()] if self._every else []
        self.query_one("#retention--rows", PagedTable).show(rows)
        said = f"{len(ready)} van {len(self._kept)} afgesloten dossiers mogen weg · {len(self._gone)} vernietigd"
        self.query_one("#retention--said", Static).update(plain(said))
        self.refresh_bindings()

    @property
    def _at(self) -> str:
        """The number under the cursor."""
        return self.query_one("#retention--rows", PagedTable).at or ""

    @on(PagedTable.Moved, "#retention--rows")
    def _moved(self) -> None:
        """What can be done depends on the line."""
        self.refresh_bindings()

    def can(self, action_id: str) -> bool | None:
        """A closed dossier is kept longer or destroyed; of one that is gone there is a verklaring."""
        chosen = self._kept.get(self._at)
        match action_id:
            case "retention.postpone":
                return True if chosen else None
            case "retention.destroy":
                return True if chosen else None
            case "retention.declare":
                return True if self._at in self._gone else None
        return True

    def action_all(self) -> None:
        """Show everything, or only what is due."""
        self._every = not self._every
        self._draw()

    @on(PagedTable.Chosen, "#retention--rows")
    def _read(self, event: PagedTable.Chosen) -> None:
        """Show a line in full."""
        lines = _kept_words(self._kept[event.key]) if event.key in self._kept else _gone_words(self._gone[event.key])
        self.app.push_screen(Told(event.key, lines))

    def action_postpone(self) -> None:
        """Keep the dossier under the cursor longer."""
        from mhtui.screens.retention_boxes import PostponeBox

        self.app.push_screen(
            PostponeBox(self._kept[self._at], self.session.desk.today()), lambda _: self.ask_again(self.load)
        )

    def action_term(self) -> None:
        """Let another bewaartermijn count."""
        from mhtui.screens.retention_boxes import TermBox

        def read(desk: "Desk") -> "Terms":
            from mhtui.casework.terms import terms_of

            return terms_of(desk)

        self.ask(read, lambda now: self.app.push_screen(TermBox(now), lambda _: self.ask_again(self.load)), hold=True)

    def action_destroy(self) -> None:
        """Destroy the dossier under the cursor."""
        from mhtui.screens.retention_boxes import DestroyBox

        today = self.session.desk.today()
        self.app.push_screen(DestroyBox(self._kept[self._at], today, self._doubt), self._destroyed)

    def _destroyed(self, done: "Destroyed | None") -> None:
        """Say what was done, and what is left."""
        if done is None:
            return
        was = done.shredding
        left = LEFT_ON_SERVER if done.left is None else LEFT_IN_FILE if done.left else NOTHING_LEFT
        words = [
            ("Vernietigd", f"{was.rows} records en {was.keys} sleutels. De jaarcijfers zijn gelijk gebleven."),
            ("Op de plaats van de kluis", left),
            ("Back-ups", "Oudere back-ups bevatten het dossier nog. Maak de verklaring (d): die noemt ze."),
        ]
        self._every = True
        self.app.push_screen(Told(f"{was.number} is vernietigd", words))
        self.ask_again(self.load)

    def action_declare(self) -> None:
        """Make the verklaring of the dossier under the cursor."""
        from mhtui.screens.retention_boxes import DeclareBox

        self.app.push_screen(DeclareBox(self._at, self.session.places.printing), self._declared)

    def _declared(self, path: "Path | None") -> None:
        if path is not None:
            self.notify(f"Bewaard als {path.name}.", markup=False)


class _List(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The rows, how many."""
        yield PagedTable(_COLUMNS, id="retention--rows")
        yield Static(id="retention--said")


def _kept_row(each: "Kept", today: "date") -> Row:
    """A dossier that is there; a sign when it may go."""
    ready = each.due_on <= today
    why = f"langer bewaard: {each.reason}" if each.reason else "termijn om" if ready else ""
    cells = (
        Cell("▲", Tone.ATTENTION) if ready else Cell(""),
        Cell(each.number, bold=ready),
        Cell(each.kind, Tone.MUTED),
        Cell(write_day(each.ended_on), Tone.MUTED),
        Cell(write_day(each.due_on)),
        Cell(why, Tone.MUTED),
    )
    return Row(each.number, cells)


def _gone_row(each: "Buried") -> Row:
    """A dossier that was destroyed."""
    was = each.shredding
    cells = (
        Cell("✓", Tone.DONE),
        Cell(was.number, Tone.MUTED),
        Cell("casus" if was.signals else "signaal", Tone.MUTED),
        Cell(write_day(was.ended_on), Tone.MUTED),
        Cell(write_day(was.due_on), Tone.MUTED),
        Cell(f"vernietigd op {write_day(each.at.date())}: {was.reason}", Tone.MUTED),
    )
    return Row(was.number, cells)


def _kept_words(each: "Kept") -> list[tuple[str, str]]:
    words = [
        ("Signalen", ", ".join(each.signals)),
        ("Eerste signaal ingenomen", write_day(each.since)),
        ("Afgesloten", write_day(each.ended_on)),
        ("Mag weg vanaf", write_day(each.due_on)),
    ]
    return [*words, ("Langer bewaard, omdat", each.reason)] if each.reason else words


def _gone_words(each: "Buried") -> list[tuple[str, str]]:
    was = each.shredding
    return [
        ("Vernietigd", f"{write_day(each.at.date())}, door: {each.by}"),
        ("Reden", was.reason),
        ("Categorie van de selectielijst", was.category),
        ("Wat", f"{was.rows} records en {was.keys} sleutels; signalen: {', '.join(was.signals or (was.number,))}"),
        ("Regel van het logboek", str(each.seq)),
    ]
