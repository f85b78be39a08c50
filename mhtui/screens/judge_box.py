"""Answering at the table: words that were just written and may make somebody recognisable, one key each.

It is given the text and its markings, and gives back the answers; it keeps nothing. A key that was typed before anybody
can have read the question is no answer, and the box says so: to take it would let a name through unread, and to play it
back afterwards could carry letters out as commands where they were not meant. But it is not lost: the box shows what
was typed, and it stands on the screen again when the question is answered.
"""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Static

from mhtui.anonymise.words import CERTAINTY_WORDS, KIND_WORDS
from mhtui.plain import plain, single_line
from mhtui.widgets.dialog import Dialog, button
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from mhtui.casework.wording import Answers, Asked, Run

_TOO_SOON: Final = "▲ Getypt voor de vraag er stond, en niet gebruikt"
_AHEAD_SHOWN: Final = 200
"""Characters of what was typed too soon that are shown."""
_AHEAD_SECONDS: Final = 30
"""How long they stand there after the question."""
_AROUND: Final = 240
"""Characters shown before and after the marking."""


class JudgeBox(Dialog["Answers | None"]):
    """One marking after the other; None when somebody goes back to the text as it was typed."""

    AUTO_FOCUS = ""
    READ_FIRST: ClassVar[float] = 0.5
    """Seconds in which a key cannot be an answer yet: it was meant for what was typed before."""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("v", "answer('put')", "Vervangen"),
        ("s", "answer('drop')", "Schrappen"),
        ("o", "answer('keep')", "Niet herleidbaar"),
        ("u", "undo", "Ongedaan"),
    ]
    DEFAULT_CSS = """
    JudgeBox #judge--asked { margin-top: 1; }
    JudgeBox .dialog--buttons { height: auto; }
    """
    HELP = (
        "Voor dit bij het overleg staat, beoordeelt u wat iemand herkenbaar kan maken. v vervangt de woorden, s "
        "schrapt ze, o laat ze staan. esc gaat terug naar de tekst zoals u hem typte."
    )

    def __init__(self, asked: "Asked", *, now: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.heading = "Herkenbaar?"
        self._asked = asked
        self._given: list[tuple[str, str | None]] = []
        """Words with what stands in their place; None when they stay."""
        self._clock = now
        self._since = now()
        self._ahead = ""
        """What was typed before the question can have been read."""

    def body(self) -> ComposeResult:
        """The text around the marking, and what is asked of it."""
        yield Static(id="judge--text")
        yield Static(id="judge--asked")

    def buttons(self) -> ComposeResult:
        """The answers."""
        yield button("Terug", "back")
        yield from self.answers()

    def answers(self) -> ComposeResult:
        """What can be said of a marking; their keys stand above them, so that they fit in 60 columns."""
        yield button("Schrappen", "drop")
        yield button("Laten", "keep")
        yield button("Vervangen", "put", main=True)

    def on_mount(self) -> None:
        """Ask the first; nothing has the focus, so that enter answers nothing."""
        self._since = self._clock()
        self._draw()

    def _words(self, run: "Run") -> str:
        from mhtui.casework.wording import words_of

        return words_of(self._asked.text[run.start : run.end])

    @property
    def _open(self) -> "list[Run]":
        done = {words for words, _ in self._given}
        return [run for run in self._asked.runs if self._words(run) not in done]

    def _instead(self, run: "Run") -> str:
        """Return what `v` puts there."""
        from mhtui.casework.answering import vaguer
        from mhtui.casework.markings import Marking

        marking = Marking.of(run.finding, run.start, run.end, self._words(run))
        return (marking.suggestion if marking.known else "") or vaguer(marking)[0]

    def _draw(self, told: str = "") -> None:
        run, text = self._open[0], self._asked.text
        low, high = max(run.start - _AROUND, 0), min(run.end + _AROUND, len(text))
        before, after = ("…" if low else "") + text[low : run.start], text[run.end : high]
        shown = plain(text[run.start : run.end], f"bold reverse {Tone.ATTENTION.style}")
        more = "…" if high < len(text) else ""
        self.query_one("#judge--text", Static).update(Content.assemble(plain(before), shown, plain(after + more)))
        what = f"{KIND_WORDS[run.finding.kind]} · {CERTAINTY_WORDS[run.finding.certainty]}"
        place = f"{len(self._given) + 1} van {len(self._given) + len({self._words(each) for each in self._open})}"
        instead = single_line(self._instead(run), 60)
        said = Content.assemble(
            plain(f"{place} · {what}\n", "$muted"),
            ("v ", Tone.ATTENTION.style),
            plain(instead),
            *(part for key, word in self.more(run) for part in ((f"   {key} ", Tone.ATTENTION.style), word)),
            plain(f"\n{told}" if told else "", Tone.ATTENTION.style),
        )
        self.query_one("#judge--asked", Static).update(said)
        self.query_one("#keep", Button).display = self._may_stay(run)

    def more(self, run: "Run") -> tuple[tuple[str, str], ...]:
        """Return the other keys and what they do."""
        stay = (("o", "niet herleidbaar"),) if self._may_stay(run) else ()
        return (("s", "schrappen"), *stay, ("u", "ongedaan"))

    def _may_stay(self, run: "Run") -> bool:
        """Whether words may stay: not those that are registered in the dossier, but for who opens it."""
        from mhtui.anonymise.findings import Layer

        return self._asked.may_stay or run.finding.layer is not Layer.KNOWN

    def action_answer(self, how: str) -> None:
        """Take an answer, for every place with the same words."""
        if not self.was_read():
            return
        run = self._open[0]
        if how == "keep" and not self._may_stay(run):
            return
        from mhtui.casework.wording import LEFT_OUT

        instead = {"put": self._instead(run), "drop": LEFT_OUT}.get(how)
        self._given.append((self._words(run), instead))
        if self._open:
            self._draw()
        else:
            self.dismiss(self.given())

    def on_key(self, event: events.Key) -> None:
        """Take what was typed too soon for no answer, and show it."""
        if event.character is not None and event.is_printable and self._is_soon():
            event.stop()
            event.prevent_default()
            self._ahead += event.character
            self._draw(self._told_ahead())

    def on_unmount(self) -> None:
        """What was typed too soon stands there once more: it can be typed where it belongs."""
        if self._ahead:
            self.app.notify(self._told_ahead(), markup=False, timeout=_AHEAD_SECONDS)

    def _told_ahead(self) -> str:
        return f"{_TOO_SOON}: {single_line(self._ahead, _AHEAD_SHOWN)}" if self._ahead else f"{_TOO_SOON}."

    def _is_soon(self) -> bool:
        return self._clock() - self._since < self.READ_FIRST

    def was_read(self) -> bool:
        """Whether the question can have been read; says so when a key came too soon."""
        soon = self._is_soon()
        if soon:
            self._draw(self._told_ahead())
        return not soon

    def given(self) -> "Answers":
        """Return what was answered so far."""
        from mhtui.casework.wording import Answers

        kept = frozenset(words for words, instead in self._given if instead is None)
        return Answers(kept, tuple((words, instead) for words, instead in self._given if instead is not None))

    def action_undo(self) -> None:
        """Take the last answer back."""
        if self._given:
            self._given.pop()
            self._draw()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "back":
            self.dismiss(None)
        else:
            self.action_answer(str(event.button.id))
