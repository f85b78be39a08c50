"""The herstelblad: what is printed once when a kluis is made, and opens it again when every wachtzin is lost.

Makes the text only; where it goes is for the screen or the command line. Nothing else may ever hold the herstelcode.
"""

from datetime import date
from typing import Final

from db.store import Store
from keys.bech32 import identity
from keys.directory import Directory, fingerprint
from keys.holder import HolderKeys
from keys.recovery import print_code
from mhtui.casework.kenmerk import newest

_SHEET: Final = """\
HERSTELBLAD VAN DE KLUIS «{name}»{demo}
gemaakt op {day}


Herstelcode

{code}


Vingerafdruk van de kluis

{fingerprint}


Kenmerk van het logboek, toen dit blad gemaakt werd

    {head}


Wat dit blad kan

  - De kluis openen en nieuwe wachtzinnen geven als alle wachtzinnen kwijt zijn.
  - Een nieuwe aandachtsfunctionaris aanwijzen als de vorige er niet meer is.
  - Een back-up openen, ook zonder dit programma.

Wie dit blad heeft, kan alles lezen wat in de kluis staat: melders, betrokkenen en bronteksten.


Waar het hoort

  - Druk het af. Leg het in een verzegelde envelop in een brandkast waar de aandachtsfunctionaris niet alleen bij kan.
  - Wis daarna dit bestand, ook uit de prullenbak. Maak geen foto en stuur het niet per mail.
  - Schrijf op de envelop de naam van de kluis en de datum, niet waar de code voor is.
  - Kijk elk jaar of de envelop er nog ligt en nog dicht is.

Elke groep van vijf tekens controleert zichzelf: een tikfout wordt gezien. Hoofdletters, spaties en streepjes
maken bij het overtypen niet uit; de letters I, L, O en U komen niet voor.
Op een computer die deze kluis nog niet zag vraagt het een kenmerk; de laatste besluitenlijst heeft een nieuwer.
De vingerafdruk is niet geheim. Klopt hij niet met die op het scherm Beheer, dan is het een andere kluis.


Voor wie zonder dit programma een back-up moet openen: de sleutel voor het programma age

{age}
"""


def sheet_for(store: Store, code: bytes, day: date) -> str:
    """Write the herstelblad of an unlocked kluis as it is now."""
    name = next((place.label.store_name for place in store.places() if place.label.store_name), "")
    return recovery_sheet(code, store.directory, name=name, day=day, head=newest(store))


def recovery_sheet(code: bytes, directory: Directory, *, name: str, day: date, head: str) -> str:
    """Write the herstelblad of a kluis; raises `keys.errors.KeyNotTrusted` when the code has not 32 bytes."""
    return _SHEET.format(
        name=name,
        demo=" (DEMO: verzonnen gegevens)" if directory.demo else "",
        day=f"{day:%d-%m-%Y}",
        head=head,
        code=_indented(print_code(code)),
        fingerprint=_indented(_halves(fingerprint(directory.root_public))),
        age=_indented(identity(HolderKeys.from_recovery(code).backup_secret)),
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _halves(groups: str) -> str:
    words = groups.split()
    middle = len(words) // 2
    return f"{' '.join(words[:middle])}\n{' '.join(words[middle:])}"
