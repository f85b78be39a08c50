"""Something that is done once, whichever thread comes first: a look that is written in the logboek, a text read for it.

Reading again must not be looking again: each look is a change, and a change makes the screen read.
"""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Remembers what the first call gave; a call that failed does not count."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._result: tuple[T] | None = None

    def __call__(self, job: Callable[[], T]) -> T:
        """Do it, or give what it gave before; a second caller waits for the first."""
        with self._lock:
            if self._result is None:
                self._result = (job(),)
            return self._result[0]
