"""What a key may do that its holder lent to the table, and everything it may not: through the program, and past it.

Past the program it is the forger who holds the lent key and can write the store; `test_forged_pass` forges the pass.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from db import schema
from db.errors import LogBroken, NoLongerHolder, NotAllowed, PassEnded, PassExpired
from db.fields import NOUNS
from db.keyslots import strengthen
from db.lending import lend, sit_down
from db.log import Change, Stamp, append, parse_entry
from db.office import figures_place
from db.records.base import State
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import LENT_DEEDS, LENT_ROLE, RULES, Deed, allowed, leaves
from db.store import Store, open_store
from db.turning import revoke, rotate
from db.unit import new_id
from keys.directory import Kind, Role
from keys.errors import KeysError, NotGranted
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from keys.table_pass import LASTS, quarter
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.lent import NOT_ALLOWED, found, later, lent_to, newest
from tests.db.raw import Scene, change_of, sign_entry
from tests.db.scenario import add_note, local_table, make_note, make_release, make_signal


def test_the_table_works_and_replay_agrees(scene: Scene, table: Store) -> None:
    """It notes, changes and takes back; the entries name who lent the key, and say that it was at the table."""
    note = add_note(table)
    with table.unit(Deed.NOTE_WRITTEN) as unit:
        changed = unit.change(note, record=make_note("Toch niet."))
        unit.remove(changed)
    with table.unit(Deed.ACTION_CHANGED) as unit:
        unit.change(table.actions.get(scene.work.action.id), state=State.CLOSED)
    assert check_store(scene.store.location).sound
    assert scene.store.actions.get(scene.work.action.id).state is State.CLOSED
    entries = scene.store.log()[:4]
    assert [entry.deed for entry in entries] == [
        Deed.ACTION_CHANGED, Deed.NOTE_WRITTEN, Deed.NOTE_WRITTEN, Deed.TABLE_ENTERED,
    ]  # fmt: skip
    assert [entry.at_table for entry in entries] == [True, True, True, False]
    assert {entry.holder for entry in entries} == {scene.store.me.id}
    open_store(scene.store.location, clock=clock).close()


def test_it_opens_that_overleg_and_nothing_else(scene: Scene, table: Store) -> None:
    """As the overleg, in the name of who lent the key; every other compartment is a mask."""
    assert (table.role, table.me.label) == (Role.OVERLEG, "Aandachtsfunctionaris")
    assert [place.id for place in table.places()] == [local_table(scene.store)]
    assert table.releases.get(scene.work.release.id).opened == scene.work.release.opened
    assert table.signals.get(scene.work.signal.id).is_sealed
    assert all(row.is_sealed for row in table.roots.all())
    table.refresh()
    assert [place.id for place in table.places()] == [local_table(scene.store)]


def test_every_deed_on_every_noun_at_the_table(scene: Scene, table: Store) -> None:
    """The unit of work lets through what the overleg may do, in this one compartment, and nothing more."""
    rows = {name: next(iter(scene.store.repository(name).all())) for name in NOUNS}
    here, before = local_table(scene.store), table.change_mark()
    assert Deed.SLOT_CHANGED in {deed for deed, rule in RULES.items() if LENT_ROLE in rule.roles}
    for deed in set(Deed) - LENT_DEEDS:
        with pytest.raises(NotAllowed), table.unit(deed):
            pytest.fail(f"a unit was opened for {deed}")
    asked = 0
    for deed in LENT_DEEDS:
        with suppress(ZeroDivisionError), table.unit(deed) as unit:
            for name, row in rows.items():
                for place in scene.store.places():
                    reached = place.id == here or leaves(deed, name, place.kind)
                    right = allowed(LENT_ROLE, deed, name, place.kind) and reached and place.kind in NOUNS[name].kinds
                    refused = False
                    try:
                        unit.add(table.repository(name), row.record, compartment=place.id)
                    except NotAllowed:
                        refused = True
                    assert refused != right, (deed, name, place.kind)
                    asked += 1
            raise ZeroDivisionError
    assert asked == len(LENT_DEEDS) * len(NOUNS) * len(scene.store.places()) > 500
    assert table.change_mark() == before


def test_the_keyslot_of_who_lent_it_stays(scene: Scene, table: Store) -> None:
    """A holder changes their own slot with their own key, never with one they lent."""
    with pytest.raises(NotGranted):
        strengthen(table, PASSPHRASES[Role.AF], policy=replace(FLOOR_POLICY, wanted=FLOOR_POLICY.ceiling))
    with scene.raw.connection() as connection:
        own = schema.keyslots.c.holder == scene.store.me.id
        values = connection.execute(schema.keyslots.select().where(own)).one()._asdict()
    changed = {**values, "version": values["version"] + 1, "body": b"{}"}
    scene.raw.set(schema.keyslots, values["id"], version=changed["version"], body=changed["body"])
    sign_entry(table, Deed.SLOT_CHANGED, change_of(schema.keyslots, changed))
    assert found(scene) == {(NOT_ALLOWED, "log", "12")}
    with pytest.raises(LogBroken):
        add_note(scene.store)


def test_it_releases_and_grants_nothing(scene: Scene, table: Store) -> None:
    """Not through the program, and not by a row that the lent key signs past it."""
    for deed in (Deed.RELEASED, Deed.WITHDRAWN, Deed.LOOKED, Deed.HOLDER_ADDED, Deed.TABLE_ENTERED):
        with pytest.raises(NotAllowed), table.unit(deed):
            pytest.fail("a unit was opened")
    with pytest.raises(NotAllowed), table.unit(Deed.NOTE_WRITTEN) as unit:
        unit.change(table.releases.get(scene.work.release.id), record=make_release(scene.work.case, "anders"))
    with pytest.raises(NotAllowed):
        lend(table, local_table(scene.store))
    values = {**scene.raw.row(schema.releases, scene.work.release.id), "version": 2, "state": "closed"}
    scene.raw.set(schema.releases, values["id"], version=2, state="closed")
    sign_entry(table, Deed.NOTE_WRITTEN, change_of(schema.releases, values))
    assert found(scene) == {(NOT_ALLOWED, "log", "12"), (NOT_ALLOWED, "releases", values["id"])}


def test_it_stays_in_its_own_overleg(scene: Scene, table: Store) -> None:
    """Another series of the same holder, whose key the holder has and the table has not."""
    other = next(place.id for place in scene.store.places(Kind.OVERLEG) if place.id != local_table(scene.store))
    with pytest.raises(NotAllowed), table.unit(Deed.NOTE_WRITTEN) as unit:
        unit.add(table.notes, make_note("elders"), compartment=other)
    change = Change("notes", new_id(), 1, other, "0" * 64)
    sign_entry(table, Deed.NOTE_WRITTEN, change)
    assert (NOT_ALLOWED, "notes", change.row) in found(scene)


def test_after_twelve_hours_it_signs_nothing_more(scene: Scene, table: Store) -> None:
    """Through the program it is refused, and reading goes on; past it, replay refuses what it says of the time."""
    later(table, LASTS - timedelta(seconds=1))
    add_note(table)
    assert check_store(scene.store.location).sound
    later(table, LASTS)
    with pytest.raises(PassExpired):
        add_note(table)
    assert table.notes.get(scene.work.note.id).opened == scene.work.note.opened
    with scene.raw.connection() as connection:
        append(connection, table.directory, table.open_ring, Deed.NOTE_WRITTEN, (), LogDetail(at=clock() + LASTS))
    assert found(scene) == {(NOT_ALLOWED, "log", "13")}
    with pytest.raises(LogBroken):
        add_note(scene.store)


def test_a_pass_that_is_over_lets_nobody_sit_down(scene: Scene, open_again: Callable[[], Store]) -> None:
    """Nor is a clock that stands a little behind held against anybody."""
    parcel = lend(scene.store, local_table(scene.store))
    late, early = open_again(), open_again()
    later(late, LASTS)
    with pytest.raises(PassExpired):
        sit_down(late, parcel)
    assert late.ring is None
    later(early, -timedelta(minutes=3))
    sit_down(early, parcel)
    add_note(early)
    assert check_store(scene.store.location).sound


def test_the_time_in_the_log_never_goes_back(scene: Scene, table: Store, open_again: Callable[[], Store]) -> None:
    """Two tables with clocks that differ: who is behind says the time of who was before; a lie is found."""
    ahead = open_again()
    later(scene.store, timedelta(hours=1))
    sit_down(ahead, lend(scene.store, local_table(scene.store)))
    add_note(table)
    assert check_store(scene.store.location).sound
    entry = parse_entry(*newest(scene))
    assert entry.stamp == Stamp(quarter(clock() + timedelta(hours=1)), lent_in=lent_to(table).entry)
    with scene.raw.connection() as connection:
        append(connection, table.directory, table.open_ring, Deed.NOTE_WRITTEN, (), LogDetail(at=clock()))
    assert found(scene) == {(NOT_ALLOWED, "log", "14")}


def test_who_lent_it_has_left(scene: Scene, table: Store, open_again: Callable[[], Store], original: Original) -> None:
    """The key goes with its holder: for a program that is open, at the door, and past both."""
    parcel = lend(scene.store, local_table(scene.store))
    deputy = original.unlock(open_again(), Role.DEPUTY)
    sit_down(other := open_again(), lend(deputy, local_table(deputy)))
    ring = Ring(deputy.me.id, lent_to(other), ())
    revoke(scene.store, deputy.me.id)
    with pytest.raises(NoLongerHolder):
        add_note(other)
    assert other.ring is None
    with pytest.raises(PassEnded):
        add_note(table)
    with pytest.raises(PassEnded):
        sit_down(open_again(), parcel)
    assert check_store(scene.store.location).sound
    table.use(ring)
    sign_entry(table, Deed.NOTE_WRITTEN)
    assert found(scene) == {(NOT_ALLOWED, "log", "15")}


def test_new_keys_end_it_and_a_new_compartment_does_not(scene: Scene, table: Store) -> None:
    """What was lent opens nothing of the next epoch; another list of compartments is no reason to stop."""
    figures_place(scene.store, 2031)
    add_note(table)
    ring = Ring(scene.store.me.id, lent_to(table), ())
    rotate(scene.store)
    with pytest.raises(PassEnded):
        table.change_mark()
    assert table.ring is None
    assert check_store(scene.store.location).sound
    table.use(ring)
    sign_entry(table, Deed.NOTE_WRITTEN)
    assert found(scene) == {(NOT_ALLOWED, "log", "15")}


def test_only_an_overleg_that_one_can_open_is_lent(scene: Scene) -> None:
    """Not identiteit, not a compartment that does not exist."""
    with pytest.raises(NotAllowed):
        lend(scene.store, scene.store.place(Kind.IDENTITEIT).id)
    with pytest.raises(KeysError):
        lend(scene.store, "0" * 32)  # type: ignore[arg-type]  # no compartment of ours
    assert make_signal().number
    assert check_store(scene.store.location).sound
