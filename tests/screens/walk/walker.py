"""Who walks through the program, and how one leaves a box."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mhtui.widgets.dialog import Confirm
from tests.screens.conftest import Desktop, Running
from tests.screens.walk.gaze import Gaze

AF: Final = "aandachtsfunctionaris"
TABLE: Final = "overleg"
REGION: Final = "ketenregisseur"
_MOST_BOXES: Final = 8
"""Keys after which nobody is in a box any more."""


@dataclass(frozen=True)
class Walker:
    """Somebody who walks, and what it takes to."""

    gaze: Gaze
    role: str
    desktop: Desktop
    sought: str
    """What is typed into every line one can search with."""
    folder: Path
    """With a form in it, and room for an export."""

    @property
    def running(self) -> Running:
        """The program."""
        return self.gaze.running

    async def see_others(self) -> None:
        """Look at the change mark now, as the program does twice a second."""
        await asyncio.to_thread(self.running.app.guard._look)
        await self.running.settle()


async def out(gaze: Gaze) -> None:
    """Leave every box that is open; what was typed in it is thrown away."""
    for _ in range(_MOST_BOXES):
        if not gaze.screen.is_modal:
            return
        sure = isinstance(gaze.screen, Confirm) and "zonder te bewaren" in gaze.screen.heading
        await gaze.press(*(("tab", "enter") if sure else ("escape",)))
    raise AssertionError(gaze.running.text)


async def sweep(gaze: Gaze) -> None:
    """Carry out what this screen offers and no walk has used yet: an action somebody adds is looked at too."""
    screen = gaze.screen
    for action in [each for each in gaze.possible() if each.id not in gaze.used]:
        await gaze.do(action.id)
        await out(gaze)
        if gaze.screen is not screen:
            await gaze.press("escape")
            await out(gaze)
