"""One hostile backup, refused in a process of its own that says what it cost.

Started by `test_bombs.py` as `python -m tests.db.backup.bombs NAME FILE`; it writes the file, opens it, and says the
name of the error, the seconds of processor time, and the most memory the process ever had.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from db.backup.container import KEYSLOTS, LIMITS, MANIFEST, README, STORE, pack
from db.backup.manifest import write_manifest
from db.backup.opening import open_backup
from db.errors import DbError
from tests.keys.bombs import DEEP, most_memory

_MEGABYTE: Final = 1024 * 1024


def _quiet(_done: int) -> None:
    """Say nothing."""


def _ours(path: Path, **parts: bytes) -> None:
    """Write a ZIP as we write it, with these files in it."""
    with path.open("wb") as file:
        pack(file, b"", parts.get("manifest", b"{}"), parts.get("keyslots", b"{}"), io.BytesIO(b""), _quiet)


def _theirs(path: Path, names: list[str], content: bytes = b"", packed: int = zipfile.ZIP_STORED) -> None:
    """Write a ZIP as another program does."""
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name in names:
            archive.writestr(name, content)


def _hollow(path: Path, size: int) -> None:
    """Write the start of a ZIP, and make the file long without writing that much."""
    with path.open("wb") as file:
        file.write(b"PK\3\4" + bytes(22))
        file.truncate(size)


def _manifest_of(body: bytes) -> bytes:
    return b'{"body":' + body + b',"signature":""}'


BOMBS: Final[Mapping[str, Callable[[Path], object]]] = {
    "manifest a million deep": lambda path: _theirs(path, list(LIMITS), DEEP),
    "manifest deep within its size": lambda path: _ours(path, manifest=b"[" * 200_000),
    "body deep within its size": lambda path: _ours(path, manifest=write_manifest(b"[" * 200_000, b"")),
    "manifest that is no text": lambda path: _ours(path, manifest=bytes(200_000)),
    "a number beyond counting": lambda path: _ours(path, manifest=_manifest_of(b"9" * 200_000)),
    "keyslots deep within their size": lambda path: _ours(path, keyslots=b"[" * 900_000),
    "1 GB of nothing, packed": lambda path: _theirs(path, list(LIMITS), bytes(100 * _MEGABYTE), zipfile.ZIP_DEFLATED),
    "30,000 files": lambda path: _theirs(path, [f"{number}" for number in range(30_000)]),
    "ten thousand files after ours": lambda path: _theirs(path, [*LIMITS, *map(str, range(10_000))]),
    "a way out of the folder": lambda path: _theirs(path, [README, "../../" + MANIFEST, KEYSLOTS, STORE]),
    "an absolute path": lambda path: _theirs(path, [README, MANIFEST, KEYSLOTS, "/etc/" + STORE]),
    "one name twice": lambda path: _theirs(path, [README, MANIFEST, MANIFEST, STORE]),
    "20 GB of nothing": lambda path: _hollow(path, 20 * 1024 * _MEGABYTE),
    "nothing": lambda path: path.write_bytes(b""),
    "20 MB of letters": lambda path: path.write_bytes(b"a" * 20 * _MEGABYTE),
}


def main(name: str, file: str) -> None:
    """Set one off, and say what came of it."""
    path = Path(file)
    if not path.exists():  # made by a process of its own: making one can cost more than refusing it
        BOMBS[name](path)
        return
    before = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    try:
        with open_backup(path):
            said = "opened"
    except DbError as error:
        said = type(error).__name__
    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) - before
    sys.stdout.write(json.dumps({"said": said, "seconds": spent, "kib": most_memory()}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
