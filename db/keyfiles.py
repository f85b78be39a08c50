"""Coming in with a personal key file: the key that was made elsewhere, of a holder without a keyslot in the kluis.

Whose key it is follows from the signed directory and from nothing that the file says of itself; that is looked up
before anything is derived.
"""

from db.errors import DbError, NotThisKey
from db.store import Store
from keys.directory import Holder, Role
from keys.errors import KeysError
from keys.holder import HolderPublic
from keys.keyfile import KeyFile
from keys.passphrase import CostPolicy
from keys.ring import Ring


def holder_of(store: Store, public: HolderPublic) -> Holder:
    """Return the holder with these public keys; raises `NotThisKey` when there is none, or when they left."""
    found = [
        holder for holder in store.directory.holders if holder.public == public and holder.role is not Role.RECOVERY
    ]
    if not any(holder.active for holder in found):
        raise NotThisKey(retired=bool(found))
    return next(holder for holder in found if holder.active)


def unlock_with(store: Store, file: KeyFile, passphrase: str, *, policy: CostPolicy) -> Holder:
    """Open what the holder of this key may open; takes a second of two cores. Returns the holder.

    Raises `NotThisKey` before deriving, then what `keys.keyfile.KeyFile.open` and `Store.unlock` raise.
    """
    with store.reading():
        holder = holder_of(store, file.public)
    keys = file.open(passphrase, policy=policy)
    store.lock()
    store.use(Ring(holder.id, keys, ()))
    try:
        store.refresh()
    except (DbError, KeysError):
        store.lock()
        raise
    return holder
