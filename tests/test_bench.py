"""The bench's own arithmetic: a bench that miscounts would say that all is well."""

from collections.abc import Callable

import pytest

from bench.ratio import Ratio, compare, table


class _Clock:
    """A clock that only the work under measurement moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now

    def work(self, *seconds: float) -> Callable[[], None]:
        """Return work that takes so long, turn by turn."""
        left = iter(seconds)

        def once() -> None:
            self.now += next(left)

        return once


def test_compare_says_how_often_as_long_we_take() -> None:
    """The middle of the turns' ratios: the first turn does not count, nor does one slow moment on one side."""
    clock = _Clock()
    ours, other = clock.work(90.0, 8.0, 8.0, 800.0, 8.0, 12.0), clock.work(1.0, 2.0, 2.0, 2.0, 2.0, 2.0)
    ratio = compare("work", ours, other, limit=4, turns=5, timer=clock)
    assert (ratio.value, ratio.ours, ratio.other) == (4.0, 8.0, 2.0)
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
