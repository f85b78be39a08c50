"""The boxes of Bewaren en vernietigen: until when and why, the number once more, and where the verklaring comes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.widgets import Input, Static

from mhtui.plain import plain
from mhtui.screens.document_box import FORMS, DocumentBox
from mhtui.screens.formbox import FormBox
from mhtui.widgets.days import read_day, write_day
from mhtui.widgets.field import Field
from mhtui.widgets.tick import Tick

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk
    from mhtui.casework.document import Document
    from mhtui.casework.retention import Destroyed, Kept
    from mhtui.casework.terms import Terms

T = TypeVar("T")
_REASON_STAYS = "De reden blijft bewaard, ook als het dossier weg is: schrijf geen namen."


class _Box(FormBox[T]):
    """A box about one dossier."""

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#retention--{name} Input", Input).value.strip()

    @property
    def has_changes(self) -> bool:
        """Whether something was typed."""
        return any(field.value.strip() for field in self.query(Input))


class PostponeBox(_Box["Kept"]):
    """Until when, and why."""

    KEEP_WORD = "Uitstellen"
    SAID = "Het dossier blijft langer bewaard."
    HELP = "Het dossier blijft staan tot de dag die u kiest; dan staat het weer in deze lijst. " + _REASON_STAYS
    FIELDS: ClassVar[dict[str, str]] = {"due_on": "retention--until", "reason": "retention--reason"}

    def __init__(self, kept: "Kept", today: date) -> None:
        super().__init__()
        self.heading = f"{kept.number} langer bewaren"
        self._number, self._today = kept.number, today

    def body(self) -> ComposeResult:
        """A day and a reason."""
        yield Field("Bewaren tot", Input(max_length=40), hint="Zoals 1 januari 2031.", id="retention--until")
        yield Field("Reden", Input(max_length=500), id="retention--reason")
        yield Static(plain(_REASON_STAYS, "$muted"))

    def _until(self) -> date | None:
        try:
            return read_day(self.typed("until"), self._today)
        except ValueError:
            return None

    def missing(self) -> dict[str, str]:
        """Both."""
        wrong = {} if self._until() else {"retention--until": "Dit is geen dag."}
        return wrong if self.typed("reason") else wrong | {"retention--reason": "Schrijf waarom."}

    def job(self) -> "Callable[[Desk], Kept]":
        """Write it in the dossier."""
        number, until, reason = self._number, self._until() or self._today, self.typed("reason")

        def job(desk: "Desk") -> "Kept":
            from mhtui.casework.retention import postpone

            return postpone(desk, number, until=until, reason=reason)

        return job


class TermBox(_Box["Terms"]):
    """The months of each kind of dossier, and why."""

    KEEP_WORD = "Laten gelden"
    SAID = "De bewaartermijn is gewijzigd."
    HELP = (
        "De termijn is die van uw gemeente, en telt vanaf de dag dat een dossier is afgesloten. Een andere geldt ook "
        "voor wat al afgesloten is. Vanzelf wordt er niets vernietigd. " + _REASON_STAYS
    )
    FIELDS: ClassVar[dict[str, str]] = {
        "retention_months": "retention--case",
        "alone_months": "retention--alone",
        "reason": "retention--reason",
    }
    heading = "Bewaartermijn"

    def __init__(self, now: "Terms") -> None:
        super().__init__()
        self._now = now

    def body(self) -> ComposeResult:
        """Two terms and a reason."""
        yield Field("Casus, in maanden", Input(str(self._now.case), max_length=5), id="retention--case")
        words = "Signaal dat nooit in een casus kwam, in maanden"
        yield Field(words, Input(str(self._now.alone), max_length=5), id="retention--alone")
        yield Field("Reden", Input(max_length=500), id="retention--reason")
        yield Static(plain("De reden komt in het logboek: schrijf geen namen.", "$muted"))

    @property
    def has_changes(self) -> bool:
        """Whether something else stands there."""
        return bool(self.typed("reason")) or self._wanted() != (self._now.case, self._now.alone)

    def _wanted(self) -> tuple[int, int]:
        """What is typed; 0 for what is no number."""
        case, alone = (self.typed(name) for name in ("case", "alone"))
        return _number(case), _number(alone)

    def missing(self) -> dict[str, str]:
        """Terms that can be, another one than now, and why."""
        from mhtui.casework.terms import MOST_MONTHS

        names = ("retention--case", "retention--alone")
        said = f"Vul een aantal maanden in, van 1 tot en met {MOST_MONTHS}."
        wrong = {
            name: said for name, months in zip(names, self._wanted(), strict=True) if not 1 <= months <= MOST_MONTHS
        }
        if not wrong and self._wanted() == (self._now.case, self._now.alone):
            wrong["retention--case"] = "Dit is de termijn van nu."
        return wrong if self.typed("reason") else wrong | {"retention--reason": "Schrijf waarom."}

    def job(self) -> "Callable[[Desk], Terms]":
        """Let them count."""
        (case, alone), reason = self._wanted(), self.typed("reason")

        def job(desk: "Desk") -> "Terms":
            from mhtui.casework.terms import Terms, change_terms

            return change_terms(desk, Terms(case, alone), reason)

        return job


class DestroyBox(_Box["Destroyed"]):
    """Why, under which category, and the number once more."""

    KEEP_WORD = "Vernietigen"
    SAID = ""
    HELP = "Alleen als u het nummer nog een keer typt wordt het dossier vernietigd. " + _REASON_STAYS
    FIELDS: ClassVar[dict[str, str]] = {"reason": "retention--reason", "category": "retention--category"}

    def __init__(self, kept: "Kept", today: date, doubt: str) -> None:
        """Ask it; `doubt` is what the clock may have wrong."""
        super().__init__()
        self._early = kept.due_on > today
        """Whether it may not go yet, but for somebody in it who asked to be erased."""
        self.add_class("-urgent")
        self.heading = f"{kept.number} voorgoed vernietigen"
        self._kept_one, self._doubt = kept, doubt

    def body(self) -> ComposeResult:
        """What goes, and three lines."""
        signals = ", ".join(self._kept_one.signals)
        yield Static(
            plain(
                f"Alles gaat weg: {signals}, stappen, teksten, notities, besluiten en acties, met de sleutels. Dit kan "
                "niet ongedaan worden gemaakt. Wat de jaarcijfers tellen blijft."
            )
        )
        if self._doubt:
            yield Static(plain(f"▲ {self._doubt}", "$warning"))
        if self._early:
            yield Static(plain(f"▲ De termijn loopt nog, tot {write_day(self._kept_one.due_on)}.", "$attention"))
            yield Tick("Iemand in dit dossier vroeg om wissen (artikel 17 AVG)", id="retention--on-request")
        yield Field("Reden", Input(max_length=500), id="retention--reason")
        yield Field("Categorie van de selectielijst", Input(max_length=60), id="retention--category")
        yield Field(f"Typ {self._kept_one.number}", Input(max_length=20), id="retention--number")
        yield Static(plain(_REASON_STAYS, "$muted"))

    @property
    def _on_request(self) -> bool:
        return self._early and self.query_one("#retention--on-request", Tick).value

    def missing(self) -> dict[str, str]:
        """A reason, a category, and the right number."""
        wrong = {}
        if not self.typed("reason"):
            wrong["retention--reason"] = "Schrijf waarom."
        elif self._early and not self._on_request:
            wrong["retention--reason"] = "Dit mag nog niet weg; het vinkje hierboven zegt dat het toch moet."
        if not self.typed("category"):
            wrong["retention--category"] = "Schrijf de categorie."
        if self.typed("number").upper() != self._kept_one.number:
            wrong["retention--number"] = "Dit is niet het nummer van dit dossier."
        return wrong

    def job(self) -> "Callable[[Desk], Destroyed]":
        """Destroy it."""
        number, reason, category = self._kept_one.number, self.typed("reason"), self.typed("category")
        on_request = self._on_request

        def job(desk: "Desk") -> "Destroyed":
            from mhtui.casework.retention import destroy

            return destroy(desk, number, reason=reason, category=category, on_request=on_request)

        return job


class DeclareBox(DocumentBox):
    """Where the verklaring comes."""

    KEEP_WORD = "Verklaring maken"
    SAID = "De verklaring is gemaakt."
    HELP = "De verklaring komt uit het logboek. " + FORMS
    FIRST = "verklaring"

    def __init__(self, number: str, folder: Path) -> None:
        super().__init__(folder, number)
        self.heading = f"Verklaring van vernietiging van {number}"
        self._number = number

    def document(self) -> "Callable[[Desk], Document]":
        """Of this dossier."""
        number = self._number

        def made(desk: "Desk") -> "Document":
            from mhtui.casework.statement import document, statement

            return document(statement(desk, number))

        return made


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() else 0
