"""A pass for the table that should not be believed: forged, moved, lent by who may not lend, or signed by another.

Every entry here is really signed by somebody who can write the store; only the right is missing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from db import schema
from db.errors import LogBroken, NotAllowed
from db.fields import NOUNS
from db.lending import lend, sit_down
from db.log import Change, Stamp, append, parse_entry
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import LENT_DEEDS, LENT_ROLE, Deed, allowed, leaves
from db.signers import within
from db.store import Store, open_store
from db.unit import new_id
from keys.directory import Kind, Role
from keys.errors import BrokenParcel, NotGranted
from keys.parcel import pack
from keys.ring import Ring
from keys.table_pass import LASTS, LentKey, SignedPass, TablePass, new_private, public_of, quarter, sign_pass
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.lent import NOT_ALLOWED, SIGNATURE, forge, found, later, lent_to, newest, sign_with
from tests.db.raw import Scene, sign_entry
from tests.db.scenario import add_note, local_table


@pytest.mark.parametrize("role", [role for role in PASSPHRASES if role not in {Role.AF, Role.DEPUTY}])
def test_who_may_not_lend(scene: Scene, role: Role, open_again: Callable[[], Store], original: Original) -> None:
    """Neither through the program nor past it; what is signed with such a key is signed by nobody."""
    session = original.unlock(open_again(), role)
    place = next((each.id for each in session.places(Kind.OVERLEG)), local_table(scene.store))
    with pytest.raises((NotAllowed, NotGranted)):
        lend(session, place)
    forged = forge(scene, session, compartment=place)
    sign_with(scene, session, forged)
    seen = found(scene)
    assert {(NOT_ALLOWED, "log", "11"), (SIGNATURE, "log", "12")} <= seen


@pytest.mark.parametrize(
    "wrong",
    [
        {"store_id": "0" * 32},
        {"holder": "0" * 32},
        {"directory": 7},
        {"epoch": 2},
        {"start": quarter(clock()) + timedelta(minutes=15)},
        "identiteit",
        "nowhere",
    ],
    ids=str,
)
def test_a_pass_that_is_not_so_is_none(scene: Scene, wrong: dict[str, object] | str) -> None:
    """For another kluis, holder, directory, epoch, hour or compartment than those of its own entry."""
    if isinstance(wrong, str):
        wrong = {"compartment": scene.store.place(Kind.IDENTITEIT).id if wrong == "identiteit" else "0" * 32}
    lent = forge(scene, scene.store, **wrong)
    sign_with(scene, scene.store, lent)
    assert {(NOT_ALLOWED, "log", "11"), (SIGNATURE, "log", "12")} <= found(scene)
    with pytest.raises(LogBroken):
        add_note(scene.store)


def test_a_pass_from_before_the_newest_hour_of_the_log(scene: Scene, table: Store) -> None:
    """Nobody lends in the past: the clock of the log has gone on."""
    later(table, timedelta(hours=2))
    add_note(table)
    forge(scene, scene.store)
    assert found(scene) == {(NOT_ALLOWED, "log", "13")}


def test_a_pass_signed_by_somebody_else(scene: Scene, original: Original, open_again: Callable[[], Store]) -> None:
    """The overleg makes one in the name of the aandachtsfunctionaris, and signs with it."""
    overleg, me = original.unlock(open_again(), Role.OVERLEG), scene.store.me.id
    lent = forge(scene, overleg, holder=me)
    with scene.raw.connection() as connection:
        append(connection, overleg.directory, Ring(me, lent, ()), Deed.NOTE_WRITTEN, (), LogDetail(at=clock()))
    assert {(NOT_ALLOWED, "log", "11"), (SIGNATURE, "log", "12")} <= found(scene)
    with pytest.raises(LogBroken):
        add_note(scene.store)


@pytest.mark.parametrize("names", [1, 11, 12, 99])
def test_an_entry_that_names_another_entry_as_its_pass(scene: Scene, table: Store, names: int) -> None:
    """One without a pass, its own number, or one that does not exist: 11 brought the pass."""
    lent = lent_to(table)
    lent.entry = names
    sign_entry(table, Deed.NOTE_WRITTEN)
    if names == 11:
        assert check_store(scene.store.location).sound
        return
    assert found(scene) == {(SIGNATURE, "log", "12"), (NOT_ALLOWED, "log", "12")} or found(scene) == {
        (SIGNATURE, "log", "12")
    }
    with pytest.raises(LogBroken):
        open_store(scene.store.location, clock=clock)


def test_an_entry_signed_by_another_key_than_the_one_that_was_lent(scene: Scene, table: Store) -> None:
    """Also not by the holder's own, under the number of the pass."""
    stamp = Stamp(quarter(clock()), lent_in=lent_to(table).entry)
    with scene.raw.connection() as connection:
        ring = scene.store.open_ring
        append(connection, table.directory, ring, Deed.NOTE_WRITTEN, (), LogDetail(at=clock()), stamp)
    assert found(scene) == {(SIGNATURE, "log", "12")}


