"""The overdrachtsdossier: what is under way on the day somebody hands over, as a document to read together.

It has numbers and codenames and no name of a person: in what the table wrote, which could not know who is registered,
their names are left out. With `names` it also says who reported, and the logboek says so.
"""

from typing import Final

from db.records.base import CompartmentId, RowId
from mhtui.casework.desk import Desk
from mhtui.casework.document import Block, Document
from mhtui.casework.followup import due_list
from mhtui.casework.gate import known_among, read_there, registered_in
from mhtui.casework.inspection import inspect_all
from mhtui.casework.lines import CaseNames
from mhtui.casework.overview import OverviewRow, overview
from mhtui.casework.values import ValueList, label
from mhtui.casework.wording import LEFT_OUT

MOST_DECISIONS: Final = 50
"""The newest; older ones stand in the besluitenlijsten."""


def handover_dossier(desk: Desk, *, names: bool = False) -> Document:
    """Return the dossier; with `names` it raises what a look in the logboek raises."""
    name = next((place.label.store_name for place in desk.store.places() if place.label.store_name), "")
    about = (
        f"Opgemaakt op {desk.today():%d-%m-%Y} door {desk.label}.",
        "Met namen van melders: behandel dit als de kluis zelf."
        if names
        else "Zonder namen van melders en betrokkenen.",
    )
    blocks = (_work(desk), _actions(desk), _decisions(desk), *((_reporters(desk),) if names else ()))
    return Document(f"Overdrachtsdossier van de kluis «{name}»", about, blocks)


def _work(desk: Desk) -> Block:
    found = overview(desk)
    left = found.total - len(found.rows)
    more = (f"… en nog {left} regels; Overzicht toont ze alle.",) if found.more else ()
    points = (*(_work_line(row) for row in found.rows), *more)
    return Block(f"Wat loopt ({found.total})", () if found.rows else ("Er loopt niets.",), points=points)


def _work_line(row: OverviewRow) -> str:
    codename = f" «{row.codename}»" if row.codename else ""
    days = "" if row.days is None else f", {row.days} d"
    return f"{row.glyph} {row.number}{codename} · {row.form} · {row.status}{days} · {row.what_now}"


class _Shield:
    """Leaves out of what the table wrote whoever is registered in one of these dossiers."""

    def __init__(self, desk: Desk, about: set[tuple[CompartmentId, RowId | None]]) -> None:
        self._known = known_among(desk, [case for _, case in about])
        self._read = {(place, case): read_there(desk, None, place, case) for place, case in about}

    def __call__(self, text: str, place: CompartmentId, case: RowId | None) -> str:
        for run in reversed(registered_in(text, self._known[case], self._read[place, case])):
            text = f"{text[: run.start]}{LEFT_OUT}{text[run.end :]}"
        return text


def _actions(desk: Desk) -> Block:
    rows = due_list(desk)
    of = {row.id: desk.store.actions.get(row.id).opened.case_id for row in rows}
    shield = _Shield(desk, {(row.place, of[row.id]) for row in rows})
    points = tuple(
        f"{f'uiterlijk {row.due_on:%d-%m-%Y}' if row.due_on else 'zonder dag'} · {row.owner} · "
        f"{shield(row.text, row.place, of[row.id])}"
        for row in rows
    )
    return Block(f"Acties die open staan ({len(rows)})", () if rows else ("Er staan geen acties open.",), points=points)


def _decisions(desk: Desk) -> Block:
    rows = desk.store.decisions.page(limit=MOST_DECISIONS, newest_first=True).rows
    cases, points = CaseNames(desk), []
    opened = [(row.compartment, row.opened) for row in rows if not row.is_sealed]
    shield = _Shield(desk, {(place, said.case_id) for place, said in opened})
    for place, said in opened:
        number, codename = cases.name(place, said.case_id)
        about = f"{number} «{codename}»" if number else "vrij punt"
        words = f": {shield(said.text, place, said.case_id)}" if said.text else ""
        points.append(f"{said.at:%d-%m-%Y} · {about} · {label(ValueList.DECISION, said.kind)}{words}")
    none = () if rows else ("Er zijn nog geen besluiten.",)
    return Block(f"De laatste besluiten ({len(rows)})", none, points=tuple(points))


def _reporters(desk: Desk) -> Block:
    rows = [row.opened for row in inspect_all(desk) if not row.is_sealed]
    return Block("Melders", points=tuple(f"{row.number} · {row.reporter or 'niet opgegeven'}" for row in rows))
