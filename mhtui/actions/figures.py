"""What can be done in Jaarcijfers."""

from typing import Final

from mhtui.actions.action import CASEWORK, REGION, Action

_WHO: Final = CASEWORK | REGION


def _action(verb: str, label: str, tooltip: str, keys: tuple[str, ...], footer: int) -> Action:
    return Action(
        f"figures.{verb}", label, tooltip, keys, screen="figures", group="Jaarcijfers", roles=_WHO, footer=footer
    )


ACTIONS: Final = (
    _action("earlier", "Vorig jaar", "Toont het jaar ervoor.", ("v", "left"), 1),
    _action("later", "Later jaar", "Toont het jaar erna.", ("l", "right"), 2),
    _action("compare", "Jaar op jaar", "Zet de gekozen tabel van alle jaren naast elkaar.", ("j",), 3),
    _action("export", "Exporteren", "Schrijft alle tabellen van dit jaar naar een bestand.", ("e",), 4),
)
