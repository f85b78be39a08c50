"""What one can do with the agenda of the next overleg, and with the besluitenlijst of an earlier one."""

from typing import Final

from mhtui.actions.action import CASEWORK, EVERYONE, REGION, Action

_GROUP: Final = "Agenda"
_OLDER: Final = "Besluitenlijst"


def _action(
    verb: str, label: str, tooltip: str, *keys: str, footer: int = 0, roles: frozenset[str] = EVERYONE
) -> Action:
    return Action(f"agenda.{verb}", label, tooltip, keys, screen="agenda", group=_GROUP, roles=roles, footer=footer)


ACTIONS: Final = (
    _action("put_case", "Casus", "Zet een vrijgegeven casus op de agenda.", "c", footer=1),
    _action("put_free", "Vrij punt", "Zet een punt op de agenda dat geen casus is.", "f", footer=2),
    _action("move_up", "Omhoog", "Zet dit punt een plaats eerder.", "ctrl+up", footer=3),
    _action("move_down", "Omlaag", "Zet dit punt een plaats later.", "ctrl+down", footer=4),
    _action("take_off", "Weghalen", "Haalt dit punt van de agenda.", "w", "delete", footer=5),
    _action(
        "move_date",
        "Verzetten",
        "Houdt dit ene overleg op een andere dag; de reeks blijft staan.",
        "v",
        footer=6,
        roles=CASEWORK | REGION,
    ),
    _action("earlier", "Eerdere", "Laat de besluitenlijst van een eerder overleg zien.", "e", footer=7),
    _action("attend", "Aanwezig", "Wie er aan tafel komt, per functie.", "a"),
    _action("along", "Wat meekomt", "Wat nog te bekijken is, de acties van vorige keer, en wie er komt.", "i"),
    _action("series", "Andere reeks", "Kiest een andere reeks van overleggen.", "r"),
    Action(
        "record.back",
        "Terug",
        "Terug naar waar u was.",
        ("escape",),
        screen="record",
        group=_OLDER,
        footer=1,
    ),
    Action(
        "record.older",
        "Eerder overleg",
        "De besluitenlijst van het overleg ervoor.",
        ("left",),
        screen="record",
        group=_OLDER,
        footer=2,
    ),
    Action(
        "record.judge",
        "Beoordelen",
        "Stelt de vragen van de eerste tekst die aan tafel open bleef; daarna staat die bij het overleg.",
        ("k",),
        screen="record",
        group=_OLDER,
        roles=CASEWORK,
        footer=4,
    ),
    Action(
        "record.drop",
        "Weggooien",
        "Gooit de eerste tekst die open bleef weg, met de reden.",
        ("x",),
        screen="record",
        group=_OLDER,
        roles=CASEWORK,
        footer=5,
    ),
    Action(
        "record.check",
        "Controleren",
        "Zoekt in deze besluitenlijst wie in de dossiers geregistreerd is; daarna mag zij rond.",
        ("o",),
        screen="record",
        group=_OLDER,
        roles=CASEWORK,
        footer=6,
    ),
    Action(
        "record.export",
        "Bewaren",
        "Bewaart een besluitenlijst die rond mag als bestand, om te printen of rond te sturen.",
        ("p",),
        screen="record",
        group=_OLDER,
        footer=7,
    ),
    Action(
        "record.newer",
        "Later overleg",
        "De besluitenlijst van het overleg erna.",
        ("right",),
        screen="record",
        group=_OLDER,
        footer=3,
    ),
)
