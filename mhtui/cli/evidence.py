"""`mhtui controle` and `mhtui logboek`: whether the kluis holds, and who did what. Rows and numbers, never content."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mhtui.cli.call import Call, no_kluis
from mhtui.cli.output import MASK, SEALED_JSON, one_line, write, write_json
from mhtui.exits import DAMAGED, DONE

if TYPE_CHECKING:
    from mhtui.casework.audit import CheckView, LogLine
    from mhtui.casework.desk import Desk

_PAGE: Final = 500


def check(call: Call) -> int:
    """Replay the logboek against every row; needs no wachtzin."""
    from mhtui.casework import audit

    with no_kluis():
        found = audit.check(call.location())
    if call.json:
        write_json(_check_json(found))
    else:
        write(*_check_lines(found))
    return DONE if found.sound else DAMAGED


def _check_json(found: "CheckView") -> dict[str, object]:
    return {
        "klopt": found.sound,
        "regels": found.entries,
        "rijen": found.rows,
        "laatste_regel": found.head,
        "bevindingen": [{"tabel": each.table, "rij": each.row, "wat": each.words} for each in found.findings],
    }


def _check_lines(found: "CheckView") -> Iterator[str]:
    from mhtui.casework.audit import TAIL_WORDS

    counted = f"{found.rows} rijen en {found.entries} regels van het logboek"
    if found.sound:
        yield f"✓ De kluis klopt: {counted}."
    else:
        yield f"▲ De kluis klopt niet: {len(found.findings)} bevindingen in {counted}."
        yield from (f"  {one_line(each.words)}" for each in found.findings)
        yield "Laat deze kluis met rust en bel wie haar beheert. Een back-up van voor de wijziging helpt."
    yield f"Kenmerk van de laatste regel: {found.head}"
    yield TAIL_WORDS


def log(call: Call) -> int:
    """Show every entry of the logboek, newest first."""
    with call.desk() as desk:
        lines = _every_line(desk)
        if call.json:
            write_json([_line_json(line) for line in lines])
        else:
            for line in lines:
                write(_line_text(line))
    return DONE


def _every_line(desk: "Desk") -> Iterator["LogLine"]:
    from mhtui.casework.audit import log_lines

    page = log_lines(desk, limit=_PAGE)
    while page:
        yield from page
        page = log_lines(desk, before=page[-1].seq, limit=_PAGE)


def _line_json(line: "LogLine") -> dict[str, object]:
    known: dict[str, object] = SEALED_JSON
    if line.at is not None:
        known = {"wanneer": line.at.isoformat(timespec="seconds"), "onderwerp": line.subject, "tekst": line.text}
    return {"regel": line.seq, "wie": line.who, "wat": line.deed, "rijen": line.rows, "bijzonderheden": known}


def _line_text(line: "LogLine") -> str:
    when = f"{line.at:%d-%m-%Y %H:%M}" if line.at else MASK
    about = one_line(" ".join(part for part in (line.subject, line.text) if part)) if line.at else MASK
    return f"{line.seq:>6}  {when:<16}  {one_line(line.who):<22}  {line.deed:<28}  {about}".rstrip()
