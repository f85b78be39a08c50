"""Several programs on one kluis: nothing is lost, a conflict is told with the other's row, a change is seen at once."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.backup.making import make_backup
from db.backup.opening import open_backup
from db.backup.restoring import tried
from db.errors import NotFound, StaleVersion
from db.records.base import RowId, Stored
from db.records.meeting import Note
from db.replay import check_store
from db.roles import Deed
from db.shredding import clean, shred
from db.store import Store, open_store
from keys.directory import Role
from tests.checkout import ROOT
from tests.counting import Tell
from tests.db.conftest import Original, clock
from tests.db.raw import Scene
from tests.db.scenario import Work, add_note, make_note
from tests.db.writer import add_one

_WRITERS = 8
_TIMES, _SHARED = 100, 25
"""Updates of each writer, and how many of them are of the one note they share."""


def test_eight_writers_on_a_server(
    postgres_worked: tuple[Original, Work], copy_of: Callable[[Original], str], tell: Tell
) -> None:
    """Each with its own connection, a hundred changes each, some of one note: the number is what they all added."""
    worked, _ = postgres_worked
    location = copy_of(worked)
    stores = [worked.unlock(open_store(location, clock=clock), Role.AF) for _ in range(_WRITERS)]
    note = add_note(stores[0], text="0")
    before = check_store(location).entries

    def work(store: Store) -> tuple[int, RowId]:
        stale, own = 0, add_note(store, text="0")
        for turn in range(_TIMES):
            if turn % (_TIMES // _SHARED):
                with store.unit(Deed.NOTE_WRITTEN) as unit:
                    own = unit.change(own, record=make_note(str(int(own.opened.text) + 1)))
            else:
                stale += add_one(store, note.id)
        return stale, own.id

    with ThreadPoolExecutor(_WRITERS) as pool:
        done = list(pool.map(work, stores))
    assert stores[0].notes.get(note.id).opened.text == str(_WRITERS * _SHARED)
    assert {stores[0].notes.get(own).opened.text for _, own in done} == {str(_TIMES - _SHARED)}
    assert sum(stale for stale, _ in done) > 0
    tell(9, "changes by eight writers on one server, none lost", _WRITERS * _TIMES)
    for store in stores:
        store.close()
    report = check_store(location)
    assert (report.findings, report.entries) == ((), before + _WRITERS * (_TIMES + 1))


def test_two_programs_on_one_file(sqlite_worked: tuple[Original, Work], copy_of: Callable[[Original], str]) -> None:
    """Two processes that started together, each thirty changes of one note."""
    worked, _ = sqlite_worked
    location = copy_of(worked)
    store = worked.unlock(open_store(location, clock=clock), Role.AF)
    note = add_note(store, text="0")
    job = {"location": location, "root": worked.keys[Role.AF].root.hex(), "note": note.id, "times": 30}
    programs = [_start(job) for _ in range(2)]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    said = [json.loads(program.communicate(timeout=120)[0]) for program in programs]
    assert [set(each) for each in said] == [{"stale"}, {"stale"}]
    assert store.notes.get(note.id).opened.text == "60"
    store.close()
    assert check_store(location).findings == ()


def _start(job: dict[str, object]) -> "subprocess.Popen[str]":
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.db.writer"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(json.dumps(job) + "\n")
    program.stdin.flush()
    assert json.loads(program.stdout.readline()) == {"ready": True}
    return program


@pytest.fixture
def beside(scene: Scene, original: Original) -> Callable[[Role], Store]:
    """Open the kluis of the scene in a second program."""
    return lambda role: original.unlock(open_store(scene.store.location, clock=clock), role)


def test_the_same_note_by_both(scene: Scene, beside: Callable[[Role], Store]) -> None:
    """The second is told, gets the first's text, and can write again on top of it."""
    table = beside(Role.OVERLEG)
    mine, theirs = table.notes.get(scene.work.note.id), scene.store.notes.get(scene.work.note.id)
    with scene.store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.change(theirs, record=make_note("Van de af."))
    with pytest.raises(StaleVersion) as caught:
        _change(table, mine, "Van het overleg.")
    newest = caught.value.theirs
    assert isinstance(newest, Stored)
    assert newest.opened.text == "Van de af."
    _change(table, newest, "Van de af. Van het overleg.")
    assert scene.store.notes.get(scene.work.note.id).opened.text == "Van de af. Van het overleg."
    table.close()


