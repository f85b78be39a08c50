"""Series, meetings, agenda, notes, decisions and actions: what the table works with.

All are sealed under the overleg compartment of their series. What is about a case lies under the case's own data key,
so that it goes when the case is shredded.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from db.records.base import Answer, Record, RowId


class SeriesKind(StrEnum):
    """Lokaal ondermijningsoverleg (Lopik, every four weeks) or the regional Drieluik (Drenthe)."""

    LOCAL = "lokaal"
    DRIELUIK = "drieluik"


class Series(Record):
    """A series of meetings; its dates are counted from the first, a moved date moves alone."""

    name: str
    kind: SeriesKind
    first_on: date
    every_days: int = Field(default=28, ge=1, le=366)
    moved: tuple[tuple[date, date], ...] = ()
    """Pairs (planned day, day it is held)."""
    functions: tuple[str, ...] = ()
    """Who sit at the table, by function."""
    item_minutes: int = Field(default=10, ge=1, le=240)


class MeetingStatus(StrEnum):
    """Where a meeting is."""

    PLANNED = "gepland"
    RUNNING = "bezig"
    CLOSED = "gesloten"


class Attendance(Record):
    """Present or not, by function; names of attendants are not kept."""

    function: str
    present: Answer = Answer.UNKNOWN


class MinutesCheck(Record):
    """That the aandachtsfunctionaris had the besluitenlijst looked through for who is registered in its dossiers.

    It names no words: keyed digests of them and of who was registered, which only who opens identiteit can make.
    """

    words: str
    known: str
    finder: str
    """Version of the finder that looked."""
    by: str
    at: datetime


class Meeting(Record):
    """One overleg on one day."""

    series_id: RowId
    on: date
    title: str
    status: MeetingStatus = MeetingStatus.PLANNED
    started_at: datetime | None = None
    closed_at: datetime | None = None
    current_item: RowId | None = None
    current_since: datetime | None = None
    """When the clock of the current item started; None when it stands still."""
    attendance: tuple[Attendance, ...] = ()
    kept: tuple[str, ...] = ()
    """Words in it that were judged *niet herleidbaar* when it was written."""
    checked: MinutesCheck | None = None
    """What lets its besluitenlijst go round, as long as it is of these very words."""


class ItemKind(StrEnum):
    """What an agenda item is for."""

    OPENING = "opening"
    ANNOUNCEMENTS = "mededelingen"
    MINUTES = "besluitenlijst"
    ACTIONS = "acties"
    CASE = "casus"
    FREE = "vrij"
    ROUND = "rondvraag"


class ItemStatus(StrEnum):
    """What became of an item; `WITHDRAWN` is off the table for an interest, with its reason."""

    OPEN = "open"
    DISCUSSED = "besproken"
    PARKED = "geparkeerd"
    WITHDRAWN = "van_tafel"


class AgendaItem(Record):
    """One item; `Stored.rank` is its place on the agenda."""

    meeting_id: RowId
    kind: ItemKind
    title: str
    case_id: RowId | None = None
    case_number: str = ""
    codename: str = ""
    exploitation_form: str = ""
    why: str = ""
    """Why it is on the agenda."""
    status: ItemStatus = ItemStatus.OPEN
    status_reason: str = ""
    kept: tuple[str, ...] = ()
    """Words in it that were judged *niet herleidbaar* when it was written."""
    seconds: int = Field(default=0, ge=0)
    """Time used so far, in whole seconds."""


class NoteKind(StrEnum):
    """A note of the table, or a question that the aandachtsfunctionaris asks the reporter."""

    NOTE = "notitie"
    QUESTION = "vraag_aan_melder"


class Note(Record):
    """What was said, without a name."""

    meeting_id: RowId | None = None
    item_id: RowId | None = None
    case_id: RowId | None = None
    kind: NoteKind = NoteKind.NOTE
    text: str = Field(max_length=20_000)
    kept: tuple[str, ...] = ()
    """Words in it that were judged *niet herleidbaar* when it was written."""
    by: str
    """Label of the holder who wrote it."""
    at: datetime


class Decision(Record):
    """A besluit; kinds are a value list (besluit)."""

    meeting_id: RowId | None = None
    item_id: RowId | None = None
    case_id: RowId | None = None
    kind: str
    text: str = Field(default="", max_length=20_000)
    kept: tuple[str, ...] = ()
    """Words in it that were judged *niet herleidbaar* when it was written."""
    owner: str = ""
    """Actiehouder: a function, never a name."""
    due_on: date | None = None
    """Uiterlijk."""
    by: str
    at: datetime


class ActionStatus(StrEnum):
    """Open, done, or fallen away with a reason."""

    OPEN = "open"
    DONE = "gedaan"
    DROPPED = "vervallen"


class Action(Record):
    """An actie; `Stored.due_on` is its uiterlijk."""

    meeting_id: RowId | None = None
    item_id: RowId | None = None
    case_id: RowId | None = None
    decision_id: RowId | None = None
    text: str = Field(max_length=20_000)
    kept: tuple[str, ...] = ()
    """Words in it that were judged *niet herleidbaar* when it was written."""
    owner: str
    status: ActionStatus = ActionStatus.OPEN
    status_reason: str = ""
    done_on: date | None = None
    by: str
    at: datetime
