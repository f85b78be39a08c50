"""Every command of `mhtui` with what it takes, as data: the parser and the help are made from this one table.

Imports no floor: a command is named by its module under `mhtui.cli`, which is imported when the command is called.
"""

from typing import Final

from mhtui.cli.access_commands import ACCESS
from mhtui.cli.backup_commands import BACKUPS
from mhtui.cli.command import MONTHS, Command, Option, whole
from mhtui.cli.key_commands import KEYS
from mhtui.cli.retention_commands import RETENTION

__all__ = ["COMMANDS", "EVERYWHERE", "Command", "Option"]

EVERYWHERE: Final = (
    Option("--kluis", "waar de kluis is; anders die uit uw instellingen, of in uw eigen gegevensmap", "PAD|URL"),
    Option("--als", "wie u bent: af, overleg, keten, of de naam van een functie; anders af", "HOUDER"),
    Option(
        "--wachtzin-bestand",
        "de eerste regel is uw wachtzin; - is standaardinvoer; anders wordt ernaar gevraagd",
        "BESTAND",
    ),
    Option("--sleutelbestand", "uw eigen sleutelbestand (.mhsleutel), als u daarmee binnenkomt", "BESTAND"),
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
        read=MONTHS,
    ),
    Option("--signaal-maanden", "bewaartermijn van een signaal dat nooit in een casus kwam; anders dezelfde", "MAANDEN",
           read=MONTHS, brief=False),
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
        ("besluitenlijst",),
        "print de besluitenlijst van een overleg dat gesloten is, als de aandachtsfunctionaris haar controleerde",
        "minutes:run",
        (
            Option("--op", "de dag van het overleg, zoals 2026-11-25; anders het laatste", "DATUM"),
            Option("--reeks", "van welke reeks; anders alle", "NAAM", brief=False),
            Option("--naar", "schrijf haar in dit nieuwe bestand, nooit over iets heen", "BESTAND"),
        ),
        "Controleren gaat op het scherm: Agenda, e, en dan o. Verandert de lijst, of wordt iemand geregistreerd, dan "
        "moet dat opnieuw. Alleen de aandachtsfunctionaris en haar plaatsvervanger verspreiden haar.",
    ),
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
    Command(
        ("toezicht",),
        "maak een verslag voor de FG: inzage, vrijgaven, uitzonderingen, herstel en sleutels over een periode",
        "oversight:run",
        (
            Option("--naar", "waar het verslag komt; nooit over iets heen", "BESTAND", required=True),
            Option("--van", "eerste dag, zoals 2026-01-01; anders 1 januari van dit jaar", "DATUM"),
            Option("--tot", "laatste dag; anders vandaag", "DATUM"),
            Option("--als-vorm", "anders odt", choices=("odt", "md"), default="odt"),
            _JSON,
        ),
        "Uit het logboek alleen: functies, nummers en aantallen, geen namen en geen inhoud.",
    ),
    Command(("logboek",), "toon wie wat deed, het nieuwste eerst", "evidence:log", (_JSON,)),
    *ACCESS,
    *RETENTION,
    *BACKUPS,
    *KEYS,
)
"""In the order of the help."""
