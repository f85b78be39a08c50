"""What a closed overleg left open: the aandachtsfunctionaris is told in Agenda, and judges it in the besluitenlijst."""

import pytest

from mhtui.casework import drafts, live
from mhtui.casework.agenda import left_open
from mhtui.casework.planning import next_meeting
from mhtui.screens.judge_box import JudgeBox
from mhtui.screens.record import RecordScreen
from tests.screens.overleg.conftest import OpenAgenda, Sitting
from tests.screens.overleg.meetings import Round

SAID = "Zij noemt Fatima en belt 06-12345678 vaak"


@pytest.fixture
def left(goes_on: None, other: Round) -> str:
    """The table said something about the item, answered nothing, and closed; returns the id of the overleg."""
    del goes_on
    meeting = next_meeting(other.desk, other.place).id
    item = other.desk.store.meetings.get(meeting).opened.current_item
    assert item is not None
    drafts.say_note(other.desk, meeting, item, SAID)
    live.close(other.desk, meeting)
    return meeting


async def open_record(sitting: Sitting) -> RecordScreen:
    """Open the besluitenlijst of the overleg that was closed."""
    await sitting.press("e", "enter")
    screen = sitting.running.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


async def test_judged_in_the_besluitenlijst(look_at_agenda: OpenAgenda, left: str, other: Round) -> None:
    """K asks what is open, one key each; then it stands there as a note."""
    async with look_at_agenda() as sitting:
        assert "1 concept bleef open" in sitting.text
        await open_record(sitting)
        assert "Opengebleven: 1 tekst." in sitting.text
        assert "2 vragen open" in sitting.text
        await sitting.press("k")
        assert isinstance(sitting.running.app.screen, JudgeBox)
        await sitting.press("v", "s")
        assert "Opengebleven" not in sitting.text
        assert "✎ Zij noemt een bekende en belt … vaak" in sitting.text
    notes = [row.opened for row in other.desk.store.notes.all() if row.opened.meeting_id == left]
    assert [note.text for note in notes] == ["Zij noemt een bekende en belt … vaak"]


async def test_thrown_away_with_a_reason(look_at_agenda: OpenAgenda, left: str, desktop_office: Round) -> None:
    """X asks why; without a reason it stays."""
    assert left
    async with look_at_agenda() as sitting:
        await open_record(sitting)
        await sitting.press("x", "f10")
        assert left_open(desktop_office.desk) == 1
        await sitting.type("hoort hier niet")
        await sitting.press("f10")
        assert "Opengebleven" not in sitting.text
    assert left_open(desktop_office.desk) == 0


async def test_the_table_sees_nothing_of_it(look_at_agenda: OpenAgenda, left: str) -> None:
    """Neither that there is something, nor what."""
    assert left
    async with look_at_agenda("overleg") as sitting:
        assert "bleef open" not in sitting.text
        await open_record(sitting)
        assert "Opengebleven" not in sitting.text
        assert "Fatima" not in sitting.text
        assert "Beoordelen" not in sitting.text
