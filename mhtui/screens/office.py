"""Beheer: who holds keys, the logboek, and the controle.

It shows labels and deeds, never a key; a holder's own name is drawn only when this session opened it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static, TabbedContent, TabPane

from mhtui.actions.registry import bindings
from mhtui.guard import KluisUnsound
from mhtui.plain import plain
from mhtui.screens.keyring_deeds import KeyringDeeds
from mhtui.widgets.days import say_day
from mhtui.widgets.dialog import Told, button
from mhtui.widgets.mask import MASK
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Mark, Tone

if TYPE_CHECKING:
    from mhtui.casework.audit import CheckView, LogLine
    from mhtui.casework.keyholders import KeyholderRow, Keyholders

PAGE: Final = 200
"""Lines of the logboek that are read at once."""
_HOLDER_COLUMNS: Final = (
    Column("", 2),
    Column("Functie", 24),
    Column("Naam", 16, from_width=90),
    Column("Opent"),
)
_LOG_COLUMNS: Final = (
    Column("Nr", 6, right=True),
    Column("Wanneer", 16),
    Column("Wie", 22, from_width=76),
    Column("Wat", 24),
    Column("Over"),
)
STOPPED: Final = (
    "Dit programma schrijft niets meer in deze kluis. Bel wie hem beheert; een back-up van eerder is nog goed."
)
SOUND: Final = Mark("✓", "Alles klopt met het logboek.", Tone.DONE)
BUSY: Final = Mark("◷", "De controle loopt …", Tone.HERE)
MOST_FINDINGS: Final = 200
"""Findings that are drawn; more than these say nothing more on a screen."""
NOT_YET: Final = Mark("○", "In deze sessie is nog geen controle gedaan.", Tone.MUTED)


class OfficeScreen(KeyringDeeds):
    """The office of the kluis."""

    NAME = "office"
    LABEL = "Beheer"
    CSS_PATH = "../styles/office.tcss"
    AUTO_FOCUS = "#office--holders"
    HELP = (
        "Beheer laat zien wie een sleutel heeft en wat die opent, wat er in het logboek staat, en of de kluis nog "
        "klopt. De controle leest alles na en verandert niets."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("office")

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, LogLine] = {}
        """By number as text: what the table shows."""
        self._holders: dict[str, KeyholderRow] = {}

    def content(self) -> Iterable[Widget]:
        """Three panes."""
        yield _Panes()

    def load(self) -> None:
        """Read the holders and the newest lines."""
        from mhtui.casework.audit import log_lines
        from mhtui.casework.keyholders import keyholders

        self.ask(keyholders, self._show_holders, group="holders")
        self.ask(lambda desk: log_lines(desk, limit=PAGE), self._show_log, group="log")

    def _show_holders(self, found: "Keyholders") -> None:
        """Draw the holders, and the fingerprint of the kluis."""
        self._holders = {row.id: row for row in found.rows}
        self.query_one("#office--holders", PagedTable).show([_holder_row(row) for row in found.rows])
        self.query_one("#office--fingerprint", Static).update(
            plain(
                "Namen van melders en betrokkenen opent alleen de aandachtsfunctionaris (●), en het herstelblad als "
                f"die er niet meer is.\n\nVingerafdruk van deze kluis, ook op het herstelblad:\n{found.fingerprint}"
            )
        )

    def _show_log(self, lines: "tuple[LogLine, ...]") -> None:
        """Draw the newest lines; older ones that were open go, so that none is missing in between."""
        self._lines = {str(line.seq): line for line in lines}
        table = self.query_one("#office--log", PagedTable)
        table.show([_log_row(line) for line in lines], more=_has_older(lines))

    @on(PagedTable.MoreWanted, "#office--log")
    def _more(self) -> None:
        """Read the next page of the logboek."""
        from mhtui.casework.audit import log_lines

        oldest = min(line.seq for line in self._lines.values())
        self.ask(lambda desk: log_lines(desk, before=oldest, limit=PAGE), self._extend_log, group="older")

    def _extend_log(self, lines: "tuple[LogLine, ...]") -> None:
        """Add older lines below."""
        self._lines |= {str(line.seq): line for line in lines}
        table = self.query_one("#office--log", PagedTable)
        table.extend([_log_row(line) for line in lines], more=_has_older(lines))

    @on(PagedTable.Chosen, "#office--log")
    def _read_line(self, event: PagedTable.Chosen) -> None:
        """Show a line of the logboek in full."""
        line = self._lines[event.key]
        when = "verzegeld" if line.at is None else f"{say_day(line.at.date())}, {line.at:%H:%M:%S}"
        words = [("Wanneer", when), ("Wie", line.who), ("Wat", line.deed)]
        words += [(head, text) for head, text in (("Over", line.subject), ("Toelichting", line.text)) if text]
        words.append(("Geraakt", f"{line.rows} regels in de kluis"))
        self.app.push_screen(Told(f"Regel {line.seq} van het logboek", words))

    def chosen_holder(self) -> "KeyholderRow | None":
        """The holder under the cursor."""
        return self._holders.get(self.query_one("#office--holders", PagedTable).at or "")

    @on(PagedTable.Chosen, "#office--holders")
    def _read_holder(self, event: PagedTable.Chosen) -> None:
        """Show a holder in full."""
        row = self._holders[event.key]
        name = "verzegeld" if row.name is None else row.name or "niet ingevuld"
        words = [("Rol", row.role), ("Naam", name), ("Opent", row.opens)]
        if not row.active:
            words.append(("Vertrokken", "Deze sleutel opent niets nieuws meer."))
        self.app.push_screen(Told(row.label, words))

    def action_known_words(self) -> None:
        """Open the list of what is not marked."""
        from mhtui.screens.words import WordsScreen

        self.app.push_screen(WordsScreen())

    def action_retention(self) -> None:
        """Open the list of closed dossiers."""
        from mhtui.screens.retention import RetentionScreen

        self.app.push_screen(RetentionScreen())

    def action_access(self) -> None:
        """Open a request to know what is held about a person."""
        from mhtui.screens.access import AccessScreen

        self.app.push_screen(AccessScreen())

    def action_backups(self) -> None:
        """Open the back-ups."""
        from mhtui.screens.backups import BackupScreen

        self.app.push_screen(BackupScreen())

    def action_show(self, pane: str) -> None:
        """Go to a pane and its list."""
        self.query_one(TabbedContent).active = pane
        self.query_one({"holders": "#office--holders", "log": "#office--log"}.get(pane, "#office--findings")).focus()

    @on(Button.Pressed, "#office--run")
    def action_check(self) -> None:
        """Read the whole kluis after, in a thread."""
        from mhtui.casework.audit import check_own

        self.action_show("check")
        self.query_one("#office--verdict", Static).update(BUSY.content())
        self.query_one("#office--run", Button).disabled = True
        self.ask(check_own, self._show_check, group="check", failed=self._check_failed)

    def _check_failed(self, error: Exception) -> bool:
        """Leave the pane as it was; the error is told."""
        del error
        self.query_one("#office--verdict", Static).update(NOT_YET.content())
        self.query_one("#office--run", Button).disabled = False
        return False

    def _show_check(self, seen: "CheckView") -> None:
        """Draw what controle saw."""
        from mhtui.casework.audit import TAIL_WORDS

        self.query_one("#office--run", Button).disabled = False
        count = len(seen.findings)
        wrong = Mark("▲", f"{count} {'ding klopt' if count == 1 else 'dingen kloppen'} niet.", Tone.URGENT)
        self.query_one("#office--verdict", Static).update((SOUND if seen.sound else wrong).content())
        findings = self.query_one("#office--findings", VerticalScroll)
        findings.remove_children()
        shown = [f"▲ {line.words}" for line in seen.findings[:MOST_FINDINGS]]
        if count > MOST_FINDINGS:
            shown.append(f"… en nog {count - MOST_FINDINGS}; `mhtui controle` noemt ze allemaal.")
        if count:
            self.app.post_message(KluisUnsound(count))
            shown.append(STOPPED)
        findings.mount_all(Static(plain(words)) for words in shown)
        self.query_one("#office--tail", Static).update(
            plain(
                f"Nagelezen: logboek {seen.entries}, kluis {seen.rows} regels.\n"
                f"Kenmerk van de laatste regel: {seen.head}\n{TAIL_WORDS}"
            )
        )


class _Panes(Vertical):
    """The panes of Beheer."""

    DEFAULT_CSS = "_Panes { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Sleutelhouders, logboek, controle."""
        with TabbedContent(id="office--tabs", initial="holders"):
            with TabPane("Sleutelhouders", id="holders"):
                yield PagedTable(_HOLDER_COLUMNS, id="office--holders")
                yield Static(id="office--fingerprint", classes="office--line")
            with TabPane("Logboek", id="log"):
                yield PagedTable(_LOG_COLUMNS, id="office--log")
            with TabPane("Controle", id="check"):
                yield Static(NOT_YET.content(), id="office--verdict")
                with Horizontal(id="office--buttons"):
                    yield button("Controle uitvoeren", "office--run", main=True)
                yield VerticalScroll(id="office--findings")
                yield Static(id="office--tail")


