"""Locking puts a fresh process in the place of the old one: nothing of what was open is left in memory or on screen."""

import sys
from pathlib import Path

import pytest

from db.records.signal import SignalForm
from db.store import open_store
from keys.directory import Role
from keys.holder import HolderKeys
from keys.ring import Ring
from mhtui.casework.desk import Desk
from mhtui.casework.intake import register
from mhtui.session import system_clock
from tests.screens.overleg.meetings import WORDS, keys_of
from tests.terminal.conftest import Launch
from tests.terminal.memory import count_in_memory
from tests.terminal.screen import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into a process as Linux lets one"),
]

REPORTER = "Ysolde Verzonnen-Melder"
STORY = "Lichtbruin busje bij de verzonnen loods"


@pytest.fixture
def office(kluis: Path) -> Path:
    """A kluis with one signal."""
    store = open_store(str(kluis), clock=system_clock)
    keys: HolderKeys = keys_of(kluis, Role.AF)
    holder = next(found for found in store.holders() if found.role is Role.AF)
    store.use(Ring(holder.id, keys, ()))
    store.refresh()
    register(Desk(store), SignalForm(reporter=REPORTER, narrative=STORY))
    store.close()
    return kluis


def come_in(terminal: Terminal) -> None:
    """Type the wachtzin of the aandachtsfunctionaris."""
    terminal.wait("Wachtzin", "Aandachtsfunctionaris")
    terminal.press(WORDS[Role.AF], "enter")
    terminal.wait("S-", "Wat nu")
    terminal.wait_gone("Wachtzin")  # a screen comes in pieces: what is left of the door is not the next door


def test_nothing_is_left_after_locking(launch: Launch, office: Path) -> None:
    """The wachtzin, a melder and a story are there before, and not after; the same process number goes on."""
    terminal = launch("--kluis", str(office))
    come_in(terminal)
    terminal.press("enter")
    terminal.wait(STORY[:20])
    pid = terminal.process.pid
    secrets = [WORDS[Role.AF], REPORTER, STORY]
    before = count_in_memory(pid, secrets)
    assert before[REPORTER] > 0, before
    assert before[STORY] > 0, before
    terminal.press("ctrl+l")
    terminal.wait("Wachtzin", "Aandachtsfunctionaris")
    assert count_in_memory(pid, secrets) == dict.fromkeys(secrets, 0)
    come_in(terminal)
    terminal.press("ctrl+q")
    assert terminal.end() == 0


def test_what_is_typed_too_early_is_not_shown(launch: Launch, office: Path) -> None:
    """Somebody locks and is already typing the wachtzin: not one letter of it stands on the terminal, at any moment."""
    terminal = launch("--kluis", str(office))
    come_in(terminal)
    seen: list[str] = []
    terminal.watch(seen.append)
    terminal.press("ctrl+l")
    assert terminal.type_until("ß", "Wachtzin", "Aandachtsfunctionaris") > 3
    assert not [text for text in seen if "ß" in text]


def test_the_terminal_is_as_it_was_afterwards(launch: Launch, office: Path) -> None:
    """What is typed shows again after the program ended, also when it was replaced on the way."""
    terminal = launch("--kluis", str(office))
    terminal.wait("Wachtzin")
    assert not terminal.echoes
    come_in(terminal)
    terminal.press("ctrl+l")
    terminal.wait("Wachtzin", "Aandachtsfunctionaris")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert terminal.echoes
