"""The besluitenlijst goes round when the aandachtsfunctionaris had it checked: one key to confirm, one key a name."""

from pathlib import Path

import pytest
from textual.widgets import Input

from db.records.signal import Person
from mhtui.casework import live, minutes
from mhtui.casework.cases import signals_of
from mhtui.casework.intake import revise
from mhtui.casework.planning import next_meeting
from mhtui.screens.export_box import ExportBox
from mhtui.screens.judge_box import JudgeBox
from mhtui.screens.problem import ProblemDialog
from mhtui.screens.record import RecordScreen
from tests.judged import let_stay
from tests.screens.overleg.conftest import OpenAgenda, Sitting
from tests.screens.overleg.meetings import Round

NAMING = "Zij noemt Fatima vaak"


@pytest.fixture
def closed(goes_on: None, other: Round) -> str:
    """An overleg that was held and closed, in which the table let a name stand; returns its id."""
    del goes_on
    meeting = next_meeting(other.desk, other.place).id
    item = other.desk.store.meetings.get(meeting).opened.current_item
    assert item is not None
    minutes.write_note(other.desk.answered(let_stay(NAMING)), meeting, item, NAMING)
    live.close(other.desk, meeting)
    return meeting


async def read(sitting: Sitting) -> None:
    """Open the newest besluitenlijst."""
    await sitting.press("e", "enter")
    assert isinstance(sitting.running.app.screen, RecordScreen)


async def refused(sitting: Sitting) -> str:
    """Try to keep it as a file; returns what the box says, and closes that."""
    await sitting.press("p")
    assert isinstance(sitting.running.app.screen, ProblemDialog)
    said = " ".join(sitting.text.split())
    await sitting.press("escape")
    return said


async def test_one_key_confirms_that_nobody_is_named(look_at_agenda: OpenAgenda, closed: str, tmp_path: Path) -> None:
    """Before it no file, after it one with all words; a file that is there stays as it is."""
    assert closed
    paper = tmp_path / "lijst.txt"
    async with look_at_agenda() as sitting:
        await read(sitting)
        assert "Mag nog niet rond: zij is nog niet gecontroleerd" in " ".join(sitting.text.split())
        assert "mag nog niet rond" in await refused(sitting)
        await sitting.press("o")
        assert "zij mag rond" in sitting.text
        assert "Controleren" not in sitting.text
        await sitting.press("p")
        box = sitting.running.app.screen
        assert isinstance(box, ExportBox)
        box.query_one("#export--path", Input).value = str(paper.with_suffix(".odt"))
        await sitting.press("enter")
        assert "eindigen op .txt" in sitting.text
        box.query_one("#export--path", Input).value = str(paper)
        await sitting.press("enter")
        assert isinstance(sitting.running.app.screen, RecordScreen)
    assert NAMING in paper.read_text()
    assert paper.stat().st_mode & 0o077 == 0


async def test_each_name_is_one_key(look_at_agenda: OpenAgenda, closed: str, desktop_office: Round) -> None:
    """Somebody who is registered by now: said before the list, asked about, and replaced; later persons withdraw it."""
    register_in_zwaluw(desktop_office, "Fatima Haddad")
    async with look_at_agenda() as sitting:
        await read(sitting)
        assert "staat 1 keer wat in een dossier geregistreerd is" in sitting.text
        await sitting.press("o")
        assert isinstance(sitting.running.app.screen, JudgeBox)
        assert "niet herleidbaar" in sitting.text
        await sitting.press("v")
        assert "zij mag rond" in sitting.text
        assert "Fatima" not in sitting.text
        register_in_zwaluw(desktop_office, "Bogdan Ionescu")
        await sitting.see_others()
        assert "want daarna is in een dossier iemand geregistreerd" in " ".join(sitting.text.split())
        assert "geldt niet meer" in await refused(sitting)
    notes = [row.opened for row in desktop_office.desk.store.notes.all() if row.opened.meeting_id == closed]
    assert all("Fatima" not in note.text for note in notes)


async def test_the_table_is_told_whom_to_ask(look_at_agenda: OpenAgenda, closed: str) -> None:
    """It reads its list, checks nothing, and keeps no file, whatever was checked."""
    assert closed
    async with look_at_agenda("overleg") as sitting:
        await read(sitting)
        assert NAMING in sitting.text
        assert "Mag nog niet rond" not in sitting.text
        assert "Controleren" not in sitting.text
        await sitting.press("o")
        assert isinstance(sitting.running.app.screen, RecordScreen)
        said = await refused(sitting)
        assert "ziet alleen de aandachtsfunctionaris" in said
        assert "De aandachtsfunctionaris opent haar in Agenda (e)" in said


def register_in_zwaluw(office: Round, name: str) -> None:
    """Register somebody in the dossier that is spoken of."""
    case = next(row for row in office.desk.store.cases.all() if row.opened.codename == "Zwaluw")
    signal = signals_of(office.desk, case)[0]
    person = Person(name=name)
    revise(office.desk, signal, signal.opened.model_copy(update={"persons": (*signal.opened.persons, person)}))
