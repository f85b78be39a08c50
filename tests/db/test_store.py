"""A kluis is made, opened, written and read; what a role cannot open stays sealed."""

from collections.abc import Callable
from datetime import date

import pytest

import db.store
from db.errors import LogBroken, NotAllowed, StaleVersion
from db.office import figures_place
from db.opening import open_holder
from db.records.base import SEALED, State, Stored
from db.records.case import Link
from db.records.office import LogDetail
from db.records.signal import Signal
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Directory, Kind, Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY, CostPolicy
from tests.db.conftest import PASSPHRASES, Original, clock


def add_signal(store: Store, number: str = "S-2026-001", reporter: str = "Hanneke Geheim") -> Stored[Signal]:
    """Write one signal as the aandachtsfunctionaris."""
    record = Signal(number=number, received_on=date(2026, 11, 22), reporter=reporter)
    with store.unit(Deed.SIGNAL_ADDED, subject=number) as unit:
        return unit.add(store.signals, record, compartment=store.place(Kind.IDENTITEIT).id, due_on=date(2026, 12, 1))


def test_what_was_written_comes_back(store: Store) -> None:
    """Plain columns and record are as they were given."""
    added = add_signal(store)
    assert store.signals.get(added.id) == added
    assert added.due_on == date(2026, 12, 1)
    assert added.opened.reporter == "Hanneke Geheim"
    assert check_store(store.location).sound


def test_overleg_sees_sealed(store: Store, open_as: Callable[[Role], Store]) -> None:
    """The overleg gets the row with SEALED in the place of the record, and its own series opened."""
    added = add_signal(store)
    table = open_as(Role.OVERLEG)
    assert table.signals.get(added.id).record is SEALED
    assert [place.label.label for place in table.places()] == ["Lokaal ondermijningsoverleg"]


def test_overleg_may_not_add_a_signal(store: Store, open_as: Callable[[Role], Store]) -> None:
    """The store refuses before anything is written."""
    table = open_as(Role.OVERLEG)
    place = store.place(Kind.IDENTITEIT).id
    with pytest.raises(NotAllowed), table.unit(Deed.SIGNAL_ADDED) as unit:
        unit.add(table.signals, Signal(number="S-1", received_on=date(2026, 1, 1)), compartment=place)
    assert store.signals.count() == 0


def test_second_writer_gets_their_version(store: Store) -> None:
    """Optimistic locking tells a conflict and carries the row as it is now."""
    mine = add_signal(store)
    with store.unit(Deed.SIGNAL_CHANGED) as unit:
        unit.change(mine, record=mine.opened.model_copy(update={"place": "Benschop"}))
    with pytest.raises(StaleVersion) as caught, store.unit(Deed.SIGNAL_CHANGED) as unit:
        unit.change(mine, state=State.CLOSED)
    theirs = caught.value.theirs
    assert isinstance(theirs, Stored)
    assert theirs.opened.place == "Benschop"
    assert store.signals.get(mine.id).state is State.OPEN


def test_an_exception_undoes_the_whole_unit(store: Store) -> None:
    """Neither the row nor an entry is left."""
    before = store.change_mark()
    record = Signal(number="S-1", received_on=date(2026, 1, 1))

    def interrupted() -> None:
        with store.unit(Deed.SIGNAL_ADDED) as unit:
            unit.add(store.signals, record, compartment=store.place(Kind.IDENTITEIT).id)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interrupted()
    assert store.signals.count() == 0
    assert store.change_mark() == before
    assert check_store(store.location).sound


def test_a_new_compartment_reaches_an_open_session(store: Store, open_as: Callable[[Role], Store]) -> None:
    """The ketenregisseur who is already in sees next year's figures as soon as the AF starts them."""
    region = open_as(Role.KETEN)
    region.change_mark()
    place = figures_place(store, 2027)
    assert place not in {found.id for found in region.places()}
    region.change_mark()
    assert place in {found.id for found in region.places(Kind.CIJFERS)}
    assert check_store(store.location).sound


def test_changes_since_a_mark_are_exactly_those(store: Store) -> None:
    """What was written and what was removed after the mark, by table and id; nothing from before it."""
    before = add_signal(store)
    record = Link(signal_id=before.id, case_id=before.id, linked_on=date(2026, 11, 22))
    with store.unit(Deed.LINKED) as unit:
        link = unit.add(store.links, record, compartment=before.compartment)
    mark = store.change_mark()
    assert store.changes_since(mark) == (mark, frozenset())
    after = add_signal(store, "S-2026-002")
    with store.unit(Deed.SPLIT) as unit:
        unit.remove(link)
    newest, changed = store.changes_since(mark)
    assert newest == store.change_mark()
    assert {(table, row) for table, row in changed if table in {"signals", "links"}} == {
        ("signals", after.id),
        ("links", link.id),
    }


def test_a_subject_known_only_inside_the_unit_is_in_the_entry(store: Store) -> None:
    """The newest entry names what the unit was set to be about."""
    with store.unit(Deed.LOOKED, subject="S-?", text="melder") as unit:
        unit.subject = "S-2026-031"
    detail = store.log(limit=1)[0].detail
    assert isinstance(detail, LogDetail)
    assert (detail.subject, detail.text) == ("S-2026-031", "melder")


def test_the_figures_of_a_new_year_learn_nothing_of_identiteit(store: Store) -> None:
    """Every holder of the figures reads their label: it carries no digest secret, no bewaartermijn, no rules."""
    identity = store.place(Kind.IDENTITEIT).label
    assert len(bytes.fromhex(identity.digest_secret)) == 32
    place = figures_place(store, 2031)
    label = next(found.label for found in store.places(Kind.CIJFERS) if found.id == place)
    assert (label.digest_secret, label.retention_months, label.rules, label.year) == ("", None, "", 2031)
    assert label.municipalities == identity.municipalities


def test_others_can_save_while_a_key_is_derived(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving takes a second: it must not hold a transaction that keeps another program from saving."""
    saved: list[int] = []

    def slowly(slot: bytes, directory: Directory, holder: str, passphrase: str, policy: CostPolicy) -> HolderKeys:
        saved.append(add_signal(store).version)
        return open_holder(slot, directory, holder, passphrase, policy)

    monkeypatch.setattr(db.store, "open_holder", slowly)
    other = open_store(store.location, clock=clock)
    holder = next(found for found in other.holders() if found.role is Role.OVERLEG)
    other.unlock(holder.id, PASSPHRASES[Role.OVERLEG], policy=FLOOR_POLICY)
    assert other.signals.count() == len(saved) == 1
    other.close()


def test_a_deed_without_changes_needs_the_role_too(store: Store, open_as: Callable[[Role], Store]) -> None:
    """A look touches no row; the overleg may not even write that it looked."""
    table = open_as(Role.OVERLEG)
    before = store.change_mark()
    with pytest.raises(NotAllowed), table.unit(Deed.LOOKED):
        pass
    assert store.change_mark() == before


def test_nothing_is_written_after_a_controle_stopped_it(
    store: Store, open_as: Callable[[Role], Store], original: Original
) -> None:
    """Reading goes on; every unit is refused, also after unlocking again. Another program is not stopped by it."""
    added = add_signal(store)
    store.stop_writing()
    store.lock()
    original.unlock(store, Role.AF)
    with pytest.raises(LogBroken):
        add_signal(store, "S-2026-002")
    assert store.signals.get(added.id) == added
    add_signal(open_as(Role.AF), "S-2026-003")
    assert store.signals.count() == len((added, "S-2026-003"))
