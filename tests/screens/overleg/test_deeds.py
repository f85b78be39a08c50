"""Overleg: besluiten, acties, aanwezig, parkeren, van tafel, ongedaan, sluiten, and two who change one note."""

from datetime import date

import pytest
from textual.widgets import Input

from db.records.base import Answer
from db.records.meeting import ActionStatus, ItemStatus, MeetingStatus
from mhtui.casework import live, minutes
from mhtui.casework.agenda import agenda
from mhtui.casework.followup import due_list
from mhtui.casework.live_view import LiveItem
from mhtui.screens.note_forms import Conflict, NoteForm
from mhtui.screens.problem import ProblemDialog
from mhtui.screens.record import RecordScreen
from mhtui.screens.table_forms import DecisionForm
from mhtui.widgets.growing import GrowingLine
from tests.screens.conftest import Running
from tests.screens.overleg.conftest import SitDown, Sitting
from tests.screens.overleg.meetings import MEETING_DAY, ZWALUW, Round
from tests.screens.overleg.test_meeting import item_at, note, seen

pytestmark = pytest.mark.usefixtures("goes_on")


def current(other: Round) -> LiveItem:
    """The item on the table, as the other program reads it."""
    found = seen(other).current
    assert found is not None
    return found


def said(running: Running) -> list[str]:
    """What the program told."""
    return [each.message for each in running.app._notifications]


async def test_a_decision_by_keys_alone(sit_down: SitDown, other: Round) -> None:
    """Kind, words, function, day: enter after each; it is in the store with its action, and stands under NU."""
    async with sit_down() as sitting:
        await sitting.press("b")
        await sitting.type("riec")
        await sitting.press("enter")
        await sitting.type("met de geldstroom")
        await sitting.press("enter")
        await sitting.type("account")
        await sitting.press("enter")
        await sitting.type("+14")
        await sitting.press("enter", "enter")
        (decision,) = current(other).decisions
        assert (decision.kind, decision.text) == ("inbreng_riec", "met de geldstroom")
        assert (decision.owner, decision.due_on) == ("accounthouder RIEC", date(2026, 12, 9))
        assert "met de geldstroom" in [row.text.partition(": ")[2] for row in due_list(other.desk)]
        assert "◆ Inbreng RIEC  met de geldstroom" in sitting.text
        assert "accounthouder RIEC · uiterlijk 9 december" in sitting.text
        assert "Besluit bewaard" in said(sitting.running)


async def test_a_decision_needs_a_kind_from_the_list(sit_down: SitDown, other: Round) -> None:
    """Something else is told beside the field; what was typed stays."""
    async with sit_down() as sitting:
        await sitting.press("b")
        await sitting.type("iets anders")
        await sitting.press("enter")
        assert "▲ Kies een soort uit de lijst." in sitting.text
        assert "iets anders" in sitting.text
        await sitting.press("escape")
        assert "Weggaan zonder te bewaren?" in sitting.text
        await sitting.running.click("#yes")
        assert current(other).decisions == ()


async def test_what_casework_misses_is_told_at_its_field(sit_down: SitDown, other: Round) -> None:
    """Monitoring needs its day: the form stays, with the words and the complaint."""
    async with sit_down() as sitting:
        await sitting.press("b")
        await sitting.type("monitoren")
        await sitting.press("enter")
        await sitting.type("in het oog houden")
        await sitting.press("f10")
        assert isinstance(sitting.running.app.screen, DecisionForm)
        assert "▲ Dit is niet ingevuld." in sitting.text
        assert "in het oog houden" in sitting.text
        await sitting.running.click("DueDay Button")
        await sitting.press("f10")
        (decision,) = current(other).decisions
        assert decision.due_on == date(2026, 12, 2)


async def test_a_form_keeps_everything_when_the_store_refuses(sit_down: SitDown, other: Round) -> None:
    """The overleg was closed meanwhile: the error is told, and the form stands there as it was."""
    async with sit_down() as sitting:
        await sitting.press("x")
        await sitting.type("school bellen")
        live.close(other.desk, seen(other).meeting)
        await sitting.press("enter")
        await sitting.type("wijkagent")
        await sitting.press("enter")
        await sitting.type("+7")
        await sitting.press("f10")
        assert isinstance(sitting.running.app.screen, ProblemDialog)
        await sitting.press("escape")
        form = sitting.running.app.screen
        assert form.query_one("#text", GrowingLine).text == "school bellen"
        assert form.query_one("#owner Input", Input).value == "wijkagent"


async def test_an_action_needs_who_and_when(sit_down: SitDown, other: Round) -> None:
    """Each empty field says what it needs; filled in it is an open action of that function."""
    async with sit_down() as sitting:
        await sitting.press("x", "f10")
        assert "▲ Wat moet er gebeuren?" in sitting.text
        assert "▲ Welke functie doet dit?" in sitting.text
        assert "▲ Uiterlijk wanneer?" in sitting.text
        await sitting.type("contact met school")
        await sitting.press("enter")
        await sitting.type("wijk")
        await sitting.press("enter")
        await sitting.type("2-12")
        await sitting.press("f10")
        (action,) = current(other).actions
        assert (action.text, action.owner, action.due_on) == ("contact met school", "wijkagent", date(2026, 12, 2))
        assert action.status is ActionStatus.OPEN
        assert "□ Actie  contact met school · wijkagent · uiterlijk 2 december" in sitting.text


