"""A signal as JSON with the form's own labels, and as text. Whoever calls this has written the look in the logboek."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from db.records.base import State, Stored
from db.records.signal import AgeBand, Person, Signal, SignalForm
from mhtui.casework.cases import case_of
from mhtui.casework.values import label
from mhtui.cli.output import one_line, paragraphs
from mhtui.forms.labels import labels_of, labels_of_person

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk

STATE_WORDS: Final = {State.OPEN: "open", State.WAITING: "wacht", State.CLOSED: "afgesloten"}
_AGES: Final = {
    AgeBand.UNDER_18: "onder 18",
    AgeBand.FROM_18_TO_22: "18 tot en met 22",
    AgeBand.FROM_23: "23 of ouder",
    AgeBand.UNKNOWN: "onbekend",
}
_WORDS: Final = {"hoedanigheid_rol": "Hoedanigheid/rol", "e_mailadres": "E-mailadres"}
"""Names of the form that are not their JSON name with a capital."""
_DAYS: Final = frozenset({"ontvangen_op", "meldingsdag", "uiterlijk"})
_WIDTH: Final = 24


def signal_json(desk: "Desk", stored: Stored[Signal]) -> dict[str, object]:
    """Give a signal with every field, under the names of the form; `kenmerk` is our own number."""
    signal = stored.opened
    form = SignalForm(
        number=signal.sender_number,
        reported_on=signal.reported_on,
        reported_at=signal.reported_at,
        place=signal.place,
        reporter=signal.reporter,
        narrative=signal.narrative,
    )
    case = case_of(desk, stored)
    return {
        "kenmerk": signal.number,
        **labels_of(form),
        "betrokkenen": [_person_json(person) for person in signal.persons],
        **_added(signal),
        "ontvangen_op": signal.received_on.isoformat(),
        "meldingsdag": signal.reported_day.isoformat() if signal.reported_day else None,
        "stand": STATE_WORDS[stored.state],
        "uiterlijk": stored.due_on.isoformat() if stored.due_on else None,
        "casus": case.opened.number if case else None,
    }


def _person_json(person: Person) -> dict[str, object]:
    return {
        **labels_of_person(person),
        "vermoedelijk_slachtoffer": person.victim.value,
        "vermoedelijke_dader": person.suspect.value,
        "leeftijd": _AGES[person.age],
        "doelgroep": label("doelgroep", person.group),
    }


def _added(signal: Signal) -> dict[str, object]:
    """Give what is added to the form, in the order of the screen."""
    return {
        "uitbuitingsvorm": label("uitbuitingsvorm", signal.exploitation_form),
        "gemeente": signal.municipality,
        "soort_melder": label("soort_melder", signal.reporter_kind),
        "afdeling": signal.department,
        "ontvangen_via": label("ontvangen_via", signal.received_via),
        "spoed": signal.urgent.value,
        "ondermijnende_component": signal.undermining.value,
        "veilig_contact": signal.safe_contact,
    }


def signal_lines(desk: "Desk", stored: Stored[Signal]) -> Iterator[str]:
    """Give a signal as text: every field with its name in front, the toelichting below."""
    fields = signal_json(desk, stored)
    persons, narrative = stored.opened.persons, stored.opened.narrative
    yield f"Signaal {stored.opened.number}"
    for name, value in fields.items():
        if name == "betrokkenen":
            for number, person in enumerate(persons, 1):
                yield f"  Betrokkene {number}"
                yield from _pairs(_person_json(person), indent=4)
        elif name not in {"kenmerk", "toelichting"}:
            yield from _pairs({name: value}, indent=2)
    yield "  Toelichting"
    yield from paragraphs(narrative, indent=4)


def _pairs(fields: dict[str, object], indent: int) -> Iterator[str]:
    for name, value in fields.items():
        if value not in {"", None}:
            word = _WORDS.get(name, name.replace("_", " ").capitalize())
            shown = _day(str(value)) if name in _DAYS else one_line(str(value))
            yield f"{' ' * indent}{word:<{_WIDTH}}  {shown}"


def _day(iso: str) -> str:
    """Write a day as people do."""
    return "-".join(reversed(iso.split("-")))
