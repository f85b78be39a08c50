"""A backup of a kluis in which work was done, on each database."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from db.backup.making import Made, make_backup
from db.store import Store
from tests.db.conftest import Original
from tests.db.raw import Scene

README = "Lees mij.\n"


@dataclass(frozen=True)
class Kept:
    """A kluis, its backup, and what founding made."""

    store: Store
    made: Made
    original: Original

    @property
    def path(self) -> Path:
        """Where the backup is."""
        return self.made.path


@pytest.fixture
def kept(scene: Scene, original: Original, tmp_path: Path) -> Kept:
    """A backup, made by the aandachtsfunctionaris."""
    return Kept(scene.store, make_backup(scene.store, tmp_path / "lopik.mhbackup", README), original)
