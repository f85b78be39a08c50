"""The back-ups that are known: those in a folder, those the logboek names, and which of them are to be cleared away.

Of two clocks none is believed: what is older is what has fewer entries of the log in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from dateutil.relativedelta import relativedelta

from db.backup.container import digest_of_file
from db.backup.making import Progress, nobody
from db.backup.placing import mapped_disk
from db.backup.shelf import Lying, Whose, destroy, lying_in
from db.errors import StorageFailure
from db.roles import Deed
from keys.directory import Kind
from mhtui.casework.backup_age import good_ones
from mhtui.casework.backup_book import BackupLine
from mhtui.casework.desk import Desk
from mhtui.casework.retention import long_idle
from mhtui.casework.terms import terms_of

KEEP_WORDS: Final = "er zijn er genoeg die nieuwer zijn"
RETENTION_WORDS: Final = "ouder dan de bewaartermijn"


@dataclass(frozen=True, slots=True)
class KnownBackup:
    """One line: a file, an entry of the logboek, or both."""

    name: str
    at: datetime | None
    """When it was made; None of a file that is not to be believed."""
    who: str
    """Function of who made it, from the logboek; empty for a file that does not stand there."""
    up_to: int
    """The newest entry of the log that is in it; 0 when nobody can tell."""
    lying: Lying | None
    """The file; None when it is not in this folder."""
    damaged: bool = False
    """Whether somebody found it damaged, and not whole since."""
    drilled_at: datetime | None = None
    logged: bool = True
    """Whether the logboek names it."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """A file that can go, and why."""

    backup: KnownBackup
    why: str


@dataclass(frozen=True, slots=True)
class Clearing:
    """What can go from a folder."""

    newest: KnownBackup | None
    """The newest good one that lies there, its digest compared; without it nothing can go."""
    doomed: tuple[Doomed, ...] = ()
    """Newest first."""


def known_backups(desk: Desk, folder: Path | None) -> tuple[KnownBackup, ...]:
    """Return what is known, newest first; what was destroyed here is not in it, and files that tell nothing come last.

    Raises `NotFound` when there is no such folder, `StorageFailure`, and what `Store.log` raises.
    """
    lines = desk.backups.lines(desk.store)
    files = list(lying_in(desk.store, folder)) if folder is not None else []
    made = {line.up_to: line for line in lines if line.deed is Deed.BACKUP_MADE}
    good = {line.up_to for line in good_ones(lines)}
    gone = {line.up_to for line in lines if line.deed is Deed.BACKUP_DESTROYED}
    drilled = {line.digest: line.at for line in reversed(lines) if line.deed is Deed.DRILLED}
    there = [_of_file(file, made, good, drilled) for file in files]
    seen = {each.up_to for each in there}
    away = [
        KnownBackup(line.name, line.at, line.who, at, None, at not in good, drilled.get(line.digest))
        for at, line in made.items()
        if at not in seen | gone
    ]
    return tuple(sorted([*there, *away], key=lambda each: (-each.up_to, each.name)))


def _of_file(file: Lying, made: dict[int, BackupLine], good: set[int], drilled: dict[str, datetime]) -> KnownBackup:
    if file.whose is not Whose.OURS or file.summary is None:
        return KnownBackup(file.path.name, None, "", 0, file, logged=False)
    at = file.summary.seq
    line = made.get(at)
    if line is None:
        return KnownBackup(file.path.name, file.summary.made, "", at, file, logged=False)
    return KnownBackup(file.path.name, line.at, line.who, at, file, at not in good, drilled.get(line.digest))


def clearing(desk: Desk, folder: Path, keep: int) -> Clearing:
    """Say what can go from a folder: what `keep` newer ones make needless, and what is older than the bewaartermijn.

    Only files of this kluis by their signature; never the newest that the logboek names and of which every byte is
    there, nor what is newer than that; none for its age when the clock may be wrong.

    Raises `NotAllowed` without the logboek, and what `known_backups` raises.
    """
    desk.store.place(Kind.LOGBOEK)
    ours = [each for each in known_backups(desk, folder) if each.lying is not None and each.up_to]
    newest = next((each for each in ours if each.logged and not each.damaged and _whole(desk, each)), None)
    if newest is None:
        return Clearing(None)
    months = terms_of(desk).shortest if desk.sees_identity else None  # it stands in identiteit
    sure = months is not None and long_idle(desk) is None  # a clock that is years ahead makes everything old
    until = desk.now() - relativedelta(months=months or 0) if sure else None
    counted = sorted({each.up_to for each in ours if each.logged and not each.damaged and each.up_to <= newest.up_to})
    first_kept = counted[-keep] if keep <= len(counted) else 0
    return Clearing(newest, tuple(_doomed(ours, newest.up_to, first_kept, until)))


def _doomed(ours: list[KnownBackup], newest: int, first_kept: int, until: datetime | None) -> Iterator[Doomed]:
    for each in ours:
        if each.up_to >= newest:
            continue
        if until is not None and each.at is not None and each.at < until:
            yield Doomed(each, RETENTION_WORDS)
        elif each.up_to < first_kept:
            yield Doomed(each, KEEP_WORDS)


def _whole(desk: Desk, backup: KnownBackup) -> bool:
    """Whether every byte of a file is the one that the logboek names."""
    line = next(line for line in desk.backups.lines(desk.store) if line.up_to == backup.up_to and line.digest)
    try:
        with mapped_disk():
            return backup.lying is not None and digest_of_file(backup.lying.path) == line.digest
    except StorageFailure:
        return False


def clear_away(desk: Desk, found: Clearing, *, progress: Progress = nobody) -> int:
    """Destroy what can go, each file with an entry of its own; return how many went.

    Raises what `db.backup.shelf.destroy` raises: what went before that is gone and stands in the logboek.
    """
    for done, each in enumerate(found.doomed):
        progress(done, len(found.doomed))
        if each.backup.lying is not None:
            destroy(desk.store, each.backup.lying, f"regel {each.backup.up_to}, {each.why}")
    return len(found.doomed)
