"""An argument parser that speaks Dutch: usage, help, headings and errors.

What somebody typed is never repeated in an error, but for the name of an option: it may be a wachtzin in the wrong
place. Imports little: `mhtui --help` waits for it.
"""

import argparse
import re
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from mhtui.cli.output import write
from mhtui.exits import WRONG_USE

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_DUTCH: Final = (
    (r"the following arguments are required: (?P<what>.+)", "hier ontbreekt: {what}"),
    (r"argument (?P<what>[^:]+): expected one argument", "achter {what} hoort één waarde"),
    (r"argument (?P<what>[^:]+): expected at least one argument", "achter {what} hoort ten minste één waarde"),
    (r"argument (?P<what>[^:]+): invalid choice: .*\(choose from (?P<some>.+)\)", "{what} moet een zijn van: {some}"),
    (r"argument (?P<what>[^:]+): ignored explicit argument .*", "achter {what} hoort geen waarde"),
    (r"argument (?P<what>[^:]+): (?P<some>moet .*)", "{what} {some}"),
    (r"argument (?P<what>[^:]+): .*", "de waarde van {what} is niet geldig"),
)
"""What argparse says, and what we say. `moet …` begins our own `argparse.ArgumentTypeError`."""


class DutchParser(argparse.ArgumentParser):
    """One command with its options; without argparse's own headings, help text and abbreviations."""

    def __init__(self, *, prog: str, usage: str | None = None, description: str = "", epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=30, width=100),
            add_help=False,
            allow_abbrev=False,
        )
        self.arguments = self.add_argument_group("Argumenten")
        """Words in their place."""
        self.options = self.add_argument_group("Opties")
        self.options.add_argument("-h", "--help", action="help", help="toon deze hulp")

    def format_usage(self) -> str:
        """Give the usage with a Dutch word."""
        return super().format_usage().replace("usage: ", "Gebruik: ", 1)

    def format_help(self) -> str:
        """Give the help with a Dutch word."""
        return super().format_help().replace("usage: ", "Gebruik: ", 1)

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """Write help as all else is written; argparse keeps silent when it cannot. Raises `NoOutput`."""
        if file is sys.stdout:
            write(message.removesuffix("\n"))
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        """Say in Dutch what is wrong, with the usage, and end with exit code 2."""
        said = in_dutch(message)
        if message.endswith("required: OPDRACHT"):
            known = [name for action in self._actions if action.metavar == "OPDRACHT" for name in action.choices or ()]
            said += f" Kies uit: {', '.join(known)}."
        self.exit(WRONG_USE, f"{self.format_usage()}{said}\nMeer hulp: {self.prog} --help\n")


def in_dutch(message: str) -> str:
    """Put an error of argparse in Dutch, without the values that were typed."""
    unknown = re.fullmatch(r"unrecognized arguments: (?P<typed>.*)", message, re.DOTALL)
    if unknown:
        options = re.findall(r"(?:^|\s)(--?[a-z][a-z-]*)", unknown["typed"])
        return f"Onbekende optie: {', '.join(options)}." if options else "Er staat een woord te veel."
    for pattern, dutch in _DUTCH:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            said = {name: value.replace("'", "") for name, value in found.groupdict().items()}
            sentence = dutch.format_map(said)
            return f"{sentence[0].upper()}{sentence[1:]}."
    return "Deze opdracht klopt niet."
