"""The widgets that screens are built from: what they are given, what they post, and that user text is only text."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from mhtui.plain import STEERING
from mhtui.quiet import QuietApp
from mhtui.theme import DARK, THEMES
from mhtui.widgets.days import DayInput, read_day, say_day, write_day
from mhtui.widgets.field import Choice, Field
from mhtui.widgets.filterline import FilterLine
from mhtui.widgets.table import Cell, Column, PagedTable, Row
from mhtui.widgets.table_drawing import Brush, Look, Place
from mhtui.widgets.textbox import TextBox
from tests.screens.hostile import BRACKETS, HOSTILE

TODAY = date(2026, 11, 22)


class Bench(QuietApp):
    """Holds the widgets under test, and keeps the messages they post."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self._under_test = widgets
        self.heard: list[Message] = []

    def compose(self) -> list[Widget]:
        """Only what is tested."""
        return list(self._under_test)

    def on_paged_table_chosen(self, message: PagedTable.Chosen) -> None:
        """Keep it."""
        self.heard.append(message)

    on_paged_table_more_wanted = on_filter_line_asked = on_filter_line_left = on_text_box_changed = (
        on_paged_table_chosen
    )
    on_growing_line_sent = on_suggest_line_settled = on_due_day_settled = on_rail_chosen = on_entry_chosen = (
        on_paged_table_chosen
    )


@asynccontextmanager
async def bench(*widgets: Widget, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Bench, Pilot[int]]]:
    """Run the widgets."""
    app = Bench(*widgets)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


