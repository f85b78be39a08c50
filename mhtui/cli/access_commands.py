"""The commands of `mhtui inzage`, as data."""

from typing import Final

from mhtui.cli.command import Command, Option

_ASKED: Final = Option(
    "--verzoek",
    "bestand met regels als «naam: ...», «geboren: ...», «telefoon: ...», «e-mail: ...»; - is standaardinvoer",
    "BESTAND",
    required=True,
)
ACCESS: Final = (
    Command(
        ("inzage", "zoeken"),
        "zoek in alle dossiers waar iemand voorkomt die vraagt wat er over hem of haar wordt bewaard",
        "access:find",
        (_ASKED, Option("--json", "als JSON")),
        "Ook wie zo ongeveer heet wordt gevonden: u beslist welke plekken echt over deze persoon gaan. Dat u zocht "
        "komt in het logboek, zonder de naam. De naam staat in een bestand, en nooit op de opdrachtregel.",
    ),
    Command(
        ("inzage", "maken"),
        "toon wat die persoon te lezen krijgt, en maak er met --naar een document van",
        "access:make",
        (
            _ASKED,
            Option("--kies", "een plek uit de lijst van «inzage zoeken»; mag vaker", "PLEK", many=True),
            Option("--met-partners", "noem ook welke ketenpartners zijn ingelicht"),
            Option("--naar", "waar het document komt; nooit over iets heen", "BESTAND"),
            Option("--als-vorm", "anders odt", choices=("odt", "md"), default="odt"),
            Option("--gelezen", "u las wat er zonder --naar te zien is; zonder dit wordt er niets gemaakt"),
        ),
        "Alles wat gemarkeerd is valt weg, tenzij in het bestand met het verzoek staat «laat staan: ...»; met "
        "«weglaten: ...» valt ook iets anders weg. Melders en anderen uit het dossier staan er nooit in. Of er iets "
        "gegeven kan worden (artikel 15 lid 4 AVG, artikel 41 UAVG) beslist u, zo nodig met de FG.",
    ),
)
