"""Which wachtzinnen are too weak for a kluis: one rule, for the wizard and for the command line.

Deriving the key is costly on purpose (`keys.passphrase`), so the rule only keeps out what a patient thief would try
first. It never stores, logs or repeats a wachtzin; keys themselves are not judged here.
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 12
"""Characters; five everyday words have twice as many."""
DIFFERENT: Final = 6
"""Different letters, digits or signs, whatever their case."""


def weakness(passphrase: str, *, others: Iterable[str] = (), names: Iterable[str] = ()) -> str:
    """Say in Dutch why a wachtzin is too weak, or nothing when it will do.

    `others` are the wachtzinnen of the other holders of the same kluis: one that is shared opens for both. `names` are
    words that anybody would try: of the kluis and of the municipality.
    """
    plain = _folded(passphrase)
    if len(plain) < SHORTEST:
        return f"de wachtzin is te kort: neem ten minste {SHORTEST} tekens, liefst vijf woorden of meer"
    if len(set(plain) - {" "}) < DIFFERENT:
        return f"de wachtzin herhaalt te veel: neem ten minste {DIFFERENT} verschillende tekens"
    if plain in {_folded(name) for name in names}:
        return "de wachtzin is de naam van de kluis of de gemeente: neem woorden die niemand verwacht"
    if plain in {_folded(other) for other in others}:
        return "de wachtzin is dezelfde als die van een andere sleutelhouder: elk heeft een eigen wachtzin"
    return ""


def _folded(text: str) -> str:
    """Leave out what a thief would not mind: case, accents' spelling, and spaces around and between words."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
