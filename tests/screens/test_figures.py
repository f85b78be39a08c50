"""Jaarcijfers: one year, all years, the bars, and a file that is never overwritten."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from db.office import figures_place
from db.records.office import Fact
from db.roles import Deed
from db.store import open_store
from keys.passphrase import FLOOR_POLICY
from mhtui.places import PLACES
from mhtui.screens.figures import BAR, FiguresScreen, bar
from mhtui.widgets.table import PagedTable
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, clock

FIGURES = tuple(place for place in PLACES if place.name == "figures")


@pytest.fixture
def counted(desktop: Desktop) -> Desktop:
    """A kluis with the facts of two years: 7 seksueel in 2025; 3 arbeid in 2026."""
    store = open_store(str(desktop.store), clock=clock)
    af = next(holder for holder in store.holders() if holder.role == "aandachtsfunctionaris")
    store.unlock(af.id, PASSPHRASES["aandachtsfunctionaris"], policy=FLOOR_POLICY)
    for year, form, number in ((2025, "seksueel", 7), (2026, "arbeid", 3)):
        place = figures_place(store, year)
        with store.unit(Deed.SIGNAL_ADDED) as unit:
            for _ in range(number):
                month = date(year, 3, 1).isoformat()[:7]
                fact = Fact(month=month, exploitation_form=form, municipality="Lopik", reporter_kind="onbekend")
                unit.add(store.facts, fact, compartment=place)
    store.close()
    return desktop


def test_bars() -> None:
    """The longest fills the width, a single one is still seen, nothing is nothing."""
    assert bar(7, 7) == "█" * BAR
    assert bar(1, 1000) == "▏"
    assert bar(0, 7) == ""
    assert len(bar(3, 6)) == BAR // 2


async def test_a_year_and_the_year_before(open_app: OpenApp, counted: Desktop) -> None:
    """The newest year opens; the arrow goes back, and no further than there are years."""
    del counted
    async with open_app("aandachtsfunctionaris", places=FIGURES) as running:
        assert "Jaarcijfers 2026" in running.text
        assert "arbeidsuitbuiting" in running.text
        assert "topje van de ijsberg" in running.text
        assert "▲ Aantallen van 1 tot en met 4" in running.text
        await running.press("left")
        assert "Jaarcijfers 2025" in running.text
        assert "7 signalen" in running.text
        await running.press("left")
        assert "Jaarcijfers 2025" in running.text
        await running.press("right")
        assert "Jaarcijfers 2026" in running.text


async def test_year_on_year(open_app: OpenApp, counted: Desktop) -> None:
    """All years side by side, the running one marked; the same for the ketenregisseur."""
    del counted
    async with open_app("ketenregisseur", places=FIGURES) as running:
        await running.press("j")
        table = running.app.screen.query_one("#figures--beside", PagedTable)
        assert [column.label for column in table.columns_shown] == ["", "2025", "2026*"]
        assert table.row_text(table.rows_shown - 1) == ("totaal", "7", "3")
        await running.press("j")
        assert not running.app.screen.query_one("#figures--years").display


async def test_export_never_overwrites(open_app: OpenApp, counted: Desktop, tmp_path: Path) -> None:
    """A file that is there stays; another name is written, for the owner only."""
    del counted
    there = tmp_path / "cijfers.csv"
    there.write_text("van iemand anders")
    async with open_app("aandachtsfunctionaris", places=FIGURES) as running:
        await running.press("e")
        line = running.app.screen.query_one("#export--path", Input)
        line.value = str(there)
        await running.press("enter")
        assert "Daar staat al iets" in running.text
        line.value = str(tmp_path / "nieuw.doc")
        await running.press("enter")
        assert "eindigen op .csv" in running.text
        line.value = str(tmp_path / "nieuw.csv")
        await running.press("enter")
        assert isinstance(running.app.screen, FiguresScreen)
    assert there.read_text() == "van iemand anders"
    assert "uitbuitingsvorm,arbeidsuitbuiting,3,signaal" in (tmp_path / "nieuw.csv").read_text()
    assert (tmp_path / "nieuw.csv").stat().st_mode & 0o777 == 0o600


async def test_without_figures(open_app: OpenApp) -> None:
    """An empty kluis says what to do, and no key is offered that can do nothing."""
    async with open_app("aandachtsfunctionaris", places=FIGURES, size=(80, 24)) as running:
        assert "Nog geen cijfers" in running.text
        assert "Exporteren" not in running.text
