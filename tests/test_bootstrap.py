"""How a fresh checkout gets its environment, and what `.ci/run` makes of the suite: the two scripts, run for real.

A machine that lacks something is a PATH with only what it has; the suite of `.ci/run` is a Makefile of
a few lines that ends as a suite can end.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make and sh are of POSIX systems")

_TOOLS = ("bash", "cat", "cksum", "dirname", "echo", "grep", "make", "mktemp", "rm", "sh", "tail", "tee", "timeout")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for PATH with the tools every system has, and no Python and no uv."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in _TOOLS:
        found = shutil.which(name)
        assert found is not None, name
        (folder / name).symlink_to(found)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the scripts, a lock and a project file."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return folder


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def _run(*command: str, checkout: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(programs), "HOME": str(checkout), "TMPDIR": str(checkout)}
    return subprocess.run(command, cwd=checkout, env=environment, check=False, capture_output=True, text=True)


def test_without_a_new_python_it_says_which_one_is_needed(checkout: Path, programs: Path) -> None:
    """In both languages, with what to do; a Python that is too old counts as none."""
    _program(programs / "python3", "exit 1  # as an old one answers the question for 3.11")
    done = _run("sh", ".ci/venv", checkout=checkout, programs=programs)
    assert done.returncode == 1
    assert "FOUT: geen Python 3.11 of nieuwer" in done.stderr
    assert "ERROR: no Python 3.11 or newer" in done.stderr
    assert not (checkout / ".venv").exists()


def test_without_the_venv_module_it_says_so(checkout: Path, programs: Path) -> None:
    """Debian ships Python without it: the message names what to install."""
    _program(programs / "python3", 'case "$*" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac')
    done = _run("sh", ".ci/venv", checkout=checkout, programs=programs)
    assert done.returncode == 1
    assert "python3 has no venv or ensurepip module" in done.stderr
    assert "python3-venv" in done.stderr


def test_when_packages_cannot_be_had_it_says_so_and_leaves_nothing(checkout: Path, programs: Path) -> None:
    """Half an environment would be taken for a whole one the next time."""
    broken = 'mkdir -p .venv/bin; printf "#!/bin/sh\\nexit 1\\n" > .venv/bin/python; chmod +x .venv/bin/python'
    for tool in ("mkdir", "chmod"):
        (programs / tool).symlink_to(str(shutil.which(tool)))
    _program(programs / "python3", f'case "$*" in "-m venv"*) {broken} ;; esac')
    done = _run("sh", ".ci/venv", checkout=checkout, programs=programs)
    assert done.returncode == 1
    assert "is er netwerk" in done.stderr
    assert "is there a network" in done.stderr
    assert not (checkout / ".venv").exists()


_WITH_PIP = """
case "$*" in
    "-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python; cp "$0" .venv/bin/pip ;;
    "-m pip"*) printf '%s\\n' "$*" >> calls ;;
esac
"""


def _installs(checkout: Path, programs: Path) -> list[str]:
    """What pip was asked for in one run of the script."""
    calls = checkout / "calls"
    calls.unlink(missing_ok=True)
    done = _run("sh", ".ci/venv", checkout=checkout, programs=programs)
    assert done.returncode == 0, done.stderr
    return calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


def test_it_installs_once_and_again_only_for_what_changed(checkout: Path, programs: Path) -> None:
    """A new lock: everything, hashes required. A new project file: only ourselves. Nothing new: nothing."""
    for tool in ("mkdir", "cp"):
        (programs / tool).symlink_to(str(shutil.which(tool)))
    _program(programs / "python3.11", _WITH_PIP)
    first = _installs(checkout, programs)
    assert ["--require-hashes -r requirements.lock" in call for call in first] == [True, False]
    assert "--no-deps --no-build-isolation -e ." in first[1]
    assert _installs(checkout, programs) == []
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert _installs(checkout, programs) == first[1:]
    (checkout / "requirements.lock").write_text("# something else\n", encoding="utf-8")
    assert _installs(checkout, programs) == first
    moved = checkout.rename(checkout.with_name("moved"))
    assert _installs(moved, programs) == first


@pytest.mark.parametrize(
    "closing,make_code,code,last",
    [
        ("12 passed in 3.40s", 0, 0, "12 passed in 3.40s"),
        (
            "==== 12 passed, 1 skipped in 63.40s (0:01:03) ====",
            0,
            0,
            "==== 12 passed, 1 skipped in 63.40s (0:01:03) ====",
        ),
        ("1 failed, 11 passed in 3.40s", 1, 2, "1 failed, 11 passed in 3.40s"),
        ("no tests ran in 0.01s", 5, 2, "no tests ran in 0.01s"),
        ("no tests ran in 0.01s", 0, 5, "no tests ran in 0.01s"),
        ("3 skipped in 0.01s", 0, 5, "3 skipped in 0.01s"),
        ("a check failed", 1, 2, "no tests ran"),
    ],
)
def test_run_ends_with_the_closing_line_and_the_right_code(
    closing: str, make_code: int, code: int, last: str, checkout: Path, programs: Path
) -> None:
    """Whoever reads only the last line and the exit code knows; a suite that ran no test has failed."""
    recipe = f"test:\n\t@echo '{closing}'\n\t@exit {make_code}\n"
    (checkout / "Makefile").write_text(recipe, encoding="utf-8")
    done = _run("bash", ".ci/run", checkout=checkout, programs=programs)
    assert done.stdout.splitlines()[-1] == last
    assert done.returncode == code


def test_scripts_can_be_started() -> None:
    """They are kept as programs."""
    assert [os.access(ROOT / ".ci" / name, os.X_OK) for name in ("run", "venv")] == [True, True]
