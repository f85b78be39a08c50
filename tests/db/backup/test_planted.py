"""A thousand planted identifiers, through backup, restore, destruction and a crash: none of them on the disk."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.backup.making import make_backup
from db.backup.opening import open_backup
from db.backup.restoring import restore
from db.backup.since import destroyed_in_kluis
from db.locations import journal_of
from db.records.signal import Person, Signal
from db.replay import check_store
from db.roles import Deed
from db.shredding import clean, shred
from db.store import Store, open_store
from keys.directory import Kind, Role
from tests.counting import Tell
from tests.db.backup.conftest import README
from tests.db.conftest import Original, clock
from tests.db.scenario import DAY
from tests.db.spellings import spellings

STEM = "Plantenaar"
"""Stands in every identifier, so that one look finds any of them."""
SIGNALS = 200


def _signal(at: int) -> Signal:
    """Return a signal with five identifiers that nothing else has."""
    named = [f"{STEM}{at:04}{part}" for part in "ABCDE"]
    return Signal(
        number=f"S-2026-{at:03}",
        received_on=DAY,
        reporter=named[0],
        place=named[1],
        persons=(Person(name=named[2], email=f"{named[3]}@voorbeeld.example"),),
        narrative=f"{named[4]} werd gezien.",
    )


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of this test alone, in which nothing is removed before it was looked at."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir(mode=0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    monkeypatch.undo()


def _hits(folder: Path, seen: list[bytes]) -> list[bytes]:
    """Return every way of writing the stem that stands in a file under a folder, or in what was seen before."""
    contents = [*seen, *(each.read_bytes() for each in folder.rglob("*") if each.is_file())]
    assert sum(map(len, contents)) > 1_000_000
    return [spelling for spelling in spellings(STEM) for content in contents if spelling in content]


def _plant(store: Store) -> list[Signal]:
    place, planted = store.place(Kind.IDENTITEIT).id, [_signal(at) for at in range(SIGNALS)]
    with store.unit(Deed.SIGNAL_ADDED, subject=f"{STEM}0000A", text=f"{STEM}0001B") as unit:
        for record in planted:
            unit.add(store.signals, record, compartment=place)
    return planted


def test_a_name_in_the_clear_would_be_found(tmp_path: Path) -> None:
    """The look is not blind."""
    (tmp_path / "groot").write_bytes(bytes(1_000_001))
    assert _hits(tmp_path, []) == []
    (tmp_path / "klein").write_text(f"x{STEM}0042C".encode().hex())
    assert _hits(tmp_path, []) != []


def test_a_thousand_identifiers(
    sqlite_original: Original, copy_of: Callable[[Original], str], tmp_path: Path, temporary: Path, tell: Tell
) -> None:
    """Planted, kept, half of them destroyed, put back without that half, and a program that died while it wrote."""
    path = Path(copy_of(sqlite_original))
    store = sqlite_original.unlock(open_store(str(path), clock=clock), Role.AF)
    planted = _plant(store)
    assert len({name for each in planted for name in (each.reporter, each.place, each.persons[0].name)}) == 3 * SIGNALS
    backup = make_backup(store, tmp_path / "a.mhbackup", README).path
    whole = path.read_bytes()
    rows = list(store.signals.all())[: SIGNALS // 2]
    with store.unit(Deed.SHREDDED) as unit:
        gone = shred(unit, [row.dossier for row in rows])
        seen = [path.read_bytes(), journal_of(path).read_bytes()]  # as a crash would leave it
    assert all(trace in whole for trace in gone.traces)
    assert clean(store, gone) == 0
    assert [trace for trace in gone.traces if trace in path.read_bytes()] == []
    place = tmp_path / "nieuw" / "kluis.db"
    with open_backup(backup) as opened, opened.dump(store.open_ring) as dump:
        since = destroyed_in_kluis(store, dump, store.open_ring)
        done = restore(dump, store.open_ring, str(place), clock=clock, source="", since=since)
        seen += [each.read_bytes() for each in temporary.rglob("*") if each.is_file()]
    assert done.shredded == SIGNALS // 2
    assert [trace for trace in gone.traces if trace in place.read_bytes()] == []
    store.close()
    assert check_store(str(place)).sound
    assert check_store(str(path)).sound
    assert _hits(tmp_path, seen) == []
    assert list(temporary.iterdir()) == []
    tell(4, "planted identifiers, none of them anywhere", 5 * SIGNALS)
