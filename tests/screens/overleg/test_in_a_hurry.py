"""Overleg for who types without waiting: every key lands where it would have landed after a pause."""

from datetime import date

import pytest

from mhtui.casework.items import meeting_of
from mhtui.casework.live_view import LiveItem, live_item
from mhtui.screens.meeting import MeetingScreen
from tests.screens.overleg.conftest import OpenAgenda, SitDown
from tests.screens.overleg.meetings import ZWALUW, Round
from tests.screens.overleg.test_meeting import seen


def at_place(other: Round, place: int) -> LiveItem:
    """Everything about the item on a place of the agenda."""
    view = seen(other)
    row = next(row for row in view.items if row.place == place)
    return live_item(other.desk, meeting_of(other.desk, view.meeting), row)


def written(item: LiveItem) -> list[str]:
    """The notes of an item."""
    return [note.row.opened.text for note in item.notes]


async def test_the_first_note_right_after_opening(sit_down: SitDown, other: Round) -> None:
    """Opening goes to the kluis and back; the note that is typed meanwhile waits for it."""
    async with sit_down() as sitting:
        await sitting.running.hurry("on", "welkom allemaal", "enter")
        current = seen(other).current
        assert current is not None
        assert written(current) == ["welkom allemaal"]
        assert isinstance(sitting.running.app.screen, MeetingScreen)


@pytest.mark.usefixtures("goes_on")
async def test_a_note_right_after_the_next_item_belongs_to_that_item(sit_down: SitDown, other: Round) -> None:
    """Not to the one that was on the table when the arrow was pressed."""
    async with sit_down() as sitting:
        await sitting.running.hurry(
            "right", "n", "over de volgende", "enter", "escape", "right", "v", "klopt dat?", "enter"
        )
        assert written(at_place(other, ZWALUW)) == []
        assert written(at_place(other, ZWALUW + 1)) == ["over de volgende"]
        assert written(at_place(other, ZWALUW + 2)) == ["klopt dat?"]


@pytest.mark.usefixtures("goes_on")
async def test_a_decision_and_an_action_in_one_go(sit_down: SitDown, other: Round) -> None:
    """Two boxes, filled and kept behind each other, and the next item after them."""
    async with sit_down() as sitting:
        decision = ("b", "riec", "enter", "met de geldstroom", "enter", "account", "enter", "+14", "enter", "enter")
        action = ("x", "school bellen", "enter", "wijk", "enter", "+7", "enter", "enter")
        await sitting.running.hurry(*decision, *action, "right")
        found = at_place(other, ZWALUW)
        assert [(line.kind, line.due_on) for line in found.decisions] == [("inbreng_riec", date(2026, 12, 9))]
        assert "school bellen" in [row.text for row in found.actions]
        assert seen(other).place == ZWALUW + 1


@pytest.mark.usefixtures("goes_on")
async def test_taking_back_and_going_on(sit_down: SitDown, other: Round) -> None:
    """The question before taking back is read from the kluis; the answer typed meanwhile is an answer to it."""
    async with sit_down() as sitting:
        await sitting.running.hurry("n", "verkeerd", "enter")
        await sitting.running.hurry("escape", "u", "tab", "enter", "n", "goed", "enter")
        assert written(at_place(other, ZWALUW)) == ["goed"]


async def test_a_free_item_and_its_place_in_one_go(look_at_agenda: OpenAgenda, other: Round) -> None:
    """The box of the agenda takes what is typed at once, twice."""
    async with look_at_agenda() as sitting:
        await sitting.running.hurry(
            "f", "eerste punt", "enter", "enter", "f", "tweede punt", "enter", "waarom", "enter"
        )
        assert [row.title for row in seen(other).items if "punt" in row.title] == ["eerste punt", "tweede punt"]


async def test_a_case_on_the_agenda_in_one_go(look_at_agenda: OpenAgenda, other: Round) -> None:
    """The cases are read while somebody types already."""
    async with look_at_agenda() as sitting:
        await sitting.running.hurry("c", "populier", "enter", "enter", "nieuw signaal", "enter")
        assert [(row.codename, row.why) for row in seen(other).items if row.codename == "Populier"] == [
            ("Populier", "nieuw signaal")
        ]
