"""Ontgrendelen in all its states: what it says, what it gives back, and that a wachtzin stays nowhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from mhtui.door import Caller, named, place_name
from mhtui.exits import LOCKED, STORAGE
from mhtui.screens.unlock import DERIVING, WRONG, UnlockScreen
from mhtui.screens.wizard import WizardScreen
from mhtui.session import Launch
from mhtui.widgets.callers import DEMO_PASSPHRASES, CallerList
from tests.checkout import ROOT
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp
from tests.screens.rooms import ROOMS, SecondRoom

_FIRST_FRAME = """
import json, sys
from pathlib import Path
from mhtui.app import MhtuiApp
from mhtui.places import PLACES
from mhtui.screens.unlock import UnlockScreen
from mhtui.session import Launch, Session
from mhtui.settings import Places

seen = []

def look(self):
    seen.extend(sorted({name.partition(".")[0] for name in sys.modules}))
    self.app.exit()

UnlockScreen._open_door = look
folder = Path(sys.argv[1])
MhtuiApp(Session(Launch(), places=Places(folder, folder, folder))).run(headless=True)
print(json.dumps(seen))
"""


def test_the_first_frame_waits_for_no_floor_below(tmp_path: Path) -> None:
    """When the first frame is drawn neither sqlalchemy, alembic, pydantic nor cryptography was imported."""
    command = [sys.executable, "-W", "ignore", "-c", _FIRST_FRAME, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    seen = set(json.loads(done.stdout.splitlines()[-1]))
    assert "textual" in seen
    assert seen & {"sqlalchemy", "alembic", "pydantic", "cryptography", "db", "keys", "psycopg"} == set()


async def test_where_there_is_no_kluis_it_says_what_one_can_do(open_app: OpenApp, tmp_path: Path) -> None:
    """A welcome with two buttons; the first that has the focus leads to the wizard."""
    async with open_app(launch=Launch(store=str(tmp_path / "geen.db"))) as running:
        assert "nog geen kluis" in running.text
        await running.press("enter")
        assert running.shows(WizardScreen)


@pytest.mark.slow
async def test_the_demonstration_is_one_button_away(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """It comes in its own place, says DEMO, opens with what stands on the screen, and takes nobody's place."""
    async with open_app(launch=Launch(store=str(tmp_path / "geen.db")), size=(100, 30)) as running:
        await running.click("#demo")
        assert "DEMO" in running.text
        assert "demo-overleg" in running.text
        await running.type("demo-af")
        await running.press("enter")
        assert running.app.heading.demo
    assert desktop.places.demo_store.exists()
    assert not (tmp_path / "geen.db").exists()


def test_the_wachtzinnen_on_the_screen_are_those_of_the_demonstration() -> None:
    """They are written out so that the door needs no keys."""
    from mhtui.demo.kluis import PASSPHRASES as MADE_WITH

    assert {role.value: secret for role, secret in MADE_WITH.items()} == DEMO_PASSPHRASES


@pytest.mark.parametrize(
    "content,mode,said",
    [(b"geen kluis", 0o600, "geen kluis"), (b"", 0o600, "geen kluis"), (b"geen kluis", 0o644, "voor anderen")],
)
async def test_a_kluis_that_cannot_be_opened_says_so_and_gives_its_exit_code(
    open_app: OpenApp, tmp_path: Path, content: bytes, mode: int, said: str
) -> None:
    """Title, what is safe, what to do; ending then gives 5, and nothing was written."""
    if os.name == "nt" and mode == 0o644:
        pytest.skip("Windows keeps who may read a file in an access list")
    place = tmp_path / "iets.db"
    place.write_bytes(content)
    place.chmod(mode)
    async with open_app(launch=Launch(store=str(place))) as running:
        assert said in running.text
        assert "Opnieuw proberen" in running.text
        await running.press("ctrl+q")
    assert running.app.return_code == STORAGE
    assert place.read_bytes() == content


async def test_trying_again_opens_what_was_put_right(open_app: OpenApp, desktop: Desktop) -> None:
    """The message goes away and the entrance is there."""
    desktop.store.chmod(0o644)
    async with open_app() as running:
        assert "voor anderen" in running.text
        desktop.store.chmod(0o600)
        await running.press("enter")
        assert "Wie bent u?" in running.text
        assert running.app.exit_code == 0


async def test_leaving_after_a_wrong_wachtzin_gives_locked(open_app: OpenApp) -> None:
    """Exit code 3; after a right one it is 0."""
    async with open_app(places=ROOMS) as running:
        await running.type("niet deze")
        await running.press("enter")
        assert WRONG in running.text
        assert running.app.exit_code == LOCKED
        await running.type(PASSPHRASES["aandachtsfunctionaris"])
        await running.press("enter")
        await running.press("ctrl+q")
    assert running.app.return_code == 0


