"""Every format that this version writes has a value of its first version, frozen: it must open forever.

The formats are found in the code, by the constants that number or name them; a new one fails here until it has a
fixture of its own, or a reason why nothing of it outlives the moment.
"""

import ast
from pathlib import Path

from keys import card, handin, keyfile, passphrase, sealing
from tests.checkout import ROOT, python_files, shown
from tests.counting import Tell

_NUMBERS = {"VERSION", "FORMAT", "MAGIC", "RECORD_VERSION"}
_KEYS, _DB = "tests/keys/fixtures", "tests/db/fixtures"
FROZEN = {
    "keys/envelope.py": f"{_KEYS}/envelope-1.json",
    "keys/sealing.py": f"{_KEYS}/compartment-1.json",
    "keys/passphrase.py": f"{_KEYS}/keyslot-1.json",
    "keys/directory.py": f"{_KEYS}/directory-1.json",
    "keys/card.py": f"{_KEYS}/handin-1.json",
    "keys/handin.py": f"{_KEYS}/handin-1.json",
    "keys/keyfile.py": f"{_KEYS}/keyfile-1.json",
    "keys/table_pass.py": f"{_KEYS}/table-pass-1.json",
    "db/log.py": f"{_DB}/format_1.kluis",
    "db/rows.py": f"{_DB}/format_1.kluis",
    "db/schema.py": f"{_DB}/format_1.kluis",
}
"""Module that writes a format -> the frozen value that its tests open."""
PASSING = {
    "keys/parcel.py": "crosses a pipe between two processes of one program",
    "db/locations.py": "names the files of SQLite, which are not ours to number",
    "db/backup/container.py": "the version a ZIP needs, as its own standard numbers it",
}
"""Modules whose number is of nothing that is kept."""
NUMBERED_ELSEWHERE = {"db/backup/manifest.py"}
"""A format whose first version is held by tests that make it; a released one gets its file here."""


def _numbering(path: Path) -> bool:
    """Whether a module assigns a constant that numbers or names a format."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(each, ast.Name) and each.id.lstrip("_") in _NUMBERS for each in targets):
            return True
    return False


def test_every_format_has_its_frozen_value(tell: Tell) -> None:
    """A module with a number or a name of a format stands in the table, and nothing stands there in vain."""
    found = {shown(path) for path in [*python_files("keys"), *python_files("db")] if _numbering(path)}
    assert found == set(FROZEN) | set(PASSING) | NUMBERED_ELSEWHERE
    assert [name for name in FROZEN.values() if not (ROOT / name).is_file()] == []
    tell(10, "modules that write a format, each with a frozen value", len(FROZEN))


def test_the_number_of_each_fixture_is_that_of_its_module() -> None:
    """A raised number needs a fixture of that number beside the old one."""
    numbers = {each.__name__: each._VERSION for each in (card, handin, keyfile, passphrase, sealing)}
    assert set(numbers.values()) == {1}
