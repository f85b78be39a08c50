"""Pictures of Agenda and Overleg, on a desk, on a small window, and from the back of the room."""

import pytest

from mhtui.casework import meeting_record, minutes
from mhtui.theme import CONTRAST, LIGHT
from tests.screens.conftest import Running, Steps, TakePicture
from tests.screens.overleg.conftest import AGENDA, HERE
from tests.screens.overleg.meetings import MEETING_DAY, ZWALUW, Round, SetClock
from tests.screens.overleg.test_meeting import item_at, seen

AF = "aandachtsfunctionaris"
each_size = pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=["120x40", "80x24", "60x20"])


def keys(*pressed: str) -> Steps:
    """Press keys."""

    async def steps(running: Running) -> None:
        await running.press(*pressed)

    return steps


@pytest.fixture
def said(goes_on: None, other: Round, watch: SetClock) -> None:
    """Zwaluw is on the table for four minutes; a note, a decision and an action stand there."""
    del goes_on
    view = seen(other)
    meeting, item = view.meeting, item_at(view, ZWALUW)
    later = MEETING_DAY.replace(month=12, day=9)
    minutes.write_note(other.desk, meeting, item, "Patroon lijkt op een eerdere casus in een buurgemeente.")
    minutes.decide(other.desk, meeting, item, "inbreng_riec", "", "accounthouder RIEC", later)
    minutes.add_action(other.desk, meeting, item, "contact met school", "wijkagent", later.replace(day=2))
    watch.forward(minutes=4, seconds=12)


@each_size
@pytest.mark.usefixtures("said")
def test_overleg(picture: TakePicture, watch: SetClock, size: tuple[int, int]) -> None:
    """The item on the table, large and calm."""
    assert picture(role="overleg", size=size, places=HERE, at=watch)


@pytest.mark.parametrize("theme", [CONTRAST, LIGHT])
@pytest.mark.usefixtures("said")
def test_overleg_in_another_theme(picture: TakePicture, watch: SetClock, theme: str) -> None:
    """High contrast and light."""
    assert picture(role="overleg", size=(60, 20), places=HERE, at=watch, theme=theme)


@pytest.mark.usefixtures("said")
def test_overleg_without_colour(picture: TakePicture, watch: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR: signs and words say it all."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(role="overleg", size=(80, 24), places=HERE, at=watch)


@each_size
def test_overleg_before_the_start(picture: TakePicture, watch: SetClock, size: tuple[int, int]) -> None:
    """When it begins, and how."""
    assert picture(keys("end"), role="overleg", size=size, places=HERE, at=watch)


@each_size
@pytest.mark.usefixtures("said")
def test_a_decision_is_filled_in(picture: TakePicture, watch: SetClock, size: tuple[int, int]) -> None:
    """All of the form can be seen, also in twenty rows."""

    async def steps(running: Running) -> None:
        await running.press("b")
        await running.type("monitoren")
        await running.press("enter")
        await running.type("terug op de agenda")
        await running.press("f10")

    assert picture(steps, role="overleg", size=size, places=HERE, at=watch)


@pytest.mark.usefixtures("said")
def test_a_note_is_typed(picture: TakePicture, watch: SetClock) -> None:
    """The line grows."""

    async def steps(running: Running) -> None:
        await running.press("n")
        await running.type("De wijkagent herkent het patroon, en wil weten of de school al iets heeft gezien.")

    assert picture(steps, role="overleg", size=(60, 20), places=HERE, at=watch)


@pytest.mark.usefixtures("said")
def test_closing_asks(picture: TakePicture, watch: SetClock) -> None:
    """What stays open."""
    assert picture(keys("o"), role="overleg", size=(80, 24), places=HERE, at=watch)


@pytest.mark.usefixtures("said")
def test_who_is_there(picture: TakePicture, watch: SetClock) -> None:
    """Signs and words."""
    assert picture(keys("a", "space", "down", "space"), role="overleg", size=(80, 24), places=HERE, at=watch)


@each_size
def test_agenda(picture: TakePicture, watch: SetClock, size: tuple[int, int]) -> None:
    """Items and why they are there; what comes along."""
    watch.to(MEETING_DAY.replace(day=22))
    assert picture(keys("down", "down", "down", "down"), role=AF, size=size, places=AGENDA, at=watch)


def test_a_case_that_is_not_released(picture: TakePicture, watch: SetClock) -> None:
    """What is left to do stands beside the list."""
    watch.to(MEETING_DAY.replace(day=22))

    async def steps(running: Running) -> None:
        await running.press("c")
        await running.type("lariks")
        await running.press("enter", "enter", "f10")

    assert picture(steps, role=AF, size=(80, 24), places=AGENDA, at=watch)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
def test_besluitenlijst(
    picture: TakePicture, watch: SetClock, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """To read; the kenmerk is another in each kluis."""
    monkeypatch.setattr(meeting_record, "newest", lambda _: "A1B2 C3D4 E5F6 0789 1234")
    watch.to(MEETING_DAY.replace(day=22))
    assert picture(keys("e", "enter"), role=AF, size=size, places=AGENDA, at=watch)
