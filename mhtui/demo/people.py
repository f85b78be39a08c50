"""Invented people: names from many languages put together by chance, the same ones each time. Nobody real is meant."""

import random
import tomllib
from importlib.resources import files
from typing import Final

_REPORTERS: Final = "nederlands"
_AS_WRITTEN: Final = "los"
_ONE_IN: Final = 14
"""How often a name stands on a form as somebody half understood it."""


def read_data(name: str) -> dict[str, object]:
    """Read one of the data files of the demonstration."""
    return tomllib.loads(files("mhtui.demo").joinpath("data", name).read_text(encoding="utf-8"))


class People:
    """Gives names; a generator that was started in the same way gives the same names."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        lists = {str(name): _lists(value) for name, value in read_data("namen.toml").items()}
        self._as_written = lists.pop(_AS_WRITTEN)["voluit"]
        self._lists = lists

    def person(self) -> str:
        """Give the name of somebody who is involved."""
        if self._chance.randrange(_ONE_IN) == 0:
            return self._chance.choice(self._as_written)
        return self._put_together(self._chance.choice(sorted(self._lists)))

    def reporter(self) -> str:
        """Give the name of somebody who hands in a form."""
        return self._put_together(_REPORTERS)

    def _put_together(self, language: str) -> str:
        names = self._lists[language]
        return f"{self._chance.choice(names['voornamen'])} {self._chance.choice(names['achternamen'])}"


def _lists(value: object) -> dict[str, list[str]]:
    if not isinstance(value, dict):
        raise TypeError("a list of names was expected")
    return {str(name): [str(each) for each in names] for name, names in value.items()}
