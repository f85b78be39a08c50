"""Makes a new kluis: holders, compartments, grants, labels, series, and the first entry of the log.

All in one transaction: when it fails nothing is left behind, not even the file.
"""

from dataclasses import dataclass, field
from pathlib import Path

from db import locations, schema
from db.engine import make_engine, writing
from db.laying import lay_tables
from db.log import append
from db.newcomer import NewHolder
from db.office import insert_row, readers, write_directory, write_grant
from db.opening import slot_context
from db.records.base import CompartmentId
from db.records.meeting import Series, SeriesKind
from db.records.office import CompartmentLabel, HolderCard, LogDetail, RootSecret
from db.roles import Deed
from db.store import Clock, Store
from db.unit import Unit, new_id
from keys.compartment import CompartmentKeys, make_grant
from keys.directory import Compartment, Directory, Holder, Kind, Role, RootKey
from keys.envelope import new_key
from keys.holder import HolderKeys
from keys.passphrase import CostPolicy, make_keyslot
from keys.recovery import new_code
from keys.ring import Ring


@dataclass(frozen=True, slots=True)
class Founding:
    """Everything a new kluis is asked."""

    store_name: str
    municipality: str
    retention_months: int
    holders: tuple[NewHolder, ...]
    """Exactly one aandachtsfunctionaris among them."""
    series: tuple[Series, ...]
    municipalities: tuple[str, ...] = ()
    rules: str = "lopik"
    alone_months: int | None = None
    """Bewaartermijn of a signal that stands alone; None when it is that of a casus."""
    figure_years: tuple[int, ...] = ()
    """Years whose cijfers compartment is made at once; others come with their first signal."""
    demo: bool = False

    def __post_init__(self) -> None:
        """Refuse with `ValueError` what no kluis can start with."""
        roles = [holder.role for holder in self.holders]
        if roles.count(Role.AF) != 1 or Role.RECOVERY in roles:
            raise ValueError("exactly one aandachtsfunctionaris to start with; the herstelblad comes by itself")


