"""How old the newest good back-up is, and whether it is time for another one: from the logboek, never from a folder.

Good is: it was written whole and read back, as its signed entry says, and nobody found it damaged since. Whether the
file is still where it was put, the logboek cannot know; the screen Back-up says what lies in the folder.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.roles import Deed
from keys.directory import Kind
from mhtui.casework.backup_book import BackupLine
from mhtui.casework.desk import Desk


@dataclass(frozen=True, slots=True)
class BackupAge:
    """Where a kluis stands with its back-ups."""

    newest: BackupLine | None
    """The newest good one."""
    drilled_at: datetime | None
    """When putting that one back was tried, and went well."""
    failed_at: datetime | None
    """When making one failed after it."""
    days: int
    """Since the newest good one, or since the kluis was made; below 0 when the clock went back."""
    every: int
    """Days after which it is time for another one."""

    @property
    def due(self) -> bool:
        """Whether it is time; also when the clock went back, for then nobody knows how old it is."""
        return not 0 <= self.days < self.every

    @property
    def short(self) -> str:
        """For the header; nothing before a first one is due."""
        if self.newest is None:
            return "geen back-up" if self.due else ""
        return f"back-up {self.days} d" if self.days >= 0 else "back-up: klok?"

    @property
    def sentence(self) -> str:
        """The same for who reads."""
        if self.newest is None:
            return "Er is nog geen back-up van deze kluis."
        if self.days < 0:
            return "De nieuwste goede back-up is van later dan nu: kijk of de klok van deze computer goed staat."
        ago = {0: "van vandaag", 1: "van gisteren"}.get(self.days, f"{self.days} dagen oud")
        return f"De nieuwste goede back-up is {ago}."


def good_ones(lines: Iterable[BackupLine]) -> tuple[BackupLine, ...]:
    """Return the back-ups that were made and not found damaged since, newest first; `lines` come newest first."""
    damaged: set[str] = set()
    proved: set[str] = set()
    found: list[BackupLine] = []
    for line in lines:
        if line.deed is Deed.DRILLED and line.name not in damaged:
            proved.add(line.name)
        elif line.deed is Deed.BACKUP_FAILED and line.name and line.name not in proved:
            damaged.add(line.name)
        elif line.deed is Deed.BACKUP_MADE and line.name not in damaged:
            found.append(line)
    return tuple(found)


def backup_age(desk: Desk, every: int) -> BackupAge | None:
    """Say where the kluis stands; None for who has no logboek, and in a demonstration, of which nothing is to be kept.

    Raises what `Store.log` raises.
    """
    store = desk.store
    if store.demo or not store.places(Kind.LOGBOEK):
        return None
    lines, since = desk.backups.lines(store), desk.backups.since(store)
    newest = next(iter(good_ones(lines)), None)
    tried = (line.at for line in lines if newest and line.deed is Deed.DRILLED and line.digest == newest.digest)
    after = newest.seq if newest else 0
    failed = (line.at for line in lines if line.deed is Deed.BACKUP_FAILED and not line.name and line.seq > after)
    start, zone = newest.at if newest else since, desk.now().tzinfo
    days = (desk.today() - start.astimezone(zone).date()).days if start else 0
    return BackupAge(newest, next(tried, None), next(failed, None), days, every)
