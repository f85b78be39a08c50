"""How long work goes on without a word about how far it is: somebody waits, and can stop it only at a word."""

from time import perf_counter


class Silence:
    """Hears the words of some work, as its `progress`."""

    def __init__(self) -> None:
        self.longest = 0.0
        """Seconds."""

    def start(self) -> "Silence":
        """Listen from now on."""
        self._last = perf_counter()
        return self

    def stop(self) -> None:
        """Count what was silent since the last word as well."""
        now = perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def __call__(self, _done: int, _total: int) -> None:
        """Hear a word."""
        self.stop()
