"""The tables by migration are the tables of the schema; a step is taken whole or not at all."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, MetaData, String, Table, inspect

from db import migrate, schema
from db.engine import make_engine, writing
from db.errors import DbError, NewerFormat, ReadOnlyStore
from db.replay import check_rows, check_store
from db.rows import row_digest
from db.store import open_store
from db.structure import structure_findings
from tests.checkout import ROOT
from tests.db.conftest import Original, clock
from tests.db.raw import Scene
from tests.db.scenario import Work

_STEPS = "tests.db.steps"


@pytest.fixture
def empty(location: str, request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    if not location.startswith("postgresql"):
        path = request.getfixturevalue("tmp_path") / "leeg.db"
        path.touch(mode=0o600)
        return str(path)
    return location


def test_the_steps_make_the_schema(empty: str) -> None:
    """Neither alembic nor our own look at tables finds a difference, on both databases."""
    engine = make_engine(empty)
    with writing(engine) as connection:
        migrate.bring_up(connection, 0, schema.FORMAT)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert structure_findings(connection) == []
    engine.dispose()


def test_a_founded_kluis_is_what_the_steps_make(scene: Scene) -> None:
    """The other way round: what founding makes has no difference either."""
    with scene.store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_a_difference_would_be_seen(scene: Scene) -> None:
    """The comparison is not blind."""
    scene.raw.run("ALTER TABLE notes ADD COLUMN ward VARCHAR(32)")
    with scene.store.reading() as connection:
        (found,) = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    assert found[0] == "remove_column"


def test_an_older_kluis_is_brought_up_when_it_is_opened(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows are what the log says before and after; a program of the older format then refuses it."""
    monkeypatch.setattr(schema, "FORMAT", 3)
    monkeypatch.setattr(migrate.migrate, "__kwdefaults__", {"steps": _STEPS})
    store = open_store(scene.store.location, clock=clock)
    with store.reading() as connection:
        assert "ward" in {column["name"] for column in inspect(connection).get_columns("signals")}
        assert check_rows(connection).sound
    assert store.signals.count() == 1
    store.close()
    monkeypatch.undo()
    with pytest.raises(NewerFormat):
        open_store(scene.store.location, clock=clock)


def test_a_step_that_fails_changes_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the steps before it either: the kluis opens as it was."""
    before = check_store(scene.store.location)
    monkeypatch.setattr(schema, "FORMAT", 4)
    monkeypatch.setattr(migrate.migrate, "__kwdefaults__", {"steps": _STEPS})
    with pytest.raises(DbError):
        open_store(scene.store.location, clock=clock)
    monkeypatch.undo()
    assert check_store(scene.store.location) == before
    open_store(scene.store.location, clock=clock).close()


def test_an_older_kluis_that_cannot_be_written(
    sqlite_worked: tuple[Original, Work], copy_of: Callable[[Original], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as such, and not touched."""
    path = Path(copy_of(sqlite_worked[0]))
    path.chmod(0o400)
    before = path.read_bytes()
    monkeypatch.setattr(schema, "FORMAT", 3)
    with pytest.raises(ReadOnlyStore):
        open_store(str(path), clock=clock)
    assert path.read_bytes() == before


def test_a_new_column_leaves_the_digest_of_old_rows(scene: Scene) -> None:
    """A column without a value is not in the digest, so the log of an older format still vouches for its rows."""
    old = scene.raw.row(schema.signals, scene.work.signal.id)
    columns = [Column(column.name, column.type) for column in schema.signals.columns]
    wider = Table("signals", MetaData(), *columns, Column("ward", String(32)))
    digest = row_digest(schema.signals, old)
    assert row_digest(wider, {**old, "ward": None}) == digest
    assert row_digest(wider, {**old, "ward": "noord"}) != digest


def test_opening_imports_no_alembic(scene: Scene) -> None:
    """A SELECT decides; alembic costs a fifth of a second that nobody waits for in vain."""
    code = (
        "import sys; from datetime import datetime, UTC; from db.store import open_store; "
        "open_store(sys.argv[1], clock=lambda: datetime.now(UTC)).close(); "
        "import db.replay; db.replay.check_store(sys.argv[1]); "
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, scene.store.location], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
