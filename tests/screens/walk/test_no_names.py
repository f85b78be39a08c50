"""What the table can read of a name: nothing, on any screen; and the same walk as the aandachtsfunctionaris finds all.

Reporters and persons with names of their own are planted in every place that is not for the table.
"""

from pathlib import Path
from typing import Final

import pytest

from mhtui.places import places_for
from tests.screens.conftest import Desktop, OpenApp
from tests.screens.walk.outing import stroll
from tests.screens.walk.town import Words, settle
from tests.screens.walk.walker import AF, REGION, TABLE

pytestmark = pytest.mark.slow

SOUGHT: Final = "wendelmo"
TOWN: Final = Words(
    store="Gemeente Lopik",
    series=("Lokaal overleg", "Overleg buitengebied", "Drieluik", "Drieluik zorg"),
    functions=("voorzitter", "wijkagent", "leerplicht"),
    reporters=("Wendelmoet Achterberg", "Quirijn Zandvliet", "Boudewina Hazelhorst", "Floribert Ruysdonck"),
    persons=("Zofia Krzemińska", "Dragoș Albuleț"),
    secret=(
        "Wendelmoet Achterberg zag Zofia Krzemińska aan de Kersenboogerd met Dragoș Albuleț.",
        "Quirijn Zandvliet belde; Boudewina Hazelhorst en Floribert Ruysdonck ook.",
    ),
    told=("Betrokkene A werkt bij Bedrijf 1.", "Betrokkene B brengt Betrokkene A."),
)
PLANTED: Final = frozenset(" ".join([*TOWN.reporters, *TOWN.persons, "Kersenboogerd"]).split())
"""First names and surnames of reporters and persons, and a street."""


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The municipality, made once; copy it, never open it."""
    path = tmp_path_factory.mktemp("names") / "kluis" / "kluis.db"
    path.parent.mkdir(mode=0o700)
    settle(path, TOWN)
    return path


@pytest.mark.parametrize("role", [TABLE, REGION])
async def test_the_table_sees_no_name(role: str, open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """On no screen, in no box, at no place one can scroll to, in no title and no tooltip."""
    gaze = await stroll(role, open_app, desktop, tmp_path, SOUGHT)
    assert gaze.found(PLANTED) == set()
    assert gaze.found(frozenset(TOWN.told)) == set(TOWN.told)
    assert gaze.offered - gaze.used == set()
    assert {place.action.id for place in places_for(role)} <= gaze.used


async def test_the_af_sees_every_name(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """So that the other test can fail: the same walk, with the keys."""
    gaze = await stroll(AF, open_app, desktop, tmp_path, SOUGHT)
    assert gaze.found(PLANTED) == PLANTED
