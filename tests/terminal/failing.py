"""Starts the real program with something in it that fails; planted from here, so that nothing of it is in the program.

    python -m tests.terminal.failing SECRET PROTECTION WAY ARGUMENTS

`n` on Overzicht then fails in that way, with the secret in a local variable, an argument and the text of the error.
PROTECTION is `ours`, or `none`: then Textual and Python have the last words, as they would without us.
"""

import sys
import threading
from typing import NoReturn

from textual.app import App

from mhtui import crash
from mhtui.__main__ import main
from mhtui.casework.desk import Desk
from mhtui.quiet import QuietApp
from mhtui.screens.overview import OverviewScreen

_PLANTED = "Het wacht tot het scherm weg is."
"""What stands on the screen when something will fail later."""
_SECRET, _PROTECTION, _WAY = sys.argv[1:4]
del sys.argv[1:4]
_SCREEN_IS_GONE = threading.Event()


def _fail(secret: str) -> NoReturn:
    """Fail, with the secret everywhere a traceback looks."""
    held = {"wachtzin": secret}
    raise ValueError(f"kan niet verder met {held}")


def _in_job(_desk: Desk) -> NoReturn:
    secret = _SECRET
    _fail(secret)


def _in_thread() -> NoReturn:
    secret = _SECRET
    _fail(secret)


def _after_the_screen() -> NoReturn:
    _SCREEN_IS_GONE.wait()
    secret = _SECRET
    _fail(secret)


def _planted(screen: OverviewScreen) -> None:
    """Take the place of what `n` does."""
    secret = _SECRET
    if _WAY == "handler":
        _fail(secret)
    elif _WAY == "timer":
        screen.set_timer(0.01, lambda: _fail(secret))
    elif _WAY == "worker":
        screen.run_worker(_in_thread, thread=True, description="planted")
    elif _WAY == "job":
        screen.ask(_in_job, lambda _: None)
    elif _WAY == "thread":
        threading.Thread(target=_in_thread, name="planted").start()
    else:
        threading.Thread(target=_after_the_screen, name="planted").start()
        screen.notify(_PLANTED)


OverviewScreen.action_new = _planted  # type: ignore[method-assign, assignment]  # planted from here
if _PROTECTION == "none":
    crash.install = lambda: None
    QuietApp._fatal_error = App._fatal_error  # type: ignore[method-assign]  # as it would be without us
    QuietApp.panic = App.panic  # type: ignore[method-assign]  # as it would be without us
code = main()
_SCREEN_IS_GONE.set()
sys.exit(code)
