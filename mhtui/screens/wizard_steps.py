"""The questions of the wizard, one step a widget: each asks, says what is wrong, and writes its answers in the draft.

No step makes anything; what may be answered is the rule of `mhtui.casework.founding` and `.passphrases`.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Checkbox, Input, Static

from mhtui.plain import plain
from mhtui.widgets.days import DayInput, say_day
from mhtui.widgets.dialog import button
from mhtui.widgets.field import Choice, Field
from mhtui.widgets.tick import Tick

MOST_MONTHS: Final = 1200
_RULES: Final = (("Lopik: beleidsplan 2025", "lopik"), ("Drenthe: jaarverslag 2023", "drenthe"))


@dataclass
class Draft:
    """What was answered so far; gone when the wizard is."""

    today: date
    first_on: date
    """The proposal for the first overleg."""
    name: str = ""
    municipality: str = ""
    rules: str = "lopik"
    municipalities: tuple[str, ...] = ()
    months: int = 0
    """Bewaartermijn of a casus."""
    alone_months: int | None = None
    """Of a signal that stands alone; None when it is that of a casus."""
    passphrases: dict[str, str] = field(default_factory=dict, repr=False)
    """By role; a role without one is not in the kluis."""
    overleg_on: date | None = None
    drieluik_on: date | None = None

    @property
    def has_keten(self) -> bool:
        """Whether there is a ketenregisseur, and so a Drieluik."""
        return "ketenregisseur" in self.passphrases


def wizard_title(step: str, where: str = "") -> Content:
    """What stands on top of each step."""
    return Content.assemble(("Nieuwe kluis", "bold $here"), ("  ▸  ", "$muted"), (step, "bold"), (where, "$muted"))


class Step(Vertical):
    """One page of the wizard."""

    TITLE: ClassVar[str] = ""
    EXPLAINED: ClassVar[str] = ""
    DEFAULT_CSS = """
    Step { height: auto; }
    Step .step--explained { color: $muted; height: auto; margin-bottom: 1; }
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft

    def compose(self) -> ComposeResult:
        """The explanation, then the questions."""
        if self.EXPLAINED:
            yield Static(plain(self.EXPLAINED), classes="step--explained")
        yield from self.questions()

    def questions(self) -> ComposeResult:
        """The questions of this step."""
        yield from ()

    def finish(self) -> bool:
        """Write the answers in the draft; False when something is wrong, which is then said beside it."""
        return True

    def _complain(self, name: str, text: str) -> bool:
        """Say what is wrong with a field, or that nothing is; True when nothing is."""
        self.query_one(f"#wizard--{name}", Field).complaint = text
        return not text

    def _value(self, name: str) -> str:
        """What stands in a line."""
        return self.query_one(f"#wizard--{name} Input", Input).value.strip()


class KluisStep(Step):
    """What the kluis is called, and whose it is."""

    TITLE = "De kluis"
    EXPLAINED = "Een kluis is van één gemeente of één regio. Wat u hier invult is verzegeld zodra de kluis gemaakt is."

    def questions(self) -> ComposeResult:
        """Name, municipality, rules, municipalities."""
        draft = self.draft
        yield Field("Naam van de kluis", _line(draft.name), hint="Staat boven elk scherm.", id="wizard--name")
        yield Field("Gemeente of regio", _line(draft.municipality), id="wizard--municipality")
        yield Field("Regels voor de meldroute", Choice(_RULES, value=draft.rules), id="wizard--rules")
        yield Field(
            "Gemeenten van de regio",
            _line(", ".join(draft.municipalities), longest=2000),
            hint="Alleen voor een regio: de namen, met komma's ertussen.",
            id="wizard--municipalities",
        )

    def finish(self) -> bool:
        """A name and a municipality are needed."""
        draft = self.draft
        draft.name, draft.municipality = self._value("name"), self._value("municipality")
        draft.rules = self.query_one(Choice).chosen or "lopik"
        names = (name.strip() for name in self._value("municipalities").split(","))
        draft.municipalities = tuple(name for name in names if name)
        named = self._complain("name", "" if draft.name else "Geef de kluis een naam.")
        placed = self._complain("municipality", "" if draft.municipality else "Vul de gemeente of de regio in.")
        return named and placed


