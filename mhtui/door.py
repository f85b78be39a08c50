"""What stands at the door of a kluis before anybody is in: what it is called, and who can be chosen.

It knows holders by function only, and never says a whole address: that can hold a password.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who can be chosen at the door."""

    id: str
    label: str
    role: str


@dataclass(frozen=True, slots=True)
class Door:
    """What is known of a kluis before anybody unlocked it."""

    name: str
    """What the place is called: the name of the file, or of the database. Never its whole address."""
    callers: tuple[Caller, ...]
    demo: bool
    chosen: str | None = None
    """Id of the caller the command line named, or whose key file there is."""
    seen_before: bool = True
    """Whether this computer remembers how far the kluis was; a demonstration needs no remembering."""


def place_name(location: str) -> str:
    """Give the last part of a path or of the address of a database; an address can hold a password."""
    return location.partition("?")[0].replace("\\", "/").rstrip("/").rpartition("/")[2]


SAID: Final = {
    "key_taken_back": "Uw sleutel van deze kluis is ingetrokken.",
    "handed_over": (
        "De functie is overgedragen; uw sleutel opent niets meer. Laat uw opvolger nu in Beheer een nieuw herstelblad "
        "maken: de vingerafdruk is een andere."
    ),
    "new_keys": "De kluis kreeg nieuwe sleutels; die had het overleg niet. Ontgrendel, en ga opnieuw naar het overleg.",
}
"""What a door may say about why the program before it was locked, by its code."""
_ALIASES: Final = {"af": "aandachtsfunctionaris", "keten": "ketenregisseur", "zorg": "zorgcoordinator"}


def named(caller: Caller, name: str | None) -> bool:
    """Whether `--als NAME` means this caller: its role, the short word for it, or its label."""
    if not name:
        return False
    asked = name.strip().casefold()
    return asked in {caller.label.casefold(), caller.role} or _ALIASES.get(asked) == caller.role
