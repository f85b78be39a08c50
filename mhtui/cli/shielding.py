"""`mhtui afschermen`: points out in a text what could make somebody recognisable. It needs no store and keeps nothing.

It flags and never shields by itself: what is released is for the aandachtsfunctionaris to judge.
"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.anonymise.words import KIND_WORDS
from mhtui.cli.call import Call
from mhtui.cli.output import complain, one_line, write, write_json
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from mhtui.anonymise import Finding


def run(call: Call) -> int:
    """Show the findings of one text."""
    text = _text(call.word("bestand") or "-")
    from mhtui.anonymise import find_identifiers

    findings = find_identifiers(text)
    if call.json:
        write_json([asdict(finding) for finding in findings])
        return DONE
    for finding in findings:
        write(_line(text, finding))
    many = "1 markering" if len(findings) == 1 else f"{len(findings)} markeringen"
    complain(f"{many}. Lees de tekst ook zelf na: een bijzonder verloop vindt geen programma.")
    return DONE


def _text(name: str) -> str:
    """Read a text whatever editor wrote it; raises `Stop` (refused) when it is none, or far too long."""
    from mhtui.forms.limits import MAX_TEXT_BYTES
    from mhtui.forms.plaintext import decode
    from mhtui.forms.refusal import Unreadable

    try:
        octets = _octets(name, MAX_TEXT_BYTES + 1)
    except OSError:
        raise Stop("Dit bestand kan niet gelezen worden.", REFUSED) from None
    if len(octets) > MAX_TEXT_BYTES:
        raise Stop("Deze tekst is te lang om in een keer te bekijken.", REFUSED)
    try:
        return decode(octets) if octets else ""
    except Unreadable:
        raise Stop("Dit is geen leesbare tekst. Sla haar op als .txt met codering UTF-8.", REFUSED) from None


def _octets(name: str, most: int) -> bytes:
    """Read at most so many bytes of a file, or of standard input."""
    if name != "-":
        with Path(name).open("rb") as file:
            return file.read(most)
    if sys.stdin is None:
        raise wrong_use("Er is geen tekst: geef een bestand, of geef de tekst door op standaardinvoer.")
    buffer = getattr(sys.stdin, "buffer", None)
    return sys.stdin.read(most).encode() if buffer is None else bytes(buffer.read(most))


def _line(text: str, finding: "Finding") -> str:
    """Give one finding on one line: where, what, and what could stand in its place."""
    line = text.count("\n", 0, finding.start) + 1
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    suggestion = f"  → {one_line(finding.suggestion)}" if finding.suggestion else ""
    where = f"{line}:{column}"
    return f"{where:<8}  {KIND_WORDS[finding.kind]:<20}  {one_line(text[finding.start : finding.end])}{suggestion}"
