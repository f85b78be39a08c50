"""Where the program starts; it must stay free of everything that `mhtui --help` does not need."""

import argparse
import sys

from mhtui import __version__


def main() -> int:
    """Run the command line and give back its exit code."""
    parser = argparse.ArgumentParser(prog="mhtui", description="Werktafel van de aandachtsfunctionaris mensenhandel.")
    parser.add_argument("--version", action="version", version=f"mhtui {__version__}", help="toon de versie")
    parser.parse_args()
    return 0


if __name__ == "__main__":
    sys.exit(main())
