"""Afschermen as somebody uses it: one key an answer, everywhere at once, undone, stretched, typed, kept, released."""

import asyncio

import pytest

from db.records.case import Verdict
from db.records.signal import FormPerson
from mhtui.casework.cases import find_case, make_case, write_text
from mhtui.casework.intake import register
from mhtui.casework.release import QUESTIONS, current, history
from mhtui.places import PLACES
from mhtui.plain import clean
from mhtui.screens.release_questions import ReleaseQuestions
from mhtui.screens.shielding import ShieldingScreen
from mhtui.widgets.textpane import TextPane
from tests.judged import keep_all
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp, Running, TakePicture
from tests.screens.hostile import HOSTILE

HERE = tuple(place for place in PLACES if place.name in {"overview", "cases"})
AF = "aandachtsfunctionaris"
TOLD = (
    "Volgens Hanneke van Vliet-Bos werkt Katarzyna sinds 12 maart 2026 bij Van Dijk Groenten.\n"
    "Katarzyna is 17 jaar en belt met 06-12345678. Fatima woont bij Katarzyna."
)


def lay(desktop: Desktop, told: str = TOLD) -> None:
    """A case of one signal that says this; its text is not begun."""
    with as_af(desktop) as desk:
        make_case(desk, [register(desk, form(narrative=told, persons=(FormPerson(name="Katarzyna Nowak"),)))])


async def opened(running: Running) -> ShieldingScreen:
    """Go to the case and shield it."""
    await running.press("2", "enter", "a")
    return shown(running, ShieldingScreen)


def result(screen: ShieldingScreen) -> str:
    """What the table would read."""
    return screen.query_one("#shielding--result", TextPane).text


async def test_one_key_an_answer_and_the_table_reads_it(open_app: OpenApp, desktop: Desktop) -> None:
    """From the signal to the release by enter alone: same words once, registered people by their label."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        screen = await opened(running)
        assert "0 van 9 beoordeeld" in running.text
        assert result(screen).count("▒▒▒▒▒") == 9
        assert "Katarzyna" not in result(screen)
        pressed = 0
        while screen.first_open() is not None:
            await running.press("enter")
            pressed += 1
        assert pressed == 7
        assert result(screen) == (
            "Volgens Melder werkt Betrokkene A sinds maart 2026 bij Bedrijf 1.\n"
            "Betrokkene A is 16-20 jaar en belt met Telefoonnummer 1. Betrokkene B woont bij Betrokkene A."
        )
        assert "9 van 9 beoordeeld" in running.text
        assert "Alles is beoordeeld" in running.text
        await running.press("f9", *("n" for _ in QUESTIONS), "enter")
        assert screen is shown(running, ShieldingScreen)
        assert "vrijgegeven op 22-11-2026" in running.text
    with as_af(desktop) as desk:
        released = current(desk, find_case(desk, "C-2026-001").id, desk.series_places()[0].id)
    assert released is not None
    assert "Katarzyna" not in released.opened.model_dump_json()


async def test_every_answer_has_its_key_and_can_be_undone(open_app: OpenApp, desktop: Desktop) -> None:
    """Laten staan, weglaten, another label, something vaguer, each taken back by u."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        screen = await opened(running)
        begin = result(screen)
        for keys, verdict, put in (
            (("o",), Verdict.KEEP, ""),
            (("w",), Verdict.DROP, ""),
            (("p", "down", "down", "enter"), Verdict.LABEL, "Betrokkene A"),
            (("v", "down", "enter"), Verdict.GENERAL, "een inwoner"),
        ):
            await running.press(*keys)
            (given,) = screen.judgements
            assert (given.text, given.verdict, given.put) == ("Hanneke van Vliet-Bos", verdict, put)
            assert screen.now is not None
            assert screen.now.words == "Katarzyna"
            await running.press("u")
            assert (screen.judgements, result(screen)) == ((), begin)
        await running.press("v", "tab")
        await running.type("een collega van school")
        await running.press("enter")
        assert result(screen).startswith("Volgens een collega van school werkt")
        await running.press("u", "u")
        assert screen.judgements == ()


async def test_marking_by_hand_stretching_and_unmarking(open_app: OpenApp, desktop: Desktop) -> None:
    """A word the program sees nothing in is marked wherever it stands, made longer, and let go again."""
    lay(desktop, "De bakker belt. Hij is de bakker van het dorp.")
    async with open_app(AF, places=HERE) as running:
        screen = await opened(running)
        screen.area.go(4)
        await running.press("m")
        assert [marking.words for marking in screen.markings] == ["bakker", "bakker"]
        assert result(screen).count("▒▒▒▒▒") == 2
        await running.press("x")
        assert not screen.markings
        screen.area.go(26)
        await running.press("m", "greater_than_sign", "greater_than_sign")
        assert [each.words for each in screen.markings] == ["bakker van het"]
        await running.press("enter")
        assert result(screen) == "De bakker belt. Hij is de Betrokkene B dorp."


