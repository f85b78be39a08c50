"""At least five hundred kills, over all work that writes, in a file and on a server."""

from collections import Counter
from pathlib import Path

from tests.counting import Tell
from tests.crash.points import FILE, POINTS, SERVER, WORK

_LEAST = 500


def test_there_are_five_hundred_kills(tell: Tell) -> None:
    """Each test is held to its own number where it runs; here they are added up."""
    found = Counter[tuple[str, str]]()
    for point in POINTS.values():
        found[point.work, point.where] += point.least
    tell(5, "kills that are sure, of all kinds of work", found.total())
    assert found.total() >= _LEAST
    assert all(found[work, where] > 0 for work in WORK for where in (FILE, SERVER))


def test_every_test_that_is_counted_is_there() -> None:
    """A number that belongs to nothing would be added up as well."""
    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_kill*.py"))
    assert not [name for name in POINTS if f"def {name.split('[')[0]}(" not in written]
