"""A document that is handed to somebody: title, headings, sentences, lists and tables, in the form that was asked for.

Every report of the program is one of these, so that text of a person means nothing in any of them, whatever is typed.
Deterministic: the same words give the same bytes. The library that writes .odt is imported when one is asked for.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

ENDINGS: Final = (".odt", ".md")
"""The forms it can have, the usual one first."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP can name: a document says nothing of the computer it was made on."""
_UNWRITTEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What XML cannot hold, and the signs that turn the reading direction of what stands around them."""

_BEGINS: Final = re.compile(r"^(\d{1,9}(?=[.)] )|(?=[-+=~]))(.)")
"""What makes a list or a line of a text that begins with it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the sentences, the list and the table below it."""

    heading: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole of it; `about` are the sentences below the title."""

    title: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...]

    def written(self, ending: str) -> bytes:
        """Return it in the form of one of `ENDINGS`."""
        return self.markdown().encode() if ending.lower() == ".md" else self.odt()

    def markdown(self) -> str:
        """Write it as Markdown."""
        parts = [f"# {_escaped(self.title)}", "\n".join(f"{_paragraph(line)}  " for line in self.about).rstrip()]
        for block in self.blocks:
            parts.append(f"## {_escaped(block.heading)}")
            parts += [_paragraph(line) for line in block.lines]
            if block.points:
                parts.append("\n".join(f"- {_paragraph(point)}" for point in block.points))
            if block.rows:
                table = [block.columns, tuple("---" for _ in block.columns), *block.rows]
                parts.append("\n".join(f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in table))
        return "\n\n".join(parts) + "\n"

    def odt(self) -> bytes:
        """Write it as an OpenDocument text."""
        from odfdo import Document as OpenDocument
        from odfdo import Header, List, Paragraph, Table

        document = OpenDocument("text")
        body = document.body
        body.clear()
        body.append(Header(1, _line(self.title)))
        for line in self.about:
            body.append(Paragraph(_line(line)))
        for at, block in enumerate(self.blocks, start=1):
            body.append(Header(2, _line(block.heading)))
            for line in block.lines:
                body.append(Paragraph(_line(line)))
            if block.points:
                body.append(List([_line(point) for point in block.points]))
            if block.rows:
                table = Table(f"Tabel{at}")
                table.set_values([[_line(cell) for cell in row] for row in (block.columns, *block.rows)])
                body.append(table)
        written = io.BytesIO()
        document.save(written)
        return _without_traces(written.getvalue())


def _without_traces(odt: bytes) -> bytes:
    """Pack the parts anew: no moment of this computer, no picture, `mimetype` first and not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt)) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(whole.namelist(), key=lambda name: (name != "mimetype", name)):
            if name.endswith("/") or name.startswith("Thumbnails/"):
                continue
            data = _META if name == "meta.xml" else whole.read(name)
            if name == "META-INF/manifest.xml":
                data = b"\n".join(line for line in data.split(b"\n") if b"Thumbnails/" not in line)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return made.getvalue()


_META: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/>'
    b"</office:document-meta>\n"
)
"""Nothing: who made a document on which program is in its text, as far as it may be."""


def _line(text: str) -> str:
    """Keep text on its line, without what no document can hold."""
    return _UNWRITTEN.sub("\ufffd", " ".join(text.split()))


def _escaped(text: str) -> str:
    """Let a text stand in Markdown as it is, also in a table."""
    return "".join(f"\\{sign}" if sign in "\\|*_`[]<>#" else sign for sign in _line(text))


def _paragraph(text: str) -> str:
    """Let a text stand in Markdown as it is where it begins a line."""
    return _BEGINS.sub(r"\1\\\2", _escaped(text))
