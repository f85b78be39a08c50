"""The demonstration kluis for tests: made once in a test process, copied for each test that asks for it.

Tests that use it belong to one xdist group, so that two workers do not both make it:
`pytestmark = pytest.mark.xdist_group("demo")`.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest

import db.engine
import keys.passphrase
from keys.passphrase import FLOOR_POLICY
from mhtui.demo.kluis import make_demo

DEMO_NOW = datetime(2026, 11, 22, 14, 30, tzinfo=timezone(timedelta(hours=1)))
"""A Sunday, three days before the next local overleg of the demonstration."""


def demo_clock() -> datetime:
    """Stand still at the end of the story."""
    return DEMO_NOW


@pytest.fixture(scope="session")
def derived_once() -> Iterator[None]:
    """Derive each key once: the same wachtzin and salt give the same key, a third of a second later."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys.passphrase, "_stretch", cache(keys.passphrase._stretch))
        yield


@pytest.fixture(scope="session")
def demo_original(tmp_path_factory: pytest.TempPathFactory, derived_once: None) -> Path:
    """The demonstration itself; never to be written."""
    del derived_once
    location = tmp_path_factory.mktemp("demonstration") / "demo.db"
    with pytest.MonkeyPatch.context() as patch:
        # no test pulls the plug of the machine while this is made, as with the PostgreSQL server
        hasty = tuple(line.replace("synchronous=EXTRA", "synchronous=OFF") for line in db.engine._SQLITE_PRAGMAS)
        patch.setattr(db.engine, "_SQLITE_PRAGMAS", hasty)
        make_demo(str(location), clock=demo_clock, policy=FLOOR_POLICY)
    return location


@pytest.fixture
def demo_kluis(demo_original: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration for one test."""
    folder = tmp_path / "demonstration"
    folder.mkdir(mode=0o700)
    location = folder / "demo.db"
    shutil.copyfile(demo_original, location)
    location.chmod(0o600)
    return location
