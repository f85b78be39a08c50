"""A case and what the table may see of it.

`Case` and `Link` are sealed under `identiteit`; `Release` is sealed under the overleg compartment of one series, and
moves to `identiteit` when it is withdrawn.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from db.records.base import Record, RowId


class Verdict(StrEnum):
    """What is done with words that could make somebody recognisable."""

    LABEL = "label"
    """A label of the dossier in their place: *Betrokkene A*."""
    GENERAL = "algemener"
    """Something vaguer in their place: *16-20 jaar*."""
    DROP = "geschrapt"
    """Left out."""
    KEEP = "niet_herleidbaar"
    """They stay: nobody is recognised by them."""


class Judgement(Record):
    """How the aandachtsfunctionaris answered one string; it counts wherever that string stands in the text."""

    text: str
    """The words as they stand, with single spaces."""
    verdict: Verdict | None = None
    """None while a marking made by hand is not answered."""
    put: str = ""
    """What the table reads in its place; empty when the words stay."""
    known: bool = False
    """Whether it was judged as an identity registered in the dossier; *niet herleidbaar* of before does not count."""
    by_hand: bool = False
    """Marked by a person: it is a marking wherever it stands, whatever the program finds."""


class Label(Record):
    """The label of one registered identity; it stays the same in the dossier, over years."""

    value: str
    label: str


class Case(Record):
    """One casus as the aandachtsfunctionaris sees it."""

    number: str
    """`C-2026-009`."""
    codename: str
    """A word the table can pronounce: a tree, a river, a bird; never also a name of a person."""
    exploitation_form: str = "onbekend"
    opened_on: date
    draft_text: str = Field(default="", max_length=200_000)
    """The text the release is made of: what is judged in it is replaced when it is released."""
    judgements: tuple[Judgement, ...] = ()
    labels: tuple[Label, ...] = ()


class Link(Record):
    """A signal belongs to a case; splitting removes the row and leaves a tombstone."""

    signal_id: RowId
    case_id: RowId
    linked_on: date


class Release(Record):
    """The text of a case that one series of meetings can open."""

    case_id: RowId
    number: str
    codename: str
    exploitation_form: str
    signal_count: int = Field(ge=0)
    text: str = Field(max_length=200_000)
    digest: str
    """SHA-256 over text, finder version, holder, time, and a keyed digest of the identities known in the dossier."""
    finder: str
    """Version of the finder whose findings in this text were all judged."""
    kept: tuple[str, ...] = ()
    """Words in it that were judged *niet herleidbaar*."""
    put: tuple[str, ...] = ()
    """Labels and vaguer words in it; what stood there before is in no overleg compartment."""
    answers: tuple[str, ...] = ()
    """Codes of the human questions that were answered with "nee, dat kan niet"."""
    released_by: str
    """Label of the holder."""
    released_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
