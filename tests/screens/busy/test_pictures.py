"""Pictures of the screens of the work, each on the same busy kluis, at home and on a small terminal.

Look at what changed before approving it: `make snapshots`, then the difference.
"""

from pathlib import Path
from typing import Final

import pytest
from textual.widgets import Input, Static

from mhtui.theme import CONTRAST
from tests.screens.conftest import Running, Steps, TakePicture

AF: Final = "aandachtsfunctionaris"
SIZES: Final = ((120, 40), (80, 24))


def keys(*pressed: str) -> Steps:
    """Press these, one after the other."""

    async def steps(running: Running) -> None:
        for key in pressed:
            await running.press(key)

    return steps


async def look_for_lopik(running: Running) -> None:
    """Search."""
    await running.press("slash")
    await running.type("lopik")
    await running.settle()


async def partner_told(running: Running) -> None:
    """A step with a partner and a day."""
    await running.press("s", "enter", *("down" for _ in range(5)), "enter")


async def import_from_home(running: Running) -> None:
    """The folder of this test has no name to show."""
    await running.press("i")
    running.app.screen.query_one("#import--path", Input).placeholder = str(Path("/", "home", "af"))


async def controle(running: Running) -> None:
    """What controle says, without the digest that is another in each kluis."""
    await running.press("7", "c")
    said = running.app.screen.query_one("#office--tail", Static)
    said.update("Nagelezen: logboek 15, kluis 79 regels.")


SCENES: Final[dict[str, tuple[str, Steps]]] = {
    "overzicht": (AF, keys()),
    "signaal": (AF, keys("end", "enter")),
    "nieuw-signaal": (AF, keys("n")),
    "stap": (AF, partner_told),
    "casus-maken": (AF, keys("c")),
    "zoeken": (AF, look_for_lopik),
    "importeren": (AF, import_from_home),
    "casussen": (AF, keys("2")),
    "casus": (AF, keys("2", "end", "enter")),
    "casus-aan-tafel": ("overleg", keys("2", "enter")),
    "afschermen": (AF, keys("2", "end", "enter", "a")),
    "vrijgeven": (AF, keys("2", "enter", "a", "f9", "n", "n", "f10")),
    "op-agenda": (AF, keys("2", "end", "enter", "g")),
    "agenda": (AF, keys("3")),
    "opvolging": (AF, keys("5")),
    "uitstellen": (AF, keys("5", "u")),
    "jaarcijfers": (AF, keys("6")),
    "jaar-op-jaar": (AF, keys("6", "j")),
    "logboek": (AF, keys("7", "l")),
    "controle": (AF, controle),
}


@pytest.mark.parametrize("size", SIZES, ids=["120x40", "80x24"])
@pytest.mark.parametrize("scene", SCENES)
def test_scene(
    scene: str, size: tuple[int, int], picture: TakePicture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One screen, as somebody in the middle of the work sees it."""
    home = tmp_path / "af"
    (home / "formulieren").mkdir(parents=True)
    (home / "signaal.docx").touch()
    monkeypatch.setenv("HOME", str(home))
    role, steps = SCENES[scene]
    assert picture(steps, role=role, size=size)


@pytest.mark.parametrize("scene", ["signaal", "stap", "vrijgeven", "opvolging", "casus"])
def test_scene_seen_from_afar(scene: str, picture: TakePicture) -> None:
    """Sixty columns and twenty rows break nothing."""
    role, steps = SCENES[scene]
    assert picture(steps, role=role, size=(60, 20))


DAILY: Final = ("overzicht", "signaal", "casus", "agenda", "opvolging")
"""The screens somebody looks at all day."""


@pytest.mark.parametrize("scene", DAILY)
def test_scene_in_high_contrast(scene: str, picture: TakePicture) -> None:
    """White on black, and every sign with its word."""
    role, steps = SCENES[scene]
    assert picture(steps, role=role, size=(80, 24), theme=CONTRAST)


@pytest.mark.parametrize("scene", DAILY)
def test_scene_without_colour(scene: str, picture: TakePicture, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR: where the cursor is and what needs a hand is read from signs and words."""
    monkeypatch.setenv("NO_COLOR", "1")
    role, steps = SCENES[scene]
    assert picture(steps, role=role, size=(80, 24))
