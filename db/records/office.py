"""What describes the kluis itself: its compartments, its holders, its figures and its log details."""

from datetime import date, datetime

from pydantic import Field

from db.records.base import Answer, Record


class HarmlessWord(Record):
    """Words declared to be nobody's, exactly as they must stand; a name may be among them by mistake."""

    text: str = Field(min_length=1, max_length=200)
    by: str
    """Label of the holder."""
    at: datetime


class CompartmentLabel(Record):
    """The sealed label of a compartment, under its own key: every holder of it learns the name of the kluis."""

    kind: str
    """A `keys.directory.Kind` value."""
    label: str
    """`Lopik`, `Lokaal ondermijningsoverleg`, `2026`; empty for beheer and logboek."""
    store_name: str
    municipality: str
    municipalities: tuple[str, ...] = ()
    """The list for herkomst signaal, without onbekend; figures show zero for those without a signal."""
    year: int | None = None
    """Of a cijfers compartment."""
    retention_months: int | None = Field(default=None, ge=1, le=1200)
    """Bewaartermijn of a casus in months; only in identiteit. Asked when the kluis is made, no default."""
    alone_months: int | None = Field(default=None, ge=1, le=1200)
    """The same of a signal that stands alone; None when it is that of a casus."""
    region: bool = False
    """Whether an identiteit is that of a region: the zorgcoördinator takes in there, and never for a municipality."""
    rules: str = ""
    """Which routing rules: `lopik`, `drenthe`; only in identiteit."""
    harmless: tuple[HarmlessWord, ...] = ()
    """Words that Afschermen does not mark; only in identiteit."""
    spent: tuple[str, ...] = ()
    """Numbers and codenames of dossiers that were destroyed, and are not given again; only in identiteit."""
    digest_secret: str = Field(default="", repr=False)
    """64 hexadecimal digits, only in identiteit: keys the digests that recognise a form seen before. It outlives the
    epochs of the compartment key, so that a form of last year is still recognised after a handover."""


class HolderCard(Record):
    """A holder's own name, sealed under beheer; the directory knows only the function."""

    label: str
    name: str = ""


class Fact(Record):
    """What the year figures count of one new signal; it cannot point back to the signal."""

    month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    exploitation_form: str
    municipality: str
    reporter_kind: str
    groups: tuple[str, ...] = ()
    minor: Answer = Answer.UNKNOWN
    urgent: Answer = Answer.UNKNOWN
    reported_to_partner: Answer = Answer.UNKNOWN
    """Led to a melding (Lopik, Monitoring): yes once a partner was told."""
    outcome: str = "open"
    """`open`, or the code of the way it was closed."""


class Shredding(Record):
    """What may stay of a dossier that was destroyed: no name, no place, no text of it."""

    number: str
    """Of the case, or of the signal that stood alone."""
    signals: tuple[str, ...] = ()
    """Numbers of the signals in a case."""
    since: date
    """The day its first signal was taken in."""
    ended_on: date
    """The day it was closed: the bewaartermijn counts from there."""
    due_on: date
    """The day from which it could be destroyed."""
    reason: str
    """Why it was destroyed now, as the aandachtsfunctionaris wrote it."""
    category: str
    """Category of the selectielijst."""
    on_request: bool = False
    """Before that day, because somebody in it asked to be erased (AVG art. 17)."""
    rows: int = Field(ge=0)
    keys: int = Field(ge=0)
    """How many records and how many data keys were taken away."""


class LogDetail(Record):
    """The sealed part of a log entry: the exact time and what it was about, in words."""

    at: datetime
    subject: str = ""
    """Number of the signal, case or meeting."""
    text: str = ""
    shredding: Shredding | None = None
    """Only in the entry that destroyed a dossier: its tombstone in words."""


class RootSecret(Record):
    """The private root key that signs the directory, sealed under beheer; its repr shows nothing."""

    private: str = Field(repr=False, min_length=64, max_length=64)
    """64 hexadecimal digits."""
