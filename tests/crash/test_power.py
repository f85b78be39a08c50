"""The power goes at any moment of a change: what is on the disk then is the kluis of before or of after, never between.

A program that changes a kluis is held at each call that writes, and the file and its journal are copied. That is what
a cut leaves there when the disk kept everything. What it had not been told to keep it may have kept or lost: then the
journal ends at any sector, or each page is the old or the new one. Not tried: a disk that says that it kept what it
lost.
"""

import random
from pathlib import Path

import pytest

from db.founding import found_store
from db.locations import journal_of
from db.replay import check_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.counting import Tell
from tests.crash.conftest import Nursery
from tests.crash.copies import Look, entries_when_whole, in_folder
from tests.crash.disk import Moment, moments
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import do_work

_SECTOR = 512
_CUT = 100
"""Ends of a journal, at the most."""
_TORN = 60
"""Ways in which the pages are mixed, for each kind of work."""


class Scene:
    """A kluis in which work was done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        place, self.copy = in_folder(folder)
        made = found_store(place, make_founding(Role.AF, Role.OVERLEG), clock=clock, policy=FLOOR_POLICY)
        self.original = Original(place, made.recovery_code)
        do_work(self.original.unlock(made.store, Role.AF))
        made.store.close()
        self.entries = check_store(place).entries
        self.after = Look(self._after)

    def _after(self, location: str) -> bool:
        """See that the kluis is whole and everything opens; say whether the change is there."""
        return entries_when_whole(self.original, location) > self.entries


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Made once."""
    return Scene(tmp_path_factory.mktemp("power"))


def _truncated(moment: Moment) -> list[Moment]:
    """End the journal at any sector; of a long one at as many as there is time for."""
    sectors = len(moment.journal) // _SECTOR
    ends = range(0, sectors + 1, sectors // _CUT + 1)
    return [Moment(moment.main, moment.journal[: end * _SECTOR]) for end in ends]


def _torn(before: bytes, after: bytes, journal: bytes, size: int) -> list[Moment]:
    """Mix the pages of before with those of after, in any way; pages that are new may be missing as well."""
    chance, found = random.Random(20261122), []
    for _ in range(_TORN):
        pages = range(0, chance.choice((len(before), len(after))), size)
        mixed = b"".join((before, after)[chance.randrange(2)][at : at + size].ljust(size, b"\0") for at in pages)
        found.append(Moment(mixed, journal))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("work", ["save", "shred"])
def test_the_power_goes(nursery: Nursery, scene: Scene, tmp_path: Path, tell: Tell, work: str) -> None:
    """At each call that writes; with the journal cut at each sector; with any of the pages written."""
    path, copies = Path(scene.copy()), tmp_path / "copies"
    before = path.read_bytes()
    copies.mkdir()
    job = {"job": work, "location": str(path), "root": scene.original.keys[Role.AF].root.hex()}
    said = nursery.run(**job, disk={"folder": str(path.parent), "copies": str(copies)})
    if "calls" not in said[-1]:
        pytest.skip("NOT TRIED: the power goes. This system lets nobody hold a program (seccomp, Linux 5.5)")
    seen = moments(copies)
    after = path.read_bytes()
    whole = max((each.journal for each in seen), key=len)
    kept = [scene.after(_put(each, path)) for each in seen]
    assert kept == sorted(kept)
    cut = _truncated(Moment(before, next(each.journal for each in reversed(seen) if each.main == before)))
    torn = _torn(before, after, next(each.journal for each in reversed(seen) if each.journal), _page_of(before))
    assert len(whole) > _SECTOR
    assert not any(scene.after(_put(each, path)) for each in [*cut, *torn])
    assert scene.after(_put(Moment(after), path))
    tell(5, "moments at which the power goes", len(seen) + len(cut) + len(torn))
    assert not journal_of(path).exists()


def _put(moment: Moment, path: Path) -> str:
    moment.put(path)
    return str(path)


def _page_of(content: bytes) -> int:
    """Return the size of a page (sqlite.org, "Database File Format", 1.3.2)."""
    return int.from_bytes(content[16:18], "big")
