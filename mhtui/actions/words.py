"""What can be done with the list of known words."""

from typing import Final

from mhtui.actions.action import CASEWORK, Action


def _word(verb: str, label: str, tooltip: str, *keys: str, footer: int) -> Action:
    return Action(
        f"words.{verb}", label, tooltip, keys, screen="words", group="Bekende woorden", roles=CASEWORK, footer=footer
    )


ACTIONS: Final = (
    _word("filter", "Zoeken", "Maakt de lijst korter terwijl u typt.", "slash", footer=1),
    _word("add", "Toevoegen", "Zet een woord of een naam van een organisatie op de lijst.", "n", footer=2),
    _word(
        "take_out",
        "Weghalen",
        "Haalt het woord onder de cursor van de lijst; teksten die erop rustten worden ingetrokken.",
        "w",
        "delete",
        footer=3,
    ),
    _word("undo", "Ongedaan", "Zet het woord dat u het laatst weghaalde terug op de lijst.", "u", footer=4),
    _word("leave", "Terug", "Gaat terug.", "escape", footer=5),
)
