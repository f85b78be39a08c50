"""The form of Bijlage 7 with what the aandachtsfunctionaris adds to it, as fields that are filled and read.

It validates nothing and keeps nothing. The reporter stands behind a mask until it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from mhtui.plain import clean, plain
from mhtui.widgets.dialog import button
from mhtui.widgets.field import Choice, Field
from mhtui.widgets.mask import MASK
from mhtui.widgets.textbox import TextBox

if TYPE_CHECKING:
    from db.records.signal import Person, Signal

ANSWERS: Final = (("onbekend", "onbekend"), ("ja", "ja"), ("nee", "nee"))
AGES: Final = (
    ("onbekend", "onbekend"),
    ("onder 18", "onder_18"),
    ("18 tot en met 22", "18_22"),
    ("23 en ouder", "23_plus"),
)
_LINE: Final = 500
"""Characters in a line of the form."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen: pairs of label and code."""

    forms: tuple[tuple[str, str], ...]
    municipalities: tuple[tuple[str, str], ...]
    reporter_kinds: tuple[tuple[str, str], ...]
    received_via: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]


def _line(label: str, value: str, name: str) -> Field:
    field = Input(clean(value), max_length=max(_LINE, len(value)), id=f"{name}--line", select_on_focus=False)
    return Field(label, field, id=name)


def _choice(label: str, options: Sequence[tuple[str, str]], value: str, name: str) -> Field:
    """A choice that keeps a value which is no longer in the list."""
    known = list(options) if any(code == value for _, code in options) else [*options, (value, value)]
    return Field(label, Choice(known, value=value, id=f"{name}--choice"), id=name)


def _text_of(root: Widget, name: str) -> str:
    return root.query_one(f"#{name}--line", Input).value.strip()


def _code_of(root: Widget, name: str) -> str:
    value = root.query_one(f"#{name}--choice", Select).value
    return "onbekend" if value is Select.NULL else str(value)


class PersonBlock(Vertical):
    """One betrokkene."""

    DEFAULT_CSS = """
    PersonBlock {
        height: auto; border: round $line; padding: 0 1; margin-bottom: 1;
        Grid { grid-size: 2; grid-gutter: 0 2; height: auto; grid-rows: auto; }
        Field { margin-bottom: 0; }
        .person--remove { height: auto; align-horizontal: right; }
    }
    PersonBlock:focus-within { border: round $here; }
    """

    def __init__(self, person: "Person", number: int, lists: Lists | None) -> None:
        super().__init__()
        self.person = person
        self.number = number
        self._lists = lists
        self.border_title = plain(f"Betrokkene {number}")

    def compose(self) -> ComposeResult:
        """The four lines of the form, and what the aandachtsfunctionaris adds."""
        who, at, lists = self.person, f"person{self.number}", self._lists
        with Grid():
            yield _line("Volledige naam", who.name, f"{at}-name")
            yield _line("Hoedanigheid/rol", who.capacity, f"{at}-capacity")
            yield _line("E-mailadres", who.email, f"{at}-email")
            yield _line("Telefoonnummer", who.phone, f"{at}-phone")
            if lists is not None:
                yield _choice("Vermoedelijk slachtoffer", ANSWERS, who.victim, f"{at}-victim")
                yield _choice("Vermoedelijk dader", ANSWERS, who.suspect, f"{at}-suspect")
                yield _choice("Leeftijd", AGES, who.age, f"{at}-age")
                yield _choice("Doelgroep", lists.groups, who.group, f"{at}-group")
        with Horizontal(classes="person--remove"):
            yield Button("✕ Betrokkene verwijderen", classes="remove-person", name=str(self.number))

    def read(self) -> "Person":
        """What stands in the block now."""
        from db.records.base import Answer
        from db.records.signal import AgeBand, Person

        at = f"person{self.number}"
        four: dict[str, Any] = {name: _text_of(self, f"{at}-{name}") for name in ("name", "capacity", "email", "phone")}
        if self._lists is None:
            return Person(**four)
        return Person(
            **four,
            victim=Answer(_code_of(self, f"{at}-victim")),
            suspect=Answer(_code_of(self, f"{at}-suspect")),
            age=AgeBand(_code_of(self, f"{at}-age")),
            group=_code_of(self, f"{at}-group"),
        )


class ReporterLine(Vertical):
    """Naam melder: a mask, or a line while it is shown or new."""

    DEFAULT_CSS = """
    ReporterLine {
        height: auto; margin-bottom: 1;
        .reporter--label { color: $muted; height: 1; }
        .reporter--mask { height: 3; padding: 1 2; color: $muted; }
        Input { display: none; }
        &.-shown Input { display: block; }
        &.-shown .reporter--mask { display: none; }
    }
    """

    def __init__(self, *, shown: bool, label: str) -> None:
        super().__init__(id="reporter", classes="-shown" if shown else None)
        self._shown = shown
        self._label = label
        self.known: str | None = "" if shown else None
        """What the line held when it was last shown; None while it never was."""

    def compose(self) -> ComposeResult:
        """Label, mask, line."""
        yield Static(plain(self._label), classes="reporter--label")
        yield Static(plain(f"{MASK}   F6 toont de naam een halve minuut"), classes="reporter--mask")
        yield Input(max_length=_LINE, id="reporter--line", select_on_focus=False)

    def show(self, name: str) -> None:
        """Show the name."""
        self.known = clean(name)
        self.query_one(Input).value = self.known
        self.add_class("-shown")

    def hide(self) -> None:
        """Draw the mask again; a name that was changed and not kept stays."""
        if self.value is None:
            self.query_one(Input).value = ""
            self.known = None
            self.remove_class("-shown")

    @property
    def value(self) -> str | None:
        """The name that was typed; None while it is masked or as it was shown, and so unchanged."""
        typed = self.query_one(Input).value.strip()
        return None if self.known is None or typed == self.known.strip() else typed


