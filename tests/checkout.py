"""The checkout as the tests about the whole see it: where it stands and which files git keeps.

It reads only; it changes nothing in the checkout.
"""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("mhtui", "db", "keys")


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file git keeps, or would keep once it is added, as a path under `ROOT`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files(*folders: str) -> list[Path]:
    """The Python files git keeps under these top-level folders."""
    return [path for path in kept_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def shown(path: Path) -> str:
    """The path as a reader of the checkout would name it."""
    return path.relative_to(ROOT).as_posix()
