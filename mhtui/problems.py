"""What went wrong, in words a person can use: what happened, what is safe, what to do. Dutch, and never content.

The one table from the errors of the lower floors to the screen, the command line and the exit code. It is imported
when something went wrong, not before; an error it does not know gets a code and no values.
"""

from dataclasses import dataclass
from typing import Final

from db import errors as db_errors
from db.records.base import SealedRecordError
from keys import errors as keys_errors
from mhtui.crash import code_of

REFUSED: Final = 1
"""A form or file was refused."""
LOCKED: Final = 3
"""Locked, not granted or not allowed."""
DAMAGED: Final = 4
"""Damaged or tampered with."""
STORAGE: Final = 5
"""Storage, or not a kluis this program can use."""
UNKNOWN: Final = 70
"""Our own mistake (EX_SOFTWARE of sysexits.h)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error for people."""

    title: str
    what: str
    """What happened."""
    safe: str
    """What is safe."""
    todo: str
    """What to do now."""
    exit_code: int
    code: str = ""
    """For whoever helps; empty when the words say it all."""


_NOTHING_CHANGED: Final = "Er is niets veranderd."
_NOTHING_KEPT: Final = "Van deze wijziging is niets bewaard; wat eerder bewaard was is er nog."
_CALL_HELP: Final = "Bel wie uw kluis beheert en laat deze kluis tot die tijd met rust."

