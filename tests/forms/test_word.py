"""Word files as they come in: content controls, split runs, boxes, tracked changes."""

import re

import pytest
from docx.document import Document as WordDocument

from mhtui.forms.reading import read_form_bytes
from mhtui.forms.refusal import Code, FormRefused
from tests.forms.documents import (
    FORM,
    HEADINGS,
    changed,
    pairs,
    paragraph,
    read,
    run,
    text_of,
    word,
    word_cell,
    word_lines,
    word_narrative,
    word_table,
    word_text,
    word_xml,
)


def _control(content: str, *, prompt: bool = False) -> str:
    shown = "<w:showingPlcHdr/>" if prompt else ""
    return f'<w:sdt><w:sdtPr><w:id w:val="1"/>{shown}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def test_paragraphs() -> None:
    """A paragraph per line, the toelichting below its caption with its blank line."""
    assert read("a.docx", word_lines(text_of().split("\n"))) == FORM


def test_line_breaks_in_one_paragraph() -> None:
    """Shift-Enter between the lines instead of paragraphs."""
    assert read("a.docx", word_lines([text_of()])) == FORM


def test_labels_split_over_runs() -> None:
    """Word splits a word over runs whenever somebody corrects or spell checks it."""

    def split(text: str) -> str:
        return paragraph(*(run(part) for part in re.findall(r".{1,3}", text))) if text else "<w:p/>"

    assert read("a.docx", word_xml(*map(split, text_of().split("\n")))) == FORM


@pytest.mark.parametrize("kind", ["inline", "block", "nested"])
def test_content_controls(kind: str) -> None:
    """A value in a control inside the paragraph, around it, or in a control in a control."""
    blocks = []
    for caption, value in pairs():
        if caption in HEADINGS:
            blocks.append(paragraph(run(caption)))
        elif kind == "block":
            blocks += [paragraph(run(caption)), _control(paragraph(run(value)))]
        else:
            control = _control(run(value))
            blocks.append(paragraph(run(f"{caption}: "), _control(control) if kind == "nested" else control))
    assert read("a.docx", word_xml(*blocks, *word_narrative())) == FORM


def test_content_controls_around_cells_and_rows() -> None:
    """A control may wrap a cell or a whole row of a table."""
    rows = []
    for number, (caption, value) in enumerate(pairs()):
        cells = word_cell(word_text(caption)) + _control(word_cell(word_text(value)))
        rows.append(_control(f"<w:tr>{cells}</w:tr>") if number % 2 else f"<w:tr>{cells}</w:tr>")
    assert read("a.docx", word_xml(f"<w:tbl>{''.join(rows)}</w:tbl>", *word_narrative())) == FORM


def test_prompt_of_an_empty_control_is_no_value() -> None:
    """What a control shows until somebody types ("Klik of tik ...") was typed by nobody; its cell keeps its place."""
    prompt = "Vul hier iets in"
    line = paragraph(run("Tijdstip: "), _control(run(prompt), prompt=True))
    row = (
        word_cell(word_text("Plaats"))
        + _control(word_cell(word_text(prompt)), prompt=True)
        + word_cell(word_text("Nummer"))
        + word_cell(word_text("8"))
    )
    form = read(
        "a.docx", word_xml(paragraph(run("Naam melder: Jo")), line, word_table(row), paragraph(run("Toelichting: x")))
    )
    assert (form.reported_at, form.place, form.number, form.reporter) == ("", "", "8", "Jo")


def test_form_of_prompts_only_is_not_filled_in() -> None:
    """Also where Word lost the mark of the prompt and only its words are left."""
    lines = [f"{caption}: Klik of tik om tekst in te voeren." for caption, _ in pairs()[1:6]]
    with pytest.raises(FormRefused) as refused:
        read("a.docx", word_lines([*lines, "Toelichting signaal", "............"]))
    assert refused.value.code == Code.NOTHING_FILLED_IN


