"""A kluis of each format that was ever released opens forever, gives what was put in, and can be worked in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import schema
from db.records.base import SEALED, State
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Kind, Role
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import PASSPHRASES, clock
from tests.db.fixtures import make_format_1
from tests.db.scenario import PLANTED, add_note, make_signal

_KEPT = Path(make_format_1.__file__).with_name(make_format_1.NAME)


@pytest.fixture
def unlock(tmp_path: Path) -> Iterator[Callable[[Role], Store]]:
    """Open a copy of the frozen kluis with a wachtzin; git keeps no modes, so the copy gets its own."""
    path = tmp_path / "kluis.db"
    shutil.copyfile(_KEPT, path)
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


def test_format_1_gives_what_was_put_in(unlock: Callable[[Role], Store]) -> None:
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
    }
    assert {place.kind for place in store.places()} == set(Kind)
    entries = store.log()
    assert [entry.seq for entry in entries] == list(range(10, 0, -1))
    assert (entries[-1].deed, entries[-1].label) == (Deed.STORE_MADE, "Aandachtsfunctionaris")
    detail = entries[7].detail
    assert isinstance(detail, LogDetail)
    assert (detail.subject, detail.text) == ("S-2026-001", PLANTED[1])


def test_format_1_is_sound_and_stays_so(unlock: Callable[[Role], Store]) -> None:
    """The log holds, also after today's program wrote in it."""
    store = unlock(Role.AF)
    report = check_store(store.location)
    assert (report.findings, report.entries) == ((), 10)
    add_note(store)
    after = check_store(store.location)
    assert (after.findings, after.entries) == ((), 11)


def test_format_1_keeps_from_the_overleg_what_it_kept(unlock: Callable[[Role], Store]) -> None:
    """Its wachtzin opens the text of the table and no signal."""
    store = unlock(Role.OVERLEG)
    assert next(iter(store.releases.all())).opened.codename == "wilg"
    assert next(iter(store.signals.all())).record is SEALED
