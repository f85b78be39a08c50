"""Tables in Word files: caption beside value, four columns, persons in rows and in columns, merged and nested cells."""

from docx.document import Document as WordDocument

from tests.forms.documents import (
    FORM,
    HEADINGS,
    OFFICIAL,
    pairs,
    paragraph,
    read,
    run,
    word,
    word_cell,
    word_narrative,
    word_table,
    word_text,
    word_xml,
)


def test_two_columns() -> None:
    """Caption and value in cells beside each other, a toelichting of several paragraphs in one cell."""

    def build(document: WordDocument) -> None:
        table = document.add_table(rows=0, cols=2)
        for caption, value in [*pairs(), ("Toelichting signaal", FORM.narrative)]:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = caption, value

    assert read("a.docx", word(build)) == FORM


def test_four_columns() -> None:
    """Two captions on a row; an empty value stays empty and takes nothing from its neighbour."""
    found = [pair for pair in pairs() if pair[0] not in HEADINGS]
    found.insert(5, ("", ""))  # persons begin on a new row

    def build(document: WordDocument) -> None:
        table = document.add_table(rows=0, cols=4)
        for left, right in zip(found[::2], found[1::2], strict=True):
            for cell, text in zip(table.add_row().cells, (*left, *right), strict=True):
                cell.text = text
        merged = table.add_row().cells
        merged[0].merge(merged[3]).text = "Toelichting signaal:"
        merged = table.add_row().cells
        merged[0].merge(merged[3]).text = FORM.narrative

    assert read("a.docx", word(build)) == FORM


def test_persons_in_rows() -> None:
    """One row per person under header cells, an empty row for a third who is not there."""

    def build(document: WordDocument) -> None:
        for caption, value in pairs()[:6]:
            document.add_paragraph(f"{caption}: {value}")
        table = document.add_table(rows=1, cols=5)
        for cell, text in zip(table.rows[0].cells, ("Nr.", *OFFICIAL), strict=True):
            cell.text = text
        for number, person in enumerate(FORM.persons, 1):
            values = (str(number), person.name, person.capacity, person.email, person.phone)
            for cell, text in zip(table.add_row().cells, values, strict=True):
                cell.text = text
        table.add_row().cells[0].text = "3"
        document.add_paragraph("Toelichting signaal")
        document.add_paragraph(FORM.narrative)

    assert read("a.docx", word(build)) == FORM


def test_persons_under_a_heading_of_the_group() -> None:
    """The word "Betrokkene" above a column of names is the caption of the name; a wish of the sender's own is kept."""

    def build(document: WordDocument) -> None:
        document.add_paragraph("Naam melder: Jo")
        table = document.add_table(rows=0, cols=3)
        for row in (("Betrokkene", "Rol", "Leeftijd"), ("A", "dader", ""), ("B", "slachtoffer", "16")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("Toelichting: x")

    form = read("a.docx", word(build))
    assert [(person.name, person.capacity) for person in form.persons] == [("A", "dader"), ("B", "slachtoffer")]
    assert form.narrative == "x\n\nLeeftijd: 16 (bij B)"


def test_persons_in_columns() -> None:
    """One column per person, the captions at the left."""

    def build(document: WordDocument) -> None:
        for caption, value in pairs()[:6]:
            document.add_paragraph(f"{caption}: {value}")
        table = document.add_table(rows=0, cols=3)
        rows = [("", "Persoon 1", "Persoon 2")]
        people = [(each.name, each.capacity, each.email, each.phone) for each in FORM.persons]
        rows += zip(OFFICIAL, *people, strict=True)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("Toelichting signaal")
        document.add_paragraph(FORM.narrative)

    assert read("a.docx", word(build)) == FORM


def test_captions_above_values() -> None:
    """A row of captions with a row of values below it; two cells below a wide caption are one value."""
    wide = '<w:gridSpan w:val="2"/>'
    heads = word_cell(word_text("Nummer")) + word_cell(word_text("Naam melder"), wide) + word_cell(word_text("Plaats"))
    values = "".join(word_cell(word_text(value)) for value in ("8", "Jo", "Ünal", "Lopik"))
    form = read("a.docx", word_xml(word_table(heads, values), *word_narrative()))
    assert (form.number, form.reporter, form.place) == ("8", "Jo Ünal", "Lopik")


def test_what_stands_below_a_cell_of_toelichting_belongs_to_it() -> None:
    """The text ran out of its cell; a caption below the table is a caption again."""
    table = word_table(word_cell(word_text("Toelichting signaal")) + word_cell(word_text("een")))
    below = word_text("twee\nPlaats: Lopik")
    form = read("a.docx", word_xml(paragraph(run("Naam melder: Jo")), table, below))
    assert (form.narrative, form.place) == ("een\n\ntwee", "Lopik")


def test_a_table_in_the_toelichting_is_text() -> None:
    """The sender's own table, a name beside a plate number, holds no fields; the form's own table does."""
    own = word_table(word_cell(word_text("Naam")) + word_cell(word_text("Jo")) + word_cell(word_text("VX-382-T")))
    asked = word_table(
        *(word_cell(word_text(caption)) + word_cell(word_text("A")) for caption in ("Volledige naam", "Telefoonnummer"))
    )
    told = word_xml(*word_text("Naam melder: B\nToelichting signaal\neen").split("\n"), own, "<w:p/>", asked)
    form = read("a.docx", told)
    assert form.narrative == "een\nNaam\tJo\tVX-382-T"
    assert [person.model_dump() for person in form.persons] == [
        {"name": "A", "capacity": "", "email": "", "phone": "A"}
    ]


def test_cells_merged_downwards() -> None:
    """A heading that runs along the rows of a person stands in the first row only."""
    start, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [word_cell(word_text(caption), "") + word_cell(word_text(value)) for caption, value in pairs()[1:6]]
    for person in (pairs()[7:11], pairs()[11:]):
        for number, (caption, value) in enumerate(person):
            heading = word_cell(word_text("Betrokkene" if number == 0 else ""), rest if number else start)
            rows.append(heading + word_cell(word_text(caption)) + word_cell(word_text(value)))
    assert read("a.docx", word_xml(word_table(*rows), *word_narrative())) == FORM


def test_nested_tables() -> None:
    """A table for looks around the whole form, and one in it for each person."""
    inner = word_table(
        *(word_cell(word_text(caption)) + word_cell(word_text(value)) for caption, value in pairs()[7:11])
    )
    other = word_table(
        *(word_cell(word_text(caption)) + word_cell(word_text(value)) for caption, value in pairs()[11:])
    )
    lines = "".join(word_text(f"{caption}: {value}") for caption, value in pairs()[1:6])
    outer = word_table(word_cell(lines), word_cell(inner + other + "<w:p/>"), word_cell("".join(word_narrative())))
    assert read("a.docx", word_xml(outer)) == FORM