def _change(store: Store, row: Stored[Note], text: str) -> None:
    with store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.change(row, record=make_note(text))


def test_a_note_that_the_other_removed(scene: Scene, beside: Callable[[Role], Store]) -> None:
    """There is nothing left to change."""
    table = beside(Role.OVERLEG)
    mine = table.notes.get(scene.work.note.id)
    with scene.store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.remove(scene.work.note)
    with pytest.raises(NotFound):
        _change(table, mine, "Te laat.")
    with pytest.raises(NotFound), table.unit(Deed.NOTE_WRITTEN) as unit:
        unit.remove(mine)
    table.close()
    assert check_store(scene.store.location).findings == ()


def test_another_program_sees_a_write_at_once(scene: Scene, beside: Callable[[Role], Store]) -> None:
    """The next time it asks, and it learns which rows."""
    table = beside(Role.OVERLEG)
    mark = table.change_mark()
    assert table.change_mark() == mark
    note = add_note(scene.store)
    newest, changed = table.changes_since(mark)
    assert table.change_mark() == newest == mark + 1
    assert ("notes", note.id) in changed
    assert table.notes.get(RowId(note.id)).opened == note.opened
    table.close()


def test_a_unit_that_fails_is_not_seen(scene: Scene, beside: Callable[[Role], Store]) -> None:
    """Neither while it runs nor after it."""
    table = beside(Role.OVERLEG)
    mark, notes = table.change_mark(), table.notes.count()

    def interrupted() -> None:
        with scene.store.unit(Deed.NOTE_WRITTEN) as unit:
            unit.add(scene.store.notes, make_note("Nooit."), compartment=scene.work.note.compartment)
            assert (table.change_mark(), table.notes.count()) == (mark, notes)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interrupted()
    assert (table.change_mark(), table.notes.count()) == (mark, notes)
    table.close()
    assert check_store(scene.store.location).findings == ()


def test_threads_of_one_program_take_turns(scene: Scene) -> None:
    """Workers write beside each other; a unit inside a unit is a mistake of the program."""
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda number: add_note(scene.store, text=str(number)), range(20)))
    assert len({row.rank for row in rows}) == 20
    with pytest.raises(RuntimeError), scene.store.unit(Deed.LOOKED), scene.store.unit(Deed.LOOKED):
        pass
    assert check_store(scene.store.location).findings == ()


def test_destroyed_while_another_has_it_open(scene: Scene, beside: Callable[[Role], Store]) -> None:
    """Who had read it finds nothing to change, and writes nothing in what is gone."""
    other = beside(Role.AF)
    note, signal = other.notes.get(scene.work.note.id), other.signals.get(scene.work.signal.id)
    dossiers = [row.dossier for repo in (scene.store.cases, scene.store.signals) for row in repo.all()]
    with scene.store.unit(Deed.SHREDDED) as unit:
        gone = shred(unit, dossiers)
    clean(scene.store, gone)
    assert list(other.signals.all()) == []
    with pytest.raises(NotFound):
        _change(other, note, "Te laat.")
    with pytest.raises(NotFound), other.unit(Deed.NOTE_WRITTEN) as unit:
        unit.add(other.notes, make_note("Ook te laat."), compartment=note.compartment, dossier=note.dossier)
    with pytest.raises(NotFound):
        other.signals.get(signal.id)
    other.close()
    assert check_store(scene.store.location).findings == ()


def test_backups_while_another_writes(scene: Scene, beside: Callable[[Role], Store], tmp_path: Path) -> None:
    """Each is of one moment: what is in it goes with the log in it; and nothing that was written is lost."""
    other = beside(Role.AF)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [add_note(other, text=str(number)) for number in range(12)])
        made = [make_backup(scene.store, tmp_path / f"{number}.mhbackup", "").path for number in range(3)]
        notes = writing.result()
    for path in made:
        mine = scene.store.open_ring
        with open_backup(path) as backup, backup.dump(mine) as dump, tried(dump, mine) as (_, proof, _):
            assert proof.report.sound
    assert all(scene.store.notes.get(note.id).opened == note.opened for note in notes)
    other.close()
    assert check_store(scene.store.location).findings == ()
