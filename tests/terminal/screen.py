"""The real program in a real pseudo-terminal: keys go in, what a person would see comes out; it waits for text only."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic

import pyte

PATIENCE = 90.0
"""Seconds after which text that does not come is a failure; a busy machine derives a key in ten."""
KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "down": "\x1b[B",
    "ctrl+l": "\x0c",
    "ctrl+q": "\x11",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
}
_SYNC_ASKED = b"\x1b[?2026$p"
_SYNC_ANSWER = b"\x1b[?2026;2$y"


class Ended(Exception):  # noqa: N818 - says that the program is gone, which a test may want
    """The program ended while its screen was waited for."""


class Terminal:
    """One run of the program, or of a module that starts it in its own way."""

    def __init__(
        self, arguments: Sequence[str], folder: Path, size: tuple[int, int] = (120, 40), module: str = "mhtui"
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(folder),
            cwd=folder,
            start_new_session=True,
        )
        os.close(slave)
        self._watchers: list[Callable[[str], object]] = []
        self.drawn = bytearray()
        """Every byte that came out, from the first to the last, whatever stands on the screen now."""

    @property
    def echoes(self) -> bool:
        """Whether the terminal itself shows what is typed, as it does for a shell."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def watch(self, watcher: Callable[[str], object]) -> None:
        """Let it see what stands on the screen after everything that is drawn."""
        self._watchers.append(watcher)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _read(self, patience: float) -> None:
        """Take what the program draws; raises `Ended` when it is gone."""
        ready, _, _ = select.select([self._master], [], [], patience)
        if not ready:
            return
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux says so when the other side is closed
            data = b""
        if not data:
            raise Ended(self.text)
        if _SYNC_ASKED in data:
            os.write(self._master, _SYNC_ANSWER)
        self.drawn += data
        self._stream.feed(data)
        for watcher in self._watchers:
            watcher(self.text)

    def wait(self, *texts: str) -> None:
        """Wait until all of these stand on the screen together."""
        until = monotonic() + PATIENCE
        while not all(text in self.text for text in texts):
            if monotonic() > until:
                raise AssertionError(f"{texts} did not come:\n{self.text}")
            self._read(0.5)

    def wait_gone(self, text: str) -> None:
        """Wait until this stands on the screen no more."""
        until = monotonic() + PATIENCE
        while text in self.text:
            if monotonic() > until:
                raise AssertionError(f"{text!r} did not go:\n{self.text}")
            self._read(0.5)

    def type_until(self, letter: str, *texts: str) -> int:
        """Type a letter between any two looks until all of these stand on the screen; how often it was typed."""
        until, typed = monotonic() + PATIENCE, 0
        while not all(text in self.text for text in texts):
            if monotonic() > until:
                raise AssertionError(f"{texts} did not come:\n{self.text}")
            self.press(letter)
            typed += 1
            self._read(0.01)
        return typed

    def press(self, *keys: str) -> None:
        """Press keys by name, or type letters."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def end(self) -> int:
        """Wait until the program ended by itself; its exit code."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            try:
                self._read(0.5)
            except Ended:
                return self.process.wait(PATIENCE)
        raise AssertionError(f"it does not end:\n{self.text}")

    def kill(self) -> None:
        """End it at once, as a power cut does; nothing of it gets to run any more."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.kill()
        os.close(self._master)


def environment(folder: Path) -> Mapping[str, str]:
    """A computer of its own: nothing of this account's settings, and a plain terminal."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "PYTHONPATH"}}
    places = {name: str(folder / name.lower()) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
    return {**kept, **places, **plain, "PYTHONPATH": str(Path(__file__).parents[2])}
