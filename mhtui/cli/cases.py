"""`mhtui casussen` and `mhtui casus toon`: whole for the aandachtsfunctionaris, as released for the table."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import complain, one_line, write, write_json
from mhtui.cli.signals import sealed
from mhtui.exits import DONE

if TYPE_CHECKING:
    from mhtui.casework.caseview import CaseRow
    from mhtui.casework.desk import Desk


def every(call: Call) -> int:
    """Show the cases of this session, newest first."""
    with call.desk() as desk:
        rows = list(_every_row(desk))
        if call.json:
            write_json([_row_json(row) for row in rows])
        elif not rows:
            complain("Er zijn geen casussen die u mag zien.")
        else:
            write(*(_row_line(row) for row in rows))
    return DONE


def _every_row(desk: "Desk") -> Iterator["CaseRow"]:
    from mhtui.casework.caseview import case_list

    page = case_list(desk)
    while page.rows:
        yield from page.rows
        if not page.more:
            return
        page = case_list(desk, after=page.rows[-1].number)


def _row_json(row: "CaseRow") -> dict[str, object]:
    found: dict[str, object] = {
        "nummer": row.number,
        "codenaam": row.codename,
        "uitbuitingsvorm": row.form,
        "stand": row.status,
        "signalen": row.signals,
        "vrijgegeven_op": row.released_on.isoformat() if row.released_on else None,
    }
    if row.progress is None:
        return found
    return {**found, "niveau": row.progress.word, "wat_nu": row.progress.what_now, "dagen": row.progress.days}


def _row_line(row: "CaseRow") -> str:
    what_now = row.progress.what_now if row.progress else ""
    glyph = row.progress.glyph if row.progress else " "
    signals = "1 signaal" if row.signals == 1 else f"{row.signals} signalen"
    cells = (f"{glyph} {row.number:<10}", f"{one_line(row.codename):<14}", f"{row.form:<10}", f"{row.status:<15}")
    return "  ".join([*cells, f"{signals:<11}", one_line(what_now)]).rstrip()


def _partner_name(desk: "Desk", code: str) -> str:
    """Give the name of a partner or a department; the code itself when the rules no longer name it."""
    found = desk.rules.partner_of(code) or desk.rules.department_of(code)
    return found.naam if found else code


def show(call: Call) -> int:
    """Show one case; the look at its source texts is in the logboek before they are shown."""
    from mhtui.casework.caseview import case_view
    from mhtui.casework.errors import UnknownNumber

    with call.desk() as desk:
        try:
            view = case_view(desk, str(call.word("nummer")).strip(), source=desk.sees_identity)
        except UnknownNumber:
            if desk.sees_identity:
                raise
            return sealed(call)
        from mhtui.cli.case_text import case_json, case_lines

        name_of = partial(_partner_name, desk)
        if call.json:
            write_json(case_json(view, name_of))
        else:
            write(*case_lines(view, name_of))
    return DONE
