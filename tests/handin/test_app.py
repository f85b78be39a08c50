"""The small program, by keyboard and by mouse: compare the card, fill in, seal, and see an empty form again."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from keys.handin import open_handin, read_handin
from mhtui.exits import REFUSED
from mhtui.handin.app import HandInApp
from mhtui.handin.body import told_in
from mhtui.handin.counter import Counter
from mhtui.settings import Places
from mhtui.widgets.dialog import Confirm, Told
from mhtui.widgets.textbox import PlainArea
from tests.handin.conftest import TODAY, Municipality

Open = Callable[..., AbstractAsyncContextManager[tuple[HandInApp, Pilot[int]]]]
HOSTILE = "[/] [udkast] [@click=app.quit]x[/] \u202eOmgekeerd \u05d0\u05d1\u05d2"


@pytest.fixture(autouse=True)
def _still_cursors(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks."""
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)


@pytest.fixture
def counter(places: Places, card_file: Path, tmp_path: Path) -> Callable[[], Counter]:
    """Come to the counter with the card."""
    return lambda: Counter.at(places, card=str(card_file), folder=tmp_path, today=TODAY)


@pytest.fixture
def opened(counter: Callable[[], Counter]) -> Open:
    """Open the program; by default with a card that is known."""

    @asynccontextmanager
    async def run(
        *, known: bool = True, size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[tuple[HandInApp, Pilot[int]]]:
        if known:
            counter().trust()
        app = HandInApp(counter())
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot

    return run


async def settle(app: HandInApp, pilot: Pilot[int]) -> None:
    """Wait until nothing is being sealed and everything is drawn."""
    with suppress(WorkerCancelled):
        await app.workers.wait_for_complete()
    await pilot.pause()


def sealed_in(folder: Path) -> list[Path]:
    """The sealed files in a folder."""
    return list(folder.glob("*.mhsignaal"))


def drawn(app: HandInApp) -> str:
    """Everything on the screen."""
    return "\n".join("".join(part.text for part in strip) for strip in app.screen._compositor.render_strips())


async def test_a_new_card_is_compared_first(opened: Open, counter: Callable[[], Counter]) -> None:
    """The careful answer has the focus: enter stops, and the card is not known."""
    async with opened(known=False) as (app, pilot):
        assert isinstance(app.screen, Confirm)
        shown = " ".join(drawn(app).replace("│", " ").split())
        assert counter().card.fingerprint in shown
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_code == REFUSED
    assert counter().is_new
    async with opened(known=False) as (app, pilot):
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert not app.screen.is_modal
    assert not counter().is_new


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_from_the_keyboard(opened: Open, lopik: Municipality, tmp_path: Path, size: tuple[int, int]) -> None:
    """Number, place, a person, the story; F10; the receipt; and nothing of it is left on the screen."""
    async with opened(size=size) as (app, pilot):
        await pilot.press(*"12", "tab", *"Benschop")
        await pilot.press("f7", *"Verzonnen")
        app.screen.query_one(PlainArea).focus()
        await pilot.press(*"achter", "space", *"de", "space", *"loods", "f10")
        await settle(app, pilot)
        assert isinstance(app.screen, Told)
        (sealed,) = sealed_in(tmp_path)
        receipt = sealed.name.removeprefix("signaal-").removesuffix(".mhsignaal")
        assert receipt in drawn(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not app.has_changes
        assert "Benschop" not in drawn(app)
        await pilot.press("ctrl+q")
    assert app.return_code in {0, None}
    form = told_in(open_handin(read_handin(sealed.read_bytes()), lopik.ring).body).form
    assert (form.number, form.place, form.narrative) == ("12", "Benschop", "achter de loods")
    assert [person.name for person in form.persons] == ["Verzonnen"]


async def test_with_the_mouse(opened: Open, lopik: Municipality, tmp_path: Path) -> None:
    """A person more, one away again, and sealed with the button."""
    async with opened(size=(120, 60)) as (app, pilot):
        await pilot.click("#more-persons")
        await pilot.pause()
        await pilot.click(".remove-person")
        await pilot.pause()
        app.screen.query_one(PlainArea).text = HOSTILE
        await pilot.click("#seal")
        await settle(app, pilot)
        await pilot.click("#done")
        await pilot.pause()
        await pilot.click("#stop")
    (sealed,) = sealed_in(tmp_path)
    told = told_in(open_handin(read_handin(sealed.read_bytes()), lopik.ring).body)
    assert (told.form.narrative, told.form.persons) == (HOSTILE, ())


async def test_pressed_twice_it_is_sealed_once(opened: Open, tmp_path: Path) -> None:
    """Somebody in a hurry hands in one signal."""
    async with opened() as (app, pilot):
        app.screen.query_one(PlainArea).text = "Verzonnen."
        await pilot.press("f10", "f10", "f10")
        await settle(app, pilot)
    assert len(sealed_in(tmp_path)) == 1


async def test_what_goes_wrong_leaves_the_form(opened: Open, tmp_path: Path) -> None:
    """An empty form, then a folder that is gone: said, and what was typed is there."""
    async with opened() as (app, pilot):
        await pilot.press("f10")
        await settle(app, pilot)
        assert "Nog leeg" in drawn(app)
        await pilot.press("enter")
        app.screen.query_one(PlainArea).text = "Verzonnen."
        object.__setattr__(app.counter, "folder", tmp_path / "weg")
        await pilot.press("f10")
        await settle(app, pilot)
        assert "Niet bewaard" in drawn(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(PlainArea).text == "Verzonnen."


async def test_leaving_with_something_typed_asks(opened: Open) -> None:
    """No is first; help and everything else wait behind the question."""
    async with opened() as (app, pilot):
        await pilot.press(*"12", "ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("f10", "f7", "f1", "ctrl+q", "escape")
        await pilot.pause()
        assert app.form.read().sender_number == "12"
        await pilot.press("f1")
        await pilot.pause()
        assert "Bel 112" in drawn(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=["120x40", "80x24", "60x20"])
def test_picture(
    snap_compare: Callable[..., bool],
    counter: Callable[[], Counter],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    """The empty form; the fingerprint is another in each run and is not drawn."""
    monkeypatch.setattr("keys.card.fingerprint", lambda _: "0123 4567 89AB CDEF")
    counter().trust()
    assert snap_compare(HandInApp(counter()), terminal_size=size)
