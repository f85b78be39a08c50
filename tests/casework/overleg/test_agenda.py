"""The agenda: a case only with its released text, an order that loses nothing, and what needs a look beforehand."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import NotAllowed, NotFound
from db.records.base import Answer, CompartmentId, DossierId, RowId
from db.records.meeting import ItemKind, ItemStatus
from db.roles import Deed
from mhtui.casework import agenda, live, minutes, planning
from mhtui.casework.agenda import Direction
from mhtui.casework.desk import Desk
from mhtui.casework.errors import AlreadyOnAgenda, InvalidForm, MeetingClosed, NotReleased
from mhtui.casework.release import NO_TO_ALL, release, withdraw
from tests.casework.conftest import FUNCTIONS, MEETING_DAY, SetClock
from tests.casework.overleg.conftest import Bring


@pytest.fixture
def meeting(af: Desk, place: CompartmentId) -> RowId:
    """The next overleg."""
    return planning.next_meeting(af, place).id


def names(desk: Desk, meeting: RowId) -> list[str]:
    """Return the titles of an agenda, in order."""
    return [row.title for row in agenda.agenda(desk, meeting).items]


def test_a_released_case_comes_before_the_rondvraag(af: Desk, table: Desk, meeting: RowId, bring: Bring) -> None:
    """With its number, codename, form and why; the overleg sees the same line."""
    agenda.put_case(af, meeting, bring("C-2026-009", "Zwaluw"), "  nieuw signaal ")
    rows = agenda.agenda(table, meeting).items
    assert [row.kind for row in rows][-2:] == [ItemKind.CASE, ItemKind.ROUND]
    line = rows[-2]
    assert (line.title, line.number, line.codename) == ("C-2026-009 “Zwaluw”", "C-2026-009", "Zwaluw")
    assert (line.form, line.why, line.released, line.place) == ("criminele uitbuiting", "nieuw signaal", True, 5)


def test_the_item_lies_under_the_dossier_of_the_case(af: Desk, meeting: RowId, bring: Bring) -> None:
    """Shredding the case must take the item along; a free item stays with its meeting."""
    case = bring("C-2026-009", "Zwaluw")
    assert agenda.put_case(af, meeting, case).dossier == DossierId(case)
    assert agenda.put_free(af, meeting, "Cameratoezicht").dossier == DossierId(meeting)


def test_an_unreleased_case_is_refused_with_what_is_left(af: Desk, meeting: RowId, bring: Bring) -> None:
    """The aandachtsfunctionaris hears what to do; nothing came on the agenda and nothing in the log."""
    written = bring("C-2026-010", "Dommel", released=False)
    empty = bring("C-2026-011", "Iep", released=False, text=" ")
    before, mark = names(af, meeting), af.store.change_mark()
    with pytest.raises(NotReleased) as caught:
        agenda.put_case(af, meeting, written)
    assert caught.value.number == "C-2026-010"
    assert caught.value.left == (
        "beantwoord de vragen voor het vrijgeven",
        "geef de tekst vrij voor Lokaal ondermijningsoverleg",
    )
    with pytest.raises(NotReleased) as caught:
        agenda.put_case(af, meeting, empty)
    assert caught.value.left[0] == "schrijf de casustekst"
    assert (names(af, meeting), af.store.change_mark()) == (before, mark)


def test_the_overleg_is_refused_too_and_learns_nothing(table: Desk, meeting: RowId, bring: Bring) -> None:
    """It looks at releases in its own compartment; the case itself stays sealed, its number too."""
    case = bring("C-2026-010", "Dommel", released=False)
    with pytest.raises(NotReleased) as caught:
        agenda.put_case(table, meeting, case)
    assert (caught.value.number, caught.value.left) == (
        "",
        ("de aandachtsfunctionaris geeft de casustekst eerst vrij",),
    )


def test_the_overleg_can_put_a_released_case_on(table: Desk, meeting: RowId, bring: Bring) -> None:
    """Without opening identiteit."""
    agenda.put_case(table, meeting, bring("C-2026-009", "Zwaluw"))
    assert "C-2026-009 “Zwaluw”" in names(table, meeting)


def test_a_release_for_another_series_does_not_count(
    af: Desk, meeting: RowId, drieluik: CompartmentId, bring: Bring
) -> None:
    """Each series has its own release."""
    case = bring("C-2026-010", "Dommel", released=False)
    release(af, af.store.cases.get(case), drieluik, NO_TO_ALL)
    with pytest.raises(NotReleased):
        agenda.put_case(af, meeting, case)
    agenda.put_case(af, planning.next_meeting(af, drieluik).id, case)


def test_a_withdrawn_text_is_refused_and_shown_on_an_agenda_it_was_on(
    af: Desk, table: Desk, meeting: RowId, place: CompartmentId, bring: Bring
) -> None:
    """The item stays, marked, and the agenda names it as a problem."""
    case = bring("C-2026-009", "Zwaluw")
    item = agenda.put_case(af, meeting, case)
    withdraw(af, af.store.cases.get(case), "tekst gewijzigd", place)
    found = agenda.agenda(table, meeting)
    assert [row.released for row in found.items if row.id == item.id] == [False]
    assert found.problems == (
        "C-2026-009 “Zwaluw”: de tekst is niet vrijgegeven, het overleg ziet alleen het nummer en de codenaam",
    )
    agenda.take_off(af, item.id)
    with pytest.raises(NotReleased):
        agenda.put_case(af, meeting, case)


def test_a_case_stands_on_an_agenda_once(af: Desk, table: Desk, meeting: RowId, bring: Bring) -> None:
    """Also when the other side put it there."""
    case = bring("C-2026-009", "Zwaluw")
    agenda.put_case(table, meeting, case)
    with pytest.raises(AlreadyOnAgenda):
        agenda.put_case(af, meeting, case)


def test_a_case_that_does_not_exist(af: Desk, meeting: RowId) -> None:
    """It is refused, not invented."""
    with pytest.raises(NotReleased):
        agenda.put_case(af, meeting, RowId("0" * 32))


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_free_item_needs_a_title_that_fits(af: Desk, meeting: RowId, title: str) -> None:
    """Nothing is cut off silently."""
    with pytest.raises(InvalidForm) as caught:
        agenda.put_free(af, meeting, title)
    assert caught.value.field == "title"


def test_moving_past_the_end_does_nothing(af: Desk, meeting: RowId) -> None:
    """No neighbour, no change, no entry in the log."""
    rows, mark = agenda.agenda(af, meeting).items, af.store.change_mark()
    assert not agenda.move(af, rows[0].id, Direction.UP)
    assert not agenda.move(af, rows[-1].id, Direction.DOWN)
    assert af.store.change_mark() == mark


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(moves=st.lists(st.tuples(st.integers(0, 6), st.sampled_from(Direction)), max_size=12))
def test_moving_is_a_permutation(af: Desk, meeting: RowId, moves: list[tuple[int, Direction]]) -> None:
    """Whatever is moved, nothing is lost, and each move swaps exactly the two neighbours."""
    if len(names(af, meeting)) == 5:
        agenda.put_free(af, meeting, "Cameratoezicht")
        agenda.put_free(af, meeting, "Vakantiepark")
    expected = names(af, meeting)
    for index, direction in moves:
        rows = agenda.agenda(af, meeting).items
        assert agenda.move(af, rows[index].id, direction) == (0 <= index + direction < len(rows))
        other = min(max(index + direction, 0), len(rows) - 1)
        expected[index], expected[other] = expected[other], expected[index]
        assert names(af, meeting) == expected


def test_new_items_after_moving_the_rondvraag_come_last(af: Desk, meeting: RowId) -> None:
    """When the chair put something behind the rondvraag, the next item goes behind that."""
    agenda.put_free(af, meeting, "Eerste")
    agenda.move(af, agenda.agenda(af, meeting).items[-1].id, Direction.UP)
    agenda.put_free(af, meeting, "Tweede")
    assert names(af, meeting)[-3:] == ["Rondvraag", "Eerste", "Tweede"]


def test_what_was_put_on_can_be_taken_off(af: Desk, meeting: RowId) -> None:
    """It is gone for good; the fixed items stay."""
    item = agenda.put_free(af, meeting, "Cameratoezicht").id
    agenda.take_off(af, item)
    assert "Cameratoezicht" not in names(af, meeting)
    with pytest.raises(NotFound):
        agenda.take_off(af, item)
    with pytest.raises(InvalidForm):
        agenda.take_off(af, agenda.agenda(af, meeting).items[0].id)


def test_what_was_spoken_about_cannot_be_taken_off(af: Desk, table: Desk, meeting: RowId, clock: SetClock) -> None:
    """Nor what is on the table now; setting it to van tafel keeps what was said."""
    noted, current, done = (agenda.put_free(af, meeting, title).id for title in ("Een", "Twee", "Drie"))
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    minutes.write_note(table, meeting, noted, "gezien")
    live.open_item(table, meeting, current)
    live.finish_item(table, done, ItemStatus.DISCUSSED)
    for item in (noted, current, done):
        with pytest.raises(InvalidForm):
            agenda.take_off(af, item)
    assert names(af, meeting)[4:7] == ["Een", "Twee", "Drie"]


def test_attendance_by_function(af: Desk, table: Desk, meeting: RowId) -> None:
    """Both sides may tick; a function that was not expected is added; nobody's tick is lost."""
    agenda.set_attendance(table, meeting, "wijkagent", Answer.YES)
    agenda.set_attendance(af, meeting, "voorzitter", Answer.NO)
    agenda.set_attendance(table, meeting, " leerplicht ", Answer.YES)
    found = agenda.agenda(table, meeting).attendance
    assert [(line.function, line.present) for line in found] == [
        ("voorzitter", Answer.NO),
        ("wijkagent", Answer.YES),
        (FUNCTIONS[2], Answer.UNKNOWN),
        ("leerplicht", Answer.YES),
    ]


