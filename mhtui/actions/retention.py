"""What can be done with closed dossiers: keep one longer, destroy one, and declare that."""

from typing import Final

from mhtui.actions.action import Action

_DECIDES: Final = frozenset({"aandachtsfunctionaris"})
"""Who decides about destroying."""


def _deed(verb: str, label: str, tooltip: str, key: str, *, footer: int) -> Action:
    return Action(
        f"retention.{verb}",
        label,
        tooltip,
        (key,),
        screen="retention",
        group="Bewaren en vernietigen",
        roles=_DECIDES,
        footer=footer,
    )


ACTIONS: Final = (
    _deed("all", "Alles", "Toont ook wat nog niet weg mag en wat al vernietigd is.", "a", footer=1),
    _deed("postpone", "Uitstellen", "Bewaart het dossier langer, tot een dag en met een reden.", "u", footer=2),
    _deed("destroy", "Vernietigen", "Vernietigt het dossier voorgoed; vraagt het nummer nog een keer.", "v", footer=3),
    _deed("declare", "Verklaring", "Maakt de verklaring van een dossier dat vernietigd is.", "d", footer=4),
    _deed("term", "Termijn", "Toont en verandert de bewaartermijn, met een reden.", "t", footer=5),
    _deed("leave", "Terug", "Gaat terug naar Beheer.", "escape", footer=6),
)
