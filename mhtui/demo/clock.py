"""A clock that is set to each moment of an invented past, so that the logboek of a demonstration reads as if lived."""

from datetime import datetime, timedelta
from typing import Final

_TICK: Final = timedelta(seconds=7)
"""How much later it is each time somebody looks: no two things happen at the same moment."""


class SteppingClock:
    """Shows the moment it was set to, a little later with every look; never goes back, never passes `now`."""

    def __init__(self, start: datetime, now: datetime) -> None:
        self._shown = start
        self._now = now

    def __call__(self) -> datetime:
        """Give the moment, with its time zone."""
        self._shown = min(self._shown + _TICK, self._now)
        return self._shown

    def set(self, moment: datetime) -> None:
        """Go on to a moment; one that lies behind changes nothing."""
        self._shown = min(max(self._shown, moment), self._now)

    def wait(self, minutes: float) -> None:
        """Let time go by."""
        self.set(self._shown + timedelta(minutes=minutes))
