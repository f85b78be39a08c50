"""The shape every record shares, and what a row looks like from outside.

A record never holds a key and never knows its table. A row whose compartment is not unlocked has
`SEALED` in the place of its record: a value, not an error.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final, Generic, NewType, TypeVar

from pydantic import BaseModel, ConfigDict

RowId = NewType("RowId", str)
"""32 lower-case hexadecimal digits, random, made by the client."""
DossierId = NewType("DossierId", str)
"""The id of the dossier (signal, case or meeting) whose data key seals a row."""
CompartmentId = NewType("CompartmentId", str)
"""The random id of a compartment in the signed directory."""


class Record(BaseModel):
    """A frozen record; unknown fields are refused so that a newer format is never half-read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sealed(Enum):
    """The one value that stands for "this session cannot open it"."""

    SEALED = "verzegeld"


SEALED: Final = Sealed.SEALED

R_co = TypeVar("R_co", bound=Record, covariant=True)
"""A frozen row of one noun is also a frozen row of any record."""


class State(StrEnum):
    """The only status kept in the clear: enough to page through work, too little to tell what it is."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


class Answer(StrEnum):
    """A yes or no question of the form; `UNKNOWN` counts as yes in every rule with force altijd or direct."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Stored(Generic[R_co]):
    """One row of the store: its plain columns, and its record or `SEALED`."""

    table: str
    id: RowId
    dossier: DossierId
    compartment: CompartmentId
    version: int
    """Starts at 1 and rises by one with every change."""
    state: State
    rank: int
    """Order within its list: running number, or place on an agenda."""
    due_on: date | None
    record: R_co | Sealed

    @property
    def opened(self) -> R_co:
        """The record; raises `SealedRecordError` when this session cannot open it."""
        if isinstance(self.record, Sealed):
            raise SealedRecordError
        return self.record

    @property
    def is_sealed(self) -> bool:
        """Whether the compartment of this row is locked for this session."""
        return isinstance(self.record, Sealed)


class SealedRecordError(LookupError):
    """A record was asked for that this session cannot open; callers should have shown the mask."""


@dataclass(frozen=True, slots=True)
class Page(Generic[R_co]):
    """At most the asked number of rows; `more` says whether there are rows after the last one."""

    rows: tuple[Stored[R_co], ...]
    more: bool
