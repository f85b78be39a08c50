"""What happens at the door: the format, the directory chain, a holder's keyslot, the grants and what they open.

Believes nothing that does not follow from the signed directory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, Row, func, select
from sqlalchemy.engine import Connection

from db import locations, schema
from db.engine import make_engine
from db.errors import KeyFileNeeded, NewerFormat, NotAStore, ReadOnlyStore, Tampered
from db.records.base import CompartmentId
from db.records.office import CompartmentLabel
from db.roles import GRANTORS
from db.schema import octets
from keys.chain import read_chain
from keys.compartment import CompartmentKeys, Grant
from keys.directory import Directory, Kind, SignedDirectory
from keys.errors import (
    BadSignature,
    DamagedSlot,
    DecryptionError,
    ForgedDirectory,
    ForgedGrant,
    KeyNotTrusted,
    NotGranted,
)
from keys.holder import HolderKeys
from keys.passphrase import CostPolicy, open_keyslot
from keys.ring import Ring

_NEWEST_DIRECTORY: Final = select(func.max(schema.directories.c.number))


@dataclass(frozen=True, slots=True)
class OpenCompartment:
    """A compartment this session can open, with its label."""

    id: CompartmentId
    kind: Kind
    label: CompartmentLabel


def check_format(connection: Connection) -> int:
    """Return the format; raises `NotAStore` or `NewerFormat` unless this is a kluis this program can read."""
    if not connection.dialect.has_table(connection, schema.meta.name):
        raise NotAStore("this is not a kluis")
    written = connection.execute(select(schema.meta.c.format)).scalar_one_or_none()
    if not isinstance(written, int) or written < 1:
        raise NotAStore("this is not a kluis")
    if written > schema.FORMAT:
        raise NewerFormat("written by a newer version")
    return written


def open_engine(location: str, *, draft: bool = False) -> tuple[Engine, bool]:
    """Return (engine, read only) for an existing kluis, after every check that needs no opening."""
    read_only = False
    if not locations.is_server(location):
        path = Path(location)
        locations.check_existing(path)
        read_only = locations.is_read_only(path)
    return make_engine(location, read_only=read_only, draft=draft), read_only


def bring_up(engine: Engine, *, read_only: bool) -> None:
    """Bring an older kluis to the format of this program; only now is alembic imported, which takes a moment."""
    if read_only:
        raise ReadOnlyStore("the kluis is of an older format and cannot be written")
    from db.migrate import migrate

    migrate(engine)


def slot_context(store_id: str, holder_id: str) -> list[bytes]:
    """Return what a keyslot is bound to."""
    return [b"mhtui keyslot", store_id.encode(), holder_id.encode()]


def read_directories(connection: Connection) -> tuple[Directory, ...]:
    """Return the verified chain of directories, oldest first.

    Raises `NotAStore` when there is none, `ForgedDirectory`, and what else `keys.chain` raises.
    """
    table = schema.directories
    rows = sorted(connection.execute(select(table.c.number, table.c.body, table.c.signature)).all(), key=_number)
    if not rows:
        raise NotAStore("there is no directory of holders")
    try:
        chain = read_chain([SignedDirectory(octets(row.body), octets(row.signature)) for row in rows])
    except (BadSignature, KeyNotTrusted):
        raise ForgedDirectory from None
    if [found.number for found in chain] != [row.number for row in rows]:
        raise ForgedDirectory("a directory stands under another number")
    if connection.execute(select(schema.meta.c.store_id)).scalar_one() != chain[-1].store_id:
        raise ForgedDirectory("the directory is of another kluis")
    return chain


def newest_directory(connection: Connection) -> object:
    """Return the highest number a directory has, not checked; cheap enough to ask twice a second."""
    return connection.execute(_NEWEST_DIRECTORY).scalar_one()


def _number(row: Row[Any, Any, Any]) -> int:
    """Return the number of a directory; sorted here and not by an index, which may be damaged."""
    if not isinstance(row.number, int):
        raise Tampered("a directory has no number")
    return row.number


def read_keyslot(connection: Connection, directory: Directory, holder_id: str) -> bytes:
    """Return the keyslot of an active holder; raises `KeyFileNeeded`, `DamagedSlot`, `KeyNotTrusted`."""
    if not directory.holder(holder_id).active:
        raise KeyNotTrusted("this holder has left")
    table = schema.keyslots
    row = connection.execute(select(table.c.body).where(table.c.holder == holder_id)).one_or_none()
    if row is None:
        raise KeyFileNeeded("this holder has no keyslot")
    if not isinstance(row.body, bytes):
        raise DamagedSlot("the keyslot is no keyslot")
    return row.body


def open_holder(slot: bytes, directory: Directory, holder_id: str, passphrase: str, policy: CostPolicy) -> HolderKeys:
    """Return the keys of a holder; raises `WrongPassphrase`, `DamagedSlot`, `LimitExceeded`, `KeyNotTrusted`.

    Takes a second: call it outside a transaction, which would keep every other program from saving.
    """
    context = slot_context(directory.store_id, holder_id)
    keys = HolderKeys.from_root(open_keyslot(slot, passphrase, context=context, policy=policy))
    if keys.public != directory.holder(holder_id).public:
        raise KeyNotTrusted("the keys are not those of the directory")
    return keys


def open_grants(connection: Connection, chain: Sequence[Directory], ring: Ring) -> Iterator[CompartmentKeys]:
    """Give the keys of every grant to this ring's holder that it does not hold yet.

    A grant counts only when it comes from a holder who may change the directory, and when its keys are those that a
    directory of the chain names for that epoch: whoever can write the store could otherwise have what is written from
    now on sealed to a key of their own. Raises `ForgedGrant`, `Tampered`.
    """
    named = {(place.id, place.epoch): place.sealing_public for directory in chain for place in directory.compartments}
    table = schema.grants
    for row in connection.execute(select(table).where(table.c.holder == ring.holder)).all():
        if _holds(ring, row.compartment, row.epoch):
            continue
        public = named.get((row.compartment, row.epoch))
        if public is None:
            raise ForgedGrant("a grant of a key that no directory names")
        grant = Grant(
            compartment=row.compartment,
            epoch=row.epoch,
            holder=row.holder,
            grantor=row.grantor,
            sealed=octets(row.sealed),
            signature=octets(row.signature),
        )
        try:
            grantor = chain[-1].holder(grant.grantor)
            keys = ring.open_grant(grant, store_id=chain[-1].store_id, grantor_public=grantor.public)
        except (BadSignature, DecryptionError, KeyNotTrusted):
            raise ForgedGrant from None
        if grantor.role not in GRANTORS:
            raise ForgedGrant("a grant from a holder who may not grant")
        if keys.sealing_public != public:
            raise ForgedGrant("the compartment key is not that of the directory")
        yield keys


def _holds(ring: Ring, compartment: str, epoch: int) -> bool:
    if not ring.can(compartment):
        return False
    try:
        ring.at_epoch(compartment, epoch)
    except NotGranted:
        return False
    return True
