"""The bench's own arithmetic: a bench that miscounts would say that all is well."""

from collections.abc import Callable
from time import perf_counter

import pytest

from bench.ratio import Ratio, compare, table


def _busy(seconds: float) -> Callable[[], None]:
    def work() -> None:
        until = perf_counter() + seconds
        while perf_counter() < until:
            pass

    return work


def test_compare_says_how_often_as_long_we_take() -> None:
    """Four times the work is about four times as long, also on a machine that does other things."""
    ratio = compare("work", _busy(0.008), _busy(0.002), limit=8)
    assert ratio.value == pytest.approx(4, rel=0.5)
    assert ratio.holds


@pytest.mark.parametrize("value,limit,holds", [(2.0, 2.5, True), (2.6, 2.5, False), (99.0, None, True)])
def test_a_ratio_over_its_limit_does_not_hold(value: float, limit: float | None, *, holds: bool) -> None:
    """Without a limit a number is only shown."""
    assert Ratio("x", value, limit).holds == holds


def test_table_marks_what_is_over() -> None:
    """A reader sees at once what is not as it has to be."""
    shown = table(
        [Ratio("first", 1.5, 2, ours=0.3, other=0.2), Ratio("second", 3, 2), Ratio("memory", 120, unit="MiB")]
    )
    assert shown.splitlines()[2:] == [
        "| first | 1.50 x | 2 x | 300.0 ms | 200.0 ms |",
        "| second | 3.00 x **over** | 2 x |  |  |",
        "| memory | 120.00 MiB |  |  |  |",
    ]
