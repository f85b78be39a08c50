"""Overleg as the table uses it: one letter each, everything kept, nothing typed ever lost."""

import pytest
from textual.widgets import Input

from db.records.base import RowId
from db.records.meeting import ItemStatus, MeetingStatus
from mhtui.casework import live, minutes
from mhtui.casework.agenda import put_case
from mhtui.casework.cases import write_text
from mhtui.casework.gate import known_of
from mhtui.casework.live_view import LiveView, live_view
from mhtui.casework.planning import next_meeting
from mhtui.screens.judge_box import JudgeBox
from mhtui.screens.meeting import MeetingScreen
from mhtui.screens.problem import ProblemDialog
from mhtui.widgets.growing import GrowingLine
from mhtui.widgets.rail import AgendaRail
from tests.judged import let_stay
from tests.screens.conftest import Desktop
from tests.screens.hostile import BRACKETS, HOSTILE
from tests.screens.overleg.conftest import SitDown, Sitting
from tests.screens.overleg.meetings import MEETING_DAY, ZWALUW, Round, SetClock, add_case, give_free


def seen(other: Round) -> LiveView:
    """What the store holds, as the other program reads it."""
    return live_view(other.desk, next_meeting(other.desk, other.place).id)


def item_at(view: LiveView, place: int) -> RowId:
    """The item on a place of the agenda."""
    return next(row.id for row in view.items if row.place == place)


def line_of(sitting: Sitting) -> GrowingLine:
    """The note line."""
    return sitting.running.app.screen.query_one("#meeting--note", GrowingLine)


async def note(sitting: Sitting, text: str) -> None:
    """Write a note and go back to the agenda."""
    await sitting.press("n")
    await sitting.type(text)
    await sitting.press("enter", "escape")


async def test_the_agenda_stands_there_before_the_start(sit_down: SitDown, other: Round) -> None:
    """Items in order, when it begins, and the item under the cursor; opening it starts the clock."""
    async with sit_down() as sitting:
        assert "Nog niet begonnen. Gepland op woensdag 25 november, vandaag." in sitting.text
        assert "7  Zwaluw        crimineel" in sitting.text
        await sitting.press("down", "down", "down", "down", "down", "down")
        assert "C-2026-002 “Zwaluw”" in sitting.text
        assert "criminele uitbuiting · tweede bespreking · 2 signalen · vrijgegeven 23-10" in sitting.text
        assert seen(other).status is MeetingStatus.PLANNED
        await sitting.press("o")
        assert seen(other).status is MeetingStatus.RUNNING
        assert "◷ 00:00 / 10:00" in sitting.text
        assert "punt 1 van 11" in sitting.text


async def test_opening_on_another_day_asks(sit_down: SitDown, other: Round, watch: SetClock) -> None:
    """Three days early: only after a yes."""
    watch.to(MEETING_DAY.replace(day=22))
    async with sit_down() as sitting:
        await sitting.press("o")
        assert "gepland op 25 november" in sitting.text
        await sitting.press("escape")
        assert seen(other).status is MeetingStatus.PLANNED
        await sitting.press("o")
        await sitting.running.click("#yes")
        assert seen(other).status is MeetingStatus.RUNNING


@pytest.mark.usefixtures("goes_on")
async def test_next_ticks_off_and_the_clock_is_kept(sit_down: SitDown, other: Round, watch: SetClock) -> None:
    """A case that took time is besproken when it is left; its seconds are in the store."""
    async with sit_down() as sitting:
        watch.forward(minutes=4, seconds=12)
        await sitting.tick()
        assert "◷ 04:12 / 10:00" in sitting.text
        await sitting.press("right")
        assert "✓  7  Zwaluw" in sitting.text
        assert "▸  8  Ekster" in sitting.text
        zwaluw = seen(other).items[ZWALUW - 1]
        assert (zwaluw.seconds, zwaluw.status) == (252, ItemStatus.DISCUSSED)
        await sitting.press("left")
        assert "▸  7  Zwaluw" in sitting.text


