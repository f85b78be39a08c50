"""What can be done with one signal."""

from typing import Final

from mhtui.actions.action import CASEWORK, INTAKE, Action

_WHO: Final = CASEWORK | INTAKE


def _action(
    verb: str, label: str, tooltip: str, keys: tuple[str, ...], footer: int, *, priority: bool = False
) -> Action:
    return Action(
        f"signal.{verb}",
        label,
        tooltip,
        keys,
        screen="signal",
        group="Signaal",
        roles=_WHO,
        footer=footer,
        priority=priority,
    )


ACTIONS: Final = (
    _action("keep", "Bewaren", "Bewaart het formulier.", ("f10",), 1),
    _action("reveal", "Melder tonen", "Toont de naam van de melder een halve minuut; komt in het logboek.", ("f6",), 2),
    _action("add_person", "Betrokkene erbij", "Voegt een betrokkene toe aan het formulier.", ("f7",), 3),
    _action("step", "Stap", "Legt vast wat er met dit signaal gedaan is.", ("f8",), 4),
    _action("leave", "Terug", "Gaat terug; vraagt eerst als er iets getypt is.", ("escape",), 5),
)
