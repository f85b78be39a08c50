"""The overdrachtsdossier: what is under way on the day somebody hands over, as text to read together.

It has numbers and codenames and no name of a person; with `names` it also says who reported, and the logboek says so.
"""

from collections.abc import Iterator
from typing import Final

from mhtui.casework.desk import Desk
from mhtui.casework.followup import due_list
from mhtui.casework.inspection import inspect_all
from mhtui.casework.lines import CaseNames
from mhtui.casework.overview import OverviewRow, overview
from mhtui.casework.values import ValueList, label

MOST_DECISIONS: Final = 50
"""The newest; older ones stand in the besluitenlijsten."""


def handover_dossier(desk: Desk, *, names: bool = False) -> str:
    """Write the dossier as Markdown; with `names` it raises what a look in the logboek raises."""
    return "\n".join(
        [*_head(desk, names=names), *_work(desk), *_actions(desk), *_decisions(desk), *_reporters(desk, names=names)]
    )


def _head(desk: Desk, *, names: bool) -> Iterator[str]:
    name = next((place.label.store_name for place in desk.store.places() if place.label.store_name), "")
    yield f"# Overdrachtsdossier van de kluis «{_one_line(name)}»"
    yield ""
    yield f"Opgemaakt op {desk.today():%d-%m-%Y} door {desk.label}."
    yield (
        "Met namen van melders: behandel dit als de kluis zelf."
        if names
        else "Zonder namen van melders en betrokkenen."
    )
    yield ""


def _work(desk: Desk) -> Iterator[str]:
    found = overview(desk)
    yield f"## Wat loopt ({found.total})"
    yield ""
    yield from [_work_line(row) for row in found.rows] or ["Er loopt niets."]
    if found.more:
        yield f"- … en nog {found.total - len(found.rows)} regels; Overzicht toont ze alle."
    yield ""


def _work_line(row: OverviewRow) -> str:
    codename = f" «{_one_line(row.codename)}»" if row.codename else ""
    days = "" if row.days is None else f", {row.days} d"
    return f"- {row.glyph} {row.number}{codename} · {row.form} · {row.status}{days} · {_one_line(row.what_now)}"


def _actions(desk: Desk) -> Iterator[str]:
    rows = due_list(desk)
    yield f"## Acties die open staan ({len(rows)})"
    yield ""
    for row in rows:
        until = f"uiterlijk {row.due_on:%d-%m-%Y}" if row.due_on else "zonder dag"
        yield f"- {until} · {_one_line(row.owner)} · {_one_line(row.text)}"
    if not rows:
        yield "Er staan geen acties open."
    yield ""


def _decisions(desk: Desk) -> Iterator[str]:
    rows = desk.store.decisions.page(limit=MOST_DECISIONS, newest_first=True).rows
    yield f"## De laatste besluiten ({len(rows)})"
    yield ""
    cases = CaseNames(desk)
    for row in rows:
        if not row.is_sealed:
            said = row.opened
            number, codename = cases.name(row.compartment, said.case_id)
            about = f"{number} «{_one_line(codename)}»" if number else "vrij punt"
            words = f": {_one_line(said.text)}" if said.text else ""
            yield f"- {said.at:%d-%m-%Y} · {about} · {label(ValueList.DECISION, said.kind)}{words}"
    if not rows:
        yield "Er zijn nog geen besluiten."
    yield ""


def _reporters(desk: Desk, *, names: bool) -> Iterator[str]:
    if not names:
        return
    yield "## Melders"
    yield ""
    for row in inspect_all(desk):
        if not row.is_sealed:
            yield f"- {row.opened.number} · {_one_line(row.opened.reporter) or 'niet opgegeven'}"
    yield ""


def _one_line(text: str) -> str:
    """Keep text of a person on its line, and its signs from meaning something in Markdown."""
    return " ".join("".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text).split())
