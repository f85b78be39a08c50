"""The whole road: from a form to a decision and a figure, with nobody's name on the side of the table."""

import pytest

from db.records.base import CompartmentId, Stored
from db.records.case import Case
from keys.directory import Role
from mhtui.casework import agenda, followup, live, minutes, planning
from mhtui.casework.cases import find_case, make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import NotReleased
from mhtui.casework.figures import year_figures
from mhtui.casework.figures_print import as_csv
from mhtui.casework.intake import register
from mhtui.casework.live_view import live_view
from mhtui.casework.release import NO_TO_ALL, release
from tests.casework.conftest import MEETING_DAY, SetClock, Sit
from tests.casework.forms import ADDED, SECRETS, form
from tests.casework.overleg.conftest import NEXT_DAY, item
from tests.judged import keep_all

TEXT = "Betrokkene A werkt bij Bedrijf 1 en wordt gebracht en gehaald door Betrokkene B."


@pytest.fixture
def case(af: Desk) -> Stored[Case]:
    """A case made of a real form, with a text that says no name."""
    made = make_case(af, [register(af, form(), ADDED)])
    return write_text(af, made, TEXT)


def test_from_form_to_decision_and_figure(
    af: Desk, table: Desk, sit: Sit, place: CompartmentId, case: Stored[Case], clock: SetClock
) -> None:
    """Everything the table, the ketenregisseur and the CSV show, searched for every name of the form."""
    meeting = planning.next_meeting(table, place).id
    with pytest.raises(NotReleased):
        agenda.put_case(af, meeting, case.id)
    release(af, keep_all(af, case), place, NO_TO_ALL)
    agenda.put_case(af, meeting, case.id, "nieuw signaal")
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    live.open_item(table, meeting, item(live_view(table, meeting), case.opened.number))
    view = live_view(table, meeting)
    assert view.current is not None
    assert (view.current.text, view.current.row.codename) == (TEXT, case.opened.codename)
    minutes.write_note(table, meeting, view.current.row.id, "wijkagent herkent het patroon")
    minutes.decide(table, meeting, view.current.row.id, "inbreng_riec", "", "accounthouder RIEC", NEXT_DAY)
    keten = sit(Role.KETEN)
    figures = as_csv(year_figures(keten, 2026))
    shown = repr(
        (
            live_view(table, meeting),
            agenda.agenda(table, meeting),
            followup.due_list(table),
            [[row.record for row in table.store.repository(noun).all()] for noun in ("signals", "cases", "links")],
            [[row.record for row in keten.store.repository(noun).all()] for noun in ("signals", "cases", "releases")],
            figures,
        )
    )
    assert TEXT in shown
    assert [secret for secret in SECRETS if secret.lower() in shown.lower()] == []
    assert f"gemeente,{ADDED.municipality},1,signaal,2026-11-25," in figures


def test_a_changed_text_leaves_the_table(af: Desk, table: Desk, place: CompartmentId, case: Stored[Case]) -> None:
    """The item stays and says so; a second case text must be released before it can be read again."""
    meeting = planning.next_meeting(table, place).id
    release(af, keep_all(af, case), place, NO_TO_ALL)
    agenda.put_case(table, meeting, case.id)
    write_text(af, find_case(af, case.opened.number), f"{TEXT} Er is een derde persoon.")
    found = agenda.agenda(table, meeting)
    assert [row.released for row in found.items if row.case_id == case.id] == [False]
    assert len(found.problems) == 1
    release(af, keep_all(af, find_case(af, case.opened.number)), place, NO_TO_ALL)
    assert agenda.agenda(table, meeting).problems == ()
