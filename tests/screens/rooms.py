"""Two bare places for the tests of the shell: header, footer, lock and palette do not depend on the work of a place.

They stand where Overzicht and Agenda stand, under names that no action of the registry belongs to.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from textual.widget import Widget
from textual.widgets import Input, Static

from mhtui.actions.action import CASEWORK, REGION, TABLE
from mhtui.places import Place
from mhtui.plain import plain
from mhtui.screens.base import WorkScreen

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk


class Room(WorkScreen[None]):
    """Counts how often it read; has a line to type in."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0
        self.awake = False

    def content(self) -> Iterable[Widget]:
        """A text and a line."""
        yield Static(plain(self.LABEL), id="room")
        yield Input(id="line")

    def load(self) -> None:
        """Read something that needs an open kluis."""

        def job(desk: "Desk") -> str:
            return str(desk.store.role)

        self.ask(job, self._show)

    def _show(self, role: str) -> None:
        self.reads += 1
        self.query_one("#room", Static).update(plain(f"{self.LABEL} {role}"))

    @property
    def has_changes(self) -> bool:
        """Whether something was typed."""
        return bool(self.query_one("#line", Input).value)

    @property
    def keeps_awake(self) -> bool:
        """Whether a meeting runs here."""
        return self.awake


class FirstRoom(Room):
    """Only for the casework."""

    NAME = "first_room"
    LABEL = "Overzicht"


class SecondRoom(Room):
    """For everybody."""

    NAME = "second_room"
    LABEL = "Agenda"


def _room(name: str, label: str, key: str, screen: str, roles: frozenset[str]) -> Place:
    return Place(name, label, key, __name__, screen, roles, f"{label} van de test.")


ROOMS: Final = (
    _room("overview", "Overzicht", "1", "FirstRoom", CASEWORK),
    _room("agenda", "Agenda", "3", "SecondRoom", CASEWORK | TABLE | REGION),
)
