"""Importeren: real forms, one by one or a whole folder; what is refused is told and not kept."""

import shutil
from pathlib import Path

import pytest
from textual.widgets import DirectoryTree, Input

from mhtui.places import PLACES
from mhtui.screens.importing import STOPPED, ImportScreen, take_in
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.progress import Report
from mhtui.widgets.dialog import Told
from tests.screens.casefiles import as_af, shown
from tests.screens.conftest import Desktop, OpenApp, Running

HERE = tuple(place for place in PLACES if place.name == "overview")
AF = "aandachtsfunctionaris"
SAMPLES = Path(__file__).parents[1] / "forms" / "samples"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test alone."""
    folder = tmp_path / "thuis"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


async def hand_in(running: Running, path: Path) -> None:
    """Type a path and press enter."""
    if not running.shows(ImportScreen):
        await running.press("i")
    shown(running, ImportScreen).query_one("#import--path", Input).value = str(path)
    await running.press("enter")


async def test_a_form_comes_in(open_app: OpenApp, desktop: Desktop) -> None:
    """Told with its number, on the board at once, and whole in the kluis."""
    async with open_app(AF, places=HERE) as running:
        await hand_in(running, SAMPLES / "a_alineas.docx")
        shown(running, Told)
        assert "✓ a_alineas.docx  S-2026-001" in running.text
        await running.press("enter")
        shown(running, OverviewScreen)
        assert "S-2026-001" in running.text
    with as_af(desktop) as desk:
        (signal,) = desk.store.signals.all()
        assert [person.name for person in signal.opened.persons] == ["Katarzyna Wiśniewska", "Marek Nowak"]


async def test_a_folder_with_good_and_bad(open_app: OpenApp, desktop: Desktop, home: Path) -> None:
    """Each by itself: what is good stays, what is refused says why, the same content is known by its number."""
    for name in ("a_alineas.docx", "a_plat.txt", "leeg.docx", "niet_ingevuld.docx", "b_mail.eml"):
        shutil.copy(SAMPLES / name, home / name)
    (home / "plaatje.png").write_bytes(b"geen formulier")
    async with open_app(AF, places=HERE, size=(80, 24)) as running:
        await hand_in(running, home)
        told = "\n".join(text for _, text in shown(running, Told)._lines)
    assert "✓ a_alineas.docx  S-2026-001" in told
    assert "▲ a_plat.txt: " in told
    assert "▲ leeg.docx: Het bestand is leeg: er staat niets in." in told
    assert "▲ niet_ingevuld.docx: Het formulier is niet ingevuld" in told
    assert "niet hadden voorzien" not in told
    assert "plaatje" not in told
    with as_af(desktop) as desk:
        assert desk.store.signals.count() == len(("a_alineas", "b_mail"))


async def test_nothing_there(open_app: OpenApp, desktop: Desktop, home: Path) -> None:
    """A path that is wrong and an empty folder are told in the box, which stays open; esc goes back."""
    async with open_app(AF, places=HERE, size=(60, 20)) as running:
        await hand_in(running, home / "weg.docx")
        assert "is er niet" in running.text
        await hand_in(running, home)
        assert "In deze map staan geen formulieren." in running.text
        await running.press("escape")
        shown(running, OverviewScreen)
    with as_af(desktop) as desk:
        assert desk.store.signals.count() == 0


async def test_picking_with_the_mouse(open_app: OpenApp, desktop: Desktop, home: Path) -> None:
    """A click on a file puts it in the line; the button takes it in."""
    shutil.copy(SAMPLES / "a_plat.txt", home / "formulier.txt")
    async with open_app(AF, places=HERE) as running:
        await running.press("i")
        await running.pilot.click("#import--tree", offset=(8, 1))
        await running.settle()
        assert shown(running, ImportScreen).query_one("#import--path", Input).value.endswith("formulier.txt")
        await running.click("#import--yes")
        assert "1 van 1 overgenomen" in running.text
    with as_af(desktop) as desk:
        assert desk.store.signals.count() == 1


def test_stopping_halfway(desktop: Desktop) -> None:
    """What was taken in stays and is told; the others say that nobody came to them."""
    with as_af(desktop) as desk:

        def post(_message: object) -> None:
            if desk.store.signals.count():
                report.stop()

        report = Report(post)
        files = [SAMPLES / name for name in ("a_alineas.docx", "b_mail.eml", "b_tabel.docx")]
        taken = take_in(desk, files, report)
        assert [one.number for one in taken] == ["S-2026-001", "S-2026-002", ""]
        assert taken[-1].words == STOPPED
        assert desk.store.signals.count() == len(files) - 1


def _throw_away(folder: Path) -> None:
    folder.rmdir()


@pytest.mark.parametrize("gone", ["before", "after"])
async def test_an_account_without_a_folder(gone: str, open_app: OpenApp, home: Path) -> None:
    """The line holds what was typed and nothing else; the tree begins where there is something to see."""
    if gone == "before":
        _throw_away(home)
    async with open_app(AF, places=HERE) as running:
        await running.press("i")
        screen = shown(running, ImportScreen)
        tree = screen.query_one(DirectoryTree)
        if gone == "after":
            _throw_away(home)
            await tree.reload()
            tree.root.collapse()
            tree.root.expand()
        assert (tree.path == home) == (gone == "after")
        await running.settle()
        await running.press(*"nieuw")
        assert screen.query_one("#import--path", Input).value == "nieuw"


async def test_the_folder_of_somebody_who_is_not_there(open_app: OpenApp) -> None:
    """A typing error behind a tilde is a path that is not there, and ends nothing."""
    async with open_app(AF, places=HERE) as running:
        await hand_in(running, Path("~niemandhier") / "formulier.docx")
        assert "is er niet" in running.text
