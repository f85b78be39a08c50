"""Keys that come faster than the program draws: each lands where it would have landed if one had waited."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from mhtui import typing_order
from mhtui.typing_order import HoldsKeys, TypingOrder


class Box(ModalScreen[None]):
    """Two fields; enter goes on to the next, and then closes."""

    def compose(self) -> Iterable[Widget]:
        """The fields, deep enough for messages to take a while."""
        with Vertical():
            with Vertical():
                yield Input(id="one")
            yield Input(id="two")

    @on(Input.Submitted, "#one")
    def _on_to_two(self) -> None:
        self.query_one("#two").focus()

    @on(Input.Submitted, "#two")
    def _close(self) -> None:
        app = self.app
        assert isinstance(app, Desk)
        app.kept.append((self.query_one("#one", Input).value, self.query_one("#two", Input).value))
        self.dismiss(None)


class Desk(TypingOrder):
    """A list where letters are commands: `b` opens the box, every other letter is counted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("b", "box", "Box"),
        *((each, f"letter('{each}')", each) for each in "xyz"),
        Binding("f12", "letter('!')", "Leeg", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[str, str]] = []
        self.letters = ""

    def compose(self) -> Iterable[Widget]:
        """A list with the focus."""
        yield OptionList("een", "twee")

    def action_box(self) -> None:
        """Open the box."""
        self.push_screen(Box())

    def action_letter(self, letter: str) -> None:
        """A command."""
        self.letters += letter


@asynccontextmanager
async def desk() -> AsyncIterator[tuple[Desk, Pilot[int]]]:
    """Run it."""
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.pause()
        yield app, pilot


async def burst(app: Desk, pilot: Pilot[int], keys: str) -> None:
    """Let keys come all at once; a line end is enter."""
    for key in keys:
        app.post_message(events.Key("enter", "\r") if key == "\r" else events.Key(key, key))
    await pilot.pause()
    while app._typed or app._turn:
        await pilot.pause(0)
    await pilot.pause()


async def test_what_is_typed_ahead_lands_in_the_fields() -> None:
    """The box is opened, filled, kept, and opened again, in one burst; no letter is a command, none is lost."""
    async with desk() as (app, pilot):
        await burst(app, pilot, "bxyz\rzyx\rbzz\rxx\r")
        assert app.kept == [("xyz", "zyx"), ("zz", "xx")]
        assert app.letters == ""


async def test_commands_stay_commands() -> None:
    """Before and after the box, letters are what they were."""
    async with desk() as (app, pilot):
        await burst(app, pilot, "xyb\rz\rzx")
        assert (app.letters, app.kept) == ("xyzx", [("", "z")])


async def test_a_key_alone_does_not_wait() -> None:
    """Nothing is under way when its effect is there, so that the next key goes on at once."""
    async with desk() as (app, pilot):
        await pilot.press("x")
        await pilot.pause()
        assert (app.letters, app._turn, len(app._typed)) == ("x", 0, 0)


async def test_a_key_that_comes_back_after_it_was_given_up_holds_nothing_up() -> None:
    """On a busy computer it climbs to the app when no key is under way any more: the next one goes on all the same."""
    async with desk() as (app, pilot):
        late = events.Key("x", "x")
        late._set_forwarded()
        with app._context():
            await app.on_event(late)
        assert app._turn == 0
        await burst(app, pilot, "y")
        assert app.letters.endswith("y")


async def test_a_screen_that_closes_under_a_key_holds_nothing_up() -> None:
    """The marker goes down with the box; the keys behind it go on."""
    async with desk() as (app, pilot):
        await burst(app, pilot, "b\r\rx")
        assert (app.kept, app.letters) == ([("", "")], "x")


class Slow(HoldsKeys, ModalScreen[None]):
    """Waits for an answer before a letter means anything here."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = False

    @property
    def holds_keys(self) -> bool:
        """Until the answer is there."""
        return not self.answered

    def compose(self) -> Iterable[Widget]:
        """The field comes with the answer."""
        yield Vertical()

    async def answer(self) -> None:
        """Draw what was waited for."""
        field = Input(id="late")
        await self.query_one(Vertical).mount(field)
        field.focus()
        self.answered = True


async def looks(app: Desk, pilot: Pilot[int], number: int) -> None:
    """Let the program look this often whether the answer is there."""
    until = app._looks + number
    while app._looks < until:
        await pilot.pause(0)


async def test_keys_wait_for_an_answer_that_says_what_they_mean() -> None:
    """Nothing is lost and nothing is a command while a screen is read."""
    async with desk() as (app, pilot):
        slow = Slow()
        app.push_screen(slow)
        for key in "xyz":
            app.post_message(events.Key(key, key))
        await pilot.pause(0)
        await looks(app, pilot, 3)
        assert "".join(str(key.character) for key in app._typed) == "xyz"
        await slow.answer()
        await burst(app, pilot, "")
        assert slow.query_one("#late", Input).value == "xyz"
        assert app.letters == ""


async def test_who_wants_to_lock_waits_for_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key with priority lets everything before it go on at once, and waits for nothing itself."""
    async with desk() as (app, pilot):
        app.push_screen(Slow())
        await pilot.pause()
        for key in "xy":
            app.post_message(events.Key(key, key))
        await looks(app, pilot, 2)
        assert len(app._typed) == 2
        before = app._looks
        monkeypatch.setattr(typing_order, "_LONGEST_HOLD", before + 20)  # a wait that is not as it should be ends
        held, wait = [before], app._wait

        def counted(seconds: float, times: int = 1) -> None:
            held.append(app._looks)
            wait(seconds, times)

        monkeypatch.setattr(app, "_wait", counted)
        app.post_message(events.Key("f12", None))
        await burst(app, pilot, "")
        assert app.letters == "!"
        assert max(held) <= before + 1


async def test_an_answer_that_never_comes_holds_no_key_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while the key goes on as if there had been nothing to wait for."""
    monkeypatch.setattr(typing_order, "_LONGEST_HOLD", 5)
    async with desk() as (app, pilot):
        app.push_screen(Slow())
        await pilot.pause()
        await burst(app, pilot, "x")
        assert not app._typed


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.text("xyz", max_size=4), st.text("xyz", max_size=4), st.text("xyz", max_size=3)), max_size=3)
)
async def test_any_burst_means_what_it_means_slowly(rounds: list[tuple[str, str, str]]) -> None:
    """For every mix of commands and answers: what came at once is what would have come with pauses."""
    async with desk() as (app, pilot):
        await burst(app, pilot, "".join(f"{after}b{one}\r{two}\r" for one, two, after in rounds))
        assert app.kept == [(one, two) for one, two, _ in rounds]
        assert app.letters == "".join(after for _, _, after in rounds)
