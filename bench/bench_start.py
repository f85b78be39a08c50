"""How quick the command line is there: `mhtui --help` beside a Python program of the same kind that does nothing."""

import subprocess
import sys

from bench.ratio import Ratio, compare

_OURS = "import sys; from mhtui.__main__ import main; sys.argv = ['mhtui', '--help']; main()"
_OTHER = "import argparse; argparse.ArgumentParser(prog='leeg').parse_args(['--help'])"


def _run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def ratios() -> list[Ratio]:
    """`mhtui --help` against an empty argparse program, interpreter included."""
    return [compare("`mhtui --help` beside an empty program", lambda: _run(_OURS), lambda: _run(_OTHER), limit=2.0)]
