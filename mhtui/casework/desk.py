"""Where somebody sits down to work: an unlocked kluis, with the clock and the places this session can reach.

Every function of casework takes a `Desk` first. It opens nothing itself and holds no record of a person.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from db.opening import OpenCompartment
from db.records.base import CompartmentId
from db.store import Store
from keys.directory import Kind, Role
from mhtui.casework.backup_book import BackupBook
from mhtui.casework.board import Board
from mhtui.casework.ledger import Ledger
from mhtui.casework.routing import Rules, rules_named
from mhtui.casework.wording import NO_ANSWERS, Answers


@dataclass(frozen=True, slots=True)
class Desk:
    """An unlocked store and what the rules of the work ask of it."""

    store: Store
    ledger: Ledger = field(default_factory=Ledger, repr=False, compare=False)
    """What this session keeps at hand; ends with the desk, when the kluis is locked."""
    board: Board = field(default_factory=Board, repr=False, compare=False)
    """What this session saw on Overzicht; ends with the desk too."""
    backups: BackupBook = field(default_factory=BackupBook, repr=False, compare=False)
    """What this session read of back-ups in the logboek."""
    answers: Answers = NO_ANSWERS
    """What was answered about the words that are being written now."""

    def answered(self, answers: Answers) -> "Desk":
        """Return this desk for writing one text, with what was answered about it."""
        return replace(self, answers=answers)

    @property
    def role(self) -> Role:
        """The role of this session; raises `NotAllowed` when the kluis is locked."""
        return self.store.role

    @property
    def label(self) -> str:
        """The function of this session's holder, as it is written beside a note."""
        return self.store.me.label

    def now(self) -> datetime:
        """Return the moment now, with its time zone."""
        return self.store.clock()

    def today(self) -> date:
        """Return the day it is where the clock stands."""
        return self.now().date()

    @property
    def identity(self) -> CompartmentId:
        """The identiteit compartment of this session; raises `NotAllowed` for who may not see a reporter."""
        return self.store.place(Kind.IDENTITEIT).id

    @property
    def sees_identity(self) -> bool:
        """Whether this session can open signals and cases whole."""
        return bool(self.store.places(Kind.IDENTITEIT))

    def series_places(self) -> tuple[OpenCompartment, ...]:
        """Return the overleg compartments this session can open, one a series."""
        return self.store.places(Kind.OVERLEG)

    @property
    def rules(self) -> Rules:
        """The routing rules of this kluis; raises `NotAllowed`, and `InvalidData` when the file cannot be used."""
        return rules_named(self.store.place(Kind.IDENTITEIT).label.rules)
