"""What can be done in Casussen, with one case, and with its text."""

from typing import Final

from mhtui.actions.action import CASEWORK, REGION, TABLE, Action

_SHARED: Final = CASEWORK | TABLE | REGION


def _list(verb: str, label: str, tooltip: str, key: str, footer: int) -> Action:
    return Action(
        f"cases.{verb}", label, tooltip, (key,), screen="cases", group="Casussen", roles=_SHARED, footer=footer
    )


def _case(
    verb: str, label: str, tooltip: str, keys: tuple[str, ...], footer: int, roles: frozenset[str] = CASEWORK
) -> Action:
    return Action(f"case.{verb}", label, tooltip, keys, screen="case", group="Casus", roles=roles, footer=footer)


def _text(verb: str, label: str, tooltip: str, key: str, footer: int) -> Action:
    return Action(
        f"shielding.{verb}",
        label,
        tooltip,
        (key,),
        screen="shielding",
        group="Afschermen",
        roles=CASEWORK,
        footer=footer,
    )


ACTIONS: Final = (
    _list("filter", "Zoeken", "Maakt de lijst korter terwijl u typt.", "slash", 1),
    _list("all", "Ook afgesloten", "Toont ook afgesloten casussen, of alleen wat open is.", "a", 2),
    _case("shield", "Afschermen", "Schrijf de tekst voor het overleg naast de brontekst.", ("a",), 1),
    _case("agenda", "Op agenda", "Zet de casus op de agenda van het volgende overleg.", ("g",), 2, _SHARED),
    _case("step", "Stap", "Legt vast wat er met deze casus gedaan is.", ("s",), 3),
    _case("withdraw", "Intrekken", "Haalt de vrijgegeven tekst bij het overleg weg, met reden.", ("i",), 4),
    _case("split", "Losmaken", "Maakt een signaal los van deze casus.", ("l",), 5),
    _case("leave", "Terug", "Gaat terug naar de lijst.", ("escape",), 6, _SHARED),
    _text("keep", "Bewaren", "Bewaart de tekst; wat vrijgegeven was wordt ingetrokken.", "f10", 1),
    _text("release", "Vrijgeven", "Beantwoord de vragen en geef de tekst vrij voor het overleg.", "f9", 2),
    _text("leave", "Terug", "Gaat terug; vraagt eerst als er iets getypt is.", "escape", 3),
)
