"""The next overleg: planned once, with its fixed items, and with everything that was left over."""

from datetime import date, timedelta

import pytest

from db.errors import NotAllowed
from db.records.base import CompartmentId
from db.records.meeting import ItemKind, ItemStatus, MeetingStatus
from keys.directory import Role
from mhtui.casework import agenda, live, planning
from mhtui.casework.desk import Desk
from mhtui.casework.errors import DateOutOfOrder, InvalidForm, MeetingClosed
from mhtui.casework.release import withdraw
from tests.casework.conftest import FUNCTIONS, MEETING_DAY, SetClock, Sit
from tests.casework.overleg.conftest import NEXT_DAY, Bring

SKELETON = ["Opening", "Mededelingen", "Vaststellen besluitenlijst", "Acties vorige keer", "Rondvraag"]


def titles(desk: Desk, place: CompartmentId) -> list[str]:
    """Return the titles on the next agenda."""
    return [row.title for row in agenda.agenda(desk, planning.next_meeting(desk, place).id).items]


def test_first_ask_plans_the_meeting(af: Desk, place: CompartmentId) -> None:
    """It stands on the series' next day, with the fixed items, the functions at the table, and it is there once."""
    meeting = planning.next_meeting(af, place)
    assert meeting.opened.on == MEETING_DAY
    assert [line.function for line in meeting.opened.attendance] == list(FUNCTIONS)
    assert titles(af, place) == SKELETON
    assert planning.next_meeting(af, place).id == meeting.id
    assert [row.title for row in planning.meetings(af, place)] == ["Lokaal ondermijningsoverleg 25-11-2026"]


def test_both_sides_see_the_same_meeting(af: Desk, table: Desk, place: CompartmentId) -> None:
    """Whoever asks first plans it; the other finds it."""
    assert planning.next_meeting(table, place).id == planning.next_meeting(af, place).id


def test_a_role_without_the_series_cannot_plan_it(sit: Sit, place: CompartmentId) -> None:
    """The ketenregisseur holds the Drieluik, not the local series."""
    with pytest.raises(NotAllowed):
        planning.next_meeting(sit(Role.KETEN), place)


