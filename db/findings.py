"""What the replay of the log says: one finding for each thing that does not hold, and a report.

A finding names a table and a row, never content: an id that is not one of ours is not repeated either.
"""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is wrong."""

    ROW_CHANGED = "row_changed"
    ROW_MISSING = "row_missing"
    ROW_UNKNOWN = "row_unknown"
    ENTRY_MISSING = "entry_missing"
    ENTRY_UNREADABLE = "entry_unreadable"
    ENTRY_SIGNATURE = "entry_signature"
    ENTRY_NOT_ALLOWED = "entry_not_allowed"
    DIRECTORY = "directory"
    HEAD = "head"
    DAMAGED_FILE = "damaged_file"
    HALF_SHREDDED = "half_shredded"
    """A row of a dossier that was destroyed: it should have gone with it, or came after."""
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold."""

    kind: FindingKind
    table: str
    row: str
    """Id of the row, or number of the entry; `?` when it is not an id of ours, empty for the table as a whole."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the replay saw."""

    entries: int
    rows: int
    head: str
    """Digest of the newest entry: compare it with the one on the last printed minutes."""
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
