"""The registry itself: every action of the program, and the questions that bindings, footer, palette and help ask it.

A screen's actions stand in a module of their own beside this one; add that module to `_MODULES` and nothing else.
It never looks at a screen class: whether an action can be done *now* is the screen's `can()`.
"""

from collections.abc import Iterable
from typing import Final

from textual.binding import Binding, BindingType

from mhtui.actions import (
    access,
    agenda,
    backups,
    cases,
    everywhere,
    figures,
    followup,
    meeting,
    office,
    overview,
    postbox,
    retention,
    signal,
    words,
)
from mhtui.actions.action import EVERYWHERE, Action, key_word
from mhtui.places import PLACES, Place

_MODULES: Final = (
    everywhere,
    overview,
    postbox,
    signal,
    cases,
    agenda,
    meeting,
    followup,
    figures,
    office,
    access,
    retention,
    backups,
    words,
)
ACTIONS: Final[tuple[Action, ...]] = tuple(action for module in _MODULES for action in module.ACTIONS)
"""Every action but going to a place; those come from `mhtui.places`."""
_BY_ID: Final = {action.id: action for action in ACTIONS}


def find(action_id: str) -> Action | None:
    """The action with this id, also of a place; None for a binding that is not ours (an arrow in a list)."""
    if action_id.startswith("go."):
        return next((place.action for place in PLACES if action_id == f"go.{place.name}"), None)
    return _BY_ID.get(action_id)


def of_screen(name: str) -> tuple[Action, ...]:
    """The actions whose `action_` methods stand on this screen."""
    return tuple(action for action in ACTIONS if action.screen == name)


def with_verb(screen: str, verb: str) -> Action | None:
    """The action of a screen that a Textual action name belongs to."""
    return next((action for action in ACTIONS if action.screen == screen and action.verb == verb), None)


def as_bindings(actions: Iterable[Action], namespace: str = "") -> list[BindingType]:
    """Textual's bindings for these actions, in order; those without a key have none."""
    return [
        Binding(
            ",".join(action.keys),
            f"{namespace}{action.call}",
            action.label,
            id=action.id,
            tooltip=action.tooltip,
            show=action.footer > 0,
            key_display=key_word(action.keys[0]),
            priority=action.priority,
        )
        for action in actions
        if action.keys
    ]


def bindings(name: str) -> list[BindingType]:
    """What a screen of this name has as its `BINDINGS`."""
    return as_bindings(of_screen(name))


def app_bindings(places: Iterable[Place] = PLACES) -> list[BindingType]:
    """`BINDINGS` of the app: the places, and what works everywhere."""
    return as_bindings([*(place.action for place in places), *of_screen(EVERYWHERE)], "app.")
