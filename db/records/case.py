"""A case and what the table may see of it.

`Case` and `Link` are sealed under `identiteit`; `Release` is sealed under the overleg compartment of one series, and
moves to `identiteit` when it is withdrawn.
"""

from datetime import date, datetime

from pydantic import Field

from db.records.base import Record, RowId


class Case(Record):
    """One casus as the aandachtsfunctionaris sees it."""

    number: str
    """`C-2026-009`."""
    codename: str
    """A word the table can pronounce: a tree, a river, a bird; never also a name of a person."""
    exploitation_form: str = "onbekend"
    opened_on: date
    draft_text: str = Field(default="", max_length=200_000)
    """The text as the table will see it, not yet released."""


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
    """SHA-256 over text, finder version, holder and time."""
    finder: str
    """Version of the finder of names that judged the text, or `geen`."""
    answers: tuple[str, ...] = ()
    """Codes of the human questions that were answered with "nee, dat kan niet"."""
    released_by: str
    """Label of the holder."""
    released_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
