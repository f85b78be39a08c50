"""Agenda: the next overleg, its items in order and why, what stands in the way, and the besluitenlijst of before."""

from datetime import date

import pytest
from textual.widgets import OptionList

from db.records.base import Answer, RowId
from mhtui.casework.agenda import AgendaView, agenda, put_free
from mhtui.casework.planning import next_meeting
from mhtui.casework.release import withdraw
from mhtui.screens.agenda import AgendaScreen
from mhtui.screens.agenda_boxes import CaseBox
from mhtui.screens.agenda_read import Offer
from mhtui.screens.record import RecordScreen
from mhtui.widgets.table import PagedTable
from tests.judged import let_stay
from tests.screens.hostile import HOSTILE
from tests.screens.overleg.conftest import OpenAgenda, Sitting
from tests.screens.overleg.meetings import Round


def planned(other: Round) -> AgendaView:
    """The agenda in the store, as the other program reads it."""
    return agenda(other.desk, next_meeting(other.desk, other.place).id)


def names(other: Round) -> list[str]:
    """Codenames and titles, in order."""
    return [row.codename or row.title for row in planned(other).items]


async def put_cursor(sitting: Sitting, place: int) -> None:
    """Put the cursor on the item of a place, 1 and up."""
    sitting.running.app.screen.query_one("#agenda--items", PagedTable).move_to_row(place - 1)
    await sitting.running.settle()


async def test_everything_of_the_next_overleg_is_there(look_at_agenda: OpenAgenda) -> None:
    """When, the items with why they are there, the actions of last time, who comes."""
    async with look_at_agenda() as sitting:
        assert "woensdag 25 november · over 3 dagen · gepland" in sitting.text
        assert "5  C-2026-003 “Wilg”" in sitting.text
        assert "geparkeerd op 28-10" in sitting.text
        assert "ACTIES VORIGE KEER" in sitting.text
        assert "▲ 11 dagen te laat" in sitting.text
        assert "AANWEZIG 0 VAN 6" in sitting.text
        await put_cursor(sitting, 7)
        assert "C-2026-002 “Zwaluw” · criminele uitbuiting · nieuw signaal" in sitting.text


async def test_items_move_by_key_and_by_button(look_at_agenda: OpenAgenda, other: Round) -> None:
    """Up and down change places with the neighbour; the cursor goes along."""
    async with look_at_agenda() as sitting:
        await put_cursor(sitting, 7)
        await sitting.press("ctrl+up", "ctrl+up")
        assert names(other)[4:7] == ["Zwaluw", "Wilg", "Esdoorn"]
        await sitting.running.click("#agenda--down")
        assert names(other)[4:7] == ["Wilg", "Zwaluw", "Esdoorn"]
        screen = sitting.running.app.screen
        assert isinstance(screen, AgendaScreen)
        assert screen.item is not None
        assert screen.item.codename == "Zwaluw"


async def test_a_released_case_comes_on_the_agenda_with_its_reason(look_at_agenda: OpenAgenda, other: Round) -> None:
    """Found by part of its codename; it stands before the rondvraag."""
    async with look_at_agenda() as sitting:
        await sitting.press("c")
        await sitting.type("popul")
        await sitting.press("enter", "enter")
        await sitting.type("nieuwe melding")
        await sitting.press("enter")
        assert names(other)[-2:] == ["Populier", "Rondvraag"]
        assert planned(other).items[-2].why == "nieuwe melding"
        assert "nieuwe melding" in sitting.text


async def test_an_unreleased_case_says_what_is_left(look_at_agenda: OpenAgenda, other: Round) -> None:
    """Beside the list, with what was typed still there; nothing is put on the agenda."""
    async with look_at_agenda() as sitting:
        before = names(other)
        await sitting.press("c")
        await sitting.type("lariks")
        assert "▲ C-2026-007 Lariks · onbekend · niet vrijgegeven" in sitting.text
        await sitting.press("enter", "enter")
        await sitting.type("dringend")
        await sitting.press("f10")
        assert isinstance(sitting.running.app.screen, CaseBox)
        assert "Nog te doen: beoordeel" in sitting.text
        assert "nog 1 markering" in sitting.text
        assert "dringend" in sitting.text
        assert names(other) == before


async def test_cases_that_stand_there_are_not_offered(look_at_agenda: OpenAgenda) -> None:
    """Two are left; what fits nothing says so."""
    async with look_at_agenda() as sitting:
        await sitting.press("c")
        assert sitting.running.app.screen.query_one("#case--cases", OptionList).option_count == 2
        await sitting.type("zwaluw")
        assert "Geen casus gevonden" in sitting.text


async def test_more_cases_than_anyone_reads_through(look_at_agenda: OpenAgenda) -> None:
    """Of fifteen hundred the first two hundred stand there; typing finds any other."""
    async with look_at_agenda() as sitting:
        await sitting.press("c")
        box = sitting.running.app.screen
        assert isinstance(box, CaseBox)
        box._offered(
            tuple(Offer(RowId(f"{n}"), f"C-2026-{n:04} Wilg", True, f"c-2026-{n:04} wilg") for n in range(1500))
        )
        await sitting.running.settle()
        assert "De eerste 200 van 1500. Typ om er minder te zien." in sitting.text
        await sitting.type("1499 wilg")
        assert "✓ C-2026-1499 Wilg" in sitting.text


