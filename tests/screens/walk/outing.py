"""One whole walk through the program, on the morning of an overleg."""

from datetime import UTC, datetime
from pathlib import Path

from tests.screens.conftest import Desktop, OpenApp
from tests.screens.overleg.meetings import MEETING_DAY, SetClock
from tests.screens.walk.gaze import Gaze
from tests.screens.walk.strolls import walk
from tests.screens.walk.walker import Walker

_FORM = "Datum melding: 20-11-2026\nNaam melder: iemand\nToelichting signaal\nNiet pluis.\n"


def at_nine() -> datetime:
    """The morning of the overleg."""
    return datetime(MEETING_DAY.year, MEETING_DAY.month, MEETING_DAY.day, 9, 30, tzinfo=UTC)


async def stroll(
    role: str, open_app: OpenApp, desktop: Desktop, folder: Path, sought: str, *, size: tuple[int, int] = (120, 40)
) -> Gaze:
    """Walk as a role; what was seen."""
    forms = folder / "formulieren"
    forms.mkdir()
    (forms / "formulier.txt").write_text(_FORM)
    async with open_app(role, size=size, at=SetClock(at_nine()), toasts=True) as running:
        gaze = Gaze(running)
        await walk(Walker(gaze, role, desktop, sought, forms))
    return gaze
