"""A mark of how far a kluis was, to be kept elsewhere, and whether the kluis still goes on from it.

From inside, a kluis that was put back to an earlier state looks whole. A mark that was kept on this computer, or
printed, tells. It holds public things only, and it is checked before a key is derived from anybody's wachtzin.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select

from db import schema
from db.errors import LogBroken, OlderDirectory, OlderStore, RootReplaced, WeakenedSlot
from db.log import entry_digest, read_head
from db.opening import read_directories, read_keyslot
from db.store import Store
from keys.directory import Directory
from keys.passphrase import KeyCost, slot_cost


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a kluis was."""

    number: int
    """Of the directory."""
    root: str
    """SHA-256 of the root key of that directory, in hexadecimal: the fingerprint without its spaces."""
    seq: int
    """Of the newest entry of the log."""
    head: str
    """Digest of that entry."""


def mark_of(store: Store) -> Mark:
    """Take the mark of a kluis as it is now; it may be locked."""
    with store.reading() as connection:
        seq, head = read_head(connection)
        newest = read_directories(connection)[-1]
    return Mark(newest.number, _root(newest), seq, head)


def hold(store: Store, mark: Mark) -> None:
    """Return when the kluis goes on from a mark.

    Raises `OlderDirectory`, `RootReplaced`, `OlderStore`, or `LogBroken` when the entry of the mark is another one.
    """
    with store.reading() as connection:
        chain = read_directories(connection)
        if len(chain) < mark.number:
            raise OlderDirectory("the directory is older than the mark")
        if _root(chain[mark.number - 1]) != mark.root:
            raise RootReplaced("another root key than that of the mark")
        entry = connection.execute(select(schema.log).where(schema.log.c.seq == mark.seq)).one_or_none()
    if entry is None:
        raise OlderStore("the log is shorter than the mark")
    if entry_digest(schema.octets(entry.body), schema.octets(entry.signature)) != mark.head:
        raise LogBroken("the entry of the mark is another one")


def find_entry(store: Store, head: str) -> int | None:
    """Return the number of the entry whose digest begins so, None when there is none; it reads the log to its end."""
    query = select(schema.log).execution_options(yield_per=500)
    with store.reading() as connection, connection.execute(query) as rows:
        for row in rows:
            if entry_digest(schema.octets(row.body), schema.octets(row.signature)).startswith(head):
                return int(row.seq)
    return None


def cost_of_slot(store: Store, holder_id: str) -> KeyCost:
    """Read what the keyslot of a holder asks, without deriving; raises `DamagedSlot`, `LimitExceeded`."""
    with store.reading() as connection:
        return slot_cost(read_keyslot(connection, store.directory, holder_id))


def hold_slot(store: Store, holder_id: str, cost: KeyCost) -> None:
    """Raise `WeakenedSlot` when the keyslot asks less than it did before: somebody put an easier one in its place."""
    if not cost_of_slot(store, holder_id).covers(cost):
        raise WeakenedSlot("the keyslot asks less than before")


def _root(directory: Directory) -> str:
    return hashlib.sha256(directory.root_public).hexdigest()
