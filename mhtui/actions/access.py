"""What can be done with a request to know what is held about a person: look, choose, judge, read, make."""

from typing import Final

from mhtui.actions.action import Action


def _deed(verb: str, label: str, tooltip: str, key: str, *, footer: int) -> Action:
    return Action(
        f"access.{verb}",
        label,
        tooltip,
        (key,),
        screen="access",
        group="Verzoek om inzage",
        roles=frozenset({"aandachtsfunctionaris"}),
        footer=footer,
    )


ACTIONS: Final = (
    _deed("search", "Zoeken", "Vraagt naam en gegevens, en zoekt die in alle dossiers.", "n", footer=1),
    _deed("choose", "Kiezen", "Zegt dat deze plek echt over deze persoon gaat, of toch niet.", "space", footer=2),
    _deed("words", "Markeringen", "Wat wegvalt, wat blijft staan, en wat u ook weglaat.", "v", footer=3),
    _deed("read", "Lezen", "Toont het hele document, zoals deze persoon het krijgt.", "l", footer=4),
    _deed("make", "Maken", "Maakt het document, nadat u het las.", "m", footer=5),
    _deed("leave", "Terug", "Gaat terug naar Beheer; wat u koos wordt vergeten.", "escape", footer=6),
)
