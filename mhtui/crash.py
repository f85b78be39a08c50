"""The last words of the program when it fails: a code and Dutch words. No values, no local variables, no messages.

A traceback of Textual prints local variables, and with them a wachtzin or a name. Nothing here may ever look at the
text of an exception or at a frame's variables: only at its type and at the places in our own files it passed.
"""

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

_FLOORS: Final = frozenset({"mhtui", "db", "keys"})


def places_of(error: BaseException) -> Iterator[str]:
    """Give the lines of our own files that the error passed, innermost first: `mhtui/app.py:88`."""
    passed: list[str] = []
    found: TracebackType | None = error.__traceback__
    while found is not None:
        parts = Path(found.tb_frame.f_code.co_filename).parts
        floor = next((place for place in reversed(range(len(parts))) if parts[place] in _FLOORS), None)
        if floor is not None:
            passed.append(f"{'/'.join(parts[floor:])}:{found.tb_lineno}")
        found = found.tb_next
    yield from reversed(passed)


def code_of(error: BaseException) -> str:
    """Give a short code: the same error at the same place has the same code, and it tells nothing else."""
    import hashlib

    where = "|".join(places_of(error))
    digest = hashlib.sha256(f"{type(error).__qualname__}|{where}".encode()).hexdigest()[:6].upper()
    return f"MH-{digest}"


def code_in(written: str) -> str:
    """Find the code in what was written to standard error; empty when none of our last words are there."""
    import re

    found = re.search(r"\bMH-[0-9A-F]{6}\b", written)
    return found[0] if found else ""


def last_words(error: BaseException) -> str:
    """Give what is printed when the program ends by itself: what happened, what is safe, what to do, and the code."""
    where = next(places_of(error), "buiten onze eigen bestanden")
    return (
        "\nHet programma is gestopt door een fout.\n"
        "Wat u had bewaard is bewaard; de kluis is weer op slot.\n"
        "Start het programma opnieuw. Gebeurt het weer: geef deze code door aan wie het programma beheert.\n"
        f"  {code_of(error)}  {type(error).__qualname__}  {where}\n"
    )


def install() -> None:
    """Let every way in which Python reports an error say only our last words."""
    sys.excepthook = _on_error
    threading.excepthook = _on_thread_error
    sys.unraisablehook = _on_unraisable


def watch_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Let the event loop say only our last words about an error nobody waited for."""
    loop.set_exception_handler(_on_loop_error)


def _say(error: BaseException | None) -> None:
    """Write our last words, when there is still somewhere to write."""
    if error is not None and sys.stderr is not None:
        sys.stderr.write(last_words(error))


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Take the place of `sys.excepthook`."""
    if issubclass(kind, KeyboardInterrupt):
        return
    _say(error.with_traceback(trace))


def _on_thread_error(report: threading.ExceptHookArgs, /) -> None:
    """Take the place of `threading.excepthook`."""
    if report.exc_type is not SystemExit:
        _say(report.exc_value)


def _on_unraisable(report: "sys.UnraisableHookArgs", /) -> None:
    """Take the place of `sys.unraisablehook`; the object it names is never looked at."""
    _say(report.exc_value)


def _on_loop_error(_loop: asyncio.AbstractEventLoop, report: dict[str, object]) -> None:
    """Take the place of asyncio's own handler, which prints the task with its arguments."""
    error = report.get("exception")
    if isinstance(error, BaseException):
        _say(error)
