"""A role puts rows in a compartment it holds no key of: it adds and takes out, reads and changes nothing.

Only with an identiteit, only facts, only under the deeds of taking in; the replay knows all of it as well.
"""

from collections.abc import Iterator

import pytest

from db import schema
from db.errors import NotAllowed, Tampered
from db.findings import FindingKind
from db.log import Change
from db.office import NewCompartment, add_compartment
from db.records.base import CompartmentId, Stored
from db.records.office import CompartmentLabel, Fact
from db.replay import check_store
from db.roles import ROLE_KINDS, UNSEEN_KINDS, Deed, allowed, unseen
from db.store import Store, open_store
from keys.directory import Kind, Role
from keys.errors import NotGranted
from tests.db.conftest import Original, clock
from tests.db.raw import Scene, sign_entry, write_signed
from tests.db.scenario import make_signal

_FACT = Fact(month="2026-11", exploitation_form="arbeid", municipality="Lopik", reporter_kind="politie")
_REGION = CompartmentLabel(kind="identiteit", label="regio", store_name="K", municipality="R", region=True)


@pytest.fixture
def zorg(scene: Scene, original: Original) -> Iterator[Store]:
    """The kluis of the scene as the zorgcoördinator, who takes in nothing yet."""
    opened = original.unlock(open_store(scene.store.location, clock=clock), Role.ZORG)
    yield opened
    opened.close()


@pytest.fixture
def region(scene: Scene, zorg: Store) -> CompartmentId:
    """Her identiteit."""
    made = add_compartment(scene.store, NewCompartment(Kind.IDENTITEIT, _REGION, region=True))
    zorg.refresh()
    return made


@pytest.fixture
def figures(scene: Scene) -> CompartmentId:
    """Where facts lie; she holds no key of it."""
    return scene.store.place(Kind.CIJFERS).id


def put_in(zorg: Store, region: CompartmentId, figures: CompartmentId) -> Stored[Fact]:
    """Take in a signal with its fact."""
    with zorg.unit(Deed.SIGNAL_ADDED) as unit:
        unit.add(zorg.signals, make_signal("S-2026-009"), compartment=region)
        return unit.add(zorg.facts, _FACT, compartment=figures)


def refusals(scene: Scene) -> set[tuple[str, str]]:
    """Return what the replay says may not have been done."""
    found = check_store(scene.store.location).findings
    return {(each.table, each.row) for each in found if each.kind is FindingKind.ENTRY_NOT_ALLOWED}


def test_it_is_for_facts_alone_and_for_who_could_not_read_them() -> None:
    """Said again, in the words of decision 11; who has the key of a kind needs no other way in."""
    assert {Role.ZORG: {Kind.CIJFERS}} == UNSEEN_KINDS
    assert all(not kinds & ROLE_KINDS[role] for role, kinds in UNSEEN_KINDS.items())
    reached = {
        (role, table, kind) for role in Role for table in schema.LOGGED for kind in Kind if unseen(role, table, kind)
    }
    assert reached == {(Role.ZORG, "facts", Kind.CIJFERS), (Role.ZORG, "data_keys", Kind.CIJFERS)}
    assert {deed for deed in Deed if allowed(Role.ZORG, deed, "facts", Kind.CIJFERS)} == {
        Deed.SIGNAL_ADDED,
        Deed.SIGNAL_CHANGED,
        Deed.STEP_ADDED,
    }


def test_what_was_put_in_opens_for_who_has_the_key(
    scene: Scene, zorg: Store, region: CompartmentId, figures: CompartmentId, original: Original
) -> None:
    """As every other fact; for who put it in it is sealed, in this session too."""
    made = put_in(zorg, region, figures)
    keten = original.unlock(open_store(scene.store.location, clock=clock), Role.KETEN)
    assert scene.store.facts.get(made.id).opened == keten.facts.get(made.id).opened == _FACT
    assert zorg.facts.get(made.id).is_sealed
    assert not zorg.places(Kind.CIJFERS)
    assert check_store(scene.store.location).findings == ()
    keten.close()


def test_nothing_is_put_in_by_who_takes_nothing_in(scene: Scene, zorg: Store, figures: CompartmentId) -> None:
    """In a kluis of one municipality the zorgcoördinator has no identiteit, and nothing to count."""
    mark = zorg.change_mark()
    with pytest.raises(NotAllowed), zorg.unit(Deed.SIGNAL_ADDED) as unit:
        unit.add(zorg.facts, _FACT, compartment=figures)
    assert zorg.change_mark() == mark
    change = Change("facts", "a" * 32, 1, figures, "0" * 64)
    sign_entry(zorg, Deed.SIGNAL_ADDED, change)
    assert ("facts", "a" * 32) in refusals(scene)


def test_what_lies_there_is_taken_out_and_never_changed(
    scene: Scene, zorg: Store, region: CompartmentId, figures: CompartmentId
) -> None:
    """Not her own fact either: its data key is sealed for her too, and the replay refuses what is signed past it."""
    made = put_in(zorg, region, figures)
    with pytest.raises(NotGranted), zorg.unit(Deed.SIGNAL_CHANGED) as unit:
        unit.change(zorg.facts.get(made.id), record=_FACT)
    with zorg.unit(Deed.SIGNAL_CHANGED) as unit:
        unit.remove(zorg.facts.get(made.id))
    assert check_store(scene.store.location).findings == ()
    other = next(iter(scene.store.facts.all()))
    values = {**scene.raw.row(schema.facts, other.id), "version": 2, "rank": 9}
    write_signed(zorg, Deed.SIGNAL_CHANGED, schema.facts, values)
    assert ("facts", other.id) in refusals(scene)
    with pytest.raises(Tampered):
        scene.store.facts.get(other.id)


@pytest.mark.parametrize("deed", [Deed.NOTE_WRITTEN, Deed.MEETING_PLANNED, Deed.LOOKED])
def test_not_under_another_deed(
    scene: Scene, zorg: Store, region: CompartmentId, figures: CompartmentId, deed: Deed
) -> None:
    """What the table may do brings no fact along."""
    with pytest.raises(NotAllowed), zorg.unit(deed) as unit:
        unit.add(zorg.facts, _FACT, compartment=figures)
    assert region
    sign_entry(zorg, deed, Change("facts", "b" * 32, 1, figures, "0" * 64))
    assert ("facts", "b" * 32) in refusals(scene)


def test_a_data_key_is_bound_to_its_place(
    scene: Scene, zorg: Store, region: CompartmentId, figures: CompartmentId
) -> None:
    """Moved under another dossier it opens nothing, and the controle names the rows."""
    one, other = put_in(zorg, region, figures), put_in(zorg, region, figures)
    with scene.raw.connection() as connection:
        keys = schema.data_keys
        ids = {
            row.dossier: row.id for row in connection.execute(keys.select().where(keys.c.compartment == figures)).all()
        }
    scene.raw.swap(schema.data_keys, ids[one.dossier], ids[other.dossier], "wrapped")
    with pytest.raises(Tampered):
        scene.store.facts.get(one.id)
    found = {(each.table, each.row) for each in check_store(scene.store.location).findings}
    assert found == {("data_keys", ids[one.dossier]), ("data_keys", ids[other.dossier])}
