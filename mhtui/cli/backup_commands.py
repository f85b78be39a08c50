"""The commands of `mhtui backup`, as data."""

from typing import Final

from mhtui.cli.command import Command, Option, whole

_JSON: Final = Option("--json", "als JSON")
_WITH_CODE: Final = (
    Option("--met-herstelcode", "open met de herstelcode in plaats van een wachtzin", brief=False),
    Option("--herstelcode-bestand", "de herstelcode uit een bestand, of - voor standaardinvoer", "BESTAND"),
    Option(
        "--vingerafdruk", "die van het herstelblad: de back-up moet van die kluis zijn", "VINGERAFDRUK", brief=False
    ),
)
_KEEP: Final = Option(
    "--bewaar",
    "vernietig daarna in die map de oudere back-ups van deze kluis op zoveel na, en wat ouder is dan de bewaartermijn",
    "AANTAL",
    read=whole("een aantal back-ups", 1, 1000),
)
_BACKUP_FILE: Final = Option("bestand", "een back-up, zoals lopik.mhbackup", "BESTAND")
BACKUPS: Final = (
    Command(
        ("backup", "maken"),
        "maak een verzegelde back-up in één bestand; overschrijft niets",
        "backups:make",
        (Option("bestand", "waar de back-up komt; in een map krijgt zij zelf een naam", "BESTAND|MAP"), _KEEP, _JSON),
        "Elke sleutelhouder mag dit en leest er niets mee. Zonder --bewaar wordt er niets vernietigd.",
    ),
    Command(
        ("backup", "lijst"),
        "hoe oud de nieuwste goede back-up is, en welke er bekend zijn",
        "backup_list:run",
        (Option("map", "ook wat in deze map ligt; anders die van de instellingen", "MAP", optional=True), _JSON),
        "Uit het ondertekende logboek; daarvoor is een sleutel van het logboek nodig.",
    ),
    Command(
        ("backup", "controleren"),
        "kijk of een back-up helemaal klopt en terug te zetten is; verandert niets",
        "backups:check",
        (_BACKUP_FILE, *_WITH_CODE, _JSON),
        "Met de wachtzin van toen, of met de herstelcode; een kluis is er niet bij nodig.",
    ),
    Command(
        ("backup", "oefenen"),
        "zet een back-up van deze kluis terug waar niemand haar ziet, vergelijk, en ruim op; dat komt in het logboek",
        "backups:drill",
        (_BACKUP_FILE, _JSON),
    ),
    Command(
        ("backup", "terugzetten"),
        "maak van een back-up een nieuwe kluis; een kluis die er al is wordt niet aangeraakt",
        "backups:restore",
        (
            _BACKUP_FILE,
            Option("--naar", "waar de nieuwe kluis komt", "PAD|URL", required=True),
            Option("--nieuwer", "een nieuwere back-up: wat daarin vernietigd is komt niet terug", "BESTAND"),
            *_WITH_CODE,
            _JSON,
        ),
        "Met de wachtzin van toen, of met de herstelcode; een kluis is er niet bij nodig.",
    ),
)
