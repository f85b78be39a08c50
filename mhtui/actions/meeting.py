"""What the table can do during an overleg: one letter each, while the focus rests on the agenda."""

from typing import Final

from mhtui.actions.action import TABLE, Action

_GROUP: Final = "Overleg"


def _action(
    verb: str, label: str, tooltip: str, *keys: str, footer: int = 0, palette: bool = True, do: str = ""
) -> Action:
    return Action(
        f"meeting.{verb}",
        label,
        tooltip,
        keys,
        screen="meeting",
        group=_GROUP,
        roles=TABLE,
        footer=footer,
        palette=palette,
        do=do,
    )


ACTIONS: Final = (
    _action("start", "Overleg openen", "Begint het overleg en start de klok.", "o", footer=1),
    _action("decide", "Besluit", "Legt een besluit over dit punt vast.", "b", footer=2),
    _action("act", "Actie", "Legt vast wie wat doet, en uiterlijk wanneer.", "x", footer=3),
    _action("note", "Notitie", "Gaat naar de notitieregel; ⏎ bewaart, esc komt terug.", "n", footer=4),
    _action("question", "Vraag", "Een vraag die de aandachtsfunctionaris aan de melder stelt.", "v", footer=5),
    _action("next_item", "Volgende", "Naar het volgende punt; dit punt wordt afgevinkt.", "right", footer=6),
    _action("previous_item", "Vorige", "Terug naar het punt hiervoor.", "left"),
    _action("clock", "Klok", "Zet de klok van dit punt stil, of laat hem verder lopen.", "space", footer=7),
    _action("attend", "Aanwezig", "Wie er aan tafel zit, per functie.", "a", footer=8),
    _action("park", "Parkeren", "Zet dit punt op de volgende agenda, of maakt het weer open.", "p"),
    _action("withdraw", "Van tafel", "Haalt dit punt van tafel wegens een belang, met de reden.", "k"),
    _action("edit", "Notitie wijzigen", "Wijzigt een notitie van dit punt.", "e"),
    _action("judge", "Concepten", "Stelt de vragen die in een concept nog open staan.", "c"),
    _action("undo", "Ongedaan", "Neemt uw laatste notitie, besluit of actie terug.", "u"),
    _action("close", "Overleg sluiten", "Sluit het overleg; zegt eerst wat er nog open staat.", "o"),
    _action("series", "Andere reeks", "Kiest een andere reeks van overleggen.", "r"),
    _action("text_down", "Tekst omlaag", "Leest verder in een lange tekst.", "pagedown", palette=False),
    _action("text_up", "Tekst omhoog", "Leest terug in een lange tekst.", "pageup", palette=False),
)