def test_going_to_the_table_without_a_pass_or_a_pass_with_another_deed(scene: Scene, table: Store) -> None:
    """The entry and the pass go together, always."""
    sign_entry(scene.store, Deed.TABLE_ENTERED)
    lent = lent_to(table)
    stamp = Stamp(quarter(clock()), sign_pass(lent.table_pass, scene.store.open_ring.sign))
    with scene.raw.connection() as connection:
        ring = scene.store.open_ring
        append(connection, table.directory, ring, Deed.NOTE_WRITTEN, (), LogDetail(at=clock()), stamp)
    assert found(scene) == {(NOT_ALLOWED, "log", "12"), (NOT_ALLOWED, "log", "13")}


@pytest.mark.parametrize(
    "certificate",
    [SignedPass(b"", bytes(64)), SignedPass(b"{}", b""), SignedPass(b"x" * 9000, bytes(64))],
    ids=["nothing", "empty", "large"],
)
def test_a_pass_that_is_no_pass(scene: Scene, certificate: SignedPass) -> None:
    """Whatever stands there, it is a finding and no failure."""
    with scene.raw.connection() as connection:
        ring, stamp = scene.store.open_ring, Stamp(quarter(clock()), certificate)
        append(connection, scene.store.directory, ring, Deed.TABLE_ENTERED, (), LogDetail(at=clock()), stamp)
    assert found(scene) == {(NOT_ALLOWED, "log", "11")}
    with pytest.raises(LogBroken):
        add_note(scene.store)


def test_every_deed_on_every_table_by_replay(scene: Scene, table: Store) -> None:
    """What replay lets through of a lent key is what the overleg may do in the compartment of its pass."""
    here, refused, asked = local_table(scene.store), set(), 0
    for deed in Deed:
        changes = []
        for name in set(schema.LOGGED) - {"grants"}:
            placed = name in NOUNS or name in {"data_keys", "draft_keys"}
            for place in scene.store.directory.compartments if placed else [None]:
                change = Change(name, new_id(), 1, place.id if place else "", "0" * 64)
                changes.append(change)
                kind = place.kind if place else None
                right = allowed(LENT_ROLE, deed, name, kind) and (name not in NOUNS or kind in NOUNS[name].kinds)
                if not right or (place is not None and place.id != here and not leaves(deed, name, kind)):
                    refused.add((name, change.row))
        asked += len(changes)
        sign_entry(table, deed, *changes)
    seen = found(scene)
    assert asked > 2000
    rows = {(name, row) for kind, name, row in seen if kind is NOT_ALLOWED and name != "log"}
    assert rows == refused
    first = 1 + 11
    wrong = {str(first + place) for place, deed in enumerate(Deed) if deed not in LENT_DEEDS}
    assert wrong <= {row for kind, name, row in seen if kind is NOT_ALLOWED and name == "log"}


def test_a_holder_who_left_lends_nothing_even_with_the_same_keys(scene: Scene, table: Store) -> None:
    """Whoever leaves takes every key along that was lent; that everything gets new keys then only comes on top."""
    sign_entry(table, Deed.NOTE_WRITTEN)
    entry, directory = parse_entry(*newest(scene)), scene.store.directory
    lent = lent_to(table).table_pass
    assert within(lent, entry, directory)
    gone = tuple(replace(each, active=each.id != scene.store.me.id) for each in directory.holders)
    assert not within(lent, entry, replace(directory, holders=gone))


def test_a_parcel_for_another_kluis_or_with_another_pass(scene: Scene, open_again: Callable[[], Store]) -> None:
    """What it says of its pass is what the log of this kluis says, or nobody sits down."""
    here = local_table(scene.store)
    lend(scene.store, here)
    private = new_private()
    keys = scene.store.open_ring.current(here)
    mine = TablePass(
        scene.store.directory.store_id, scene.store.me.id, 1, here, 1, public_of(private), quarter(clock()),
        quarter(clock()) + LASTS,
    )  # fmt: skip
    for lent in (LentKey(private, mine, 11), LentKey(private, mine, 1), LentKey(private, mine, 99)):
        store = open_again()
        with pytest.raises(BrokenParcel):
            sit_down(store, pack(lent, keys))
        assert store.ring is None
    with pytest.raises(BrokenParcel):
        sit_down(open_again(), b"half a par")
