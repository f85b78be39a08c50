"""The commands of `mhtui bewaren`, as data."""

from typing import Final

from mhtui.cli.command import MONTHS, Command, Option

_JSON: Final = Option("--json", "als JSON")
_NUMBER: Final = Option("nummer", "het nummer van een casus of van een signaal dat alleen staat", "NUMMER")
_FORM: Final = Option("--als-vorm", "anders odt", choices=("odt", "md"), default="odt")
_REASON: Final = "waarom; dit blijft bewaard, dus zonder namen"
RETENTION: Final = (
    Command(
        ("bewaren", "lijst"),
        "toon de afgesloten dossiers waarvan de bewaartermijn om is",
        "retention:every",
        (Option("--alles", "ook wat nog niet weg mag, en wat er al vernietigd is"), _JSON),
        "Er wordt nooit vanzelf iets vernietigd.",
    ),
    Command(
        ("bewaren", "termijn"),
        "toon de bewaartermijn, of laat met een reden een andere gelden",
        "retention:term",
        (
            Option("--casus-maanden", "voor een casus, na het afsluiten", "MAANDEN", read=MONTHS),
            Option("--signaal-maanden", "voor een signaal dat nooit in een casus kwam", "MAANDEN", read=MONTHS),
            Option("--reden", _REASON, "TEKST"),
            _JSON,
        ),
        "Zij geldt ook voor wat al afgesloten is. Er wordt nooit vanzelf iets vernietigd.",
    ),
    Command(
        ("bewaren", "uitstellen"),
        "bewaar een afgesloten dossier langer, met een reden",
        "retention:keep",
        (
            _NUMBER,
            Option("--tot", "de dag vanaf wanneer het wel weg mag, zoals 2031-01-01", "DATUM", required=True),
            Option("--reden", _REASON, "TEKST", required=True),
            _JSON,
        ),
    ),
    Command(
        ("bewaren", "vernietigen"),
        "vernietig een dossier waarvan de bewaartermijn om is; dit is voorgoed",
        "retention:destroy",
        (
            _NUMBER,
            Option("--reden", _REASON, "TEKST", required=True),
            Option("--categorie", "categorie van de selectielijst van uw gemeente", "CATEGORIE", required=True),
            Option("--klok-klopt", "u hebt gekeken of de klok van deze computer goed staat", brief=False),
            Option("--op-verzoek", "eerder dan de termijn, omdat iemand in het dossier om wissen vroeg (art. 17 AVG)"),
            Option("--bevestig", "het nummer nog een keer: zonder dat gebeurt er niets", "NUMMER", required=True),
            _JSON,
        ),
        "Wat de jaarcijfers tellen blijft. Oudere back-ups hebben het dossier nog: de verklaring noemt ze.",
    ),
    Command(
        ("bewaren", "verklaring"),
        "maak de verklaring van vernietiging van een dossier dat vernietigd is",
        "retention:declare",
        (_NUMBER, Option("--naar", "waar de verklaring komt; nooit over iets heen", "BESTAND", required=True), _FORM,
         _JSON),
        "Uit het logboek: nummers, dagen, reden en categorie; geen namen.",
    ),
)  # fmt: skip
