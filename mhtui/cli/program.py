"""Opens the program on the screen: for the person who does the work, or for the table."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhtui.cli.call import Call
from mhtui.cli.stop import wrong_use
from mhtui.exits import DONE
from mhtui.pipe import received
from mhtui.process import keep_the_screen_quick
from mhtui.renewal import CAN_RENEW, inherited, renew, unechoed

if TYPE_CHECKING:
    from mhtui.session import Launch

SMALLEST: Final = (60, 20)
"""Columns and lines; below this the live screen of a meeting cannot be drawn."""


def run(call: Call) -> int:
    """Open the program."""
    return show(call, call.launch())


def table(call: Call) -> int:
    """Open the program for the table: only the overleg can come in."""
    return show(call, replace(call.launch(), table_only=True))


def need_terminal(call: Call) -> None:
    """Raise `Stop` (wrong use) when there is no terminal, or one too small to work in."""
    size = call.world.terminal()
    if size is None:
        raise wrong_use(
            "Het programma heeft een terminal nodig, en die is er niet.\n"
            "Zonder terminal werken de opdrachten; welke dat zijn zegt «mhtui --help»."
        )
    columns, lines = size
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        raise wrong_use(
            f"Dit venster is te klein: {columns} bij {lines} tekens; nodig is {SMALLEST[0]} bij {SMALLEST[1]}.\n"
            "Maak het venster groter of de letters kleiner."
        )


def show(call: Call, launch: "Launch") -> int:
    """Run the program until it is closed."""
    need_terminal(call)
    file = call.word("wachtzin_bestand")
    if file == "-":
        raise wrong_use(
            "Voor het programma zelf kan de wachtzin niet uit standaardinvoer komen: die is het toetsenbord."
        )
    from mhtui.app import MhtuiApp

    keep_the_screen_quick()
    session = call.session(replace(inherited(launch), passphrase_file=Path(file) if file else None))
    session.parcel = received()
    program = MhtuiApp(session, renews=CAN_RENEW)
    with unechoed():
        program.run()
        session.close()
        if program.successor is not None:
            renew(program.successor, program.luggage)
    return program.return_code or DONE
