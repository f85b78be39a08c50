"""The report of the FG as a document: the same headings, sentences and tables as Markdown and as OpenDocument.

Deterministic: the same report gives the same bytes. The library that writes .odt is imported when one is asked for.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mhtui.casework.oversight import Event, Oversight

TITLE: Final = "Toezicht op de kluis mensenhandel"
NOTHING: Final = "In deze periode staat er niets in het logboek."
NONE: Final = "Geen."
_REFUSED: Final = (
    "Wat het programma weigert gebeurt niet en laat dus niets achter in het logboek: een handeling die de rol niet "
    "mag, een wijziging waar iemand anders eerder was. Wat buiten het programma om veranderd is vindt de controle "
    "hieronder."
)
_TAIL: Final = (
    "Of er aan het eind van het logboek regels ontbreken is van binnen uit niet te zien: vergelijk het kenmerk met dat "
    "van een eerdere besluitenlijst."
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP can name: a document says nothing of the computer it was made on."""
_MONTHS: Final = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the sentences and the table below it."""

    heading: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(report: Oversight) -> tuple[Block, ...]:
    """Return the whole document in its order; an empty period says so and keeps its controle."""
    if report.empty:
        return (Block("Wat er gebeurde", (NOTHING, *_undated(report))), _controle(report))
    deeds = tuple((each.what, str(each.total), _by_month(each.months)) for each in report.deeds)
    return (
        Block(
            "Wat er gebeurde", (f"{report.entries} regels.", *_undated(report)), ("Wat", "Aantal", "Per maand"), deeds
        ),
        Block(
            "Wie",
            columns=("Functie", "Regels"),
            rows=tuple((label, str(count)) for label, count in report.holders),
        ),
        _events("Inzien van melders, betrokkenen en bronteksten", report.looks),
        _events("Vrijgaven en intrekkingen", report.releases),
        _events("Uitzonderingen op de meldroute", report.exceptions),
        Block("Weigeringen en conflicten", (_REFUSED,)),
        _events("Back-ups en herstel", report.restores),
        _events("Sleutels", report.keys),
        _controle(report),
    )


def about(report: Oversight) -> tuple[str, ...]:
    """Return the sentences below the title."""
    return (
        f"Over {report.since:%d-%m-%Y} tot en met {report.until:%d-%m-%Y}.",
        f"Gemaakt op {report.made_on:%d-%m-%Y} door: {report.made_by}.",
        "Uit het logboek: functies, nummers van dossiers en aantallen. Namen en inhoud staan er niet in.",
    )


def as_markdown(report: Oversight) -> str:
    """Write it as Markdown."""
    parts = [f"# {TITLE}", "\n".join(f"{line}  " for line in about(report)).rstrip()]
    for block in blocks(report):
        parts.append(f"## {block.heading}")
        parts += [_escaped(line) for line in block.lines]
        if block.rows:
            table = [block.columns, tuple("---" for _ in block.columns), *block.rows]
            parts.append("\n".join(f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in table))
    return "\n\n".join(parts) + "\n"


def as_odt(report: Oversight) -> bytes:
    """Write it as an OpenDocument text."""
    from odfdo import Document, Header, Paragraph, Table

    document = Document("text")
    body = document.body
    body.clear()
    body.append(Header(1, TITLE))
    for line in about(report):
        body.append(Paragraph(line))
    for at, block in enumerate(blocks(report), start=1):
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


def _events(heading: str, events: Sequence[Event]) -> Block:
    if not events:
        return Block(heading, (NONE,))
    rows = tuple((f"{each.at:%d-%m-%Y %H:%M}", each.who, each.what, each.dossier, str(each.seq)) for each in events)
    return Block(heading, (f"{len(events)}.",), ("Wanneer", "Wie", "Wat", "Dossier", "Regel"), rows)


def _controle(report: Oversight) -> Block:
    """What the controle says, without content."""
    seen = report.controle
    said = (
        "De kluis klopt met haar logboek." if seen.sound else f"De kluis klopt niet: {len(seen.findings)} bevindingen."
    )
    lines = (f"{said} Nagelezen: {seen.entries} regels, {seen.rows} rijen.", f"Kenmerk: {seen.head}", _TAIL)
    return Block("Controle", lines, ("Bevinding",) if seen.findings else (), tuple((f.words,) for f in seen.findings))


def _undated(report: Oversight) -> Iterator[str]:
    if report.undated:
        yield f"Van {report.undated} regels opent deze sleutel de dag niet; die tellen niet mee."


def _by_month(months: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}: {count}" for month, count in months)


def _escaped(text: str) -> str:
    """Let a text stand in a table of Markdown as it is."""
    return "".join(f"\\{sign}" if sign in "\\|*_`[]<>#" else sign for sign in " ".join(text.split()))
