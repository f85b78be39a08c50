"""Cases that are released to the local series, and an overleg that has started."""

from collections.abc import Callable
from datetime import date

import pytest

from db.records.base import CompartmentId, RowId
from db.records.case import Case
from db.roles import Deed
from mhtui.casework import agenda, live, planning
from mhtui.casework.desk import Desk
from mhtui.casework.live_view import LiveView
from mhtui.casework.release import NO_TO_ALL, release
from tests.casework.conftest import MEETING_DAY, SetClock
from tests.judged import keep_all

NEXT_DAY = date(2026, 12, 23)
"""The overleg after the next."""

Bring = Callable[..., RowId]


@pytest.fixture
def bring(af: Desk, place: CompartmentId) -> Bring:
    """Make a case with this number and codename, and release its text to the local series; returns its id."""

    def make(number: str, codename: str, *, released: bool = True, text: str = "Betrokkene A") -> RowId:
        record = Case(
            number=number,
            codename=codename,
            exploitation_form="crimineel",
            opened_on=af.today(),
            draft_text=text,
        )
        with af.store.unit(Deed.CASE_MADE, subject=number) as unit:
            case = unit.add(af.store.cases, record, compartment=af.identity)
        if released:
            release(af, keep_all(af, case), place, NO_TO_ALL)
        return case.id

    return make


@pytest.fixture
def started(af: Desk, table: Desk, place: CompartmentId, bring: Bring, clock: SetClock) -> RowId:
    """An overleg with two cases and a free item, started at nine on its day."""
    found = planning.next_meeting(af, place).id
    agenda.put_case(af, found, bring("C-2026-004", "Waal", text="Betrokkene A werkt bij Bedrijf 1"))
    agenda.put_case(af, found, bring("C-2026-009", "Zwaluw"))
    agenda.put_free(af, found, "Cameratoezicht")
    clock.to(MEETING_DAY)
    live.start(table, found)
    return found


def item(view: LiveView, title: str) -> RowId:
    """Return the item with this title or number."""
    return next(row.id for row in view.items if title in {row.title, row.number})
