"""A document: what somebody typed means nothing in any form of it, and stays readable."""

from io import BytesIO

import pytest
from odfdo import Document as OpenDocument

from mhtui.casework.document import Block, Document

ODD = (
    "[b]vet[/b] | <script> `x` # kop *ster*",
    "regel een\nregel twee\x0bdrie",
    "\u202egedraaid\u202c en \u200bonzichtbaar",
    "stuur\x1b[31mcode\x00 en half \ud800 teken",
    "مرحبا",
    "1. eerste",
    "+ plus",
    "--- streep",
)


@pytest.mark.parametrize("text", ODD)
def test_odd_text_stands_in_both_forms(text: str) -> None:
    """In the title, a heading, a sentence, a list and a cell: nothing fails, nothing steers, no line is begun."""
    made = Document(text, (text,), (Block(text, (text,), ("Wat",), ((text,),), (text,)),))
    body = OpenDocument(BytesIO(made.written(".odt"))).body
    words = [str(each.text_recursive) for each in [*body.headers, *body.paragraphs]]
    cells = [str(cell) for table in body.tables for row in table.get_values() for cell in row]
    assert words.count(words[0]) == 6  # title, sentence above, heading, sentence, item of the list, cell
    assert cells == ["Wat", words[0]]
    lines = [line for line in made.written(".md").decode().splitlines() if line]
    assert [line[:2] for line in lines if line[:2] in {"# ", "##", "- ", "| "}] == ["# ", "##", "- ", "| ", "| ", "| "]
    assert not any(line.startswith(("1. ", "+ ", "---")) for line in lines)
    assert not set("\x00\x1b\u202e\ud800") & set("".join([*words, *cells, *lines]))
    assert "<script>" not in "".join(lines)
