"""One bit of every byte of a small store is flipped: no change of content goes unseen.

What a reader can get to see is read through every table and every index. When that is the same as before, a flip
changed nothing. When it is not, the replay must say so, or refuse with an error of ours. SQLite's own checks cannot:
they know nothing of content.

Every changed content goes through the real `check_all`; flips of the header through a real file as well.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from db import schema
from db.engine import mapped_errors, reading
from db.errors import DbError
from db.founding import found_store
from db.replay import check_all, check_store
from db.roles import Deed
from keys.directory import Kind, Role
from keys.errors import KeysError
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import clock, make_founding
from tests.db.scenario import DAY, add_note, make_signal

_OURS = (DbError, KeysError)
_HEADER = 100
"""Bytes of the file's own header: these flips go through a real file."""
_QUERIES = [f"SELECT * FROM {name} ORDER BY rowid" for name in schema.metadata.tables] + [  # noqa: S608 - our own names
    query.format(name=name)
    for name in schema.NOUNS
    for query in (
        "SELECT id FROM {name} ORDER BY rank, id",
        "SELECT id FROM {name} WHERE due_on <= '9999-12-31' ORDER BY due_on, id",
        "SELECT a.id, b.id FROM {name} a LEFT JOIN {name} b ON a.id = b.id ORDER BY a.rowid",
        "SELECT a.id, b.id FROM {name} a LEFT JOIN {name} b ON a.dossier = b.dossier ORDER BY a.rowid, b.rowid",
        "SELECT a.id, k.id FROM {name} a LEFT JOIN data_keys k USING (dossier, compartment) ORDER BY a.rowid",
    )
]


@dataclass
class Sweep:
    """A store in memory, in which one byte at a time is another."""

    content: bytes
    path: Path
    undetected: list[int]
    changed: int = 0

    def __post_init__(self) -> None:
        """Read what the whole store says."""
        self._driver = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._driver.text_factory = lambda raw: raw.decode(errors="surrogateescape")
        self._engine = create_engine("sqlite://", creator=lambda: self._driver, poolclass=StaticPool)
        self._driver.deserialize(self.content)
        self._before = self._seen()

    def _seen(self) -> dict[str, list[tuple[object, ...]]]:
        return {query: self._driver.execute(query).fetchall() for query in _QUERIES}

    def flip(self, offset: int) -> None:
        """Flip one bit of a byte and see what that does."""
        flipped = bytearray(self.content)
        flipped[offset] ^= 1 << offset % 8
        try:
            self._driver.deserialize(bytes(flipped))
            same = self._seen() == self._before
        except (sqlite3.Error, UnicodeDecodeError):  # SQLite names what is damaged in its message
            same = False
        if same:
            return
        self.changed += 1
        if self._sound(bytes(flipped)) if offset < _HEADER else self._sound_in_memory():
            self.undetected.append(offset)

    def _sound(self, content: bytes) -> bool:
        self.path.write_bytes(content)
        self.path.chmod(0o600)
        try:
            return check_store(str(self.path)).sound
        except _OURS:
            return False

    def _sound_in_memory(self) -> bool:
        try:
            with mapped_errors(), reading(self._engine) as connection:
                return check_all(connection).sound
        except _OURS:
            return False

    def close(self) -> None:
        """Let go."""
        self._engine.dispose()
        self._driver.close()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small kluis in pages of 512 bytes: a signal, a note, a note that was removed."""
    path = tmp_path_factory.mktemp("klein") / "kluis.db"
    founding = make_founding(Role.AF)
    small = replace(founding, series=founding.series[:1], figure_years=())
    store = found_store(str(path), small, clock=clock, policy=FLOOR_POLICY).store
    with store.unit(Deed.SIGNAL_ADDED) as unit:
        unit.add(store.signals, make_signal(), compartment=store.place(Kind.IDENTITEIT).id, due_on=DAY)
    add_note(store)
    removed = add_note(store)
    with store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.remove(removed)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size=512")
    connection.execute("VACUUM")
    connection.close()
    assert check_store(str(path)).sound
    return path.read_bytes()


@pytest.fixture
def sweep(content: bytes, tmp_path: Path) -> Iterator[Sweep]:
    """The small kluis, ready to be flipped."""
    made = Sweep(content, tmp_path / "kluis.db", [])
    yield made
    made.close()


def test_one_bit_of_some_bytes(sweep: Sweep) -> None:
    """The header whole, and one byte in every 251 of the rest."""
    for offset in [*range(_HEADER), *range(_HEADER, len(sweep.content), 251)]:
        sweep.flip(offset)
    assert sweep.undetected == []
    assert sweep.changed > 100


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_one_bit_of_every_byte(sweep: Sweep, part: int) -> None:
    """All of it, in parts that can run beside each other."""
    for offset in range(part, len(sweep.content), 8):
        sweep.flip(offset)
    assert sweep.undetected == []
    assert sweep.changed > 5_000
