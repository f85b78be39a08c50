"""The command line in the process of the test, as the roles of the demonstration, with their wachtzinnen at hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from keys.passphrase import FLOOR_POLICY
from mhtui.cli.call import World
from mhtui.cli.entry import main
from mhtui.settings import Places
from tests.db.conftest import (  # noqa: F401 - pytest finds fixtures by their name in this module
    _copies,
    copy_of,
    original,
    postgres_original,
    postgres_worked,
    scene,
    sqlite_original,
    sqlite_worked,
)
from tests.demonstration import demo_clock

PASSPHRASES = {"Aandachtsfunctionaris": "demo-af", "Overleg": "demo-overleg", "Ketenregisseur": "demo-keten"}


@dataclass(frozen=True)
class Said:
    """What one call gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        """What was written, read as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, object]]:
        """What was written, read as a list of objects."""
        found = self.json
        assert isinstance(found, list)
        assert all(isinstance(each, dict) for each in found)
        return found


Run = Callable[..., Said]


@pytest.fixture
def world(tmp_path: Path, derived_once: None) -> World:
    """A world of this test: its own folders, a clock that stands still, keys at the least cost."""
    del derived_once
    folder = tmp_path / "account"
    return World(
        places=Places(config=folder / "config", data=folder / "data", documents=folder / "documents"),
        clock=demo_clock,
        policy=FLOOR_POLICY,
        ask=lambda who: PASSPHRASES[who],
        terminal=lambda: None,
    )


@pytest.fixture
def run(demo_kluis: Path, world: World, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a copy of the demonstration: `run("overleg", "signalen", "--json")`."""

    def call(role: str, *words: str, kluis: object = demo_kluis, within: World = world) -> Said:
        capsys.readouterr()
        code = main(["--als", role, "--kluis", str(kluis), *words], world=within)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call
