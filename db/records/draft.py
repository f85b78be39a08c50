"""What was said at the table and is not judged yet: a draft while the overleg goes on, a leftover once it is closed.

A draft lies under the key of that one open overleg, which is destroyed when it closes. A leftover is sealed to the
public key of identiteit: the table that wrote it cannot open it any more.
"""

from datetime import date
from typing import Self

from pydantic import model_validator

from db.records.base import Record, RowId
from db.records.meeting import Action, Decision, Note


class Draft(Record):
    """A note, a decision or an action as it was typed, with what was answered about it so far."""

    note: Note | None = None
    decision: Decision | None = None
    action: Action | None = None
    due_on: date | None = None
    """Uiterlijk of an action; a decision holds its own."""
    kept: tuple[str, ...] = ()
    """Words that were judged *niet herleidbaar*."""
    put: tuple[tuple[str, str], ...] = ()
    """Pairs (words, what is to stand in their place)."""
    later: bool = False
    """Whether the table leaves what is open to the aandachtsfunctionaris."""
    edits: RowId | None = None
    """The note that these are to be the new words of; None for a note that is new."""
    before: str = ""
    """The words of that note as its writer read them."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(each is not None for each in (self.note, self.decision, self.action)) != 1:
            raise ValueError("a draft is of one thing")
        return self

    @property
    def said(self) -> Note | Decision | Action:
        """What it will be once everything in it is answered."""
        found = self.note or self.decision or self.action
        if found is None:  # the validator saw to it
            raise ValueError("a draft of nothing")
        return found


class Leftover(Record):
    """A draft with open findings, as the overleg that was closed left it to the aandachtsfunctionaris."""

    draft: Draft
    place: RowId
    """The overleg compartment it was written in, and goes back to."""
