"""Backups as the work knows them: where a file comes, what is told of it, and whether it is of a kluis we know.

Decides nothing about the format: `db.backup` does. It never opens a kluis that is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from db.backup.lines import Dump
from db.backup.making import Made, Progress, make_backup, nobody
from db.backup.origin import hold_fingerprint, hold_mark
from db.backup.shelf import ENDING
from db.marks import Mark
from keys.directory import fingerprint
from mhtui.casework.desk import Desk


def keep(desk: Desk, target: Path, *, progress: Progress = nobody) -> Made:
    """Make a backup in a file, or in a folder under a name of its own: raises what `make_backup` raises."""
    path = target / f"back-up-{desk.now():%Y-%m-%d-%H%M%S}{ENDING}" if target.is_dir() else target
    readme = files("mhtui").joinpath("data", "LEESMIJ.txt").read_text(encoding="utf-8")
    return make_backup(desk.store, path, readme, progress=progress)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose backup it is, as far as this computer can tell."""

    fingerprint: str
    sure: bool
    """Whether a kluis that this computer saw, or a fingerprint that somebody gave, says that it is ours."""
    newer: int
    """Entries of the log that this computer saw and the backup does not have."""
    elsewhere: bool
    """Whether this computer knows the kluis in some place."""

    @property
    def words(self) -> tuple[str, ...]:
        """What a person should know of it."""
        said = [f"Vingerafdruk: {self.fingerprint}"]
        if not self.sure:
            said.append(
                "Deze computer kan niet vaststellen of dit uw kluis is: vergelijk de vingerafdruk met uw herstelblad."
            )
        if self.newer:
            said.append(f"Het logboek van die kluis ging na deze back-up nog door, minstens {self.newer} verder.")
        return tuple(said)


def origin(dump: Dump, marks: Iterable[Mark], given: str = "") -> Origin:
    """Hold a backup against what is known of its kluis; raises `ForeignBackup`."""
    known = tuple(marks)
    if given:
        hold_fingerprint(dump, given)
    same_root = [mark.number <= dump.summary.directory for mark in known]
    for mark in known:
        hold_mark(dump, mark)
    newest = max((mark.seq for mark in known), default=0)
    return Origin(
        fingerprint=fingerprint(dump.directory.root_public),
        sure=bool(given) or any(same_root),
        newer=max(0, newest - dump.summary.seq),
        elsewhere=bool(known),
    )
