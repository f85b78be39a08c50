"""Puts a fresh process in the place of this one, so that nothing of what was open is left in memory.

What goes along after locking is what anybody could type: the kluis, who was chosen at the door, and a word for why. On
the way to the table a parcel goes along as well, through a pipe: the key of that overleg and a key that was lent for it
(`keys.parcel`). Never a wachtzin, another key or a record, and nothing secret in an argument or the environment. Until
the fresh program reads the keyboard the terminal shows nothing of what is typed: somebody in a hurry may already be
typing the wachtzin.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhtui.pipe import PIPE, put

if TYPE_CHECKING:
    from mhtui.session import Launch

CAN_RENEW: Final = os.name != "nt"
"""Windows has no way to put a process in the place of another; there the keys are dropped, and the program goes on."""
_SAID: Final = "MHTUI_SAID"
"""In the environment of a fresh process: the code of what its door says (`mhtui.door.SAID`); never a value."""
_RENEWED: Final = "MHTUI_RENEWED"
"""In the environment of a fresh process: the terminal does not echo, and did before; and whether the kluis held."""
_SOUND, _UNSOUND = "1", "2"
_ROOT: Final = Path(__file__).parents[1]
"""Where this very program stands: the fresh process is the same one, also from a checkout that is not installed."""


def words(launch: "Launch") -> list[str]:
    """Return the command line that starts the program at the same door."""
    found = ["overleg"] if launch.table_only else []
    if launch.store is not None:
        found += [f"--kluis={launch.store}"]
    if launch.holder is not None:
        found += [f"--als={launch.holder}"]
    if launch.key_file is not None:
        found += [f"--sleutelbestand={launch.key_file}"]
    return found


def renew(launch: "Launch", parcel: bytes = b"") -> None:
    """Become a fresh process; call this when the screen is given back and every file is closed.

    With a parcel the fresh process goes to the table. Only Windows comes back from it: the fresh process has a window
    of its own there, and this one has to end.
    """
    # the interpreter of this environment; -P: nothing in the current folder passes for this program
    command = [sys.executable, "-P", "-m", "mhtui", *words(launch)]
    found = _UNSOUND if launch.unsound else _SOUND
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, _RENEWED: found, _SAID: launch.said, "PYTHONPATH": path}
    if sys.platform == "win32":
        _start_beside(command, environment, parcel)
        return
    if parcel:
        environment[PIPE] = str(put(parcel))
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter


def _start_beside(command: list[str], environment: dict[str, str], parcel: bytes) -> None:
    """Start the fresh process in a window of its own; it inherits the pipe and nothing else (Windows)."""
    if sys.platform == "win32":
        import msvcrt
        import subprocess

        startup = subprocess.STARTUPINFO()
        if parcel:
            handle = msvcrt.get_osfhandle(put(parcel))
            startup.lpAttributeList = {"handle_list": [handle]}
            environment[PIPE] = str(handle)
        flags = subprocess.CREATE_NEW_CONSOLE
        subprocess.Popen(command, env=environment, startupinfo=startup, creationflags=flags)  # noqa: S603 - our own interpreter


def inherited(launch: "Launch") -> "Launch":
    """Return how this process really starts: a fresh one knows what the one before it found, and why it ended."""
    said = os.environ.pop(_SAID, "")
    return replace(launch, unsound=launch.unsound or os.environ.get(_RENEWED) == _UNSOUND, said=said)


@contextmanager
def unechoed() -> Iterator[None]:
    """Let the terminal show nothing that is typed while the program starts and ends; afterwards as it was.

    When the process is replaced, what comes after never runs: the fresh one does it.
    """
    renewed = os.environ.pop(_RENEWED, "") in {_SOUND, _UNSOUND}
    if not CAN_RENEW or sys.stdin is None:
        yield
        return
    import termios

    def echo(*, on: bool) -> bool:
        """Switch the echo; say whether it was on."""
        with suppress(termios.error, OSError, ValueError):
            attributes = termios.tcgetattr(sys.stdin)
            was = bool(attributes[3] & termios.ECHO)
            attributes[3] = attributes[3] | termios.ECHO if on else attributes[3] & ~termios.ECHO
            termios.tcsetattr(sys.stdin, termios.TCSANOW, attributes)
            return was
        return False

    was_on = echo(on=False) or renewed
    try:
        yield
    finally:
        if was_on:
            echo(on=True)
