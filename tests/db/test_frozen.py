"""A kluis of each format that was ever released opens forever, gives what was put in, and can be worked in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import schema
from db.findings import FindingKind
from db.records.base import SEALED, State
from db.records.office import LogDetail
from db.replay import check_all, check_store
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Kind, Role
from keys.passphrase import FLOOR_POLICY
from tests.counting import Tell
from tests.db import fixtures
from tests.db.conftest import PASSPHRASES, clock
from tests.db.fixtures import make_table_pass_1
from tests.db.raw import Scene
from tests.db.scenario import PLANTED, add_note, make_signal

_KEPT = Path(fixtures.__file__).parent
_ENTRIES = {1: 10, 2: 10}
"""Entries of the log in the frozen kluis of each format."""
_ADDED: dict[int, dict[str, int]] = {1: {"drafts": 0, "leftovers": 0}, 2: {}}
"""Rows of the nouns that a format did not have, or has another number of."""


@pytest.fixture(params=_ENTRIES)
def number(request: pytest.FixtureRequest) -> int:
    """Each format."""
    found: int = request.param
    return found


@pytest.fixture
def unlock(tmp_path: Path, number: int) -> Iterator[Callable[[Role], Store]]:
    """Open a copy of the frozen kluis with a wachtzin; git keeps no modes, so the copy gets its own."""
    path = tmp_path / "kluis.db"
    shutil.copyfile(_KEPT / f"format_{number}.kluis", path)
    path.chmod(0o600)
    opened: list[Store] = []

    def enter(role: Role) -> Store:
        store = open_store(str(path), clock=clock)
        opened.append(store)
        holder = next(each for each in store.holders() if each.role is role)
        store.unlock(holder.id, PASSPHRASES[role], policy=FLOOR_POLICY)
        return store

    yield enter
    for store in opened:
        store.close()


def test_it_gives_what_was_put_in(unlock: Callable[[Role], Store], number: int) -> None:
    """Every noun, the log with its details, and the labels of the compartments."""
    store = unlock(Role.AF)
    (signal,) = store.signals.all()
    fact = next(iter(store.facts.all()))
    assert signal.opened == make_signal().model_copy(update={"fact_id": fact.id})
    assert (signal.version, signal.state, str(signal.due_on)) == (2, State.WAITING, "2026-12-01")
    assert signal.opened.persons[0].name == PLANTED[1]
    assert {name: store.repository(name).count() for name in schema.NOUNS} == {
        **dict.fromkeys(schema.NOUNS, 1),
        "labels": 5,
        "holders": 2,
        **_ADDED[number],
    }
    assert {place.kind for place in store.places()} == set(Kind)
    entries = store.log()
    assert [entry.seq for entry in entries] == list(range(_ENTRIES[number], 0, -1))
    assert (entries[-1].deed, entries[-1].label) == (Deed.STORE_MADE, "Aandachtsfunctionaris")
    detail = entries[-3].detail
    assert isinstance(detail, LogDetail)
    assert (detail.subject, detail.text) == ("S-2026-001", PLANTED[1])


def test_it_is_sound_and_stays_so(unlock: Callable[[Role], Store], number: int, tmp_path: Path, tell: Tell) -> None:
    """The log holds, before anybody opened it and after today's program wrote in it."""
    kept = _KEPT / f"format_{number}.kluis"
    untouched = shutil.copyfile(kept, tmp_path / "ongeopend.db")
    untouched.chmod(0o600)
    assert check_store(str(untouched)).findings == ()
    assert untouched.read_bytes() == kept.read_bytes()
    store = unlock(Role.AF)
    report = check_store(store.location)
    assert (report.findings, report.entries) == ((), _ENTRIES[number])
    add_note(store)
    after = check_store(store.location)
    assert (after.findings, after.entries) == ((), _ENTRIES[number] + 1)
    tell(10, "frozen values that open", 1)


def test_there_is_a_frozen_kluis_of_every_format() -> None:
    """A new format comes with its own."""
    assert sorted(_ENTRIES) == list(range(1, schema.FORMAT + 1))
    assert {path.name for path in _KEPT.glob("format_*.kluis")} == {f"format_{each}.kluis" for each in _ENTRIES}


def test_a_format_that_was_lowered_is_seen(scene: Scene) -> None:
    """Who can write the store cannot have tables passed over by calling it older than it is."""
    scene.raw.run("UPDATE meta SET format = 1")
    with scene.store.reading() as connection:
        found = {(each.kind, each.table) for each in check_all(connection).findings}
    assert (FindingKind.STRUCTURE, "drafts") in found
    assert (FindingKind.ROW_MISSING, "drafts") in found


def test_it_keeps_from_the_overleg_what_it_kept(unlock: Callable[[Role], Store]) -> None:
    """Its wachtzin opens the text of the table and no signal."""
    store = unlock(Role.OVERLEG)
    assert next(iter(store.releases.all())).opened.codename == "wilg"
    assert next(iter(store.signals.all())).record is SEALED


def test_table_pass_1_is_sound_and_says_who_signed(tmp_path: Path) -> None:
    """A note of years ago, signed with a key that was lent for one overleg: judged with public keys, and read."""
    path = tmp_path / "kluis.db"
    shutil.copyfile(_KEPT / make_table_pass_1.NAME, path)
    path.chmod(0o600)
    report = check_store(str(path))
    assert (report.findings, report.entries) == ((), 12)
    store = open_store(str(path), clock=clock)
    overleg = next(each for each in store.holders() if each.role is Role.OVERLEG)
    store.unlock(overleg.id, PASSPHRASES[Role.OVERLEG], policy=FLOOR_POLICY)
    assert make_table_pass_1.TEXT in {note.opened.text for note in store.notes.all()}
    said = [(entry.deed, entry.label, entry.at_table) for entry in store.log()[:2]]
    assert said == [
        (Deed.NOTE_WRITTEN, "Aandachtsfunctionaris", True),
        (Deed.TABLE_ENTERED, "Aandachtsfunctionaris", False),
    ]
    store.close()
