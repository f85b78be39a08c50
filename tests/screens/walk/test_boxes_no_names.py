"""Boxes that no walk passes by itself: at the door, and about keys. In none of them can a name be read.

Behind them stands the door or Beheer, so that what is read is the box's own; each of its buttons is used.
"""

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.widgets import Button, Input, OptionList

from db.turning import renew_sheet
from keys.directory import Role
from keys.keyfile import read_public
from keys.passphrase import FLOOR_POLICY
from keys.recovery import print_code
from mhtui.casework.desk import Desk
from mhtui.casework.handover import name_successor
from mhtui.casework.keygiving import give_key
from mhtui.keyfiles import MadeKey, make_key
from mhtui.places import PLACES
from mhtui.screens.kenmerk_box import OTHER, KenmerkBox
from mhtui.screens.key_file_box import KeyFileBox
from mhtui.screens.oversight_box import OversightBox
from mhtui.screens.unfinished_box import UnfinishedBox
from mhtui.screens.unlock import UnlockScreen
from tests.screens.casefiles import as_af
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, Running
from tests.screens.walk.gaze import Gaze
from tests.screens.walk.test_no_names import PLANTED, TOWN
from tests.screens.walk.town import settle
from tests.screens.walk.walker import AF, REGION, TABLE, out

pytestmark = pytest.mark.slow

