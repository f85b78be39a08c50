"""Bekende woorden: what Afschermen does not mark, seen, searched, added to, and taken out of.

Only who may open identiteit comes here: a name may stand among them by mistake.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from mhtui.actions.registry import bindings, with_verb
from mhtui.plain import plain
from mhtui.screens.filtered import FilteredScreen
from mhtui.screens.formbox import FormBox
from mhtui.widgets.days import write_day
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.field import Field
from mhtui.widgets.filterline import FilterLine
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from db.records.base import Stored
    from db.records.case import Release
    from db.records.office import HarmlessWord
    from mhtui.casework.desk import Desk

_COLUMNS: Final = (Column("Woord"), Column("Door", 24, from_width=76), Column("Sinds", 12))
PAGE: Final = 500
"""Words that are drawn; / finds the others."""
CONSEQUENCE: Final = (
    "Precies deze woorden, met deze hoofdletters, worden in geen enkel dossier meer gemarkeerd, behalve waar ze "
    "geregistreerd staan. Aan tafel vraagt het programma er nog wel naar."
)
A_NAME: Final = "▲ Zo kan ook iemand heten. Die naam wordt dan niet meer gemarkeerd waar hij niet geregistreerd staat."


def warning(words: str) -> str:
    """Return what somebody must know before words go on the list."""
    from mhtui.casework.harmless import may_be_a_name

    return f"{CONSEQUENCE}\n\n{A_NAME}" if may_be_a_name(words) else CONSEQUENCE


class WordsScreen(FilteredScreen):
    """The list of known words."""

    NAME = "words"
    LABEL = "Bekende woorden"
    CSS_PATH = "../styles/words.tcss"
    AUTO_FOCUS = "#words--rows"
    HELP = (
        "Wat hier staat markeert Afschermen niet: namen van partners en organisaties die niemand herkenbaar maken. "
        "Alleen precies deze woorden; nooit wat in een dossier geregistreerd staat, en nooit een nummer of adres. Een "
        "woord toevoegen kan ook vanuit Afschermen, met k."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("words")

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[HarmlessWord, ...] = ()
        self._gone: list[str] = []
        """What was taken out here, to put back."""

    def content(self) -> Iterable[Widget]:
        """The list, and what stands there without a word."""
        yield _List()
        offer = with_verb("words", "add")
        yield EmptyState(
            "Nog geen bekende woorden",
            "Hier komen namen van partners en organisaties die Afschermen niet meer hoeft te markeren.",
            (offer,) if offer else (),
        )

    def load(self) -> None:
        """Read the list."""

        def job(desk: "Desk") -> "tuple[HarmlessWord, ...]":
            from mhtui.casework.harmless import known_words, may_be_a_name

            may_be_a_name("klaar")  # the dictionary is read here, and not at the first letter of a new word
            return known_words(desk)

        self.ask(job, self._show)

    def _show(self, words: "tuple[HarmlessWord, ...]") -> None:
        """Draw it."""
        self._words = words
        self.set_class(not words, "-empty")
        self._draw()
        if self.focused is None and words:
            self.query_one("#words--rows").focus()

    def _draw(self) -> None:
        """Draw what fits what was typed."""
        found = [each for each in self._words if self._asked.casefold() in each.text.casefold()]
        self.query_one("#words--rows", PagedTable).show([_row(each) for each in found[:PAGE]])
        said = f"{len(found)} van {len(self._words)} {'woord' if len(self._words) == 1 else 'woorden'}"
        if len(found) > PAGE:
            said += f" · de eerste {PAGE} staan hier, / vindt de andere"
        self.query_one("#words--said", Static).update(plain(said))
        self.refresh_bindings()

    def can(self, action_id: str) -> bool | None:
        """Something must be there to take out, and something taken out to put back."""
        if action_id in {"words.take_out", "words.filter"}:
            return True if self._words else None
        return True if action_id != "words.undo" or self._gone else None

    def action_add(self) -> None:
        """Type words for the list."""
        self.app.push_screen(WordBox(), lambda _: self.ask_again(self.load))

    def action_take_out(self) -> None:
        """Ask, and take the word under the cursor out."""
        words = self.query_one("#words--rows", PagedTable).at
        if words is None:
            return
        question = (
            f"“{words}” wordt daarna weer gemarkeerd. Vrijgegeven teksten die op dit woord rustten worden ingetrokken, "
            "met die reden."
        )
        self.confirm("Van de lijst halen?", question, lambda: self._take_out(words), yes="Weghalen")

    def _take_out(self, words: str) -> None:
        def gone(withdrawn: "tuple[Stored[Release], ...]") -> None:
            self._gone.append(words)
            count = len({row.opened.number for row in withdrawn})
            said = "Van de lijst gehaald; u zet het terug."
            if count:
                cases = "casus" if count == 1 else "casussen"
                said = f"Van de lijst gehaald. Ingetrokken: de tekst van {count} {cases}."
            self.notify(said, markup=False, timeout=6)
            self.load()

        self.save(_taking(words), gone)

    def action_undo(self) -> None:
        """Put back what was taken out last; a text that was withdrawn stays so."""
        words = self._gone.pop()

        def job(desk: "Desk") -> str:
            from mhtui.casework.harmless import add_word

            return add_word(desk, words)

        self.save(job, lambda _: self.load(), said="Staat weer op de lijst. Wat ingetrokken is blijft dat.")


def _taking(words: str) -> "Callable[[Desk], tuple[Stored[Release], ...]]":
    def job(desk: "Desk") -> "tuple[Stored[Release], ...]":
        from mhtui.casework.harmless import take_out

        return take_out(desk, [words])

    return job


class WordBox(FormBox[str]):
    """Words for the list; also those of a marking, to look at once more."""

    SAID = "Staat op de lijst van bekende woorden."
    FIELDS: ClassVar[dict[str, str]] = {"word": "word"}

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.heading = "Bekend woord"
        self._words = words

    def body(self) -> ComposeResult:
        """The words, and what it means."""
        line = Input(value=self._words, max_length=80, select_on_focus=False)
        yield Field("Woord of naam van een organisatie", line, id="word")
        yield Static(plain(warning(self._words) if self._words else CONSEQUENCE, "$muted"), id="word--means")

    @property
    def has_changes(self) -> bool:
        """Whether something was typed."""
        return self._typed != self._words

    @property
    def _typed(self) -> str:
        return self.query_one("#word Input", Input).value.strip()

    @on(Input.Changed)
    def _look(self) -> None:
        """Warn for a name while it is typed."""
        means = warning(self._typed) if self._typed else CONSEQUENCE
        self.query_one("#word--means", Static).update(plain(means, "$muted"))

    def missing(self) -> dict[str, str]:
        """Nothing typed is nothing to keep."""
        return {} if self._typed else {"word": "Vul een woord in."}

    def job(self) -> "Callable[[Desk], str]":
        """Put it on the list."""
        words = self._typed

        def job(desk: "Desk") -> str:
            from mhtui.casework.harmless import add_word

            return add_word(desk, words)

        return job


class _List(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The line of `/`, the rows, how many."""
        yield FilterLine("Zoek in de bekende woorden …", id="words--line")
        yield PagedTable(_COLUMNS, id="words--rows")
        yield Static(id="words--said")


def _row(word: "HarmlessWord") -> Row:
    """One line."""
    since = write_day(word.at.date())
    return Row(word.text, (Cell(word.text, bold=True), Cell(word.by, Tone.MUTED), Cell(since, Tone.MUTED)))
