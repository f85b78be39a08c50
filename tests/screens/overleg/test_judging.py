"""At the table: a name that was just written is asked about, one key each, before anybody else can read it."""

import pytest

from mhtui.casework.live_view import LiveItem
from mhtui.screens.judge_box import JudgeBox
from mhtui.screens.table_forms import DecisionForm
from tests.screens.overleg.conftest import SitDown, Sitting
from tests.screens.overleg.meetings import Round
from tests.screens.overleg.test_meeting import line_of, note, seen

pytestmark = pytest.mark.usefixtures("goes_on")
SAID = "Zij noemt Fatima en belt 06-12345678 vaak"


def current(other: Round) -> LiveItem:
    """The item on the table, as the other program reads it."""
    found = seen(other).current
    assert found is not None
    return found


async def write(sitting: Sitting, text: str) -> JudgeBox:
    """Write a note with a name in it; the box comes."""
    await sitting.press("n")
    await sitting.type(text)
    await sitting.press("enter")
    box = sitting.running.app.screen
    assert isinstance(box, JudgeBox)
    return box


async def test_one_key_each_and_then_it_is_a_note(sit_down: SitDown, other: Round) -> None:
    """Replaced, left out, or kept; the store never had anything else."""
    async with sit_down() as sitting:
        mark = other.store.change_mark()
        await write(sitting, SAID)
        assert "1 van 2 · persoon · waarschijnlijk" in sitting.text
        assert other.store.change_mark() == mark
        await sitting.press("v", "s")
        assert [line.text for line in current(other).notes] == ["Zij noemt een bekende en belt … vaak"]
        await sitting.press("escape")
        await write(sitting, SAID)
        await sitting.press("s", "u", "o", "v")
        kept = max(current(other).notes, key=lambda line: line.row.rank).row.opened
        assert (kept.text, kept.kept) == ("Zij noemt Fatima en belt een telefoonnummer vaak", ("Fatima",))


async def test_going_back_gives_the_words_back(sit_down: SitDown, other: Round) -> None:
    """Esc: nothing is kept, and the note stands in the line as it was typed."""
    async with sit_down() as sitting:
        await write(sitting, SAID)
        await sitting.press("o", "escape")
        assert line_of(sitting).text == SAID
        assert current(other).notes == ()


async def test_a_form_is_asked_about_too(sit_down: SitDown, other: Round) -> None:
    """A decision: the box over the form, and then it is kept as it was answered."""
    async with sit_down() as sitting:
        await sitting.press("b")
        await sitting.type("riec")
        await sitting.press("enter")
        await sitting.type("over Fatima dan")
        await sitting.press("f10")
        assert isinstance(sitting.running.app.screen, JudgeBox)
        await sitting.press("escape")
        assert isinstance(sitting.running.app.screen, DecisionForm)
        await sitting.press("f10")
        await sitting.running.click("#put")
        assert [line.text for line in current(other).decisions] == ["over een bekende dan"]


async def test_keys_typed_ahead_are_no_answers(
    sit_down: SitDown, other: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who types on does not answer a question that nobody has read."""
    monkeypatch.setattr(JudgeBox, "READ_FIRST", 3600.0)
    async with sit_down() as sitting:
        box = await write(sitting, SAID)
        await sitting.press("o", "v", "s", "enter", "space")
        assert sitting.running.app.screen is box
        assert current(other).notes == ()


async def test_the_line_says_it_while_somebody_types(sit_down: SitDown) -> None:
    """Before enter: what will be asked about stands under the line."""
    async with sit_down() as sitting:
        await sitting.press("n")
        await sitting.type("Zij noemt Fatima vaak")
        assert "Fatima" in str(line_of(sitting).border_subtitle)
        await sitting.type(" en Betrokkene A")
        assert "◆ Fatima" in sitting.text
        line_of(sitting).put("")
        await note(sitting, "buren kennen de auto")
        assert "◆ Fatima" not in sitting.text
