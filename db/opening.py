"""What happens at the door: the directory chain, a holder's keyslot, the grants and what they open."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import schema
from db.errors import NotAStore
from db.records.base import CompartmentId
from db.records.office import CompartmentLabel
from keys.compartment import CompartmentKeys, Grant
from keys.directory import Directory, Kind, SignedDirectory, read_chain
from keys.errors import DamagedSlot, KeyNotTrusted, NotGranted
from keys.holder import HolderKeys
from keys.passphrase import CostPolicy, open_keyslot
from keys.ring import Ring


@dataclass(frozen=True, slots=True)
class OpenCompartment:
    """A compartment this session can open, with its label."""

    id: CompartmentId
    kind: Kind
    label: CompartmentLabel


def slot_context(store_id: str, holder_id: str) -> list[bytes]:
    """Return what a keyslot is bound to."""
    return [b"mhtui keyslot", store_id.encode(), holder_id.encode()]


def read_directories(connection: Connection) -> Directory:
    """Return the newest directory of the verified chain; raises `NotAStore` and the errors of `keys.directory`."""
    table = schema.directories
    rows = connection.execute(select(table.c.body, table.c.signature).order_by(table.c.number)).all()
    if not rows:
        raise NotAStore("there is no directory of holders")
    newest = read_chain([SignedDirectory(bytes(row.body), bytes(row.signature)) for row in rows])[-1]
    written = connection.execute(select(schema.meta.c.store_id)).scalar_one()
    if written != newest.store_id:
        raise KeyNotTrusted("the directory is of another kluis")
    return newest


def open_holder(
    connection: Connection, directory: Directory, holder_id: str, passphrase: str, policy: CostPolicy
) -> HolderKeys:
    """Return the keys of a holder; raises `WrongPassphrase`, `DamagedSlot`, `LimitExceeded`, `KeyNotTrusted`."""
    named = directory.holder(holder_id)
    if not named.active:
        raise KeyNotTrusted("this holder has left")
    table = schema.keyslots
    body = connection.execute(select(table.c.body).where(table.c.holder == holder_id)).scalar_one_or_none()
    if body is None:
        raise DamagedSlot("this holder has no keyslot")
    context = slot_context(directory.store_id, holder_id)
    keys = HolderKeys.from_root(open_keyslot(bytes(body), passphrase, context=context, policy=policy))
    if keys.public != named.public:
        raise KeyNotTrusted("the keys are not those of the directory")
    return keys


def open_grants(connection: Connection, directory: Directory, ring: Ring) -> Iterator[CompartmentKeys]:
    """Give the keys of every grant to this ring's holder that it does not hold yet.

    Raises `BadSignature`, `KeyNotTrusted`, `DecryptionError` for a grant that was edited or swapped.
    """
    table = schema.grants
    rows = connection.execute(select(table).where(table.c.holder == ring.holder).order_by(table.c.epoch)).all()
    for row in rows:
        if _holds(ring, row.compartment, int(row.epoch)):
            continue
        grant = Grant(
            compartment=row.compartment,
            epoch=int(row.epoch),
            holder=row.holder,
            grantor=row.grantor,
            sealed=bytes(row.sealed),
            signature=bytes(row.signature),
        )
        grantor = directory.holder(grant.grantor).public
        keys = ring.open_grant(grant, store_id=directory.store_id, grantor_public=grantor)
        named = directory.compartment(grant.compartment)
        if keys.epoch == named.epoch and keys.sealing_public != named.sealing_public:
            raise KeyNotTrusted("the compartment key is not that of the directory")
        yield keys


def _holds(ring: Ring, compartment: str, epoch: int) -> bool:
    if not ring.can(compartment):
        return False
    try:
        ring.at_epoch(compartment, epoch)
    except NotGranted:
        return False
    return True