class SignalForm(Vertical):
    """The whole form; `read` gives the signal as it stands there.

    Without `lists` it is the form of a filer: Bijlage 7, whether it cannot wait, and how to reach somebody safely.
    """

    DEFAULT_CSS = """
    SignalForm {
        height: auto; padding: 1 2;
        .form--head { color: $here; text-style: bold; height: 1; margin: 1 0; width: 100%; }
        .form--head.-first { margin: 0 0 1 0; }
        Grid { grid-size: 2; grid-gutter: 0 2; height: auto; grid-rows: auto; }
        Grid Field { margin-bottom: 0; }
        #narrative TextBox { height: 14; }
        #persons { height: auto; }
        #form--more { height: auto; margin-bottom: 1; }
    }
    """

    def __init__(self, signal: "Signal", lists: Lists | None, *, fresh: bool) -> None:
        super().__init__(id="form")
        self._signal = signal
        self._lists = lists
        self._fresh = fresh
        self._count = 0

    def compose(self) -> ComposeResult:
        """Bijlage 7 in its own order, then what is added."""
        now, lists = self._signal, self._lists
        whose = "Naam melder (alleen voor u)" if lists else "Naam melder (ziet alleen de aandachtsfunctionaris)"
        yield Static(plain("SIGNAALFORMULIER"), classes="form--head -first")
        with Grid():
            yield _line("Nummer van de afzender", now.sender_number, "sender_number")
            yield _line("Plaats", now.place, "place")
            yield _line("Datum melding", now.reported_on, "reported_on")
            yield _line("Tijdstip", now.reported_at, "reported_at")
        yield ReporterLine(shown=self._fresh, label=whose)
        yield Static(plain("BETROKKENEN"), classes="form--head")
        with Vertical(id="persons"):
            for person in now.persons:
                yield self._block(person)
        with Horizontal(id="form--more"):
            yield button("Betrokkene erbij (F7)", "more-persons")
        yield Field("Toelichting signaal", TextBox(now.narrative, limit=200_000, id="narrative--box"), id="narrative")
        yield Static(plain("TOEGEVOEGD" if lists else "OM VEILIG VERDER TE GAAN"), classes="form--head")
        with Grid(id="form--added"):
            yield from self._added(lists) if lists else self._safely()

    def _added(self, lists: Lists) -> ComposeResult:
        """What the aandachtsfunctionaris adds."""
        now = self._signal
        urgent, safe_contact = self._safely()
        yield _choice("Uitbuitingsvorm", lists.forms, now.exploitation_form, "exploitation_form")
        yield _choice("Herkomst signaal (gemeente)", lists.municipalities, now.municipality, "municipality")
        yield urgent
        yield _choice("Ondermijnende component", ANSWERS, now.undermining, "undermining")
        yield _choice("Soort melder", lists.reporter_kinds, now.reporter_kind, "reporter_kind")
        yield _line("Afdeling van de melder", now.department, "department")
        yield _choice("Ontvangen via", lists.received_via, now.received_via, "received_via")
        yield safe_contact

    def _safely(self) -> tuple[Field, Field]:
        """Whether it can wait, and how somebody can be reached."""
        return (
            _choice("Direct ingrijpen noodzakelijk (spoed)", ANSWERS, self._signal.urgent, "urgent"),
            _line("Veilig contact: hoe, en hoe niet", self._signal.safe_contact, "safe_contact"),
        )

    def _block(self, person: "Person") -> PersonBlock:
        self._count += 1
        return PersonBlock(person, self._count, self._lists)

    async def add_person(self) -> None:
        """Put an empty block under the others, and go there."""
        from db.records.signal import Person

        block = self._block(Person())
        await self.query_one("#persons").mount(block)
        block.query(Input).first().focus()
        block.scroll_visible(animate=False)

    async def remove_person(self, number: int) -> None:
        """Take a block away; nothing is gone before the form is kept."""
        for block in self.query(PersonBlock):
            if block.number == number:
                await block.remove()

    @property
    def reporter(self) -> ReporterLine:
        """The line of the reporter."""
        return self.query_one(ReporterLine)

    def read(self) -> "Signal":
        """What stands in the form now; what was never shown stays as it was."""
        from db.records.base import Answer

        reporter = self.reporter.value
        persons = [block.read() for block in self.query(PersonBlock)]
        empty = type(persons[0])() if persons else None
        return self._signal.model_copy(
            update=self._read_added()
            | {
                "sender_number": _text_of(self, "sender_number"),
                "place": _text_of(self, "place"),
                "reported_on": _text_of(self, "reported_on"),
                "reported_at": _text_of(self, "reported_at"),
                "reporter": self._signal.reporter if reporter is None else reporter,
                "persons": tuple(person for person in persons if person != empty),
                "narrative": self.query_one("#narrative--box", TextBox).text,
                "urgent": Answer(_code_of(self, "urgent")),
                "safe_contact": _text_of(self, "safe_contact"),
            }
        )

    def _read_added(self) -> dict[str, object]:
        """What the aandachtsfunctionaris added; a filer's form does not ask it."""
        from db.records.base import Answer

        if self._lists is None:
            return {}
        return {
            "exploitation_form": _code_of(self, "exploitation_form"),
            "municipality": _code_of(self, "municipality"),
            "undermining": Answer(_code_of(self, "undermining")),
            "reporter_kind": _code_of(self, "reporter_kind"),
            "department": _text_of(self, "department"),
            "received_via": _code_of(self, "received_via"),
        }
