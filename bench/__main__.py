"""Runs the benches and prints one table; ends with 1 when something takes longer than it may.

A bench is a module `bench/bench_NOUN.py` with a function `ratios() -> list[Ratio]`. Names on the command
line choose: `python -m bench start store`.
"""

import sys
from importlib import import_module
from pathlib import Path

from bench.ratio import Ratio, table


def _names() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def main(chosen: list[str]) -> int:
    """Run the chosen benches, or all, and print the table."""
    unknown = set(chosen) - set(_names())
    if unknown:
        print(f"no such bench: {', '.join(sorted(unknown))}; there are: {', '.join(_names())}", file=sys.stderr)
        return 2
    found: list[Ratio] = []
    for name in chosen or _names():
        print(f"bench {name} ...", file=sys.stderr)
        found += import_module(f"bench.bench_{name}").ratios()
    print(table(found))
    return 0 if all(ratio.holds for ratio in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
