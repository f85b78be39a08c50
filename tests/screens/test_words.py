"""Bekende woorden: put there from a marking with one key, found, taken out with what rested on it, and put back."""

from db.records.case import Judgement, Verdict
from mhtui.casework.cases import find_case, make_case, write_text
from mhtui.casework.harmless import add_word, known_words
from mhtui.casework.intake import register
from mhtui.casework.release import NO_TO_ALL, current, release
from mhtui.places import PLACES
from mhtui.screens.shielding import ShieldingScreen
from mhtui.screens.words import WordBox, WordsScreen
from mhtui.widgets.dialog import Confirm
from mhtui.widgets.table import PagedTable
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp, Running
from tests.screens.hostile import HOSTILE

HERE = tuple(place for place in PLACES if place.name in {"overview", "cases", "office"})
AF = "aandachtsfunctionaris"
TEXT = "Zij belde Moviera en later 06-12345678. Moviera komt."


def lay(desktop: Desktop, *words: str) -> None:
    """A case with a text, and words that are known already."""
    with as_af(desktop) as desk:
        case = make_case(desk, [register(desk, form(narrative="Zij belt."))])
        write_text(desk, case, TEXT, [Judgement(text="06-12345678", verdict=Verdict.DROP)])
        for each in words:
            add_word(desk, each)


async def listed(running: Running) -> WordsScreen:
    """Go to the list by way of Beheer."""
    await running.press("7", "b")
    return shown(running, WordsScreen)


def rows(screen: WordsScreen) -> list[str]:
    """The words on the screen."""
    table = screen.query_one("#words--rows", PagedTable)
    return [table.row_text(place)[0] for place in range(table.rows_shown)]


def told(running: Running) -> str:
    """What was said last beside the screen."""
    return [each.message for each in running.app._notifications][-1]


async def test_a_marking_becomes_a_known_word_with_one_key(open_app: OpenApp, desktop: Desktop) -> None:
    """The box says what it means; after it nothing of it is marked, and what was judged here is still there."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        await running.press("2", "enter", "a")
        screen = shown(running, ShieldingScreen)
        assert [each.words for each in screen.markings] == ["Moviera", "06-12345678", "Moviera"]
        await running.press("k")
        shown(running, WordBox)
        assert "Zo kan ook iemand heten" in running.text
        await running.press("f10")
        assert screen is shown(running, ShieldingScreen)
        assert [each.words for each in screen.markings] == ["06-12345678"]
        await running.press("tab", "k")
        shown(running, ShieldingScreen)
        assert "altijd gemarkeerd" in told(running)
    with as_af(desktop) as desk:
        assert [each.text for each in known_words(desk)] == ["Moviera"]


async def test_nothing_yet_says_what_belongs_there(open_app: OpenApp, desktop: Desktop) -> None:
    """And a word is typed in; a number is refused beside its field, and what was typed stays."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        screen = await listed(running)
        assert "Nog geen bekende woorden" in running.text
        await running.press("n")
        await running.type("loods 5")
        await running.press("f10")
        shown(running, WordBox)
        assert "loods 5" in running.text
        await running.press("escape")
        shown(running, Confirm)
        await running.press("escape", *("backspace" for _ in range(2)))
        await running.press("f10")
        assert rows(screen) == ["loods"]


async def test_taking_a_word_out_withdraws_what_rested_on_it(open_app: OpenApp, desktop: Desktop) -> None:
    """Asked first; said how many; put back with one key, and the text stays withdrawn with its reason on the screen."""
    lay(desktop, "Moviera", "Stek")
    with as_af(desktop) as desk:
        release(desk, find_case(desk, "C-2026-001"), desk.series_places()[0].id, NO_TO_ALL)
    async with open_app(AF, places=HERE) as running:
        screen = await listed(running)
        assert rows(screen) == ["Moviera", "Stek"]
        await running.press("w")
        shown(running, Confirm)
        await running.press("escape")
        assert rows(screen) == ["Moviera", "Stek"]
        await running.press("w")
        await running.click("#yes")
        assert rows(screen) == ["Stek"]
        assert "Ingetrokken: de tekst van 1 casus." in told(running)
        await running.press("u")
        assert rows(screen) == ["Moviera", "Stek"]
        await running.press("escape", "2", "enter", "a")
        assert "ingetrokken op 22-11-2026: een bekend" in running.text
    with as_af(desktop) as desk:
        assert current(desk, find_case(desk, "C-2026-001").id, desk.series_places()[0].id) is None


async def test_many_words_and_hostile_ones_are_searched(open_app: OpenApp, desktop: Desktop) -> None:
    """A word is drawn as it is; / finds one of many, also in a small window."""
    lay(desktop, *(f"Woord {'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}" for number in range(60)))
    hostile = [words for words in HOSTILE if not any(sign.isdigit() for sign in words) and len(words) <= 80]
    with as_af(desktop) as desk:
        for each in hostile:
            add_word(desk, each)
    async with open_app(AF, places=HERE, size=(60, 20)) as running:
        screen = await listed(running)
        assert len(rows(screen)) == 60 + len(hostile)
        await running.press("slash")
        await running.type("woord fj")
        assert rows(screen) == ["Woord fj"]
        await running.press("escape")
        assert len(rows(screen)) == 60 + len(hostile)
        await running.press("escape")
