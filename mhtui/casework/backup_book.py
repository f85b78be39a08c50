"""What the logboek says of back-ups, kept at hand for one session: which were made, tried, found damaged.

Each entry is signed by who did it. The log is asked for these deeds alone, and afterwards only for what came since.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final

from db.log import LogEntry
from db.records.base import Sealed
from db.roles import Deed
from db.store import Store
from keys.ring import Ring

_DEEDS: Final = (Deed.BACKUP_MADE, Deed.BACKUP_FAILED, Deed.BACKUP_DESTROYED, Deed.DRILLED)
_PAGE: Final = 500
_SAID: Final = re.compile(r"(?:sha256 ([0-9a-f]{64}))?(?:(?:, |^)regel (\d{1,18})\b)?")


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One entry about a back-up."""

    seq: int
    deed: Deed
    who: str
    """Function of the holder."""
    at: datetime
    name: str
    """Of the file; empty when there is none because making it failed."""
    digest: str
    """SHA-256 of the file, in hex; empty where it is not said."""
    up_to: int
    """The newest entry of the log that is in it: no two back-ups have the same. 0 where it is not said."""


class BackupBook:
    """The memory of one session; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ring: Ring | None = None
        self._mark = 0
        self._lines: tuple[BackupLine, ...] = ()
        self._since: datetime | None = None

    def lines(self, store: Store) -> tuple[BackupLine, ...]:
        """Return every entry about a back-up that this session can open, newest first; raises as `Store.log`."""
        with self._lock:
            self._follow(store)
            return self._lines

    def since(self, store: Store) -> datetime | None:
        """Return when the kluis was made; None for a session without the logboek."""
        with self._lock:
            self._follow(store)
            if self._since is None:
                for entry in store.log(before=2):
                    self._since = None if isinstance(entry.detail, Sealed) else entry.detail.at
            return self._since

    def _follow(self, store: Store) -> None:
        """Read what came since."""
        ring, mark = store.open_ring, store.change_mark()
        if ring is not self._ring:
            self._ring, self._mark, self._lines, self._since = ring, 0, (), None
        found: list[BackupLine] = []
        before: int | None = mark + 1
        while mark > self._mark and (page := store.log(before=before, after=self._mark, limit=_PAGE, only=_DEEDS)):
            found += [line for entry in page if (line := _line(entry)) is not None]
            before = page[-1].seq
        self._mark, self._lines = mark, (*found, *self._lines)


def _line(entry: LogEntry) -> BackupLine | None:
    """Read an entry; None for a session that does not open it."""
    if isinstance(entry.detail, Sealed):
        return None
    said = _SAID.match(entry.detail.text)
    digest, up_to = (said[1] or "", int(said[2] or 0)) if said else ("", 0)
    return BackupLine(entry.seq, entry.deed, entry.label, entry.detail.at, entry.detail.subject, digest, up_to)
