"""Back-up: which there are, how old the newest good one is; make one, check one, drill one, clear old ones away.

Putting one back makes a new kluis, and is done outside of this one: on the command line.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings, with_verb
from mhtui.plain import plain
from mhtui.screens.backup_box import BackupBox
from mhtui.screens.backup_lines import COLUMNS, age_line, drilled_words, line_of, opened_words, question
from mhtui.screens.base import WorkScreen
from mhtui.screens.progress import ProgressDialog, Report
from mhtui.settings import typed_path
from mhtui.widgets.dialog import Told
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.table import PagedTable

if TYPE_CHECKING:
    from datetime import datetime

    from db.backup.drill import Drilled
    from db.backup.making import Made
    from db.backup.restoring import Restored
    from mhtui.casework.backup_age import BackupAge
    from mhtui.casework.backup_shelf import Clearing, KnownBackup
    from mhtui.casework.desk import Desk

HOW_TO_RESTORE: Final = (
    "Terugzetten maakt een nieuwe kluis, en gaat op de opdrachtregel:\nmhtui backup terugzetten BESTAND --naar PLAATS"
)
NOT_THERE: Final = "▲ Deze map is er nu niet. Sluit de stick aan, of kies met m een andere map."
NO_FOLDER: Final = "Nog geen map gekozen; dat kan met m."
NOTHING_GOOD: Final = "In deze map ligt geen goede back-up van deze kluis; dan gaat er niets weg."
NOT_LOGGED: Final = "De back-up is goed, maar de regel erover kon niet in het logboek. Er is niets verloren."
MOST: Final = 500
"""Lines that are drawn."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read."""

    age: "BackupAge | None"
    rows: "tuple[KnownBackup, ...]"
    folder_there: bool
    now: "datetime"


