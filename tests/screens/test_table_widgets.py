"""The widgets of the agenda and the overleg: growing line, suggestions, last day, agenda column and line, entries."""

from datetime import date, timedelta

import pytest
from textual.message import Message
from textual.widgets import Button, OptionList

from mhtui.widgets.dueday import DueDay, QuickDay
from mhtui.widgets.entries import Entry, EntryChosen, EntryList
from mhtui.widgets.growing import GrowingLine
from mhtui.widgets.rail import AgendaRail, AgendaStrip, RailChosen, RailLine
from mhtui.widgets.suggest import SuggestLine
from mhtui.widgets.tone import Tone
from tests.screens.hostile import HOSTILE, LONG
from tests.screens.test_widgets import TODAY, Bench, bench

FUNCTIONS = ("politie", "RIEC accounthouder", "zorgcoördinator")


def heard(app: Bench, kind: type[Message]) -> list[Message]:
    """What the widgets posted, of one kind."""
    return [message for message in app.heard if isinstance(message, kind)]


def screen_text(app: Bench) -> str:
    """Everything on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def test_enter_sends_a_growing_line_and_a_pasted_break_stays() -> None:
    """Enter puts no line break in the text, a paste does; the text is still there after sending."""
    line = GrowingLine()
    async with bench(line) as (app, pilot):
        line.focus()
        await pilot.press(*"een")
        line.insert("\ntwee")
        await pilot.press("enter")
        await pilot.pause()
        (sent,) = heard(app, GrowingLine.Sent)
        assert isinstance(sent, GrowingLine.Sent)
        assert sent.text == "een\ntwee"
        assert line.text == "een\ntwee"


async def test_a_growing_line_grows_and_stops() -> None:
    """Long text takes more rows, but never more than eight."""
    line = GrowingLine()
    async with bench(line) as (_, pilot):
        await pilot.pause()
        assert line.outer_size.height == 3
        line.put("woord " * 40)
        await pilot.pause()
        assert 3 < line.outer_size.height <= 8
        line.put(LONG)
        await pilot.pause()
        assert line.outer_size.height == 8


async def test_part_of_a_word_and_enter_take_a_suggestion() -> None:
    """What was typed finds the suggestion, wherever it stands in it."""
    line = SuggestLine(FUNCTIONS)
    async with bench(line) as (app, pilot):
        line.focus()
        await pilot.press(*"account", "enter")
        await pilot.pause()
        assert line.value == "RIEC accounthouder"
        assert len(heard(app, SuggestLine.Settled)) == 1
        assert not line.has_class("-open")


async def test_a_word_that_is_no_suggestion_counts_unless_only_they_do() -> None:
    """A free line takes any function; a line with `only` gives nothing for what is not in the list."""
    free, only = SuggestLine(FUNCTIONS), SuggestLine(FUNCTIONS, only=True)
    async with bench(free, only) as (_, pilot):
        free.focus()
        await pilot.press(*"wijkagent", "enter")
        only.focus()
        await pilot.press(*"wijkagent", "enter")
        assert (free.value, only.value, only.typed) == ("wijkagent", "", "wijkagent")


async def test_arrows_and_mouse_take_a_suggestion() -> None:
    """Down twice and enter is the second one; a click on the third is the third."""
    line = SuggestLine(FUNCTIONS)
    async with bench(line) as (app, pilot):
        line.focus()
        await pilot.press("down", "down", "enter")
        assert line.value == FUNCTIONS[1]
        line.value = ""
        await pilot.press("down")
        await pilot.pause()
        assert app.query_one(OptionList).display
        await pilot.click(OptionList, offset=(3, 3))
        await pilot.pause()
        assert line.value == FUNCTIONS[2]


async def test_esc_first_closes_the_suggestions() -> None:
    """The box around the line gets the next esc."""
    line = SuggestLine(FUNCTIONS)
    async with bench(line) as (_, pilot):
        line.focus()
        await pilot.pause()
        assert line.has_class("-open")
        await pilot.press("escape")
        assert not line.has_class("-open")
        assert line.check_action("close", ()) is False


async def test_a_last_day_is_typed_or_clicked() -> None:
    """A quick day fills the line; what was typed is said back in words."""
    meeting = TODAY + timedelta(days=31)
    due = DueDay(lambda: TODAY, [QuickDay("+2 weken", TODAY + timedelta(14)), QuickDay("volgend overleg", meeting)])
    async with bench(due) as (app, pilot):
        due.focus()
        await pilot.press(*"+14")
        await pilot.pause()
        assert due.day == date(2026, 12, 6)
        assert "6 december · over 14 dagen" in screen_text(app)
        await pilot.click([*app.query(Button)][1])
        assert due.day == meeting
        due.focus()
        await pilot.press("end", *"zzz")
        assert due.is_wrong


def lines(here: int, amount: int = 9) -> list[RailLine]:
    """An agenda."""
    return [
        RailLine(
            key=str(place),
            place=place,
            name=f"Zwaluw{place}",
            word="crimineel",
            glyph="✓" if place < here else "",
            tone=Tone.DONE if place < here else Tone.NORMAL,
            here=place == here,
        )
        for place in range(1, amount + 1)
    ]


async def test_the_column_follows_the_item_on_the_table() -> None:
    """The cursor goes along with it, but stays where somebody put it while the item stays the same."""
    rail = AgendaRail()
    async with bench(rail) as (app, pilot):
        rail.show(lines(3))
        await pilot.pause()
        assert rail.at == "3"
        rail.focus()
        await pilot.press("down", "down")
        rail.show([*lines(3)[:-1]])
        assert rail.at == "5"
        rail.show(lines(4))
        assert rail.at == "4"
        await pilot.press("up", "enter")
        await pilot.pause()
        (chosen,) = heard(app, RailChosen)
        assert isinstance(chosen, RailChosen)
        assert chosen.key == "3"
        assert "▸  4  Zwaluw4" in screen_text(app)
        assert "✓  3  Zwaluw3" in screen_text(app)


@pytest.mark.parametrize("here", [1, 7, 30])
async def test_the_thin_line_always_shows_the_item_on_the_table(here: int) -> None:
    """Also the last of thirty, on 60 cells; a click on it gives its key."""
    strip = AgendaStrip()
    async with bench(strip, size=(60, 5)) as (app, pilot):
        strip.show(lines(here, 30))
        await pilot.pause()
        text = screen_text(app).splitlines()[0]
        assert f"▸ {here} Zwaluw{here}" in text
        await pilot.click(strip, offset=(text.index("▸") + 2, 0))
        await pilot.pause()
        (chosen,) = heard(app, RailChosen)
        assert isinstance(chosen, RailChosen)
        assert chosen.key == str(here)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_only_text(text: str) -> None:
    """Names, entries and suggestions show what they can and end nothing."""
    rail, strip, entries = AgendaRail(), AgendaStrip(), EntryList()
    suggest = SuggestLine([text, text])
    async with bench(suggest, strip, rail, entries) as (app, pilot):
        shown = [RailLine("a", 1, text, text, "", Tone.NORMAL, here=True)]
        rail.show(shown)
        strip.show(shown)
        await entries.show([Entry("✎", Tone.HERE, text[:400], head=text[:40], tail=text[:40], result="✓ gedaan")])
        suggest.focus()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.is_running
        assert "gedaan" in screen_text(app)


async def test_an_entry_that_can_be_changed_gives_its_key() -> None:
    """A click on a note gives its key, a click on a decision nothing; fewer entries leave no row behind."""
    entries = EntryList()
    async with bench(entries) as (app, pilot):
        note = Entry("✎", Tone.HERE, "wijkagent [udkast]", key="n1")
        await entries.show([note, Entry("◆", Tone.ATTENTION, "", head="Inbreng RIEC", tail="RIEC")])
        await pilot.pause()
        assert "✎ wijkagent [udkast]" in screen_text(app)
        assert "◆ Inbreng RIEC  RIEC" in screen_text(app)
        await pilot.click(entries, offset=(6, 0))
        await pilot.click(entries, offset=(6, 1))
        await pilot.pause()
        assert [message.key for message in heard(app, EntryChosen) if isinstance(message, EntryChosen)] == ["n1"]
        await entries.show([note])
        await pilot.pause()
        assert "RIEC" not in screen_text(app)
