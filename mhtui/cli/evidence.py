"""`mhtui controle` and `mhtui logboek`: whether the kluis holds, and who did what. Rows and numbers, never content."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    beyond = _beyond(call) if found.sound else _Beyond()
    if call.json:
        write_json(_check_json(found) | {"eerder_gezien": beyond.words, "kenmerk_gevonden": beyond.seq})
    else:
        write(*_check_lines(found), *beyond.lines)
    return DONE if found.sound and beyond.holds else DAMAGED


@dataclass(frozen=True, slots=True)
class _Beyond:
    """What only something outside of the kluis can tell."""

    words: str = ""
    """What this computer can say."""
    asked: bool = False
    """Whether a kenmerk was given."""
    seq: int | None = None
    """The line of the logboek with that kenmerk."""
    holds: bool = True

    @property
    def lines(self) -> Iterator[str]:
        """In words."""
        if self.words:
            yield f"Van wat er eerder was: {self.words}."
        if self.seq is not None:
            yield f"✓ Het logboek gaat verder vanaf regel {self.seq}, met het kenmerk dat u gaf."
            yield "  Deze computer onthoudt dat vanaf nu."
        elif self.asked:
            yield "▲ Geen regel van het logboek heeft het kenmerk dat u gaf: een oudere of een andere kluis."


def _beyond(call: Call) -> _Beyond:
    """Hold the kluis against what this computer remembers and against a kenmerk that was printed."""
    from db.errors import DbError
    from mhtui.casework.kenmerk import line_of
    from mhtui.messages import explain
    from mhtui.pins import Pinboard

    session = call.session(call.launch())
    try:
        session.open_door()
        board = Pinboard(call.places)
        if call.switch("vergeet"):
            board.forget(session.store)
        head = call.word("kenmerk") or ""
        seq = line_of(session.store, head) if head else None
        try:
            words, goes_on = str(board.check(session.store)), True
        except DbError as error:
            words, goes_on = explain(error).happened.rstrip("."), False
        if goes_on and seq is not None:
            board.remember(session.store)
        return _Beyond(words, bool(head), seq, goes_on and (not head or seq is not None))
    finally:
        session.close()


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
