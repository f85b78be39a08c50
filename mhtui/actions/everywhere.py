"""What works on every screen; the app carries it out."""

from typing import Final

from mhtui.actions.action import CASEWORK, TABLE, Action

ACTIONS: Final = (
    Action(
        "everywhere.table",
        "Naar het overleg",
        "Opent Overleg in een vers proces dat geen naam kan openen, onder uw eigen functie.",
        ("4",),
        group="Ga naar",
        roles=CASEWORK,
    ),
    Action(
        "everywhere.desk",
        "Naar de werktafel",
        "Verlaat het overleg; met uw wachtzin gaan de namen weer open.",
        ("1",),
        group="Ga naar",
        roles=TABLE,
    ),
    Action("everywhere.help", "Hulp", "Laat zien wat u hier kunt doen.", ("question_mark", "f1"), footer=97),
    Action("everywhere.palette", "Opdrachten", "Zoek een opdracht bij naam.", ("ctrl+p",), footer=98, palette=False),
    Action(
        "everywhere.blank",
        "Scherm leeg",
        "Maakt het scherm leeg; met uw wachtzin komt alles terug.",
        ("f12",),
        priority=True,
    ),
    Action(
        "everywhere.lock",
        "Vergrendelen",
        "Vergrendelt de kluis en vergeet alles wat open stond.",
        ("ctrl+l",),
        priority=True,
    ),
    Action("everywhere.theme", "Weergave kiezen", "Donker, licht of hoog contrast."),
    Action(
        "everywhere.quit",
        "Afsluiten",
        "Sluit het programma; alles wat bewaard is blijft bewaard.",
        ("ctrl+q",),
        footer=99,
    ),
)
