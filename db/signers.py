"""Who signed an entry: a holder with their own key, or a key that a holder lent to the table (`keys.table_pass`).

The pass stands in the log, in an entry that its holder signed, so public keys are enough to judge it. A lent key acts
as the overleg, in one compartment, within its twelve hours, and not after its holder left or the kluis got new keys.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from db import schema
from db.errors import LogBroken, PassExpired
from db.log import PURPOSE, Entry, Stamp, last_stamped, parse_entry, read_head
from db.roles import LENT_DEEDS, LENT_ROLE, RULES, Deed
from db.schema import octets
from keys.directory import Directory, Holder, Kind
from keys.errors import KeysError
from keys.ring import Ring
from keys.sealing import verify
from keys.table_pass import TablePass, quarter, read_pass

_ENTRY: Final = select(schema.log).where(schema.log.c.seq == bindparam("seq"))
_FROM: Final = select(schema.log).where(schema.log.c.seq >= bindparam("seq"))


def acting(directory: Directory, ring: Ring) -> Holder:
    """Return who acts with this ring: its holder, and at the table as the overleg; raises `KeyNotTrusted`."""
    holder = directory.holder(ring.holder)
    return holder if ring.lent is None else replace(holder, role=LENT_ROLE)


def brought_pass(entry: Entry, directory: Directory) -> TablePass | None:
    """Return the pass that an entry brings, None when it may bring none: as far as any later directory can tell.

    Whether the entry itself is signed by the holder it names is for the caller.
    """
    if entry.deed is not Deed.TABLE_ENTERED or entry.stamp is None or entry.stamp.certificate is None:
        return None
    try:
        holder = directory.holder(entry.holder)
        found = read_pass(entry.stamp.certificate, holder.public.signing)
        kind = directory.compartment(found.compartment).kind
    except KeysError:
        return None
    bound = (found.store_id, found.holder, found.directory, found.start)
    right = holder.role in RULES[entry.deed].roles and kind is Kind.OVERLEG
    return found if right and bound == (entry.store, entry.holder, entry.directory, entry.stamp.at) else None


def lawful_pass(entry: Entry, directory: Directory) -> TablePass | None:
    """Return the pass that an entry brings, None when it may bring none under the directory that held."""
    found = brought_pass(entry, directory)
    if found is None or not directory.holder(entry.holder).active:
        return None
    return found if directory.compartment(found.compartment).epoch == found.epoch else None


def within(table_pass: TablePass, entry: Entry, directory: Directory) -> bool:
    """Whether the key of this pass may sign such an entry, under the directory that held; its rows come later."""
    try:
        lender, place = directory.holder(entry.holder), directory.compartment(table_pass.compartment)
    except KeysError:
        return False
    same = (entry.holder, place.epoch) == (table_pass.holder, table_pass.epoch)
    in_time = entry.stamp is not None and table_pass.covers(entry.stamp.at)
    return same and in_time and lender.active and entry.deed in LENT_DEEDS


def find_pass(connection: Connection, directory: Directory, seq: int) -> TablePass:
    """Return the pass that entry `seq` brought, signed by its holder; raises `LogBroken`.

    What a later directory cannot tell of it, `db.replay` does.
    """
    row = connection.execute(_ENTRY, {"seq": seq}).one_or_none()
    entry = verified(connection, directory, row.body, row.signature) if row is not None else None
    found = brought_pass(entry, directory) if entry is not None else None
    if found is None:
        raise LogBroken(f"entry {seq} brings no pass")
    return found


def verified(connection: Connection, directory: Directory, body: object, signature: object) -> Entry:
    """Return an entry that a holder of the directory signed for this kluis, or a key they lent; raises `LogBroken`."""
    entry = parse_entry(body, signature)
    try:
        signer = directory.holder(entry.holder).public.signing
        if entry.stamp is not None and entry.stamp.lent_in:
            if entry.stamp.lent_in >= entry.seq:
                raise LogBroken(f"entry {entry.seq} names a pass that comes after it")
            lent = find_pass(connection, directory, entry.stamp.lent_in)
            if lent.holder != entry.holder:
                raise LogBroken(f"entry {entry.seq} names the pass of another holder")
            signer = lent.public
        verify(signer, PURPOSE, octets(body), octets(signature))
    except KeysError:
        raise LogBroken(f"entry {entry.seq} is not signed by a holder") from None
    if entry.store != directory.store_id:
        raise LogBroken(f"entry {entry.seq} is of another kluis")
    return entry


def check_last(connection: Connection, directory: Directory) -> None:
    """Raise `LogBroken` unless the newest entry is what the head says, rightly signed, and knows this directory.

    It cannot see further back; `db.replay` does.
    """
    seq, digest = read_head(connection)
    rows = connection.execute(_FROM, {"seq": seq}).all()
    if len(rows) != 1:
        raise LogBroken("the newest entry is not where the head says")
    entry = verified(connection, directory, rows[0].body, rows[0].signature)
    if (entry.seq, entry.own_digest) != (seq, digest):
        raise LogBroken("the newest entry is not what the head says")
    if entry.directory != directory.number:
        raise LogBroken("the newest entry was written under another directory")
    if not _rightly(connection, entry, directory):
        raise LogBroken("the newest entry was signed by a holder who may not do so")


def _rightly(connection: Connection, entry: Entry, directory: Directory) -> bool:
    """Whether who signed the newest entry may do its deed."""
    if entry.stamp is not None and entry.stamp.lent_in:
        return within(find_pass(connection, directory, entry.stamp.lent_in), entry, directory)
    if (entry.deed is Deed.TABLE_ENTERED) != (entry.stamp is not None):
        return False
    signer = directory.holder(entry.holder)
    lawful = entry.stamp is None or lawful_pass(entry, directory) is not None
    return lawful and signer.active and signer.role in RULES[entry.deed].roles


def stamp_time(now: datetime, newest: datetime | None) -> datetime:
    """Return the quarter that a new entry with a stamp says: never before the newest of the log."""
    return now if newest is None else max(now, newest)


def stamp_of(connection: Connection, ring: Ring, now: datetime) -> Stamp | None:
    """Return the stamp of what this ring is about to sign, None for a holder's own keys; raises `PassExpired`."""
    if ring.lent is None:
        return None
    at = stamp_time(quarter(now), last_stamped(connection))
    if not ring.lent.table_pass.covers(at):
        raise PassExpired("the pass for the table is over")
    return Stamp(at, lent_in=ring.lent.entry)
