"""Changes to the office itself: a new compartment with its key, its grants and its label, in one unit of work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Table, insert

from db import schema
from db.records.base import CompartmentId
from db.records.meeting import SeriesKind
from db.records.office import CompartmentLabel
from db.roles import Deed, may_hold
from db.store import Store
from db.unit import Unit, new_id
from keys.compartment import CompartmentKeys, Grant
from keys.directory import Compartment, Directory, Holder, Kind, RootKey, SignedDirectory


@dataclass(frozen=True, slots=True)
class NewCompartment:
    """A compartment to be made; `series` says which series an overleg is of."""

    kind: Kind
    label: CompartmentLabel
    series: SeriesKind | None = None


def insert_row(unit: Unit, table: Table, values: dict[str, object], compartment: str = "") -> None:
    """Write a row of the office (grant, keyslot, directory) and put it into the entry."""
    unit.connection.execute(insert(table).values(**values))
    unit.note_change(table, values, compartment)


def write_directory(unit: Unit, directory: Directory, signed: SignedDirectory) -> None:
    """Write a signed directory."""
    values: dict[str, object] = {
        "id": new_id(),
        "number": directory.number,
        "version": 1,
        "body": signed.body,
        "signature": signed.signature,
    }
    insert_row(unit, schema.directories, values)


def write_grant(unit: Unit, grant: Grant) -> None:
    """Write a signed grant."""
    values: dict[str, object] = {
        "id": new_id(),
        "compartment": grant.compartment,
        "epoch": grant.epoch,
        "holder": grant.holder,
        "grantor": grant.grantor,
        "version": 1,
        "sealed": grant.sealed,
        "signature": grant.signature,
    }
    insert_row(unit, schema.grants, values, grant.compartment)


def readers(holders: Iterable[Holder], kind: Kind, series: SeriesKind | None) -> list[Holder]:
    """Return the active holders that get the key of such a compartment."""
    return [holder for holder in holders if holder.active and may_hold(holder.role, kind, series)]


def add_compartment(store: Store, new: NewCompartment) -> CompartmentId:
    """Make a compartment, grant it to every holder whose role may have it, and sign the next directory.

    Raises `NotAllowed` unless this session holds `beheer`.
    """
    ring = store.open_ring
    keys = CompartmentKeys.new(new_id())
    place = CompartmentId(keys.compartment)
    store.place(Kind.BEHEER)
    root = RootKey.from_private(bytes.fromhex(next(iter(store.roots.all())).opened.private))
    ring.add(keys)
    try:
        with store.unit(Deed.DIRECTORY_CHANGED, subject=new.label.label, text=new.kind.value) as unit:
            old = store.directory
            added = Compartment(keys.compartment, new.kind, keys.epoch, keys.sealing_public)
            compartments = (*old.compartments, added)
            directory = replace(old, number=old.number + 1, previous=old.digest, compartments=compartments)
            store.directory = directory
            write_directory(unit, directory, root.sign_directory(directory))
            for holder in readers(directory.holders, new.kind, new.series):
                public = holder.public
                write_grant(unit, ring.make_grant(keys, store_id=old.store_id, holder=holder.id, holder_public=public))
            unit.add(store.labels, new.label, compartment=place)
    finally:
        store.refresh()
    return place


def figures_place(store: Store, year: int) -> CompartmentId:
    """Return the cijfers compartment of a year, made when it does not exist; raises `NotAllowed`."""
    known = _figures_known(store, year)
    if known is None:
        store.refresh()  # another program may have made it since the door was opened
        known = _figures_known(store, year)
    if known is not None:
        return known
    identity = store.place(Kind.IDENTITEIT).label
    label = CompartmentLabel(
        kind=Kind.CIJFERS.value,
        label=str(year),
        store_name=identity.store_name,
        municipality=identity.municipality,
        municipalities=identity.municipalities,
        year=year,
    )
    return add_compartment(store, NewCompartment(Kind.CIJFERS, label))


def _figures_known(store: Store, year: int) -> CompartmentId | None:
    return next((found.id for found in store.places(Kind.CIJFERS) if found.label.year == year), None)
