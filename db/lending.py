"""Going to the table: the holder who unlocked lends a key for one overleg, and a fresh process sits down with it.

What is lent is made here and forgotten here; of the holder's own keys only signatures leave. A pass is an entry of the
log like any other, so replay can judge what is signed with it.
"""

from db.errors import LogBroken, NotAllowed, PassEnded, PassExpired
from db.log import Stamp, last_stamped
from db.records.base import CompartmentId
from db.roles import Deed
from db.signers import find_pass, stamp_time
from db.store import Store
from keys.directory import Kind
from keys.errors import BrokenParcel
from keys.parcel import pack, unpack
from keys.table_pass import LASTS, LentKey, TablePass, new_private, public_of, quarter, sign_pass


def lend(store: Store, place: CompartmentId) -> bytes:
    """Lend a key for an overleg; returns the parcel for the process at the table, which must go to a pipe only.

    Raises `NotAllowed` unless this session may lend one and can open that overleg, and what a unit raises.
    """
    if store.directory.compartment(place).kind is not Kind.OVERLEG:
        raise NotAllowed("a key is lent for an overleg only")
    keys, private = store.open_ring.current(place), new_private()
    with store.unit(Deed.TABLE_ENTERED) as unit:
        directory = unit.directory
        if directory.compartment(place).epoch != keys.epoch:
            raise NotAllowed("the kluis got new keys just now")
        start = stamp_time(quarter(store.clock()), last_stamped(unit.connection))
        found = TablePass(
            store_id=directory.store_id,
            holder=store.open_ring.holder,
            directory=directory.number,
            compartment=place,
            epoch=keys.epoch,
            public=public_of(private),
            start=start,
            end=start + LASTS,
        )
        entry = store.next_seq(unit.connection)
        unit.stamp = Stamp(start, sign_pass(found, store.open_ring.sign))
    return pack(LentKey(private, found, entry), keys)


def sit_down(store: Store, parcel: bytes) -> None:
    """Let the process at the table in with what was handed to it.

    Raises `keys.errors.BrokenParcel` when it is not whole or not of this kluis, `PassExpired`, `NoLongerHolder`.
    """
    ring = unpack(parcel)
    lent = ring.lent
    if lent is None:
        raise BrokenParcel
    try:
        with store.reading() as connection:
            same = find_pass(connection, store.directory, lent.entry) == lent.table_pass
    except LogBroken:
        raise BrokenParcel from None
    if not same:
        raise BrokenParcel
    if not lent.table_pass.covers(max(quarter(store.clock()), lent.table_pass.start)):
        raise PassExpired("the pass for the table is over")
    store.lock()
    store.use(ring)
    try:
        store.refresh()
    except PassEnded:
        store.lock()
        raise
