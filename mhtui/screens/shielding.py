"""Afschermen: the text of a case with its markings, beside it the text as the table will read it, one key an answer.

Read, letters are commands and the cursor goes from marking to marking; typed, they are text. Nothing is released by
itself, and the screen never says more than afgeschermd.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from mhtui.actions.registry import bindings
from mhtui.plain import clean, plain
from mhtui.screens.once import Once
from mhtui.screens.release_questions import ReleaseQuestions
from mhtui.screens.shielding_answers import Answering
from mhtui.screens.shielding_drawing import NO_TEXT, NOTHING_LEFT, for_the_table, looks, said_of
from mhtui.widgets.dialog import Confirm
from mhtui.widgets.marked import MarkedArea
from mhtui.widgets.textpane import TextPane

if TYPE_CHECKING:
    from db.records.base import Stored
    from db.records.case import Case
    from mhtui.casework.desk import Desk
    from mhtui.casework.judging import Marker
    from mhtui.casework.shielding import Shielding


class ShieldingScreen(Answering):
    """The text of one case."""

    NAME = "shielding"
    LABEL = "Afschermen"
    CSS_PATH = "../styles/shielding.tcss"
    HELP = (
        "Links de tekst van de casus, alleen voor u, met wat iemand herkenbaar kan maken: ■ bekend in dit dossier, "
        "◆ waarschijnlijk een naam of nummer, ● mogelijk, ○ een onbekend woord. Rechts de tekst voor het overleg. Elk "
        "antwoord geldt overal waar dezelfde woorden staan. Wat het programma niet vindt: een naam die een gewoon "
        "woord is (roos, mark) met een kleine letter, en wat iemand zonder naam verraadt, zoals een beroep of een "
        "voorval. Lees de tekst dus altijd zelf."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("shielding")

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._stored: Stored[Case] | None = None
        self._first: Once[str] = Once()
        self._said = Content()

    def content(self) -> Iterable[Widget]:
        """Both texts, and the marking under the cursor."""
        yield _Desk()

    def load(self) -> None:
        """Read the case, and look through it once; the signals are read only for a text that has not begun."""
        number, first = self._number, self._first

        def job(desk: "Desk") -> "tuple[Shielding, str, Marker]":
            from mhtui.casework.judging import Marker
            from mhtui.casework.shielding import first_text, shielding

            found = shielding(desk, number)
            record = found.stored.opened
            text = clean(record.draft_text.strip() or first(lambda: first_text(desk, found.stored)))
            marker = Marker(found.known, found.harmless)
            marker.mark(text, record.judgements)
            return found, text, marker

        self.ask(job, self._show)

    def _show(self, found: "tuple[Shielding, str, Marker]") -> None:
        """Draw it; what was changed here is never drawn over."""
        case, text, marker = found
        record = case.stored.opened
        self.header.title = f"Afschermen {record.number} “{record.codename}”"
        state = f"VOOR HET OVERLEG · {case.state}"
        self.query_one("#shielding--state", Static).update(plain(state))
        first, changed = self._stored is None, self.has_changes
        self.known, self.marker = case.known, marker
        if changed:
            self.remark()
            return
        self._stored = case.stored
        self.judgements = self.kept = record.judgements
        if first or self.area.text != text:
            self.area.put(text)
        self.begun = text
        if first:
            self.area.focus()
            self.writing = not text
        self.remark()
        if first and self.markings:
            self.go_to(self.first_open())

    @property
    def has_changes(self) -> bool:
        """Whether text or answers are not as they are kept."""
        if self._stored is None:
            return False
        return (self.area.text.rstrip(), self.judgements) != (self.begun.rstrip(), self.kept)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        """Look again at what changed, before the next frame."""
        self.remark()

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        self.draw_now()

    def remark(self) -> None:
        """Mark the text as it stands now; what the table reads follows after the frame."""
        if self.marker is None:
            return
        self.markings = self.marker.mark(self.area.text, self.judgements)
        self.draw_head()
        self.draw_now()
        if not self._waiting:
            self._waiting = True
            self.call_after_refresh(self._draw_result)

    def _draw_result(self) -> None:
        from mhtui.casework.markings import rewrite

        self._waiting = False
        self.query_one("#shielding--result", TextPane).show(for_the_table(rewrite(self.area.text, self.markings)))

    def draw_now(self) -> None:
        """Draw which marking is under the cursor, and what can be done with it."""
        now, waiting = self.now, [each for each in self.markings if not each.answered]
        self.area.draw(looks(self.markings, now))
        done = plain(NOTHING_LEFT, "$done")
        if now is not None and (waiting or self.writing):
            said = said_of(now, self.proposed(now), keys=not self.writing)
        elif now is not None:
            said = Content.assemble(said_of(now, self.proposed(now), keys=False), "\n", done)
        elif self.area.text.strip():
            left = f"Nog {len(waiting)} te beoordelen. tab gaat naar de volgende."
            said = plain(left, "$muted") if waiting else done
        else:
            said = plain(NO_TEXT, "$muted")
        if not said.is_same(self._said):  # the height of what is said may lay out the whole screen
            self._said = said
            self.query_one("#shielding--now", Static).update(said)

    def action_keep(self) -> None:
        """Keep text and answers."""
        self._keep(lambda _stored: self.notify("Tekst en beoordeling bewaard.", markup=False, timeout=4))

    def _keep(self, then: "Callable[[Stored[Case]], object]") -> None:
        stored, text, judgements = self._stored, self.area.text.rstrip(), self.judgements
        if stored is None:
            return

        def job(desk: "Desk") -> "Stored[Case]":
            from mhtui.casework.cases import write_text

            return write_text(desk, stored, text, judgements)

        def kept(fresh: "Stored[Case]") -> None:
            self._stored, self.begun, self.kept = fresh, text, judgements
            self.load()
            then(fresh)

        self.save(job, kept, failed=self._refused)

    def _refused(self, error: Exception) -> bool:
        """Somebody else wrote this text meanwhile: show theirs, keep what is here."""
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
            f"{theirs.opened.draft_text[:1500]}\n\nWat hier staat is er nog. Uw tekst en beoordeling bewaren in plaats "
            "daarvan?"
        )
        self.app.push_screen(Confirm("Iemand anders was u voor", question, yes="Mijn tekst bewaren"), answer)
        return True

    def action_release(self) -> None:
        """Keep it, then ask the questions; what is still open comes first."""
        if self._stored is None:
            return
        if not self.area.text.strip():
            self.notify("Er is nog geen tekst om vrij te geven.", severity="warning", markup=False)
            return
        waiting = self.first_open()
        if waiting is not None:
            left = sum(1 for each in self.markings if not each.answered)
            self.writing = False
            self.go_to(waiting)
            self.notify(f"Nog {left} te beoordelen.", severity="warning", markup=False)
            return
        self._keep(lambda stored: self.app.push_screen(ReleaseQuestions(stored), self._asked))

    def _asked(self, released: bool | None) -> None:
        """Say at once what became of it."""
        if released:
            self.load()

    def action_leave(self) -> None:
        """Stop typing; or go back, which asks when something is not kept."""
        if self.writing and self.area.text.strip():
            self.writing = False
            return
        super().action_leave()


class _Desk(Container):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The text and its markings, the text for the table, and what is said of the marking under the cursor."""
        with Vertical(id="shielding--left", classes="shielding--half"):
            yield Static(plain("CASUSTEKST · alleen voor u"), id="shielding--mode", classes="shielding--head")
            yield MarkedArea(id="shielding--text")
        with Vertical(id="shielding--right", classes="shielding--half"):
            yield Static(plain("VOOR HET OVERLEG"), id="shielding--state", classes="shielding--head")
            yield TextPane(id="shielding--result")
        yield Static(id="shielding--now")
