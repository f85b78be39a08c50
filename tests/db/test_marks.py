"""A mark kept elsewhere tells what the kluis itself cannot: an older one put back, another root, an easier keyslot."""

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from db import schema
from db.errors import DbError, LogBroken, OlderDirectory, OlderStore, RootReplaced, WeakenedSlot
from db.log import entry_digest
from db.marks import Mark, cost_of_slot, find_entry, hold, hold_slot, mark_of
from db.opening import slot_context
from db.replay import check_store
from db.roles import Deed
from db.store import open_store
from db.turning import renew_sheet, rotate
from keys import canonical
from keys.directory import Role
from keys.errors import LimitExceeded
from keys.passphrase import FLOOR_POLICY, CostPolicy, KeyCost, make_keyslot
from tests.counting import Tell
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.raw import Scene
from tests.db.scenario import add_note


def _cut_tail(scene: Scene, keep: int) -> None:
    """Take away what came after an entry, as somebody would who puts an older kluis back."""
    with scene.raw.connection() as connection:
        connection.execute(delete(schema.log).where(schema.log.c.seq > keep))
        last = connection.execute(select(schema.log).where(schema.log.c.seq == keep)).one()
        connection.execute(schema.head.update().values(seq=keep, digest=entry_digest(last.body, last.signature)))


def test_a_kluis_goes_on_from_its_mark(scene: Scene) -> None:
    """Through notes, a rotation and a new root that the herstelcode certified; locked as well as open."""
    first = mark_of(scene.store)
    add_note(scene.store)
    rotate(scene.store)
    renew_sheet(scene.store)
    again = open_store(scene.store.location, clock=clock)
    hold(again, first)
    newest = mark_of(again)
    hold(again, newest)
    assert newest.root != first.root
    assert (newest.number, newest.seq) == (first.number + 3, first.seq + 3)
    assert newest.head == check_store(scene.store.location).head
    assert [find_entry(again, each.head) for each in (first, newest)] == [first.seq, newest.seq]
    assert find_entry(again, "0" * 64) is None
    again.close()


def test_an_older_kluis_is_refused(scene: Scene, tell: Tell) -> None:
    """Whole and sound in itself: only the mark tells."""
    before = mark_of(scene.store)
    note = add_note(scene.store)
    mark = mark_of(scene.store)
    scene.raw.remove(schema.notes, note.id)
    with scene.raw.connection() as connection:
        connection.execute(delete(schema.data_keys).where(schema.data_keys.c.dossier == note.dossier))
    _cut_tail(scene, before.seq)
    assert check_store(scene.store.location).sound
    again = open_store(scene.store.location, clock=clock)
    hold(again, before)
    with pytest.raises(OlderStore):
        hold(again, mark)
    again.close()
    tell(8, "older or other than the mark, refused before use", 1)


def test_another_course_of_the_log_is_refused(scene: Scene, tell: Tell) -> None:
    """As long as it was, and signed, but with another entry in the place of the mark."""
    before = mark_of(scene.store)
    with scene.store.unit(Deed.LOOKED):
        pass
    mark = mark_of(scene.store)
    _cut_tail(scene, before.seq)
    with scene.store.unit(Deed.LOOKED):
        pass
    assert check_store(scene.store.location).sound
    again = open_store(scene.store.location, clock=clock)
    with pytest.raises(LogBroken):
        hold(again, mark)
    again.close()
    tell(8, "older or other than the mark, refused before use", 1)


def test_an_older_directory_and_another_root_are_refused(scene: Scene, tell: Tell) -> None:
    """Before a key is derived for anybody."""
    mark = mark_of(scene.store)
    with pytest.raises(OlderDirectory):
        hold(scene.store, replace(mark, number=mark.number + 1))
    with pytest.raises(RootReplaced):
        hold(scene.store, replace(mark, root="0" * 64))
    tell(8, "older or other than the mark, refused before use", 1)


@pytest.mark.parametrize("part", ["number", "root", "seq", "head"])
def test_every_part_of_a_mark_counts(scene: Scene, part: str) -> None:
    """None of them can be another."""
    mark = mark_of(scene.store)
    other: dict[str, object] = {"number": 9, "root": "a" * 64, "seq": mark.seq - 1, "head": "a" * 64}
    with pytest.raises(DbError):
        hold(scene.store, replace(mark, **{part: other[part]}))  # type: ignore[arg-type]  # by the name of the part
    assert isinstance(mark, Mark)


def _slot_of(scene: Scene, original: Original, policy: CostPolicy) -> None:
    """Put a keyslot in the place of the aandachtsfunctionaris's, as one who knows the root could."""
    me = scene.store.open_ring.holder
    context = slot_context(scene.store.directory.store_id, me)
    root = original.keys[Role.AF].root
    with scene.raw.connection() as connection:
        row = connection.execute(select(schema.keyslots).where(schema.keyslots.c.holder == me)).one()
    scene.raw.set(
        schema.keyslots, row.id, body=make_keyslot(root, PASSPHRASES[Role.AF], context=context, policy=policy)
    )


def test_a_weakened_keyslot_is_refused(scene: Scene, original: Original, tell: Tell) -> None:
    """Still above the floor, but below what it was."""
    floor = FLOOR_POLICY.floor
    costly = KeyCost(floor.memory_kib, floor.iterations + 2, floor.lanes)
    me = scene.store.open_ring.holder
    _slot_of(scene, original, CostPolicy(costly, floor, FLOOR_POLICY.ceiling))
    assert cost_of_slot(scene.store, me) == costly
    hold_slot(scene.store, me, costly)
    _slot_of(scene, original, FLOOR_POLICY)
    with pytest.raises(WeakenedSlot):
        hold_slot(scene.store, me, costly)
    tell(8, "older or other than the mark, refused before use", 1)


@pytest.mark.parametrize("cost", [KeyCost(8, 1, 1), KeyCost(4 * 1024**3, 3, 4), KeyCost(64 * 1024, 10**6, 4)])
def test_a_downgraded_or_monstrous_keyslot_is_refused_before_deriving(
    scene: Scene, original: Original, monkeypatch: pytest.MonkeyPatch, cost: KeyCost
) -> None:
    """Below the floor, 4 TiB of memory, a million rounds: nothing is derived at all."""
    cheap = FLOOR_POLICY.floor
    _slot_of(scene, original, CostPolicy(cheap, cheap, cheap))
    me = scene.store.open_ring.holder
    with scene.raw.connection() as connection:
        row = connection.execute(select(schema.keyslots).where(schema.keyslots.c.holder == me)).one()
    scene.raw.set(schema.keyslots, row.id, body=_asking(row.body, cost))
    monkeypatch.setattr("keys.passphrase._stretch", lambda *_: pytest.fail("a key was derived"))
    with pytest.raises(LimitExceeded):
        scene.store.unlock(me, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)


def _asking(slot: bytes, cost: KeyCost) -> bytes:
    """Let a slot ask another cost, with a checksum that fits again."""
    fields = {**canonical.load(slot), "memory_kib": cost.memory_kib, "iterations": cost.iterations, "lanes": cost.lanes}
    fields.pop("checksum")
    return canonical.dump(fields | {"checksum": hashlib.sha256(canonical.dump(fields)).hexdigest()})
