"""Reads a wachtzin: from a prompt, or from the first line of a file. Never from an argument or the environment.

It never judges a wachtzin, and never says anything about what it read.
"""

import codecs
import getpass
import os
import stat
import sys
from pathlib import Path
from typing import Final

from mhtui.cli.output import complain
from mhtui.cli.stop import locked, wrong_use

_LONGEST: Final = 8192
"""Bytes of a first line that are read; a wachtzin has at most 1024 characters."""
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
"""What editors and shells on Windows put before a text."""


def asked(who: str) -> str:
    """Ask for a wachtzin on the terminal; raises `Stop` (locked) when there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise locked(
            "De kluis is op slot en er is geen terminal om de wachtzin te vragen.\n"
            "Geef een bestand met --wachtzin-bestand, of - voor standaardinvoer."
        )
    try:
        found = getpass.getpass(f"Wachtzin van {who}: ", sys.stderr)
    except EOFError:
        found = ""
    return _present(found)


def from_file(name: str) -> str:
    """Read the first line of a file, or of standard input when `name` is `-`; raises `Stop`."""
    return _present(_first_line(_standard_input() if name == "-" else _file(Path(name))))


def asked_code() -> str:
    """Ask for the herstelcode on the terminal, without showing it; raises `Stop` (locked) when there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise locked("De herstelcode is nodig. Geef haar met --herstelcode-bestand, of - voor standaardinvoer.")
    try:
        return getpass.getpass("Herstelcode, alle groepen: ", sys.stderr)
    except EOFError:
        return ""


def code_from_file(name: str) -> str:
    """Read a herstelcode of one line or two from a file, or from standard input when `name` is `-`; raises `Stop`."""
    raw = _standard_input() + _standard_input() if name == "-" else _file(Path(name))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise wrong_use("Het bestand met de herstelcode is geen tekst in UTF-8.") from None


def _present(found: str) -> str:
    if not found:
        raise locked("Er is geen wachtzin gegeven.")
    return found


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise locked("Er is geen standaardinvoer om de wachtzin uit te lezen.")
    buffer = getattr(sys.stdin, "buffer", None)
    return sys.stdin.readline(_LONGEST).encode() if buffer is None else buffer.readline(_LONGEST)


def _file(path: Path) -> bytes:
    """Read the head of a file; says so when other accounts can read it too."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            found = file.read(_LONGEST)
    except OSError:
        raise wrong_use("Het bestand met de wachtzin kan niet gelezen worden.") from None
    if os.name != "nt" and stat.S_ISREG(mode) and mode & (stat.S_IRGRP | stat.S_IROTH):
        complain("Let op: andere gebruikers van deze computer kunnen het bestand met de wachtzin lezen.")
    return found


def _first_line(found: bytes) -> str:
    """Decode up to the first line end, whatever editor wrote it; raises `Stop` when it is no text."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if found.startswith(mark)), (b"", "utf-8"))
    try:
        # incremental: what was read may end in the middle of a letter
        text = codecs.getincrementaldecoder(encoding)().decode(found.removeprefix(mark))
    except UnicodeDecodeError:
        raise wrong_use("Het bestand met de wachtzin is geen tekst in UTF-8.") from None
    return text.partition("\n")[0].removesuffix("\r")
