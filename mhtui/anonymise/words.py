"""What a kind and a certainty are called in Dutch, for the screen and the command line alike."""

from typing import Final

KIND_WORDS: Final = {
    "person": "persoon",
    "reporter": "melder",
    "phone": "telefoonnummer",
    "email": "e-mailadres",
    "url": "webadres",
    "handle": "accountnaam",
    "bsn": "burgerservicenummer",
    "iban": "rekeningnummer",
    "plate": "kenteken",
    "postcode": "postcode",
    "address": "adres",
    "date": "datum",
    "age": "leeftijd",
    "number": "nummer",
    "place": "plaats",
    "organisation": "organisatie",
    "unknown": "onbekend woord",
}
"""By the value of `Kind`."""

CERTAINTY_WORDS: Final = {4: "bekend in dit dossier", 3: "waarschijnlijk", 2: "mogelijk", 1: "onzeker"}
"""By the value of `Certainty`."""
