"""`mhtui toezicht`: the report of the FG over a period, as a document in a new file of its owner alone."""

from pathlib import Path

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.stop import Stop, day, wrong_use
from mhtui.exits import DONE, STORAGE


def run(call: Call) -> int:
    """Make the report and write it."""
    from mhtui.casework.oversight import oversight
    from mhtui.casework.oversight_print import as_markdown, as_odt
    from mhtui.newfile import write_new

    today = call.clock().date()
    since = day(call.word("van")) or today.replace(month=1, day=1)
    until = day(call.word("tot")) or today
    if until < since:
        raise wrong_use("De periode eindigt voor zij begint.")
    path = Path(str(call.word("naar")))
    with call.desk() as desk:
        report = oversight(desk, since, until)
    data = as_markdown(report).encode() if call.word("als_vorm") == "md" else as_odt(report)
    try:
        write_new(path, data)
    except FileExistsError:
        raise Stop("Op die plaats staat al iets; dat wordt niet overschreven.", STORAGE) from None
    if call.json:
        write_json(
            {
                "bestand": str(path),
                "van": since.isoformat(),
                "tot_en_met": until.isoformat(),
                "regels": report.entries,
                "ingezien": len(report.looks),
                "klopt": report.controle.sound,
            }
        )
        return DONE
    write(
        f"✓ Verslag over {since:%d-%m-%Y} tot en met {until:%d-%m-%Y}: {report.entries} regels van het logboek.",
        f"  {one_line(str(path))}",
        "Er staan functies, nummers van dossiers en aantallen in; geen namen en geen inhoud.",
    )
    return DONE
