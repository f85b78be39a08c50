"""What must hold stands in `docs/security.md`, numbered; each number has tests that are there, and that count."""

import ast
import re
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.counting import summed

_ROW = re.compile(r"^\| (?P<number>\d+) \| .+ \| (?P<tests>`tests/.+`) \|$", re.MULTILINE)


def _named() -> dict[int, list[tuple[Path, str]]]:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    found = {}
    for row in _ROW.finditer(text):
        names = re.findall(r"`(tests/[^`]+)::([^`]+)`", row["tests"])
        found[int(row["number"])] = [(ROOT / path, name) for path, name in names]
    return found


def test_each_number_has_its_tests_and_each_of_them_counts() -> None:
    """Ten of them; a test that is named takes `tell` and calls it with that number."""
    found = _named()
    assert list(found) == list(range(1, 11))
    for number, tests in found.items():
        assert tests
        for path, name in tests:
            functions = [node for node in ast.parse(path.read_text(encoding="utf-8")).body
                         if isinstance(node, ast.FunctionDef) and node.name == name]  # fmt: skip
            (function,) = functions
            told = [
                ast.literal_eval(call.args[0])
                for call in ast.walk(function)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "tell"
            ]
            assert told == [number], (path.name, name)


def _report(name: str, *told: tuple[int, str, int]) -> pytest.TestReport:
    properties: list[tuple[str, object]] = [("must hold", each) for each in told]
    return pytest.TestReport(name, (name, 0, name), {}, "passed", None, "call", user_properties=properties)


def test_what_is_counted_is_added_up() -> None:
    """Once for each test, though there is a report of each of its steps."""
    reports = [
        _report("a", (5, "kills", 3)),
        _report("a", (5, "kills", 3)),
        _report("b", (5, "kills", 4)),
        _report("c"),
    ]
    assert summed(reports) == ["  5. kills: 7"]
