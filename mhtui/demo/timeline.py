"""The order of an invented past: moments with what happened then, played one after another on a stepping clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Final

from mhtui.demo.clock import SteppingClock

_FRIDAY: Final = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days as a story counts them: so many days ago, on a working day."""

    now: datetime

    @property
    def today(self) -> date:
        """The day the story ends."""
        return self.now.date()

    def day(self, days_ago: int) -> date:
        """Give a day, moved back to Friday when it falls in a weekend; the last two days stay where they are."""
        found = self.today - timedelta(days=days_ago)
        late = max(found.weekday() - _FRIDAY, 0) if days_ago > 1 else 0
        return found - timedelta(days=late)

    def moment(self, day: date, at: str) -> datetime:
        """Give a moment on a day from a time such as `09:40`; one that has yet to come is a while ago instead."""
        found = datetime.combine(day, time.fromisoformat(at), self.now.tzinfo)
        return min(found, self.now - timedelta(minutes=30))


class Timeline:
    """Takes what happened in any order, also while it is being played, and plays it in the order of time."""

    def __init__(self, clock: SteppingClock) -> None:
        self.clock = clock
        self._moments: list[tuple[datetime, int, Callable[[], object]]] = []
        self._count = count()

    def add(self, at: datetime, happen: Callable[[], object]) -> None:
        """Let something happen at a time; of two at the same time the first one added comes first."""
        heappush(self._moments, (at, next(self._count), happen))

    def play(self) -> None:
        """Let everything happen, and what it brings about."""
        while self._moments:
            at, _, happen = heappop(self._moments)
            self.clock.set(at)
            happen()