_PROBLEMS: Final[tuple[tuple[type[Exception], Problem], ...]] = (
    (
        keys_errors.WrongPassphrase,
        Problem("Niet ontgrendeld", "De wachtzin klopt niet.", _NOTHING_CHANGED, "Probeer het opnieuw.", LOCKED),
    ),
    (
        keys_errors.DamagedSlot,
        Problem(
            "Sleutel beschadigd",
            "De sleutel van deze sleutelhouder is beschadigd of ontbreekt.",
            "De gegevens in de kluis zijn er nog, verzegeld.",
            "Gebruik het herstelblad of een back-up, of bel wie uw kluis beheert.",
            DAMAGED,
        ),
    ),
    (
        keys_errors.LimitExceeded,
        Problem(
            "Sleutel geweigerd",
            "De instellingen van deze sleutel zijn zwakker of zwaarder dan het programma toestaat.",
            "Er is niets geopend.",
            _CALL_HELP,
            DAMAGED,
        ),
    ),
    (
        keys_errors.Locked,
        Problem("Vergrendeld", "De kluis is vergrendeld.", _NOTHING_CHANGED, "Ontgrendel de kluis opnieuw.", LOCKED),
    ),
    (
        keys_errors.NotGranted,
        Problem(
            "Niet voor u te openen",
            "Dit deel van de kluis is niet aan u toegekend.",
            _NOTHING_CHANGED,
            "Vraag de aandachtsfunctionaris als u het nodig heeft.",
            LOCKED,
        ),
    ),
    (
        keys_errors.MistypedCode,
        Problem("Herstelcode", "Er zit een tikfout in de herstelcode.", _NOTHING_CHANGED, "Kijk de code na.", REFUSED),
    ),
    (
        keys_errors.UnsupportedVersion,
        Problem(
            "Nieuwere kluis",
            "Deze kluis is gemaakt door een nieuwere versie van het programma.",
            "De kluis is niet aangeraakt.",
            "Werk het programma bij.",
            STORAGE,
        ),
    ),
    (
        keys_errors.KeysError,
        Problem(
            "Kluis klopt niet",
            "Een sleutel of handtekening in deze kluis klopt niet: er is mogelijk mee geknoeid.",
            "Er is niets geopend en niets veranderd.",
            _CALL_HELP,
            DAMAGED,
        ),
    ),
    (
        db_errors.NotFound,
        Problem(
            "Niet gevonden",
            "Wat u zoekt staat niet, of niet meer, in deze kluis.",
            _NOTHING_CHANGED,
            "Kijk of het elders staat, of begin opnieuw vanaf de lijst.",
            REFUSED,
        ),
    ),
    (
        db_errors.NotAllowed,
        Problem(
            "Niet toegestaan",
            "Uw functie mag dit niet.",
            _NOTHING_CHANGED,
            "Vraag het de aandachtsfunctionaris.",
            LOCKED,
        ),
    ),
    (
        db_errors.StaleVersion,
        Problem(
            "Intussen gewijzigd",
            "Iemand anders heeft dit intussen gewijzigd.",
            "De wijziging van de ander is bewaard. Die van u nog niet.",
            "Bekijk de nieuwe versie en voer uw wijziging opnieuw in.",
            REFUSED,
        ),
    ),
    (
        db_errors.LogBroken,
        Problem(
            "Logboek klopt niet",
            "Het logboek van deze kluis sluit niet aan: er is mogelijk mee geknoeid.",
            "Het programma schrijft niets meer in deze kluis.",
            "Draai «mhtui controle» en bel wie uw kluis beheert.",
            DAMAGED,
        ),
    ),
    (
        db_errors.Tampered,
        Problem(
            "Beschadigd",
            "Een deel van de kluis gaat niet open op de plaats waar het staat: beschadigd, of er is mee geknoeid.",
            "De rest van de kluis is leesbaar. Er is niets veranderd.",
            "Draai «mhtui controle» en bel wie uw kluis beheert.",
            DAMAGED,
        ),
    ),
    (
        db_errors.NotAStore,
        Problem(
            "Geen kluis",
            "Dit bestand of deze database is geen kluis van dit programma.",
            "Er is niets in veranderd.",
            "Kies een andere plaats met --kluis.",
            STORAGE,
        ),
    ),
    (
        db_errors.NewerFormat,
        Problem(
            "Nieuwere kluis",
            "Deze kluis is gemaakt door een nieuwere versie van het programma.",
            "De kluis is niet aangeraakt.",
            "Werk het programma bij.",
            STORAGE,
        ),
    ),
    (
        db_errors.AlreadyExists,
        Problem(
            "Plaats bezet",
            "Op deze plaats staat al iets.",
            "Wat er staat is niet aangeraakt.",
            "Kies een andere plaats voor de nieuwe kluis.",
            STORAGE,
        ),
    ),
    (
        db_errors.UnsafeFile,
        Problem(
            "Kluis staat open voor anderen",
            "Andere gebruikers van deze computer kunnen het bestand van de kluis lezen.",
            "De inhoud is verzegeld en niet geopend.",
            "Maak het bestand alleen voor uzelf toegankelijk (op Linux: chmod 600) en probeer het opnieuw.",
            STORAGE,
        ),
    ),
    (
        db_errors.NetworkShare,
        Problem(
            "Kluis op een netwerkschijf",
            "Een kluisbestand op een netwerkschijf kan stukgaan als twee mensen er tegelijk in werken.",
            "De kluis is niet geopend.",
            "Zet de kluis op uw eigen computer, of gebruik PostgreSQL om samen te werken.",
            STORAGE,
        ),
    ),
    (
        db_errors.InsecureServer,
        Problem(
            "Verbinding niet veilig",
            "De database zou bereikt worden zonder dat vaststaat dat het de goede is.",
            "Er is geen verbinding gemaakt.",
            "Gebruik sslmode=verify-full in het adres van de kluis.",
            STORAGE,
        ),
    ),
    (
        db_errors.ReadOnlyStore,
        Problem(
            "Alleen lezen",
            "Deze kluis kan alleen gelezen worden.",
            _NOTHING_KEPT,
            "Controleer de rechten op het bestand, of kies een andere kluis.",
            STORAGE,
        ),
    ),
    (
        db_errors.StorageFull,
        Problem("Schijf vol", "Er is geen ruimte meer.", _NOTHING_KEPT, "Maak ruimte en bewaar opnieuw.", STORAGE),
    ),
    (
        db_errors.DbError,
        Problem(
            "Opslag werkt niet",
            "De schijf of de databaseserver gaf een fout.",
            _NOTHING_KEPT,
            "Probeer het opnieuw. Blijft het fout gaan: bel wie uw kluis beheert.",
            STORAGE,
        ),
    ),
    (
        SealedRecordError,
        Problem(
            "Verzegeld",
            "Dit deel van de kluis is voor deze sessie verzegeld.",
            _NOTHING_CHANGED,
            "Ontgrendel als de aandachtsfunctionaris als u het mag zien.",
            LOCKED,
        ),
    ),
)
"""The first line that fits counts: narrower errors stand before wider ones."""


def problem_of(error: BaseException) -> Problem:
    """Put an error in words; an unknown one says only its code, never its message."""
    for kind, problem in _PROBLEMS:
        if isinstance(error, kind):
            return problem
    return Problem(
        "Fout in het programma",
        "Er ging iets mis dat wij niet hadden voorzien.",
        "Wat eerder bewaard was is bewaard.",
        "Probeer het opnieuw. Gebeurt het weer: geef de code door aan wie het programma beheert.",
        UNKNOWN,
        code_of(error),
    )
