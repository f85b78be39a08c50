"""What can be done at this moment, and on what: the one question that palette and help ask the registry.

It runs nothing by itself; whether an action is possible is asked of the screen and of the app.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.screen import Screen

from mhtui.actions.action import EVERYWHERE, Action
from mhtui.actions.registry import of_screen
from mhtui.places import places_for
from mhtui.screens.base import WorkScreen

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp


@dataclass(frozen=True)
class Offer:
    """An action that can be done now, and on what."""

    action: Action
    namespace: DOMNode

    def run(self, app: "MhtuiApp") -> None:
        """Do it, once what offered it is gone."""
        app.call_later(app.run_action, self.action.call, self.namespace)


def offers(app: "MhtuiApp", screen: Screen[object]) -> list[Offer]:
    """What can be done on this screen: its own actions first, then the places, then what works everywhere."""
    name = screen.NAME if isinstance(screen, WorkScreen) else None
    found: list[tuple[Action, DOMNode]] = [(action, screen) for action in of_screen(name)] if name else []
    found += [(place.action, app) for place in places_for(app.session.role, app.places)]
    found += [(action, app) for action in of_screen(EVERYWHERE)]
    return [Offer(action, node) for action, node in found if _possible(action, node)]


def _possible(action: Action, node: DOMNode) -> bool:
    """Whether the action can be done at this moment."""
    parameters = (action.id.partition(".")[2],) if action.verb == "go" else ()
    return bool(node.check_action(action.verb, parameters))