async def test_a_free_item(look_at_agenda: OpenAgenda, other: Round) -> None:
    """Without a title it asks for one; hostile text is only text."""
    async with look_at_agenda() as sitting:
        await sitting.press("f", "f10")
        assert "▲ Waar gaat dit punt over?" in sitting.text
        await sitting.type("[/] [udkast] parkeren")
        await sitting.press("enter", "enter", "o")
        assert names(other)[-2] == "[/] [udkast] parkeren"
        assert "[/] [udkast] parkeren" in sitting.text


async def test_taking_off_asks(look_at_agenda: OpenAgenda, other: Round) -> None:
    """Only after a yes; a fixed item cannot go, and says so."""
    async with look_at_agenda() as sitting:
        await put_cursor(sitting, 9)
        await sitting.press("w")
        assert "«C-2026-005 “Gaai”» van de agenda halen?" in sitting.text
        await sitting.press("escape")
        assert "Gaai" in names(other)
        await sitting.press("w")
        await sitting.running.click("#yes")
        assert "Gaai" not in names(other)
        await put_cursor(sitting, 1)
        await sitting.press("w")
        await sitting.running.click("#yes")
        assert "kan nu niet" in sitting.text
        assert names(other)[0] == "Opening"


async def test_moving_the_date_of_one_overleg(look_at_agenda: OpenAgenda, other: Round) -> None:
    """A day behind the next overleg is refused with the days it must lie between; a good one is kept."""
    async with look_at_agenda() as sitting:
        await sitting.press("v")
        await sitting.type("27-12-2026")
        await sitting.press("f10")
        assert "Kies een dag na 28-10-2026 en voor 23-12-2026." in sitting.text
        await sitting.press("ctrl+u")
        await sitting.type("26-11")
        await sitting.press("f10")
        assert (planned(other).on, planned(other).planned_on) == (date(2026, 11, 26), date(2026, 11, 25))
        assert "donderdag 26 november · over 4 dagen · gepland · verzet van woensdag 25" in sitting.text


async def test_the_table_does_not_move_dates(look_at_agenda: OpenAgenda, other: Round) -> None:
    """For the overleg the key is not there; putting a case on is."""
    async with look_at_agenda("overleg") as sitting:
        assert "Verzetten" not in sitting.text
        await sitting.press("v")
        assert isinstance(sitting.running.app.screen, AgendaScreen)
        await sitting.press("c")
        await sitting.type("lariks")
        assert "Geen casus gevonden" in sitting.text
        assert "Katarzyna" not in sitting.text
        assert planned(other).on == date(2026, 11, 25)


async def test_who_comes_is_kept(look_at_agenda: OpenAgenda, other: Round) -> None:
    """From the agenda too."""
    async with look_at_agenda() as sitting:
        await sitting.press("a", "space", "escape")
        assert planned(other).attendance[0].present is Answer.YES
        assert "AANWEZIG 1 VAN 6" in sitting.text


async def test_a_withdrawn_release_is_pointed_at(look_at_agenda: OpenAgenda, desktop_office: Round) -> None:
    """The item says that the table cannot read it, and the panel why that matters."""
    desk = desktop_office.desk
    case = next(row for row in desk.store.cases.all() if row.opened.codename == "Gaai")
    withdraw(desk, case, "tekst gewijzigd")
    async with look_at_agenda() as sitting:
        assert "▲ nog niet" in sitting.text
        assert "TE BEKIJKEN" in sitting.text
        assert "▲ C-2026-005 “Gaai”: de tekst is niet" in sitting.text


async def test_the_besluitenlijst_of_before(look_at_agenda: OpenAgenda) -> None:
    """Chosen from the list; item by item; esc comes back."""
    async with look_at_agenda() as sitting:
        await sitting.press("e")
        assert "woensdag 28 oktober 2026 · gesloten · 25 dagen geleden" in sitting.text
        await sitting.press("enter")
        assert isinstance(sitting.running.app.screen, RecordScreen)
        assert "C-2026-002 “Zwaluw” · criminele uitbuiting · ✓ besproken" in sitting.text
        assert "◆ Verrijken of navraag  leerplicht vraagt naar verzuim" in sitting.text
        assert "‖ geparkeerd: wacht op de zorgcoördinator" in sitting.text
        await sitting.press("right")
        assert "25-11-2026" in sitting.text
        await sitting.press("left", "escape")
        assert isinstance(sitting.running.app.screen, AgendaScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_on_a_small_screen_nothing_is_out_of_reach(look_at_agenda: OpenAgenda, size: tuple[int, int]) -> None:
    """What stands beside the agenda comes with a key."""
    async with look_at_agenda(size=size) as sitting:
        assert "C-2026-003 “Wilg”" in sitting.text
        await sitting.press("i")
        assert "Esdoorn  verrijken of navraag" in sitting.text


async def test_hostile_items_end_nothing(look_at_agenda: OpenAgenda, other: Round) -> None:
    """Titles with markup, other directions and control codes."""
    meeting = planned(other).meeting
    for text in HOSTILE:
        title, why = (text[:length].encode("utf-8", "replace").decode() for length in (200, 150))
        put_free(other.desk.answered(let_stay(title).joined(let_stay(why))), meeting, title, why)
    async with look_at_agenda() as sitting:
        for place in range(10, 16):
            await put_cursor(sitting, place)
            await sitting.press("enter", "escape")
        assert "[/] [udkast]" in sitting.text
        assert isinstance(sitting.running.app.screen, AgendaScreen)
