"""A program in a pseudo-terminal, timed from the key to the last thing it paints.

For measuring only: it looks for words in what comes out and keeps no screen.
"""

import os
import select
import sys
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Final, Self

SIZE: Final = (120, 40)
QUIET: Final = 0.12
"""Seconds without output after which what was painted counts as the whole answer to a key."""
_PATIENCE: Final = 120.0
_CHUNK: Final = 1 << 16


class Terminal:
    """Runs Python code in a terminal of 120x40, and ends it on leaving; its settings are kept in a folder."""

    def __init__(self, code: str, settings: Path) -> None:
        self._code = code
        self._settings = settings
        self._seen = b""
        self._pid = self._terminal = 0

    def __enter__(self) -> Self:
        """Start the program."""
        import fcntl
        import pty
        import struct
        import termios

        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
            os.environ["XDG_CONFIG_HOME"] = str(self._settings)
            os.execv(sys.executable, [sys.executable, "-c", self._code])  # noqa: S606 - our own interpreter
        size = struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        return os.read(self._terminal, _CHUNK) if ready else b""

    def wait(self, word: str) -> None:
        """Read until a word was painted since the last key; raises `TimeoutError`."""
        until = perf_counter() + _PATIENCE
        while word.encode() not in self._seen:
            if perf_counter() > until:
                raise TimeoutError(word)
            self._seen += self._read(0.5)

    def key(self, keys: str) -> float:
        """Type, and give the seconds until the last thing that was painted for it."""
        self._seen = b""
        start = last = perf_counter()
        os.write(self._terminal, keys.encode())
        while chunk := self._read(QUIET if self._seen else 5.0):
            self._seen += chunk
            last = perf_counter()
        return last - start
