"""Adds up what tests counted of what must hold, and says it at the end of a run."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

Tell = Callable[[int, str, int], None]
"""Takes the number in `docs/security.md`, what was counted, and how much of it."""


def summed(reports: Iterable[pytest.TestReport]) -> list[str]:
    """Return a line for each thing that was counted; each test once, however many reports there are of it."""
    told: dict[str, list[tuple[int, str, int]]] = {}
    for report in reports:
        found = [
            value for name, value in report.user_properties if name == "must hold" and isinstance(value, tuple | list)
        ]
        if len(found) >= len(told.get(report.nodeid, [])):
            told[report.nodeid] = [(int(number), str(what), int(count)) for number, what, count in found]
    counted = Counter[tuple[int, str]]()
    for each in told.values():
        for number, what, count in each:
            counted[number, what] += count
    return [f"{number:>3}. {what}: {counted[number, what]}" for number, what in sorted(counted)]
