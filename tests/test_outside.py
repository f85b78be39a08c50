"""Whatever a file from outside holds, reading it ends with an answer or with an error of ours: never with another.

The readers are found in the code: a public function that takes bytes, a file or a path, and is named for reading. A
new one fails here until it is fed, or until it says who feeds it. What hostile sizes cost is measured beside each
reader, in processes of their own: `tests/keys/test_bombs.py`, `tests/db/backup/test_bombs.py`,
`tests/forms/test_hostile.py`.
"""

import ast
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mhtui.casework.datafile import MOST_BYTES, read_data
from mhtui.casework.errors import InvalidData
from mhtui.casework.routing import Rules
from tests.checkout import PACKAGES, ROOT, python_files
from tests.counting import Tell
from tests.outside import ELSEWHERE, OURS, READERS

_TAKES = {"bytes", "Path", "IO[bytes]", "Source"}
_NAMED = ("read", "parse", "open", "opened", "unpack", "load", "decode", "parts", "card", "check_header")

_EDIT = st.tuples(st.integers(0, 1 << 20), st.integers(0, 40), st.binary(max_size=12))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=6,
)


def _readers_in_the_code() -> set[str]:
    found = set()
    for path in python_files(*PACKAGES):
        if "demo" in path.parts:
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.args.args and node.name.startswith(_NAMED):
                first = node.args.args[0].annotation
                if first is not None and ast.unparse(first).strip("'") in _TAKES:
                    found.add(f"{module}:{node.name}")
    return found


def test_every_reader_is_fed() -> None:
    """And what says that somebody else feeds it is there still."""
    found = _readers_in_the_code()
    assert found - READERS.keys() - ELSEWHERE.keys() == set()
    assert ELSEWHERE.keys() <= found
    assert len(found & READERS.keys()) > 15


def _edited(valid: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Put something else in the place of some bytes: also nothing, or more than there was."""
    for at, length, other in edits:
        here = at % (len(valid) + 1)
        valid = valid[:here] + other + valid[here + length :]
    return valid


def _replaced(valid: bytes, which: int, other: object) -> bytes:
    """Put another value in the place of one of those in a piece of JSON; the piece itself when it is none."""
    try:
        whole = json.loads(valid)
    except (ValueError, RecursionError):
        return valid
    places: list[tuple[Any, Any]] = []
    stack = [whole]
    while stack:
        each = stack.pop()
        inside = each.items() if isinstance(each, dict) else enumerate(each) if isinstance(each, list) else ()
        for key, value in inside:
            places.append((each, key))
            stack.append(value)
    if places:
        holder, key = places[which % len(places)]
        holder[key] = other
    return json.dumps(whole, separators=(",", ":"), sort_keys=True).encode()


@pytest.mark.parametrize("name", READERS)
def test_what_is_fed_to_it(name: str, tmp_path: Path, tell: Tell) -> None:
    """Any bytes, what is valid with pieces of it changed, and with another value in it."""
    reader, fed = READERS[name], 0
    valid = reader.valid if isinstance(reader.valid, bytes) else reader.valid()

    @settings(
        max_examples=reader.times,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,  # the suite says the same each time
        database=None,
    )
    @given(st.binary(max_size=200), st.lists(_EDIT, min_size=1, max_size=3), st.integers(0, 500), _JSON)
    def feed(noise: bytes, edits: list[tuple[int, int, bytes]], which: int, other: object) -> None:
        nonlocal fed
        for data in (noise, _edited(valid, edits), _replaced(valid, which, other)):
            fed += 1
            with suppress(*OURS):
                reader.read(data, tmp_path / "van-buiten.db")

    feed()
    tell(6, "pieces fed to readers, each answered or refused", fed)
    assert fed >= 3 * reader.times // 2
    with suppress(*OURS):
        reader.read(valid, tmp_path / "van-buiten.db")


@pytest.mark.parametrize(
    "content",
    [
        b"a = " + b"[" * 100_000,
        b"a = " + b"{b = " * 50_000,
        b"a." * 200_000 + b"a = 1",
        b"a = " + b"9" * 100_000,
        b"a = 1979-99-99",
        b"[a]\n" * 100_000,
        b"\0" * 1000,
        b"\xff" * 1000,
        b"x" * (MOST_BYTES + 1),
    ],
    ids=["lists", "tables", "names", "digits", "day", "heads", "zeros", "no text", "large"],
)
def test_hostile_rules(content: bytes, tmp_path: Path) -> None:
    """Refused with the name of the file and no stack of a library."""
    path = tmp_path / "regels.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidData) as refused:
        read_data(path, Rules)
    assert refused.value.file == "regels.toml"
    assert refused.value.__cause__ is None


def test_rules_that_do_not_end(tmp_path: Path) -> None:
    """Of a file of 20 GB no more is read than rules may be."""
    path = tmp_path / "regels.toml"
    with path.open("wb") as file:
        file.truncate(20 * 1024**3)
    with pytest.raises(InvalidData):
        read_data(path, Rules)
