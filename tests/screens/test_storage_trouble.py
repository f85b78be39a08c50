"""What is wrong with the kluis, as the program on the screen says it: at the door, and while somebody keeps something.

At the door: what happened, what to do, and the exit code. While keeping: what was typed stays, and nothing is lost.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest
from textual.widgets import TextArea

import db.engine
from db.replay import check_store
from mhtui.casework.intake import register
from mhtui.exits import DAMAGED, STORAGE
from mhtui.guard import POLL
from mhtui.screens.problem import ProblemDialog
from mhtui.screens.signal import SignalScreen
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp, Running

AF = "aandachtsfunctionaris"
TYPED = "Een jongen verkoopt al weken bloemen bij het station."


class Mounted(NamedTuple):
    """A line of the table of mounted filesystems, as psutil gives it."""

    device: str
    mountpoint: str
    fstype: str
    opts: str


def _edit(statement: str) -> Callable[[Path], None]:
    def edit(kluis: Path) -> None:
        connection = sqlite3.connect(kluis)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return edit


@pytest.mark.parametrize(
    "spoil,said,code",
    [
        (_edit("UPDATE meta SET format = 99"), "nieuwere versie", STORAGE),
        (_edit("PRAGMA application_id=0"), "geen kluis", STORAGE),
        (_edit("UPDATE directories SET body = x'00'"), "klopt niet", DAMAGED),
        (lambda kluis: kluis.chmod(0o640), "voor anderen", STORAGE),
    ],
    ids=["newer", "another program", "damaged", "readable"],
)
async def test_at_the_door(
    spoil: Callable[[Path], None], said: str, code: int, open_app: OpenApp, desktop: Desktop
) -> None:
    """No wachtzin is asked for, something can be done, and ending gives the code."""
    spoil(desktop.store)
    before = desktop.store.read_bytes()
    async with open_app(size=(80, 24)) as running:
        assert said in " ".join(running.text.split())
        assert "Opnieuw proberen" in running.text
        assert "Wie bent u?" not in running.text
        await running.press("ctrl+q")
    assert running.app.return_code == code
    assert desktop.store.read_bytes() == before


async def test_a_network_share_at_the_door(
    open_app: OpenApp, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused unopened, with what to do instead."""
    table = [Mounted("disk", "/", "ext4", "rw"), Mounted("//gemeente/map", str(desktop.store.parent), "cifs", "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: table)
    async with open_app(size=(80, 24)) as running:
        assert "PostgreSQL" in running.text
        await running.press("ctrl+q")
    assert running.app.return_code == STORAGE


async def _type_a_signal(running: Running) -> SignalScreen:
    await running.press("n")
    screen = shown(running, SignalScreen)
    screen.query_one(TextArea).text = TYPED
    await running.press("f10")
    return screen


async def _stays(running: Running, screen: SignalScreen, said: str) -> None:
    """The trouble is told, and what was typed stands where it stood."""
    shown(running, ProblemDialog)
    assert said in " ".join(running.text.split())
    await running.press("escape")
    assert shown(running, SignalScreen) is screen
    assert screen.query_one(TextArea).text == TYPED


async def test_a_kluis_that_may_only_be_read(open_app: OpenApp, desktop: Desktop) -> None:
    """One can go in and look; keeping says why not, and not a byte was written."""
    with as_af(desktop) as desk:
        register(desk, form())
    desktop.store.chmod(0o400)
    before = desktop.store.read_bytes()
    async with open_app(AF, size=(80, 24)) as running:
        assert "S-2026-001" in running.text
        screen = await _type_a_signal(running)
        await _stays(running, screen, "In deze kluis kan niet geschreven worden.")
    assert desktop.store.read_bytes() == before


async def test_a_full_disk(open_app: OpenApp, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the signal is in the kluis, which is as sound as it was."""
    pages = desktop.store.stat().st_size // 4096
    narrow = (*db.engine._SQLITE_PRAGMAS, f"PRAGMA max_page_count={pages}")
    with monkeypatch.context() as patch:
        patch.setattr(db.engine, "_SQLITE_PRAGMAS", narrow)
        async with open_app(AF, size=(80, 24)) as running:
            screen = await _type_a_signal(running)
            await _stays(running, screen, "Er is geen ruimte meer om te bewaren.")
            with as_af(desktop) as desk:
                assert desk.store.signals.count() == 0
    assert check_store(str(desktop.store)).findings == ()


async def test_another_program_is_followed_within_a_second(open_app: OpenApp, desktop: Desktop) -> None:
    """The program looks twice a second by itself; one look is enough to show what another wrote."""
    assert POLL <= 0.5
    async with open_app(AF) as running:
        assert "S-2026-001" not in running.text
        with as_af(desktop) as desk:
            register(desk, form())
        await asyncio.to_thread(running.app.guard._look)
        await running.settle()
        assert "S-2026-001" in running.text
