"""What can be done in Beheer."""

from typing import Final

from mhtui.actions.action import CASEWORK, OVERSIGHT, Action

_WHO: Final = CASEWORK | OVERSIGHT
_KEYS: Final = frozenset({"aandachtsfunctionaris"})
"""Who gives keys and takes them back."""

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
    Action(
        "office.give",
        "Sleutel geven",
        "Geeft iemand een sleutel, met precies wat bij de rol hoort.",
        ("n",),
        screen="office",
        group="Sleutels",
        roles=_KEYS,
        footer=4,
    ),
    Action(
        "office.take_back",
        "Intrekken",
        "Neemt de sleutel onder de cursor terug; alles krijgt nieuwe sleutels.",
        ("i",),
        screen="office",
        group="Sleutels",
        roles=_KEYS,
        footer=5,
    ),
    Action(
        "office.hand_over",
        "Overdragen",
        "Draagt uw functie over aan een opvolger, stap voor stap.",
        ("o",),
        screen="office",
        group="Sleutels",
        roles=_KEYS,
        footer=6,
    ),
    Action(
        "office.words",
        "Wachtzin wijzigen",
        "Zet een andere wachtzin voor uw eigen sleutel.",
        ("w",),
        screen="office",
        group="Sleutels",
        roles=_WHO,
        footer=0,
    ),
    Action(
        "office.turn",
        "Sleutels vernieuwen",
        "Geeft alles nieuwe sleutels, zonder dat iemand vertrekt.",
        ("r",),
        screen="office",
        group="Sleutels",
        roles=_KEYS,
        footer=0,
    ),
    Action(
        "office.new_sheet",
        "Nieuw herstelblad",
        "Maakt een nieuw herstelblad; het oude opent daarna niets meer.",
        ("h",),
        screen="office",
        group="Sleutels",
        roles=_KEYS,
        footer=0,
    ),
)
