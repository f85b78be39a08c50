"""The questions no program can answer, before a text is released; all of them "nee", or nothing is released.

No answer stands there beforehand, and none is remembered for the next time.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from mhtui.plain import plain
from mhtui.screens.formbox import FormBox
from mhtui.widgets.field import Choice, Field
from mhtui.widgets.yesno import YES, YesNo

if TYPE_CHECKING:
    from db.records.base import CompartmentId, Stored
    from db.records.case import Case
    from mhtui.casework.desk import Desk


class ReleaseQuestions(FormBox[bool]):
    """Asks them, for one text and one series."""

    KEEP_WORD = "Vrijgeven"
    SAID = "De tekst is vrijgegeven voor het overleg."
    HELP = (
        "Lees de tekst nog eens met deze vragen in de hand. Alleen als u ze alle met nee beantwoordt wordt de tekst "
        "vrijgegeven; wie vrijgaf en wanneer staat in het logboek."
    )

    def __init__(self, stored: "Stored[Case]") -> None:
        super().__init__()
        self.heading = f"Vrijgeven {stored.opened.number} “{stored.opened.codename}”"
        self._stored = stored
        self._places: list[tuple[str, CompartmentId]] = []

    def body(self) -> ComposeResult:
        """For which series, and the questions."""
        from mhtui.casework.release import QUESTIONS

        self._places = [(place.label.label, place.id) for place in self.session.desk.series_places()]
        if len(self._places) == 1:
            yield Static(plain(f"Voor: {self._places[0][0]}. Antwoord met n of j."))
        else:
            choice = Choice(self._places, value=self._places[0][1], id="release--place")
            yield Field("Voor welk overleg?", choice, id="release--series")
        for question in QUESTIONS:
            answer = YesNo(no="nee, dat kan niet", id=f"answer-{question.code}")
            yield Field(question.text, answer, id=f"question-{question.code}")

    def on_mount(self) -> None:
        """Begin with the first question."""
        self.query(YesNo).first().focus()

    def missing(self) -> dict[str, str]:
        """Every question needs a no."""
        wrong = {}
        for code, answer in self._answers().items():
            if not answer:
                wrong[f"question-{code}"] = "Beantwoord deze vraag."
            elif answer == YES:
                wrong[f"question-{code}"] = "Pas de tekst eerst aan; er is niets vrijgegeven."
        return wrong

    def _answers(self) -> dict[str, str]:
        return {str(asked.id).removeprefix("answer-"): asked.value for asked in self.query(YesNo)}

    @on(YesNo.Answered)
    def _answered(self, event: YesNo.Answered) -> None:
        """Take a complaint away as soon as there is an answer, and go to the next question."""
        field = event.asked.parent
        if isinstance(field, Field) and field.complaint:
            field.complaint = ""
        if event.onward:
            asked = list(self.query(YesNo))
            after = asked.index(event.asked) + 1
            (asked[after] if after < len(asked) else self.query_one("#keep")).focus()

    def job(self) -> "Callable[[Desk], bool]":
        """Release."""
        place = self._place()
        answers = {code: answer == YES for code, answer in self._answers().items()}
        stored = self._stored

        def job(desk: "Desk") -> bool:
            from mhtui.casework.release import release

            release(desk, stored, place, answers)
            return True

        return job

    def _place(self) -> "CompartmentId":
        """The series it is released to."""
        if len(self._places) == 1:
            return self._places[0][1]
        chosen: Choice[CompartmentId] = self.query_one("#release--place", Choice)
        return chosen.chosen or self._places[0][1]