async def test_a_wachtzin_typed_before_the_kluis_is_open_is_used_when_it_is(open_app: OpenApp) -> None:
    """Nobody has to wait for the door: enter is remembered."""
    async with open_app(places=ROOMS) as running:
        screen = running.app.screen
        assert isinstance(screen, UnlockScreen)
        door, screen.door = screen.door, None
        await running.type(PASSPHRASES["aandachtsfunctionaris"])
        await running.press("enter")
        assert running.app.session.role is None
        assert door is not None
        screen._door_opened(door)
        await running.settle()
        assert running.app.session.role == "aandachtsfunctionaris"


async def test_the_wachtzin_is_gone_from_the_line_while_the_key_is_derived(open_app: OpenApp) -> None:
    """The field is empty, the screen says what it does, and no worker knows the wachtzin by its description."""
    async with open_app(places=ROOMS) as running:
        secret = PASSPHRASES["aandachtsfunctionaris"]
        await running.type(secret)
        await running.pilot.press("enter")
        line = running.app.screen.query(Input)
        assert not line or line.first().value == ""
        assert all(secret not in repr(worker) for worker in running.app.workers)
        assert DERIVING in running.text or running.app.session.role is not None
        await running.settle()
        assert running.app.session.role == "aandachtsfunctionaris"


async def test_the_program_for_the_table_lets_only_the_overleg_in(open_app: OpenApp) -> None:
    """`mhtui overleg` shows one caller and lands in no place of the AF."""
    async with open_app(launch=Launch(table_only=True), places=ROOMS) as running:
        callers = running.app.screen.query_one(CallerList)
        assert [caller.role for caller in callers._callers] == ["overleg"]
        await running.type(PASSPHRASES["overleg"])
        await running.press("enter")
        assert running.shows(SecondRoom)


async def test_a_file_with_the_wachtzin_opens_without_a_question(open_app: OpenApp, tmp_path: Path) -> None:
    """`--als overleg --wachtzin-bestand F`: the first line of the file, for that holder."""
    file = tmp_path / "wachtzin.txt"
    file.write_text(PASSPHRASES["overleg"] + "\nniet deze regel\n", encoding="utf-8")
    file.chmod(0o600)
    async with open_app(launch=Launch(holder="overleg", passphrase_file=file), places=ROOMS) as running:
        assert running.app.session.role == "overleg"


async def test_a_file_with_a_wrong_wachtzin_says_so_and_asks(open_app: OpenApp, tmp_path: Path) -> None:
    """The message is the same as for a typed one; the file is not tried again after that."""
    file = tmp_path / "wachtzin.txt"
    file.write_text("mis\n", encoding="utf-8")
    file.chmod(0o600)
    async with open_app(launch=Launch(passphrase_file=file), places=ROOMS) as running:
        assert WRONG in running.text
        await running.type(PASSPHRASES["aandachtsfunctionaris"])
        await running.press("enter")
        await running.press("ctrl+l")
        assert running.app.session.role is None
        assert WRONG not in running.text


async def test_a_file_that_is_not_there_says_so(open_app: OpenApp, tmp_path: Path) -> None:
    """In the words of the command line, at the door."""
    async with open_app(launch=Launch(passphrase_file=tmp_path / "weg.txt"), places=ROOMS) as running:
        assert "kan niet gelezen worden" in str(running.app.screen.query_one("#unlock--said").render())


async def test_broken_settings_are_told_and_left_alone(open_app: OpenApp, desktop: Desktop) -> None:
    """One line at the door; the file is byte for byte what it was."""
    file = desktop.places.settings_file
    file.parent.mkdir(exist_ok=True)
    file.write_text('{"weergave": "paars"}', encoding="utf-8")
    async with open_app(size=(120, 40)) as running:
        assert "instellingen zijn niet gebruikt" in running.text
        assert "donker, licht of contrast" in running.text
    assert file.read_text(encoding="utf-8") == '{"weergave": "paars"}'


@pytest.mark.parametrize("name", ["af", "AF", "aandachtsfunctionaris", " Aandachtsfunctionaris "])
def test_a_holder_is_known_by_role_short_word_or_label(name: str) -> None:
    """`--als` takes any of them, whatever the case."""
    assert named(Caller("1", "Aandachtsfunctionaris", "aandachtsfunctionaris"), name)
    assert not named(Caller("2", "Overleg", "overleg"), name)


@pytest.mark.parametrize(
    "location,name",
    [
        ("gegevens/mhtui/kluis.db", "kluis.db"),
        ("C:\\gegevens\\kluis.db", "kluis.db"),
        ("postgresql+psycopg://af:geheim@db.lopik.example/kluis?sslmode=verify-full", "kluis"),
    ],
)
def test_the_name_of_a_place_holds_no_address_and_no_password(location: str, name: str) -> None:
    """The last part only."""
    assert place_name(location) == name
