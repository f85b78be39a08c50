"""The form as JSON, in the form's own words: what `signaal importeren` takes and `signaal toon --json` gives.

Strict on purpose: a name we do not know or a value of another kind is refused, never half-read.
"""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, TypedDict

from pydantic import BaseModel, ConfigDict, ValidationError

from db.records.signal import FormPerson, SignalForm
from mhtui.forms.assembly import finish
from mhtui.forms.limits import MAX_JSON_MARKS
from mhtui.forms.refusal import Code, Unreadable

_NAME: Final = re.compile(r"[^\W\d][\w-]{0,39}")
_TEXT, _LIST, _OBJECT = "tekst (tussen aanhalingstekens)", "een lijst", "een object"
_EXPECTED: Final = {"string_type": _TEXT, "list_type": _LIST, "model_type": _OBJECT, "model_attributes_type": _OBJECT}


class PersonLabels(TypedDict):
    """A betrokkene of Bijlage 7."""

    volledige_naam: str
    hoedanigheid_rol: str
    e_mailadres: str
    telefoonnummer: str


class FormLabels(TypedDict):
    """Bijlage 7, field by field."""

    nummer: str
    datum_melding: str
    tijdstip: str
    plaats: str
    naam_melder: str
    betrokkenen: list[PersonLabels]
    toelichting: str


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Person(_Strict):
    volledige_naam: str = ""
    hoedanigheid_rol: str = ""
    e_mailadres: str = ""
    telefoonnummer: str = ""


class _Form(_Strict):
    nummer: str = ""
    datum_melding: str = ""
    tijdstip: str = ""
    plaats: str = ""
    naam_melder: str = ""
    betrokkenen: list[_Person] = []
    toelichting: str = ""


def labels_of_person(person: FormPerson) -> PersonLabels:
    """A person under the form's own labels; the fields added to Bijlage 7 are the caller's."""
    return PersonLabels(
        volledige_naam=person.name,
        hoedanigheid_rol=person.capacity,
        e_mailadres=person.email,
        telefoonnummer=person.phone,
    )


def labels_of(form: SignalForm) -> FormLabels:
    """A form under its own labels; `form_from_json` of it gives the form back."""
    return FormLabels(
        nummer=form.number,
        datum_melding=form.reported_on,
        tijdstip=form.reported_at,
        plaats=form.place,
        naam_melder=form.reporter,
        betrokkenen=[labels_of_person(person) for person in form.persons],
        toelichting=form.narrative,
    )


def form_from_json(text: str) -> SignalForm:
    """The form in a JSON object; raises `Unreadable` that names the field, never its value."""
    read = _validated(_parse(text))
    return finish(
        SignalForm(
            number=read.nummer,
            reported_on=read.datum_melding,
            reported_at=read.tijdstip,
            place=read.plaats,
            reporter=read.naam_melder,
            persons=tuple(
                FormPerson(
                    name=each.volledige_naam,
                    capacity=each.hoedanigheid_rol,
                    email=each.e_mailadres,
                    phone=each.telefoonnummer,
                )
                for each in read.betrokkenen
            ),
            narrative=read.toelichting,
        ),
    )


def _validated(value: object) -> _Form:
    try:
        return _Form.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        reason = _reason(first["type"], first["loc"])
    raise reason


def _parse(text: str) -> object:
    """The JSON value; one that is crowded is refused before it is parsed, and a name that comes twice while it is."""
    if sum(map(text.count, '"[{')) > MAX_JSON_MARKS:
        raise Unreadable(Code.UNSAFE)
    with suppress(ValueError, RecursionError):
        return json.loads(text, object_pairs_hook=_unique)
    raise Unreadable(Code.NOT_JSON)


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable(Code.JSON_SHAPE, found="een veld staat er twee keer in")
    return found


def _reason(kind: str, place: Sequence[int | str]) -> Unreadable:
    """The refusal for one error of the shape, with the place in the words of the form."""
    where = ""
    for step in place:
        shown = step if isinstance(step, str) and _NAME.fullmatch(step) else "(onleesbare naam)"
        where += f"[{step + 1}]" if isinstance(step, int) else f".{shown}" if where else shown
    if kind == "extra_forbidden":
        return Unreadable(Code.UNKNOWN_KEY, found=where)
    expected = _EXPECTED.get(kind, "van een andere soort")
    return Unreadable(Code.WRONG_TYPE, found=f"{where} {expected}" if where else f"het geheel {expected}")