def test_a_holiday_is_pointed_at(af: Desk, place: CompartmentId, meeting: RowId) -> None:
    """The date is not changed by itself."""
    del meeting
    moved = planning.move_date(af, planning.next_meeting(af, place).id, date(2026, 12, 22))
    assert agenda.agenda(af, moved.id).problems == ()
    with af.store.unit(Deed.AGENDA_CHANGED) as unit:
        unit.change(moved, record=moved.opened.model_copy(update={"on": date(2026, 12, 25)}))
    assert agenda.agenda(af, moved.id).problems == (
        "25-12-2026 is eerste kerstdag: verplaats de datum als dat beter uitkomt",
    )


def test_a_closed_meeting_takes_nothing_more(
    af: Desk, table: Desk, meeting: RowId, bring: Bring, clock: SetClock
) -> None:
    """Its agenda, its order and its attendance are what they were."""
    case, item = bring("C-2026-009", "Zwaluw"), agenda.put_free(af, meeting, "Cameratoezicht").id
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    live.close(table, meeting)
    before = agenda.agenda(af, meeting)
    for change in (
        lambda: agenda.put_case(af, meeting, case),
        lambda: agenda.put_free(af, meeting, "Nog iets"),
        lambda: agenda.move(af, item, Direction.UP),
        lambda: agenda.take_off(af, item),
        lambda: agenda.set_attendance(af, meeting, "voorzitter", Answer.YES),
    ):
        with pytest.raises(MeetingClosed):
            change()
    assert agenda.agenda(af, meeting) == before


def test_a_sealed_series_gives_no_agenda(table: Desk, af: Desk, drieluik: CompartmentId) -> None:
    """The overleg of the local series cannot open the Drieluik."""
    other = planning.next_meeting(af, drieluik).id
    with pytest.raises(NotAllowed):
        agenda.agenda(table, other)
