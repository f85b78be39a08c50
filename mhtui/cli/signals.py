"""`mhtui signaal toon` and `mhtui signalen`. Who may not see a signal gets the mask, whatever number was asked."""

from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import MASK, SEALED_JSON, complain, one_line, write, write_json
from mhtui.cli.stop import wrong_use
from mhtui.exits import DONE, LOCKED

if TYPE_CHECKING:
    from db.records.base import Stored
    from db.records.signal import Signal
    from mhtui.casework.desk import Desk


def show(call: Call) -> int:
    """Show one signal, whole; the look is in the logboek before it is shown."""
    with call.desk() as desk:
        if not desk.sees_identity:
            return sealed(call)
        from mhtui.casework.intake import look
        from mhtui.cli.signal_text import signal_json, signal_lines

        found = _find(desk, str(call.word("nummer")))
        look(desk, found, "melder")
        look(desk, found, "betrokkenen")
        look(desk, found, "bron")
        if call.json:
            write_json(signal_json(desk, found))
        else:
            write(*signal_lines(desk, found))
    return DONE


def sealed(call: Call) -> int:
    """Show the mask for something as a whole; says nothing about whether it is there."""
    if call.json:
        write_json(SEALED_JSON)
    else:
        write(MASK)
        complain("Dit is voor u verzegeld.")
    return LOCKED


def _find(desk: "Desk", number: str) -> "Stored[Signal]":
    """Find a signal by our number, or by the sender's when only one signal has that; raises `UnknownNumber`, `Stop`."""
    from mhtui.casework.errors import UnknownNumber
    from mhtui.casework.intake import find_signal

    try:
        return find_signal(desk, number.strip().upper())
    except UnknownNumber:
        theirs = [row for row in desk.store.signals.all() if not row.is_sealed and row.opened.sender_number == number]
        if not theirs:
            raise
    if len(theirs) > 1:
        ours = ", ".join(row.opened.number for row in theirs)
        raise wrong_use(f"Dit nummer van de afzender hoort bij meer signalen: {ours}.")
    return theirs[0]


def every(call: Call) -> int:
    """Show all signals, newest first: as text without names, as JSON whole and with one look in the logboek."""
    with call.desk() as desk:
        if call.json:
            write_json(_whole(desk))
            return DONE
        row = None
        for row in desk.store.signals.all(newest_first=True):
            write(MASK if row.is_sealed else _line(row))
        if row is None:
            complain("Er zijn nog geen signalen.")
    return DONE


def _whole(desk: "Desk") -> list[dict[str, object]]:
    """Give every signal whole, or the mask for each."""
    from mhtui.casework.inspection import inspect_all
    from mhtui.cli.signal_text import signal_json

    rows = inspect_all(desk)
    return [SEALED_JSON if row.is_sealed else signal_json(desk, row) for row in rows]


def _line(row: "Stored[Signal]") -> str:
    """Give one signal on one line, without a name."""
    from mhtui.casework.values import short_label
    from mhtui.cli.signal_text import STATE_WORDS

    signal = row.opened
    form = short_label("uitbuitingsvorm", signal.exploitation_form)
    urgent = "SPOED" if signal.urgent.value == "ja" else ""
    cells = (
        f"{signal.number:<11}",
        f"{signal.received_on:%d-%m-%Y}",
        f"{form:<10}",
        f"{one_line(signal.municipality):<16}",
    )
    return "  ".join([*cells, f"{STATE_WORDS[row.state]:<10}", urgent]).rstrip()