def test_text_boxes_are_read_once() -> None:
    """Word keeps a text box twice, for old programs too; the second is not a second value."""
    box = "".join(word_text(f"{caption}: {value}") for caption, value in pairs()[7:])
    shape = f"<w:txbxContent>{box}</w:txbxContent>"
    drawn = (
        "<mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{shape}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{shape}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    lines = word_text("\n".join(f"{caption}: {value}" for caption, value in pairs()[1:6]))
    assert read("a.docx", word_xml(lines, paragraph(f"<w:r>{drawn}</w:r>"), *word_narrative())) == FORM


def test_header_answers_what_the_body_does_not_ask() -> None:
    """A number in the page header counts; the address of the town hall in it does not replace anything."""

    def build(document: WordDocument) -> None:
        for line in text_of(FORM.model_copy(update={"number": ""})).replace("Nummer: \n", "").split("\n"):
            document.add_paragraph(line)
        document.sections[0].header.paragraphs[0].text = f"Nummer: {FORM.number}\tPlaats: Raadhuisplein 1"
        document.sections[0].footer.paragraphs[0].text = "Telefoonnummer: 14 0348  E-mailadres: info@lopik.example"

    assert read("a.docx", word(build)) == FORM


def test_tracked_changes() -> None:
    """Inserted text counts, deleted text does not, moved text stands where it went."""
    place = paragraph(
        run("Plaats: "),
        f'<w:ins w:id="1" w:author="x">{run("Lopik")}</w:ins>',
        '<w:del w:id="2" w:author="x"><w:r><w:delText>Cabauw</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3" w:author="x">{run("Elders")}</w:moveFrom>',
        f'<w:moveTo w:id="4" w:author="x">{run(", dorp")}</w:moveTo>',
    )
    gone = (
        '<w:tr><w:trPr><w:del w:id="5" w:author="x"/></w:trPr>'
        + word_cell(word_text("Nummer"))
        + word_cell(word_text("9"))
        + "</w:tr>"
    )
    kept = f"<w:tr>{word_cell(word_text('Tijdstip'))}{word_cell(word_text('10:00'))}</w:tr>"
    form = read("a.docx", word_xml(paragraph(run("Naam melder: Jo")), place, f"<w:tbl>{gone}{kept}</w:tbl>"))
    assert (form.place, form.number, form.reported_at) == ("Lopik, dorp", "", "10:00")


def test_hidden_text_is_not_read() -> None:
    """What nobody sees in Word cannot become a value."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>"
    form = read("a.docx", word_xml(paragraph(run("Naam melder: Jo"), hidden), paragraph(run("Toelichting: x"))))
    assert form.reporter == "Jo"


def test_fields_and_tabs() -> None:
    """Old form fields leave their result; a tab may stand between caption and value, or between two captions."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("8")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    empty = field.replace("8", "\u2002" * 5)
    tab = "<w:r><w:tab/></w:r>"
    blocks = (
        paragraph(run("Nummer:"), tab, tab, field, tab, run("Tijdstip:"), tab, empty),
        paragraph(run("Naam melder"), tab, run("Jo")),
    )
    form = read("a.docx", word_xml(*blocks))
    assert (form.number, form.reported_at, form.reporter) == ("8", "", "Jo")


def test_strict_and_dangling_files_are_read() -> None:
    """Word's strict format, and relations to parts that are not there, are no reason to refuse a form."""
    data = word_lines(text_of().split("\n"))
    strict = changed(
        data,
        lambda _, part: part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    nowhere = b'<Relationship Id="x" Type="http://x/header" Target="NULL"/></Relationships>'
    dangling = changed(
        data,
        lambda name, part: part.replace(b"</Relationships>", nowhere) if name.endswith("document.xml.rels") else part,
    )
    assert read("a.docx", strict) == FORM
    assert read("a.docx", dangling) == FORM


def test_six_persons_and_empty_blocks_between() -> None:
    """As many persons as needed; a block that nobody filled in is no person."""
    blank = FORM.persons[0].model_copy(update={"name": "", "capacity": "", "phone": ""})
    people = [person.model_copy(update={"name": f"P{number}"}) for number in range(3) for person in FORM.persons]
    written = FORM.model_copy(update={"persons": (*people[:2], blank, *people[2:], blank)})
    assert read("a.docx", word_lines(text_of(written).split("\n"))).persons == tuple(people)


def test_other_office_file_is_named() -> None:
    """A spreadsheet with the wrong name is told apart from a damaged form."""
    sheet = changed(word_lines(["x"]), lambda name, part: b"<workbook/>" if name == "word/document.xml" else part)
    with pytest.raises(FormRefused) as refused:
        read_form_bytes("a.docx", sheet)
    assert refused.value.code == Code.OTHER_CONTENT
    assert "een ander Office-bestand" in refused.value.what
