"""The command line in a process of its own, with an output that is full, closed or too small: a sentence and a code."""

import subprocess
import sys
from pathlib import Path

import pytest

from mhtui.exits import DONE, STORAGE, WRONG_USE

pytestmark = [
    pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full"),
    pytest.mark.xdist_group("demo"),
]


def _started(*arguments: str, redirect: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mhtui", *arguments]
    shell = ["sh", "-c", f'exec "$@" {redirect}', "sh", *command]
    return subprocess.run(shell, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """The wachtzin of the aandachtsfunctionaris in a file."""
    path = tmp_path / "wachtzin"
    path.write_text("demo-af\n")
    path.chmod(0o600)
    return f"--wachtzin-bestand={path}"


@pytest.mark.parametrize("form", ["tabel", "csv", "json"])
def test_figures_on_a_full_disk(demo_original: Path, form: str, secret: str) -> None:
    """In no form."""
    about = ("--kluis", str(demo_original), secret)
    said = _started("jaarcijfers", "2023", "--als-vorm", form, *about, redirect=">/dev/full")
    assert said.returncode == STORAGE
    assert said.stderr.startswith("Wat gevonden is kon niet geschreven worden")


@pytest.mark.parametrize("asked", [("--help",), ("--version",), ("signaal", "importeren", "-h")])
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_help_on_a_full_disk(asked: tuple[str, ...], unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Help that nobody can read is told, also where each line goes out at once."""
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    said = _started(*asked, redirect=">/dev/full")
    assert (said.returncode, said.stderr.count("\n")) == (STORAGE, 1)
    assert said.stderr.startswith("Wat gevonden is kon niet geschreven worden")


def test_no_text_is_not_an_empty_text() -> None:
    """Without standard input there is nothing to look at, and that is not `0 markeringen`."""
    said = _started("afschermen", redirect="<&-")
    assert said.returncode == WRONG_USE
    assert said.stderr.startswith("Er is geen tekst: geef een bestand")


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_output_that_cannot_be_written_is_a_failure_that_is_told(demo_original: Path, form: tuple[str, ...]) -> None:
    """A script that keeps figures on a full disk must not take half a file for a whole one."""
    said = _started("controle", "--kluis", str(demo_original), *form, redirect=">/dev/full")
    assert said.returncode == STORAGE
    assert said.stderr.startswith("Wat gevonden is kon niet geschreven worden")
    assert said.stderr.count("\n") == 1


def test_without_any_output_a_command_still_does_its_work(demo_original: Path) -> None:
    """As under a service manager; nothing is said about a mistake in the program."""
    said = _started("controle", "--kluis", str(demo_original), redirect=">&-")
    assert (said.returncode, said.stderr) == (DONE, "")