class RetentionStep(Step):
    """How long a dossier is kept; there is no default."""

    TITLE = "Bewaartermijn"
    EXPLAINED = (
        "Na hoeveel maanden wordt beoordeeld of een dossier weg moet? De bronnen van dit programma noemen geen "
        "termijn: spreek hem af met uw functionaris gegevensbescherming. Het programma zegt wat aan de beurt is en "
        "vernietigt nooit vanzelf."
    )

    def questions(self) -> ComposeResult:
        """A number of months for each kind of dossier."""
        line = _line(str(self.draft.months or ""), longest=5)
        yield Field("Bewaartermijn in maanden", line, hint="Vijf jaar is 60 maanden.", id="wizard--months")
        alone = _line(str(self.draft.alone_months or ""), longest=5)
        hint = "Mag leeg: dan is het dezelfde termijn."
        yield Field("Voor een signaal dat nooit in een casus kwam", alone, hint=hint, id="wizard--alone")

    def finish(self) -> bool:
        """A whole number of months from 1 to 1200, and another one or none."""
        self.draft.months, typed = _months(self._value("months")), self._value("alone")
        self.draft.alone_months = _months(typed) or None
        wrong = f"Vul een aantal maanden in, van 1 tot en met {MOST_MONTHS}."
        fits = self._complain("months", "" if self.draft.months else wrong)
        return self._complain("alone", "" if self.draft.alone_months or not typed else wrong) and fits


class HolderStep(Step):
    """A wachtzin for each sleutelhouder: six words that are proposed, or an own one."""

    TITLE = "Sleutelhouders"
    EXPLAINED = (
        "Elke sleutelhouder heeft een eigen wachtzin. Hieronder staan voorstellen van zes woorden; u mag er een eigen "
        "wachtzin van maken. Schrijf ze op voor wie ze krijgt: ze worden nergens getoond of bewaard."
    )
    _ROLES: ClassVar = (
        ("aandachtsfunctionaris", "Wachtzin van de aandachtsfunctionaris"),
        ("overleg", "Wachtzin van het overleg"),
        ("ketenregisseur", "Wachtzin van de ketenregisseur"),
    )

    def questions(self) -> ComposeResult:
        """A line for each role, with how strong it is and a button for other words."""
        from mhtui.casework.strength import strength
        from mhtui.casework.words import propose

        for role, label in self._ROLES:
            given = self.draft.passphrases.get(role) or propose()
            if role == "ketenregisseur":
                yield Tick("Er is een ketenregisseur (en een Drieluik)", self.draft.has_keten, id="wizard--has_keten")
            with Horizontal(classes="wizard--holder", id=f"wizard--row_{role}"):
                yield Field(label, _line(given, longest=1024), hint=strength(given).text, id=f"wizard--{role}")
                yield button("Andere woorden", f"wizard--other_{role}")

    def on_mount(self) -> None:
        """A line for the ketenregisseur only when there is one."""
        self._show_keten()

    @on(Checkbox.Changed)
    def _show_keten(self) -> None:
        self.query_one("#wizard--row_ketenregisseur").display = self.query_one(Tick).value

    @on(Input.Changed)
    def _weigh(self, event: Input.Changed) -> None:
        """Say how strong what stands there is."""
        from mhtui.casework.strength import strength

        field = next(each for each in event.input.ancestors if isinstance(each, Field))
        field.hint(strength(event.value).text)

    @on(Button.Pressed)
    def _other_words(self, event: Button.Pressed) -> None:
        """Propose six other words."""
        from mhtui.casework.words import propose

        event.stop()
        role = (event.button.id or "").removeprefix("wizard--other_")
        self.query_one(f"#wizard--{role} Input", Input).value = propose()

    def finish(self) -> bool:
        """None may be weak, and each holder has another one."""
        from mhtui.casework.passphrases import weakness

        roles = [role for role, _ in self._ROLES if role != "ketenregisseur" or self.query_one(Tick).value]
        given = {role: self._value(role) for role in roles}
        self.draft.passphrases = given
        fine = True
        for role in roles:
            others = [passphrase for other, passphrase in given.items() if other != role]
            why = weakness(given[role], others=others, names=(self.draft.name, self.draft.municipality))
            fine = self._complain(role, f"{why[:1].upper()}{why[1:]}." if why else "") and fine
        return fine


