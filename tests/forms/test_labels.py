"""JSON in the form's own words: what goes out comes back, and what is not exactly a form is refused by name."""

import json
from typing import Any

import pytest

from db.records.signal import FormPerson, Person, SignalForm
from mhtui.forms.labels import labels_of, labels_of_person
from mhtui.forms.refusal import Code, FormRefused
from tests.forms.documents import FORM, read

_WRITTEN = {
    "nummer": "7",
    "datum_melding": "3 november 2026",
    "tijdstip": "9.30 uur",
    "plaats": "Benschop",
    "naam_melder": "J. de Roos",
    "betrokkenen": [
        {
            "volledige_naam": "Bilal",
            "hoedanigheid_rol": "betrokkene",
            "e_mailadres": "b@x.example",
            "telefoonnummer": "06",
        }
    ],
    "toelichting": "een\n\ntwee",
}


def test_every_label() -> None:
    """The names of issue and form, field by field."""
    assert read("a.json", json.dumps(_WRITTEN)) == SignalForm(
        number="7",
        reported_on="3 november 2026",
        reported_at="9.30 uur",
        place="Benschop",
        reporter="J. de Roos",
        persons=(FormPerson(name="Bilal", capacity="betrokkene", email="b@x.example", phone="06"),),
        narrative="een\n\ntwee",
    )


def test_what_goes_out_comes_back() -> None:
    """The labels of a form, written as JSON, are that form."""
    assert list(labels_of(FORM)) == list(_WRITTEN)
    assert read("a.json", json.dumps(labels_of(FORM))) == FORM


def test_a_person_with_more_fields_gives_only_those_of_the_form() -> None:
    """What the aandachtsfunctionaris added is not on the form."""
    assert labels_of_person(Person(name="A", group="lvb")) == {
        "volledige_naam": "A",
        "hoedanigheid_rol": "",
        "e_mailadres": "",
        "telefoonnummer": "",
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    """As Windows programs write JSON."""
    assert read("a.json", json.dumps(labels_of(FORM), ensure_ascii=False).encode(encoding)) == FORM


def test_fields_left_out_are_empty_and_empty_persons_are_none() -> None:
    """A sender need not write what is not known."""
    form = read("a.json", json.dumps({"toelichting": " x ", "betrokkenen": [{}, {"volledige_naam": "A"}]}))
    assert form == SignalForm(narrative="x", persons=(FormPerson(name="A"),))


@pytest.mark.parametrize(
    "value,code,says",
    [
        ({**_WRITTEN, "gemeente": "Lopik"}, Code.UNKNOWN_KEY, "niet kent: gemeente."),
        ({"betrokkenen": [{"naam": "x"}]}, Code.UNKNOWN_KEY, "niet kent: betrokkenen[1].naam."),
        ({"a b\x1b[31m": "x"}, Code.UNKNOWN_KEY, "niet kent: (onleesbare naam)."),
        ({"nummer": 7}, Code.WRONG_TYPE, "moet nummer tekst"),
        ({"plaats": None}, Code.WRONG_TYPE, "moet plaats tekst"),
        ({"betrokkenen": {}}, Code.WRONG_TYPE, "moet betrokkenen een lijst"),
        ({"betrokkenen": ["Jan"]}, Code.WRONG_TYPE, "moet betrokkenen[1] een object"),
        ({"betrokkenen": [{}, {"e_mailadres": ["x"]}]}, Code.WRONG_TYPE, "moet betrokkenen[2].e_mailadres tekst"),
        ([_WRITTEN], Code.WRONG_TYPE, "moet het geheel een object"),
        ("geheim", Code.WRONG_TYPE, "moet het geheel een object"),
        ({}, Code.NOTHING_FILLED_IN, "niet ingevuld"),
        ({"nummer": " ", "betrokkenen": [{}]}, Code.NOTHING_FILLED_IN, "niet ingevuld"),
    ],
)
def test_other_shapes_are_refused_by_name(value: Any, code: Code, says: str) -> None:  # noqa: ANN401 - any JSON at all
    """The field is named, never its value."""
    with pytest.raises(FormRefused) as refused:
        read("a.json", json.dumps(value))
    assert refused.value.code == code
    assert says in refused.value.what


@pytest.mark.parametrize(
    "text,code",
    [
        ('{"nummer": "geheim"', Code.NOT_JSON),
        ("geheim", Code.NOT_JSON),
        ('{"nummer": "a", "nummer": "b"}', Code.JSON_SHAPE),
        ('{"betrokkenen": [{"volledige_naam": "a", "volledige_naam": "b"}]}', Code.JSON_SHAPE),
        ('{"nummer": "\\ud800"}', Code.ENCODING),
        ('{"nummer": NaN}', Code.WRONG_TYPE),
        ('{"nummer": ' + "9" * 5000 + "}", Code.NOT_JSON),
        ("[" * 1_000_000, Code.UNSAFE),
        ("[" * 10_000, Code.NOT_JSON),
    ],
)
def test_broken_and_hostile_json(text: str, code: Code) -> None:
    """Half a file, a name twice, half a character, a number and a depth that Python cannot take."""
    with pytest.raises(FormRefused) as refused:
        read("a.json", text)
    assert refused.value.code == code
