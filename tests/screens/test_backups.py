"""Back-up in Beheer: made, checked, drilled, cleared away, on every size; and what is said when that fails."""

from pathlib import Path

import pytest
from textual.widgets import Input

from mhtui.casework.backups import keep
from mhtui.casework.intake import register
from mhtui.places import PLACES
from mhtui.screens import backup_lines
from mhtui.screens.backup_box import BackupBox
from mhtui.screens.backups import BackupScreen
from mhtui.screens.problem import ProblemDialog
from mhtui.widgets.dialog import Confirm, Told
from mhtui.widgets.field import Field
from mhtui.widgets.table import PagedTable
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp, Running, TakePicture

HERE = tuple(place for place in PLACES if place.name == "office")
AF = "aandachtsfunctionaris"
each_size = pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=["120x40", "80x24", "60x20"])


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that back-ups come in."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def choose(desktop: Desktop, folder: Path, count: int = 12) -> None:
    """Let the settings of this computer name a folder."""
    desktop.places.config.mkdir(parents=True, exist_ok=True)
    desktop.places.settings_file.write_text(f'{{"backup_map": "{folder}", "backups_bewaren": {count}}}')


def lay(desktop: Desktop, folder: Path, *names: str) -> None:
    """A signal, and back-ups of these names."""
    with as_af(desktop) as desk:
        register(desk, form())
        for name in names:
            keep(desk, folder / f"{name}.mhbackup")


def rows(running: Running) -> list[tuple[str, ...]]:
    """What stands in the list."""
    table = shown(running, BackupScreen).query_one("#backups--rows", PagedTable)
    return [table.row_text(place) for place in range(table.rows_shown)]


def there(folder: Path) -> list[str]:
    """The names of what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def told(running: Running) -> str:
    """Everything that was said beside the screen."""
    return " ".join(each.message for each in running.app._notifications)


async def test_the_first_one_asks_where(open_app: OpenApp, desktop: Desktop, stick: Path) -> None:
    """A folder that is not there is told beside its field; the next time it is remembered."""
    async with open_app(AF, places=HERE) as running:
        await running.press("7", "u")
        assert "Nog geen back-up" in running.text
        assert "mhtui backup terugzetten" in running.text
        await running.press("n")
        box = shown(running, BackupBox)
        box.query_one("#backup--folder Input", Input).value = str(stick / "nergens")
        box.query_one("#backup--days Input", Input).value = "0"
        await running.press("f10")
        assert box.query_one("#backup--days", Field).complaint
        box.query_one("#backup--days Input", Input).value = "14"
        await running.press("f10")
        assert "Deze map is er niet" in box.query_one("#backup--folder", Field).complaint
        box.query_one("#backup--folder Input", Input).value = str(stick)
        await running.press("f10")
        assert [row[4] for row in rows(running)] == ["nog niet geoefend"]
        assert "Back-up gemaakt" in told(running)
        assert "back-up 0 d" in running.text
        await running.press("m")
        assert shown(running, BackupBox).query_one("#backup--folder Input", Input).value == str(stick)
    assert len(there(stick)) == 1
    assert '"backup_na_dagen": 14' in desktop.places.settings_file.read_text(encoding="utf-8")


async def test_checked_and_drilled(open_app: OpenApp, desktop: Desktop, stick: Path) -> None:
    """The list says which; a drill stands in the logboek too."""
    lay(desktop, stick, "een")
    choose(desktop, stick)
    async with open_app(AF, places=HERE) as running:
        await running.press("7", "u", "c")
        shown(running, Told)
        assert "De back-up klopt" in running.text
        await running.press("escape")
        assert [row[4] for row in rows(running)] == ["gecontroleerd"]
        await running.press("o")
        shown(running, Told)
        assert "De oefening is gelukt" in running.text
        await running.press("escape")
        assert [row[4] for row in rows(running)] == ["terugzetten geoefend"]


async def test_a_damaged_one_is_told_and_counts_no_more(open_app: OpenApp, desktop: Desktop, stick: Path) -> None:
    """What happened, and what to do; the one before it is the newest good one."""
    lay(desktop, stick, "een", "twee")
    raw = bytearray((stick / "twee.mhbackup").read_bytes())
    raw[len(raw) // 2] ^= 1
    (stick / "twee.mhbackup").write_bytes(raw)
    choose(desktop, stick)
    async with open_app(AF, places=HERE) as running:
        await running.press("7", "u", "home", "c")
        shown(running, ProblemDialog)
        assert "Back-up beschadigd" in running.text
        await running.press("escape")
        assert [row[4] for row in rows(running)] == ["beschadigd, of geen back-up", "nog niet geoefend"]


async def test_old_ones_go_after_a_question(open_app: OpenApp, desktop: Desktop, stick: Path) -> None:
    """Asked after a good new one, and with `v`; a no leaves everything."""
    lay(desktop, stick, "een", "twee")
    choose(desktop, stick, 2)
    async with open_app(AF, places=HERE) as running:
        await running.press("7", "u", "v")
        assert "Er is niets op te ruimen" in told(running)
        await running.press("n")
        shown(running, Confirm)
        assert "een.mhbackup: " in running.text
        assert "twee.mhbackup: " not in running.text
        await running.press("escape")
        assert len(there(stick)) == 3
        await running.press("v")
        await running.click("#yes")
        assert "1 oude back-up is vernietigd" in told(running)
        assert len(rows(running)) == 2
    assert "een.mhbackup" not in there(stick)


async def test_a_stick_that_is_not_there(open_app: OpenApp, desktop: Desktop, stick: Path) -> None:
    """What the logboek knows stands there; making one fails in words, and nothing is made elsewhere."""
    lay(desktop, stick, "een")
    choose(desktop, stick.with_name("weg"))
    async with open_app(AF, places=HERE) as running:
        await running.press("7", "u")
        assert "Deze map is er nu niet" in running.text
        assert [row[4] for row in rows(running)] == ["niet in deze map"]
        await running.press("n")
        shown(running, ProblemDialog)
        await running.press("escape")
        shown(running, BackupScreen)
    assert there(stick) == ["een.mhbackup"]


@each_size
def test_the_list(
    picture: TakePicture, desktop: Desktop, stick: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in a folder, the newest above, and how to put one back; age makes no two files of the same size."""
    monkeypatch.setattr(backup_lines, "size_of", lambda _: "90 kB")
    lay(desktop, stick, "een", "twee")
    (stick / "brief.mhbackup").write_text("Geachte heer,")
    choose(desktop, stick)

    async def steps(running: Running) -> None:
        await running.press("7", "u")
        running.app.screen.query_one("#backups--folder").update("Map: /media/stick")  # type: ignore[attr-defined] # the folder of a test has another name each time

    assert picture(steps, role=AF, size=size, places=HERE)


@each_size
def test_nothing_yet(picture: TakePicture, size: tuple[int, int]) -> None:
    """What to do first."""

    async def steps(running: Running) -> None:
        await running.press("7", "u")

    assert picture(steps, role=AF, size=size, places=HERE)
