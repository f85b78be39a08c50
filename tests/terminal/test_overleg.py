"""An overleg in a real terminal: unlock, agenda, next item, note, decision, action, quit, unlock: all is there.

And after kill -9 right behind each acknowledgement: all is there.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from keys.directory import Role
from keys.holder import HolderKeys
from mhtui.casework.live_view import LiveItem, live_view
from mhtui.casework.planning import next_meeting
from mhtui.session import system_clock
from tests.screens.overleg.meetings import WORDS, come_in_with
from tests.terminal.conftest import Launch
from tests.terminal.screen import Terminal

pytestmark = pytest.mark.slow

NOTE = "Patroon [/] lijkt op een eerdere casus."
ALL = ("✎ Patroon [/] lijkt op een eerdere casus.", "◆ Inbreng RIEC", "□ Actie  school bellen")


def unlock(terminal: Terminal) -> None:
    """Type the wachtzin of the overleg."""
    terminal.wait("Wachtzin", "Overleg")
    terminal.press(WORDS[Role.OVERLEG], "enter")


def to_zwaluw(terminal: Terminal) -> None:
    """Begin the overleg, and go on until Zwaluw is on the table."""
    terminal.wait("Nog niet begonnen")
    terminal.press("o")
    terminal.wait("punt 1 van 6")
    for place in (2, 3, 4, 5):
        terminal.press("right")
        terminal.wait(f"punt {place} van 6")
    terminal.wait("C-", "“Zwaluw”", "Betrokkene A (16-20 jaar)")


def write_note(terminal: Terminal) -> None:
    """Write one in a hurry, until it is acknowledged."""
    terminal.press("n", NOTE, "enter")
    terminal.wait("✓ Notitie bewaard")


def decide(terminal: Terminal) -> None:
    """Decide in a hurry, until it is acknowledged: nothing is waited for in between."""
    terminal.press("b")
    terminal.press("riec", "enter", "met de geldstroom", "f10")
    terminal.wait("Besluit bewaard")


def act(terminal: Terminal) -> None:
    """Agree on an action in a hurry, until it is acknowledged."""
    terminal.press("x", "school bellen", "enter", "wijk", "enter", "+14", "enter", "enter")
    terminal.wait("Actie bewaard")


def test_what_was_written_is_there_after_quitting(launch: Launch, kluis: Path) -> None:
    """From the agenda to the table, three things written, quit, unlock again."""
    first = launch("--kluis", str(kluis), "--als", "overleg")
    unlock(first)
    first.wait("Casussen")
    first.press("3")
    first.wait("C-", "“Zwaluw”", "vandaag · gepland")
    first.press("4")
    to_zwaluw(first)
    write_note(first)
    first.press("esc")
    first.wait("b Besluit")
    decide(first)
    act(first)
    first.wait(*ALL)
    first.press("ctrl+q")
    assert first.end() == 0
    again = launch("overleg", "--kluis", str(kluis))
    unlock(again)
    again.wait("punt 5 van 6", *ALL)


def test_two_programs_at_one_table(launch: Launch, kluis: Path) -> None:
    """What one writes stands with the other without a key being pressed there, also the item that is on the table."""
    writes, reads = (launch("overleg", "--kluis", str(kluis)) for _ in range(2))
    for terminal in (writes, reads):
        unlock(terminal)
        terminal.wait("Nog niet begonnen")
    to_zwaluw(writes)
    reads.wait("punt 5 van 6")
    write_note(writes)
    reads.wait(ALL[0])
    reads.press("n", "van de ander", "enter")
    reads.wait("✓ Notitie bewaard")
    writes.wait("✎ van de ander")


def item_on_the_table(kluis: Path, keys: HolderKeys) -> LiveItem:
    """What the store holds, read by another program."""
    here = come_in_with(keys, kluis, Role.OVERLEG, system_clock)
    found = live_view(here.desk, next_meeting(here.desk, here.place).id).current
    here.store.close()
    assert found is not None
    return found


@pytest.mark.parametrize(
    "write,written",
    [
        (write_note, lambda item: [note.text for note in item.notes] == [NOTE]),
        (
            decide,
            lambda item: [(line.kind, line.text) for line in item.decisions] == [("inbreng_riec", "met de geldstroom")],
        ),
        (act, lambda item: [(row.text, row.owner) for row in item.actions] == [("school bellen", "wijkagent")]),
    ],
    ids=["note", "decision", "action"],
)
def test_what_was_acknowledged_survives_kill_9(
    launch: Launch,
    kluis: Path,
    table_today: HolderKeys,
    write: Callable[[Terminal], None],
    written: Callable[[LiveItem], bool],
) -> None:
    """The program is ended in the moment it says that it is kept: it is kept, and the next one shows it."""
    first = launch("overleg", "--kluis", str(kluis))
    unlock(first)
    to_zwaluw(first)
    write(first)
    first.kill()
    assert written(item_on_the_table(kluis, table_today))
    again = launch("overleg", "--kluis", str(kluis))
    unlock(again)
    again.wait("punt 5 van 6")
    again.wait({"write_note": ALL[0], "decide": ALL[1], "act": ALL[2]}[write.__name__])


def test_the_af_beside_the_overleg(launch: Launch, kluis: Path) -> None:
    """On one file: an action the table agrees on stands in Opvolging of the AF, and is done at the table when it is."""
    table, office = launch("overleg", "--kluis", str(kluis)), launch("--als", "af", "--kluis", str(kluis))
    unlock(table)
    office.wait("Wachtzin", "Aandachtsfunctionaris")
    office.press(WORDS[Role.AF], "enter")
    office.wait("Overzicht", "namen open")
    office.press("5")
    office.wait("Opvolging")
    to_zwaluw(table)
    act(table)
    office.wait("school bellen", "wijkagent")
    office.press("d")
    office.wait("Niets op te volgen")
    table.wait("✓ Actie  school bellen")
