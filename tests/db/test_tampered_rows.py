"""What is done to rows past the program is reported, and refused where opening can see it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from db import schema
from db.findings import FindingKind
from db.founding import found_store
from db.roles import Deed
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.counting import Tell
from tests.db.conftest import Original, clock, make_founding
from tests.db.raw import Raw, Scene
from tests.db.scenario import take_in
from tests.db.tamper import Tamper, all_of, prove, read_all_signals, read_signal, tamper

K = FindingKind


@pytest.mark.parametrize(
    "column,value",
    [
        ("dossier", "0" * 32),
        ("compartment", "0" * 32),
        ("epoch", 2),
        ("version", 7),
        ("state", "closed"),
        ("state", "geheim"),
        ("rank", 77),
        ("due_on", date(2027, 1, 1)),
        ("due_on", None),
        ("sealed", b""),
        ("sealed", b"\1\1\0\0\0\1" + bytes(300)),
    ],
)
def test_every_column_of_a_row_is_bound(scene: Scene, original: Original, column: str, value: object) -> None:
    """An edited column is reported, and the record beside it does not open."""

    def edit(scene: Scene) -> None:
        scene.raw.set(schema.signals, scene.work.signal.id, **{column: value})

    prove(Tamper(edit, K.ROW_CHANGED, "signals", read_signal), scene, original)


@tamper(K.ROW_CHANGED, "signals", read_signal)
def _one_bit_of_a_seal(scene: Scene) -> None:
    scene.raw.flip(schema.signals, scene.work.signal.id, "sealed")


@tamper(K.ROW_CHANGED, "signals", read_signal)
def _seals_of_two_rows_exchanged(scene: Scene) -> None:
    other = take_in(scene.store, "S-2026-002")
    scene.raw.swap(schema.signals, scene.work.signal.id, other.id, "sealed")


@tamper(K.ROW_CHANGED, "signals", read_signal)
def _two_rows_exchanged_under_each_others_id(scene: Scene) -> None:
    other = take_in(scene.store, "S-2026-002")
    scene.raw.swap(schema.signals, scene.work.signal.id, other.id, "sealed", "dossier", "version", "rank", "state")


@tamper(K.ROW_CHANGED, "signals")
def _older_version_put_back(scene: Scene) -> None:
    """Its seal is a real one: only the log knows that there was a newer."""
    old = scene.raw.row(schema.signals, scene.work.signal.id)
    with scene.store.unit(Deed.SIGNAL_CHANGED) as unit:
        unit.change(scene.work.signal, due_on=None)
    scene.raw.set(schema.signals, scene.work.signal.id, **old)


@tamper(K.ROW_CHANGED, "signals", read_signal)
def _older_seal_under_the_newer_version(scene: Scene) -> None:
    old = scene.raw.row(schema.signals, scene.work.signal.id)
    with scene.store.unit(Deed.SIGNAL_CHANGED) as unit:
        unit.change(scene.work.signal, due_on=None)
    scene.raw.set(schema.signals, scene.work.signal.id, sealed=old["sealed"])


@tamper(K.ROW_UNKNOWN, "actions", lambda store, _: list(store.actions.all()))
def _moved_to_another_table(scene: Scene) -> None:
    values = scene.raw.row(schema.notes, scene.work.note.id)
    scene.raw.remove(schema.notes, scene.work.note.id)
    scene.raw.put(schema.actions, values)


@tamper(K.ROW_CHANGED, "signals", read_signal)
def _moved_to_another_compartment_with_its_data_key(scene: Scene) -> None:
    place, keys = scene.work.note.compartment, schema.data_keys
    scene.raw.set(schema.signals, scene.work.signal.id, compartment=place)
    with scene.raw.connection() as connection:
        connection.execute(update(keys).where(keys.c.dossier == scene.work.signal.dossier).values(compartment=place))


@tamper(K.ROW_MISSING, "signals", read_signal)
def _row_deleted(scene: Scene) -> None:
    scene.raw.remove(schema.signals, scene.work.signal.id)


@tamper(K.ROW_UNKNOWN, "signals", read_all_signals)
def _row_inserted(scene: Scene) -> None:
    values = scene.raw.row(schema.signals, scene.work.signal.id)
    scene.raw.put(schema.signals, {**values, "id": "f" * 32})


@tamper(K.ROW_UNKNOWN, "signals", read_all_signals)
def _row_inserted_with_a_name_for_an_id(scene: Scene) -> None:
    """What stands in an id may be content, and is not repeated."""
    values = scene.raw.row(schema.signals, scene.work.signal.id)
    scene.raw.put(schema.signals, {**values, "id": "Hanneke Geheim"})


@tamper(K.ROW_UNKNOWN, "notes")
def _removed_row_put_back(scene: Scene) -> None:
    """The seal opens: only the log knows that the row was removed."""
    values = scene.raw.row(schema.notes, scene.work.note.id)
    with scene.store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.remove(scene.work.note)
    scene.raw.put(schema.notes, values)


@tamper(K.ROW_MISSING, "data_keys", read_signal)
def _data_key_deleted(scene: Scene) -> None:
    keys = schema.data_keys
    with scene.raw.connection() as connection:
        connection.execute(delete(keys).where(keys.c.dossier == scene.work.signal.dossier))


@tamper(K.ROW_CHANGED, "data_keys", read_signal)
def _data_keys_exchanged(scene: Scene) -> None:
    other = take_in(scene.store, "S-2026-002")
    with scene.raw.connection() as connection:
        keys = schema.data_keys
        ids = [
            connection.execute(keys.select().where(keys.c.dossier == dossier)).one().id
            for dossier in (scene.work.signal.dossier, other.dossier)
        ]
    scene.raw.swap(keys, *ids, "wrapped")


@tamper(K.ROW_MISSING, "tombstones")
def _tombstone_deleted(scene: Scene) -> None:
    scene.raw.remove(schema.tombstones, scene.raw.row(schema.tombstones)["id"])


@tamper(K.ROW_CHANGED, "tombstones")
def _tombstone_of_another_row(scene: Scene) -> None:
    scene.raw.set(schema.tombstones, scene.raw.row(schema.tombstones)["id"], row=scene.work.signal.id)


@tamper(K.ROW_UNKNOWN, "tombstones")
def _tombstone_invented(scene: Scene) -> None:
    values = scene.raw.row(schema.tombstones)
    scene.raw.put(schema.tombstones, {**values, "id": "e" * 32, "row": scene.work.signal.id})


@pytest.mark.parametrize("found", all_of(globals()), ids=str)
def test_what_is_done_to_rows_is_found(scene: Scene, original: Original, found: Tamper, tell: Tell) -> None:
    """Reported with table and row, and refused when a session comes across it."""
    prove(found, scene, original)
    tell(2, "ways of tampering that are reported or refused", 1)


def test_a_row_of_another_kluis_is_found(scene: Scene, original: Original, tmp_path: Path) -> None:
    """A whole signal of another municipality, with its data key, in the place of ours."""
    other = found_store(str(tmp_path / "ander.db"), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store
    strange, theirs = take_in(other), Raw(other.location)
    other.close()

    def bring_in(scene: Scene) -> None:
        row = theirs.row(schema.signals, strange.id)
        scene.raw.set(schema.signals, scene.work.signal.id, sealed=row["sealed"])

    prove(Tamper(bring_in, K.ROW_CHANGED, "signals", read_signal), scene, original)
