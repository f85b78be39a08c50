"""Whatever stands in a store, reading and checking it ends with an answer or with an error of ours."""

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db import schema
from db.errors import DbError, LogBroken, NotFound
from db.log import Entry, parse_entry
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from keys import canonical
from keys.directory import Role
from keys.errors import KeysError
from tests.db.conftest import Original, clock
from tests.db.scenario import DAY, Work

_OURS = (DbError, KeysError)
_VALUES = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=40),
    st.binary(max_size=40),
    st.sampled_from([b"\xff\xfe", "2026-13-45", "2026-W10-1", "closed", "\x00", 2**40, b"{}", b"[" * 2000, "ﬀ" * 32]),
)
_TABLES = {table.name: [column.name for column in table.columns] for table in schema.metadata.sorted_tables}


@pytest.mark.parametrize("table", _TABLES)
@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.integers(0, 8), value=_VALUES)
def test_garbage_in_any_column(
    sqlite_worked: tuple[Original, Work], tmp_path: Path, table: str, choice: int, value: object
) -> None:
    """Refused or read, and always reported; SQLite puts any kind of value in any column."""
    worked, work = sqlite_worked
    path = tmp_path / "kluis.db"
    shutil.copy(worked.location, path)
    column = _TABLES[table][choice % len(_TABLES[table])]
    written = _written(path, table, column, value)
    assert _sound(path) != written
    _use(path, worked, work)


def _written(path: Path, table: str, column: str, value: object) -> bool:
    """Put the value into the column of one row; say whether that changed anything."""
    connection = sqlite3.connect(path)
    seen = f'SELECT "{column}", typeof("{column}") FROM "{table}" ORDER BY rowid'  # noqa: S608 - our own names
    written = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = (SELECT min(rowid) FROM "{table}")'  # noqa: S608 - our own names
    before = connection.execute(seen).fetchall()
    with suppress(sqlite3.IntegrityError), connection:  # a number of an entry that is no number is refused by SQLite
        connection.execute(written, [value])
    after = connection.execute(seen).fetchall()
    connection.close()
    return before != after


def _sound(path: Path) -> bool:
    try:
        return check_store(str(path)).sound
    except _OURS:
        return False


def _use(path: Path, worked: Original, work: Work) -> None:
    """Do everything a session does; each may fail, with an error of ours."""
    try:
        store = open_store(str(path), clock=clock)
    except _OURS:
        return
    try:
        worked.unlock(store, Role.AF)
        for look in _looks(store, work):
            try:
                look()
            except _OURS:
                continue
    except _OURS:
        return
    finally:
        store.close()


def _looks(store: Store, work: Work) -> list[Any]:
    def change() -> None:
        with store.unit(Deed.SIGNAL_CHANGED) as unit:
            unit.change(work.signal, due_on=DAY)
            unit.add(store.signals, work.signal.opened, compartment=work.signal.compartment)

    repositories = [store.repository(name) for name in schema.NOUNS]
    return [
        *(lambda repo=repo: list(repo.all(newest_first=True)) for repo in repositories),
        *(lambda repo=repo: repo.due(DAY) for repo in repositories),
        lambda: store.signals.get(work.signal.id),
        store.log,
        store.change_mark,
        lambda: store.changes_since(0),
        change,
    ]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
_NAMES = ["v", "store", "seq", "previous", "holder", "directory", "deed", "changes", "detail_epoch", "detail"]


@given(other=st.dictionaries(st.sampled_from(_NAMES), _JSON, max_size=3))
def test_an_entry_of_any_shape(other: dict[str, object]) -> None:
    """It is read as an entry, or refused as one."""
    entry = {
        "v": 1,
        "store": "0" * 32,
        "seq": 1,
        "previous": "",
        "holder": "1" * 32,
        "directory": 1,
        "deed": Deed.LOOKED.value,
        "changes": [["signals", "2" * 32, 1, "3" * 32, "4" * 64]],
        "detail_epoch": 1,
        "detail": "",
    }
    assert isinstance(parse_entry(canonical.dump(entry), bytes(64)), Entry)
    try:
        assert isinstance(parse_entry(canonical.dump(entry | other), bytes(64)), Entry)
    except LogBroken:
        return


@given(body=st.binary(max_size=200) | st.text(max_size=50) | st.integers() | st.none())
def test_a_body_that_is_no_entry(body: object) -> None:
    """Bytes of any kind, and what is no bytes at all."""
    with pytest.raises(LogBroken):
        parse_entry(body, bytes(64))


def test_numbers_as_large_as_the_database_takes(sqlite_worked: tuple[Original, Work], tmp_path: Path) -> None:
    """A rank at the end of all numbers does not make the next one fail in the driver."""
    worked, work = sqlite_worked
    path = tmp_path / "kluis.db"
    shutil.copy(worked.location, path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE notes SET rank = 9223372036854775807")
    connection.commit()
    connection.close()
    store = worked.unlock(open_store(str(path), clock=clock), Role.AF)
    with pytest.raises(DbError), store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.add(store.notes, work.note.opened, compartment=work.note.compartment)
    with pytest.raises(NotFound):
        store.notes.get(work.removed.id)
    store.close()
