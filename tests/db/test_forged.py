"""A valid signature is not a right: entries that holders really signed, past the program, are refused by replay.

The forger has a holder's keys and can write the store. Row, digest, chain, head and signature are all as they should
be; only the right is missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from db import schema
from db.errors import LogBroken, NoLongerHolder, NotAllowed
from db.fields import NOUNS
from db.findings import FindingKind
from db.log import Change, append
from db.office import write_grant
from db.records.office import LogDetail
from db.replay import check_store
from db.roles import INSERT_ONLY, Deed, allowed, leaves
from db.rows import Place
from db.store import Store, open_store
from db.turning import revoke
from db.unit import new_id
from keys.compartment import CompartmentKeys
from keys.directory import Kind, Role
from keys.errors import KeyNotTrusted
from keys.ring import Ring
from tests.counting import Tell
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.raw import MOMENT, Scene, change_of, sign_entry, write_signed
from tests.db.scenario import add_note, make_release

_REFUSED = FindingKind.ENTRY_NOT_ALLOWED


@pytest.fixture
def session(scene: Scene, original: Original) -> Iterator[Callable[[Role], Store]]:
    """Open the kluis of the scene as another role."""
    opened: list[Store] = []

    def unlock(role: Role) -> Store:
        opened.append(open_store(scene.store.location, clock=clock))
        return original.unlock(opened[-1], role)

    yield unlock
    for each in opened:
        each.close()


def _refusals(store: Store) -> set[tuple[str, str]]:
    """Return what the replay says may not have been done."""
    return {(each.table, each.row) for each in check_store(store.location).findings if each.kind is _REFUSED}


def test_the_overleg_signs_a_release(scene: Scene, session: Callable[[Role], Store]) -> None:
    """It holds the key of its compartment, so the row opens everywhere: only the right is missing."""
    table, old = session(Role.OVERLEG), scene.work.release
    place = Place("releases", old.id, old.dossier, old.compartment, 1, old.version + 1, old.state, old.rank, old.due_on)
    with table.reading() as connection:
        keys = schema.data_keys
        mine = (keys.c.dossier == old.dossier) & (keys.c.compartment == old.compartment)
        wrapped = connection.execute(keys.select().where(mine)).one().wrapped
    sealed = table.sealer.seal_row(place, make_release(scene.work.case, "Niet vrijgegeven."), wrapped)
    write_signed(table, Deed.RELEASED, schema.releases, {**place.columns(), "sealed": sealed})
    assert scene.store.releases.get(old.id).opened.text == "Niet vrijgegeven."
    assert _refusals(table) == {("log", "11"), ("releases", old.id)}
    with pytest.raises(LogBroken):
        add_note(scene.store)


@pytest.mark.parametrize("deed", [Deed.NOTE_WRITTEN, Deed.MEETING_RUN, Deed.DECIDED])
def test_a_deed_of_the_table_touches_a_release(scene: Scene, session: Callable[[Role], Store], deed: Deed) -> None:
    """Under the name of something the overleg may do."""
    values = {**scene.raw.row(schema.releases, scene.work.release.id), "version": 2, "state": "closed"}
    write_signed(session(Role.OVERLEG), deed, schema.releases, values)
    assert _refusals(scene.store) == {("log", "11"), ("releases", scene.work.release.id)}


@pytest.mark.parametrize("role", PASSPHRASES)
def test_every_deed_by_every_role_on_every_table(
    scene: Scene, session: Callable[[Role], Store], role: Role, tell: Tell
) -> None:
    """What replay lets through is what the table of roles allows, in a compartment that this holder was granted."""
    forger = session(role)
    granted = {place.id for place in forger.places()}
    refused: set[tuple[str, str]] = set()
    asked = 0
    for deed in Deed:
        changes = []
        for name in set(schema.LOGGED) - {"grants"}:
            placed = name in NOUNS or name in {"data_keys", "draft_keys"}
            for place in scene.store.directory.compartments if placed else [None]:
                change = Change(name, new_id(), 1, place.id if place else "", "0" * 64)
                changes.append(change)
                kind = place.kind if place else None
                right = allowed(role, deed, name, kind) and (name not in NOUNS or kind in NOUNS[name].kinds)
                sealed_there = leaves(deed, name, place.kind if place else None)
                if not right or (place is not None and place.id not in granted and not sealed_there):
                    refused.add((name, change.row))
        asked += len(changes)
        sign_entry(forger, deed, *changes)
    assert asked == len(Deed) * (19 * len(scene.store.directory.compartments) + 3)
    assert {each for each in _refusals(scene.store) if each[0] != "log"} == refused
    tell(1, "changes signed by a role, judged by replay", asked)


def test_a_grant_by_who_may_not_grant(scene: Scene, session: Callable[[Role], Store]) -> None:
    """The overleg plants a key of its own as the next epoch of identiteit; the af would seal to it."""
    forger = session(Role.OVERLEG)
    identity = scene.store.place(Kind.IDENTITEIT).id
    me = scene.store.me
    planted = CompartmentKeys(identity, 2, b"\7" * 32)
    grant = forger.open_ring.make_grant(
        planted, store_id=scene.store.directory.store_id, holder=me.id, holder_public=me.public
    )
    values = {
        "id": new_id(),
        "compartment": grant.compartment,
        "epoch": grant.epoch,
        "holder": grant.holder,
        "grantor": grant.grantor,
        "version": 1,
        "sealed": grant.sealed,
        "signature": grant.signature,
    }
    write_signed(forger, Deed.NOTE_WRITTEN, schema.grants, values)
    assert _refusals(scene.store) == {("log", "11"), ("grants", values["id"])}
    with pytest.raises(KeyNotTrusted):
        session(Role.AF)


def test_the_af_grants_identiteit_to_the_overleg(scene: Scene) -> None:
    """Not even who may grant gives a role what it may not hold."""
    overleg = next(found for found in scene.store.holders() if found.role is Role.OVERLEG)
    keys = scene.store.open_ring.current(scene.store.place(Kind.IDENTITEIT).id)
    grant = scene.store.open_ring.make_grant(
        keys, store_id=scene.store.directory.store_id, holder=overleg.id, holder_public=overleg.public
    )
    with scene.store.unit(Deed.DIRECTORY_CHANGED) as unit:
        write_grant(unit, grant)
    assert {table for table, _ in _refusals(scene.store)} == {"log", "grants"}


def test_a_data_key_is_replaced(scene: Scene, session: Callable[[Role], Store]) -> None:
    """Under a deed that may add data keys: whoever replaces one destroys what it opens."""
    with scene.raw.connection() as connection:
        place = schema.data_keys.c.compartment == scene.work.note.compartment
        row = connection.execute(schema.data_keys.select().where(place)).first()
    assert row is not None
    values = {**row._asdict(), "version": 2, "wrapped": bytes(80)}
    write_signed(session(Role.OVERLEG), Deed.NOTE_WRITTEN, schema.data_keys, values)
    assert _refusals(scene.store) == {("log", "11"), ("data_keys", row.id)}


@pytest.mark.parametrize("table", sorted(INSERT_ONLY))
def test_rows_that_nobody_changes_or_removes(scene: Scene, table: str) -> None:
    """Not by the aandachtsfunctionaris, not under the deed that may add them."""
    adding = (Deed.DIRECTORY_CHANGED, Deed.STORE_MADE, Deed.SPLIT, Deed.MEETING_RUN, Deed.MEETING_CLOSED)
    deed = next(deed for deed in adding if _may(deed, table))
    values = scene.raw.row(schema.LOGGED[table])
    change = change_of(schema.LOGGED[table], values)
    sign_entry(scene.store, deed, Change(table, change.row, 2, change.compartment, change.digest))
    sign_entry(scene.store, deed, Change(table, change.row, 3, change.compartment, ""))
    assert {("log", "11"), ("log", "12"), (table, change.row)} <= _refusals(scene.store)


def _may(deed: Deed, table: str) -> bool:
    return any(allowed(Role.AF, deed, table, kind) for kind in (None, *Kind))


@pytest.mark.parametrize(
    "deed,name", [(Deed.AGENDA_CHANGED, "meetings"), (Deed.MEETING_RUN, "notes"), (Deed.SIGNAL_CHANGED, "signals")]
)
def test_a_removal_that_the_deed_does_not_allow(scene: Scene, deed: Deed, name: str) -> None:
    """Changing a row is not removing it."""
    row = scene.raw.row(schema.NOUNS[name])
    scene.raw.remove(schema.NOUNS[name], row["id"])
    sign_entry(scene.store, deed, Change(name, row["id"], row["version"] + 1, row["compartment"], ""))
    assert _refusals(scene.store) == {("log", "11"), (name, row["id"])}


def test_a_removal_without_a_tombstone(scene: Scene) -> None:
    """What is gone leaves its mark, or it is missing."""
    row = scene.raw.row(schema.notes, scene.work.note.id)
    scene.raw.remove(schema.notes, row["id"])
    sign_entry(scene.store, Deed.NOTE_WRITTEN, Change("notes", row["id"], 2, row["compartment"], ""))
    findings = check_store(scene.store.location).findings
    assert [(each.kind, each.table, each.row) for each in findings] == [
        (FindingKind.ROW_MISSING, "notes", scene.work.note.id)
    ]


def test_a_removed_row_comes_back(scene: Scene) -> None:
    """Also with an entry: an id is used once."""
    removed = scene.work.removed
    values = {**scene.raw.row(schema.notes, scene.work.note.id), "id": removed.id, "version": 9}
    write_signed(scene.store, Deed.NOTE_WRITTEN, schema.notes, values)
    assert _refusals(scene.store) == {("log", "11"), ("notes", removed.id)}


def test_a_version_that_does_not_rise(scene: Scene) -> None:
    """An older row with an entry of its own."""
    values = {**scene.raw.row(schema.signals, scene.work.signal.id), "version": 1}
    write_signed(scene.store, Deed.SIGNAL_CHANGED, schema.signals, values)
    assert _refusals(scene.store) == {("log", "11"), ("signals", scene.work.signal.id)}


def test_a_row_leaves_a_compartment_that_its_mover_does_not_hold(
    scene: Scene, session: Callable[[Role], Store]
) -> None:
    """The ketenregisseur takes a note of the local overleg to the Drieluik."""
    region = session(Role.KETEN)
    here = region.place(Kind.OVERLEG).id
    assert here != scene.work.note.compartment
    values = {**scene.raw.row(schema.notes, scene.work.note.id), "version": 2, "compartment": here}
    write_signed(region, Deed.NOTE_WRITTEN, schema.notes, values)
    assert _refusals(scene.store) == {("log", "11"), ("notes", scene.work.note.id)}


def test_a_kluis_is_made_only_once(scene: Scene) -> None:
    """The first deed, with all it may touch, comes never again."""
    sign_entry(scene.store, Deed.STORE_MADE)
    assert _refusals(scene.store) == {("log", "11")}


def test_who_left_signs_nothing_any_more(scene: Scene, session: Callable[[Role], Store], original: Original) -> None:
    """Neither through the store nor past it; what was signed before stays."""
    table = session(Role.OVERLEG)
    leaver = Ring(table.open_ring.holder, original.keys[Role.OVERLEG], ())
    revoke(scene.store, leaver.holder)
    assert check_store(scene.store.location).sound
    with pytest.raises(NotAllowed):
        add_note(table)
    table.use(leaver)
    with pytest.raises(NoLongerHolder), table.unit(Deed.NOTE_WRITTEN):
        pytest.fail("a unit was opened for who left")
    sign_entry(table, Deed.NOTE_WRITTEN)
    assert _refusals(scene.store) == {("log", "12")}
    with pytest.raises(LogBroken):
        open_store(scene.store.location, clock=clock)


def test_an_entry_for_another_kluis_or_an_older_directory(scene: Scene) -> None:
    """The entry names the kluis and the directory that held; both are looked at."""
    directory = scene.store.directory
    with scene.raw.connection() as connection:
        for wrong in (replace(directory, store_id="0" * 32), replace(directory, number=7)):
            append(connection, wrong, scene.store.open_ring, Deed.LOOKED, (), LogDetail(at=MOMENT))
    assert [(each.kind, each.row) for each in check_store(scene.store.location).findings] == [
        (FindingKind.ENTRY_SIGNATURE, "11"),
        (FindingKind.DIRECTORY, "12"),
    ]
    with pytest.raises(LogBroken):
        add_note(scene.store)
