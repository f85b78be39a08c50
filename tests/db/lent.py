"""Looks at what was lent to the table, and forges it; nothing in it is used to check."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from db import schema
from db.findings import FindingKind
from db.log import Stamp, append
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import Deed
from db.store import Store
from keys.ring import Ring
from keys.table_pass import LASTS, LentKey, TablePass, new_private, public_of, quarter, sign_pass
from tests.db.conftest import clock
from tests.db.raw import Scene
from tests.db.scenario import local_table

NOT_ALLOWED, SIGNATURE = FindingKind.ENTRY_NOT_ALLOWED, FindingKind.ENTRY_SIGNATURE


def lent_to(store: Store) -> LentKey:
    """The key that a session was lent."""
    lent = store.open_ring.lent
    assert lent is not None
    return lent


def found(scene: Scene) -> set[tuple[FindingKind, str, str]]:
    """Return what the replay finds."""
    return {(each.kind, each.table, each.row) for each in check_store(scene.store.location).findings}


def later(store: Store, by: timedelta) -> None:
    """Let the clock of one program stand elsewhere."""
    store.clock = lambda: clock() + by


def newest(scene: Scene) -> tuple[bytes, bytes]:
    """Return the body and the signature of the newest entry."""
    with scene.raw.connection() as connection:
        row = connection.execute(schema.log.select().order_by(schema.log.c.seq.desc()).limit(1)).one()
        return row.body, row.signature


def forge(scene: Scene, session: Store, **wrong: Any) -> LentKey:  # noqa: ANN401 - fields of a pass, each of its own kind
    """Write an entry that brings a pass, really signed by this session, with something in it that is not so."""
    directory, private = session.directory, new_private()
    start = quarter(clock())
    place = wrong.get("compartment", local_table(scene.store))
    honest = TablePass(
        directory.store_id, session.open_ring.holder, directory.number, place, 1, public_of(private), start,
        start + LASTS,
    )  # fmt: skip
    forged = replace(honest, **wrong)
    stamp = Stamp(start, sign_pass(forged, session.open_ring.sign))
    with scene.raw.connection() as connection:
        entry = append(connection, directory, session.open_ring, Deed.TABLE_ENTERED, (), LogDetail(at=clock()), stamp)
    return LentKey(private, forged, entry)


def sign_with(scene: Scene, session: Store, lent: LentKey) -> None:
    """Sign an entry with a key that was lent."""
    with scene.raw.connection() as connection:
        ring = Ring(session.open_ring.holder, lent, ())
        append(connection, session.directory, ring, Deed.NOTE_WRITTEN, (), LogDetail(at=clock()))
