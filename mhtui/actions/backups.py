"""What can be done with back-ups, in Beheer."""

from typing import Final

from mhtui.actions.action import CASEWORK, OVERSIGHT, Action

_WHO: Final = CASEWORK | OVERSIGHT


def _action(verb: str, label: str, tooltip: str, key: str, footer: int, roles: frozenset[str] = _WHO) -> Action:
    return Action(
        f"backups.{verb}", label, tooltip, (key,), screen="backups", group="Back-up", roles=roles, footer=footer
    )


ACTIONS: Final = (
    _action("make", "Maken", "Maakt een back-up in de gekozen map.", "n", 1),
    _action("check", "Controleren", "Kijkt of deze back-up klopt en terug te zetten is.", "c", 2, CASEWORK),
    _action("drill", "Oefenen", "Zet deze back-up op proef terug, vergelijkt en ruimt op.", "o", 3, CASEWORK),
    _action("clear", "Opruimen", "Zegt welke oude back-ups weg kunnen, en vraagt of dat mag.", "v", 4),
    _action("settings", "Map en tijd", "Kiest de map, hoe vaak, en hoeveel er blijven.", "m", 5),
    _action("leave", "Terug", "Gaat terug naar Beheer.", "escape", 6),
)
