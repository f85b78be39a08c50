"""At the table: a name that was just written is kept as a draft, and asked about with one key each."""

import pytest
from textual.widgets import Button

from mhtui.casework.drafts import drafts_of
from mhtui.casework.live_view import LiveItem
from mhtui.screens.judge_box import JudgeBox
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
    """Write a note with a name in it, and ask for its questions; the box comes."""
    await sitting.press("n")
    await sitting.type(text)
    await sitting.press("enter", "escape", "c")
    box = sitting.running.app.screen
    assert isinstance(box, JudgeBox)
    return box


async def test_one_key_each_and_then_it_is_a_note(sit_down: SitDown, other: Round) -> None:
    """Replaced, left out, or kept; no note had anything else."""
    async with sit_down() as sitting:
        await write(sitting, SAID)
        assert "1 van 2 · persoon · waarschijnlijk" in sitting.text
        assert current(other).notes == ()
        await sitting.press("v", "s")
        assert [line.text for line in current(other).notes] == ["Zij noemt een bekende en belt … vaak"]
        await write(sitting, SAID)
        await sitting.press("s", "u", "o", "v")
        kept = max(current(other).notes, key=lambda line: line.row.rank).row.opened
        assert (kept.text, kept.kept) == ("Zij noemt Fatima en belt een telefoonnummer vaak", ("Fatima",))


def drafts_now(other: Round) -> list[tuple[str, int, bool]]:
    """Return the drafts as the other program reads them: text, open, later."""
    return [(line.text, line.open, line.later) for line in drafts_of(other.desk, seen(other).meeting)]


async def test_the_words_are_in_the_kluis_before_anybody_is_asked(sit_down: SitDown, other: Round) -> None:
    """Enter keeps them; the line is free, the item says that it is a concept, and esc leaves it one."""
    async with sit_down() as sitting:
        await sitting.press("n")
        await sitting.type(SAID)
        await sitting.press("enter")
        assert drafts_now(other) == [(SAID, 2, False)]
        assert (line_of(sitting).text, isinstance(sitting.running.app.screen, JudgeBox)) == ("", False)
        assert "2 vragen open" in sitting.text
        await sitting.press("escape", "c", "escape")
        assert drafts_now(other) == [(SAID, 2, False)]
        assert current(other).notes == ()


async def test_later_is_one_key(sit_down: SitDown, other: Round) -> None:
    """The answers so far stay; the rest is for the aandachtsfunctionaris, and closing says so."""
    async with sit_down() as sitting:
        await write(sitting, SAID)
        await sitting.press("v", "l")
        assert drafts_now(other) == [("Zij noemt een bekende en belt 06-12345678 vaak", 1, True)]
        assert "1 vraag open, voor de aandachtsfunctionaris" in sitting.text
        await sitting.press("o")
        assert "Concepten met een open vraag: 1." in sitting.text


async def test_who_types_on_answers_nothing(sit_down: SitDown, other: Round) -> None:
    """Two notes in one go: the second is typed in the line, whatever the first one asks."""
    async with sit_down() as sitting:
        await sitting.press("n")
        await sitting.type(SAID)
        await sitting.press("enter")
        await sitting.type("ook spraken de buren")
        await sitting.press("enter")
        assert [text for text, _, _ in drafts_now(other)] == [SAID]
        assert [line.text for line in current(other).notes] == ["ook spraken de buren"]


async def test_a_draft_is_taken_back(sit_down: SitDown, other: Round) -> None:
    """As one's last word."""
    async with sit_down() as sitting:
        await write(sitting, SAID)
        await sitting.press("escape", "u")
        assert "Uw laatste concept terugnemen?" in sitting.text
        await sitting.running.click("#yes")
        assert drafts_now(other) == []


async def test_a_decision_is_a_draft_too(sit_down: SitDown, other: Round) -> None:
    """The form closes, what was said is kept; answered it is a decision."""
    async with sit_down() as sitting:
        await sitting.press("b")
        await sitting.type("riec")
        await sitting.press("enter")
        await sitting.type("over Fatima dan")
        await sitting.press("f10")
        assert [line.text for line in current(other).decisions] == []
        assert "Concept besluit" in sitting.text
        await sitting.press("c")
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
        assert "Getypt voor de vraag er stond, en niet gebruikt: ovs" in sitting.text
        monkeypatch.setattr(JudgeBox, "READ_FIRST", 0.0)
        await sitting.press("v", "s")
        told = [each.message for each in sitting.running.app._notifications]
        assert "▲ Getypt voor de vraag er stond, en niet gebruikt: ovs" in told


async def test_an_edited_note_with_a_name_is_a_concept(sit_down: SitDown, other: Round) -> None:
    """The form closes, the note stands as it was, and c asks; answered the note has its new words."""
    async with sit_down() as sitting:
        await note(sitting, "buren kennen de auto")
        await sitting.press("e", "ctrl+u")
        await sitting.type("Zij noemt Fatima vaak")
        await sitting.press("enter")
        assert not isinstance(sitting.running.app.screen, JudgeBox)
        assert [line.text for line in current(other).notes] == ["buren kennen de auto"]
        assert drafts_now(other) == [("Zij noemt Fatima vaak", 1, False)]
        assert "Concept gewijzigde notitie" in sitting.text
        await sitting.press("c")
        assert isinstance(sitting.running.app.screen, JudgeBox)
        await sitting.press("v")
        assert [line.text for line in current(other).notes] == ["Zij noemt een bekende vaak"]


async def test_every_answer_can_be_clicked_at_60x20(sit_down: SitDown) -> None:
    """The buttons stand within the box, all of them."""
    async with sit_down(size=(60, 20)) as sitting:
        box = await write(sitting, SAID)
        inside = box.query_one(".dialog--box").region
        buttons = [each.region for each in box.query(Button) if each.display]
        assert len(buttons) == 4
        assert all(inside.contains_region(each) for each in buttons)


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