@dataclass(frozen=True, slots=True)
class Founded:
    """A new kluis, unlocked as the aandachtsfunctionaris, and the herstelcode to print once."""

    store: Store
    recovery_code: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Keys and places that were made, before anything is written."""

    directory: Directory
    root: RootKey
    secrets: dict[str, HolderKeys]
    places: tuple[tuple[CompartmentKeys, CompartmentLabel, Series | None], ...]
    af: str


def _labels(founding: Founding) -> list[tuple[Kind, CompartmentLabel, Series | None]]:
    def label(kind: Kind, text: str = "", **extra: object) -> CompartmentLabel:
        return CompartmentLabel.model_validate(
            {
                "kind": kind.value,
                "label": text,
                "store_name": founding.store_name,
                "municipality": founding.municipality,
                "municipalities": founding.municipalities or (founding.municipality,),
                **extra,
            }
        )

    identity = label(
        Kind.IDENTITEIT,
        founding.municipality,
        retention_months=founding.retention_months,
        alone_months=founding.alone_months,
        rules=founding.rules,
        region=len(founding.municipalities) > 1,
        digest_secret=new_key().hex(),
    )
    return [
        (Kind.BEHEER, label(Kind.BEHEER), None),
        (Kind.LOGBOEK, label(Kind.LOGBOEK), None),
        (Kind.IDENTITEIT, identity, None),
        *((Kind.OVERLEG, label(Kind.OVERLEG, series.name), series) for series in founding.series),
        *((Kind.CIJFERS, label(Kind.CIJFERS, str(year), year=year), None) for year in founding.figure_years),
    ]


def _plan(founding: Founding, code: bytes) -> _Plan:
    root = RootKey.generate()
    secrets = {new_id(): (holder, HolderKeys.generate()) for holder in founding.holders}
    recovery = HolderKeys.from_recovery(code)
    holders = [Holder(i, holder.role, holder.label, keys.public) for i, (holder, keys) in secrets.items()]
    holders.append(Holder(new_id(), Role.RECOVERY, "Herstelblad", recovery.public))
    places = tuple((CompartmentKeys.new(new_id()), label, series) for _, label, series in _labels(founding))
    directory = Directory(
        store_id=new_id(),
        number=1,
        previous="",
        demo=founding.demo,
        root_public=root.public,
        holders=tuple(holders),
        compartments=tuple(
            Compartment(keys.compartment, Kind(label.kind), keys.epoch, keys.sealing_public)
            for keys, label, _ in places
        ),
    )
    af = next(holder.id for holder in holders if holder.role is Role.AF)
    return _Plan(directory, root, {i: keys for i, (_, keys) in secrets.items()}, places, af)


def _fill(store: Store, unit: Unit, founding: Founding, plan: _Plan, slots: dict[str, bytes]) -> None:
    """Write everything of the plan."""
    write_directory(unit, plan.directory, plan.root.sign_directory(plan.directory))
    for holder_id, body in slots.items():
        insert_row(unit, schema.keyslots, {"id": new_id(), "holder": holder_id, "version": 1, "body": body})
    for keys, label, series in plan.places:
        _write_place(store, unit, plan, keys, label, series)
    beheer = CompartmentId(plan.places[0][0].compartment)
    unit.add(store.roots, RootSecret(private=plan.root.private.hex()), compartment=beheer)
    for holder in founding.holders:
        unit.add(store.holder_cards, HolderCard(label=holder.label, name=holder.name), compartment=beheer)


def _write_place(
    store: Store, unit: Unit, plan: _Plan, keys: CompartmentKeys, label: CompartmentLabel, series: Series | None
) -> None:
    kind = Kind(label.kind)
    series_kind: SeriesKind | None = series.kind if series else None
    for holder in readers(plan.directory.holders, kind, series_kind, region=label.region):
        grant = make_grant(
            keys,
            store_id=plan.directory.store_id,
            holder=holder.id,
            holder_public=holder.public,
            grantor=plan.af,
            grantor_keys=plan.secrets[plan.af],
        )
        write_grant(unit, grant)
    place = CompartmentId(keys.compartment)
    unit.add(store.labels, label, compartment=place)
    if series is not None:
        unit.add(store.series, series, compartment=place)


def _slots(founding: Founding, plan: _Plan, policy: CostPolicy) -> dict[str, bytes]:
    """Derive a keyslot for each holder: the slow part, a second each."""
    store_id = plan.directory.store_id
    return {
        holder_id: make_keyslot(keys.root, founder.passphrase, context=slot_context(store_id, holder_id), policy=policy)
        for (holder_id, keys), founder in zip(plan.secrets.items(), founding.holders, strict=True)
    }


def _found(
    location: str, founding: Founding, clock: Clock, plan: _Plan, slots: dict[str, bytes], *, draft: bool = False
) -> Store:
    """Write everything in one transaction, and look whether it stands where it should."""
    engine = make_engine(location, draft=draft)
    store = Store(location, engine, (plan.directory,), clock=clock)
    ring = Ring(plan.af, plan.secrets[plan.af], [keys for keys, _, _ in plan.places])
    store.use(ring)
    try:
        with writing(engine) as connection:
            lay_tables(connection, plan.directory.store_id)
            unit = Unit(store, connection, Deed.STORE_MADE)
            _fill(store, unit, founding, plan, slots)
            detail = LogDetail(at=clock(), subject=founding.store_name)
            append(connection, plan.directory, ring, Deed.STORE_MADE, unit.changes, detail)
        engine.dispose()  # what was written may be in a file that somebody removed meanwhile: look again, by name
        store.refresh()
    except BaseException:
        store.close()
        raise
    return store


def found_store(location: str, founding: Founding, *, clock: Clock, policy: CostPolicy, draft: bool = False) -> Founded:
    """Make a new kluis and unlock it as the aandachtsfunctionaris; `draft` as in `db.engine.make_engine`.

    Derives a key for each holder, a second each. Everything is in one transaction: killed at any moment it leaves a
    whole kluis, or a file that holds nothing and that the next founding takes over. Raises `AlreadyExists`,
    `NetworkShare`, `InsecureServer`, `StorageFull`, `StorageFailure`, `keys.errors.LimitExceeded`.
    """
    server = locations.is_server(location)
    path = Path(location)
    if server:
        make_engine(location).dispose()  # an address that cannot be used is told before a key is derived
    else:
        locations.check_free(path)
    code = new_code()
    plan = _plan(founding, code)
    slots = _slots(founding, plan, policy)
    made = not server and locations.prepare_new(path)
    try:
        return Founded(_found(location, founding, clock, plan, slots, draft=draft), code)
    except BaseException:
        if made:
            locations.remove_new(path)
        raise
