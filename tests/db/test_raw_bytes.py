"""After a whole scenario no planted name stands anywhere in the file or its journal, however it is written."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from db.locations import journal_of
from db.roles import Deed
from db.store import open_store
from keys.directory import Role
from tests.db.conftest import Original, clock
from tests.db.raw import Raw
from tests.db.scenario import PLANTED, Work, do_work, make_note
from tests.db.spellings import spellings

_WANTED = {spelling for name in (*PLANTED, *" ".join(PLANTED).split()) if len(name) > 4 for spelling in spellings(name)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_name_in_the_clear_would_be_found(encoding: str) -> None:
    """The look is not blind, whatever stands before the name."""
    for before in (b"", b"x", b"xy"):
        raw = before + PLANTED[0].encode(encoding) + b"!!!"
        for written in (raw, raw.hex().encode(), base64.b64encode(raw)):
            assert any(spelling in written for spelling in _WANTED), (before, written)


def test_no_name_in_file_or_journal(sqlite_worked: tuple[Original, Work], copy_of: Callable[[Original], str]) -> None:
    """Not after the work, not while a unit is open, not after what was written was removed."""
    worked, work = sqlite_worked
    path = Path(copy_of(worked))
    store = worked.unlock(open_store(str(path), clock=clock), Role.AF)
    do_work(store)
    seen = [path.read_bytes()]
    with store.unit(Deed.NOTE_WRITTEN, subject=PLANTED[0], text=PLANTED[1]) as unit:
        for number in range(400):  # enough for SQLite to write pages before the unit ends
            unit.add(store.notes, make_note(f"{PLANTED[number % 5]} " * 200), compartment=work.note.compartment)
        seen += [path.read_bytes(), journal_of(path).read_bytes()]
    with store.unit(Deed.NOTE_WRITTEN) as unit:
        for row in list(unit.view(store.notes).all()):
            unit.remove(row)
        seen += [path.read_bytes(), journal_of(path).read_bytes()]
    seen.append(path.read_bytes())
    store.close()
    assert all(len(content) > 1000 for content in seen)
    assert [spelling for spelling in _WANTED for content in seen if spelling in content] == []


def test_no_name_in_what_a_server_keeps(
    postgres_worked: tuple[Original, Work], copy_of: Callable[[Original], str]
) -> None:
    """Every column of every table, as the server gives it."""
    raw = Raw(copy_of(postgres_worked[0]))
    with raw.connection() as connection:
        tables = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars()
        rows = [tuple(row) for name in tables for row in connection.execute(text("TABLE " + name))]
    kept = b"\0".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    assert len(kept) > 50_000
    assert [spelling for spelling in _WANTED if spelling in kept] == []
