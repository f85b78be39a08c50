"""Nieuwe kluis: from an empty computer to a kluis that opens, with its herstelblad checked."""

from collections import Counter
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input

from keys.recovery import read_code
from mhtui.casework.passphrases import weakness
from mhtui.casework.words import LIST_LENGTH, propose, word_list
from mhtui.places import UNLOCK
from mhtui.screens.unlock import UnlockScreen
from mhtui.screens.wizard import WizardScreen
from mhtui.screens.wizard_sheet import SheetScreen, same_group
from mhtui.session import Launch
from tests.screens.conftest import OpenApp, Running
from tests.screens.rooms import ROOMS, FirstRoom


def line(running: Running, name: str) -> Input:
    """A line of the step that is shown."""
    return running.app.screen.query_one(f"#wizard--{name} Input", Input)


def visible(widget: Widget) -> bool:
    """Whether a part of a step is there."""
    return bool(widget.display)


async def fill_kluis(running: Running) -> None:
    """Answer the first step, by typing."""
    await running.type("Kluis van de test")
    await running.press("enter")
    await running.type("Lopik")
    await running.click("#next")


async def to_holders(running: Running) -> None:
    """Answer up to the wachtzinnen."""
    await running.click("#new")
    await fill_kluis(running)
    await running.type("60")
    await running.press("enter", "enter")


async def test_a_new_kluis_is_made_checked_and_entered(open_app: OpenApp, tmp_path: Path) -> None:
    """The whole way; afterwards the wachtzin that stood there opens it, and the AF stands in Overzicht."""
    store = tmp_path / "nieuw" / "kluis.db"
    async with open_app(launch=Launch(store=str(store)), places=ROOMS) as running:
        await to_holders(running)
        secret = line(running, "aandachtsfunctionaris").value
        await running.click("#next")
        await running.click("#next")
        assert "een casus 60 maanden" in running.text
        assert secret not in running.text
        assert not store.exists()
        await running.click("#next")
        screen = running.app.screen
        assert isinstance(screen, SheetScreen)
        assert read_code(" ".join(screen._new.groups))
        screen.query_one("#sheet--check Input").focus()
        await running.type("AAAAA")
        await running.press("enter")
        assert "Dat is niet groep" in running.text
        check = screen.query_one("#sheet--check Input", Input)
        check.value = screen._new.groups[screen._asked].lower()
        await running.press("enter")
        assert running.shows(FirstRoom)
        assert "Kluis van de test" in running.text
        await running.press("ctrl+l")
        assert running.app.current_mode == UNLOCK
        await running.type(secret)
        await running.press("enter")
        assert running.app.session.role == "aandachtsfunctionaris"


async def test_nothing_is_asked_twice_and_what_is_wrong_is_said_beside_it(open_app: OpenApp, tmp_path: Path) -> None:
    """An empty name, no number of months, a short wachtzin: each stays on its step with a sentence."""
    async with open_app(launch=Launch(store=str(tmp_path / "nieuw.db")), places=ROOMS) as running:
        await running.click("#new")
        await running.click("#next")
        assert "Geef de kluis een naam." in running.text
        await fill_kluis(running)
        await running.click("#next")
        assert "Vul een aantal maanden in" in running.text
        assert line(running, "months").value == ""
        await running.type("60")
        line(running, "alone").value = "twee"
        await running.click("#next")
        assert "Vul een aantal maanden in" in running.text
        line(running, "alone").value = "24"
        await running.click("#next")
        line(running, "overleg").value = "kort"
        await running.click("#next")
        assert "te kort" in running.text
        await running.click("#back")
        assert (line(running, "months").value, line(running, "alone").value) == ("60", "24")


async def test_a_ketenregisseur_brings_a_drieluik(open_app: OpenApp, tmp_path: Path) -> None:
    """The line for the wachtzin comes with the tick, and the next step asks for the Drieluik."""
    async with open_app(launch=Launch(store=str(tmp_path / "nieuw.db")), places=ROOMS) as running:
        await to_holders(running)
        row = running.app.screen.query_one("#wizard--row_ketenregisseur")
        assert not visible(row)
        running.app.screen.query_one(Checkbox).value = True
        await running.settle()
        assert visible(row)
        await running.click("#next")
        assert "Eerste Drieluik" in running.text


async def test_other_words_are_other_words(open_app: OpenApp, tmp_path: Path) -> None:
    """The button proposes anew."""
    async with open_app(launch=Launch(store=str(tmp_path / "nieuw.db")), places=ROOMS) as running:
        await to_holders(running)
        before = line(running, "overleg").value
        running.app.screen.query_one("#wizard--other_overleg", Button).press()
        await running.settle()
        assert line(running, "overleg").value != before


async def test_leaving_asks_and_makes_nothing(open_app: OpenApp, tmp_path: Path) -> None:
    """Esc asks once something was filled in; after a yes Ontgrendelen is there and no file."""
    async with open_app(launch=Launch(store=str(tmp_path / "nieuw.db")), places=ROOMS) as running:
        await running.click("#new")
        await running.type("Halve kluis")
        await running.press("escape")
        await running.click("#no")
        assert running.shows(WizardScreen)
        await running.press("escape")
        await running.click("#yes")
        assert running.shows(UnlockScreen)
        assert not (tmp_path / "nieuw.db").exists()


@pytest.mark.parametrize(
    "typed,same", [("ab0c1", True), (" AB0 C1", True), ("ABOCI", True), ("AB0C2", False), ("", False)]
)
def test_a_group_is_read_as_forgivingly_as_the_code_itself(typed: str, same: bool) -> None:
    """Case, spaces, O for 0 and I for 1 do not matter; another sign does."""
    assert same_group(typed, "AB0C1") is same


def test_the_word_list_gives_twelve_bits_a_word() -> None:
    """4096 different words of four to eight letters, and no two one typing error apart."""
    words = word_list()
    assert len(set(words)) == len(words) == LIST_LENGTH
    assert all(4 <= len(word) <= 8 and word.isascii() and word.islower() and word.isalpha() for word in words)
    gaps = Counter(word[:place] + "." + word[place + 1 :] for word in words for place in range(len(word)))
    assert max(gaps.values()) == 1
    shorter = {word[:place] + word[place + 1 :] for word in words for place in range(len(word))}
    assert shorter.isdisjoint(words)
    swapped = {
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for word in words
        for place in range(len(word) - 1)
        if word[place] != word[place + 1]
    }
    assert swapped.isdisjoint(words)


def test_a_proposed_wachtzin_is_six_words_by_chance_and_never_weak() -> None:
    """Each word is chosen on its own from the whole list."""
    seen: list[int] = []

    def last(words: object) -> str:
        assert isinstance(words, tuple)
        seen.append(len(words))
        return str(words[-1])

    assert propose(last).split() == [word_list()[-1]] * 6
    assert seen == [LIST_LENGTH] * 6
    assert weakness(propose()) == ""
