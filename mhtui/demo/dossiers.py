"""The dossiers of the invented present as the data files have them: forms, what was added, and the shielded text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from db.records.base import Answer
from db.records.signal import AgeBand, FormPerson, SignalForm
from mhtui.casework.intake import Added, PersonMarks
from mhtui.demo.people import read_data

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DossierSignal:
    """A signal of the present."""

    days_ago: int
    at: str
    """A time such as `09:40`."""
    fields: Fields
    exploitation_form: str
    doing: str
    """What is being done with it: nothing yet, `verrijken` or `meldroute`."""

    def form(self, day: date, at: str) -> SignalForm:
        """Give the form as it was handed in."""
        persons = tuple(
            FormPerson(
                name=_text(person, "naam"),
                capacity=_text(person, "rol"),
                email=_text(person, "e_mail"),
                phone=_text(person, "telefoon"),
            )
            for person in _tables(self.fields, "betrokkene")
        )
        return SignalForm(
            number="",
            reported_on=f"{day:%d-%m-%Y}",
            reported_at=at,
            place=_text(self.fields, "plaats"),
            reporter=_text(self.fields, "melder"),
            persons=persons,
            narrative=_text(self.fields, "toelichting"),
        )

    @property
    def added(self) -> Added:
        """What the aandachtsfunctionaris added."""
        fields = self.fields
        return Added(
            exploitation_form=self.exploitation_form,
            municipality=_text(fields, "gemeente"),
            reporter_kind=_text(fields, "soort"),
            department=_text(fields, "afdeling"),
            received_via=_text(fields, "via"),
            urgent=Answer(_text(fields, "spoed") or "nee"),
            undermining=Answer(_text(fields, "ondermijnend") or "onbekend"),
            safe_contact=_text(fields, "veilig"),
            persons=tuple(_marks(person) for person in _tables(fields, "betrokkene")),
        )


@dataclass(frozen=True, slots=True)
class DossierCase:
    """A case of the present."""

    codename: str
    text: str
    """As the table will see it; empty while it is not written."""
    signals: tuple[DossierSignal, ...]


def cases() -> tuple[DossierCase, ...]:
    """Give the cases."""
    return tuple(
        DossierCase(
            _text(case, "codenaam"),
            _text(case, "tekst").strip(),
            tuple(_signal(signal, _text(case, "vorm")) for signal in _tables(case, "signaal")),
        )
        for case in _tables(read_data("casussen.toml"), "casus")
    )


def loose_signals() -> tuple[DossierSignal, ...]:
    """Give the signals that are no case yet."""
    return tuple(
        _signal(fields, _text(fields, "vorm")) for fields in _tables(read_data("losse_signalen.toml"), "signaal")
    )


def _signal(fields: Fields, form: str) -> DossierSignal:
    return DossierSignal(int(str(fields["dagen"])), _text(fields, "tijd"), fields, form, _text(fields, "doen"))


def _marks(person: Fields) -> PersonMarks:
    return PersonMarks(
        victim=Answer(_text(person, "slachtoffer") or "onbekend"),
        suspect=Answer(_text(person, "dader") or "onbekend"),
        age=AgeBand(_text(person, "leeftijd") or "onbekend"),
        group=_text(person, "doelgroep") or "onbekend",
    )


def _text(fields: Fields, name: str) -> str:
    return str(fields.get(name, ""))


def _tables(fields: Fields, name: str) -> tuple[Fields, ...]:
    found = fields.get(name, [])
    return tuple(cast("Fields", each) for each in found) if isinstance(found, list) else ()
