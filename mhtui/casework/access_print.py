"""The document for a person who asked what is held about them (AVG art. 15): plain words, and where it stops."""

from collections.abc import Iterator
from typing import Final

from mhtui.casework.access import Disclosure, Held
from mhtui.casework.access_shield import OMITTED, SOMEBODY
from mhtui.casework.document import Block, Document

TITLE: Final = "Wat de gemeente over u bewaart"
WARNING: Final = (
    "▲ U, zo nodig met de FG, beslist of dit gegeven kan worden (artikel 15 lid 4 AVG, artikel 41 UAVG). Leest een "
    "ander mee, dan kan een slachtoffer gevaar lopen: geef het op een veilige manier, aan deze persoon zelf."
)
"""For who makes it; not in it."""
DANGER: Final = (
    "Lees dit waar niemand meekijkt, en bewaar het waar niemand anders bij kan. Dat u dit heeft gevraagd, of wat hier "
    "staat, kan u of een ander in gevaar brengen als iemand anders het leest. Bel bij direct gevaar 112."
)
LIMITS: Final = (
    f"Waar «{SOMEBODY}» of «{OMITTED}» staat, is iets weggelaten om de rechten en vrijheden van anderen te "
    "beschermen (artikel 15 lid 4 AVG en artikel 41 UAVG). Om dezelfde reden kunnen gegevens in hun geheel "
    "ontbreken. Daarover heeft de aandachtsfunctionaris beslist, zo nodig met de functionaris gegevensbescherming (FG)."
)
SOURCE: Final = (
    "De gegevens komen uit meldingen over een vermoeden van mensenhandel die bij de gemeente zijn gedaan, en uit wat "
    "daarna is nagegaan en besproken. Wie een melding deed wordt niet verstrekt: wie meldt moet dat veilig kunnen doen "
    "(artikel 15 lid 4 AVG en artikel 41 lid 1 onder i UAVG)."
)
OWN_SOURCE: Final = "Waar «melder» staat, gaat het om een melding die u zelf deed."
PURPOSE: Final = (
    "De gemeente bewaart dit om mensenhandel te herkennen, slachtoffers te beschermen en signalen op te volgen. Geen "
    "besluit over u wordt door een computer genomen."
)
NO_PARTNERS: Final = (
    "Aan welke organisaties buiten dit overleg iets is doorgegeven staat hier niet; vraag daarnaar bij de gemeente."
)
AFTER: Final = "Daarna beoordeelt de gemeente of het wordt vernietigd. Cijfers zonder namen blijven."
NOT_SHARED: Final = "Volgens de kluis is hiervan niets in een overleg besproken of vrijgegeven."
RIGHTS: Final = (
    "Klopt iets niet, dan kunt u vragen het te verbeteren of aan te vullen (artikel 16 AVG).",
    "U kunt vragen gegevens te wissen (artikel 17) of het gebruik te beperken (artikel 18), en bezwaar maken (21).",
    "Bent u het er niet mee eens, dan kunt u bezwaar maken bij de gemeente. De FG kan u zeggen hoe.",
    "U kunt een klacht indienen bij de Autoriteit Persoonsgegevens (autoriteitpersoonsgegevens.nl).",
)


def document(made: Disclosure) -> Document:
    """Return it as it is handed over."""
    about = (
        f"{made.municipality}. Gemaakt op {made.made_on:%d-%m-%Y}, op verzoek van {made.name}.",
        DANGER,
        LIMITS,
    )
    return Document(TITLE, about, tuple(_blocks(made)))


def _blocks(made: Disclosure) -> Iterator[Block]:
    rows = tuple((number, f"{day:%d-%m-%Y}") for number, day in made.dossiers)
    yield Block("Waarvoor", (PURPOSE,))
    yield Block("In welke dossiers", columns=("Kenmerk", "Sinds"), rows=rows)
    yield from (_held(each) for each in made.held)
    if made.labels:
        named = tuple(f"In de teksten van {number} heet u «{label}»." for number, label in made.labels)
        yield Block("Hoe u in de teksten heet", points=named)
    yield Block("Waar de gegevens vandaan komen", (SOURCE, *((OWN_SOURCE,) if made.is_reporter else ())))
    shared = tuple((each.number, f"{each.on:%d-%m-%Y}", each.whom, each.what) for each in made.shared)
    lines = (*(() if shared else (NOT_SHARED,)), *(() if made.partners else (NO_PARTNERS,)))
    yield Block("Wie er iets van kreeg", lines, ("Kenmerk", "Dag", "Wie", "Wat"), shared)
    yield Block("Hoe lang het wordt bewaard", (f"Nadat het is afgesloten: {made.terms.text}. {AFTER}",))
    yield Block("Uw rechten", points=RIGHTS)


def _held(each: Held) -> Block:
    heading = f"{each.number}: {each.what}" if each.number else f"Overleg: {each.what}"
    return Block(heading, each.lines, ("Gegeven", "Waarde") if each.fields else (), each.fields)