@pytest.mark.usefixtures("goes_on")
async def test_the_clock_says_when_it_is_over_and_when_it_stands(
    sit_down: SitDown, other: Round, watch: SetClock
) -> None:
    """Sign and word, not only a colour; standing still survives the next item."""
    async with sit_down() as sitting:
        watch.forward(minutes=10, seconds=1)
        await sitting.tick()
        assert "▲ 10:01 / 10:00 over tijd" in sitting.text
        await sitting.press("space")
        assert "‖ 10:01 / 10:00 pauze" in sitting.text
        watch.forward(minutes=5)
        assert seen(other).clock.at(watch()) == 601
        await sitting.press("space")
        assert seen(other).clock.since == watch()


@pytest.mark.usefixtures("goes_on")
async def test_a_note_is_kept_and_the_line_is_free_again(sit_down: SitDown, other: Round) -> None:
    """Enter keeps it and says so; the next one can be typed at once; esc goes back to the letters."""
    async with sit_down() as sitting:
        await sitting.press("n")
        await sitting.type(f"Patroon lijkt bekend {BRACKETS}")
        assert "⏎ bewaart · esc terug" in sitting.text
        await sitting.press("enter")
        assert "◌ Concept  Patroon lijkt bekend [/] [udkast]" in sitting.text
        await sitting.press("escape", "c")
        while isinstance(sitting.running.app.screen, JudgeBox):
            await sitting.press("o")
        assert "✎ Patroon lijkt bekend [/] [udkast]" in sitting.text
        await sitting.press("n")
        assert line_of(sitting).text == ""
        assert line_of(sitting).has_focus
        await sitting.type("tweede")
        await sitting.press("enter", "escape")
        current = seen(other).current
        assert current is not None
        assert [line.text for line in current.notes] == [f"Patroon lijkt bekend {BRACKETS}", "tweede"]
        assert isinstance(sitting.running.app.focused, AgendaRail)


@pytest.mark.usefixtures("goes_on")
async def test_a_question_for_the_reporter_is_its_own_kind(sit_down: SitDown, other: Round) -> None:
    """`v` says so on the line, and the store knows it."""
    async with sit_down() as sitting:
        await sitting.press("v")
        assert "Vraag aan melder" in sitting.text
        await sitting.type("Was er een auto?")
        await sitting.press("enter")
        current = seen(other).current
        assert current is not None
        assert [(line.text, line.question) for line in current.notes] == [("Was er een auto?", True)]
        assert "? Vraag aan melder  Was er een auto?" in sitting.text


@pytest.mark.usefixtures("goes_on")
async def test_what_is_typed_stays_at_its_item(sit_down: SitDown, other: Round) -> None:
    """Going on and back shows the half note again; the agenda marks it, and leaving asks."""
    async with sit_down() as sitting:
        await sitting.press("n")
        await sitting.type("half af")
        await sitting.press("escape", "right")
        assert line_of(sitting).text == ""
        assert "✎ …" in sitting.text
        await sitting.press("ctrl+q")
        assert "zonder te bewaren" in sitting.text
        await sitting.press("escape", "left")
        assert line_of(sitting).text == "half af"
        await sitting.press("n", "end")
        await sitting.type(" klaar")
        await sitting.press("enter")
        current = seen(other).current
        assert current is not None
        assert [line.text for line in current.notes] == ["half af klaar"]
        screen = sitting.running.app.screen
        assert isinstance(screen, MeetingScreen)
        assert not screen.has_changes


@pytest.mark.usefixtures("goes_on")
async def test_somebody_else_goes_on_while_one_types(sit_down: SitDown, other: Round) -> None:
    """The line stays about the item it was begun at, says so, and is kept there."""
    async with sit_down() as sitting:
        await sitting.press("n")
        await sitting.type("over Zwaluw")
        live.next_item(other.desk, seen(other).meeting)
        await sitting.see_others()
        assert "▸  8  Ekster" in sitting.text
        assert line_of(sitting).text == "over Zwaluw"
        assert "Notitie bij punt 7" in sitting.text
        await sitting.press("enter")
        live.previous_item(other.desk, seen(other).meeting)
        current = seen(other).current
        assert current is not None
        assert [line.text for line in current.notes] == ["over Zwaluw"]


