"""Beheer: holders, logboek and controle, by key and by mouse."""

import sqlite3

from textual.widgets import Input, Static, TabbedContent

from mhtui.places import PLACES, places_for
from mhtui.screens.office import OfficeScreen
from mhtui.screens.oversight_box import OversightBox
from mhtui.widgets.field import Field
from mhtui.widgets.table import PagedTable
from tests.screens.conftest import Desktop, OpenApp

WITH_OFFICE = tuple(place for place in PLACES if place.name == "office")


async def test_holders_and_fingerprint(open_app: OpenApp) -> None:
    """Who opens names is marked; the herstelblad is in the list."""
    async with open_app("aandachtsfunctionaris", places=WITH_OFFICE) as running:
        await running.press("7")
        assert isinstance(running.app.screen, OfficeScreen)
        assert "● Aandachtsfunctionaris" in " ".join(running.text.split())
        assert "Herstelblad" in running.text
        assert "Vingerafdruk van deze kluis" in running.text
        await running.press("enter")
        assert "niet ingevuld" in running.text


async def test_the_logboek_opens_a_line(open_app: OpenApp) -> None:
    """The newest line is on top; enter reads it in full, esc comes back."""
    async with open_app("aandachtsfunctionaris", places=WITH_OFFICE) as running:
        await running.press("7", "l")
        assert running.app.screen.query_one(TabbedContent).active == "log"
        assert running.app.screen.query_one("#office--log", PagedTable).rows_shown >= 1
        await running.press("enter")
        assert "22 november 2026" in running.text
        await running.press("escape")
        assert isinstance(running.app.screen, OfficeScreen)


async def test_controle_says_that_all_is_well(open_app: OpenApp) -> None:
    """On an untouched kluis, by the mouse."""
    async with open_app("aandachtsfunctionaris", places=WITH_OFFICE) as running:
        await running.press("7")
        running.app.screen.query_one(TabbedContent).active = "check"
        await running.settle()
        await running.click("#office--run")
        assert "Alles klopt" in str(running.app.screen.query_one("#office--verdict", Static).content)


async def test_controle_names_the_row(open_app: OpenApp, desktop: Desktop) -> None:
    """An edited row is named, without content."""
    async with open_app("aandachtsfunctionaris", places=WITH_OFFICE) as running:
        with sqlite3.connect(desktop.store) as connection:
            (row,) = connection.execute("SELECT id FROM series").fetchone()
            connection.execute("UPDATE series SET rank = rank + 1")
        connection.close()
        await running.press("7", "c")
        assert "1 ding klopt niet" in running.text
        assert f"reeks {row}" in running.text


async def test_the_report_of_the_fg(open_app: OpenApp, desktop: Desktop) -> None:
    """In a new file; a wrong day, a wrong ending and a file that is there are told beside their field."""
    file = desktop.places.documents / "toezicht.md"
    file.write_text("van iemand anders")
    async with open_app("aandachtsfunctionaris", places=WITH_OFFICE) as running:
        await running.press("7", "t")
        box = running.app.screen
        assert isinstance(box, OversightBox)
        ids = {"since": "oversight--since", "until": "oversight--until", "file": "document--file"}
        line = {name: box.query_one(f"#{each} Input", Input) for name, each in ids.items()}
        line["since"].value, line["file"].value = "ooit", "verslag.pdf"
        await running.press("f10")
        said = [box.query_one(f"#{each}", Field).complaint for each in ids.values()]
        assert [bool(each) for each in said] == [True, False, True]
        line["since"].value, line["file"].value = "1-1-2026", str(file)
        await running.press("f10")
        await running.settle()
        assert "staat al iets" in box.query_one("#document--file", Field).complaint
        assert file.read_text() == "van iemand anders"
        line["file"].value = str(file.with_name("nieuw.md"))
        await running.press("f10")
        await running.settle()
        assert not isinstance(running.app.screen, OversightBox)
    assert file.with_name("nieuw.md").read_text(encoding="utf-8").startswith("# Toezicht op de kluis")


def test_not_for_the_overleg() -> None:
    """What a role may not use is not shown."""
    assert places_for("overleg", WITH_OFFICE) == ()
    assert places_for("fg", WITH_OFFICE) == WITH_OFFICE
