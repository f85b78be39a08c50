"""Keys in Beheer: given, taken back, renewed, handed over; what the store holds after, and what is said on the way."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from db.replay import check_store
from db.store import open_store
from db.turning import renew_sheet, revoke
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from keys.recovery import print_code
from mhtui.casework.words import word_list
from mhtui.places import PLACES
from mhtui.screens.handover_box import HandoverBox
from mhtui.screens.keyring_forms import ChangeWords, GiveKey
from mhtui.screens.office import OfficeScreen
from mhtui.screens.unlock import UnlockScreen
from mhtui.screens.wizard_sheet import SheetScreen
from mhtui.widgets.dialog import Confirm, Told
from mhtui.widgets.field import Choice, Field
from mhtui.widgets.table import PagedTable
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, Running, TakePicture, clock

WITH_OFFICE = tuple(place for place in PLACES if place.name == "office")
_AF = "aandachtsfunctionaris"
_WORDS = "haven kompas zeilboot wolken"


def _fill(running: Running, name: str, text: str) -> None:
    running.app.screen.query_one(f"#keys--{name} Input", Input).value = text


def _complaint(running: Running, name: str) -> str:
    return running.app.screen.query_one(f"#keys--{name}", Field).complaint


def _labels(desktop: Desktop) -> set[str]:
    store = open_store(str(desktop.store), clock=clock)
    found = {holder.label for holder in store.holders()}
    store.close()
    return found


def _opens(desktop: Desktop, label: str, words: str) -> bool:
    store = open_store(str(desktop.store), clock=clock)
    try:
        store.unlock(next(each.id for each in store.holders() if each.label == label), words, policy=FLOOR_POLICY)
        return all(not row.is_sealed for row in store.labels.all()) or store.role is not Role.AF
    finally:
        store.close()


def _code(desktop: Desktop) -> str:
    """Make a herstelblad whose code this test knows."""
    store = open_store(str(desktop.store), clock=clock)
    store.unlock(store.holders()[0].id, PASSPHRASES[_AF], policy=FLOOR_POLICY)
    code = print_code(renew_sheet(store))
    store.close()
    return code


async def test_a_key_is_given(open_app: OpenApp, desktop: Desktop) -> None:
    """With a proposed wachtzin that is said to be strong; without a role it says so."""
    async with open_app(_AF, places=WITH_OFFICE) as running:
        await running.press("7", "n")
        assert running.shows(GiveKey)
        words = running.app.screen.query_one("#keys--words Input", Input).value
        assert len(words.split()) == 6
        assert "sterk" in str(running.app.screen.query_one("#words--strength", Static).content)
        await running.press("f10")
        assert _complaint(running, "role") == "Kies een rol."
        running.app.screen.query_one(Choice).value = "fg"
        _fill(running, "words", "welkom01")
        await running.press("f10")
        assert "te kort" in _complaint(running, "words")
        assert "zwak" in str(running.app.screen.query_one("#words--strength", Static).content)
        await running.click("#words--other")
        words = running.app.screen.query_one("#keys--words Input", Input).value
        await running.press("f10")
        assert running.shows(OfficeScreen)
        assert "Functionaris gegevens" in running.text
    assert _opens(desktop, "Functionaris gegevensbescherming", words)
    assert check_store(str(desktop.store)).sound


async def test_a_key_is_taken_back(open_app: OpenApp, desktop: Desktop) -> None:
    """After a question; one's own and the herstelblad's are not."""
    async with open_app(_AF, places=WITH_OFFICE, toasts=True) as running:
        await running.press("7", "i")
        assert running.shows(OfficeScreen)
        running.app.screen.query_one("#office--holders", PagedTable).move_to_row(1)
        await running.settle()
        await running.press("i")
        assert running.shows(Confirm)
        await running.click("#yes")
        assert running.shows(OfficeScreen)
        assert "Overleg (vertrokken)" in running.text
    assert _labels(desktop) == {"Aandachtsfunctionaris", "Ketenregisseur"}
    assert check_store(str(desktop.store)).sound


async def test_everything_gets_new_keys(open_app: OpenApp, desktop: Desktop) -> None:
    """The session works on, and the wachtzin stays."""
    async with open_app(_AF, places=WITH_OFFICE) as running:
        await running.press("7", "r")
        await running.click("#yes")
        await running.press("l")
        assert "alle sleutels vernieuwd" in running.text
    assert _opens(desktop, "Aandachtsfunctionaris", PASSPHRASES[_AF])


async def test_a_wachtzin_is_changed(open_app: OpenApp, desktop: Desktop) -> None:
    """Not without the one of now."""
    async with open_app(_AF, places=WITH_OFFICE) as running:
        await running.press("7", "w")
        assert running.shows(ChangeWords)
        _fill(running, "words", _WORDS)
        _fill(running, "now", "een heel andere zin")
        await running.press("f10")
        assert _complaint(running, "now") == "Dat is niet uw wachtzin van nu."
        _fill(running, "now", PASSPHRASES[_AF])
        await running.press("f10")
        assert running.shows(OfficeScreen)
    assert _opens(desktop, "Aandachtsfunctionaris", _WORDS)


async def test_a_new_herstelblad_is_shown_once(open_app: OpenApp, desktop: Desktop) -> None:
    """And typed back before one goes on."""
    async with open_app(_AF, places=WITH_OFFICE) as running:
        await running.press("7", "h")
        await running.click("#yes")
        screen = running.app.screen
        assert isinstance(screen, SheetScreen)
        screen.query_one("#sheet--check Input", Input).value = "00000"
        await running.click("#done")
        assert running.shows(SheetScreen)
        screen.query_one("#sheet--check Input", Input).value = screen._new.groups[screen._asked].lower()
        await running.click("#done")
        assert running.shows(OfficeScreen)
        assert "Herstelblad 2" in running.text
    assert check_store(str(desktop.store)).sound


async def test_a_handover(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """A mistyped code is named, the successor is seen to open everything, and who leaves is locked out."""
    code, dossier = _code(desktop), tmp_path / "dossier.md"
    async with open_app(_AF, places=WITH_OFFICE, toasts=True) as running:
        await running.press("7", "o")
        assert running.shows(HandoverBox)
        groups = code.split()
        _fill(running, "code", " ".join([("2" if groups[0][0] != "2" else "3") + groups[0][1:], *groups[1:]]))
        _fill(running, "words", _WORDS)
        _fill(running, "dossier", str(dossier))
        await running.press("f10")
        assert "groep 1" in _complaint(running, "code")
        assert not dossier.exists()
        _fill(running, "code", code)
        _fill(running, "dossier", str(dossier.parent / "weg" / "dossier.md"))
        await running.press("f10")
        assert "die map is er niet" in _complaint(running, "dossier")
        _fill(running, "dossier", str(dossier))
        await running.press("f10")
        assert running.shows(Confirm)
        assert "Aandachtsfunctionaris 2 opent" in running.text
        await running.click("#yes")
        assert running.shows(UnlockScreen)
        assert "Laat uw opvolger nu in Beheer een nieuw herstelblad" in " ".join(running.text.split())
        assert running.app.session.role is None
    assert dossier.read_text(encoding="utf-8").startswith("# Overdrachtsdossier")
    assert "Aandachtsfunctionaris" not in _labels(desktop)
    assert _opens(desktop, "Aandachtsfunctionaris 2", _WORDS)
    assert check_store(str(desktop.store)).sound


async def test_a_handover_that_is_stopped(open_app: OpenApp, desktop: Desktop) -> None:
    """Both have a key then, and that is said, with what to do."""
    code = _code(desktop)
    async with open_app(_AF, places=WITH_OFFICE) as running:
        await running.press("7", "o")
        _fill(running, "code", code)
        _fill(running, "words", _WORDS)
        await running.press("f10")
        await running.click("#no")
        assert running.shows(Told)
        assert "heeft een sleutel en u ook" in " ".join(running.text.split())
        await running.press("enter")
        assert running.shows(OfficeScreen)
    assert {"Aandachtsfunctionaris", "Aandachtsfunctionaris 2"} <= _labels(desktop)


async def test_who_lost_the_key_is_locked_out(open_app: OpenApp, desktop: Desktop) -> None:
    """By another program, while the overleg has its screen open."""
    async with open_app("overleg") as running:
        store = open_store(str(desktop.store), clock=clock)
        store.unlock(store.holders()[0].id, PASSPHRASES[_AF], policy=FLOOR_POLICY)
        revoke(store, next(each.id for each in store.holders() if each.role is Role.OVERLEG))
        store.close()
        await asyncio.to_thread(running.app.guard._look)
        await running.settle()
        assert running.shows(UnlockScreen)
        assert running.app.session.role is None


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
@pytest.mark.parametrize("key", ["n", "o"], ids=["geven", "overdragen"])
def test_the_forms(picture: TakePicture, key: str, size: tuple[int, int]) -> None:
    """Approved as a person sees them."""

    async def steps(running: Running) -> None:
        await running.press("7")
        running.app.screen.query_one("#office--fingerprint", Static).update("")  # another one in every kluis
        await running.press(key)
        _fill(running, "words", " ".join(word_list()[::700][:6]))

    assert picture(steps, role=_AF, size=size, places=WITH_OFFICE)
