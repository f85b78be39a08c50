"""At least five hundred kills, over all work that writes, in a file and on a server; the count is printed."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.crash.points import FILE, POINTS, SERVER, WORK

_LEAST = 500


def test_there_are_five_hundred_kills(capsys: pytest.CaptureFixture[str]) -> None:
    """Each test is held to its own number where it runs; here they are added up."""
    found = Counter[tuple[str, str]]()
    for point in POINTS.values():
        found[point.work, point.where] += point.least
    with capsys.disabled():
        sys.stdout.write(f"\n  kills: {found.total()} at the least\n")
        for work in (*WORK, "found"):
            sys.stdout.write(f"    {work}: {found[work, FILE]} in a file, {found[work, SERVER]} on a server\n")
    assert found.total() >= _LEAST
    assert all(found[work, where] > 0 for work in WORK for where in (FILE, SERVER))


def test_every_test_that_is_counted_is_there() -> None:
    """A number that belongs to nothing would be added up as well."""
    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_kill*.py"))
    assert not [name for name in POINTS if f"def {name.split('[')[0]}(" not in written]
