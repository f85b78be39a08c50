"""The herstelblad: what is printed once when a kluis is made, and opens it again when every wachtzin is lost.

Makes the text only; where it goes is for the screen or the command line. Nothing else may ever hold the herstelcode.
"""

from datetime import date
from typing import Final

from keys.directory import Directory, fingerprint
from keys.holder import HolderKeys
from keys.recovery import print_code

_AGE: Final = "age-secret-key-"
_SIGNS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
"""The alphabet of Bech32 (BIP 173)."""
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_SHEET: Final = """\
HERSTELBLAD VAN DE KLUIS «{name}»{demo}
gemaakt op {day}


Herstelcode

{code}


Vingerafdruk van de kluis

{fingerprint}


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
De vingerafdruk is niet geheim. Klopt hij niet met die op het scherm Beheer, dan is het een andere kluis.


Voor wie zonder dit programma een back-up moet openen: de sleutel voor het programma age

{age}
"""


def recovery_sheet(code: bytes, directory: Directory, *, name: str, day: date) -> str:
    """Write the herstelblad of a kluis; raises `keys.errors.KeyNotTrusted` when the code has not 32 bytes."""
    return _SHEET.format(
        name=name,
        demo=" (DEMO: verzonnen gegevens)" if directory.demo else "",
        day=f"{day:%d-%m-%Y}",
        code=_indented(print_code(code)),
        fingerprint=_indented(_halves(fingerprint(directory.root_public))),
        age=_indented(bech32(_AGE, HolderKeys.from_recovery(code).backup_secret).upper()),
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _halves(groups: str) -> str:
    words = groups.split()
    middle = len(words) // 2
    return f"{' '.join(words[:middle])}\n{' '.join(words[middle:])}"


def bech32(prefix: str, data: bytes) -> str:
    """Write bytes as Bech32 (BIP 173), lower case: what age calls an identity is this in capitals."""
    digits = _in_fives(data)
    polymod = _polymod(
        [*(ord(sign) >> 5 for sign in prefix), 0, *(ord(sign) & 31 for sign in prefix), *digits, *[0] * 6]
    )
    check = [(polymod ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{prefix}1{''.join(_SIGNS[digit] for digit in [*digits, *check])}"


def _in_fives(data: bytes) -> list[int]:
    """Divide bytes into groups of five bits, the last one filled up with zeros."""
    padding = -len(data) * 8 % 5
    number = int.from_bytes(data, "big") << padding
    count = (len(data) * 8 + padding) // 5
    return [number >> 5 * (count - 1 - at) & 31 for at in range(count)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= term
    return check
