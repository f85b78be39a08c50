"""Pictures of the shell: Ontgrendelen, the wizard, a place with its header and footer, and what comes over a screen.

Look at what changed before approving it: `make snapshots`, then the difference.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from db.founding import found_store
from keys.passphrase import FLOOR_POLICY
from mhtui.session import Launch
from mhtui.theme import CONTRAST, LIGHT
from tests.screens.conftest import Running, TakePicture, clock, founding
from tests.screens.rooms import ROOMS

AF = "aandachtsfunctionaris"
each_size = pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=["120x40", "80x24", "60x20"])


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kluis that says DEMO."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    found_store(str(path), replace(founding(), demo=True), clock=clock, policy=FLOOR_POLICY).store.close()
    return path


@each_size
def test_ontgrendelen(picture: TakePicture, size: tuple[int, int]) -> None:
    """Who, wachtzin, and nothing of what is inside."""
    assert picture(size=size)


@pytest.mark.parametrize("theme", [CONTRAST, LIGHT])
def test_ontgrendelen_in_another_theme(picture: TakePicture, theme: str) -> None:
    """High contrast and light."""
    assert picture(size=(80, 24), theme=theme)


def test_ontgrendelen_without_colour(picture: TakePicture, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR: who is chosen is read from a sign."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(size=(80, 24))


@each_size
def test_ontgrendelen_of_a_demonstration(picture: TakePicture, demo_file: Path, size: tuple[int, int]) -> None:
    """The wachtzinnen stand beside the holders."""
    assert picture(size=size, launch=Launch(store=str(demo_file)))


def test_a_wrong_wachtzin(picture: TakePicture) -> None:
    """One line says it."""

    async def steps(running: Running) -> None:
        await running.type("niet deze")
        await running.press("enter")

    assert picture(steps, size=(80, 24))


def test_no_kluis_yet(picture: TakePicture, tmp_path: Path) -> None:
    """A welcome."""
    assert picture(size=(80, 24), launch=Launch(store=str(tmp_path / "geen.db")))


def test_not_a_kluis(picture: TakePicture, tmp_path: Path) -> None:
    """What happened, what is safe, what to do."""
    place = tmp_path / "foto.db"
    place.write_bytes(b"geen kluis")
    place.chmod(0o600)
    assert picture(size=(80, 24), launch=Launch(store=str(place)))


@each_size
def test_first_question_of_the_wizard(picture: TakePicture, tmp_path: Path, size: tuple[int, int]) -> None:
    """A label, a line, a button."""

    async def steps(running: Running) -> None:
        await running.press("enter")
        await running.type("Kluis Lopik")

    assert picture(steps, size=size, launch=Launch(store=str(tmp_path / "geen.db")))


@each_size
def test_a_place(picture: TakePicture, size: tuple[int, int]) -> None:
    """Header and footer around the content."""
    assert picture(role=AF, size=size, places=ROOMS)


def test_help(picture: TakePicture) -> None:
    """Keys, names, what they do."""

    async def steps(running: Running) -> None:
        await running.press("f1")

    assert picture(steps, role=AF, size=(80, 24), places=ROOMS)


def test_palette(picture: TakePicture) -> None:
    """What can be done now."""

    async def steps(running: Running) -> None:
        await running.press("ctrl+p")

    assert picture(steps, role=AF, size=(80, 24), places=ROOMS)


def test_question_before_leaving(picture: TakePicture) -> None:
    """The careful answer has the focus."""

    async def steps(running: Running) -> None:
        running.app.screen.query_one("#line").focus()
        await running.type("half af")
        await running.press("ctrl+l")

    assert picture(steps, role=AF, size=(80, 24), places=ROOMS)


def test_empty_screen_that_asks(picture: TakePicture) -> None:
    """Nothing of what is behind it."""

    async def steps(running: Running) -> None:
        await running.press("f12")
        await running.press("x")

    assert picture(steps, role=AF, size=(80, 24), places=ROOMS)
