"""Somebody is registered after the table spoke: what names them is found, and a label takes the place of the name."""

import pytest

from db.errors import NotAllowed
from db.records.base import CompartmentId, RowId, Stored
from db.records.case import Case
from db.records.signal import FormPerson
from db.replay import check_store
from keys.directory import Role
from mhtui.casework import agenda, live, minutes
from mhtui.casework.cases import make_case, signals_of, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.intake import register, revise
from mhtui.casework.live_view import live_view
from mhtui.casework.planning import next_meeting
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.relook import Named, named_at_table, put_labels
from tests.casework.conftest import MEETING_DAY, SetClock, Sit
from tests.casework.forms import form
from tests.casework.overleg.conftest import NEXT_DAY, item
from tests.judged import keep_all, let_stay

NOTE, DECIDED = "Zij werkt met Fatima bij Stek.", "Over Fatima's broer."


@pytest.fixture
def case(af: Desk, table: Desk, place: CompartmentId, clock: SetClock) -> Stored[Case]:
    """A case that was spoken about, when nobody knew of a Fatima; the table let her name stand."""
    signal = register(af, form().model_copy(update={"persons": (FormPerson(name="Katarzyna Nowak"),)}))
    made = keep_all(af, write_text(af, make_case(af, [signal]), "Betrokkene A belt."))
    release(af, made, place, NO_TO_ALL)
    meeting = next_meeting(af, place).id
    agenda.put_case(af, meeting, made.id)
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    spot = item(live_view(table, meeting), made.opened.number)
    minutes.write_note(table.answered(let_stay(NOTE)), meeting, spot, NOTE)
    minutes.write_note(table, meeting, spot, "Patroon herkend.")
    minutes.decide(table.answered(let_stay(DECIDED)), meeting, spot, "melding", DECIDED, "wijkagent", NEXT_DAY)
    live.close(table, meeting)
    return af.store.cases.get(made.id)


def name_her(af: Desk, case: Stored[Case]) -> None:
    """Register her in the signal of the case."""
    (signal,) = signals_of(af, case)
    she = signal.opened.persons[0].model_copy(update={"name": "Fatima Haddad"})
    revise(af, signal, signal.opened.model_copy(update={"persons": (*signal.opened.persons, she)}))


def texts(desk: Desk) -> str:
    """All that this session opens of what was written at the table."""
    rows = (row for name in ("items", "notes", "decisions", "actions") for row in desk.store.repository(name).all())
    return "\n".join(row.opened.model_dump_json() for row in rows if not row.is_sealed)


def test_what_names_a_new_person_is_found_and_labelled(af: Desk, sit: Sit, case: Stored[Case]) -> None:
    """In notes, decisions and actions; the words beside the name stay; the log vouches for it."""
    assert named_at_table(af, case.id) == ()
    name_her(af, case)
    found = named_at_table(af, case.id)
    assert [(each.word, each.text, each.instead) for each in found] == [
        ("notitie", NOTE, "Zij werkt met Betrokkene B bij Stek."),
        ("besluit", DECIDED, "Over Betrokkene B's broer."),
        ("actie", f"melding: {DECIDED}", "melding: Over Betrokkene B's broer."),
    ]
    assert put_labels(af, case.id, [each.id for each in found]) == 3
    assert named_at_table(af, case.id) == ()
    assert "Fatima" not in texts(sit(Role.OVERLEG))
    assert "Stek" in texts(sit(Role.OVERLEG))
    assert "gezegde_afgeschermd" in [entry.deed for entry in af.store.log(limit=1)]
    assert check_store(af.store.location).sound


def test_only_what_was_chosen_changes(af: Desk, case: Stored[Case]) -> None:
    """The others stand as they were, and are still told of."""
    name_her(af, case)
    note, *others = named_at_table(af, case.id)
    assert put_labels(af, case.id, [note.id, RowId("0" * 32)]) == 1
    assert named_at_table(af, case.id) == tuple(others)


def test_the_table_learns_nothing_of_it(af: Desk, sit: Sit, case: Stored[Case]) -> None:
    """It is not told which words name somebody, and cannot do it in the place of the aandachtsfunctionaris."""
    name_her(af, case)
    found: tuple[Named, ...] = named_at_table(af, case.id)
    table = sit(Role.OVERLEG)
    assert named_at_table(table, case.id) == ()
    with pytest.raises((NotAllowed, LookupError)):
        put_labels(table, case.id, [each.id for each in found])
    assert named_at_table(af, case.id) == found
