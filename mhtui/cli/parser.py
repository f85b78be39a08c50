"""Makes the parser from the table of commands. Imports nothing but the standard library, so that `--help` is quick."""

import argparse
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Final

from mhtui import __version__
from mhtui.cli.command import Command, Option
from mhtui.cli.commands import COMMANDS, EVERYWHERE
from mhtui.cli.dutch import DutchParser

_WHAT: Final = "De werktafel van de aandachtsfunctionaris mensenhandel: van signaal tot besluit, verzegeld."
_MORE: Final = """\
De opties hierboven mogen voor en achter de opdracht staan.
Een wachtzin wordt nooit gelezen uit een argument of uit de omgeving.

Wat het programma teruggeeft:
  0  gedaan                                  3  vergrendeld, niet toegekend of niet toegestaan
  1  een formulier of bestand is geweigerd   4  beschadigd, of er is mee geknoeid
  2  verkeerd gebruik                        5  opslag, of geen kluis die dit programma kan gebruiken

Wat voor u verzegeld is staat in tekst als ▒▒▒▒▒▒▒▒ en in JSON als {"verzegeld": true}.
Hulp bij één opdracht: mhtui OPDRACHT --help
"""
_WIDTH: Final = 100
_HELP: Final = frozenset({"-h", "--help", "--version"})


def only_help(typed: Sequence[str]) -> bool:
    """Say whether somebody asks only for the help of everything, or for the version."""
    return not {*typed}.isdisjoint(_HELP) and all(word.startswith("-") for word in typed)


def build_parser(*, whole: bool = True) -> DutchParser:
    """Make the parser of `mhtui` with all its commands; what it reads names its command in `target`.

    Without `whole` it knows no command, and its help is the same: twenty parsers take longer than all the rest of it.
    """
    parser = DutchParser(
        prog="mhtui",
        usage="mhtui [OPTIES] [OPDRACHT ...]",
        description=f"{_WHAT}\nZonder opdracht opent het programma.\n\n{_overview(COMMANDS)}",
        epilog=_MORE,
    )
    version = f"mhtui {__version__}"
    parser.options.add_argument("--version", action="version", version=version, help="toon de versie")
    for option in EVERYWHERE:
        _add(parser, option, default=None)
    parser.set_defaults(target="program:run")
    if whole:
        _commands(parser)
    return parser


def _commands(parser: DutchParser) -> None:
    """Give each command a parser of its own."""
    found = parser.add_subparsers(metavar="OPDRACHT", prog="mhtui", title="Opdrachten", help=argparse.SUPPRESS)
    seconds = {}
    for command in COMMANDS:
        first = command.words[0]
        if len(command.words) == 1:
            _fill(found.add_parser(first, prog=f"mhtui {first}"), command)
            continue
        if first not in seconds:
            group = found.add_parser(
                first,
                prog=f"mhtui {first}",
                usage=f"mhtui {first} OPDRACHT ...",
                description=_overview(each for each in COMMANDS if each.words[0] == first),
            )
            seconds[first] = group.add_subparsers(
                metavar="OPDRACHT", prog=f"mhtui {first}", required=True, dest="second", help=argparse.SUPPRESS
            )
        _fill(seconds[first].add_parser(command.words[1], prog=f"mhtui {' '.join(command.words)}"), command)


def _overview(commands: Iterable[Command]) -> str:
    """List commands with what they take: the part of the help that people look for."""
    lines = ["Opdrachten:"]
    for command in commands:
        lines += wrap(
            f"mhtui {command.shown}", _WIDTH, initial_indent="  ", subsequent_indent=" " * 14, break_on_hyphens=False
        )
        lines.append(f"      {command.help}")
    return "\n".join(lines)


def _fill(parser: DutchParser, command: Command) -> None:
    """Give one command its options, and those that every command takes."""
    parser.description = f"{command.help[0].upper()}{command.help[1:]}."
    parser.epilog = command.more
    parser.usage = "\n         ".join(wrap(f"mhtui {command.shown} [OPTIES]", _WIDTH - 9, break_on_hyphens=False))
    parser.set_defaults(target=command.target)
    for option in (*command.options, *EVERYWHERE):
        # what is not given here must not wipe out what was given before the command
        everywhere = option in EVERYWHERE
        _add(parser, option, default=argparse.SUPPRESS if everywhere else option.default)


def _add(parser: DutchParser, option: Option, *, default: str | None) -> None:
    """Add one option or word to a parser."""
    value = option.value or None
    if not option.name.startswith("-"):
        count = "+" if option.many else "?" if option.optional else None
        parser.arguments.add_argument(option.name, nargs=count, type=option.read, metavar=value, help=option.help)
    elif not option.value and not option.choices:
        parser.options.add_argument(option.name, action="store_true", help=option.help)
    elif option.many:
        parser.options.add_argument(option.name, action="append", default=[], metavar=value, help=option.help)
    else:
        parser.options.add_argument(
            option.name,
            required=option.required,
            default=default,
            type=option.read,
            choices=option.choices or None,
            metavar=value,
            help=option.help,
        )
