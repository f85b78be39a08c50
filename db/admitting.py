"""Somebody gets a key: a new holder with a role, or an aandachtsfunctionaris by the herstelblad alone.

A newcomer gets exactly what the table of roles gives that role, and of the logboek also the older keys: what was
written in the log stays sealed as it was.
"""

from dataclasses import replace

from db import schema
from db.errors import KeyInUse, NotAllowed
from db.newcomer import NewHolder
from db.office import insert_row, readers_of_places, root_key, write_directory
from db.opening import slot_context
from db.records.office import HolderCard
from db.roles import Deed
from db.store import Store
from db.turning import free_label, grant, sheet_of
from db.unit import Unit, new_id
from keys.directory import Holder, Kind, Role
from keys.holder import HolderKeys, HolderPublic
from keys.passphrase import CostPolicy, make_keyslot
from keys.ring import Ring


def add_holder(store: Store, new: NewHolder, *, policy: CostPolicy) -> Holder:
    """Give somebody a key; takes a second for the wachtzin. Returns the holder.

    Raises `NotAllowed` unless this session is the aandachtsfunctionaris's, `keys.errors.LimitExceeded`.
    """
    _check_role(new.role, Deed.HOLDER_ADDED)
    keys, holder_id = HolderKeys.generate(), new_id()
    slot = _slot(store, holder_id, keys, new.passphrase, policy)
    return _admit(store, new, Deed.HOLDER_ADDED, Holder(holder_id, new.role, new.label, keys.public), slot)


def add_key(store: Store, new: NewHolder, public: HolderPublic) -> Holder:
    """Give a key that was made elsewhere the grants of a role; whose it is, people compared by its fingerprint.

    The kluis gets no keyslot: the holder comes in with the personal key file. Raises `KeyInUse`, `NotAllowed`.
    """
    _check_role(new.role, Deed.HOLDER_ADDED)
    return _admit(store, new, Deed.HOLDER_ADDED, Holder(new_id(), new.role, new.label, public), None)


def recover(store: Store, code: bytes, new: NewHolder, *, policy: CostPolicy) -> Holder:
    """Make an aandachtsfunctionaris with the herstelcode alone; the store is then unlocked by the herstelblad.

    Raises `NotThisSheet`, and `NotAllowed` for another role.
    """
    _check_role(new.role, Deed.RECOVERED)
    keys = HolderKeys.from_recovery(code)
    store.lock()
    sheet = sheet_of(store.directory, keys)
    store.use(Ring(sheet.id, keys, ()))
    try:
        store.refresh()
        fresh, holder_id = HolderKeys.generate(), new_id()
        slot = _slot(store, holder_id, fresh, new.passphrase, policy)
        return _admit(store, new, Deed.RECOVERED, Holder(holder_id, new.role, new.label, fresh.public), slot)
    except BaseException:
        store.lock()
        raise


def _check_role(role: Role, deed: Deed) -> None:
    if role is Role.RECOVERY or (deed is Deed.RECOVERED and role is not Role.AF):
        raise NotAllowed(f"{deed} does not give a key to {role}")


def _slot(store: Store, holder_id: str, keys: HolderKeys, passphrase: str, policy: CostPolicy) -> bytes:
    """Derive the keyslot of a newcomer: the slow part, outside of the transaction."""
    context = slot_context(store.directory.store_id, holder_id)
    return make_keyslot(keys.root, passphrase, context=context, policy=policy)


def _admit(store: Store, new: NewHolder, deed: Deed, wanted: Holder, slot: bytes | None) -> Holder:
    with store.unit(deed, subject=new.label, text=new.role.value) as unit:
        if any(each.public == wanted.public for each in unit.directory.holders):
            raise KeyInUse("a holder has this key, or had it")
        holder = replace(wanted, label=free_label(unit.directory, new.label))
        _write(store, unit, holder, slot)
        beheer = store.place(Kind.BEHEER).id
        unit.add(store.holder_cards, HolderCard(label=holder.label, name=new.name), compartment=beheer)
    store.refresh()
    return holder


def _write(store: Store, unit: Unit, holder: Holder, slot: bytes | None) -> None:
    """Name the newcomer in the next directory, with the grants of the role and, if there is one, the keyslot."""
    old, ring = unit.directory, store.open_ring
    given = readers_of_places(store, unit, [holder])
    unit.directory = replace(
        old, number=old.number + 1, previous=old.digest, holders=(*old.holders, holder), certificate=b""
    )
    write_directory(unit, unit.directory, root_key(store).sign_directory(unit.directory))
    if slot is not None:
        insert_row(unit, schema.keyslots, {"id": new_id(), "holder": holder.id, "version": 1, "body": slot})
    for place in old.compartments:
        if given[place.id]:
            every = ring.every(place.id) if place.kind is Kind.LOGBOEK else [ring.at_epoch(place.id, place.epoch)]
            for keys in every:
                grant(store, unit, keys, holder)
