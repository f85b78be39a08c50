"""Afschermen: left the source text, right the text as the table will see it, then the questions, then the release.

Until names are found by the program, the aandachtsfunctionaris reads and judges; nothing is released by itself. The
screen never says more than afgeschermd.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings
from mhtui.plain import clean, plain
from mhtui.screens.base import WorkScreen
from mhtui.screens.once import Once
from mhtui.screens.release_questions import ReleaseQuestions
from mhtui.widgets.dialog import Confirm
from mhtui.widgets.textbox import TextBox

if TYPE_CHECKING:
    from db.records.base import Stored
    from db.records.case import Case
    from mhtui.casework.caseview import CaseView
    from mhtui.casework.desk import Desk

HONEST = (
    "Lees de tekst rechts alsof u aan tafel zit. Het programma zoekt nog niet zelf naar namen: wat herkenbaar is, "
    "haalt u er zelf uit. Schrijf Betrokkene A, Bedrijf 1, Adres 1; leeftijd als 16-20 jaar."
)


class ShieldingScreen(WorkScreen[None]):
    """The text of one case."""

    NAME = "shielding"
    LABEL = "Afschermen"
    CSS_PATH = "../styles/cases.tcss"
    HELP = (
        "Links de bron, alleen voor u; dat u hem opende staat in het logboek. Rechts de tekst voor het overleg. F10 "
        "bewaart, F9 stelt de vragen die geen programma kan beantwoorden en geeft vrij."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("shielding")

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._stored: Stored[Case] | None = None
        self._source: Once[str] = Once()

    def content(self) -> Iterable[Widget]:
        """Both texts."""
        yield _Desk()

    def load(self) -> None:
        """Read the case; the source only once, because each look is written."""
        number, source = self._number, self._source

        def job(desk: "Desk") -> "tuple[CaseView, str]":
            from mhtui.casework.caseview import case_view

            text = source(lambda: str(case_view(desk, number, source=True).source))
            return case_view(desk, number), text

        self.ask(job, self._show)

    def _show(self, found: "tuple[CaseView, str]") -> None:
        """Draw both texts; what is being typed is never drawn over."""
        from db.records.base import Stored

        view, source = found

        assert isinstance(view.stored, Stored)  # noqa: S101 - only who opens identiteit has this screen
        box = self.query_one("#shielding--text", TextBox)
        changed, first = self.has_changes, self._stored is None
        self._stored = self._stored if changed else view.stored
        self.header.title = f"Afschermen {view.number} “{view.codename}”"
        self.query_one("#shielding--bron", Static).update(plain(source))
        if not changed:
            box.text = view.stored.opened.draft_text
        if first:
            box.query("PlainArea").first().focus()
        state = "vrijgegeven" if view.released_text is not None else "nog niet vrijgegeven"
        self.query_one("#shielding--state", Static).update(plain(f"VOOR HET OVERLEG · {state}"))

    @property
    def has_changes(self) -> bool:
        """Whether the text is another one than the one that is kept."""
        if self._stored is None:
            return False
        return self.query_one("#shielding--text", TextBox).text != clean(self._stored.opened.draft_text)

    def action_keep(self) -> None:
        """Keep the text."""
        self._keep(lambda _stored: self.notify("Tekst bewaard.", markup=False, timeout=4))

    def _keep(self, then: "Callable[[Stored[Case]], object]") -> None:
        stored, text = self._stored, self.query_one("#shielding--text", TextBox).text
        if stored is None:
            return

        def job(desk: "Desk") -> "Stored[Case]":
            from mhtui.casework.cases import write_text

            return write_text(desk, stored, text)

        def kept(fresh: "Stored[Case]") -> None:
            self._stored = fresh
            self.load()
            then(fresh)

        self.save(job, kept, failed=self._refused)

    def _refused(self, error: Exception) -> bool:
        """Somebody else wrote this text meanwhile: show both, keep what is typed here."""
        from db.errors import StaleVersion
        from db.records.base import Stored

        if not isinstance(error, StaleVersion) or not isinstance(error.theirs, Stored):
            return False
        theirs: Stored[Case] = error.theirs

        def answer(mine: bool | None) -> None:
            if mine:
                self._stored = theirs
                self.action_keep()

        question = (
            "Intussen is deze tekst ook ergens anders gewijzigd. Daar staat nu:\n\n"
            f"{theirs.opened.draft_text[:1500]}\n\nWat u hier typte staat er nog. Uw tekst bewaren in plaats daarvan?"
        )
        self.app.push_screen(Confirm("Iemand anders was u voor", question, yes="Mijn tekst bewaren"), answer)
        return True

    def action_release(self) -> None:
        """Keep what is typed, then ask the questions."""
        if self.has_changes:
            self._keep(self._ask_questions)
        elif self._stored is not None:
            self._ask_questions(self._stored)

    def _ask_questions(self, stored: "Stored[Case]") -> None:
        if not stored.opened.draft_text.strip():
            self.notify("Er is nog geen tekst om vrij te geven.", severity="warning", markup=False)
            return
        self.app.push_screen(ReleaseQuestions(stored))

    def action_leave(self) -> None:
        """Go back; asks when something typed is not kept."""
        if not self.has_changes:
            self.dismiss(None)
            return

        def answer(leave: bool | None) -> None:
            if leave:
                self.dismiss(None)

        question = "Wat u aan de tekst heeft veranderd is nog niet bewaard."
        self.app.push_screen(Confirm("Weggaan zonder te bewaren?", question, yes="Weggooien", danger=True), answer)


class _Desk(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """Source and text."""
        with Vertical(id="shielding--left", classes="shielding--half"):
            yield Static(plain("BRON · alleen voor u"), classes="shielding--head")
            with VerticalScroll(id="shielding--source"):
                yield Static(id="shielding--bron")
        with Vertical(classes="shielding--half"):
            yield Static(plain("VOOR HET OVERLEG"), id="shielding--state", classes="shielding--head")
            yield TextBox(limit=200_000, placeholder="Wat mag het overleg lezen?", id="shielding--text")
            yield Static(plain(HONEST), id="shielding--said")
