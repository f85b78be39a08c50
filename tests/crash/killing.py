"""One piece of work that is killed at every statement and at any moment: kept whole, or not there at all."""

import random
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count

from tests.crash.conftest import Nursery
from tests.crash.copies import Look


@dataclass(frozen=True)
class Work:
    """What is done, to what, and how to see whether it was."""

    nursery: Nursery
    job: Mapping[str, object]
    word: str
    """What a child says of it when it is kept."""
    copy: Callable[[], str]
    """Gives a kluis, or a place for one, in which nothing was done yet."""
    kept: Look[bool]
    """Sees that everything is whole; says whether the work was kept."""

    def _run(self, location: str, **how: object) -> bool:
        """Let a child work until it is killed or was told that it is kept; say whether it was told."""
        said = self.nursery.run(**self.job, location=location, **how)
        told = any(self.word in line for line in said)
        assert told or said[-1]["status"] == signal.SIGKILL, said
        return told

    def at_every(self, step: int = 1) -> None:
        """Kill it at the commit, and after so many statements more each time; the first that is not killed is kept.

        Each child goes on with what the one before left behind.
        """
        location = self.copy()
        assert not self.kept(location)
        assert not self._run(location, at_commit=True)
        assert not self.kept(location)
        for statements in count(0, step):
            if self._run(location, statements=statements) or self.kept(location):  # kept, and killed before it was told
                break
        assert self.kept(location)

    def at_any_moment(self, times: int, longest: float) -> None:
        """Kill it so often, each time within so many seconds: in the middle of a commit too, and just after it."""
        chance, location = random.Random(20261122), self.copy()
        for _ in range(times):
            said = self.nursery.kill(0, chance.random() * longest, **self.job, location=location)
            kept = self.kept(location)
            assert kept or not any(self.word in line for line in said)
            if kept:
                location = self.copy()
