"""Words that break careless screens, in every place somebody can write, past every screen and box: only text.

Markup, control codes, other directions, wide letters and 20,000 characters stand in names, texts, notes, decisions,
actions, functions, series and the name of the kluis. What only the aandachtsfunctionaris opens, `test_hostile` walks.
"""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.screens.conftest import Desktop, OpenApp
from tests.screens.hostile import BRACKETS, CONTROL, LONG, RIGHT_TO_LEFT, WIDE
from tests.screens.walk.outing import stroll
from tests.screens.walk.town import Words, settle
from tests.screens.walk.walker import REGION, TABLE

pytestmark = pytest.mark.slow

_CONTROL: Final = re.sub("[\ud800-\udfff]", "", CONTROL)
"""No kluis keeps half a character."""
EVERY: Final = (BRACKETS, RIGHT_TO_LEFT, LONG, _CONTROL, WIDE)
TOWN: Final = Words(
    store=BRACKETS,
    series=(f"1 {BRACKETS}", f"2 {_CONTROL}", f"3 {BRACKETS}", f"4 {WIDE}"),
    functions=(BRACKETS[:60], _CONTROL, WIDE),
    reporters=(BRACKETS, RIGHT_TO_LEFT, _CONTROL, WIDE),
    persons=(BRACKETS, RIGHT_TO_LEFT),
    secret=EVERY,
    told=EVERY,
)


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The municipality, made once; copy it, never open it."""
    path = tmp_path_factory.mktemp("hostile") / "kluis" / "kluis.db"
    path.parent.mkdir(mode=0o700)
    settle(path, TOWN)
    return path


@pytest.mark.parametrize("role,size", [(TABLE, (60, 20)), (REGION, (120, 40))])
async def test_hostile_words_are_only_text(
    role: str, size: tuple[int, int], open_app: OpenApp, desktop: Desktop, tmp_path: Path
) -> None:
    """Nothing ends, nothing steers the terminal, nothing between brackets vanishes."""
    gaze = await stroll(role, open_app, desktop, tmp_path, "[udk", size=size)
    assert gaze.steering() == []
    assert any("[udkast]" in words for words in gaze.drawn)
    assert any("[bold red]Zwaluw" in words for words in gaze.drawn)
