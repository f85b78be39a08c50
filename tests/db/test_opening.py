"""The door: what a wachtzin opens, and what is refused before anything is derived or believed."""

import time
from collections.abc import Iterator

import pytest

from db import schema
from db.errors import DbError, KeyFileNeeded, NotAllowed
from db.findings import FindingKind
from db.office import NewCompartment, add_compartment, figures_place
from db.opening import slot_context
from db.records.base import SEALED
from db.records.meeting import SeriesKind
from db.records.office import CompartmentLabel
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Holder, Kind, Role
from keys.errors import DamagedSlot, KeyNotTrusted, KeysError, LimitExceeded, WrongPassphrase
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY, CostPolicy, KeyCost, make_keyslot
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.raw import Scene
from tests.db.scenario import add_note

_WEAK = KeyCost(memory_kib=8 * 1024, iterations=1, lanes=1)
_WEAK_POLICY = CostPolicy(_WEAK, _WEAK, FLOOR_POLICY.ceiling)


@pytest.fixture
def door(scene: Scene) -> Iterator[Store]:
    """The kluis as somebody finds it who has not unlocked it."""
    store = open_store(scene.store.location, clock=clock)
    yield store
    store.close()


def _holder(store: Store, role: Role = Role.AF) -> Holder:
    return next(each for each in store.holders() if each.role is role)


def _slot(scene: Scene, role: Role = Role.AF) -> dict[str, object]:
    with scene.raw.connection() as connection:
        mine = schema.keyslots.c.holder == _holder(scene.store, role).id
        return connection.execute(schema.keyslots.select().where(mine)).one()._asdict()


def _replace(scene: Scene, body: bytes, role: Role = Role.AF) -> None:
    scene.raw.set(schema.keyslots, _slot(scene, role)["id"], body=body)