@pytest.mark.parametrize(
    "typed,meant",
    [
        ("25-11-2026", date(2026, 11, 25)),
        (" 5/1/27 ", date(2027, 1, 5)),
        ("21-11", date(2027, 11, 21)),
        ("22.11", TODAY),
        ("+14", date(2026, 12, 6)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, meant: date) -> None:
    """Without a year it is the next such day, today included."""
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["", "31-02-2026", "2026-11-25", "morgen", "25-13-2026", "1-1-123", "+99999"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    """A day that does not exist is not moved to one that does."""
    with pytest.raises(ValueError, match=r".*"):
        read_day(typed, TODAY)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_day_reads_back(day: date) -> None:
    """Writing and reading a day are each other's inverse."""
    assert read_day(write_day(day), TODAY) == day


def test_a_day_in_words_leaves_out_this_year() -> None:
    """`25 november` this year, `5 januari 2027` otherwise."""
    assert say_day(date(2026, 11, 25), TODAY) == "25 november"
    assert say_day(date(2027, 1, 5), TODAY) == "5 januari 2027"


async def test_a_day_line_writes_in_full_and_moves_by_arrows() -> None:
    """`+14` becomes its date when one leaves; ↑ is a day later, pgdn a week back."""
    line = DayInput(lambda: TODAY)
    async with bench(line, Input()) as (_, pilot):
        line.focus()
        await pilot.press("plus", "1", "4", "tab")
        assert line.value == "06-12-2026"
        line.focus()
        await pilot.press("up", "pagedown")
        assert line.day == date(2026, 11, 30)


async def test_a_day_line_refuses_words() -> None:
    """No day, and marked so."""
    line = DayInput(lambda: TODAY, needed=True)
    async with bench(line, Input()) as (_, pilot):
        line.focus()
        await pilot.press("x", "tab")
        assert line.day is None
        assert line.has_class("-invalid")


async def test_a_text_box_counts_and_says_when_it_is_too_long() -> None:
    """The counter says it in words."""
    box = TextBox("1234567890", limit=12)
    async with bench(box) as (app, pilot):
        box.focus()
        box.area.insert("abcd")
        await pilot.pause()
        assert box.is_too_long
        assert "▲ 14 van 12 tekens: te lang" in str(box.query_one(".textbox--count").render())
        assert [type(message) for message in app.heard] == [TextBox.Changed]


async def test_a_pasted_control_code_does_not_arrive() -> None:
    """An escape sequence on the clipboard is text without its escape."""
    box = TextBox()
    async with bench(box) as (app, pilot):
        box.focus()
        from textual import events

        app.post_message(events.Paste("a\x1b[31mb\r\nc"))
        await pilot.pause()
        assert box.text == "a[31mb\nc"


async def test_the_filter_line_asks_at_every_key_and_esc_shows_all() -> None:
    """What is asked follows the typing; esc asks for everything and leaves."""
    line = FilterLine()
    async with bench(line) as (app, pilot):
        line.focus()
        await pilot.press("w", "i", "escape")
        asked = [message.text for message in app.heard if isinstance(message, FilterLine.Asked)]
        assert asked == ["w", "wi", ""]
        assert isinstance(app.heard[-1], FilterLine.Left) or isinstance(app.heard[-2], FilterLine.Left)


def rows(start: int, count: int) -> list[Row]:
    """Rows with their number as key."""
    return [Row(str(n), (Cell(f"S-{n}"), Cell("tekst [/] [udkast]"))) for n in range(start, start + count)]


async def test_a_table_asks_for_the_next_page_once_and_keeps_its_place() -> None:
    """Near the end it asks; after `extend` the cursor stands where it stood."""
    table = PagedTable([Column("Nummer", 10), Column("Tekst")])
    async with bench(table) as (app, pilot):
        table.focus()
        table.show(rows(0, 100), more=True)
        await pilot.pause()
        assert app.heard == []
        table.move_to("90")
        await pilot.pause()
        table.move_to("91")
        await pilot.pause()
        assert [type(message) for message in app.heard] == [PagedTable.MoreWanted]
        table.extend(rows(100, 50), more=False)
        await pilot.pause()
        assert (table.at, table.rows_shown) == ("91", 150)


async def test_a_table_keeps_the_cursor_on_its_row_when_rows_come_above() -> None:
    """A refresh does not move somebody to another dossier."""
    table = PagedTable([Column("Nummer", 10), Column("Tekst")])
    async with bench(table) as (_, pilot):
        table.show(rows(10, 5))
        table.move_to("12")
        await pilot.pause()
        table.show(rows(5, 10))
        await pilot.pause()
        assert table.at == "12"


async def test_a_list_draws_only_what_is_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five thousand rows cost a screen of lines, a key costs the two lines between which the cursor moves."""
    drawn: list[str] = []
    draw = Brush.row

    def counted(brush: Brush, row: Row, places: Iterable[Place], look: Look) -> Strip:
        drawn.append(row.key)
        return draw(brush, row, places, look)

    monkeypatch.setattr(Brush, "row", counted)
    table = PagedTable([Column("Nummer", 10), Column("Tekst")])
    async with bench(table, size=(80, 24)) as (_, pilot):
        table.focus()
        table.show(rows(0, 5000))
        await pilot.pause()
        assert set(drawn) == {str(n) for n in range(23)}
        drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert set(drawn) == {"0", "1"}
        await pilot.press("end")
        await pilot.pause()
        assert (table.at, drawn[-1], table.scroll_y) == ("4999", "4999", 4978)


async def test_the_row_under_the_cursor_stays_where_it_is_on_the_screen() -> None:
    """Rows that come above scroll by, unless the first is wanted."""
    table = PagedTable([Column("Nummer", 10), Column("Tekst")])
    async with bench(table, size=(80, 24)) as (_, pilot):
        table.show(rows(100, 100))
        table.move_to("110")
        table.show(rows(50, 200))
        await pilot.pause()
        assert (table.at, table.cursor_row, table.scroll_y) == ("110", 60, 50)
        table.show(rows(0, 200), keep=False)
        await pilot.pause()
        assert (table.at, table.scroll_y) == ("0", 0)


async def test_enter_opens_the_row_under_the_cursor() -> None:
    """The message carries the key."""
    table = PagedTable([Column("Nummer", 10), Column("Tekst")])
    async with bench(table) as (app, pilot):
        table.show(rows(0, 5))
        table.focus()
        await pilot.press("down", "enter")
        chosen = app.heard[-1]
        assert isinstance(chosen, PagedTable.Chosen)
        assert chosen.key == "1"


async def test_a_table_gives_up_columns_before_it_gives_up_reading() -> None:
    """A column that asks for 70 cells is not there on 60."""
    table = PagedTable([Column("Nummer", 10), Column("Tekst"), Column("Stand", 10, from_width=70)])
    async with bench(table, size=(60, 20)):
        table.show([Row("1", (Cell("S-1"), Cell("tekst"), Cell("Nieuw")))])
        assert [column.label for column in table.columns_shown] == ["Nummer", "Tekst"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_it_is_in_every_widget(text: str) -> None:
    """Brackets, right-to-left, control codes and 20,000 characters end nothing and vanish nowhere."""
    table = PagedTable([Column("Tekst")])
    box = TextBox(text)
    widgets = [table, box, Field(text, Input(), hint=text), Choice([(text, 1)], value=1), TextArea(text)]
    for widget, height in zip(widgets, (4, 8, 8, 5, 5), strict=True):
        widget.styles.height = height
    async with bench(*widgets, size=(120, 40)) as (app, pilot):
        table.show([Row("1", (Cell(text),))])
        app.query_one(Field).complaint = text
        app.query_one(Input).value = text
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        drawn = "".join(segment.text for strip in strips for segment in strip)
        assert STEERING.search(drawn) is None
        assert [strip.cell_length for strip in strips] == [120] * 40
        if text is BRACKETS:
            assert drawn.count("[udkast]") >= len(widgets)
