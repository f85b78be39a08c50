"""A kluis whose overleg is today, by the clock of the computer: the real program knows no other."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.founding import found_store
from db.records.meeting import Series, SeriesKind
from keys.directory import Kind, Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from mhtui.casework import agenda, planning
from mhtui.session import system_clock
from mhtui.settings import Places
from tests.screens.overleg.meetings import FUNCTIONS, Round, add_case, founding, give_free, keys_of
from tests.screens.remembered import remember
from tests.terminal.screen import Terminal, environment

Launch = Callable[..., Terminal]


@pytest.fixture(scope="session")
def founded_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; an overleg every day, so that midnight changes nothing. Zwaluw is on its agenda."""
    path = tmp_path_factory.mktemp("vandaag") / "kluis" / "kluis.db"
    path.parent.mkdir(mode=0o700)
    today = system_clock().date()
    daily = Series(
        name="Lokaal ondermijningsoverleg", kind=SeriesKind.LOCAL, first_on=today, every_days=1, functions=FUNCTIONS
    )
    wanted = replace(founding(), series=(daily,), figure_years=(today.year,))
    store = found_store(str(path), wanted, clock=system_clock, policy=FLOOR_POLICY).store
    office = Round(store, store.place(Kind.OVERLEG).id)
    case = add_case(office, "Zwaluw", "crimineel")
    give_free(office, case)
    agenda.put_case(office.desk, planning.next_meeting(office.desk, office.place).id, case.id)
    store.close()
    return path


@pytest.fixture(scope="session")
def table_today(founded_today: Path) -> HolderKeys:
    """What the wachtzin of the overleg opens in it; worked out once."""
    return keys_of(founded_today, Role.OVERLEG)


@pytest.fixture
def kluis(founded_today: Path, tmp_path: Path) -> Path:
    """A kluis of this test alone."""
    path = tmp_path / "data" / "kluis.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(founded_today, path)
    path.chmod(0o600)
    folder = environment(tmp_path)
    places = Places(Path(folder["XDG_CONFIG_HOME"]) / "mhtui", Path(folder["XDG_DATA_HOME"]) / "mhtui", tmp_path)
    remember(places, path, system_clock)
    return path


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    """Start the program; whatever still runs at the end is ended."""
    started: list[Terminal] = []

    def start(*arguments: str, size: tuple[int, int] = (120, 40), module: str = "mhtui") -> Terminal:
        started.append(Terminal(arguments, tmp_path, size, module))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()
