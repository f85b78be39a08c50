"""The zorgcoördinator at the screen: a regional signal from the form and from a file; the figures follow."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Select, TextArea

from db.founding import found_store
from db.newcomer import NewHolder
from db.replay import check_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.figures import year_figures
from mhtui.casework.intake import find_signal
from mhtui.places import places_for
from mhtui.screens.importing import ImportScreen
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.signal import SignalScreen
from mhtui.screens.step_form import StepForm
from tests.screens.casefiles import as_role, shown
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, clock, founding

ZORG = "zorgcoordinator"
_FORM = "Datum melding: 20-11-2026\nNaam melder: Wietske Nijenboer\nToelichting signaal\nEen auto voor de loods.\n"


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kluis of a region with a zorgcoördinator; copy it, never open it."""
    path = tmp_path_factory.mktemp("region") / "kluis.db"
    plain = founding()
    holders = (*plain.holders, NewHolder(Role.ZORG, "Zorgcoördinator", PASSPHRASES[ZORG]))
    region = replace(plain, holders=holders, municipality="Drenthe", municipalities=("Assen", "Emmen"))
    found_store(str(path), region, clock=clock, policy=FLOOR_POLICY).store.close()
    return path


def counted(desktop: Desktop, role: str) -> list[tuple[str, int]]:
    """Return what the figures of this year say of each form, for a role."""
    with as_role(desktop, role) as desk:
        return [(row.label, row.count) for row in year_figures(desk, 2026).tables[0].rows if row.count]


async def test_a_regional_signal_is_kept_and_counted(open_app: OpenApp, desktop: Desktop) -> None:
    """Typed, kept, corrected and followed by a step; counted once, the same for both who see figures."""
    async with open_app(ZORG, size=(80, 24)) as running:
        shown(running, OverviewScreen)
        assert "figures" not in {place.name for place in places_for(ZORG)}
        await running.press("n")
        screen = shown(running, SignalScreen)
        screen.query_one(TextArea).text = "Een meisje zit al weken in de opvang te wachten."
        screen.query_one("#exploitation_form--choice", Select).value = "seksueel"
        await running.press("f10")
        assert counted(desktop, "ketenregisseur") == [("seksuele uitbuiting", 1)]
        screen = shown(running, SignalScreen)
        screen.query_one("#exploitation_form--choice", Select).value = "arbeid"
        await running.press("f10")
        assert counted(desktop, "ketenregisseur") == [("arbeidsuitbuiting", 1)]
        await running.press("f8")
        shown(running, StepForm)
        await running.press("escape", "escape")
        shown(running, OverviewScreen)
        assert "S-2026-001" in running.text
    assert counted(desktop, "aandachtsfunctionaris") == counted(desktop, "ketenregisseur")
    with as_role(desktop, ZORG) as desk:
        assert find_signal(desk, "S-2026-001").opened.exploitation_form == "arbeid"
    assert check_store(str(desktop.store)).findings == ()


async def test_a_regional_form_comes_in(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """From a file, by Importeren."""
    path = tmp_path / "formulier.txt"
    path.write_text(_FORM)
    async with open_app(ZORG, size=(80, 24)) as running:
        await running.press("i")
        shown(running, ImportScreen)
        await running.type(str(path))
        await running.press("enter")
        assert "S-2026-001" in running.text
    assert counted(desktop, "ketenregisseur") == counted(desktop, "aandachtsfunctionaris") == [("onbekend", 1)]