def _has_older(lines: "tuple[LogLine, ...]") -> bool:
    """Whether there are lines before these; the first line of every kluis is number 1."""
    return bool(lines) and lines[-1].seq > 1


def _holder_row(row: "KeyholderRow") -> Row:
    """One holder: a dot for who opens names."""
    tone = Tone.NORMAL if row.active else Tone.MUTED
    dot = Cell("●", Tone.ATTENTION) if row.sees_reporter else Cell("○", Tone.MUTED)
    label = row.label if row.active else f"{row.label} (vertrokken)"
    name = Cell(MASK, Tone.MUTED) if row.name is None else Cell(row.name, tone)
    return Row(row.id, (dot, Cell(label, tone, bold=row.active), name, Cell(row.opens, Tone.MUTED)))


def _log_row(line: "LogLine") -> Row:
    """One line of the logboek."""
    when = Cell(MASK, Tone.MUTED) if line.at is None else Cell(f"{line.at:%d-%m-%Y %H:%M}", Tone.MUTED)
    about = Cell(MASK, Tone.MUTED) if line.is_sealed else Cell(" · ".join(t for t in (line.subject, line.text) if t))
    cells = (Cell(str(line.seq), Tone.MUTED), when, Cell(line.who), Cell(line.deed, bold=True), about)
    return Row(str(line.seq), cells)
