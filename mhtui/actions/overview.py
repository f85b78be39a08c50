"""What can be done in Overzicht."""

from typing import Final

from mhtui.actions.action import CASEWORK, INTAKE, Action

_WHO: Final = CASEWORK | INTAKE


def _action(verb: str, label: str, tooltip: str, key: str, footer: int, roles: frozenset[str] = _WHO) -> Action:
    return Action(
        f"overview.{verb}", label, tooltip, (key,), screen="overview", group="Overzicht", roles=roles, footer=footer
    )


ACTIONS: Final = (
    _action("new", "Nieuw", "Legt een nieuw signaal vast op het formulier.", "n", 1),
    _action("import", "Importeren", "Neemt ingevulde signaalformulieren over uit een bestand.", "i", 2),
    _action("step", "Stap", "Legt vast wat er met deze regel gedaan is.", "s", 3),
    _action("make_case", "Casus maken", "Maakt van dit signaal een casus met een codenaam.", "c", 4, CASEWORK),
    _action("postbox", "Postvak", "Toont verzegelde signalen die als bestand binnenkwamen.", "p", 5, CASEWORK),
    _action("search", "Zoeken", "Zoekt in alles wat u mag zien.", "slash", 6),
)
