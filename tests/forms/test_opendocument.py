"""OpenDocument texts as they come in: tables with repeated and covered cells, spaces, controls, tracked changes."""

from collections.abc import Callable
from html import escape

import pytest
from odfdo import Paragraph

from mhtui.forms.refusal import Code, FormRefused
from tests.forms.documents import FORM, OFFICIAL, changed, opendocument, opendocument_table, pairs, read, text_of

_LINES = [Paragraph(line) for line in ["Toelichting signaal", *FORM.narrative.split("\n")]]


def _p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def _content(*blocks: str, before: str = "") -> bytes:
    """An OpenDocument text with this markup as its body, for what odfdo does not write."""
    start, end = b"<office:text>", b"</office:text>"

    def change(name: str, part: bytes) -> bytes:
        if name != "content.xml":
            return part
        head, _, rest = part.partition(start)
        _, _, tail = rest.partition(end)
        return head + start + (before + "".join(blocks)).encode() + end + tail

    return changed(opendocument(Paragraph("x")), change)


def _narrative() -> str:
    return "".join(map(_p, ["Toelichting signaal", *FORM.narrative.split("\n")]))


def test_paragraphs() -> None:
    """A paragraph per line."""
    assert read("a.odt", opendocument(*map(Paragraph, text_of().split("\n")))) == FORM


def test_two_columns() -> None:
    """Caption and value beside each other, the toelichting in one cell."""
    rows = [*pairs(), ("Toelichting signaal", FORM.narrative)]
    assert read("a.odt", opendocument(opendocument_table(rows))) == FORM


def test_persons_in_rows() -> None:
    """One row per person under header cells."""
    people = [(each.name, each.capacity, each.email, each.phone) for each in FORM.persons]
    head = opendocument_table([(f"{caption}:", value) for caption, value in pairs()[1:6]])
    assert read("a.odt", opendocument(head, opendocument_table([OFFICIAL, *people], "P"), *_LINES)) == FORM


def test_repeated_and_covered_cells() -> None:
    """Empty cells come once with a count, a merged cell covers others; a count of a million is no million cells."""
    cell = "<table:table-cell>{}</table:table-cell>".format
    many = '<table:table-cell table:number-columns-repeated="1048576"/>'
    rows = [cell(_p(caption)) + cell(_p(value)) + many for caption, value in pairs()]
    wide = '<table:table-cell table:number-columns-spanned="2">{}</table:table-cell><table:covered-table-cell/>'.format
    rows += [wide(_p("Toelichting signaal")), wide("".join(map(_p, FORM.narrative.split("\n"))))]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    blank = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    assert read("a.odt", _content(f"<table:table>{table}{blank}</table:table>")) == FORM


def test_lists_sections_and_boxes() -> None:
    """Fields in a list, a section, and a text box anchored in a paragraph."""
    lines = [f"{caption}: {value}" for caption, value in pairs() if caption != "Signaal mensenhandel"]
    lines[5] = "Bij het incident betrokken persoon/personen"
    items = "".join(f"<text:list-item>{_p(line)}</text:list-item>" for line in lines[:3])
    section = f"<text:section>{''.join(map(_p, lines[3:6]))}</text:section>"
    box = f"<text:p><draw:frame><draw:text-box>{''.join(map(_p, lines[6:]))}</draw:text-box></draw:frame></text:p>"
    assert read("a.odt", _content(f"<text:list>{items}</text:list>", section, box, _narrative())) == FORM


def test_spaces_tabs_and_breaks() -> None:
    """Several spaces, a tab and a line break have elements of their own."""
    line = (
        "<text:p>Naam <text:span>melder</text:span>:<text:tab/>Jo<text:s text:c='2'/>B."
        "<text:line-break/>Nummer: 8</text:p>"
    )
    form = read("a.odt", _content(line, _p("Toelichting: x")))
    assert (form.reporter, form.number) == ("Jo  B.", "8")


def test_form_controls() -> None:
    """What was typed and chosen in controls; they are drawn in the text and kept elsewhere in the file."""
    controls = (
        "<office:forms><form:form>"
        '<form:text form:id="c1" form:current-value="Jo"/>'
        '<form:textarea form:id="c2" form:current-value="een&#10;twee"/>'
        '<form:listbox form:id="c3"><form:option form:label="dader"/>'
        '<form:option form:label="slachtoffer" form:current-selected="true"/></form:listbox>'
        '<form:text form:id="c4" form:value="vul in"/></form:form></office:forms>'
    )
    shown = '<draw:control draw:control="{}"/>'.format
    lines = (
        f"<text:p>Naam melder: {shown('c1')}</text:p><text:p>Volledige naam: {shown('c4')}</text:p>"
        f"<text:p>Hoedanigheid/rol: {shown('c3')}</text:p>{_p('Toelichting signaal')}<text:p>{shown('c2')}</text:p>"
    )
    form = read("a.odt", _content(lines, before=controls))
    assert (form.reporter, form.persons[0].name, form.persons[0].capacity) == ("Jo", "", "slachtoffer")
    assert form.narrative == "een\ntwee"


def test_deleted_hidden_and_prompting_text_is_not_read() -> None:
    """Deleted text is kept apart in the file; hidden text, remarks and prompts are not the sender's words either."""
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Nummer: 9</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    line = (
        "<text:p>Naam melder: Jo<office:annotation><text:p>opmerking</text:p></office:annotation>"
        "<text:hidden-text>geheim</text:hidden-text></text:p>"
        "<text:p>Plaats: <text:placeholder>vul in</text:placeholder></text:p>"
        '<text:p>Nummer: <loext:content-control loext:showing-place-holder="true">klik</loext:content-control></text:p>'
        '<text:section text:display="none"><text:p>Tijdstip: 9:00</text:p></text:section>'
    )
    form = read("a.odt", _content(line, _p("Toelichting: x"), before=deleted))
    assert (form.number, form.reporter, form.place, form.reported_at) == ("", "Jo", "", "")


def _refusal(data: bytes) -> str:
    with pytest.raises(FormRefused) as refused:
        read("a.odt", data)
    return refused.value.code


@pytest.mark.parametrize(
    "part,change,code",
    [
        ("META-INF/manifest.xml", lambda part: part + b"<manifest:encryption-data/>", Code.LOCKED),
        ("content.xml", lambda _: b"<x/>", Code.DAMAGED),
        ("content.xml", lambda part: part[:200], Code.DAMAGED),
    ],
    ids=["password", "no text", "half"],
)
def test_other_content_is_refused(part: str, change: Callable[[bytes], bytes], code: Code) -> None:
    """A password, another kind of text, and half a text each have their own refusal."""
    data = changed(opendocument(Paragraph("x")), lambda name, content: change(content) if name == part else content)
    assert _refusal(data) == code


def test_word_file_named_odt_is_refused() -> None:
    """And the other way round: the name must be true."""
    odt = opendocument(*map(Paragraph, text_of().split("\n")))
    with pytest.raises(FormRefused, match="een Word-bestand verwacht, een OpenDocument-tekst gevonden"):
        read("a.docx", odt)
