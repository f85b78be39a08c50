"""A document that is handed to somebody: headings, sentences and tables, as Markdown and as OpenDocument.

Deterministic: the same words give the same bytes. The library that writes .odt is imported when one is asked for.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP can name: a document says nothing of the computer it was made on."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the sentences and the table below it."""

    heading: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def markdown(title: str, about: Sequence[str], blocks: Sequence[Block]) -> str:
    """Write a document as Markdown; `about` are the sentences below the title."""
    parts = [f"# {title}", "\n".join(f"{line}  " for line in about).rstrip()]
    for block in blocks:
        parts.append(f"## {block.heading}")
        parts += [_escaped(line) for line in block.lines]
        if block.rows:
            table = [block.columns, tuple("---" for _ in block.columns), *block.rows]
            parts.append("\n".join(f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in table))
    return "\n\n".join(parts) + "\n"


def odt(title: str, about: Sequence[str], blocks: Sequence[Block]) -> bytes:
    """Write a document as an OpenDocument text; `about` are the sentences below the title."""
    from odfdo import Document, Header, Paragraph, Table

    document = Document("text")
    body = document.body
    body.clear()
    body.append(Header(1, title))
    for line in about:
        body.append(Paragraph(line))
    for at, block in enumerate(blocks, start=1):
        body.append(Header(2, block.heading))
        for line in block.lines:
            body.append(Paragraph(line))
        if block.rows:
            table = Table(f"Tabel{at}")
            table.set_values([block.columns, *block.rows])
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


def _escaped(text: str) -> str:
    """Let a text stand in a table of Markdown as it is."""
    return "".join(f"\\{sign}" if sign in "\\|*_`[]<>#" else sign for sign in " ".join(text.split()))
