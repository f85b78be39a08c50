"""A data key that was opened is kept while the kluis is open: only for its own row, and gone when it is locked."""

import pytest

from db import schema
from db.errors import KeyMissing, Tampered
from db.records.base import SEALED
from db.rows import SealedRows
from db.turning import rotate
from keys.compartment import CompartmentKeys
from keys.directory import Kind
from keys.errors import Locked
from tests.db.raw import Scene
from tests.db.scenario import take_in


@pytest.fixture
def unwrapped(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The wrapped data keys that were really opened, in order."""
    found: list[bytes] = []
    unwrap = CompartmentKeys.unwrap

    def counted(keys: CompartmentKeys, wrapped: bytes, context: list[bytes]) -> bytes:
        found.append(wrapped)
        return unwrap(keys, wrapped, context)

    monkeypatch.setattr(CompartmentKeys, "unwrap", counted)
    return found


def _identity(scene: Scene) -> CompartmentKeys:
    return scene.store.open_ring.current(scene.store.place(Kind.IDENTITEIT).id)


def test_a_data_key_is_opened_once(scene: Scene, unwrapped: list[bytes]) -> None:
    """The rows of a dossier share a key; reading them again opens nothing."""
    _identity(scene).forget()
    unwrapped.clear()
    first = [scene.store.signals.get(scene.work.signal.id).opened for _ in range(3)]
    assert len(unwrapped) == 1
    assert first == [scene.work.signal.opened] * 3


def test_a_key_serves_no_other_dossier(scene: Scene) -> None:
    """Put beside the rows of another dossier it does not open them, however well it is known."""
    other = take_in(scene.store, "S-2026-002")
    rows = [scene.store.signals.get(row.id) for row in (scene.work.signal, other)]
    with scene.raw.connection() as connection:
        found = connection.execute(schema.data_keys.select()).all()
    one, two = (next(each for each in found if each.dossier == row.dossier) for row in rows)
    scene.raw.set(schema.data_keys, one.id, wrapped=two.wrapped)
    with pytest.raises(Tampered):
        scene.store.signals.get(rows[0].id)
    assert scene.store.signals.get(other.id) == rows[1]


def test_a_key_that_is_gone_from_the_kluis_serves_no_more(scene: Scene) -> None:
    """What was shredded stays shredded for who had it open."""
    row = scene.store.signals.get(scene.work.signal.id)
    with scene.raw.connection() as connection:
        keys = schema.data_keys
        connection.execute(keys.delete().where(keys.c.dossier == row.dossier))
    with pytest.raises((KeyMissing, Tampered)):
        scene.store.signals.get(row.id)


def test_new_keys_take_the_place_of_old_ones(scene: Scene, unwrapped: list[bytes]) -> None:
    """After a rotation every row opens by a key that was opened since, in a new epoch."""
    before = [row.opened for row in scene.store.signals.all()]
    old = _identity(scene)
    rotate(scene.store)
    unwrapped.clear()
    assert [row.opened for row in scene.store.signals.all()] == before
    assert _identity(scene).epoch == old.epoch + 1
    with scene.raw.connection() as connection:
        assert set(unwrapped) <= {row.wrapped for row in connection.execute(schema.data_keys.select())}
    assert len(unwrapped) == len(before)


def test_locking_drops_every_key(scene: Scene) -> None:
    """Also for a thread that still reads with what opened rows before; what it reads from then on is the mask."""
    sealer, keys = scene.store.sealer, _identity(scene)
    row = scene.store.signals.get(scene.work.signal.id)
    assert keys._opened
    scene.store.lock()
    assert keys._opened == {}
    assert isinstance(sealer, SealedRows)
    with pytest.raises(Locked):
        sealer._key("signals", row.dossier, row.compartment, 1, b"")
    with scene.store.reading() as connection:
        found = connection.execute(scene.store.signals.queries.by_id, {"row_id": row.id}).one()
    assert sealer.open_row("signals", found).record is SEALED
    assert keys._opened == {}