async def test_attendance_is_kept_at_once(sit_down: SitDown, other: Round) -> None:
    """One key for each; a function that was not expected is added."""
    async with sit_down() as sitting:
        assert "Aanwezig 0" in sitting.text
        await sitting.press("a", "space", "down", "enter", "enter", "tab")
        await sitting.type("Veilig Thuis")
        await sitting.press("enter", "escape")
        found = {line.function: line.present for line in seen(other).attendance}
        assert (found["voorzitter"], found["wijkagent"]) == (Answer.YES, Answer.NO)
        assert found["Veilig Thuis"] is Answer.YES
        assert "Aanwezig 2" in sitting.text


async def test_parking_and_back(sit_down: SitDown, other: Round) -> None:
    """`p` parks, and says so with sign and word; once more and it is open again."""
    async with sit_down() as sitting:
        await sitting.press("p")
        assert current(other).row.status is ItemStatus.PARKED
        assert "‖ geparkeerd" in sitting.text
        await sitting.press("p")
        assert current(other).row.status is ItemStatus.OPEN


async def test_off_the_table_needs_its_reason(sit_down: SitDown, other: Round) -> None:
    """Without one it stays; with one the agenda shows it."""
    async with sit_down() as sitting:
        await sitting.press("k", "enter")
        assert "▲ Vul de reden in." in sitting.text
        await sitting.type("betrokkenheid van een functie aan tafel")
        await sitting.press("enter")
        row = current(other).row
        assert (row.status, row.status_reason) == (ItemStatus.WITHDRAWN, "betrokkenheid van een functie aan tafel")
        assert "✕ van tafel: betrokkenheid" in sitting.text


async def test_undo_says_what_goes(sit_down: SitDown, other: Round) -> None:
    """The last word is shown; it is taken back only after a yes."""
    async with sit_down() as sitting:
        await note(sitting, "eerste")
        await note(sitting, "vergissing")
        await sitting.press("u")
        assert "Uw laatste notitie terugnemen?" in sitting.text
        assert "vergissing" in sitting.text
        await sitting.press("escape")
        assert len(current(other).notes) == 2
        await sitting.press("u")
        await sitting.running.click("#yes")
        assert [line.text for line in current(other).notes] == ["eerste"]


async def test_closing_says_what_stays_open(sit_down: SitDown, other: Round) -> None:
    """Items that were not reached, open actions, typed text; after a yes it is closed and the next one stands there."""
    async with sit_down() as sitting:
        meeting = seen(other).meeting
        await sitting.press("n")
        await sitting.type("half")
        await sitting.press("escape", "o")
        assert "Er staat getypte tekst die nog niet bewaard is" in sitting.text
        assert "Niet aan de orde geweest: Wilg, Esdoorn, Ekster, Gaai" in sitting.text
        assert "Open acties: 2." in sitting.text
        await sitting.press("escape")
        assert seen(other).status is MeetingStatus.RUNNING
        await sitting.press("o")
        await sitting.running.click("#yes")
        assert agenda(other.desk, meeting).status is MeetingStatus.CLOSED
        assert isinstance(sitting.running.app.screen, RecordScreen)
        assert "C-2026-002 “Zwaluw”" in sitting.text
        await sitting.press("escape")
        assert "Gepland op woensdag 23 december, over 28 dagen." in sitting.text


async def change_under(sitting: Sitting, other: Round) -> None:
    """Begin to change a note, while the other program changes it and is first."""
    await note(sitting, "eerste versie")
    await sitting.press("e")
    assert isinstance(sitting.running.app.screen, NoteForm)
    (line,) = current(other).notes
    minutes.edit_note(other.desk, line.row, "versie van de ander")
    await sitting.press("ctrl+u")
    await sitting.type("mijn versie")
    await sitting.press("enter")
    assert isinstance(sitting.running.app.screen, Conflict)
    assert "versie van de ander" in sitting.text
    assert "mijn versie" in sitting.text


@pytest.mark.parametrize(
    "answer,kept",
    [
        ("#both", ["versie van de ander", "mijn versie"]),
        ("#mine", ["mijn versie"]),
        ("#theirs", ["versie van de ander"]),
    ],
)
async def test_two_who_change_one_note_lose_nothing(
    sit_down: SitDown, other: Round, answer: str, kept: list[str]
) -> None:
    """Both versions are shown; the answer decides what is kept."""
    async with sit_down() as sitting:
        await change_under(sitting, other)
        await sitting.running.click(answer)
        assert [line.text for line in current(other).notes] == kept


async def test_leaving_a_conflict_keeps_what_was_typed(sit_down: SitDown, other: Round) -> None:
    """Esc goes back to the form with my words in it; theirs are in the store."""
    async with sit_down() as sitting:
        await change_under(sitting, other)
        await sitting.press("escape")
        form = sitting.running.app.screen
        assert isinstance(form, NoteForm)
        assert form.mine == "mijn versie"
        assert [line.text for line in current(other).notes] == ["versie van de ander"]


async def test_enter_on_the_agenda_brings_an_item_to_the_table(sit_down: SitDown, other: Round) -> None:
    """The cursor moves alone; enter or a click puts the item on the table."""
    async with sit_down() as sitting:
        await sitting.press("down", "down")
        assert seen(other).place == ZWALUW
        await sitting.press("enter")
        assert seen(other).place == ZWALUW + 2
        await sitting.running.pilot.click("#meeting--rail", offset=(6, ZWALUW - 1))
        await sitting.running.settle()
        assert seen(other).current == live_item_of(other, ZWALUW)


def live_item_of(other: Round, place: int) -> LiveItem:
    """The item of a place, when it is the one on the table."""
    found = current(other)
    assert found.row.id == item_at(seen(other), place)
    return found


def test_the_day_of_the_tests() -> None:
    """Days above are counted from this one."""
    assert date(2026, 11, 25) == MEETING_DAY
