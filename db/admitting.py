"""Somebody gets a key: a new holder with a role, or an aandachtsfunctionaris by the herstelblad alone.

A newcomer gets exactly what the table of roles gives that role, and of the logboek also the older keys: what was
written in the log stays sealed as it was.
"""

from dataclasses import dataclass, field, replace

from db import schema
from db.errors import NotAllowed
from db.office import insert_row, readers_of_places, root_key, write_directory
from db.opening import slot_context
from db.records.office import HolderCard
from db.roles import Deed
from db.store import Store
from db.turning import free_label, grant, sheet_of
from db.unit import Unit, new_id
from keys.directory import Holder, Kind, Role
from keys.holder import HolderKeys
from keys.passphrase import CostPolicy, make_keyslot
from keys.ring import Ring


@dataclass(frozen=True, slots=True)
class NewHolder:
    """A holder to be added."""

    role: Role
    label: str
    """The function; a number comes behind it when another holder has or had it."""
    passphrase: str = field(repr=False)
    name: str = ""
    """Own name, sealed under beheer."""


def add_holder(store: Store, new: NewHolder, *, policy: CostPolicy) -> Holder:
    """Give somebody a key; takes a second for the wachtzin. Returns the holder.

    Raises `NotAllowed` unless this session is the aandachtsfunctionaris's, `keys.errors.LimitExceeded`.
    """
    return _admit(store, new, Deed.HOLDER_ADDED, policy)


def recover(store: Store, code: bytes, new: NewHolder, *, policy: CostPolicy) -> Holder:
    """Make an aandachtsfunctionaris with the herstelcode alone; the store is then unlocked by the herstelblad.

    Raises `NotThisSheet`, and `NotAllowed` for another role.
    """
    keys = HolderKeys.from_recovery(code)
    store.lock()
    sheet = sheet_of(store.directory, keys)
    store.use(Ring(sheet.id, keys, ()))
    try:
        store.refresh()
        return _admit(store, new, Deed.RECOVERED, policy)
    except BaseException:
        store.lock()
        raise


def _admit(store: Store, new: NewHolder, deed: Deed, policy: CostPolicy) -> Holder:
    if new.role is Role.RECOVERY or (deed is Deed.RECOVERED and new.role is not Role.AF):
        raise NotAllowed(f"{deed} does not give a key to {new.role}")
    keys, holder_id = HolderKeys.generate(), new_id()
    context = slot_context(store.directory.store_id, holder_id)
    slot = make_keyslot(keys.root, new.passphrase, context=context, policy=policy)
    with store.unit(deed, subject=new.label, text=new.role.value) as unit:
        holder = Holder(holder_id, new.role, free_label(unit.directory, new.label), keys.public)
        _write(store, unit, holder, slot)
        beheer = store.place(Kind.BEHEER).id
        unit.add(store.holder_cards, HolderCard(label=holder.label, name=new.name), compartment=beheer)
    store.refresh()
    return holder


def _write(store: Store, unit: Unit, holder: Holder, slot: bytes) -> None:
    """Name the newcomer in the next directory, with the grants of the role and the keyslot."""
    old, ring = unit.directory, store.open_ring
    given = readers_of_places(store, unit, [holder])
    unit.directory = replace(
        old, number=old.number + 1, previous=old.digest, holders=(*old.holders, holder), certificate=b""
    )
    write_directory(unit, unit.directory, root_key(store).sign_directory(unit.directory))
    insert_row(unit, schema.keyslots, {"id": new_id(), "holder": holder.id, "version": 1, "body": slot})
    for place in old.compartments:
        if given[place.id]:
            every = ring.every(place.id) if place.kind is Kind.LOGBOEK else [ring.at_epoch(place.id, place.epoch)]
            for keys in every:
                grant(store, unit, keys, holder)