OFFICE = tuple(place for place in PLACES if place.name == "office")
WORDS = "haven kompas zeilboot wolken"


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The municipality of the walks, made once; copy it, never open it."""
    path = tmp_path_factory.mktemp("boxes") / "kluis" / "kluis.db"
    path.parent.mkdir(mode=0o700)
    settle(path, TOWN)
    return path


@pytest.fixture
def made(tmp_path: Path) -> MadeKey:
    """A key that somebody made at home."""
    return make_key(tmp_path / "thuis", WORDS, policy=FLOOR_POLICY)


def _half_way(desk: Desk) -> str:
    """Stop a functieoverdracht after its first half; the herstelcode that ends it."""
    code = print_code(renew_sheet(desk.store))
    name_successor(desk, WORDS, policy=FLOOR_POLICY).desk.store.close()
    return code


def _fill(running: Running, selector: str, text: str) -> None:
    running.app.screen.query_one(selector, Input).value = text


async def _at_the_door(gaze: Gaze, holder: str, words: str) -> None:
    """Choose who one is by function, type the wachtzin, and look at what is asked."""
    running = gaze.running
    screen = running.app.screen
    assert isinstance(screen, UnlockScreen)
    assert screen.door is not None
    labels = [caller.label for caller in screen.door.callers]
    screen.query_one("#unlock--who", OptionList).highlighted = labels.index(holder)
    screen.query_one("#unlock--secret").focus()
    await gaze.type(words)
    await gaze.press("enter")
    await running.settle()
    await gaze.look()


async def test_the_question_for_a_kenmerk(open_app: OpenApp, desktop: Desktop) -> None:
    """Something else than a kenmerk, the kenmerk of another kluis, back to the door, and on without one."""
    shutil.rmtree(desktop.places.config)
    async with open_app() as running:
        gaze = Gaze(running)
        await _at_the_door(gaze, "Aandachtsfunctionaris", PASSPHRASES[AF])
        for typed in ("wilg dommel", "0000 0000 0000 0000 0000"):
            _fill(running, "KenmerkBox Input", typed)
            await gaze.press("enter")
            await running.settle()
            await gaze.look()
        assert OTHER in "\n".join(gaze.words)
        await gaze.press("escape")
        await _at_the_door(gaze, "Aandachtsfunctionaris", PASSPHRASES[AF])
        box = running.app.screen
        assert isinstance(box, KenmerkBox)
        assert gaze.found(PLANTED) == set()
        box.query_one("#without", Button).press()
        await running.settle()
        await gaze.look()
        assert running.app.session.role == AF


@pytest.mark.parametrize("role", [TABLE, REGION])
async def test_the_question_for_a_key_file(role: str, open_app: OpenApp, desktop: Desktop, made: MadeKey) -> None:
    """No file, back to the door, the right one; and who comes in so is not asked about a handover of others."""
    with as_af(desktop) as desk:
        give_key(desk, Role(role), read_public(made.public.read_bytes()), made.fingerprint, label="Invaller")
        _half_way(desk)
    async with open_app() as running:
        gaze = Gaze(running)
        await _at_the_door(gaze, "Invaller", WORDS)
        assert running.shows(KeyFileBox)
        _fill(running, "KeyFileBox Input", str(made.private.with_name("weg")))
        await gaze.press("enter")
        assert "Daar is geen bestand." in "\n".join(gaze.words)
        running.app.screen.query_one("#back", Button).press()
        await running.settle()
        await _at_the_door(gaze, "Invaller", WORDS)
        _fill(running, "KeyFileBox Input", str(made.private))
        await gaze.press("enter")
        await gaze.type(WORDS)
        await gaze.press("enter")
        await running.settle()
        await gaze.look()
        assert running.app.session.role == role
    assert "UnfinishedBox" not in gaze.screens
    assert gaze.found(PLANTED) == set()


async def test_the_question_about_an_unfinished_handover(open_app: OpenApp, desktop: Desktop) -> None:
    """Later, by way of Beheer, finished without the wachtzin, with a mistyped code, and taken back."""
    with as_af(desktop) as desk:
        code = _half_way(desk)
    async with open_app(AF, places=OFFICE) as running:
        gaze = Gaze(running)
        await running.settle()
        await gaze.look()
        assert running.shows(UnfinishedBox)
        running.app.screen.query_one("#later", Button).press()
        await running.settle()
        await gaze.do("office.hand_over")
        await running.settle()
        for typed, button in ((code, "#finish"), (f"{'2' if code[0] != '2' else '3'}{code[1:]}", "#undo")):
            _fill(running, "#unfinished--code Input", typed)
            running.app.screen.query_one(button, Button).press()
            await running.settle()
            await gaze.look()
        assert running.shows(UnfinishedBox)
        _fill(running, "#unfinished--code Input", code)
        running.app.screen.query_one("#undo", Button).press()
        await running.settle()
        await gaze.look()
        await out(gaze)
    assert "groep 1" in "\n".join(gaze.words)
    assert gaze.found(PLANTED) == set()


@pytest.mark.parametrize("ending", [".md", ".odt"])
async def test_the_report_of_the_oversight(open_app: OpenApp, tmp_path: Path, ending: str) -> None:
    """Days that are none, another ending, a file that is there, and the report: not on the screen, not in the file."""
    there, wanted = tmp_path / f"er-al{ending}", tmp_path / f"verslag{ending}"
    there.write_text("staat hier al")
    async with open_app(AF, places=OFFICE) as running:
        gaze = Gaze(running)
        await gaze.do("office.report")
        assert running.shows(OversightBox)
        since, file = "#oversight--since Input", "#document--file Input"
        for field, typed in ((since, "gisteren niet"), (file, str(tmp_path / "verslag.doc")), (file, str(there))):
            _fill(running, field, typed)
            await gaze.press("f10")
            await running.settle()
            await gaze.look()
            if field == since:
                _fill(running, since, "1-1-2026")
        assert running.shows(OversightBox)
        assert "wordt niet overschreven" in "\n".join(gaze.words)
        _fill(running, file, str(wanted))
        await gaze.press("f10")
        await running.settle()
        await gaze.look()
    assert gaze.found(PLANTED) == set()
    assert there.read_text() == "staat hier al"
    written = wanted.read_text() if ending == ".md" else ZipFile(wanted).read("content.xml").decode()
    assert "Toezicht op de kluis" in written
    assert [word for word in PLANTED if word in written] == []
