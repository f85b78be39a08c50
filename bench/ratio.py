"""One comparison of the bench: how often as long we take as something else, in the same run.

Ratios and not seconds, because seconds tell about the machine. Both sides take turns, so that a slow
moment of the machine falls on both; the middle of the turns' ratios counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Ratio:
    """What was measured, and whether it is as it has to be."""

    name: str
    """What was done, and beside what."""
    value: float
    """The middle of our time divided by the other's, turn by turn; or a plain number in `unit`."""
    limit: float | None = None
    """The most it may be; `None` when it is only shown."""
    unit: str = "x"
    """What `value` counts."""
    ours: float | None = None
    """The middle of our times, in seconds."""
    other: float | None = None
    """The middle of the other's times, in seconds."""

    @property
    def holds(self) -> bool:
        """Whether the value is within its limit."""
        return self.limit is None or self.value <= self.limit


def compare(
    name: str,
    ours: Callable[[], object],
    other: Callable[[], object],
    *,
    limit: float | None,
    turns: int = 5,
    timer: Callable[[], float] = perf_counter,
) -> Ratio:
    """Time both sides in turns, after one turn of each that does not count.

    `timer` may be `time.process_time` for work that only computes: what else the machine does then counts for nothing.
    """
    times = [(_seconds(ours, timer), _seconds(other, timer)) for _ in range(turns + 1)][1:]
    value = median(mine / theirs for mine, theirs in times)
    mine, theirs = (median(side) for side in zip(*times, strict=True))
    return Ratio(name, value, limit, ours=mine, other=theirs)


def _seconds(work: Callable[[], object], timer: Callable[[], float]) -> float:
    start = timer()
    work()
    return timer() - start


def table(ratios: list[Ratio]) -> str:
    """The ratios as a table for docs/bench.md."""
    lines = ["| what | measured | at most | ours | other |", "|---|---|---|---|---|"]
    for ratio in ratios:
        limit = "" if ratio.limit is None else f"{ratio.limit:g} {ratio.unit}"
        sides = ("" if seconds is None else f"{1000 * seconds:.1f} ms" for seconds in (ratio.ours, ratio.other))
        verdict = "" if ratio.holds else " **over**"
        lines.append(f"| {ratio.name} | {ratio.value:.2f} {ratio.unit}{verdict} | {limit} | {' | '.join(sides)} |")
    return "\n".join(lines)
