"""The commands of `mhtui sleutels ...` and `mhtui herstellen`, as data; see `mhtui.cli.commands`."""

from typing import Final

from mhtui.cli.command import Command, Option

_JSON: Final = Option("--json", "als JSON, met de namen van het signaalformulier")
_NEW_WORDS: Final = Option(
    "--nieuwe-wachtzin-bestand",
    "de eerste regel is de nieuwe wachtzin; anders stelt het programma zes woorden voor en toont ze één keer",
    "BESTAND",
)
_CODE: Final = Option(
    "--herstelcode-bestand", "de herstelcode van het herstelblad; anders wordt ernaar gevraagd", "BESTAND"
)
_PUBLIC_KEY: Final = Option(
    "--openbare-sleutel",
    "een openbare sleutel (.mhopenbaar) die elders is gemaakt, in plaats van een wachtzin",
    "BESTAND",
    brief=False,
)
_FINGERPRINT: Final = Option(
    "--vingerafdruk", "van die openbare sleutel, zoals de ander haar voorleest", "VINGERAFDRUK", brief=False
)
_OWN_NAME: Final = Option("--eigen-naam", "de eigen naam van wie de sleutel krijgt; verzegeld", "NAAM", brief=False)
KEYS: Final = (
    Command(("sleutels", "lijst"), "toon wie een sleutel heeft en wat die opent", "keyring:every", (_JSON,)),
    Command(
        ("sleutels", "toevoegen"),
        "geef iemand een sleutel, met precies wat bij de rol hoort",
        "keyring:add",
        (
            Option("rol", "plaatsvervanger, overleg, ketenregisseur, zorgcoördinator of fg", "ROL"),
            _NEW_WORDS,
            _PUBLIC_KEY,
            _FINGERPRINT,
            Option("--functie", "hoe deze sleutelhouder heet; anders naar de rol", "FUNCTIE", brief=False),
            _OWN_NAME,
        ),
    ),
    Command(
        ("sleutels", "maken"),
        "maak een eigen sleutelbestand, met een openbare sleutel om af te geven; zonder kluis",
        "own_key:make",
        (Option("bestand", "waar het sleutelbestand komt, zoals ans.mhsleutel", "BESTAND"), _NEW_WORDS, _JSON),
        "Het sleutelbestand houdt u zelf. De openbare sleutel komt ernaast en eindigt op .mhopenbaar.",
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
        "turnover:hand_over",
        (
            _CODE,
            _NEW_WORDS,
            _PUBLIC_KEY,
            _FINGERPRINT,
            Option("--afmaken", "maak een overdracht af die halverwege bleef", brief=False),
            Option("--terugnemen", "neem de sleutel van de opvolger terug", brief=False),
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
        (Option("--openbare-sleutel", "toon die van deze openbare sleutel", "BESTAND"), _JSON),
    ),
    Command(
        ("herstellen",),
        "kom met alleen het herstelblad weer binnen als aandachtsfunctionaris",
        "turnover:recover",
        (_CODE, _NEW_WORDS, _OWN_NAME),
        "De sleutel van de vorige aandachtsfunctionaris wordt ingetrokken. Maak daarna een nieuw herstelblad.",
    ),
)  # fmt: skip
