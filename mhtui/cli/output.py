"""Writes what a command found: text for people, JSON for programs, and what went wrong.

Text of a form goes to a terminal without its control characters: they could move the cursor, change the clipboard or
turn the reading direction around. In JSON they are escaped.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from textwrap import wrap
from typing import Final, TextIO

MASK: Final = "▒" * 8
"""What is sealed, in text: always as wide, so that no length speaks."""
_WIDTH: Final = 96
"""Columns of a longer text."""
_TENTHS: Final = 10
SEALED_JSON: Final[dict[str, object]] = {"verzegeld": True}

_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""C0 (but tab and line feed), C1, and everything that turns the reading direction."""


class NoOutput(Exception):  # noqa: N818 - named for what happened
    """What was found cannot be written: the disk that standard output goes to is full, or gone."""


def speak_utf8() -> None:
    """Let output be UTF-8 whatever the system's language says; what has no UTF-8 is written as an escape.

    Without standard output (a service, `>&-`) what is written goes nowhere.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def printable(text: str) -> str:
    """Make text safe for a terminal; each control character becomes one visible sign."""
    return _CONTROLS.sub("�", text)


def one_line(text: str) -> str:
    """Make text safe, on one line."""
    return printable(" ".join(text.split()))


def paragraphs(text: str, indent: int) -> Iterator[str]:
    """Give a longer text as safe lines of a readable width; its own line ends stay."""
    margin = " " * indent
    for line in printable(text).splitlines():
        yield from wrap(line, _WIDTH, initial_indent=margin, subsequent_indent=margin, break_long_words=False) or [""]


def _nowhere() -> TextIO:
    from pathlib import Path

    return Path(os.devnull).open("w", encoding="utf-8")


def write(*lines: str) -> None:
    """Write lines to standard output; raises `NoOutput`."""
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
    except BrokenPipeError:
        raise
    except OSError:
        raise NoOutput from None


def write_json(value: object) -> None:
    """Write JSON to standard output: Dutch letters as they are, every control character escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    escaped = _CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    write(escaped)


def complain(text: str) -> None:
    """Write to standard error, behind what was written to standard output."""
    with suppress(OSError):  # said when the command ends
        sys.stdout.flush()
    sys.stderr.write(f"{printable(text)}\n")
    sys.stderr.flush()


@contextmanager
def told_progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Say on a terminal how far something is, in tenths; nothing is said where no person looks."""
    there = sys.stderr.isatty()
    said = -1

    def step(done: int, total: int) -> None:
        nonlocal said
        tenth = done * _TENTHS // max(total, 1)
        if there and tenth != said:
            said = tenth
            complain(f"{what}: {tenth * (100 // _TENTHS)} %")

    yield step
