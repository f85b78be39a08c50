"""On a computer that never saw the kluis the aandachtsfunctionaris compares a kenmerk on paper before coming in."""

import shutil
from pathlib import Path

import pytest
from textual.widgets import Button, Input

from db.roles import Deed
from db.store import open_store
from mhtui.casework.kenmerk import SHORT, line_of, newest, printed
from mhtui.pins import Pinboard
from mhtui.screens.kenmerk_box import NOT_TO_TELL, OTHER, KenmerkBox
from mhtui.screens.unlock import UnlockScreen
from mhtui.widgets.field import Field
from tests.screens.casefiles import as_af
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, Running, TakePicture, clock

AF = "aandachtsfunctionaris"


@pytest.fixture
def fresh(desktop: Desktop) -> Desktop:
    """A computer that lost its settings, or never had any."""
    shutil.rmtree(desktop.places.config)
    return desktop


def _paper(kluis: Path) -> str:
    """The kenmerk of now, as it is printed."""
    store = open_store(str(kluis), clock=clock)
    found = newest(store)
    store.close()
    return found


def _known(desktop: Desktop) -> bool:
    store = open_store(str(desktop.store), clock=clock)
    found = Pinboard(desktop.places).knows(store)
    store.close()
    return found


async def _at_the_door(running: Running) -> KenmerkBox:
    """Choose who, type the wachtzin, and be asked."""
    await running.settle()
    running.app.screen.query_one("#unlock--secret").focus()
    await running.type(PASSPHRASES[AF])
    await running.press("enter")
    await running.settle()
    box = running.app.screen
    assert isinstance(box, KenmerkBox)
    return box


async def _typed(running: Running, box: KenmerkBox, words: str) -> str:
    """Compare; what is said about it."""
    box.query_one(Input).value = words
    await running.press("enter")
    await running.settle()
    return box.query_one("#kenmerk", Field).complaint if box.is_current else ""


async def test_the_right_paper_lets_in_and_is_remembered(fresh: Desktop, open_app: OpenApp) -> None:
    """However it is typed; the next time nobody asks."""
    paper = _paper(fresh.store).lower().replace(" ", "-")
    async with open_app() as running:
        await _typed(running, await _at_the_door(running), paper)
        assert running.app.session.role == AF
    assert _known(fresh)
    async with open_app(AF) as running:
        assert running.app.session.role == AF


async def test_an_older_kluis_is_refused(fresh: Desktop, open_app: OpenApp, tmp_path: Path) -> None:
    """There is then no going on without; esc leads back to the door, and nothing was derived or remembered."""
    shutil.copy(fresh.store, tmp_path / "older.db")
    with as_af(fresh) as desk, desk.store.unit(Deed.LOOKED):
        pass
    paper = _paper(fresh.store)
    shutil.copy(tmp_path / "older.db", fresh.store)
    shutil.rmtree(fresh.places.config, ignore_errors=True)
    async with open_app() as running:
        box = await _at_the_door(running)
        assert await _typed(running, box, paper) == OTHER
        assert not box.query_one("#without", Button).display
        await running.press("escape")
        assert isinstance(running.app.screen, UnlockScreen)
        assert running.app.session.role is None
    assert not _known(fresh)


async def test_who_has_no_paper_goes_on_on_purpose(fresh: Desktop, open_app: OpenApp) -> None:
    """It is said plainly that nothing can be told; something else than a kenmerk is not taken for one."""
    async with open_app(toasts=True) as running:
        box = await _at_the_door(running)
        for words in ("", "wilg dommel", "A1B2"):
            assert "vijf groepen van vier" in await _typed(running, box, words)
        await running.pilot.click("#without")
        await running.settle()
        assert running.app.session.role == AF
        assert [each.message for each in running.app._notifications] == [NOT_TO_TELL]
    assert _known(fresh)


@pytest.mark.parametrize("role", ["overleg", "ketenregisseur"])
async def test_the_table_is_not_asked(fresh: Desktop, open_app: OpenApp, role: str) -> None:
    """Who has no besluitenlijst at hand comes in as before."""
    del fresh
    async with open_app(role) as running:
        assert running.app.session.role == role


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_picture(fresh: Desktop, picture: TakePicture, size: tuple[int, int]) -> None:
    """The question over the door."""
    del fresh

    async def ask(running: Running) -> None:
        await _at_the_door(running)

    assert picture(ask, size=size)


def test_a_printed_kenmerk_names_its_line(desktop: Desktop) -> None:
    """Five groups of four, of any line, and of no other."""
    with as_af(desktop) as desk:
        for _ in range(3):
            with desk.store.unit(Deed.LOOKED):
                pass
        last = desk.store.change_mark()
        paper = newest(desk.store)
        assert [len(group) for group in paper.split()] == [4] * (SHORT // 4)
        assert line_of(desk.store, paper) == last
        assert line_of(desk.store, printed("0" * 64)) is None
