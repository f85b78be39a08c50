"""What can be done in the postvak."""

from typing import Final

from mhtui.actions.action import CASEWORK, Action


def _action(verb: str, label: str, tooltip: str, key: str, footer: int) -> Action:
    return Action(
        f"postbox.{verb}", label, tooltip, (key,), screen="postbox", group="Postvak", roles=CASEWORK, footer=footer
    )


ACTIONS: Final = (
    _action("take", "Innemen", "Maakt van dit verzegelde bestand een signaal en haalt het uit het postvak.", "i", 1),
    _action("take_all", "Alles innemen", "Neemt alles in wat er ligt; wat niet kan blijft liggen.", "a", 2),
    _action("discard", "Weggooien", "Gooit dit bestand weg zonder er een signaal van te maken.", "x", 3),
    _action("leave", "Terug", "Gaat terug naar Overzicht.", "escape", 4),
)
