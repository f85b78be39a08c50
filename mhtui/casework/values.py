"""The value lists: codes that are stored, words that are shown, and the days on which they may be chosen.

The lists are data (`data/values.toml`), because the law and the words change. A code that was ever stored keeps its
label for ever, also after it can no longer be chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field, model_validator

from mhtui.casework.datafile import SHIPPED, DataModel, read_data
from mhtui.casework.errors import InvalidForm, Problem

UNKNOWN: Final = "onbekend"
"""The code every list of the signal has, and every added field starts with."""


class ValueList(StrEnum):
    """The lists there are."""

    FORM = "uitbuitingsvorm"
    GROUP = "doelgroep"
    REPORTER_KIND = "soort_melder"
    RECEIVED_VIA = "ontvangen_via"
    DECISION = "besluit"
    OUTCOME = "uitkomst"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a list."""

    code: str
    label: str
    shown_when_zero: bool
    """Whether the year figures print it when nothing was counted."""
    short: str
    """The word for a narrow column."""


class _Line(DataModel):
    lijst: ValueList
    code: str = Field(pattern=r"^[a-z0-9_]+$")
    label: str = Field(min_length=1)
    kort: str = ""
    nul_tonen: bool = False
    vanaf: date | None = None
    tot: date | None = None

    def valid_on(self, day: date) -> bool:
        return (self.vanaf is None or self.vanaf <= day) and (self.tot is None or day < self.tot)


class _File(DataModel):
    waarde: tuple[_Line, ...]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> "_File":
        seen = [(line.lijst, line.code) for line in self.waarde]
        double = next((key for number, key in enumerate(seen) if key in seen[:number]), None)
        if double is not None:
            raise ValueError(f"{double[0].value} heeft de code {double[1]} twee keer")
        return self


def read_values(path: Path) -> Mapping[ValueList, tuple[_Line, ...]]:
    """Return the lines of each list in a file; raises `InvalidData`."""
    lines = read_data(path, _File).waarde
    return {name: tuple(line for line in lines if line.lijst is name) for name in ValueList}


@cache
def _shipped() -> Mapping[ValueList, tuple[_Line, ...]]:
    return read_values(SHIPPED / "values.toml")


def values(name: str, on: date) -> tuple[Value, ...]:
    """Return what may be chosen from a list on a day, in its own order; raises `ValueError` on an unknown list."""
    return tuple(
        Value(line.code, line.label, line.nul_tonen, line.kort or line.label)
        for line in _shipped()[ValueList(name)]
        if line.valid_on(on)
    )


@cache
def _labels(name: ValueList) -> Mapping[str, tuple[str, str]]:
    return {line.code: (line.label, line.kort or line.label) for line in _shipped()[name]}


def label(name: str, code: str) -> str:
    """Return the words of a code, also of one that is no longer valid; the code itself when nobody knows it."""
    return _labels(ValueList(name)).get(code, (code, code))[0]


def short_label(name: str, code: str) -> str:
    """Return the word of a code for a narrow column."""
    return _labels(ValueList(name)).get(code, (code, code))[1]


def require(name: str, code: str, on: date, field: str) -> None:
    """Raise `InvalidForm` about `field` unless the code may be chosen from the list on this day."""
    if all(value.code != code for value in values(name, on)):
        raise InvalidForm(field, Problem.UNKNOWN_VALUE)
