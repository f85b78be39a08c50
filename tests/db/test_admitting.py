"""Somebody gets a key: exactly what the table of roles gives that role, granted, logged and no more."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from db import schema
from db.admitting import add_holder, recover
from db.errors import NotAllowed, NotThisSheet
from db.fields import NOUNS
from db.keyslots import change_passphrase, strengthen
from db.newcomer import NewHolder
from db.office import NewCompartment, add_compartment
from db.opening import read_keyslot
from db.records.meeting import Series, SeriesKind
from db.records.office import CompartmentLabel
from db.replay import check_store
from db.roles import ROLE_KINDS, ROLE_SERIES, Deed
from db.store import Store, open_store
from keys.directory import Holder, Kind, Role
from keys.errors import LimitExceeded, WrongPassphrase
from keys.passphrase import FLOOR_POLICY, CostPolicy, KeyCost, slot_cost
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.raw import Scene

_WORDS = "haven kompas zeilboot"
_ROLES = [role for role in Role if role is not Role.RECOVERY]
_SERIES = {"Lokaal ondermijningsoverleg": SeriesKind.LOCAL, "Drieluik": SeriesKind.DRIELUIK}


@pytest.fixture
def let_in(scene: Scene) -> Iterator[Callable[[Holder, str], Store]]:
    """Open the kluis of the scene with a wachtzin."""
    opened: list[Store] = []

    def unlock(holder: Holder, words: str) -> Store:
        opened.append(open_store(scene.store.location, clock=clock))
        opened[-1].unlock(holder.id, words, policy=FLOOR_POLICY)
        return opened[-1]

    yield unlock
    for each in opened:
        each.close()


def _may(role: Role, kind: Kind, label: str) -> bool:
    """Say it in the words of the design; the kluis of the scene is of a municipality, not of a region."""
    if kind is Kind.IDENTITEIT and role is Role.ZORG:
        return False
    return kind in ROLE_KINDS[role] and (kind is not Kind.OVERLEG or _SERIES[label] in ROLE_SERIES[role])


@pytest.mark.parametrize("role", _ROLES)
def test_a_newcomer_opens_what_the_table_says(scene: Scene, let_in: Callable[[Holder, str], Store], role: Role) -> None:
    """Every row of every noun in every compartment, and the log back to its first entry for who reads it."""
    added = add_holder(scene.store, NewHolder(role, "Nieuw", _WORDS, name="Ans Bedacht"), policy=FLOOR_POLICY)
    theirs = let_in(added, _WORDS)
    places = {place.id: (place.kind, place.label.label) for place in scene.store.places()}
    seen = 0
    for name in NOUNS:
        for ours, row in zip(scene.store.repository(name).all(), theirs.repository(name).all(), strict=True):
            seen += 1
            assert not ours.is_sealed
            assert row.is_sealed == (not _may(role, *places[row.compartment])), (name, places[row.compartment])
    assert seen > 25
    reads_log = Kind.LOGBOEK in ROLE_KINDS[role]
    details = [getattr(entry.detail, "at", None) is not None for entry in theirs.log()]
    assert details == [reads_log] * len(details)
    cards = {row.opened.label: row.opened.name for row in scene.store.holder_cards.all()}
    assert cards["Nieuw"] == "Ans Bedacht"
    assert check_store(scene.store.location).findings == ()


def test_labels_are_functions_and_never_the_same(scene: Scene) -> None:
    """Two holders of overleg can be told apart, also when the first one left."""
    labels = [
        add_holder(scene.store, NewHolder(Role.OVERLEG, "Overleg", _WORDS), policy=FLOOR_POLICY).label for _ in range(2)
    ]
    assert labels == ["Overleg 2", "Overleg 3"]
    assert len({holder.label for holder in scene.store.directory.holders}) == len(scene.store.directory.holders)


def test_the_herstelblad_is_no_holder_to_add(scene: Scene, original: Original) -> None:
    """It comes with the kluis or with another sheet; and by the sheet comes only an aandachtsfunctionaris."""
    mark = scene.store.change_mark()
    with pytest.raises(NotAllowed):
        add_holder(scene.store, NewHolder(Role.RECOVERY, "Herstelblad", _WORDS), policy=FLOOR_POLICY)
    other = open_store(scene.store.location, clock=clock)
    with pytest.raises(NotAllowed):
        recover(other, original.code, NewHolder(Role.OVERLEG, "Overleg", _WORDS), policy=FLOOR_POLICY)
    assert other.ring is None
    with pytest.raises(NotThisSheet):
        recover(other, bytes(32), NewHolder(Role.AF, "Aandachtsfunctionaris", _WORDS), policy=FLOOR_POLICY)
    assert scene.store.change_mark() == mark
    other.close()


def test_the_zorgcoordinator_takes_in_for_the_region_only(scene: Scene, let_in: Callable[[Holder, str], Store]) -> None:
    """An identiteit of the region is theirs, that of the municipality never; so too for who comes later."""
    label = CompartmentLabel(kind="identiteit", label="regio", store_name="K", municipality="R", region=True)
    region = add_compartment(scene.store, NewCompartment(Kind.IDENTITEIT, label, region=True))
    added = add_holder(scene.store, NewHolder(Role.ZORG, "Zorg", _WORDS), policy=FLOOR_POLICY)
    theirs = let_in(added, _WORDS)
    assert [place.id for place in theirs.places(Kind.IDENTITEIT)] == [region]
    assert [place.label.label for place in theirs.places(Kind.OVERLEG)] == ["Drieluik"]


def test_an_overleg_without_its_series_is_for_who_may_hold_all(
    scene: Scene, let_in: Callable[[Holder, str], Store]
) -> None:
    """Between making the compartment and writing its series nobody is let in by mistake."""
    label = CompartmentLabel(kind="overleg", label="Zorgoverleg", store_name="K", municipality="R")
    place = add_compartment(scene.store, NewCompartment(Kind.OVERLEG, label, SeriesKind.LOCAL))
    before = let_in(add_holder(scene.store, NewHolder(Role.OVERLEG, "O", _WORDS), policy=FLOOR_POLICY), _WORDS)
    assert place not in {found.id for found in before.places()}
    made = Series(name="Zorgoverleg", kind=SeriesKind.LOCAL, first_on=clock().date())
    with scene.store.unit(Deed.SERIES_MADE) as unit:
        unit.add(scene.store.series, made, compartment=place)
    after = let_in(add_holder(scene.store, NewHolder(Role.OVERLEG, "P", _WORDS), policy=FLOOR_POLICY), _WORDS)
    assert place in {found.id for found in after.places()}


@pytest.mark.parametrize("role", [Role.AF, Role.OVERLEG, Role.FG])
def test_another_wachtzin_opens_the_same(scene: Scene, original: Original, role: Role) -> None:
    """Not one row but the keyslot is written; the old wachtzin opens nothing."""
    theirs = original.unlock(open_store(scene.store.location, clock=clock), role)
    with scene.raw.connection() as connection:
        rows = {name: connection.execute(select(table)).all() for name, table in schema.LOGGED.items()}
    with pytest.raises(WrongPassphrase):
        change_passphrase(theirs, "iets heel anders", _WORDS, policy=FLOOR_POLICY)
    with pytest.raises(LimitExceeded):
        change_passphrase(theirs, PASSPHRASES[role], "", policy=FLOOR_POLICY)
    change_passphrase(theirs, PASSPHRASES[role], _WORDS, policy=FLOOR_POLICY)
    with scene.raw.connection() as connection:
        changed = {
            name
            for name, table in schema.LOGGED.items()
            if sorted(rows[name], key=str) != sorted(connection.execute(select(table)).all(), key=str)
        }
    assert changed == {"keyslots"}
    me = theirs.me.id
    with pytest.raises(WrongPassphrase):
        theirs.unlock(me, PASSPHRASES[role], policy=FLOOR_POLICY)
    theirs.unlock(me, _WORDS, policy=FLOOR_POLICY)
    assert check_store(scene.store.location).findings == ()
    assert scene.store.log(limit=1)[0].deed is Deed.SLOT_CHANGED
    theirs.close()


def test_a_keyslot_is_made_costlier_once(scene: Scene, original: Original) -> None:
    """When the policy rose since; not when it is as costly already, and never cheaper."""
    table = original.unlock(open_store(scene.store.location, clock=clock), Role.OVERLEG)
    words, floor = PASSPHRASES[Role.OVERLEG], FLOOR_POLICY.floor
    raised = CostPolicy(KeyCost(floor.memory_kib, floor.iterations + 1, floor.lanes), floor, FLOOR_POLICY.ceiling)
    assert not strengthen(table, words, policy=FLOOR_POLICY)
    assert strengthen(table, words, policy=raised)
    assert not strengthen(table, words, policy=raised)
    assert not strengthen(table, words, policy=FLOOR_POLICY)
    with table.reading() as connection:
        assert slot_cost(read_keyslot(connection, table.directory, table.me.id)) == raised.wanted
    table.unlock(table.me.id, words, policy=raised)
    assert check_store(scene.store.location).findings == ()
    assert scene.store.log(limit=1)[0].deed is Deed.SLOT_STRENGTHENED
    table.close()