class BackupScreen(WorkScreen[None]):
    """The back-ups of this kluis."""

    NAME = "backups"
    LABEL = "Back-up"
    AUTO_FOCUS = "#backups--rows"
    HELP = (
        "Wat het logboek van back-ups zegt en wat er in de gekozen map ligt. Een back-up is pas iets waard als zij "
        "terug te zetten is: oefen dat met o. Kijk ook of de computer die dit elke nacht doet het blijft doen."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("backups")
    DEFAULT_CSS = """
    BackupScreen {
        #backups--main { height: 1fr; padding: 1 1 0 1; }
        #backups--age, #backups--folder { height: auto; width: 100%; }
        #backups--age { text-style: bold; }
        #backups--folder { color: $muted; margin-bottom: 1; }
        #backups--rows { height: 1fr; }
        #backups--restore { height: auto; width: 100%; color: $muted; margin-top: 1; }
        EmptyState { display: none; height: 1fr; }
        &.-empty { #backups--rows { display: none; } EmptyState { display: block; } }
        &.-narrow { #backups--main { padding: 0 1; } #backups--restore, #backups--folder { margin: 0; } }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, KnownBackup] = {}
        self._checked: set[Path] = set()
        """Files that were checked here and are whole."""

    def content(self) -> Iterable[Widget]:
        """How old, where, the list, and how to put one back."""
        yield _Shelf()

    @property
    def _folder(self) -> Path | None:
        chosen = self.session.read_settings().choices.backup_folder
        return typed_path(chosen) if chosen else None

    def load(self) -> None:
        """Read the logboek and the folder."""
        days, folder = self.session.read_settings().choices.backup_days, self._folder

        def job(desk: "Desk") -> _Seen:
            from db.errors import NotFound, StorageFailure
            from mhtui.casework.backup_age import backup_age
            from mhtui.casework.backup_shelf import known_backups

            age = backup_age(desk, days)
            try:
                return _Seen(age, known_backups(desk, folder), folder_there=True, now=desk.now())
            except (NotFound, StorageFailure):
                return _Seen(age, known_backups(desk, None), folder_there=False, now=desk.now())

        self.ask(job, self._show)

    def _show(self, seen: _Seen) -> None:
        """Draw it."""
        self._rows = {f"{row.up_to}-{row.name}": row for row in seen.rows[:MOST]}
        self.set_class(not seen.rows, "-empty")
        rows = [
            line_of(key, row, seen.now, checked=bool(row.lying and row.lying.path in self._checked))
            for key, row in self._rows.items()
        ]
        self.query_one("#backups--rows", PagedTable).show(rows)
        self.query_one("#backups--age", Static).update(age_line(seen.age))
        where = plain(NO_FOLDER) if self._folder is None else plain(f"Map: {self._folder}")
        self.query_one("#backups--folder", Static).update(
            where if seen.folder_there else plain(NOT_THERE, "$attention")
        )
        if self.focused is None and rows:
            self.query_one("#backups--rows").focus()
        self.refresh_bindings()

    @property
    def _chosen(self) -> Path | None:
        """The file under the cursor, when it lies in the folder."""
        row = self._rows.get(self.query_one("#backups--rows", PagedTable).at or "")
        return row.lying.path if row is not None and row.lying is not None else None

    def on_paged_table_moved(self) -> None:
        """Another file may be one that lies here."""
        self.refresh_bindings()

    def can(self, action_id: str) -> bool | None:
        """Only a file that lies here can be checked or drilled."""
        if action_id in {"backups.check", "backups.drill"}:
            return True if self._chosen is not None else None
        return True if action_id != "backups.clear" or self._folder is not None else None

    def action_settings(self) -> None:
        """Choose the folder, and how often."""
        self.app.push_screen(BackupBox(self.session.read_settings().choices), lambda _: self._again())

    def _again(self) -> None:
        self.our_app.look_at_backups()
        self.ask_again(self.load)

    def action_make(self) -> None:
        """Make one; asks where when nobody chose a folder yet."""
        if self._folder is not None:
            self._make(self._folder)
            return
        box = BackupBox(self.session.read_settings().choices)
        self.app.push_screen(box, lambda folder: self._make(folder) if folder is not None else None)

    def _make(self, folder: Path) -> None:
        def job(desk: "Desk", report: Report) -> "Made":
            from db.errors import NotFound
            from mhtui.casework.backups import keep

            if not folder.is_dir():
                raise NotFound("there is no such folder")
            return keep(desk, folder, progress=_told(report))

        self.app.push_screen(ProgressDialog("Back-up maken", job), lambda made: self._made(folder, made))

    def _made(self, folder: Path, made: "Made | None") -> None:
        self._again()
        if made is None:
            return
        if not made.logged:
            self.app.push_screen(Told("Niet in het logboek", [("", NOT_LOGGED)]))
            return
        self.notify(f"Back-up gemaakt: {made.path.name}", markup=False, timeout=6)
        self._look_what_can_go(folder, lambda _: None)

    def action_clear(self) -> None:
        """Say what can go, and ask."""

        def nothing(found: "Clearing") -> None:
            said = "Er is niets op te ruimen." if found.newest is not None else NOTHING_GOOD
            self.notify(said, markup=False, timeout=6)

        if self._folder is not None:
            self._look_what_can_go(self._folder, nothing)

    def _look_what_can_go(self, folder: Path, nothing: "Callable[[Clearing], None]") -> None:
        keep = self.session.read_settings().choices.backup_keep

        def job(desk: "Desk") -> "Clearing":
            from mhtui.casework.backup_shelf import clearing

            return clearing(desk, folder, keep)

        def found(seen: "Clearing") -> None:
            if seen.doomed:
                self.confirm(
                    "Oude back-ups vernietigen?",
                    question(seen),
                    lambda: self._clear(seen),
                    yes="Vernietigen",
                    danger=True,
                )
            else:
                nothing(seen)

        self.ask(job, found, group="clearing", hold=True)

    def _clear(self, found: "Clearing") -> None:
        def job(desk: "Desk", report: Report) -> int:
            from mhtui.casework.backup_shelf import clear_away

            return clear_away(desk, found, progress=lambda done, total: report.step(done, total, f"{done} van {total}"))

        def ended(count: int | None) -> None:
            if count:
                said = "1 oude back-up is vernietigd" if count == 1 else f"{count} oude back-ups zijn vernietigd"
                self.notify(f"{said}; dat staat in het logboek.", markup=False, timeout=6)
            self._again()

        self.app.push_screen(ProgressDialog("Opruimen", job), ended)

    def action_check(self) -> None:
        """Look whether the file under the cursor holds."""
        path = self._chosen
        if path is None:
            return

        def job(desk: "Desk", report: Report) -> "Restored":
            from db.backup.drill import check

            return check(desk.store, path, progress=_told(report))

        def ended(proof: "Restored | None") -> None:
            if proof is not None:
                self._checked.add(path)
                words = [("Klopt", "Handtekening, logboek en elke rij kloppen; zij is terug te zetten.")]
                self.app.push_screen(Told("De back-up klopt", [*words, *opened_words(proof)]))
            self._again()

        self.app.push_screen(ProgressDialog("Back-up controleren", job), ended)

    def action_drill(self) -> None:
        """Put the file under the cursor back where nobody sees it, and take that away again."""
        path = self._chosen
        if path is None:
            return

        def job(desk: "Desk", report: Report) -> "Drilled":
            from db.backup.drill import drill

            return drill(desk.store, path, progress=_told(report))

        def ended(seen: "Drilled | None") -> None:
            if seen is not None:
                self.app.push_screen(Told("De oefening is gelukt", drilled_words(seen)))
            self._again()

        self.app.push_screen(ProgressDialog("Terugzetten oefenen", job), ended)


class _Shelf(Vertical):
    """What the screen is made of."""

    DEFAULT_CSS = "_Shelf { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """How old, where, the list or what stands there without one, and how to put one back."""
        offers = [action for verb in ("make", "settings") if (action := with_verb("backups", verb))]
        with Vertical(id="backups--main"):
            yield Static(id="backups--age")
            yield Static(id="backups--folder")
            yield PagedTable(COLUMNS, id="backups--rows")
            yield EmptyState(
                "Nog geen back-up",
                "Een kluis op één computer is zo weg. Maak een back-up op een stick of in een map op het netwerk.",
                offers,
            )
            yield Static(plain(HOW_TO_RESTORE), id="backups--restore")


def _told(report: Report) -> Callable[[int, int], None]:
    """Tell the dialog how far it is."""
    return lambda done, total: report.step(done, total, f"{100 * done // max(total, 1)} %")
