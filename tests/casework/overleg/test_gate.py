"""One gate: whatever is written at or for a table, a name in it is asked about first, from every entrance there is."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import mhtui.casework
from db.records.base import Answer, CompartmentId, RowId
from db.records.case import Case
from db.records.meeting import ItemStatus
from db.roles import Deed
from keys.directory import Role
from mhtui.casework import agenda, followup, live, minutes
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import NotReleased, Unjudged
from mhtui.casework.gate import TYPED
from mhtui.casework.intake import register
from mhtui.casework.live_view import live_view
from mhtui.casework.planning import next_meeting
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.wording import Answers
from tests.casework.conftest import Sit
from tests.casework.forms import ADDED, form
from tests.casework.overleg.conftest import NEXT_DAY, item
from tests.judged import keep_all

NAME = "Fatima"
KEPT = Answers(frozenset({NAME, f"Bureau {NAME}"}))
REPLACED = Answers(put=((NAME, "Betrokkene Z"),))


@dataclass(frozen=True)
class Table:
    """A running overleg, and the two things one can write about."""

    meeting: RowId
    case: RowId
    free: RowId
    note: RowId
    action: RowId


@pytest.fixture
def seat(table: Desk, started: RowId) -> Table:
    """With a note and an action that were written without a name."""
    view = live_view(table, started)
    case, free = item(view, "C-2026-009"), item(view, "Cameratoezicht")
    note = minutes.write_note(table, started, case, "patroon herkend").id
    action = minutes.add_action(table, started, case, "bellen", "wijkagent", NEXT_DAY).id
    return Table(started, case, free, note, action)


ENTRANCES: dict[str, Callable[[Desk, Table], object]] = {
    "note": lambda desk, at: minutes.write_note(desk, at.meeting, at.case, f"Zij noemt {NAME} vaak"),
    "note of a free item": lambda desk, at: minutes.write_note(desk, at.meeting, at.free, f"Zij noemt {NAME} vaak"),
    "edited note": lambda desk, at: minutes.edit_note(desk, desk.store.notes.get(at.note), f"Zij noemt {NAME} vaak"),
    "decision": lambda desk, at: minutes.decide(desk, at.meeting, at.case, "melding", f"over {NAME} dan"),
    "owner of a decision": lambda desk, at: minutes.decide(desk, at.meeting, at.case, "melding", "nu", f"aan {NAME}"),
    "decision with action": lambda desk, at: minutes.decide(
        desk, at.meeting, at.case, "melding", f"over {NAME} dan", "wijkagent", NEXT_DAY
    ),
    "action": lambda desk, at: minutes.add_action(
        desk, at.meeting, at.case, f"met {NAME} praten", "wijkagent", NEXT_DAY
    ),
    "owner of an action": lambda desk, at: minutes.add_action(
        desk, at.meeting, at.case, "bellen", f"zus van {NAME}", NEXT_DAY
    ),
    "dropped action": lambda desk, at: followup.drop(desk, at.action, f"wacht op {NAME} nog"),
    "reason of an item": lambda desk, at: live.finish_item(desk, at.case, ItemStatus.PARKED, f"wacht op {NAME} nog"),
    "free item": lambda desk, at: agenda.put_free(desk, at.meeting, f"De zaak van {NAME} nu"),
    "why": lambda desk, at: agenda.put_free(desk, at.meeting, "Horeca", f"vraag van {NAME} nu"),
    "attendance": lambda desk, at: agenda.set_attendance(desk, at.meeting, f"moeder van {NAME}", Answer.YES),
}


def everything(desk: Desk) -> str:
    """Everything typed that this ring opens."""
    repos = [desk.store.repository(name) for name in ("items", "meetings", "notes", "decisions", "actions", "releases")]
    return "\n".join(row.opened.model_dump_json() for repo in repos for row in repo.all() if not row.is_sealed)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_no_entrance_lets_an_unjudged_name_through(table: Desk, seat: Table, entrance: str) -> None:
    """Refused whole, nothing is written; with the answer it stays, or something else stands there, and only then."""
    write, mark = ENTRANCES[entrance], table.store.change_mark()
    with pytest.raises(Unjudged) as caught:
        write(table, seat)
    assert (table.store.change_mark(), NAME in everything(table)) == (mark, False)
    assert NAME not in str(caught.value)
    assert caught.value.asked is not None
    assert [caught.value.asked.text[run.start : run.end] for run in caught.value.asked.runs] == [NAME]
    write(table.answered(REPLACED), seat)
    assert NAME not in everything(table)
    assert "Betrokkene Z" in everything(table)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_what_stays_is_written_down_as_kept(table: Desk, seat: Table, entrance: str) -> None:
    """So that anybody can check later that it was judged."""
    ENTRANCES[entrance](table.answered(KEPT), seat)
    assert f'"kept":["{NAME}"]' in everything(table)


def test_the_aandachtsfunctionaris_is_stopped_by_what_is_registered(af: Desk, place: CompartmentId) -> None:
    """At her desk the gate knows the dossier: a registered name may not stay, only be replaced."""
    case = keep_all(af, make_case(af, [register(af, form(), ADDED)]))
    release(af, keep_all(af, write_text(af, case, "Zij belt.")), place, NO_TO_ALL)
    meeting = next_meeting(af, place).id
    name = form().persons[0].name
    stays = Answers(frozenset({name}))
    with pytest.raises(Unjudged):
        agenda.put_case(af.answered(stays), meeting, case.id, f"vraag van {name} nu")
    put = agenda.put_case(af.answered(Answers(put=((name, "Betrokkene A"),))), meeting, case.id, f"vraag van {name} nu")
    assert put.opened.why == "vraag van Betrokkene A nu"


def test_the_agenda_says_how_much_is_to_be_judged(af: Desk, place: CompartmentId) -> None:
    """Refused, with what is left; after judging only the questions and the release are."""
    case = write_text(af, make_case(af, [register(af, form(), ADDED)]), f"{NAME} belt. Wij zagen {NAME}.")
    meeting = next_meeting(af, place).id
    with pytest.raises(NotReleased) as caught:
        agenda.put_case(af, meeting, case.id)
    assert caught.value.left[0] == "beoordeel nog 2 markeringen"
    keep_all(af, case)
    with pytest.raises(NotReleased) as caught:
        agenda.put_case(af, meeting, case.id)
    assert caught.value.left[0] == "beantwoord de vragen voor het vrijgeven"


def test_what_the_table_reads_already_may_be_said(
    af: Desk, sit: Sit, started: RowId, place: CompartmentId, table: Desk
) -> None:
    """Labels, numbers, codenames, the functions at the table, and what the release of the case let stand."""
    minutes.write_note(table, started, item(live_view(table, started), "C-2026-009"), "Betrokkene A kent Bedrijf 2")
    minutes.write_note(table, started, item(live_view(table, started), "Cameratoezicht"), "zie C-2026-004 Zwaluw")
    minutes.add_action(
        table, started, item(live_view(table, started), "Opening"), "bellen", "accounthouder RIEC", NEXT_DAY
    )
    case = Case(number="C-2026-020", codename="Wilg", opened_on=af.today(), draft_text=f"Zij woont bij {NAME} thuis.")
    with af.store.unit(Deed.CASE_MADE) as unit:
        stored = unit.add(af.store.cases, case, compartment=af.identity)
    release(af, keep_all(af, stored), place, NO_TO_ALL)
    spot = agenda.put_case(table, started, stored.id).id
    assert minutes.write_note(table, started, spot, f"weer bij {NAME} thuis").opened.kept == (NAME,)
    assert sit(Role.OVERLEG).store.notes.count() == 3


_WRITES = {"notes", "decisions", "actions", "items", "releases"}
_JUDGED_BEFORE = {"_plan"}
"""Copies of items that passed the gate when they were written."""


def _adds(function: ast.FunctionDef) -> bool:
    """Whether a function puts a row of the table's nouns into the store."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "add"
        and call.args
        and isinstance(call.args[0], ast.Attribute)
        and call.args[0].attr in _WRITES
        for call in calls
    )


def test_there_is_no_way_around_the_gate() -> None:
    """Every function of casework that adds a row a table can read hands its record to the gate."""
    found = {}
    for path in Path(mhtui.casework.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and _adds(node):
                names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
                found[node.name] = bool(names & {"written", "to_table"})
    assert len(found) > 5
    assert {name for name, guarded in found.items() if not guarded} == _JUDGED_BEFORE
    assert {noun.__name__ for noun in TYPED} == {"Release", "AgendaItem", "Meeting", "Note", "Decision", "Action"}
