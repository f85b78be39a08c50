"""Changes to the office itself: a new compartment with its key, its grants and its label, in one unit of work."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import Table, insert

from db import schema
from db.errors import DbError, KeyMissing, NotAllowed
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
    """A compartment to be made."""

    kind: Kind
    label: CompartmentLabel
    series: SeriesKind | None = None
    """Which series an overleg is of."""
    region: bool = False
    """Whether an identiteit is that of the region."""


class DirectoryMoved(DbError):  # noqa: N818 - named for what happened, as in db.errors
    """Another program changed the directory since this session last looked; look again."""


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


def readers(holders: Iterable[Holder], kind: Kind, series: SeriesKind | None, *, region: bool = False) -> list[Holder]:
    """Return the active holders that get the key of such a compartment."""
    return [holder for holder in holders if holder.active and may_hold(holder.role, kind, series, region=region)]


def readers_of_places(store: Store, unit: Unit, holders: Sequence[Holder]) -> dict[str, list[Holder]]:
    """Return, for every compartment of the directory, the holders that get its key.

    Raises `NotAllowed` unless this session can open every one of them. An overleg whose series is not written yet is
    only for who may hold every series.
    """
    series: dict[str, SeriesKind] = {
        row.compartment: row.opened.kind for row in unit.view(store.series).all() if not row.is_sealed
    }
    labels = {place.id: place.label for place in store.places()}
    found: dict[str, list[Holder]] = {}
    for place in unit.directory.compartments:
        label = labels.get(CompartmentId(place.id))
        if label is None:
            raise NotAllowed("this session does not hold every compartment")
        kinds = [series[place.id]] if place.id in series else list(SeriesKind)
        lists = [readers(holders, place.kind, kind, region=label.region) for kind in kinds]
        found[place.id] = [holder for holder in lists[0] if all(holder in each for each in lists)]
    return found


def add_compartment(store: Store, new: NewCompartment, *, seen: int | None = None) -> CompartmentId:
    """Make a compartment, grant it to every holder whose role may have it, and sign the next directory.

    Raises `NotAllowed` unless this session holds `beheer`, and `DirectoryMoved` when the directory has another number
    than the one `seen`.
    """
    ring = store.open_ring
    keys = CompartmentKeys.new(new_id())
    place = CompartmentId(keys.compartment)
    root = root_key(store)
    with store.unit(Deed.DIRECTORY_CHANGED, subject=new.label.label, text=new.kind.value) as unit:
        old = unit.directory
        if seen not in {None, old.number}:
            raise DirectoryMoved("another program changed the directory just now")
        ring.add(keys)
        added = Compartment(keys.compartment, new.kind, keys.epoch, keys.sealing_public)
        compartments = (*old.compartments, added)
        unit.directory = replace(old, number=old.number + 1, previous=old.digest, compartments=compartments)
        write_directory(unit, unit.directory, root.sign_directory(unit.directory))
        for holder in readers(old.holders, new.kind, new.series, region=new.region):
            public = holder.public
            write_grant(unit, ring.make_grant(keys, store_id=old.store_id, holder=holder.id, holder_public=public))
        unit.add(store.labels, new.label, compartment=place)
    store.refresh()
    return place


def figures_place(store: Store, year: int) -> CompartmentId:
    """Return the cijfers compartment for the facts of a year: its own, made when it does not exist.

    Who takes in and may not make it, or cannot read which year one is of, gets the one that was made last: what is
    counted of a year follows from the facts (docs/adr/0011). Raises `NotAllowed`.
    """
    known = _figures_known(store, year)
    if known is None and not store.places(Kind.BEHEER):
        return _figures_made_last(store)
    while known is None:
        seen = store.directory.number
        store.refresh()  # another program may have made it since the door was opened
        known = _figures_known(store, year)
        if known is None:
            with suppress(DirectoryMoved):
                return _new_figures(store, year, seen)
    return known


def _figures_made_last(store: Store) -> CompartmentId:
    """Return the youngest cijfers compartment; raises `NotAllowed` for who takes nothing in, and when there is none."""
    store.place(Kind.IDENTITEIT)
    for place in reversed(store.directory.compartments):
        if place.kind is Kind.CIJFERS:
            return CompartmentId(place.id)
    raise NotAllowed("there is no place for figures yet, and this session may not make one")


def root_key(store: Store) -> RootKey:
    """Return the root key out of beheer; raises `NotAllowed` unless this session holds it."""
    for row in store.roots.all(compartment=store.place(Kind.BEHEER).id):
        return RootKey.from_private(bytes.fromhex(row.opened.private))
    raise KeyMissing("beheer holds no root key")


def _new_figures(store: Store, year: int, seen: int) -> CompartmentId:
    """Make the cijfers compartment of a year; its label tells nothing that only identiteit may know."""
    identity = store.place(Kind.IDENTITEIT).label
    label = CompartmentLabel(
        kind=Kind.CIJFERS.value,
        label=str(year),
        store_name=identity.store_name,
        municipality=identity.municipality,
        municipalities=identity.municipalities,
        year=year,
    )
    return add_compartment(store, NewCompartment(Kind.CIJFERS, label), seen=seen)


def _figures_known(store: Store, year: int) -> CompartmentId | None:
    return next((found.id for found in store.places(Kind.CIJFERS) if found.label.year == year), None)
