"""De verklaring van vernietiging: what was destroyed, when, why, under which category, and who may still hold a copy.

It is made from the logboek, so it can be made again for as long as the kluis is there. It holds numbers and days, the
reason as it was written, and never a name: `retention` refuses a reason that has one of the dossier.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from db import locations
from db.roles import Deed
from db.shredding import Buried, buried
from keys.directory import Kind
from mhtui.casework.backup_book import BackupBook
from mhtui.casework.desk import Desk
from mhtui.casework.document import Block, Document
from mhtui.casework.errors import UnknownNumber

TITLE: Final = "Verklaring van vernietiging"
LIST: Final = "Selectielijst gemeenten en intergemeentelijke organen"
FILE_WORDS: Final = (
    "De kluis is één bestand. Wat er van het dossier in stond is overschreven, met de sleutels ervan. Wat een "
    "besturingssysteem of een schijf buiten dat bestand bewaart (een schaduwkopie, een vervangen blok van een SSD, een "
    "vorig journaal) is daarmee niet overschreven; daar staan alleen verzegelde gegevens. Versleuteling van de schijf "
    "dekt dat."
)
SERVER_WORDS: Final = (
    "De kluis staat op een databaseserver (PostgreSQL). In de tabellen is het dossier weg. Het logboek van de server "
    "(WAL), replica's en back-ups van de server bewaren de oude, verzegelde gegevens tot zij verlopen of overschreven "
    "zijn; dat kan dit programma niet zien. De vernietiging is voltooid als ook die zijn verlopen: vraag de beheerder "
    "van de server naar die termijn en voeg het antwoord hierbij."
)
BACKUP_WORDS: Final = (
    "Deze back-ups zijn volgens het logboek gemaakt toen het dossier er nog was. Zij bevatten het nog, verzegeld, "
    "zolang het bestand bestaat: vernietig ze, of noteer wanneer zij verlopen."
)
COPY_WORDS: Final = (
    "Kopieën van het bestand die buiten het programma om zijn gemaakt staan hier niet bij: die kent het logboek niet."
)
ON_REQUEST: Final = "op verzoek van iemand die erin stond (artikel 17 AVG)"
STAYS: Final = (
    "De jaarcijfers: van elk signaal blijft een feit zonder naam of nummer, dat niet naar het dossier wijst.",
    "Het logboek: dat er aan dit dossier is gewerkt, met nummer, dag en functie, en deze vernietiging.",
    "Het nummer en de codenaam, om ze nooit opnieuw te geven.",
    "Wat buiten de kluis is gezet (besluitenlijst op papier, uitvoer, overdracht) is hier niet mee vernietigd.",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the verklaring says."""

    stone: Buried
    municipality: str
    store: str
    """Name of the kluis."""
    backups: tuple[tuple[datetime, str], ...]
    """When each back-up was made that still holds it, and its digest; oldest first."""
    server: bool
    made_on: date
    made_by: str
    """Function of who made the verklaring."""


def destroyed(desk: Desk) -> tuple[Buried, ...]:
    """Return every dossier that was destroyed, oldest first; none for who does not hold the logboek."""
    return buried(desk.store)


def statement(desk: Desk, number: str) -> Statement:
    """Return what there is to declare of a dossier; raises `UnknownNumber`, `NotAllowed` without the logboek."""
    label = desk.store.place(Kind.LOGBOEK).label
    wanted = number.strip().upper()
    for stone in buried(desk.store):
        if wanted in {stone.shredding.number, *stone.shredding.signals}:
            return Statement(
                stone=stone,
                municipality=label.municipality,
                store=label.store_name,
                backups=tuple(sorted(_backups(desk, stone))),
                server=locations.is_server(desk.store.location),
                made_on=desk.today(),
                made_by=desk.label,
            )
    raise UnknownNumber(number)


def _backups(desk: Desk, stone: Buried) -> Iterator[tuple[datetime, str]]:
    """Give the back-ups from the days that the dossier was there, but for those that were cleared away."""
    lines, zone = BackupBook().lines(desk.store), desk.now().tzinfo
    cleared = {line.up_to for line in lines if line.deed is Deed.BACKUP_DESTROYED}
    for line in lines:
        at = line.at.astimezone(zone)
        there = line.seq < stone.seq and at.date() >= stone.shredding.since
        if line.deed is Deed.BACKUP_MADE and there and line.up_to not in cleared:
            yield at, f"sha256 {line.digest}, regel {line.up_to}"


def document(said: Statement) -> Document:
    """Return it as it is handed to somebody."""
    about = (
        f"{said.municipality}, kluis {said.store}.",
        f"Gemaakt op {said.made_on:%d-%m-%Y} door: {said.made_by}, uit het logboek van de kluis.",
        "Er staan geen namen van betrokkenen of melders in.",
    )
    return Document(TITLE, about, _blocks(said))


def _blocks(said: Statement) -> tuple[Block, ...]:
    """Return what it says, in its order."""
    was = said.stone.shredding
    rows = (
        ("Dossier", was.number),
        *((("Signalen daarin", ", ".join(was.signals)),) if was.signals else ()),
        ("Soort", "casus" if was.signals else "signaal"),
        ("Eerste signaal ingenomen", f"{was.since:%d-%m-%Y}"),
        ("Afgesloten", f"{was.ended_on:%d-%m-%Y}"),
        ("Mocht weg vanaf", f"{was.due_on:%d-%m-%Y}"),
        *((("Eerder vernietigd", ON_REQUEST),) if was.on_request else ()),
        ("Vernietigd", f"{said.stone.at:%d-%m-%Y %H:%M}"),
        ("Door", said.stone.by),
        ("Reden", was.reason),
        (f"Categorie ({LIST})", was.category),
        ("Vernietigd aan records en sleutels", f"{was.rows} records, {was.keys} sleutels"),
        ("Regel van het logboek", str(said.stone.seq)),
    )
    listed = tuple((f"{at:%d-%m-%Y %H:%M}", text) for at, text in said.backups)
    none = ("Volgens het logboek is er geen back-up uit de tijd dat het dossier er was.", COPY_WORDS)
    return (
        Block("Wat is vernietigd", columns=("Wat", "Waarde"), rows=rows),
        Block("Wat blijft", STAYS),
        Block("Back-ups die het dossier nog bevatten", (BACKUP_WORDS, COPY_WORDS), ("Gemaakt", "Kenmerk"), listed)
        if listed
        else Block("Back-ups die het dossier nog bevatten", none),
        Block("De plaats waar de kluis staat", (SERVER_WORDS if said.server else FILE_WORDS,)),
        Block("Ondertekening", ("Naam en functie:", "Datum:", "Handtekening:")),
    )
