"""The report of the FG as a document: its headings, sentences and tables, and nothing that only it may not say."""

from collections.abc import Iterator, Sequence
from typing import Final

from mhtui.casework.document import Block, Document
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
_MONTHS: Final = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def blocks(report: Oversight) -> tuple[Block, ...]:
    """Return what it says, in its order; an empty period says so and keeps its controle."""
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
        _events("Vernietigd en langer bewaard", report.forgotten),
        _events("Sleutels", report.keys),
        _controle(report),
    )


def document(report: Oversight) -> Document:
    """Return it as it is handed to somebody."""
    about = (
        f"Over {report.since:%d-%m-%Y} tot en met {report.until:%d-%m-%Y}.",
        f"Gemaakt op {report.made_on:%d-%m-%Y} door: {report.made_by}.",
        "Uit het logboek: functies, nummers van dossiers en aantallen. Namen en inhoud staan er niet in.",
    )
    return Document(TITLE, about, blocks(report))


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
