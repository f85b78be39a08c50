"""The list of hits: one line each whatever stands in it, and drawn anew only when other hits are found."""

import threading

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.style import Style
from textual.visual import RenderOptions
from textual.widgets.option_list import Option

from mhtui.casework.intake import register
from mhtui.casework.search import Index, Progress
from mhtui.places import PLACES
from mhtui.screens.search import SearchScreen
from mhtui.widgets.filterline import FilterLine
from mhtui.widgets.hits import HitLine, HitList, HitText
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp
from tests.screens.hostile import HOSTILE

HERE = tuple(place for place in PLACES if place.name == "overview")
WIDE = "日本語の名前がここにあります"
HIT = HitText("● signaal  S-2026-001  ", "arbeidsuitbuiting · Lopik")


def drawn(text: HitText, width: int) -> str:
    """What a line of this width shows."""
    options = RenderOptions(lambda _: Style(), {})
    (strip,) = HitLine(text).render_strips(width, None, Style(), options)
    assert strip.cell_length == width
    return strip.text


def test_a_line_that_fits_stands_whole() -> None:
    """One space before it, blanks behind it."""
    assert drawn(HIT, 60) == " ● signaal  S-2026-001  arbeidsuitbuiting · Lopik".ljust(60)


def test_a_line_that_goes_on_says_so() -> None:
    """The number always stands there; what is cut off ends in a sign for it."""
    assert drawn(HIT, 40) == " ● signaal  S-2026-001  arbeidsuitbuit… "
    assert drawn(HIT, 20) == " ● signaal  S-2026-0"


@pytest.mark.parametrize("text", [WIDE, *HOSTILE], ids=range(len(HOSTILE) + 1))
@pytest.mark.parametrize("width", [1, 24, 39, 40, 120])
def test_any_text_takes_exactly_its_line(text: str, width: int) -> None:
    """Brackets, letters of two cells, line ends and 20,000 characters: never wider, narrower or more than a line."""
    line = drawn(HitText("● signaal  S-2026-001  ", text), width)
    assert cell_len(line) == width
    assert "\n" not in line


class Listed(App[None]):
    """A line and a list."""

    def compose(self) -> ComposeResult:
        """The widgets of a search."""
        yield FilterLine()
        yield HitList()


async def test_the_same_hits_are_not_drawn_again() -> None:
    """Other hits start at the first; the same leave the list and its cursor as they are."""
    async with Listed().run_test() as pilot:
        found = pilot.app.query_one(HitList)
        found.show([HIT, HIT])
        found.highlighted = 1
        before: list[Option] = list(found.options)
        found.show(iter([HIT, HIT]))
        assert (list(found.options), found.highlighted) == (before, 1)
        found.show([HIT])
        assert (found.option_count, found.highlighted) == (1, 0)
        found.show([])
        assert found.option_count == 0
        assert found.highlighted is None


async def test_other_hits_lay_out_nothing_and_stand_there_with_the_letter(open_app: OpenApp, desktop: Desktop) -> None:
    """A letter and what it finds are one frame: from nothing to more than fit, and back to nothing."""
    with as_af(desktop) as desk:
        for number in range(30):
            register(desk, form(number=str(number), narrative=f"zwaluw {number}"))
    async with open_app("aandachtsfunctionaris", places=HERE, size=(80, 24)) as running:
        await running.press("slash")
        await running.settle()
        screen = shown(running, SearchScreen)
        line, found = screen.query_one(FilterLine), screen.query_one(HitList)
        laid_out: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, laid_out.append)
        for text, count in (("z", 30), ("zwaluw 29", 1), ("zwaluw", 30), ("", 0)):
            line.value = text
            assert found.option_count == count
            await running.settle()
            assert found.max_scroll_y == max(0, count - found.size.height)
        assert laid_out == []


async def test_the_hit_under_the_mouse_and_the_cursor_look_different() -> None:
    """What is under the cursor stands out; another line of the same list does not."""
    async with Listed().run_test() as pilot:
        found = pilot.app.query_one(HitList)
        found.show([HIT, HIT, HIT])
        await pilot.hover(HitList, offset=(4, 2))
        looks = [[str(segment.style) for segment in found.render_line(place)] for place in range(4)]
        assert len({tuple(look[:1]) for look in looks[:3]}) == 3
        assert found.render_line(3).text.strip() == ""


async def test_a_long_question_scrolls_in_its_line() -> None:
    """The end that is typed stays in sight, also though no letter lays out the screen anew."""
    async with Listed().run_test(size=(40, 10)) as pilot:
        line = pilot.app.query_one(FilterLine)
        line.focus()
        await pilot.pause()
        await pilot.press(*("a" * 70), "z")
        await pilot.pause()
        assert line.virtual_size.width >= len(line.value)
        assert line.scroll_offset.x + line.scrollable_content_region.width > len(line.value)


async def test_searching_while_it_is_still_read(
    open_app: OpenApp, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How far it is stands under what is found so far; when all is read, how many there are."""
    with as_af(desktop) as desk:
        register(desk, form())
    told, go_on = threading.Event(), threading.Event()
    read = Index.follow

    def slowly(index: Index, progress: Progress | None = None) -> None:
        read(index)
        assert progress is not None
        progress(2000, 20_000)
        told.set()
        assert go_on.wait(20)

    monkeypatch.setattr(Index, "follow", slowly)
    async with open_app("aandachtsfunctionaris", places=HERE) as running:
        await running.pilot.press("slash")
        while not told.is_set():
            await running.pilot.pause()
        await running.type("lopik")
        await running.pilot.pause()
        assert "◷ 2.000 van 20.000 gelezen · 1 gevonden" in running.text
        assert "S-2026-001" in running.text
        go_on.set()
        await running.settle()
        assert "1 gevonden" in running.text
        assert "gelezen" not in running.text
        shown(running, SearchScreen)
