"""Postvak: sealed signals that arrived as files. Taking one in makes it a signal; then, and only then, its file goes.

Nothing is opened to draw the list: what is in a file is seen when it is a signal.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings
from mhtui.plain import plain, single_line
from mhtui.screens.base import WorkScreen
from mhtui.screens.progress import ProgressDialog, Report
from mhtui.widgets.days import write_day
from mhtui.widgets.dialog import Told
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk
    from mhtui.casework.postbox import TakenIn, Waiting

_COLUMNS: Final = (
    Column("", 1),
    Column("Ontvangstnummer", 15),
    Column("Binnen op", 10),
    Column("Wat is er", from_width=44),
)
_OLD_CARD: Final = "verzegeld met een oude kaart: geef de melder een nieuwe"


class PostboxScreen(WorkScreen[None]):
    """What waits, oldest first."""

    NAME = "postbox"
    LABEL = "Postvak"
    CSS_PATH = "../styles/postbox.tcss"
    AUTO_FOCUS = "#postbox--rows"
    HELP = (
        "Verzegelde signalen die als bestand binnenkwamen. ⏎ of i neemt er een in: het wordt een signaal, en daarna is "
        "het bestand weg. Het ontvangstnummer heeft de melder ook."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("postbox")

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Waiting] = {}
        self._at: str | None = None

    @property
    def folder(self) -> Path:
        """Where sealed files arrive."""
        return self.session.postbox

    def content(self) -> Iterable[Widget]:
        """The list, and what stands there when nothing waits."""
        yield _List(id="postbox--list")
        yield EmptyState(
            "Het postvak is leeg",
            f"Zet verzegelde bestanden (.mhsignaal) in {self.folder}; dan staan ze hier. Een kaart om te melden maakt "
            "u met «mhtui sleutels kaart».",
        )

    def load(self) -> None:
        """Look what lies there."""
        folder = self.folder

        def job(desk: "Desk") -> "tuple[Waiting, ...]":
            from mhtui.casework.postbox import waiting

            return waiting(desk, folder)

        self.ask(job, self._show)

    def _show(self, found: "tuple[Waiting, ...]") -> None:
        """Draw it."""
        self._rows = {str(each.path): each for each in found}
        self.set_class(not found, "-empty")
        table = self.query_one("#postbox--rows", PagedTable)
        table.show([_row(each) for each in found])
        self._at = table.at
        if found and not self.app.screen.is_modal:
            table.focus()
        self._say()
        self.refresh_bindings()

    @on(PagedTable.Moved, "#postbox--rows")
    def _moved(self, event: PagedTable.Moved) -> None:
        self._at = event.key
        self._say()
        self.refresh_bindings()

    def _say(self) -> None:
        """Under the list: how much waits, and what is the matter with this one."""
        row = self._chosen
        what = "" if row is None else row.trouble or (_OLD_CARD if row.old_card else "")
        many = len(self._rows)
        parts = [f"{many} bestand{'en' if many != 1 else ''}", what]
        self.query_one("#postbox--said", Static).update(plain(" · ".join(filter(None, parts))))

    @property
    def _chosen(self) -> "Waiting | None":
        return self._rows.get(self._at or "")

    def can(self, action_id: str) -> bool | None:
        """What is not ours cannot be taken in; an empty box has nothing to do."""
        row = self._chosen
        if action_id == "postbox.take":
            return True if row is not None and not row.trouble else None
        if action_id == "postbox.take_all":
            return True if any(not each.trouble for each in self._rows.values()) else None
        return True if action_id != "postbox.discard" or row is not None else None

    @on(PagedTable.Chosen, "#postbox--rows")
    def action_take(self) -> None:
        """Take in the one under the cursor."""
        row = self._chosen
        if row is None or row.trouble:
            return
        path = row.path

        def job(desk: "Desk") -> "TakenIn":
            from mhtui.casework.postbox import take_in

            return take_in(desk, path, clear=True)

        self.save(job, self._taken)

    def _taken(self, taken: "TakenIn") -> None:
        """Say its number."""
        said = f"{taken.receipt} is vastgelegd als {taken.stored.opened.number}."
        if taken.signer is not None:
            said += f" De handtekening klopt: {taken.signer}."
        if not taken.removed:
            said += " Het bestand kon niet weg: haal het zelf uit de map."
        self.notify(said, severity="information" if taken.removed else "warning")
        self.load()

    def action_take_all(self) -> None:
        """Take in everything, with how far it is."""
        folder, total = self.folder, len(self._rows)
        self.app.push_screen(
            ProgressDialog("Postvak innemen", lambda desk, report: _all(desk, folder, total, report)), self._told
        )

    def _told(self, lines: list[tuple[str, str]] | None) -> None:
        """Say what became of each."""
        self.load()
        if lines:
            self.app.push_screen(Told("Postvak", lines))

    def action_discard(self) -> None:
        """Ask, and throw the file away."""
        row = self._chosen
        if row is not None:
            path, name = row.path, row.receipt or single_line(row.path.name, 60)
            question = f"{name} wordt geen signaal. Het bestand is dan weg; alleen de melder kan het opnieuw sturen."
            self.confirm(
                "Weggooien zonder in te nemen?", question, lambda: self._discard(path), yes="Weggooien", danger=True
            )

    def _discard(self, path: Path) -> None:
        from mhtui.casework.postbox import remove

        def gone(removed: bool) -> None:
            if not removed:
                self.notify("Het bestand kon niet weg: haal het zelf uit de map.", severity="warning")
            self.load()

        self.start(lambda: remove(path), gone, group="discard")


class _List(Vertical):
    """The list and the line under it."""

    def compose(self) -> ComposeResult:
        """Both."""
        yield PagedTable(_COLUMNS, id="postbox--rows")
        yield Static(id="postbox--said")


def _all(desk: "Desk", folder: Path, total: int, report: Report) -> list[tuple[str, str]]:
    """Take in everything; what was taken in stays, also when somebody stops."""
    from mhtui.casework.postbox import take_in_all
    from mhtui.messages import explain
    from mhtui.screens.progress import WorkStopped

    good: list[str] = []
    bad: list[str] = []
    try:
        for place, (path, found) in enumerate(take_in_all(desk, folder), 1):
            if isinstance(found, Exception):
                bad.append(f"▲ {single_line(path.name, 60)}: {explain(found).happened}")
            else:
                good.append(f"✓ {found.receipt}  {found.stored.opened.number}")
            report.step(place, max(total, place))
    except WorkStopped:
        bad.append("De andere zijn niet meer aan de beurt gekomen, want u stopte.")
    lines = [("Vastgelegd", "\n".join(good))] if good else []
    return [*lines, ("Blijft liggen", "\n".join(bad))] if bad else lines


def _row(each: "Waiting") -> Row:
    """One file; its name when it has no receipt number."""
    tone = Tone.ATTENTION if each.trouble or each.old_card else Tone.HERE
    what = each.trouble or (_OLD_CARD if each.old_card else "verzegeld signaal")
    return Row(
        str(each.path),
        (
            Cell("▲" if each.trouble else "◆", tone, bold=True),
            Cell(each.receipt or single_line(each.path.name, 15), bold=True),
            Cell(write_day(each.arrived_on), Tone.MUTED),
            Cell(what, tone if each.trouble or each.old_card else Tone.MUTED),
        ),
    )
