"""The rows of the design's table, on the texts the finder was worked on with; the bench measures the rest."""

import pytest

from bench.anonymise import rows
from bench.anonymise_score import Row


@pytest.mark.parametrize("row", rows("tune", rounds=1), ids=lambda row: row.name)
def test_the_row_is_reached(row: Row) -> None:
    """At least the recall, at most the flags that the design asks."""
    assert row.holds, row.line()


def test_a_row_can_be_missed() -> None:
    """A row with a higher demand than was found does not hold."""
    [first, *_] = rows("tune", rounds=1)
    assert not Row(first.name, 1.01, first.score).holds
    assert not Row(first.name, None, first.score, most_flags=0.1).holds
