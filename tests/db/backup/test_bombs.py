"""Hostile files cost nothing: refused within a second and 200 MB, measured in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.counting import Tell
from tests.db.backup.bombs import BOMBS
from tests.keys.test_bombs import MOST_KIB, MOST_SECONDS


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_costs_nothing(name: str, tmp_path: Path, tell: Tell) -> None:
    """Made by one process, opened by another; and nothing comes out of it beside the file."""
    command = [sys.executable, "-m", "tests.db.backup.bombs", name, str(tmp_path / "bom.mhbackup")]
    subprocess.run(command, timeout=60, check=True)
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    said = json.loads(done.stdout)
    assert said["said"] in {"NotABackup", "BackupDamaged"}
    assert said["seconds"] < MOST_SECONDS
    assert said["kib"] < MOST_KIB
    tell(6, "hostile files, each refused in a second and 200 MB", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["bom.mhbackup"]
    (tmp_path / "bom.mhbackup").unlink()
