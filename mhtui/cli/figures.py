"""`mhtui jaarcijfers`: the figures of a year, as a table, CSV or JSON; the same for everybody who may see them."""

from mhtui.cli.call import Call
from mhtui.cli.output import write
from mhtui.cli.signals import sealed
from mhtui.cli.stop import locked
from mhtui.exits import DONE


def run(call: Call) -> int:
    """Show the figures of one year."""
    from keys.directory import Kind
    from mhtui.casework.figures import year_figures
    from mhtui.casework.figures_print import as_csv, as_json, as_table

    form = call.word("als_vorm") or "tabel"
    with call.desk() as desk:
        if not desk.store.places(Kind.CIJFERS):
            if call.json:
                return sealed(call)
            raise locked("De jaarcijfers zijn voor u verzegeld.")
        found = year_figures(desk, int(call.word("jaar") or 0))
        text = {"tabel": as_table, "csv": as_csv, "json": as_json}[form](found)
        write(text.removesuffix("\n"))
    return DONE
