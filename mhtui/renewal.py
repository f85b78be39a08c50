"""Puts a fresh process in the place of this one, so that nothing of what was open is left in memory after locking.

What goes along is what anybody could type: the kluis, and who was chosen at the door. Never a wachtzin, a key or a
record. Until the fresh program reads the keyboard the terminal shows nothing of what is typed: somebody in a hurry may
already be typing the wachtzin.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from mhtui.session import Launch

CAN_RENEW: Final = os.name != "nt"
"""Windows has no way to put a process in the place of another; there the keys are dropped, and the program goes on."""
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
    return found


def renew(launch: "Launch") -> NoReturn:
    """Become a fresh process; call this when the screen is given back and every file is closed."""
    # the interpreter of this environment; -P: nothing in the current folder passes for this program
    command = [sys.executable, "-P", "-m", "mhtui", *words(launch)]
    found = _UNSOUND if launch.unsound else _SOUND
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    os.execve(sys.executable, command, {**os.environ, _RENEWED: found, "PYTHONPATH": path})  # noqa: S606 - our own interpreter


def inherited(launch: "Launch") -> "Launch":
    """Return how this process really starts: a fresh one knows what the one before it found in the kluis."""
    return replace(launch, unsound=True) if os.environ.get(_RENEWED) == _UNSOUND else launch


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
