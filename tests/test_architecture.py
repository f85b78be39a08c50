"""The floors as they are when the program runs: each package in a fresh interpreter, by what it pulls in.

The import contracts in pyproject.toml read the source; this looks at `sys.modules`, so that an import
made by somebody else's package is seen too.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.checkout import PACKAGES, ROOT, kept_files, python_files, shown

_DRAWING = frozenset({"textual", "rich"})
_DATABASE = frozenset({"sqlalchemy", "alembic", "psycopg"})
_RECORDS = frozenset({"pydantic"})

_TOP_LEVEL = {
    *PACKAGES,
    "tests",
    "docs",
    "bench",
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENCE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "requirements.lock",
}

_POSIX_ONLY = frozenset(
    {"crypt", "curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
)

_IMPORT_ALL = """
import importlib, json, pkgutil, sys
name = sys.argv[1]
package = importlib.import_module(name)
for found in pkgutil.walk_packages(getattr(package, "__path__", []), name + "."):
    if not {"migrations", "__main__"} & set(found.name.split(".")):
        importlib.import_module(found.name)
print(json.dumps(sorted({module.partition(".")[0] for module in sys.modules})))
"""

_RUN_PROGRAM = """
import json, sys
from mhtui.__main__ import main
sys.argv = ["mhtui", *sys.argv[1:]]
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print("\\n" + json.dumps(sorted({module.partition(".")[0] for module in sys.modules})))
"""


def _roots_after(code: str, *arguments: str) -> set[str]:
    """The top-level names in `sys.modules` after this code ran in an interpreter of its own."""
    command = [sys.executable, "-W", "ignore", "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def _standing(modules: Sequence[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    """Those of the modules that are in the checkout."""
    places = ((name, ROOT / name.replace(".", "/")) for name, _ in modules)
    present = {name for name, place in places if place.is_dir() or place.with_suffix(".py").is_file()}
    return [(name, forbidden) for name, forbidden in modules if name in present]


@pytest.mark.parametrize(
    "package,forbidden",
    _standing(
        [
            ("keys", _DRAWING | _DATABASE | _RECORDS),
            ("db.records", _DRAWING | _DATABASE | {"keys"}),
            ("db", _DRAWING),
            ("mhtui.forms", _DRAWING | {"sqlalchemy", "alembic"}),
            ("mhtui.anonymise", _DRAWING | {"sqlalchemy", "alembic"}),
            ("mhtui.casework", _DRAWING),
            ("mhtui.app", frozenset({"sqlalchemy", "alembic"})),
        ]
    ),
)
def test_package_pulls_in_only_what_its_floor_may_know(package: str, forbidden: frozenset[str]) -> None:
    """Importing all of a package, in a fresh interpreter, brings none of what belongs to another floor."""
    assert _roots_after(_IMPORT_ALL, package) & forbidden == set()


def test_the_fresh_interpreter_would_see_a_forbidden_import() -> None:
    """The look at `sys.modules` is not blind: what db does use is seen."""
    assert {"db", "pydantic"} <= _roots_after(_IMPORT_ALL, "db")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_is_cheap(option: str) -> None:
    """`mhtui --help` imports nothing of the screens, the store or the records, and no reader of source code."""
    slow = {"dataclasses", "inspect", "pathlib", "urllib"}
    assert _roots_after(_RUN_PROGRAM, option) & (_DRAWING | _DATABASE | _RECORDS | slow) == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_package_is_ours(package: str) -> None:
    """`db` and `keys` are generic names: what is imported under them is this checkout."""
    code = f"import {package}; print({package}.__file__)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert Path(done.stdout.strip()).resolve() == ROOT / package / "__init__.py"


def test_git_ignores_no_file_of_the_packages() -> None:
    """Rules that keep keys and databases out of git must not keep `keys/` and `db/` out."""
    command = ["git", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", *PACKAGES]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    ignored = [name for name in listed.split("\0") if name and "__pycache__" not in name]
    assert ignored == []
    for package in PACKAGES:
        probe = ["git", "check-ignore", "--quiet", "--no-index", f"{package}/nieuw.py"]
        assert subprocess.run(probe, cwd=ROOT, check=False).returncode == 1, package


def test_top_level_is_fixed() -> None:
    """Nobody has to look for a file among others at the top."""
    assert {path.relative_to(ROOT).parts[0] for path in kept_files()} - _TOP_LEVEL == set()


def test_package_files_are_empty_or_lazy() -> None:
    """An `__init__` that imports makes every import of one module pay for all of them."""
    eager = []
    for path in python_files(*PACKAGES):
        if path.name != "__init__.py":
            continue
        statements = ast.parse(path.read_text(encoding="utf-8")).body
        eager += [shown(path) for statement in statements if isinstance(statement, ast.Import | ast.ImportFrom)]
    assert eager == []


def _imported_at_load(tree: ast.Module) -> Iterator[str]:
    """The roots of the absolute imports that a module makes unconditionally when it is loaded."""
    for statement in tree.body:
        if isinstance(statement, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
            yield statement.module.partition(".")[0]


def test_nothing_is_posix_only_at_import() -> None:
    """Windows users exist: what only a POSIX system has is imported where it is used, behind a question."""
    found = [
        (shown(path), root)
        for path in python_files(*PACKAGES)
        for root in _imported_at_load(ast.parse(path.read_text(encoding="utf-8")))
        if root in _POSIX_ONLY
    ]
    assert found == []
