"""Builds real Word, OpenDocument and mail files for the tests, and the form that most of them hold."""

import io
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odfdo import Document as OpenDocument
from odfdo import Paragraph, Table

from db.records.signal import FormPerson, SignalForm
from mhtui.forms.reading import read_form_bytes

FORM = SignalForm(
    number="2026-0044",
    reported_on="ma 16 november 2026",
    reported_at="tussen 9 en 10",
    place="IJsselstein, Utrechtsestraat 3-bis",
    reporter="Ünal Öztürk (Toezicht & Handhaving)",
    persons=(
        FormPerson(name="Iwona K.", capacity="werkneemster", email="", phone="06 12 34 56 78"),
        FormPerson(name="Dhr. Ten Brink", capacity="verhuurder", email="t.brink@voorbeeld.example", phone=""),
    ),
    narrative="Zij sprak niet.\n\nNaam: weten we niet, Telefoonnummer: ook niet.\nHij telde het geld.",
)
"""One form in many layouts: the toelichting has a blank line and words that look like captions."""

HEADINGS = {"Signaal mensenhandel", "Bij het incident betrokken persoon/personen"}
OFFICIAL = ("Volledige naam", "Hoedanigheid/rol", "E-mailadres", "Telefoonnummer")


def pairs(form: SignalForm = FORM) -> list[tuple[str, str]]:
    """The captions of Bijlage 7 with their values; headings have none."""
    found = [
        ("Signaal mensenhandel", ""),
        ("Nummer", form.number),
        ("Datum melding", form.reported_on),
        ("Tijdstip", form.reported_at),
        ("Plaats", form.place),
        ("Naam melder", form.reporter),
        ("Bij het incident betrokken persoon/personen", ""),
    ]
    for person in form.persons:
        found += zip(OFFICIAL, (person.name, person.capacity, person.email, person.phone), strict=True)
    return found


def text_of(form: SignalForm = FORM) -> str:
    """The form as plain text, caption and value on one line."""
    lines = [caption if caption in HEADINGS else f"{caption}: {value}" for caption, value in pairs(form)]
    return "\n".join([*lines, "Toelichting signaal", form.narrative])


def word(build: Callable[[WordDocument], object]) -> bytes:
    """A Word file made by python-docx."""
    document = docx.Document()
    build(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def word_lines(lines: Sequence[str]) -> bytes:
    """A Word file with a paragraph for each line."""
    return word(lambda document: [document.add_paragraph(line) for line in lines])


def word_xml(*blocks: str) -> bytes:
    """A Word file with this markup in its body, for what python-docx cannot write."""
    spaces = nsdecls("w") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )

    def build(document: WordDocument) -> None:
        body = document.element.body
        for block in blocks:
            wrapped = parse_xml(f"<w:body {spaces}>{block}</w:body>")
            for child in list(wrapped):
                body.insert(len(body) - 1, child)

    return word(build)


def run(text: str) -> str:
    """A run of Word text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str) -> str:
    """A Word paragraph around runs and other markup."""
    return f"<w:p>{''.join(content)}</w:p>"


def word_narrative() -> list[str]:
    """The toelichting of `FORM` as Word paragraphs."""
    return [paragraph(run(line)) if line else "<w:p/>" for line in ["Toelichting signaal", *FORM.narrative.split("\n")]]


def word_cell(content: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def word_text(text: str) -> str:
    """A Word paragraph for each line."""
    return "".join(paragraph(run(line)) for line in text.split("\n"))


def word_table(*rows: str) -> str:
    """A Word table of rows, each the markup of its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def opendocument(*content: Paragraph | Table) -> bytes:
    """An OpenDocument text made by odfdo."""
    document = OpenDocument("text")
    document.body.clear()
    for each in content:
        document.body.append(each)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def opendocument_table(rows: Sequence[Sequence[str]], name: str = "T") -> Table:
    """An OpenDocument table with one paragraph per cell."""
    table = Table(name, width=max(map(len, rows)), height=len(rows))
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            cell = table.get_cell((x, y))
            cell.clear()
            for line in value.split("\n"):
                cell.append(Paragraph(line))
            table.set_cell((x, y), cell)
    return table


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same zip with its files changed: `change` gets each file's name and content."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return kept.getvalue()


def mail(text: str | None = None, html: str | None = None) -> EmailMessage:
    """A mail with a plain text, an HTML text, or both."""
    message = EmailMessage()
    message["From"] = "Balie <balie@gemeente.example>"
    message["To"] = "af@gemeente.example"
    message["Subject"] = "FW: Signaal mensenhandel"
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def read(name: str, data: bytes | str) -> SignalForm:
    """The form in this content."""
    return read_form_bytes(name, data.encode() if isinstance(data, str) else data)
