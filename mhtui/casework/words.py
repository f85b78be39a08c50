"""Wachtzinnen that the program proposes: six Dutch words from a list of 4096, 72 bits, easy to remember and to type.

The list is data and no secret; chance is given to it. It never sees or keeps a wachtzin that somebody made up.
"""

import secrets
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

WORDS: Final = 6
LIST_LENGTH: Final = 4096
"""2 to the 12th: twelve bits a word."""


@cache
def word_list() -> tuple[str, ...]:
    """Read the words: four to eight letters, no two of them one typing error apart."""
    lines = files("mhtui").joinpath("data", "wachtzinwoorden.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


def propose(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Propose a wachtzin of six words, with a space between them."""
    return " ".join(choose(word_list()) for _ in range(WORDS))
