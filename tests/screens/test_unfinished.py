"""A handover that stopped half way, and a key made elsewhere, on the screen: asked at the door, ended in either way."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from db.replay import check_store
from db.store import open_store
from db.turning import renew_sheet
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from keys.recovery import print_code
from mhtui.casework.desk import Desk
from mhtui.casework.handover import name_successor
from mhtui.keyfiles import MadeKey, make_key
from mhtui.places import PLACES
from mhtui.screens.key_file_box import KeyFileBox
from mhtui.screens.keyring_forms import GiveKey
from mhtui.screens.office import OfficeScreen
from mhtui.screens.unfinished_box import UnfinishedBox
from mhtui.screens.unlock import UnlockScreen
from mhtui.widgets.dialog import Told
from mhtui.widgets.field import Choice, Field
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, Running, TakePicture, clock

WITH_OFFICE = tuple(place for place in PLACES if place.name == "office")
AF = "aandachtsfunctionaris"
WORDS = "haven kompas zeilboot wolken"


@pytest.fixture
def code(desktop: Desktop) -> str:
    """A handover that stopped after its first half; the herstelcode with which it can be ended."""
    store = open_store(str(desktop.store), clock=clock)
    store.unlock(store.holders()[0].id, PASSPHRASES[AF], policy=FLOOR_POLICY)
    found = print_code(renew_sheet(store))
    name_successor(Desk(store), WORDS, policy=FLOOR_POLICY).desk.store.close()
    store.close()
    return found


def _office(desktop: Desktop) -> list[str]:
    store = open_store(str(desktop.store), clock=clock)
    found = [each.label for each in store.holders() if each.role is Role.AF]
    store.close()
    return found


def _fill(running: Running, name: str, text: str) -> None:
    running.app.screen.query_one(f"#{name} Input", Input).value = text


async def test_who_leaves_takes_it_back(open_app: OpenApp, desktop: Desktop, code: str) -> None:
    """A mistyped code is told with its group; afterwards nobody asks again."""
    async with open_app(AF, places=WITH_OFFICE) as running:
        await running.settle()
        box = running.app.screen
        assert isinstance(box, UnfinishedBox)
        _fill(running, "unfinished--code", f"{'2' if code[0] != '2' else '3'}{code[1:]}")
        await running.click("#undo")
        assert "groep 1" in box.query_one("#unfinished--code", Field).complaint
        _fill(running, "unfinished--code", code)
        await running.click("#finish")
        assert "eigen wachtzin" in box.query_one("#unfinished--words", Field).complaint
        await running.click("#undo")
        await running.settle()
    assert _office(desktop) == ["Aandachtsfunctionaris"]
    assert check_store(str(desktop.store)).sound
    async with open_app(AF, places=WITH_OFFICE) as running:
        await running.settle()
        assert running.shows(OfficeScreen)


async def test_it_is_finished_at_the_keyboard_of_who_leaves(open_app: OpenApp, desktop: Desktop, code: str) -> None:
    """Later is possible, and Overdragen in Beheer comes back to it; then who left is locked out."""
    async with open_app(AF, places=WITH_OFFICE, toasts=True) as running:
        await running.settle()
        await running.press("escape", "7", "o")
        await running.settle()
        assert running.shows(UnfinishedBox)
        _fill(running, "unfinished--code", code)
        _fill(running, "unfinished--words", WORDS)
        await running.click("#finish")
        await running.settle()
        assert running.shows(UnlockScreen)
        assert running.app.session.role is None
    assert _office(desktop) == ["Aandachtsfunctionaris 2"]
    assert check_store(str(desktop.store)).sound


async def test_the_successor_finishes_it(open_app: OpenApp, desktop: Desktop, code: str) -> None:
    """With the herstelcode alone; there is no taking back in their own session."""
    async with open_app() as running:
        session = running.app.session
        successor = session.store.holders()[-1]
        running.app.enter(await asyncio.to_thread(session.unlock, successor.id, WORDS))
        await running.settle()
        box = running.app.screen
        assert isinstance(box, UnfinishedBox)
        assert not box.query("#undo")
        _fill(running, "unfinished--code", code)
        await running.click("#finish")
        await running.settle()
        assert session.role == AF
    assert _office(desktop) == ["Aandachtsfunctionaris 2"]


@pytest.fixture
def made(tmp_path: Path) -> MadeKey:
    """A key that somebody made at home."""
    return make_key(tmp_path / "ans", WORDS, policy=FLOOR_POLICY)


async def test_a_key_made_elsewhere_is_given_and_comes_in(open_app: OpenApp, desktop: Desktop, made: MadeKey) -> None:
    """After its fingerprint was read out loud; at the door the file is asked for, then its wachtzin opens it."""
    async with open_app(AF, places=WITH_OFFICE) as running:
        await running.press("7", "n")
        box = running.app.screen
        assert isinstance(box, GiveKey)
        box.query_one(Choice).value = "fg"
        _fill(running, "keys--public", str(made.private))
        await running.press("f10")
        assert "voorlezen" in box.query_one("#keys--mark", Field).complaint
        _fill(running, "keys--mark", "0000")
        await running.press("f10")
        await running.settle()
        assert "geen openbare sleutel" in box.query_one("#keys--public", Field).complaint
        _fill(running, "keys--public", str(made.public))
        await running.press("f10")
        await running.settle()
        assert "niet die van deze openbare sleutel" in box.query_one("#keys--mark", Field).complaint
        _fill(running, "keys--mark", made.fingerprint.lower())
        await running.press("f10")
        await running.settle()
        assert running.shows(OfficeScreen)
    async with open_app() as running:
        door = running.app.screen
        assert isinstance(door, UnlockScreen)
        door.query_one("#unlock--who").highlighted = 3  # type: ignore[attr-defined]  # the list of callers
        door.query_one("#unlock--secret").focus()
        await running.type(WORDS)
        await running.press("enter")
        await running.settle()
        assert isinstance(running.app.screen, KeyFileBox)
        running.app.screen.query_one(Input).value = str(made.private.with_name("weg"))
        await running.press("enter")
        assert running.shows(KeyFileBox)
        running.app.screen.query_one(Input).value = str(made.private)
        await running.press("enter")
        await running.type(WORDS)
        await running.press("enter")
        await running.settle()
        assert running.app.session.role == "fg"
    assert check_store(str(desktop.store)).sound


async def test_a_successor_with_a_key_made_elsewhere(open_app: OpenApp, desktop: Desktop, made: MadeKey) -> None:
    """It stops half way on purpose, and says who goes on."""
    store = open_store(str(desktop.store), clock=clock)
    store.unlock(store.holders()[0].id, PASSPHRASES[AF], policy=FLOOR_POLICY)
    code = print_code(renew_sheet(store))
    store.close()
    async with open_app(AF, places=WITH_OFFICE) as running:
        await running.press("7", "o")
        await running.settle()
        for name, text in (("code", code), ("public", str(made.public)), ("mark", made.fingerprint)):
            _fill(running, f"keys--{name}", text)
        await running.press("f10")
        await running.settle()
        assert running.shows(Told)
        assert "heeft een sleutel en u ook" in " ".join(running.text.split())
    assert _office(desktop) == ["Aandachtsfunctionaris", "Aandachtsfunctionaris 2"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
def test_picture(picture: TakePicture, code: str, size: tuple[int, int]) -> None:
    """What who leaves is asked."""
    del code

    async def steps(running: Running) -> None:
        await running.press("escape")
        await running.settle()
        running.app.screen.query_one("#office--fingerprint", Static).update("")  # another one in every kluis
        await running.press("o")
        await running.settle()

    assert picture(steps, role=AF, size=size, places=WITH_OFFICE)
