"""Stap vastleggen: what was done with a signal or a case, on which track, and until when one waits for an answer.

It offers what casework knows of this dossier; whether a step fits is casework's to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Select

from mhtui.screens.formbox import FormBox
from mhtui.widgets.dueday import DueDay, QuickDay
from mhtui.widgets.field import Choice, Field
from mhtui.widgets.textbox import TextBox

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.desk import Desk

WORDS: Final = {
    "vastgelegd": "Vastgelegd (de spoedvraag is beantwoord)",
    "reeds_bekend": "Eigen dossiers nagekeken: reeds bekend?",
    "afdeling_gevraagd": "Afdeling gevraagd",
    "afdeling_antwoord": "Afdeling heeft geantwoord",
    "partner_ingelicht": "Ketenpartner ingelicht",
    "partner_uitzondering": "Ketenpartner niet ingelicht, met reden",
    "terugkoppeling_ontvangen": "Terugkoppeling ontvangen",
    "terugkoppeling_gegeven": "Terugkoppeling gegeven aan de melder",
    "monitoren": "Monitoren tot een dag",
    "geen_vervolg": "Geen vervolg, met reden",
    "afgesloten": "Afsluiten",
    "heropend": "Heropenen, met reden",
    "langer_bewaard": "Langer bewaard, met reden",
}
"""Each `StepKind` in words, in the order of the meldroute."""
_HERE: Final = {kind: word for kind, word in WORDS.items() if kind != "langer_bewaard"}
"""What is done on this form; a dossier is kept longer in Beheer."""
_PARTNER: Final = frozenset({"partner_ingelicht", "partner_uitzondering", "terugkoppeling_ontvangen"})
_DEPARTMENT: Final = frozenset({"afdeling_gevraagd", "afdeling_antwoord"})
_DUE: Final = {"partner_ingelicht": "Terugkoppeling uiterlijk", "monitoren": "Monitoren tot"}
_OUTCOME: Final = frozenset({"geen_vervolg", "afgesloten"})


@dataclass(frozen=True, slots=True)
class _Offers:
    """What can be chosen in this dossier."""

    partners: tuple[tuple[str, str], ...]
    """Label and code."""
    departments: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]


def _read(desk: "Desk") -> _Offers:
    from mhtui.casework.values import ValueList, values

    rules = desk.rules
    derived = {"open", "monitoren"}
    return _Offers(
        tuple((partner.naam, partner.code) for partner in rules.partner),
        tuple((department.naam, department.code) for department in rules.afdeling),
        tuple((v.label, v.code) for v in values(ValueList.OUTCOME, desk.today()) if v.code not in derived),
    )


class StepForm(FormBox["RowId"]):
    """Asks for one step."""

    DEFAULT_CSS = """
    StepForm {
        #step--text TextBox { height: 7; }
        &.-short #step--text TextBox { height: 4; }
        #step--partner, #step--department, #step--due, #step--outcome { display: none; }
    }
    """
    AUTO_FOCUS = "#step--choice"
    KEEP_WORD = "Vastleggen"
    SAID = "Stap vastgelegd."
    HELP = "Een stap is een feit met een dag. Wat er daarna nog te doen is, rekent het programma eruit."
    FIELDS: ClassVar[dict[str, str]] = {
        "kind": "step--kind",
        "urgent": "step--kind",
        "partner": "step--partner",
        "text": "step--text",
        "due_on": "step--due",
        "outcome": "step--outcome",
    }

    def __init__(
        self, kind: str, row: "RowId", number: str, *, first: str | None = None, partner: str | None = None
    ) -> None:
        super().__init__()
        self.heading = f"Stap vastleggen bij {number}"
        self._kind = kind
        self._row = row
        self._first = first
        self._partner = partner
        """The partner that is chosen already."""

    def body(self) -> ComposeResult:
        """What, with whom, until when, in which words."""
        today = self.session.desk.today
        yield Field(
            "Wat is er gedaan?",
            Choice(
                [(word, kind) for kind, word in _HERE.items()],
                value=self._first,
                id="step--choice",
            ),
            id="step--kind",
        )
        yield Field("Ketenpartner", Choice[str]([], id="step--partners"), id="step--partner")
        yield Field("Afdeling", Choice[str]([], id="step--departments"), id="step--department")
        yield Field("Uitkomst", Choice[str]([], id="step--outcomes"), id="step--outcome")
        quick = [QuickDay(f"+{weeks} weken", today() + timedelta(weeks=weeks)) for weeks in (2, 4, 8)]
        yield Field("Uiterlijk", DueDay(today, quick, id="step--day"), id="step--due")
        yield Field("Toelichting of reden", TextBox(limit=20_000, id="step--words"), id="step--text")

    def on_mount(self) -> None:
        """Read what can be chosen."""
        self.ask(_read, self._offer, group="offers")

    def _offer(self, offers: _Offers) -> None:
        from mhtui.plain import plain

        for name, given in (
            ("partners", offers.partners),
            ("departments", offers.departments),
            ("outcomes", offers.outcomes),
        ):
            self.query_one(f"#step--{name}", Select).set_options([(plain(label), code) for label, code in given])
        if self._partner in {code for _, code in offers.partners}:
            self.query_one("#step--partners", Select).value = self._partner

    @property
    def _chosen(self) -> str | None:
        choice: Choice[str] = self.query_one("#step--choice", Choice)
        return choice.chosen

    @on(Select.Changed, "#step--choice")
    def _show_fields(self) -> None:
        """Only what belongs to this step is asked."""
        chosen = self._chosen or ""
        self.query_one("#step--partner").display = chosen in _PARTNER
        self.query_one("#step--department").display = chosen in _DEPARTMENT
        self.query_one("#step--due").display = chosen in _DUE
        self.query_one("#step--outcome").display = chosen in _OUTCOME

    @property
    def has_changes(self) -> bool:
        """Whether words were typed or a step was chosen."""
        return self._chosen != self._first or bool(self.query_one("#step--words", TextBox).text.strip())

    def missing(self) -> dict[str, str]:
        """A step, and with whom, when that belongs to it."""
        chosen = self._chosen
        if chosen is None:
            return {"step--kind": "Kies wat er gedaan is."}
        wrong = {}
        if chosen in _PARTNER and self._code("partners") is None:
            wrong["step--partner"] = "Kies de ketenpartner."
        if chosen in _DEPARTMENT and self._code("departments") is None:
            wrong["step--department"] = "Kies de afdeling."
        due = self.query_one("#step--day", DueDay)
        if chosen in _DUE and due.is_wrong:
            wrong["step--due"] = "Typ een datum als 25-11-2026."
        return wrong

    def _code(self, name: str) -> str | None:
        choice: Choice[str] = self.query_one(f"#step--{name}", Choice)
        return choice.chosen

    def job(self) -> "Callable[[Desk], RowId]":
        """Take the step."""
        from db.records.signal import StepKind

        kind = StepKind(self._chosen or "")
        partner = self._code("partners") if kind in _PARTNER else self._code("departments")
        about, row = self._kind, self._row
        text = self.query_one("#step--words", TextBox).text.strip()
        due = self.query_one("#step--day", DueDay).day if kind in _DUE else None
        outcome = (self._code("outcomes") or "") if kind in _OUTCOME else ""
        named = (partner or "") if kind in _PARTNER | _DEPARTMENT else ""

        def job(desk: "Desk") -> "RowId":
            from mhtui.casework.steps import take_step

            if about == "signaal":
                signal = desk.store.signals.get(row)
                return take_step(desk, signal, kind, partner=named, text=text, due_on=due, outcome=outcome).id
            case = desk.store.cases.get(row)
            return take_step(desk, case, kind, partner=named, text=text, due_on=due, outcome=outcome).id

        return job
