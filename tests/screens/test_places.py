"""The registry and the screens agree: every place opens, and every action has somebody who does it."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import mhtui.screens
from keys.directory import Role
from mhtui.actions.action import EVERYONE, EVERYWHERE
from mhtui.actions.registry import ACTIONS
from mhtui.app import MhtuiApp
from mhtui.places import PLACES, Place
from mhtui.screens.base import WorkScreen


def all_screens() -> dict[str, type[WorkScreen[object]]]:
    """Every screen of the program by its name in the registry."""
    for module in pkgutil.iter_modules(mhtui.screens.__path__, "mhtui.screens."):
        importlib.import_module(module.name)

    def below(kind: type[WorkScreen[object]]) -> Iterator[type[WorkScreen[object]]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    return {kind.NAME: kind for kind in below(WorkScreen) if kind.__module__.startswith("mhtui.")}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_opens_the_screen_it_names(place: Place) -> None:
    """The module has the class, and both call themselves the same."""
    screen = getattr(importlib.import_module(place.module), place.screen)
    assert issubclass(screen, WorkScreen)
    assert place.name == screen.NAME
    assert screen.LABEL
    assert place.roles


def test_every_action_has_a_method_on_its_screen_or_on_the_app() -> None:
    """No key and no line of the palette does nothing."""
    screens = all_screens()
    owners = {action.id: MhtuiApp if action.screen == EVERYWHERE else screens.get(action.screen) for action in ACTIONS}
    missing = [action.id for action in ACTIONS if not hasattr(owners[action.id], f"action_{action.verb}")]
    assert missing == []


def test_the_roles_of_the_registry_are_those_of_the_directory() -> None:
    """They are written out so that the first frame needs no keys; the herstelblad does not work here."""
    assert {role.value for role in Role} - {Role.RECOVERY.value} == EVERYONE
    assert all(action.roles and action.roles <= EVERYONE for action in ACTIONS)
