"""A new kluis with two series: choosing between them, agendas without a case, and a kluis that can only be read."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.founding import found_store
from db.records.meeting import Series, SeriesKind
from keys.passphrase import FLOOR_POLICY
from mhtui.places import Place
from mhtui.screens.agenda import AgendaScreen
from mhtui.screens.meeting import MeetingScreen
from tests.screens.conftest import OpenApp, unlock
from tests.screens.overleg.conftest import AGENDA, HERE
from tests.screens.overleg.meetings import SetClock, founding

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Founded and never used."""
    path = tmp_path_factory.mktemp("reeksen") / "kluis" / "kluis.db"
    (local,) = founding().series
    drieluik = Series(name="Drieluik Drenthe", kind=SeriesKind.DRIELUIK, first_on=date(2026, 12, 25), every_days=28)
    both = replace(founding(), series=(local, drieluik))
    found_store(str(path), both, clock=SetClock(MORNING), policy=FLOOR_POLICY).store.close()
    return path


async def test_a_choice_between_two_series(open_app: OpenApp) -> None:
    """The one that meets first is shown; `r` chooses the other; a meeting on a holiday is pointed at."""
    async with open_app("aandachtsfunctionaris", places=AGENDA, at=SetClock(MORNING)) as running:
        assert "Lokaal ondermijningsoverleg" in running.text
        assert "woensdag 25 november · over 3 dagen · gepland" in running.text
        await running.press("r")
        assert "Welke reeks?" in running.text
        assert "Lokaal ondermijningsoverleg · woensdag 25 november" in running.text
        await running.press("down", "enter")
        assert "Drieluik Drenthe" in running.text
        assert "▲ 25-12-2026 is eerste kerstdag" in running.text
        screen = running.app.screen
        assert isinstance(screen, AgendaScreen)
        screen.load()
        await running.settle()
        assert "Drieluik Drenthe" in running.text


async def test_an_agenda_without_a_case_says_what_to_do(open_app: OpenApp) -> None:
    """The fixed items stand there; a line says how a case comes on it; nothing to choose is not offered."""
    async with open_app("overleg", places=AGENDA, at=SetClock(MORNING)) as running:
        assert "Er staat nog geen casus op de agenda. Met c zet u er een op." in running.text
        assert "4  Acties vorige keer" in running.text
        screen = running.app.screen
        assert isinstance(screen, AgendaScreen)
        assert screen.can("agenda.series") is False
        await running.press("e")
        assert "Er is nog geen eerder overleg." in running.text


async def test_an_overleg_without_a_case_runs(open_app: OpenApp) -> None:
    """Opening, notes and closing work; there are no minutes left to count."""
    async with open_app("overleg", places=HERE, at=SetClock(MORNING.replace(day=25))) as running:
        await running.hurry("on", "alleen een mededeling", "enter", "escape")
        assert "✎ alleen een mededeling" in running.text
        assert "nog" not in running.text.partition("Aanwezig 0")[2].splitlines()[0]


@pytest.mark.parametrize("places", [AGENDA, HERE])
async def test_a_kluis_that_can_only_be_read(open_app: OpenApp, places: tuple[Place, ...]) -> None:
    """Nothing can be planned: it says so, and no error stands in the way."""
    async with open_app(at=SetClock(MORNING), places=places) as running:
        store = running.app.session._store
        assert store is not None
        store.read_only = True
        await unlock(running, "overleg")
        assert "kan alleen gelezen worden" in running.text
        assert isinstance(running.app.screen, AgendaScreen | MeetingScreen)
