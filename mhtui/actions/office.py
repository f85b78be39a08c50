"""What can be done in Beheer."""

from typing import Final

from mhtui.actions.action import CASEWORK, OVERSIGHT, Action

_WHO: Final = CASEWORK | OVERSIGHT

ACTIONS: Final = (
    Action(
        "office.check",
        "Controle",
        "Kijkt of alles in de kluis nog klopt met het logboek.",
        ("c",),
        screen="office",
        group="Beheer",
        roles=_WHO,
        footer=1,
    ),
    Action(
        "office.holders",
        "Sleutelhouders",
        "Wie een sleutel van deze kluis heeft, en wat die opent.",
        ("s",),
        screen="office",
        group="Beheer",
        roles=_WHO,
        footer=2,
        do="show('holders')",
    ),
    Action(
        "office.log",
        "Logboek",
        "Wie wat wanneer deed of inzag, de nieuwste regel boven.",
        ("l",),
        screen="office",
        group="Beheer",
        roles=_WHO,
        footer=3,
        do="show('log')",
    ),
)
