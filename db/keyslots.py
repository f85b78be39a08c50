"""The keyslot of who is in: another wachtzin in front of the same keys, or a costlier derivation of the same wachtzin.

Nothing is sealed anew: what the keys open stays as it is. A wachtzin that somebody else has seen asks for more than
this; then the holder is revoked and added again.
"""

from sqlalchemy import select, update

from db import schema
from db.opening import open_holder, read_keyslot, slot_context
from db.roles import Deed
from db.store import Store
from keys.passphrase import CostPolicy, slot_cost


def change_passphrase(store: Store, now: str, wanted: str, *, policy: CostPolicy) -> None:
    """Put another wachtzin in front of the keys of this session; takes two seconds.

    Raises `WrongPassphrase` when `now` is not the wachtzin of today, `LimitExceeded`, and what a unit raises.
    """
    me = store.open_ring.holder
    with store.reading() as connection:
        slot = read_keyslot(connection, store.directory, me)
    open_holder(slot, store.directory, me, now, policy)
    _renew(store, wanted, Deed.SLOT_CHANGED, policy)


def strengthen(store: Store, passphrase: str, *, policy: CostPolicy) -> bool:
    """Make the keyslot of this session cost what the policy wants by now; say whether it cost less.

    `passphrase` is the one that just opened it. Raises what a unit raises.
    """
    me = store.open_ring.holder
    with store.reading() as connection:
        slot = read_keyslot(connection, store.directory, me)
    if store.read_only or slot_cost(slot).covers(policy.wanted):
        return False
    _renew(store, passphrase, Deed.SLOT_STRENGTHENED, policy)
    return True


def _renew(store: Store, passphrase: str, deed: Deed, policy: CostPolicy) -> None:
    ring, table = store.open_ring, schema.keyslots
    context = slot_context(store.directory.store_id, ring.holder)
    body = ring.make_keyslot(passphrase, context=context, policy=policy)
    with store.unit(deed) as unit:
        row = unit.connection.execute(select(table).where(table.c.holder == ring.holder)).one()
        values = {**row._asdict(), "version": row.version + 1, "body": body}
        unit.connection.execute(update(table).where(table.c.id == row.id).values(**values))
        unit.note_change(table, values)