class SeriesStep(Step):
    """When the overleg meets for the first time; every four weeks after that."""

    TITLE = "Overleg"
    EXPLAINED = (
        "Het lokaal ondermijningsoverleg is elke vier weken. De eerste datum telt: daarna komt er elke 28 dagen een. "
        "Eén datum verzetten kan altijd, de reeks blijft dan staan."
    )

    def questions(self) -> ComposeResult:
        """A first day for each series."""
        draft = self.draft
        first = DayInput(lambda: draft.today, day=draft.overleg_on or draft.first_on, needed=True)
        yield Field("Eerste lokaal ondermijningsoverleg", first, id="wizard--overleg_on")
        if draft.has_keten:
            second = DayInput(lambda: draft.today, day=draft.drieluik_on or draft.first_on, needed=True)
            yield Field("Eerste Drieluik", second, id="wizard--drieluik_on")

    def finish(self) -> bool:
        """Each is a day."""
        self.draft.overleg_on = self._day("overleg_on")
        self.draft.drieluik_on = self._day("drieluik_on") if self.draft.has_keten else None
        return self.draft.overleg_on is not None and (not self.draft.has_keten or self.draft.drieluik_on is not None)

    def _day(self, name: str) -> date | None:
        """Read a day, and say so when it is none."""
        found = self.query_one(f"#wizard--{name} DayInput", DayInput).day
        self._complain(name, "" if found else "Vul een datum in, als 25-11-2026.")
        return found


class SummaryStep(Step):
    """What will be made; nothing is made yet."""

    TITLE = "Maken"
    EXPLAINED = (
        "Hierna wordt de kluis gemaakt. Dat duurt een paar tellen: voor elke sleutelhouder wordt een sleutel afgeleid. "
        "Daarna ziet u één keer het herstelblad. Houd pen en papier of een printer bij de hand."
    )

    def questions(self) -> ComposeResult:
        """The answers, one a line; no wachtzin among them."""
        from mhtui.casework.terms import Terms

        draft = self.draft
        terms = Terms(draft.months, draft.alone_months or draft.months).text
        holders = ["aandachtsfunctionaris", "overleg", *(["ketenregisseur"] if draft.has_keten else [])]
        lines = [
            ("Kluis", draft.name),
            ("Gemeente of regio", draft.municipality),
            ("Meldroute", next(label for label, rules in _RULES if rules == draft.rules)),
            ("Bewaartermijn", terms),
            ("Sleutelhouders", ", ".join(holders)),
            ("Eerste overleg", say_day(draft.overleg_on) if draft.overleg_on else ""),
            ("Eerste Drieluik", say_day(draft.drieluik_on) if draft.drieluik_on else ""),
        ]
        for label, value in lines:
            if value:
                yield Static(Content.assemble((f"{label:<20}", "$muted"), plain(value)), classes="wizard--line")


def _months(typed: str) -> int:
    """Read a term in months; 0 when it is none."""
    months = int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else 0
    return months if months <= MOST_MONTHS else 0


def _line(value: str, *, longest: int = 200) -> Input:
    """A line to type in."""
    return Input(value or None, max_length=longest, select_on_focus=False)