async def test_typing_marks_at_once_and_esc_reads_again(open_app: OpenApp, desktop: Desktop) -> None:
    """While typing, letters are text; what is typed is marked before anything else happens."""
    lay(desktop, "Zij belt.")
    async with open_app(AF, places=HERE) as running:
        screen = await opened(running)
        assert "geen markeringen" in running.text
        await running.press("e", *"o Fatima. ", "escape")
        assert screen.area.text == "o Fatima. Zij belt."
        assert screen.markings[0].words == "Fatima"
        await running.press("escape")
        assert "Weggaan zonder te bewaren?" in running.text
        await running.press("escape", "f10", "escape")
    with as_af(desktop) as desk:
        assert find_case(desk, "C-2026-001").opened.draft_text == "o Fatima. Zij belt."


async def test_nothing_is_asked_while_a_marking_is_open(
    open_app: OpenApp, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F9 goes to the first that is open; there is no way past it."""
    lay(desktop)
    said: list[str] = []
    async with open_app(AF, places=HERE) as running:
        screen = await opened(running)
        monkeypatch.setattr(screen, "notify", lambda message, **_: said.append(message))
        await running.press("tab", "f9")
        assert screen is shown(running, ShieldingScreen)
        assert said == ["Nog 9 te beoordelen."]
        assert screen.now is not None
        assert screen.now.words == "Hanneke van Vliet-Bos"


async def test_why_a_release_was_withdrawn_stands_on_the_screen(open_app: OpenApp, desktop: Desktop) -> None:
    """Above the text, and in the history."""
    from mhtui.casework.release import NO_TO_ALL, release

    lay(desktop)
    with as_af(desktop) as desk:
        case = write_text(desk, find_case(desk, "C-2026-001"), "Zij belt.")
        release(desk, keep_all(desk, case), desk.series_places()[0].id, NO_TO_ALL)
        write_text(desk, find_case(desk, "C-2026-001"), "Zij belt weer.")
        assert len(history(desk, case.id)) == 1
    async with open_app(AF, places=HERE, size=(160, 40)) as running:
        await opened(running)
        assert "ingetrokken op 22-11-2026: tekst gewijzigd" in running.text
        await running.press("h")
        assert "ingetrokken op 22-11-2026 09:30: tekst gewijzigd" in running.text


async def test_answers_of_another_program_are_not_overwritten(open_app: OpenApp, desktop: Desktop) -> None:
    """Somebody else kept the text meanwhile: both are there, and the person chooses."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        screen = await opened(running)
        await running.press("enter")
        with as_af(desktop) as desk:
            write_text(desk, find_case(desk, "C-2026-001"), "Iets anders.")
        await running.press("f10")
        assert "Iemand anders was u voor" in running.text
        assert "Iets anders." in running.text
        await running.press("tab", "enter")
        assert not screen.has_changes
        await asyncio.to_thread(running.app.guard._look)
        await running.settle()
    with as_af(desktop) as desk:
        assert find_case(desk, "C-2026-001").opened.draft_text == TOLD


@pytest.mark.parametrize("told", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=["home", "afar"])
async def test_hostile_text_is_text(open_app: OpenApp, desktop: Desktop, told: str, size: tuple[int, int]) -> None:
    """Markup, control codes, right-to-left, far too long: marked, answered and shown as it is."""
    lay(desktop, f"Fatima. {clean(told)}" if "\ud800" in told else f"Fatima. {told}")
    async with open_app(AF, places=HERE, size=size) as running:
        screen = await opened(running)
        await running.press("enter", "m", "tab", "shift+tab", "u", "e", "x", "escape")
        assert screen is shown(running, ShieldingScreen)
        assert "Betrokkene B" in result(screen)


async def test_the_questions_come_when_all_is_judged(open_app: OpenApp, desktop: Desktop) -> None:
    """And what was judged is kept before they are asked."""
    lay(desktop, "Zij belt.")
    async with open_app(AF, places=HERE) as running:
        await opened(running)
        await running.press("f9")
        shown(running, ReleaseQuestions)
    with as_af(desktop) as desk:
        assert find_case(desk, "C-2026-001").opened.draft_text == "Zij belt."


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=["120x40", "80x24", "60x20"])
def test_half_way(picture: TakePicture, desktop: Desktop, size: tuple[int, int]) -> None:
    """Some answered, the others in their certainties; the marking under the cursor with its keys."""
    lay(desktop)

    async def steps(running: Running) -> None:
        await running.press("2", "enter", "a", "enter", "enter")

    assert picture(steps, role=AF, size=size, places=HERE)
