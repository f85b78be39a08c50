"""What a command of `mhtui` is: its words, its help, and what it takes. Imports nothing but the standard library.

Named tuples and no dataclasses: those import what reads source code, which is a third of `mhtui --help`.
"""

import argparse
from collections.abc import Callable
from typing import Final, NamedTuple


class Option(NamedTuple):
    """Something a command takes: `--so` with or without a value, or a word in its place."""

    name: str
    """`--json`, or the word's own name (`nummer`)."""
    help: str
    value: str = ""
    """How its value is called in the help; empty for a switch."""
    required: bool = False
    many: bool = False
    """May be given more than once; for a word: at least one."""
    optional: bool = False
    """A word that may be left out."""
    read: Callable[[str], object] = str
    choices: tuple[str, ...] = ()
    default: str | None = None
    brief: bool = True
    """Whether the overview of all commands shows it."""

    @property
    def shown(self) -> str:
        """The option as the overview shows it."""
        if not self.name.startswith("-"):
            word = f"{self.value}..." if self.many else self.value
            return f"[{word}]" if self.optional else word
        text = f"{self.name} {self.value or '|'.join(self.choices)}".strip()
        return text if self.required else f"[{text}]"


class Command(NamedTuple):
    """One command: its words, what it does, where it is, and what it takes beside what every command takes."""

    words: tuple[str, ...]
    help: str
    target: str
    """`module:function` under `mhtui.cli`."""
    options: tuple[Option, ...] = ()
    more: str = ""
    """Text under the help of this one command."""

    @property
    def shown(self) -> str:
        """The command as the overview shows it: its words and what it takes."""
        return " ".join([*self.words, *(option.shown for option in self.options if option.brief)])


def whole(what: str, least: int, most: int) -> Callable[[str], int]:
    """Read a whole number between two limits, both included."""

    def read(typed: str) -> int:
        if not (
            typed.isascii() and typed.isdecimal() and len(typed) < len(str(most)) + 5 and least <= int(typed) <= most
        ):
            raise argparse.ArgumentTypeError(f"moet {what} zijn, van {least} tot en met {most}")
        return int(typed)

    return read


MONTHS: Final = whole("een aantal maanden", 1, 1200)
"""Reads a bewaartermijn."""
