"""Where the program starts; it must stay free of everything that `mhtui --help` does not need."""

import sys


def main() -> int:
    """Run the command line and give back its exit code."""
    from mhtui.cli.entry import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
