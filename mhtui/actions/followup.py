"""What can be done in Opvolging."""

from typing import Final

from mhtui.actions.action import CASEWORK, REGION, TABLE, Action


def _action(verb: str, label: str, tooltip: str, key: str, footer: int) -> Action:
    roles = CASEWORK | TABLE | REGION
    return Action(
        f"followup.{verb}", label, tooltip, (key,), screen="followup", group="Opvolging", roles=roles, footer=footer
    )


ACTIONS: Final = (
    _action("done", "Gedaan", "Vinkt de actie af, met de dag van vandaag.", "d", 1),
    _action("postpone", "Uitstellen", "Geeft de actie een andere uiterste dag.", "u", 2),
    _action("drop", "Vervallen", "Laat de actie vervallen, met de reden.", "v", 3),
    _action("reopen", "Heropenen", "Zet een actie die klaar of vervallen was weer open.", "h", 4),
    _action("all", "Alles", "Toont ook wat gedaan of vervallen is, of alleen wat openstaat.", "a", 5),
    _action("filter", "Zoeken", "Maakt de lijst korter terwijl u typt.", "slash", 6),
)
