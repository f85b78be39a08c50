"""The small questions about a case: on which agenda, why withdrawn, which signal apart."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input, Select, Static

from mhtui.plain import plain
from mhtui.screens.formbox import FormBox
from mhtui.widgets.field import Choice, Field

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.desk import Desk


class PutOnAgenda(FormBox[str]):
    """Gives back the title of the meeting."""

    AUTO_FOCUS = "#agenda--why"
    KEEP_WORD = "Op agenda"
    SAID = "Staat op de agenda."
    FIELDS: ClassVar[dict[str, str]] = {"why": "agenda--reason"}

    def __init__(self, case: "RowId", number: str) -> None:
        super().__init__()
        self.heading = f"{number} op de agenda"
        self._case = case

    def body(self) -> ComposeResult:
        """Which series, and why."""
        places = [(place.label.label, place.id) for place in self.session.desk.series_places()]
        yield Field("Welk overleg?", Choice(places, value=places[0][1], id="agenda--place"))
        yield Field(
            "Waarom nu?", Input(max_length=200, id="agenda--why"), hint="Mag leeg blijven.", id="agenda--reason"
        )

    @property
    def has_changes(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.query_one("#agenda--why", Input).value.strip())

    def job(self) -> "Callable[[Desk], str]":
        """Put it on the next meeting."""
        from db.records.base import CompartmentId

        place = CompartmentId(str(self.query_one("#agenda--place", Select).value))
        case, why = self._case, self.query_one("#agenda--why", Input).value.strip()

        def job(desk: "Desk") -> str:
            from mhtui.casework.agenda import put_case
            from mhtui.casework.planning import next_meeting

            meeting = next_meeting(desk, place)
            put_case(desk, meeting.id, case, why)
            return meeting.opened.title

        return job


class Withdraw(FormBox[bool]):
    """Asks why a release is withdrawn."""

    AUTO_FOCUS = "#withdraw--why"
    KEEP_WORD = "Intrekken"
    SAID = "De vrijgave is ingetrokken."
    FIELDS: ClassVar[dict[str, str]] = {"reason": "withdraw--reason"}

    def __init__(self, number: str) -> None:
        super().__init__()
        self.heading = f"Vrijgave van {number} intrekken"
        self._number = number

    def body(self) -> ComposeResult:
        """What follows, and why."""
        yield Static(
            plain("De tekst verdwijnt bij het overleg, ook uit de geschiedenis daar. Notities en besluiten blijven.")
        )
        yield Field("Waarom?", Input(max_length=500, id="withdraw--why"), id="withdraw--reason")

    @property
    def has_changes(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.query_one("#withdraw--why", Input).value.strip())

    def job(self) -> "Callable[[Desk], bool]":
        """Withdraw from every series."""
        number, why = self._number, self.query_one("#withdraw--why", Input).value

        def job(desk: "Desk") -> bool:
            from mhtui.casework.cases import find_case
            from mhtui.casework.release import withdraw

            return bool(withdraw(desk, find_case(desk, number), why))

        return job


class Split(FormBox[bool]):
    """Asks which signal does not belong here."""

    AUTO_FOCUS = "#split--choice"
    KEEP_WORD = "Losmaken"
    SAID = "Het signaal staat weer op zichzelf."

    def __init__(self, number: str, signals: tuple[str, ...]) -> None:
        super().__init__()
        self.heading = f"Signaal losmaken van {number}"
        self._number = number
        self._signals = signals

    def body(self) -> ComposeResult:
        """Which one, and what follows."""
        yield Static(plain("Wat van deze casus vrijgegeven was, wordt ingetrokken: de tekst kan niet meer kloppen."))
        options = [(number, number) for number in self._signals]
        yield Field("Welk signaal?", Choice(options, id="split--choice"), id="split--field")

    def missing(self) -> dict[str, str]:
        """A signal must be chosen."""
        chosen: Choice[str] = self.query_one("#split--choice", Choice)
        return {} if chosen.chosen else {"split--field": "Kies een signaal."}

    def job(self) -> "Callable[[Desk], bool]":
        """Take it apart."""
        choice: Choice[str] = self.query_one("#split--choice", Choice)
        number, chosen = self._number, choice.chosen or ""

        def job(desk: "Desk") -> bool:
            from mhtui.casework.cases import find_case, split
            from mhtui.casework.intake import find_signal

            split(desk, find_case(desk, number), find_signal(desk, chosen))
            return True

        return job
