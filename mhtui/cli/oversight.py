"""`mhtui toezicht`: the report of the FG over a period, as a document in a new file of its owner alone."""

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.sheet import new_document
from mhtui.cli.stop import day, wrong_use
from mhtui.exits import DONE


def run(call: Call) -> int:
    """Make the report and write it."""
    from mhtui.casework.oversight import oversight
    from mhtui.casework.oversight_print import document

    today = call.clock().date()
    since = day(call.word("van")) or today.replace(month=1, day=1)
    until = day(call.word("tot")) or today
    if until < since:
        raise wrong_use("De periode eindigt voor zij begint.")
    with call.desk() as desk:
        report = oversight(desk, since, until)
    path = new_document(call, document(report))
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
