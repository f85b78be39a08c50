"""The aandachtsfunctionaris goes to the overleg: a fresh process that has nothing of theirs but a key for that overleg.

In the real program, in a real terminal; the memory of the process is looked through before and after.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from db.records.signal import SignalForm
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Kind, Role
from keys.ring import Ring
from mhtui.casework.audit import AT_TABLE, log_lines
from mhtui.casework.desk import Desk
from mhtui.casework.intake import register
from mhtui.session import system_clock
from tests.screens.overleg.meetings import WORDS, keys_of
from tests.terminal.conftest import Launch
from tests.terminal.memory import count_in_memory, forms_of
from tests.terminal.screen import Terminal, environment
from tests.terminal.test_overleg import act, decide, write_note

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into a process as Linux lets one"),
]

REPORTER = "Ysolde Verzonnen-Melder"
STORY = "Lichtbruin busje bij de verzonnen loods"


def as_af(kluis: Path) -> Store:
    """Open the kluis as the aandachtsfunctionaris, beside the program."""
    store = open_store(str(kluis), clock=system_clock)
    holder = next(found for found in store.holders() if found.role is Role.AF)
    store.use(Ring(holder.id, keys_of(kluis, Role.AF), ()))
    store.refresh()
    return store


@pytest.fixture
def office(kluis: Path) -> Path:
    """A kluis with one signal, beside the casus that is on the agenda."""
    store = as_af(kluis)
    register(Desk(store), SignalForm(reporter=REPORTER, narrative=STORY))
    store.close()
    return kluis


def secrets_of(kluis: Path) -> dict[str, list[bytes]]:
    """All that the table must not have of the aandachtsfunctionaris, in the forms in which it stands in memory."""
    store = as_af(kluis)
    ring = store.open_ring
    table = {place.id for place in store.places(Kind.OVERLEG)}
    words = {"wachtzin": WORDS[Role.AF], "melder": REPORTER, "verhaal": STORY}
    found = {name: forms_of(text) for name, text in words.items()}
    keys = {"root": keys_of(kluis, Role.AF).root}
    for place in store.directory.compartments:
        if place.id not in table:
            keys[f"{place.kind}-{place.epoch}-{len(keys)}"] = ring.at_epoch(place.id, place.epoch).secret
    store.close()
    return found | {name: [key, key.hex().encode()] for name, key in keys.items()}


def come_in(terminal: Terminal) -> None:
    """Type the wachtzin of the aandachtsfunctionaris, and look at the signal."""
    terminal.wait("Wachtzin", "Aandachtsfunctionaris")
    terminal.press(WORDS[Role.AF], "enter")
    terminal.wait("S-", "Wat nu")
    terminal.wait_gone("Wachtzin")
    terminal.press("enter")
    terminal.wait(STORY[:20])
    terminal.press("esc")
    terminal.wait("Wat nu")


def to_the_table(terminal: Terminal) -> list[str]:
    """Press the key for the overleg; return everything that stood on the screen on the way."""
    seen: list[str] = []
    terminal.watch(seen.append)
    terminal.press("4")
    terminal.wait("NAMEN VERGRENDELD", "Nog niet begonnen")
    terminal.wait_gone("Wachtzin")  # a screen comes in pieces: what is left of the door is not the next door
    return seen


def test_nothing_of_the_af_goes_along(launch: Launch, office: Path) -> None:
    """Root, keys of every other compartment, a melder, a story: found before, and not one of them after."""
    terminal = launch("--kluis", str(office))
    come_in(terminal)
    secrets, pid = secrets_of(office), terminal.process.pid
    before = count_in_memory(pid, secrets)
    assert [name for name, count in before.items() if not count] in ([], ["wachtzin"]), before
    seen = to_the_table(terminal)
    assert terminal.process.pid == pid
    assert count_in_memory(pid, secrets) == dict.fromkeys(secrets, 0)
    assert "AF, NAMEN VERGRENDELD" in terminal.text
    gone = next(place for place, text in enumerate(seen) if "namen open" not in text)
    assert not [text for text in seen[gone:] if "namen open" in text or STORY[:20] in text]


def test_the_af_holds_the_overleg_there(launch: Launch, office: Path) -> None:
    """Notes, decides, gives an action, goes on and back, closes; controle agrees and every entry names the AF."""
    terminal = launch("--kluis", str(office))
    come_in(terminal)
    to_the_table(terminal)
    terminal.press("o")
    terminal.wait("punt 1 van 6")
    for place in (2, 3, 4, 5, 6):
        terminal.press("right")
        terminal.wait(f"punt {place} van 6")
    terminal.press("left")
    terminal.wait("punt 5 van 6", "C-", "“Zwaluw”")
    write_note(terminal)
    terminal.press("esc")
    terminal.wait("b Besluit")
    decide(terminal)
    act(terminal)
    terminal.press("o")
    terminal.wait("Overleg sluiten?")
    terminal.press("\t", "enter")
    terminal.wait("Besluitenlijst")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    command = [sys.executable, "-m", "mhtui", "controle", "--kluis", str(office)]
    checked = subprocess.run(command, env=environment(office.parent), capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert check_store(str(office)).sound
    store = as_af(office)
    entries = store.log()
    before = next(place for place, entry in enumerate(entries) if entry.deed is Deed.TABLE_ENTERED)
    assert {Deed.MEETING_RUN, Deed.NOTE_WRITTEN, Deed.DECIDED} < {entry.deed for entry in entries[:before]}
    assert {(entry.holder, entry.at_table) for entry in entries[:before]} == {(store.me.id, True)}
    assert {line.who for line in log_lines(Desk(store))[:before]} == {f"Aandachtsfunctionaris, {AT_TABLE}"}
    store.close()


def test_leaving_the_table_goes_back_to_the_door(launch: Launch, office: Path) -> None:
    """In a fresh process again, which has nothing of the table; with the wachtzin the names are open again."""
    terminal = launch("--kluis", str(office))
    come_in(terminal)
    to_the_table(terminal)
    terminal.press("1")
    terminal.wait("Wachtzin", "Aandachtsfunctionaris")
    come_in(terminal)
    terminal.wait("namen open")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
