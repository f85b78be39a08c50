"""Postvak: what waits, what is the matter with it, taken in one by one or all at once, thrown away after a question."""

import os
from pathlib import Path

import pytest

from db.records.base import Answer
from db.records.signal import FormPerson, SignalForm
from mhtui.casework.cards import make_card
from mhtui.casework.intake import find_signal, register
from mhtui.handin.body import Told as Form
from mhtui.handin.filing import Filed, file_signal
from mhtui.places import PLACES
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.postbox import PostboxScreen
from mhtui.widgets.dialog import Confirm, Told
from tests.screens.casefiles import as_af, shown
from tests.screens.conftest import Desktop, OpenApp, Running, TakePicture

HERE = tuple(place for place in PLACES if place.name == "overview")
AF = "aandachtsfunctionaris"
NAME = "Verzonnen Melder"


@pytest.fixture
def box(desktop: Desktop) -> Path:
    """The postvak of this computer."""
    folder = desktop.places.postbox
    folder.mkdir(parents=True)
    return folder


def hand_in(desktop: Desktop, box: Path, *texts: str) -> list[Filed]:
    """Let somebody hand in a signal for each text."""
    with as_af(desktop) as desk:
        card = make_card(desk).card
    forms = [SignalForm(reporter=NAME, persons=(FormPerson(name="P."),), narrative=text) for text in texts]
    return [file_signal(card, Form(form=form, urgent=Answer.YES), box) for form in forms]


def lying(box: Path) -> list[str]:
    """What lies in the postvak."""
    return sorted(path.name for path in box.iterdir())


async def test_an_empty_box(open_app: OpenApp, desktop: Desktop) -> None:
    """It says where files should be put, and nothing can be done; Overzicht says nothing of it."""
    async with open_app(AF, places=HERE) as running:
        assert "in het postvak" not in running.text
        await running.press("p")
        shown(running, PostboxScreen)
        assert "Het postvak is leeg" in running.text
        assert desktop.places.postbox.name in running.text.replace("\n", "")
        await running.press("i", "a", "x", "enter", "escape")
        shown(running, OverviewScreen)


async def test_an_empty_kluis_says_that_something_waits(open_app: OpenApp, desktop: Desktop, box: Path) -> None:
    """The very first signals of a municipality may all have come sealed."""
    hand_in(desktop, box, "Licht achter een loods.")
    async with open_app(AF, size=(60, 20)) as running:
        shown(running, OverviewScreen).look_in_postbox()
        await running.settle()
        assert "Nog geen signalen" in running.text
        assert "◆ 1 in het postvak (p)" in running.text


async def test_one_is_taken_in(open_app: OpenApp, desktop: Desktop, box: Path) -> None:
    """Counted in Overzicht; the name of the melder is on no screen; the file is gone and the signal there."""
    (filed,) = hand_in(desktop, box, "Licht achter een loods.")
    with as_af(desktop) as desk:
        register(desk, SignalForm(narrative="Het was er al."))
    async with open_app(AF, places=HERE) as running:
        shown(running, OverviewScreen).look_in_postbox()
        await running.settle()
        assert "◆ 1 in het postvak (p) · 1 open" in running.text
        await running.press("p")
        assert filed.receipt in running.text
        assert NAME not in running.text
        await running.press("i")
        assert "Het postvak is leeg" in running.text
        await running.press("escape")
        assert "S-2026-002" in running.text
        shown(running, OverviewScreen).look_in_postbox()
        await running.settle()
        assert "in het postvak" not in running.text
    assert lying(box) == []
    with as_af(desktop) as desk:
        signal = find_signal(desk, "S-2026-002")
    assert (signal.opened.reporter, signal.opened.sender_number) == (NAME, filed.receipt)


async def test_what_cannot_be_taken_in(open_app: OpenApp, desktop: Desktop, box: Path) -> None:
    """It says why, enter does nothing, and all others come in."""
    hand_in(desktop, box, "een", "twee")
    (box / "kapot.mhsignaal").write_bytes(b"x")
    async with open_app(AF, places=HERE) as running:
        await running.press("p", "end")
        assert "geen verzegeld signaal, of beschadigd" in running.text
        await running.press("enter")
        shown(running, PostboxScreen)
        await running.press("a")
        told = dict(shown(running, Told)._lines)
        assert told["Vastgelegd"].count("✓") == 2
        assert "kapot.mhsignaal" in told["Blijft liggen"]
        await running.press("enter")
        assert lying(box) == ["kapot.mhsignaal"]


async def test_known_content_stays_and_says_its_number(open_app: OpenApp, desktop: Desktop, box: Path) -> None:
    """The same form sealed twice."""
    hand_in(desktop, box, "een", "een")
    async with open_app(AF, places=HERE) as running:
        await running.press("p", "i")
        await running.press("i")
        assert "S-2026-001" in running.text
        await running.press("escape")
        assert len(lying(box)) == 1


async def test_thrown_away_after_a_question(open_app: OpenApp, desktop: Desktop, box: Path) -> None:
    """No is first."""
    hand_in(desktop, box, "een")
    async with open_app(AF, places=HERE) as running:
        await running.press("p", "x")
        shown(running, Confirm)
        await running.press("enter")
        assert len(lying(box)) == 1
        await running.press("x", "tab", "enter")
        assert lying(box) == []
        assert "Het postvak is leeg" in running.text


async def test_gone_meanwhile(open_app: OpenApp, desktop: Desktop, box: Path) -> None:
    """Somebody moved the file: said, nothing half done."""
    (filed,) = hand_in(desktop, box, "een")
    async with open_app(AF, places=HERE) as running:
        await running.press("p")
        filed.path.unlink()
        await running.press("i")
        assert "kan niet gelezen worden" in running.text
    with as_af(desktop) as desk:
        assert desk.store.signals.count() == 0


async def test_not_for_the_table(open_app: OpenApp) -> None:
    """The overleg has no Overzicht, and so no postvak."""
    async with open_app("overleg") as running:
        await running.press("p")
        assert not running.shows(PostboxScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=["120x40", "80x24", "60x20"])
def test_picture(picture: TakePicture, box: Path, size: tuple[int, int]) -> None:
    """Files of others; a receipt number is another in each run and is not drawn."""
    for count, name in enumerate(("brief.mhsignaal", "kopie van signaal-M-7KQ2-XW4B.mhsignaal")):
        (box / name).write_bytes(b"x")
        os.utime(box / name, (1_795_300_000 + count, 1_795_300_000 + count))
    assert picture(_open, role=AF, size=size)


async def _open(running: Running) -> None:
    await running.press("p")
