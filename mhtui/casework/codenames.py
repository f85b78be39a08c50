"""Codenames of cases: words the table can pronounce and that are nobody's name.

The names are data (`data/codenames.toml`). A name is not given out again while another is free; when all have been
given, a second round begins ("Wilg 2"). Nothing here says what a case is about.
"""

from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain, count, islice, zip_longest
from typing import Final

from mhtui.casework.datafile import SHIPPED, DataModel, read_data

_SECOND_ROUND: Final = 2


class _File(DataModel):
    bomen: list[str]
    rivieren: list[str]
    vogels: list[str]


@cache
def names() -> tuple[str, ...]:
    """Return every codename of the first round, in the order in which they are given out."""
    found = read_data(SHIPPED / "codenames.toml", _File)
    rounds = zip_longest(found.bomen, found.rivieren, found.vogels)
    return tuple(name for name in chain.from_iterable(rounds) if name)


def _rounds() -> Iterator[tuple[str, ...]]:
    yield names()
    for number in count(_SECOND_ROUND):
        yield tuple(f"{name} {number}" for name in names())


def free(used: Collection[str], how_many: int) -> tuple[str, ...]:
    """Return the next names that no case has or had, all of the earliest round that has any left."""
    taken = set(used)
    for names_of_round in _rounds():
        left = tuple(islice((name for name in names_of_round if name not in taken), how_many))
        if left:
            return left
    raise AssertionError("rounds never end")


def may_be_used(name: str, used: Collection[str]) -> bool:
    """Whether a name is a codename of the round that is being given out, and nobody has or had it."""
    taken = set(used)
    return name not in taken and name in free(taken, len(names()))


def is_codename(name: str) -> bool:
    """Whether a name comes from the list, of whatever round."""
    base, _, number = name.rpartition(" ")
    if not base:
        return name in names()
    return base in names() and number.isdecimal() and number == str(int(number)) and int(number) >= _SECOND_ROUND
