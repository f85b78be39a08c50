"""One bit of half the bytes of a small store is flipped: no change of content goes unseen.

What a reader can get to see is read through every table and every index. When that is the same as before, a flip
changed nothing. When it is not, the replay must say so, or refuse with an error of ours. SQLite's own checks cannot:
they know nothing of content.

Every changed content goes through the replay that `check_all` ends with, and through all of `check_all` when that alone
sees nothing; flips of the header through a real file as well.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from db import schema
from db.engine import mapped_errors, reading
from db.errors import DbError
from db.founding import found_store
from db.replay import check_all, check_rows, check_store
from db.roles import Deed
from keys.directory import Kind, Role
from keys.errors import KeysError
from keys.passphrase import FLOOR_POLICY
from tests.counting import Tell
from tests.db.conftest import clock, make_founding
from tests.db.scenario import DAY, add_note, make_signal

_OURS = (DbError, KeysError)
_HEADER = 100
"""Bytes of the file's own header: these flips go through a real file."""
_PAGE = 512
_LEAVES = (0x0A, 0x0D)
_LEAF_HEADER = 8
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
        self._shown = self.content
        self._engine = create_engine("sqlite://", creator=self._open, poolclass=NullPool)
        self._before = self._seen()

    def _open(self) -> sqlite3.Connection:
        """Open the store as it is now; a connection that is given one damaged file after another may crash."""
        driver = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        driver.text_factory = lambda raw: raw.decode(errors="surrogateescape")
        driver.deserialize(self._shown)
        return driver

    def _seen(self) -> list[list[tuple[object, ...]]]:
        with closing(self._open()) as driver:
            return [driver.execute(query).fetchall() for query in _QUERIES]

    def _same(self) -> bool:
        """Whether a reader gets to see what was there before; looks no further than the first difference."""
        with closing(self._open()) as driver:
            shown = zip(_QUERIES, self._before, strict=True)
            return all(driver.execute(query).fetchall() == before for query, before in shown)

    def flip(self, *offsets: int) -> None:
        """Flip one bit of a byte, or of each of these, and see what that does."""
        offset, flipped = offsets[0], bytearray(self.content)
        for each in offsets:
            flipped[each] ^= 1 << each % 8
        self._shown = bytes(flipped)
        try:
            same = self._same()
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
                return check_rows(connection).sound and check_all(connection).sound
        except _OURS:
            return False

    def close(self) -> None:
        """Let go."""
        self._engine.dispose()


def spare_of(content: bytes) -> list[range]:
    """Return, for every page that is a leaf without a cell, the bytes behind its header: nothing stands there.

    sqlite.org, "Database File Format", 1.6: the first byte of a page tells a leaf of an index or a table, the fourth
    and fifth how many cells it has. A page that goes on from another begins with a zero.
    """
    return [
        range(start + _LEAF_HEADER, start + _PAGE)
        for start in range(_PAGE, len(content), _PAGE)
        if content[start] in _LEAVES and content[start + 3 : start + 5] == bytes(2)
    ]


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
    connection.execute(f"PRAGMA page_size={_PAGE}")
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
def test_one_bit_of_every_second_eight_bytes(sweep: Sweep, part: int, tell: Tell) -> None:
    """Eight bytes of every sixteen but what no page uses, each bit in turn, in parts that can run beside each other.

    All of them took a fifth of the time of the whole suite; sealed values, keys and signatures are longer.
    """
    spare = {offset for page in spare_of(sweep.content) for offset in page}
    for offset in range(part, len(sweep.content), 16):
        if offset not in spare:
            sweep.flip(offset)
    tell(3, "bits of a store flipped that changed what it says, all seen", sweep.changed)
    assert sweep.undetected == []
    assert sweep.changed > 2_000


@pytest.mark.slow
def test_what_no_page_uses_says_nothing(sweep: Sweep) -> None:
    """The bytes of a page without a cell all at once: no reader gets to see any of them."""
    pages = spare_of(sweep.content)
    for page in pages:
        sweep.flip(*page)
    assert (sweep.changed, sweep.undetected) == (0, [])
    assert len(pages) > 50
