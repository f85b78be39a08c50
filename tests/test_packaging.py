"""What people install: the wheel, its contents and metadata, the lock, and newer Pythons than the suite runs on."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from mhtui import __version__
from tests.checkout import PACKAGES, ROOT, kept_files, shown

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
_LOCKED = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)

_OFFLINE = re.compile(r"NewConnectionError|ConnectTimeout|name resolution|Network is unreachable|ProxyError")

_SMOKE = """
import importlib, pkgutil, sys
for name in ("mhtui", "db", "keys"):
    package = importlib.import_module(name)
    assert "site-packages" in package.__file__, package.__file__
    for found in pkgutil.walk_packages(package.__path__, name + "."):
        if not {"migrations", "__main__"} & set(found.name.split(".")):
            importlib.import_module(found.name)
print(sys.version.split()[0])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as hatchling builds it from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return message_from_string(archive.read(f"mhtui-{__version__}.dist-info/METADATA").decode())


def test_wheel_holds_every_file_of_the_packages_and_no_other(wheel: Path) -> None:
    """Stylesheets, help and data travel with the code; tests, docs and a demonstration kluis stay behind."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {shown(path) for path in kept_files() if path.relative_to(ROOT).parts[0] in PACKAGES}


def test_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licence, the Python it needs, and the licence notice itself."""
    metadata = _metadata(wheel)
    stated = [metadata[field] for field in ("Name", "Version", "License-Expression", "Requires-Python")]
    assert stated == ["mhtui", __version__, "EUPL-1.2", ">=3.11"]
    assert metadata.get_all("License-File") == ["LICENCE"]
    with zipfile.ZipFile(wheel) as archive:
        points = archive.read(f"mhtui-{__version__}.dist-info/entry_points.txt").decode()
    assert points.split("\n") == ["[console_scripts]", "mhtui = mhtui.__main__:main", ""]


def test_wheel_asks_only_for_what_the_program_needs(wheel: Path) -> None:
    """No test tool is installed with a user's program; PostgreSQL comes by asking for it."""
    asked = [Requirement(line) for line in _metadata(wheel).get_all("Requires-Dist", [])]
    always = {requirement.name for requirement in asked if requirement.marker is None}
    assert always == {Requirement(line).name for line in _PROJECT["project"]["dependencies"]}
    assert {requirement.name for requirement in asked if requirement.marker is not None} == {"psycopg"}


def test_textual_is_pinned_to_one_minor_version() -> None:
    """We override a private method of it: see docs/adr."""
    (textual,) = [line for line in _PROJECT["project"]["dependencies"] if line.startswith("textual")]
    assert textual == "textual==8.2.*"


def _wanted() -> list[Requirement]:
    """Everything pyproject.toml names: to run, for PostgreSQL, to develop, to build."""
    project = _PROJECT["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    lines = [*project["dependencies"], *extras, *_PROJECT["dependency-groups"]["dev"]]
    return [Requirement(line) for line in [*lines, *_PROJECT["build-system"]["requires"]]]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_lock_is_up_to_date() -> None:
    """Each requirement is in the lock, at a version that it allows; if not: `make lock`."""
    locked = {found["name"]: Version(found["version"]) for found in _LOCKED.finditer(_LOCK)}
    assert len(locked) > 40
    stale = [
        str(wanted)
        for wanted in _wanted()
        if not wanted.specifier.contains(locked.get(_canonical(wanted.name), Version("0")))
    ]
    assert stale == []


def test_lock_has_a_hash_for_everything_and_no_address() -> None:
    """An installer takes only the very files that were tried, wherever a machine gets its packages."""
    without = [found["name"] for found in _LOCKED.finditer(_LOCK) if "--hash=sha256:" not in found["rest"]]
    assert without == []
    allowed = re.compile(r"#.*|[a-z0-9.-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in _LOCK.splitlines() if not allowed.fullmatch(line)] == []
    assert "://" not in _LOCK


def _interpreter(name: str) -> str | None:
    """An interpreter of that name that runs; behind a version switcher's shim, the newest it would choose from."""
    shim = shutil.which(name)
    if shim is None:
        return None
    versions = Path(shim).parent.parent / "versions"
    candidates = [Path(shim), *sorted(versions.glob(f"*/bin/{name}"), reverse=True)]
    for candidate in candidates:
        if subprocess.run([candidate, "-c", ""], check=False, capture_output=True).returncode == 0:
            return str(candidate)
    return None


def _newer_pythons() -> list[str]:
    names = [f"python3.{minor}" for minor in range(sys.version_info.minor + 1, 30)]
    return [name for name in names if shutil.which(name)]


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, check=False, capture_output=True, text=True, env=environment)
    if done.returncode and _OFFLINE.search(done.stderr):
        pytest.skip("no network: the packages for a newer Python cannot be fetched")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _installed(python: str, wheel: Path, folder: Path) -> Path:
    """The wheel with its dependencies, at the locked versions, in a new environment; the folder of its programs."""
    constraints = folder / "constraints.txt"
    pins = [f"{found['name']}=={found['version']}\n" for found in _LOCKED.finditer(_LOCK)]
    constraints.write_text("".join(pins), encoding="utf-8")
    _run(python, "-m", "venv", folder / "venv", cwd=folder)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    _run(programs / "python", "-m", "pip", "install", *options, "--constraint", constraints, wheel, cwd=folder)
    return programs


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", _newer_pythons() or [pytest.param("", marks=pytest.mark.skip(reason="no newer Python is installed here"))]
)
def test_the_wheel_works_on_a_newer_python(name: str, wheel: Path, tmp_path: Path) -> None:
    """Installed from the wheel, the program starts, every module loads, and the names db and keys are ours."""
    python = _interpreter(name)
    if python is None:
        pytest.skip(f"{name} stands on PATH but does not run")
    if subprocess.run([python, "-c", "import ensurepip, venv"], check=False, capture_output=True).returncode:
        pytest.skip(f"{name} has no venv module")
    programs = _installed(python, wheel, tmp_path)
    assert _run(programs / "mhtui", "--version", cwd=tmp_path).strip() == f"mhtui {__version__}"
    assert "mhtui" in _run(programs / "mhtui", "--help", cwd=tmp_path)
    kluis = tmp_path / "kluis" / "demo.db"
    _run(programs / "mhtui", "demo", "--kluis", kluis, "--alleen-maken", cwd=tmp_path)
    assert "✓ De kluis klopt" in _run(programs / "mhtui", "--kluis", kluis, "controle", cwd=tmp_path)
    assert _run(programs / "python", "-W", "ignore", "-c", _SMOKE, cwd=tmp_path).startswith(name.removeprefix("python"))
