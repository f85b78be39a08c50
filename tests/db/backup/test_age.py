"""The standard `age` program opens what is inside, as LEESMIJ.txt tells; where there is none this says so, loudly."""

import shutil
import subprocess
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from keys.bech32 import identity
from keys.holder import HolderKeys
from tests.db.backup.conftest import Kept
from tests.db.backup.forging import opened

_AGE = shutil.which("age")
NO_AGE = "THE STANDARD age PROGRAM IS NOT HERE: nothing shows that a backup opens without us (Debian: apt install age)"


@pytest.mark.skipif(_AGE is None, reason=NO_AGE)
def test_age_opens_what_is_inside(kept: Kept, tmp_path: Path) -> None:
    """With the line of the herstelblad and two programs that are not ours."""
    folder = tmp_path / "uitgepakt"
    with zipfile.ZipFile(kept.path) as archive:
        archive.extractall(folder)
    key = folder / "sleutel.txt"
    key.write_text(identity(HolderKeys.from_recovery(kept.original.code).backup_secret) + "\n")
    command = [str(_AGE), "--decrypt", "--identity", key.name, "--output", "store.jsonl", "store.jsonl.age"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert (folder / "store.jsonl").read_bytes() == b"".join(opened(kept.path, kept.store.open_ring))


@pytest.mark.skipif(_AGE is None, reason=NO_AGE)
def test_age_refuses_another_key(kept: Kept, tmp_path: Path) -> None:
    """Or opening it would prove nothing."""
    with zipfile.ZipFile(kept.path) as archive:
        archive.extract("store.jsonl.age", tmp_path)
    key = tmp_path / "sleutel.txt"
    key.write_text(identity(HolderKeys.generate().backup_secret) + "\n")
    command = [str(_AGE), "--decrypt", "--identity", str(key), str(tmp_path / "store.jsonl.age")]
    done = subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")


def test_the_readme_says_what_the_test_does() -> None:
    """The commands that are tried here are those that somebody reads in the backup."""
    readme = files("mhtui").joinpath("data", "LEESMIJ.txt").read_text(encoding="utf-8")
    assert "age --decrypt --identity sleutel.txt --output store.jsonl store.jsonl.age" in readme
    assert "unzip BESTAND" in readme
