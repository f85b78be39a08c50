"""Every command of `mhtui` with what it takes, as data: the parser and the help are made from this one table.

Imports no floor: a command is named by its module under `mhtui.cli`, which is imported when the command is called.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Option:
    """Something a command takes: `--so` with or without a value, or a word in its place."""

    name: str
    """`--json`, or the word's own name (`nummer`)."""
    help: str
    value: str = ""
    """How its value is called in the help; empty for a switch."""
    required: bool = False
    many: bool = False
    """May be given more than once; for a word: at least one."""
    optional: bool = False
    """A word that may be left out."""
    read: Callable[[str], object] = str
    choices: tuple[str, ...] = ()
    default: str | None = None
    brief: bool = True
    """Whether the overview of all commands shows it."""

    @property
    def shown(self) -> str:
        """The option as the overview shows it."""
        if not self.name.startswith("-"):
            word = f"{self.value}..." if self.many else self.value
            return f"[{word}]" if self.optional else word
        text = f"{self.name} {self.value or '|'.join(self.choices)}".strip()
        return text if self.required else f"[{text}]"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, what it does, where it is, and what it takes beside what every command takes."""

    words: tuple[str, ...]
    help: str
    target: str
    """`module:function` under `mhtui.cli`."""
    options: tuple[Option, ...] = ()
    more: str = ""
    """Text under the help of this one command."""

    @property
    def shown(self) -> str:
        """The command as the overview shows it: its words and what it takes."""
        return " ".join([*self.words, *(option.shown for option in self.options if option.brief)])


def whole(what: str, least: int, most: int) -> Callable[[str], int]:
    """Read a whole number between two limits, both included."""

    def read(typed: str) -> int:
        if not (
            typed.isascii() and typed.isdecimal() and len(typed) < len(str(most)) + 5 and least <= int(typed) <= most
        ):
            raise argparse.ArgumentTypeError(f"moet {what} zijn, van {least} tot en met {most}")
        return int(typed)

    return read


EVERYWHERE: Final = (
    Option("--kluis", "waar de kluis is; anders die uit uw instellingen, of in uw eigen gegevensmap", "PAD|URL"),
    Option("--als", "wie u bent: af, overleg, keten, of de naam van een functie; anders af", "HOUDER"),
    Option(
        "--wachtzin-bestand",
        "de eerste regel is uw wachtzin; - is standaardinvoer; anders wordt ernaar gevraagd",
        "BESTAND",
    ),
)
"""What every command takes, before and after its words."""

_JSON: Final = Option("--json", "als JSON, met de namen van het signaalformulier")
_NEW: Final = (
    Option("--naam", "naam van de kluis, zoals die boven elk scherm staat", "NAAM", required=True),
    Option("--gemeente", "de gemeente of regio die de kluis houdt", "GEMEENTE", required=True),
    Option(
        "--bewaartermijn-maanden",
        "na hoeveel maanden een dossier wordt beoordeeld; er is geen standaard",
        "MAANDEN",
        required=True,
        read=whole("een aantal maanden", 1, 1200),
    ),
    Option("--wachtzin-af-bestand", "wachtzin van de aandachtsfunctionaris", "BESTAND", required=True),
    Option("--wachtzin-overleg-bestand", "wachtzin van het overleg", "BESTAND", required=True),
    Option("--herstelblad", "waar het herstelblad komt; print het en wis het bestand", "BESTAND", required=True),
    Option("--eerste-overleg", "eerste dag van het lokaal ondermijningsoverleg, zoals 2026-11-25; anders een woensdag",
           "DATUM", brief=False),
    Option("--overleg-om-de-dagen", "anders 28", "DAGEN", read=whole("een aantal dagen", 1, 366), brief=False),
    Option("--reeks", "nog een reeks van overleggen, met haar eerste dag; mag vaker", "NAAM=DATUM", many=True,
           brief=False),
    Option("--wachtzin-keten-bestand", "wachtzin van een ketenregisseur; maakt ook de reeks Drieluik", "BESTAND",
           brief=False),
    Option("--eerste-drieluik", "eerste dag van het Drieluik; anders een woensdag", "DATUM", brief=False),
    Option("--gemeenten", "voor een regio: haar gemeenten, met komma's ertussen", "NAMEN", brief=False),
    Option("--meldroute", "welke regels voor de meldroute; anders lopik", choices=("lopik", "drenthe"), brief=False),
)  # fmt: skip

_NEW_WORDS: Final = Option(
    "--nieuwe-wachtzin-bestand",
    "de eerste regel is de nieuwe wachtzin; anders stelt het programma zes woorden voor en toont ze één keer",
    "BESTAND",
)
_CODE: Final = Option(
    "--herstelcode-bestand", "de herstelcode van het herstelblad; anders wordt ernaar gevraagd", "BESTAND"
)
_OWN_NAME: Final = Option("--eigen-naam", "de eigen naam van wie de sleutel krijgt; verzegeld", "NAAM", brief=False)
_KEYS: Final = (
    Command(("sleutels", "lijst"), "toon wie een sleutel heeft en wat die opent", "keyring:every", (_JSON,)),
    Command(
        ("sleutels", "toevoegen"),
        "geef iemand een sleutel, met precies wat bij de rol hoort",
        "keyring:add",
        (
            Option("rol", "plaatsvervanger, overleg, ketenregisseur, zorgcoördinator of fg", "ROL"),
            _NEW_WORDS,
            Option("--functie", "hoe deze sleutelhouder heet; anders naar de rol", "FUNCTIE", brief=False),
            _OWN_NAME,
        ),
    ),
    Command(("sleutels", "wachtzin"), "wijzig uw eigen wachtzin", "keyring:change", (_NEW_WORDS,)),
    Command(
        ("sleutels", "intrekken"),
        "neem een sleutel terug; alles krijgt nieuwe sleutels",
        "keyring:revoke",
        (Option("houder", "de functie, zoals «mhtui sleutels lijst» haar noemt", "FUNCTIE"), _CODE),
        "De herstelcode is alleen nodig als die sleutelhouder de hoofdsleutel kent.",
    ),
    Command(("sleutels", "roteren"), "geef alles nieuwe sleutels", "keyring:rotate"),
    Command(
        ("sleutels", "overdragen"),
        "draag uw functie over aan een opvolger; uw eigen sleutel opent daarna niets meer",
        "keyring:hand_over",
        (
            _CODE,
            _NEW_WORDS,
            _OWN_NAME,
            Option("--dossier", "schrijf ook een overdrachtsdossier, zonder namen", "BESTAND", brief=False),
            Option("--met-namen", "met de melders in het dossier; dat komt in het logboek", brief=False),
        ),
    ),
    Command(
        ("sleutels", "herstelblad"),
        "maak een nieuw herstelblad; het oude opent daarna niets meer",
        "keyring:renew_sheet",
        (Option("bestand", "waar het nieuwe herstelblad komt", "BESTAND"),),
    ),
    Command(
        ("sleutels", "vingerafdruk"), "toon de vingerafdruk van de kluis; zonder wachtzin", "keyring:fingerprint",
        (_JSON,),
    ),
    Command(
        ("herstellen",),
        "kom met alleen het herstelblad weer binnen als aandachtsfunctionaris",
        "keyring:recover",
        (_CODE, _NEW_WORDS, _OWN_NAME),
        "De sleutel van de vorige aandachtsfunctionaris wordt ingetrokken. Maak daarna een nieuw herstelblad.",
    ),
)  # fmt: skip

COMMANDS: Final = (
    Command(
        ("overleg",),
        "open het programma voor de tafel; vraagt alleen de wachtzin van het overleg",
        "program:table",
    ),
    Command(
        ("demo",),
        "maak een demonstratiekluis met verzonnen signalen en open het programma",
        "demonstration:run",
        (Option("--alleen-maken", "maak de kluis en stop"),),
        "De wachtzinnen zijn demo-af, demo-overleg en demo-keten. Een kluis die er al is blijft zoals hij is.",
    ),
    Command(("nieuw",), "maak een nieuwe kluis", "founding:run", _NEW),
    Command(
        ("signaal", "importeren"),
        "lees ingevulde signaalformulieren in: .docx, .odt, .txt, .eml of .json",
        "intake:run",
        (Option("bestanden", "ingevulde formulieren", "BESTAND", many=True), _JSON),
        "Een formulier dat wordt geweigerd houdt de andere niet tegen: die staan dan in de kluis, en de uitkomst is 1.",
    ),
    Command(
        ("signaal", "toon"),
        "toon één signaal; dat u het zag komt in het logboek",
        "signals:show",
        (Option("nummer", "het nummer in deze kluis, zoals S-2026-031", "NUMMER"), _JSON),
    ),
    Command(
        ("signalen",),
        "toon alle signalen",
        "signals:every",
        (_JSON,),
        "Als tekst zonder namen. Met --json is elk signaal heel, met melder en betrokkenen; dat komt in het logboek.",
    ),
    Command(("casussen",), "toon alle casussen die u mag zien", "cases:every", (_JSON,)),
    Command(
        ("casus", "toon"),
        "toon één casus, met besluiten en acties",
        "cases:show",
        (Option("nummer", "het nummer in deze kluis, zoals C-2026-009", "NUMMER"), _JSON),
    ),
    Command(("agenda",), "toon het volgende overleg en wat er op staat", "agenda:run", (_JSON,)),
    Command(
        ("jaarcijfers",),
        "de cijfers van een jaar, met eenheid, peildatum en telregel",
        "figures:run",
        (
            Option("jaar", "zoals 2023", "JAAR", read=whole("een jaartal", 1900, 9999)),
            Option("--als-vorm", "anders tabel", choices=("tabel", "csv", "json"), default="tabel"),
        ),
    ),
    Command(
        ("afschermen",),
        "wijs in een tekst aan wat iemand herkenbaar kan maken; zonder kluis en zonder wachtzin",
        "shielding:run",
        (
            Option("bestand", "een tekst; zonder bestand of met - van standaardinvoer", "BESTAND|-", optional=True),
            Option("--json", "als JSON: begin en einde van elke markering in tekens, soort, laag, zekerheid, voorstel"),
        ),
        "Wat het programma niet ziet, ziet u wel: lees de tekst altijd zelf na.",
    ),
    Command(
        ("melden",),
        "lever een signaal verzegeld in; zonder kluis en zonder wachtzin, met alleen de kaart van de gemeente",
        "handin:run",
        (
            Option("--kaart", "de kaart die u van de gemeente kreeg; anders die van de vorige keer", "BESTAND"),
            Option("--formulier", "een ingevuld formulier; anders vult u het op het scherm in", "BESTAND"),
            Option("--naar", "de map waar het verzegelde bestand komt; anders de huidige", "MAP"),
            Option(
                "--spoed",
                "is direct ingrijpen nodig; alleen bij --formulier",
                choices=("ja", "nee", "onbekend"),
                brief=False,
            ),
            Option("--vingerafdruk", "zoals de aandachtsfunctionaris die u voorlas", "VINGERAFDRUK", brief=False),
            _JSON,
        ),
        "Wat verzegeld is opent alleen de gemeente, ook u niet meer. Het ontvangstnummer is hetzelfde als daar.",
    ),
    Command(
        ("sleutels", "kaart"),
        "maak de openbare kaart waarmee anderen een signaal verzegeld inleveren",
        "card:run",
        (
            Option("--bestand", "waar de kaart komt, zoals lopik.mhkaart", "BESTAND", required=True),
            Option(
                "--dagen",
                "hoe lang de kaart te gebruiken is; anders 183",
                "DAGEN",
                read=whole("een aantal dagen", 1, 366),
                brief=False,
            ),
            _JSON,
        ),
        "Na het roteren van de sleutels is een kaart een oude: maak dan een nieuwe en geef die rond.",
    ),
    Command(
        ("controle",),
        "kijk of de kluis klopt met zijn logboek; zonder wachtzin",
        "evidence:check",
        (
            _JSON,
            Option(
                "--kenmerk",
                "het kenmerk van de laatste besluitenlijst: gaat het logboek daarvandaan verder?",
                "KENMERK",
                brief=False,
            ),
            Option(
                "--vergeet",
                "vergeet wat deze computer van de kluis wist: voor wie zelf een back-up terugzette",
                brief=False,
            ),
        ),
    ),
    Command(("logboek",), "toon wie wat deed, het nieuwste eerst", "evidence:log", (_JSON,)),
    *_KEYS,
)
"""In the order of the help."""