@pytest.mark.usefixtures("goes_on")
async def test_a_note_that_was_refused_stands_in_the_line_again(sit_down: SitDown, other: Round) -> None:
    """The overleg was closed by somebody else: the error says so, and not a letter is gone."""
    async with sit_down() as sitting:
        await sitting.press("n")
        await sitting.type("niet kwijt")
        live.close(other.desk, seen(other).meeting)
        await sitting.press("enter")
        assert isinstance(sitting.running.app.screen, ProblemDialog)
        await sitting.press("escape")
        await sitting.see_others()
        assert line_of(sitting).text == "niet kwijt"
        assert "Notitie bij een overleg dat gesloten is" in sitting.text
        assert "niet kwijt" in sitting.text


@pytest.mark.usefixtures("goes_on")
async def test_a_note_of_another_program_appears(sit_down: SitDown, other: Round) -> None:
    """What the other wrote stands there after one look at the change mark."""
    async with sit_down() as sitting:
        view = seen(other)
        minutes.write_note(other.desk, view.meeting, item_at(view, ZWALUW), "van de secretaris")
        await sitting.see_others()
        assert "✎ van de secretaris" in sitting.text


async def test_a_running_overleg_is_never_locked_by_time(sit_down: SitDown) -> None:
    """Before the start it is; while it runs it is not."""
    async with sit_down() as sitting:
        screen = sitting.running.app.screen
        assert isinstance(screen, MeetingScreen)
        assert not screen.keeps_awake
        await sitting.press("o")
        assert screen.keeps_awake


@pytest.mark.usefixtures("goes_on")
async def test_the_names_are_locked_and_nothing_of_them_is_there(sit_down: SitDown) -> None:
    """The header says it; the name of the reporter stands nowhere."""
    async with sit_down() as sitting:
        assert "NAMEN VERGRENDELD" in sitting.text.upper()
        assert "Katarzyna" not in sitting.text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.usefixtures("goes_on")
async def test_hostile_notes_end_nothing(sit_down: SitDown, other: Round, text: str) -> None:
    """Markup, other directions, control codes, 20,000 characters: written elsewhere, read here."""
    async with sit_down(size=(60, 20)) as sitting:
        view = seen(other)
        words = text[:20_000].encode("utf-8", "replace").decode()
        minutes.write_note(other.desk.answered(let_stay(words)), view.meeting, item_at(view, ZWALUW), words)
        await sitting.see_others()
        await sitting.press("pagedown", "e")
        await sitting.press("escape")
        assert sitting.running.app.is_running
        assert not sitting.running.app.query(Input)


async def test_hostile_texts_of_cases_are_only_text(sit_down: SitDown, desktop_office: Round) -> None:
    """Released texts with markup, other directions, control codes and 20,000 characters, at both ends of the sizes."""
    meeting = next_meeting(desktop_office.desk, desktop_office.place).id
    names = ("Populier", "Meidoorn", "Sleedoorn", "Vlier", "Hazelaar")
    for name, text in zip(names, HOSTILE, strict=True):
        words = text.encode("utf-8", "replace").decode()
        if name != "Populier":
            case = add_case(desktop_office, name, "arbeid", text=words)
        else:
            found = next(row for row in desktop_office.store.cases.all() if row.opened.codename == name)
            case = write_text(desktop_office.desk, found, words)
        give_free(desktop_office, case)
        why, known = words[:200], known_of(desktop_office.desk, case.id)
        put_case(desktop_office.desk.answered(let_stay(why, known)), meeting, case.id, why)
    for size, on in (((120, 40), "down"), ((60, 20), "right")):
        async with sit_down(size=size) as sitting:
            for _ in range(3 * len(names)):
                await sitting.press(on, "pagedown", "pageup")
            assert "Rondvraag" in sitting.text
            assert isinstance(sitting.running.app.screen, MeetingScreen)


def test_the_fixture_is_what_the_tests_say(desktop: Desktop, other: Round) -> None:
    """Place 7 is Zwaluw."""
    assert desktop.store.exists()
    assert seen(other).items[ZWALUW - 1].codename == "Zwaluw"
