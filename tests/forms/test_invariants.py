"""What holds for every form and for every file: written and read is the same, and nothing but a refusal is raised."""

import json
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from odfdo import Paragraph

from db.records.signal import FormPerson, SignalForm
from mhtui.forms.captions import read_labels
from mhtui.forms.labels import labels_of
from mhtui.forms.reading import read_form_bytes
from mhtui.forms.refusal import FormRefused
from tests.forms.documents import mail, opendocument, pairs, read, text_of, word, word_lines

_SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.*"))
_KINDS = (".docx", ".odt", ".txt", ".eml", ".json", ".doc", "")

_LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff>|\u00a0"
)


def _is_typed(value: str) -> bool:
    """Whether this is a value as somebody types one: no outer space or colon, no dots to write on, no caption."""
    return (
        value == value.strip() == value.lstrip(":;=\uff1a")
        and not set(value) <= set("._\u2026 ")
        and not read_labels(value)
    )


_WORDS = st.text(_LETTERS, min_size=1, max_size=30).filter(_is_typed)
_VALUES = st.just("") | _WORDS
_PERSONS = st.builds(FormPerson, name=_WORDS, capacity=_VALUES, email=_VALUES, phone=_VALUES)
_STORIES = st.lists(_VALUES, max_size=6).map(lambda lines: "\n".join(lines).strip())
_FORMS = st.builds(
    SignalForm,
    number=_VALUES,
    reported_on=_VALUES,
    reported_at=_VALUES,
    place=_VALUES,
    reporter=_WORDS,
    persons=st.lists(_PERSONS, max_size=7).map(tuple),
    narrative=_STORIES,
)


def _has_no_caption_inside(form: SignalForm) -> bool:
    """A value in which another caption follows on the same line is two fields, by our own rule."""
    return all(len(read_labels(line)) <= 1 for line in text_of(form).split("\n"))


@given(_FORMS)
def test_written_as_text_and_read(form: SignalForm) -> None:
    """Any letters of any script, any number of persons, any toelichting."""
    assume(_has_no_caption_inside(form))
    assert read("a.txt", text_of(form)) == form


@given(_FORMS)
def test_written_as_json_and_read(form: SignalForm) -> None:
    """The labels of any form give the form."""
    assert read("a.json", json.dumps(labels_of(form))) == form


@given(_FORMS)
@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
def test_written_as_documents_and_mail_and_read(form: SignalForm) -> None:
    """The same form as Word paragraphs, a Word table, OpenDocument and a mail."""
    assume(_has_no_caption_inside(form))
    lines = text_of(form).split("\n")
    assert read("a.docx", word_lines(lines)) == form
    assert read("a.odt", opendocument(*map(Paragraph, lines))) == form
    assert read("a.eml", mail(text_of(form)).as_bytes()) == form


def _outcome(name: str, data: bytes) -> SignalForm | FormRefused:
    """What reading gives; any other exception is a failure."""
    try:
        return read_form_bytes(name, data)
    except FormRefused as refused:
        return refused


@given(st.sampled_from(_KINDS), st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    """Whatever the name says."""
    assert _outcome(f"a{kind}", data) != SignalForm()


_CAPTIONS = [
    "Nummer:",
    "Naam melder: ",
    "Naam",
    "Rol\t",
    "Toelichting signaal",
    "Persoon 2",
    "betrokkenen\n",
    "E-mail = ",
]
_MARKS = ["\n", "\n\n", "\t", "| ", " ", ">", ": ", "...", "-----\n", "-- \n", "Van: a\n", "Aan: b\n", "Datum: 3\n"]
_PIECES = st.sampled_from([*_CAPTIONS, *_MARKS, "Signaal mensenhandel\n"])


@given(st.sampled_from([".txt", ".eml", ".json"]), st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_any_text_is_read_or_refused(kind: str, text: str) -> None:
    """Pieces of forms and mails in any order."""
    written = f"From: a\n\n{text}" if kind == ".eml" else text
    assert _outcome(f"a{kind}", written.encode("utf-8", "surrogatepass")) != SignalForm()


@given(st.data())
@settings(max_examples=60)
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    """A real form with bytes changed, taken out or cut off."""
    path = data.draw(st.sampled_from([each for each in _SAMPLES if each.suffix != ".json" and each.stat().st_size]))
    content = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    assert _outcome(path.name, bytes(content[:end])) != SignalForm()


@pytest.mark.parametrize("size", [1, 6, 100])
def test_as_many_persons_as_needed(size: int) -> None:
    """In paragraphs and in a table."""
    persons = tuple(FormPerson(name=f"P {number}", phone=str(number)) for number in range(size))
    form = SignalForm(reporter="Jo", persons=persons, narrative="x")

    def build(document: WordDocument) -> None:
        table = document.add_table(rows=0, cols=2)
        for caption, value in [*pairs(form), ("Toelichting signaal", "x")]:
            for cell, text in zip(table.add_row().cells, (caption, value), strict=True):
                cell.text = text

    assert read("a.txt", text_of(form)) == form
    if size <= 6:
        assert read("a.docx", word(build)) == form
