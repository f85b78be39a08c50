"""New keys for the whole kluis: everything opens as before for who stays, and nothing for who left."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count

import pytest
from sqlalchemy import func, select

from db import schema
from db.admitting import add_holder, recover
from db.errors import NoLongerHolder, NotAllowed, NotThisSheet, RootStays, Tampered
from db.fields import NOUNS
from db.founding import Founded
from db.newcomer import NewHolder
from db.opening import open_grants, read_directories
from db.records.base import SEALED
from db.replay import check_store
from db.roles import Deed
from db.rows import key_context, row_context
from db.store import Store, open_store
from db.turning import renew_sheet, revoke, rotate
from keys.compartment import CompartmentKeys
from keys.directory import Kind, Role
from keys.envelope import Cipher
from keys.errors import DecryptionError, KeyNotTrusted, UnsupportedVersion
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from tests.counting import Tell
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.raw import Scene
from tests.db.scenario import add_note

_SUCCESSOR = "haven kompas zeilboot"
_KEY_TABLES = (schema.data_keys, schema.draft_keys)


def _everything(store: Store) -> dict[tuple[str, str], object]:
    """Return every record, or SEALED, by table and id."""
    return {(name, row.id): row.record for name in NOUNS for row in store.repository(name).all()}


def _but_root(records: dict[tuple[str, str], object]) -> dict[tuple[str, str], object]:
    """Leave out the root key, which another takes the place of."""
    return {place: record for place, record in records.items() if place[0] != "roots"}


def _holder(store: Store, role: Role) -> str:
    return next(found.id for found in store.holders() if found.role is role)


def _data_keys(scene: Scene) -> int:
    with scene.raw.connection() as connection:
        return sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _KEY_TABLES)


@pytest.fixture
def successor(scene: Scene) -> Iterator[Store]:
    """Another aandachtsfunctionaris, added by the one of the scene and let in with their own wachtzin."""
    added = add_holder(scene.store, NewHolder(Role.AF, "Aandachtsfunctionaris", _SUCCESSOR), policy=FLOOR_POLICY)
    theirs = open_store(scene.store.location, clock=clock)
    theirs.unlock(added.id, _SUCCESSOR, policy=FLOOR_POLICY)
    yield theirs
    theirs.close()


def test_rotation_changes_every_key_and_no_record(scene: Scene) -> None:
    """Each row in its next version and epoch, one entry for all of it, and the replay finds nothing."""
    before, entries = _everything(scene.store), check_store(scene.store.location).entries
    with scene.raw.connection() as connection:
        rows = {
            (name, row.id): row for name, table in schema.NOUNS.items() for row in connection.execute(select(table))
        }
        keys = {row.id: row for table in _KEY_TABLES for row in connection.execute(select(table))}
    seen: list[tuple[int, int]] = []
    rotate(scene.store, progress=lambda done, total: seen.append((done, total)))
    assert SEALED not in _everything(scene.store).values()
    assert _everything(scene.store) == before
    with scene.raw.connection() as connection:
        for name, table in schema.NOUNS.items():
            for row in connection.execute(select(table)):
                old = rows.pop((name, row.id))
                assert (row.epoch, row.version) == (2, old.version + 1)
                assert row.sealed != old.sealed
        for row in [row for table in _KEY_TABLES for row in connection.execute(select(table))]:
            assert (row.epoch, row.version) == (2, keys[row.id].version + 1)
            assert row.wrapped != keys.pop(row.id).wrapped
    assert (rows, keys) == ({}, {})
    report = check_store(scene.store.location)
    assert (report.findings, report.entries) == ((), entries + 1)
    assert (seen[0][0], *seen[-1]) == (0, *[len(before) + _data_keys(scene)] * 2)


@pytest.mark.parametrize("role", [role for role in PASSPHRASES if role is not Role.AF])
def test_who_stays_opens_the_same(scene: Scene, original: Original, role: Role) -> None:
    """With a session that was open all the while, and with a new one: what the table of roles gives, and no more."""
    there = original.unlock(open_store(scene.store.location, clock=clock), role)
    before = _everything(there)
    rotate(scene.store)
    again = original.unlock(open_store(scene.store.location, clock=clock), role)
    assert _everything(there) == _everything(again) == before
    assert there.log() == again.log()
    there.close()
    again.close()


def test_a_session_reads_and_writes_on_over_a_rotation(scene: Scene, original: Original) -> None:
    """A row that was read before is a stale version, not damage; the next unit uses the new keys."""
    table = original.unlock(open_store(scene.store.location, clock=clock), Role.OVERLEG)
    rotate(scene.store)
    note = add_note(table)
    assert scene.store.notes.get(note.id).opened == note.opened
    with scene.raw.connection() as connection:
        assert connection.execute(select(schema.notes.c.epoch).where(schema.notes.c.id == note.id)).scalar_one() == 2
    table.close()


def test_a_stopped_rotation_changed_nothing(scene: Scene) -> None:
    """Wherever it is stopped: the same bytes, the same keys, and it can be done afterwards."""
    before, mark = _everything(scene.store), scene.store.change_mark()

    class _StopError(Exception):
        pass

    for last in range(4):
        steps = count()

        def stop(done: int, total: int, last: int = last, steps: Iterator[int] = steps) -> None:
            if next(steps) == last or done == total:
                raise _StopError

        with pytest.raises(_StopError):
            rotate(scene.store, progress=stop)
        assert scene.store.change_mark() == mark
        assert _everything(scene.store) == before
        assert scene.store.directory.number == 1
    rotate(scene.store)
    assert _everything(scene.store) == before
    assert check_store(scene.store.location).sound


@pytest.mark.parametrize("column", ["sealed", "epoch", "wrapped", "dossier"])
def test_a_damaged_kluis_is_not_rotated(scene: Scene, column: str) -> None:
    """New seals would make whole what somebody changed; nothing is written."""
    note = scene.work.note
    if column == "sealed":
        scene.raw.flip(schema.notes, note.id, "sealed")
    elif column == "epoch":
        scene.raw.set(schema.notes, note.id, epoch=2)
    elif column == "dossier":
        scene.raw.set(schema.notes, note.id, dossier="0" * 32)
    else:
        scene.raw.flip(schema.data_keys, scene.raw.row(schema.data_keys)["id"], "wrapped")
    mark = scene.store.change_mark()
    with pytest.raises(Tampered):
        rotate(scene.store)
    assert scene.store.change_mark() == mark
    assert not check_store(scene.store.location).sound


@pytest.mark.parametrize("role", [role for role in PASSPHRASES if role is not Role.AF])
def test_only_the_aandachtsfunctionaris_turns_keys(scene: Scene, original: Original, role: Role) -> None:
    """Not the plaatsvervanger either, who lacks beheer."""
    theirs = original.unlock(open_store(scene.store.location, clock=clock), role)
    deeds: list[Callable[[], object]] = [
        lambda: rotate(theirs),
        lambda: renew_sheet(theirs),
        lambda: revoke(theirs, _holder(scene.store, Role.FG)),
        lambda: add_holder(theirs, NewHolder(Role.OVERLEG, "Overleg", "nog een wachtzin"), policy=FLOOR_POLICY),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert theirs.change_mark() == scene.store.change_mark()
    theirs.close()


def _data_keys_opened(scene: Scene, old: list[CompartmentKeys]) -> list[bytes]:
    """Return the data keys of the kluis as it is now that open with keys somebody kept, in either epoch."""
    opened = []
    with scene.raw.connection() as connection:
        for name, row in [(table.name, row) for table in _KEY_TABLES for row in connection.execute(select(table))]:
            for keys, epoch in {(each, epoch) for each in old for epoch in (each.epoch, row.epoch)}:
                context = key_context(name, scene.store.directory.store_id, row.dossier, row.compartment, epoch)
                with suppress(DecryptionError, UnsupportedVersion):
                    opened.append(keys.unwrap(row.wrapped, context))
    return opened


def _records_opened(scene: Scene, data_keys: list[bytes]) -> int:
    """Return how many records of the kluis as it is now open with data keys that somebody kept."""
    opened = 0
    store_id = scene.store.directory.store_id.encode()
    with scene.raw.connection() as connection:
        for name, table in schema.NOUNS.items():
            for row in connection.execute(select(table)):
                for key in data_keys:
                    with suppress(DecryptionError, UnsupportedVersion):
                        Cipher(key).unseal(row.sealed, row_context(store_id, name, tuple(row)[:8]))
                        opened += 1
    return opened


def test_a_handover(scene: Scene, original: Original, successor: Store, tell: Tell) -> None:
    """The successor opens everything; the leaver's keys open no record, their wachtzin nothing, and they are out."""
    before, leaver = _everything(scene.store), scene.store.open_ring.holder
    assert _everything(successor) == before
    old = [keys for place in scene.store.directory.compartments for keys in scene.store.open_ring.every(place.id)]
    kept = _data_keys_opened(scene, old)
    assert len(kept) == _data_keys(scene)
    assert _records_opened(scene, kept) == len(before)
    root = scene.store.directory.root_public
    revoke(successor, leaver, code=original.code)
    assert _but_root(_everything(successor)) == _but_root(before)
    assert SEALED not in _everything(successor).values()
    assert _data_keys_opened(scene, old) == []
    assert _records_opened(scene, kept) == 0
    tell(7, "records that the successor opens, and who left opens none of", len(before))
    assert successor.directory.root_public != root
    with pytest.raises(NoLongerHolder):
        list(scene.store.signals.all())
    assert scene.store.ring is None
    with pytest.raises(KeyNotTrusted):
        scene.store.unlock(leaver, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
    with scene.raw.connection() as connection:
        slots = connection.execute(select(schema.keyslots.c.id).where(schema.keyslots.c.holder == leaver)).all()
        ring = Ring(leaver, original.keys[Role.AF], ())
        held = list(open_grants(connection, read_directories(connection), ring))
    assert (slots, {keys.epoch for keys in held}) == ([], {1})
    assert _data_keys_opened(scene, held) == []
    assert check_store(scene.store.location).findings == ()
    assert [entry.deed for entry in successor.log(limit=2)] == [Deed.HOLDER_REVOKED, Deed.HOLDER_ADDED]
    assert all(entry.detail is not SEALED for entry in successor.log())


def test_who_knew_the_root_leaves_with_the_herstelcode_only(scene: Scene, original: Original, successor: Store) -> None:
    """Without it, or with that of another kluis, nothing changes; nobody revokes themselves or the herstelblad."""
    leaver, mark = scene.store.open_ring.holder, successor.change_mark()
    with pytest.raises(RootStays):
        revoke(successor, leaver)
    with pytest.raises(NotThisSheet) as caught:
        revoke(successor, leaver, code=bytes(32))
    assert not caught.value.retired
    sheet = next(each.id for each in successor.directory.holders if each.role is Role.RECOVERY)
    for other in (successor.open_ring.holder, sheet):
        with pytest.raises(NotAllowed):
            revoke(successor, other, code=original.code)
    assert successor.change_mark() == mark
    revoke(successor, leaver, code=original.code)
    with pytest.raises(NotAllowed):
        revoke(successor, leaver, code=original.code)


def test_a_holder_without_the_root_leaves_without_the_code(scene: Scene, original: Original) -> None:
    """The root stays; a session of the leaver that is open finds itself locked out, also when it only looks."""
    table = original.unlock(open_store(scene.store.location, clock=clock), Role.OVERLEG)
    root = scene.store.directory.root_public
    revoke(scene.store, table.open_ring.holder)
    assert scene.store.directory.root_public == root
    with pytest.raises(NoLongerHolder):
        table.change_mark()
    assert all(row.record is SEALED for row in table.notes.all())
    assert Role.OVERLEG not in {each.role for each in scene.store.holders()}
    assert check_store(scene.store.location).sound
    table.close()


def test_a_new_sheet_retires_the_old(scene: Scene, original: Original) -> None:
    """The old code opens nothing and certifies nothing; the new one makes an aandachtsfunctionaris who opens all."""
    before, root = _everything(scene.store), scene.store.directory.root_public
    code = renew_sheet(scene.store)
    assert code != original.code
    assert scene.store.directory.root_public != root
    fresh = open_store(scene.store.location, clock=clock)
    new = NewHolder(Role.AF, "Aandachtsfunctionaris", _SUCCESSOR)
    with pytest.raises(NotThisSheet) as caught:
        recover(fresh, original.code, new, policy=FLOOR_POLICY)
    assert caught.value.retired
    assert fresh.ring is None
    added = recover(fresh, code, new, policy=FLOOR_POLICY)
    fresh.unlock(added.id, _SUCCESSOR, policy=FLOOR_POLICY)
    found = _everything(fresh)
    assert {place: found[place] for place in _but_root(before)} == _but_root(before)
    assert SEALED not in found.values()
    assert check_store(scene.store.location).findings == ()
    fresh.close()


def test_the_sheet_alone_restores(founded: Founded, original: Original) -> None:
    """Every wachtzin lost: an aandachtsfunctionaris by the code, who revokes the old one and rotates."""
    note, old = add_note(founded.store), founded.store.open_ring.holder
    founded.store.lock()
    store = open_store(founded.store.location, clock=clock)
    added = recover(store, original.code, NewHolder(Role.AF, "Aandachtsfunctionaris", _SUCCESSOR), policy=FLOOR_POLICY)
    store.unlock(added.id, _SUCCESSOR, policy=FLOOR_POLICY)
    revoke(store, old, code=original.code)
    assert store.notes.get(note.id).opened == note.opened
    assert [entry.deed for entry in store.log(limit=2)] == [Deed.HOLDER_REVOKED, Deed.RECOVERED]
    assert (check_store(store.location).findings, len(store.places(Kind.BEHEER))) == ((), 1)
    store.close()