def test_a_weakened_keyslot_is_refused_before_deriving(scene: Scene, door: Store, original: Original) -> None:
    """The true secret behind the true wachtzin, made cheap to guess by somebody who can write the store."""
    root = original.keys[Role.AF].root
    context = slot_context(door.directory.store_id, _holder(door).id)
    _replace(scene, make_keyslot(root, PASSPHRASES[Role.AF], context=context, policy=_WEAK_POLICY))
    with pytest.raises(LimitExceeded):
        door.unlock(_holder(door).id, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
    assert door.ring is None
    assert (FindingKind.ROW_CHANGED, "keyslots") in {
        (each.kind, each.table) for each in check_store(door.location).findings
    }


def test_a_keyslot_that_asks_too_much_is_refused_at_once(scene: Scene, door: Store) -> None:
    """Four TiB of memory are not tried."""
    body = _slot(scene)["body"]
    assert isinstance(body, bytes)
    start = time.perf_counter()
    for asked in (b'"memory_kib":4294967296', b'"memory_kib":1'):
        _replace(scene, body.replace(b'"memory_kib":65536', asked))
        with pytest.raises((LimitExceeded, DamagedSlot)):
            door.unlock(_holder(door).id, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe", b"[" * 3000, b'{"format":"mhtui-keyslot"}', b"x" * 5000])
def test_a_keyslot_that_is_none(scene: Scene, door: Store, body: bytes) -> None:
    """Whatever stands there, it is told as damage or as too much."""
    _replace(scene, body)
    with pytest.raises((DamagedSlot, LimitExceeded)):
        door.unlock(_holder(door).id, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)


def test_the_keyslot_of_another_holder(scene: Scene, door: Store) -> None:
    """With its own wachtzin: it does not open in another holder's place."""
    theirs = _slot(scene, Role.KETEN)["body"]
    assert isinstance(theirs, bytes)
    _replace(scene, theirs)
    with pytest.raises(DamagedSlot):
        door.unlock(_holder(door).id, PASSPHRASES[Role.KETEN], policy=FLOOR_POLICY)


def test_a_keyslot_with_keys_that_the_directory_does_not_name(scene: Scene, door: Store) -> None:
    """Somebody puts a secret and a wachtzin of their own in the place of the aandachtsfunctionaris."""
    context = slot_context(door.directory.store_id, _holder(door).id)
    _replace(scene, make_keyslot(HolderKeys.generate().root, "van mij", context=context, policy=FLOOR_POLICY))
    with pytest.raises(KeyNotTrusted):
        door.unlock(_holder(door).id, "van mij", policy=FLOOR_POLICY)
    with pytest.raises(WrongPassphrase):
        door.unlock(_holder(door).id, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)


def test_a_holder_that_nobody_named(door: Store) -> None:
    """The herstelblad has no keyslot, and who is not in the directory has none either."""
    recovery = next(each for each in door.directory.holders if each.role is Role.RECOVERY)
    with pytest.raises(KeyFileNeeded):
        door.unlock(recovery.id, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
    with pytest.raises(KeyNotTrusted):
        door.unlock("0" * 32, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)


def test_grants_that_do_not_open_leave_the_store_locked(scene: Scene, door: Store) -> None:
    """The wachtzin was right; nothing stays half open."""
    with scene.raw.connection() as connection:
        connection.execute(schema.grants.update().values(signature=bytes(64)))
    with pytest.raises(KeysError):
        door.unlock(_holder(door).id, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
    assert door.ring is None
    assert door.places() == ()


def test_locking_forgets(scene: Scene) -> None:
    """What was read before it stays where it was read to; nothing more opens, nothing is written."""
    store = scene.store
    store.lock()
    assert store.signals.get(scene.work.signal.id).is_sealed
    with pytest.raises(NotAllowed):
        add_note(store)
    with pytest.raises(NotAllowed):
        _ = store.me
    assert {entry.detail for entry in store.log()} == {SEALED}


def test_the_region_takes_in_for_itself(scene: Scene, original: Original) -> None:
    """The zorgcoördinator gets the identiteit of the region, and not that of the municipality."""
    store = scene.store
    label = CompartmentLabel(kind="identiteit", label="regio", store_name="Kluis", municipality="Lopik")
    region = add_compartment(store, NewCompartment(Kind.IDENTITEIT, label, region=True))
    other = add_compartment(store, NewCompartment(Kind.IDENTITEIT, replace_label(label, "Vijfheerenlanden")))
    series = add_compartment(
        store, NewCompartment(Kind.OVERLEG, replace_label(label, "Drieluik 2", "overleg"), SeriesKind.DRIELUIK)
    )
    zorg = original.unlock(open_store(store.location, clock=clock), Role.ZORG)
    held = {place.id for place in zorg.places()}
    zorg.close()
    assert {region, series} <= held
    assert other not in held
    assert check_store(store.location).sound


def replace_label(label: CompartmentLabel, text: str, kind: str = "identiteit") -> CompartmentLabel:
    """Return the label of another compartment."""
    return label.model_copy(update={"label": text, "kind": kind})


def test_two_programs_make_the_figures_of_one_year_once(scene: Scene, original: Original) -> None:
    """The second finds that the directory moved, looks again, and uses what the first made."""
    second = original.unlock(open_store(scene.store.location, clock=clock), Role.AF)
    made = figures_place(scene.store, 2027)
    seen = second.directory.number
    label = CompartmentLabel(kind="cijfers", label="2027", store_name="Kluis", municipality="Lopik", year=2027)
    with pytest.raises(DbError, match="changed the directory"):
        add_compartment(second, NewCompartment(Kind.CIJFERS, label), seen=seen)
    assert figures_place(second, 2027) == made
    assert [place.label.year for place in second.places(Kind.CIJFERS)].count(2027) == 1
    second.close()
    assert check_store(scene.store.location).sound


def test_only_beheer_makes_compartments(scene: Scene, original: Original) -> None:
    """The deputy does casework, and changes no directory; the fact of a new year waits in the year before."""
    deputy = original.unlock(open_store(scene.store.location, clock=clock), Role.DEPUTY)
    before = deputy.directory.number
    (known,) = deputy.places(Kind.CIJFERS)
    assert figures_place(deputy, 2027) == figures_place(deputy, 2026) == known.id
    assert deputy.directory.number == before
    place = deputy.places()[0]
    with pytest.raises(NotAllowed), deputy.unit(Deed.DIRECTORY_CHANGED) as unit:
        unit.add(deputy.labels, place.label, compartment=place.id)
    deputy.close()
    keten = original.unlock(open_store(scene.store.location, clock=clock), Role.KETEN)
    with pytest.raises(NotAllowed):
        figures_place(keten, 2027)
    keten.close()
    assert scene.store.directory.number == 1