def test_two_programs_at_once_plan_one_meeting(
    af: Desk, table: Desk, place: CompartmentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that comes second into the unit finds the meeting of the first, and writes nothing."""
    current, asked = planning._current, list[str]()

    def between(*given: object) -> object:
        if not asked:
            asked.append("af looks, finds nothing")
            planning.next_meeting(table, place)
            return None
        return current(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(planning, "_current", between)
    mark = af.store.change_mark()
    found = planning.next_meeting(af, place)
    assert (af.store.change_mark(), af.store.meetings.count(compartment=place)) == (mark + 1, 1)
    assert found.opened.on == MEETING_DAY


def test_parked_and_unreached_items_come_back(
    af: Desk, table: Desk, place: CompartmentId, bring: Bring, clock: SetClock
) -> None:
    """Parked and never reached return with the reason; discussed and van tafel do not."""
    meeting = planning.next_meeting(af, place).id
    items = {
        name: agenda.put_case(af, meeting, bring(f"C-2026-00{number}", name)).id
        for number, name in enumerate(("Wilg", "Zwaluw", "Dommel", "Iep"), 1)
    }
    agenda.put_free(af, meeting, "Cameratoezicht station")
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    live.finish_item(table, items["Wilg"], ItemStatus.PARKED, "wijkagent ziek")
    live.finish_item(table, items["Zwaluw"], ItemStatus.DISCUSSED)
    live.finish_item(table, items["Dommel"], ItemStatus.WITHDRAWN, "belang van de voorzitter")
    live.close(table, meeting)
    found = agenda.agenda(af, planning.next_meeting(af, place).id)
    assert found.on == NEXT_DAY
    assert [(row.title, row.why) for row in found.items if row.kind in planning.CARRIED] == [
        ("C-2026-001 “Wilg”", "geparkeerd op 25-11-2026: wijkagent ziek"),
        ("C-2026-004 “Iep”", "geparkeerd op 25-11-2026: niet aan de orde gekomen"),
        ("Cameratoezicht station", "geparkeerd op 25-11-2026: niet aan de orde gekomen"),
    ]
    assert [row.title for row in found.items][2] == "Vaststellen besluitenlijst 25-11-2026"
    assert found.items[-1].kind is ItemKind.ROUND
    assert {row.status for row in found.items} == {ItemStatus.OPEN}
    assert found.problems == ()


def test_a_parked_case_without_release_stays_behind_and_is_named(
    af: Desk, table: Desk, place: CompartmentId, bring: Bring, clock: SetClock
) -> None:
    """Nobody is forgotten: the agenda says which case waits for its text."""
    meeting = planning.next_meeting(af, place).id
    case = bring("C-2026-001", "Wilg")
    agenda.put_case(af, meeting, case)
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    live.close(table, meeting)
    withdraw(af, af.store.cases.get(case), "tekst gewijzigd", place)
    found = agenda.agenda(table, planning.next_meeting(table, place).id)
    assert [row.title for row in found.items if row.kind is ItemKind.CASE] == []
    assert found.problems == ("C-2026-001 “Wilg”: vorige keer geparkeerd, de tekst is niet vrijgegeven",)


def test_a_meeting_that_was_not_held_is_passed_over(
    af: Desk, place: CompartmentId, bring: Bring, clock: SetClock
) -> None:
    """The day after, the next one is planned and takes the agenda along."""
    meeting = planning.next_meeting(af, place)
    agenda.put_case(af, meeting.id, bring("C-2026-001", "Wilg"), "nieuw")
    clock.to(MEETING_DAY + timedelta(days=1))
    coming = planning.next_meeting(af, place)
    assert coming.opened.on == NEXT_DAY
    assert [(row.on, row.status_word) for row in planning.meetings(af, place)] == [
        (NEXT_DAY, "gepland"),
        (MEETING_DAY, "niet gehouden"),
    ]
    carried = agenda.agenda(af, coming.id).items[4]
    assert (carried.number, carried.why) == ("C-2026-001", "geparkeerd op 25-11-2026: overleg niet gehouden")
    assert agenda.agenda(af, coming.id).items[2].title == "Vaststellen besluitenlijst"
    with pytest.raises(MeetingClosed):
        agenda.put_free(af, meeting.id, "Te laat")


def test_a_running_meeting_stays_the_next_past_midnight(table: Desk, place: CompartmentId, clock: SetClock) -> None:
    """It is not passed over while people sit at the table."""
    meeting = planning.next_meeting(table, place).id
    clock.to(MEETING_DAY, hour=23)
    live.start(table, meeting)
    clock.forward(hours=2)
    assert planning.next_meeting(table, place).id == meeting


def test_a_moved_date_moves_one_meeting(af: Desk, table: Desk, place: CompartmentId, clock: SetClock) -> None:
    """The meeting and the series move together, the one after it stays."""
    meeting = planning.next_meeting(af, place).id
    moved = planning.move_date(af, meeting, date(2026, 11, 30))
    assert (moved.opened.on, moved.opened.title) == (date(2026, 11, 30), "Lokaal ondermijningsoverleg 30-11-2026")
    clock.to(MEETING_DAY + timedelta(days=1))
    found = agenda.agenda(table, planning.next_meeting(table, place).id)
    assert (found.meeting, found.on, found.planned_on) == (meeting, date(2026, 11, 30), MEETING_DAY)
    clock.to(date(2026, 12, 1))
    assert planning.next_meeting(table, place).opened.on == NEXT_DAY


def test_a_meeting_cannot_be_moved_past_its_neighbours_or_back_in_time(af: Desk, place: CompartmentId) -> None:
    """And a refused move changes nothing."""
    meeting = planning.next_meeting(af, place).id
    with pytest.raises(DateOutOfOrder):
        planning.move_date(af, meeting, NEXT_DAY)
    with pytest.raises(InvalidForm):
        planning.move_date(af, meeting, af.today() - timedelta(days=1))
    assert planning.next_meeting(af, place).opened.on == MEETING_DAY


def test_the_overleg_cannot_move_a_date(table: Desk, place: CompartmentId) -> None:
    """The series belongs to the aandachtsfunctionaris; the meeting stays where it was."""
    meeting = planning.next_meeting(table, place).id
    with pytest.raises(NotAllowed):
        planning.move_date(table, meeting, date(2026, 11, 30))
    assert planning.next_meeting(table, place).opened.on == MEETING_DAY


def test_a_meeting_that_started_cannot_be_moved(af: Desk, table: Desk, place: CompartmentId, clock: SetClock) -> None:
    """People are at the table."""
    meeting = planning.next_meeting(table, place).id
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    with pytest.raises(InvalidForm):
        planning.move_date(af, meeting, date(2026, 11, 30))
    assert table.store.meetings.get(meeting).opened.status is MeetingStatus.RUNNING


def test_after_an_early_meeting_the_next_date_is_another_one(
    table: Desk, place: CompartmentId, clock: SetClock
) -> None:
    """A meeting that was run before its day does not come back on that day."""
    meeting = planning.next_meeting(table, place).id
    live.start(table, meeting)
    live.close(table, meeting)
    assert clock.now.date() < MEETING_DAY
    assert planning.next_meeting(table, place).opened.on == NEXT_DAY
