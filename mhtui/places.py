"""The places one lives in: one line each, with its key, who may go there and where its screen is.

To register a mode screen, add its line to `PLACES`: `module` is imported only when somebody goes there, `screen` is a
`mhtui.screens.base.WorkScreen` in it whose constructor takes nothing and whose `NAME` equals `name`.
What a role may not use is not shown: no key, no line in the palette.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from mhtui.actions.action import CASEWORK, INTAKE, OVERSIGHT, REGION, TABLE, Action

if TYPE_CHECKING:
    from textual.screen import Screen

UNLOCK: Final = "unlock"
"""The mode that is there before anything is open: Ontgrendelen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mode of the program."""

    name: str
    label: str
    """Dutch: header, palette, help."""
    key: str
    module: str
    screen: str
    """Name of the class in `module`."""
    roles: frozenset[str]
    tooltip: str

    def open(self) -> "Screen[None]":
        """Import the module and make the screen."""
        made = getattr(import_module(self.module), self.screen)()
        return cast("Screen[None]", made)

    @property
    def action(self) -> Action:
        """Its entry in the registry of actions."""
        return Action(
            f"go.{self.name}",
            self.label,
            self.tooltip,
            (self.key,),
            group="Ga naar",
            roles=self.roles,
            do=f"go('{self.name}')",
        )


_SHARED: Final = CASEWORK | TABLE | REGION
PLACES: Final = (
    Place(
        "overview",
        "Overzicht",
        "1",
        "mhtui.screens.overview",
        "OverviewScreen",
        CASEWORK | INTAKE,
        "Wat vandaag een hand nodig heeft, het ergste eerst.",
    ),
    Place("cases", "Casussen", "2", "mhtui.screens.cases", "CasesScreen", _SHARED, "Alle casussen die u mag zien."),
    Place(
        "agenda",
        "Agenda",
        "3",
        "mhtui.screens.agenda",
        "AgendaScreen",
        _SHARED,
        "Het volgende overleg.",
    ),
    Place("meeting", "Overleg", "4", "mhtui.screens.meeting", "MeetingScreen", TABLE, "Het overleg leiden, aan tafel."),
    Place(
        "followup",
        "Opvolging",
        "5",
        "mhtui.screens.followup",
        "FollowUpScreen",
        _SHARED,
        "Wie wat doet, en wanneer.",
    ),
    Place(
        "figures",
        "Jaarcijfers",
        "6",
        "mhtui.screens.figures",
        "FiguresScreen",
        CASEWORK | REGION,
        "De cijfers van een jaar.",
    ),
    Place(
        "office",
        "Beheer",
        "7",
        "mhtui.screens.office",
        "OfficeScreen",
        CASEWORK | OVERSIGHT,
        "Sleutelhouders en logboek.",
    ),
)
"""In the order of their keys."""


def places_for(role: str | None, places: Iterable[Place] = PLACES) -> tuple[Place, ...]:
    """The places somebody in this role may go to, in order; none while locked."""
    return tuple(place for place in places if role in place.roles)


def home_of(role: str, places: Iterable[Place] = PLACES, *, table_only: bool = False) -> Place:
    """Where somebody lands after unlocking: the first place of the role, or the meeting for `mhtui overleg`.

    Raises `LookupError` when the role has no place at all (herstel).
    """
    mine = places_for(role, places)
    if not mine:
        raise LookupError(role)
    return next((place for place in mine if table_only and place.name == "meeting"), mine[0])
