"""Answering in Afschermen: one key for each answer, every place with the same words at once, and each can be undone.

It changes what stands on the screen; nothing of it is in the kluis before it is kept.
"""

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widgets import Static

from mhtui.plain import plain
from mhtui.screens.base import WorkScreen
from mhtui.screens.shielding_boxes import VaguerBox, label_box, past
from mhtui.screens.shielding_drawing import progress_of
from mhtui.widgets.dialog import Told
from mhtui.widgets.marked import MarkedArea

if TYPE_CHECKING:
    from db.records.case import Judgement
    from mhtui.anonymise.findings import Identity
    from mhtui.casework.caseview import CaseView
    from mhtui.casework.desk import Desk
    from mhtui.casework.judging import Marker
    from mhtui.casework.markings import Marking


class Answering(WorkScreen[None]):
    """The part of the screen that takes answers."""

    writing: reactive[bool] = reactive(False, init=False)
    """Whether letters are text."""

    def __init__(self) -> None:
        super().__init__()
        self.marker: Marker | None = None
        self.known: tuple[Identity, ...] = ()
        self.markings: tuple[Marking, ...] = ()
        self.judgements: tuple[Judgement, ...] = ()
        self.kept: tuple[Judgement, ...] = ()
        """Answers as they are kept."""
        self.begun = ""
        """Text as it is kept, or as it was begun from the signals."""
        self._before: list[tuple[tuple[Judgement, ...], int]] = []
        """Answers before each answer, and where the cursor was."""
        self._waiting = False

    def remark(self) -> None:
        """Mark the text as it stands now."""
        raise NotImplementedError

    def draw_now(self) -> None:
        """Draw the marking under the cursor."""
        raise NotImplementedError

    @property
    def area(self) -> MarkedArea:
        """The text."""
        return self.query_one(MarkedArea)

    @property
    def now(self) -> "Marking | None":
        """The marking under the cursor."""
        at = self.area.place
        touched = [each for each in self.markings if each.start <= at <= each.end]
        return next((each for each in touched if at < each.end), touched[0] if touched else None)

    def proposed(self, marking: "Marking") -> "Judgement":
        """Return what ⏎ gives."""
        from mhtui.casework.answering import proposal

        return proposal(marking, self.judgements, self.known)

    def first_open(self, after: int = -1) -> "Marking | None":
        """Return the first marking that is open after an offset, or else from the start."""
        waiting = [each for each in self.markings if not each.answered]
        return next((each for each in waiting if each.start > after), waiting[0] if waiting else None)

    def go_to(self, marking: "Marking | None") -> None:
        """Move the cursor to a marking."""
        if marking is not None:
            self.area.go(marking.start)
        self.draw_now()

    def watch_writing(self) -> None:
        """Say whether letters are text now."""
        self.area.read_only = not self.writing
        self.draw_head()
        self.draw_now()

    def draw_head(self) -> None:
        """Say whose text it is, how far it is, and whether letters are text."""
        manner = "u typt; esc leest weer" if self.writing else "alleen voor u"
        self.query_one("#shielding--mode", Static).update(
            plain(f"CASUSTEKST · {progress_of(self.markings)} · {manner}")
        )

    def give(self, judgement: "Judgement") -> None:
        """Take an answer, and go to the next marking that is open."""
        from mhtui.casework.judging import answer

        self._set(answer(self.judgements, judgement))
        self.go_to(self.first_open(self.area.place))

    def _set(self, judgements: "tuple[Judgement, ...]") -> None:
        self._before.append((self.judgements, self.area.place))
        self.judgements = judgements
        self.remark()

    def action_accept(self) -> None:
        """Take what is proposed; on a marking that is answered, go on."""
        now = self.now
        if now is None or now.answered:
            self.action_forward()
        else:
            self.give(self.proposed(now))

    def action_harmless(self) -> None:
        """Niet herleidbaar."""
        from mhtui.casework.answering import kept

        if self.now is not None:
            self.give(kept(self.now))

    def action_drop(self) -> None:
        """Leave the words out."""
        from mhtui.casework.answering import left_out

        if self.now is not None:
            self.give(left_out(self.now))

    def action_label(self) -> None:
        """Choose a label."""
        from mhtui.casework.answering import labelled, offered_labels

        now = self.now
        if now is None:
            return

        def chosen(label: str | None) -> None:
            if label:
                self.give(labelled(now, label))

        self.app.push_screen(label_box(offered_labels(now, self.judgements, self.known)), chosen)

    def action_vaguer(self) -> None:
        """Choose something vaguer, or type it."""
        from mhtui.casework.answering import generalised, vaguer

        now = self.now
        if now is None:
            return

        def chosen(words: str | None) -> None:
            if words:
                self.give(generalised(now, words))

        self.app.push_screen(VaguerBox(vaguer(now)), chosen)

    def action_undo(self) -> None:
        """Take the last answer back."""
        if not self._before:
            self.notify("Er is niets om terug te nemen.", markup=False, timeout=3)
            return
        self.judgements, place = self._before.pop()
        self.remark()
        self.area.go(place)
        self.draw_now()

    def action_unmark(self) -> None:
        """Open an answer again, or take away a marking made by hand."""
        from mhtui.casework.judging import unanswer

        if self.now is not None:
            self._set(unanswer(self.judgements, self.now.words))

    def action_forward(self) -> None:
        """Go to the next open marking; when none is, to the next."""
        self.writing = False
        at = self.area.place
        after = next((each for each in self.markings if each.start > at), None)
        self.go_to(self.first_open(at) or after or (self.markings[0] if self.markings else None))

    def action_back(self) -> None:
        """Go to the marking before."""
        at = self.area.place
        before = [each for each in self.markings if each.start < at]
        self.go_to(before[-1] if before else (self.markings[-1] if self.markings else None))

    def action_mark(self) -> None:
        """Mark what is selected, or the word under the cursor."""
        from mhtui.casework.judging import marked

        start, end = self.area.chosen
        judgements = marked(self.judgements, self.area.text, start, end)
        if judgements is None:
            self.notify(
                "Zet de cursor op een woord, of kies woorden met shift en de pijltjes.", markup=False, timeout=4
            )
            return
        self._set(judgements)
        self.area.go(start)
        self.draw_now()

    def action_stretch(self) -> None:
        """Let the marking under the cursor reach one word further."""
        from mhtui.casework.judging import stretched

        now = self.now
        if now is None:
            return
        judgements = stretched(self.judgements, self.area.text, now)
        if judgements is not None:
            self._set(judgements)
            self.area.go(now.start)
            self.draw_now()

    def action_write(self) -> None:
        """Let letters be text."""
        self.writing = True
        self.area.focus()

    def action_known_word(self) -> None:
        """Put what is marked on the list of known words."""
        from mhtui.casework.answering import may_be_known
        from mhtui.screens.words import WordBox

        now = self.now
        if now is None:
            return
        if not may_be_known(now):
            said = "Dit wordt altijd gemarkeerd: het is geregistreerd, een nummer of adres, of door u zelf gemarkeerd."
            self.notify(said, markup=False, timeout=5)
            return
        self.app.push_screen(WordBox(now.words), lambda _: self.ask_again(self.load))

    def action_known_words(self) -> None:
        """Open the list of known words."""
        from mhtui.screens.words import WordsScreen

        self.app.push_screen(WordsScreen(), lambda _: self.ask_again(self.load))

    def action_source(self) -> None:
        """Show what the signals say; the look is written."""
        number = self._number

        def job(desk: "Desk") -> str:
            from mhtui.casework.caseview import case_view

            return str(case_view(desk, number, source=True).source)

        self.ask(
            job,
            lambda text: self.app.push_screen(Told("Bron · alleen voor u", [("", text)], done="Terug")),
            group="source",
        )

    def action_history(self) -> None:
        """Show what was released before, and why it was withdrawn."""
        number = self._number

        def job(desk: "Desk") -> "CaseView":
            from mhtui.casework.caseview import case_view

            return case_view(desk, number)

        self.ask(job, lambda view: self.app.push_screen(Told("Vrijgaven", past(view), done="Terug")), group="history")

    _number: str
