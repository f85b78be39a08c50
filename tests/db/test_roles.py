"""Who opens what, and who may do what: every record by every ring, every deed by every role on every table."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from db.errors import NotAllowed
from db.fields import NOUNS
from db.records.base import SEALED
from db.records.meeting import SeriesKind
from db.replay import check_store
from db.roles import ROLE_KINDS, ROLE_SERIES, RULES, Deed, allowed, may_hold, unseen
from db.store import Store
from keys.directory import Kind, Role
from keys.errors import NotGranted
from tests.counting import Tell
from tests.db.conftest import PASSPHRASES
from tests.db.scenario import do_work, local_table, make_release, make_signal

_SERIES = {"Lokaal ondermijningsoverleg": SeriesKind.LOCAL, "Drieluik": SeriesKind.DRIELUIK}


def _may_open(role: Role, kind: Kind, label: str) -> bool:
    """Say it again in the words of the design: kinds by role, series by role, and no municipality for zorg."""
    if kind is Kind.IDENTITEIT and role is Role.ZORG:
        return False
    return kind in ROLE_KINDS[role] and (kind is not Kind.OVERLEG or _SERIES[label] in ROLE_SERIES[role])


@pytest.mark.parametrize("role", PASSPHRASES)
def test_every_record_by_every_ring(store: Store, open_as: Callable[[Role], Store], role: Role, tell: Tell) -> None:
    """What opens is exactly what the table of roles says; the rest is SEALED and no error."""
    do_work(store)
    places = {place.id: (place.kind, place.label.label) for place in store.places()}
    theirs = open_as(role)
    seen = 0
    for name in NOUNS:
        for ours, row in zip(store.repository(name).all(), theirs.repository(name).all(), strict=True):
            seen += 1
            assert not ours.is_sealed
            kind, label = places[row.compartment]
            assert row.is_sealed == (not _may_open(role, kind, label)), (name, kind, label)
            assert row.record is SEALED or row == ours
    tell(1, "records by the ring of a role", seen)
    assert seen > 25
    assert {name for name in NOUNS if store.repository(name).count()} == set(NOUNS)


def test_without_a_key_nothing_opens(store: Store) -> None:
    """A kluis that nobody unlocked gives every row, sealed."""
    do_work(store)
    store.lock()
    rows = [row for name in NOUNS for row in store.repository(name).all()]
    assert len(rows) > 25
    assert all(row.record is SEALED for row in rows)


def test_what_the_table_of_roles_says() -> None:
    """The sentences of the design that matter most, each on its own."""
    assert ROLE_KINDS[Role.OVERLEG] == {Kind.OVERLEG}
    assert ROLE_KINDS[Role.FG] == {Kind.LOGBOEK}
    assert [role for role in Role if Kind.BEHEER in ROLE_KINDS[role]] == [Role.AF, Role.RECOVERY]
    assert [role for role in PASSPHRASES if may_hold(role, Kind.IDENTITEIT)] == [Role.AF, Role.DEPUTY]
    assert may_hold(Role.ZORG, Kind.IDENTITEIT, region=True)
    assert not may_hold(Role.KETEN, Kind.IDENTITEIT, region=True)
    assert not may_hold(Role.OVERLEG, Kind.OVERLEG, SeriesKind.DRIELUIK)
    assert not may_hold(Role.KETEN, Kind.OVERLEG, SeriesKind.LOCAL)


_NEVER_BY_THE_TABLE = (Deed.RELEASED, Deed.WITHDRAWN, Deed.DIRECTORY_CHANGED, Deed.CASE_MADE, Deed.LINKED, Deed.SPLIT)


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN, Role.FG])
def test_who_sits_at_the_table_never_releases_or_grants(role: Role) -> None:
    """Whatever table of rows, whatever compartment."""
    for deed in (*_NEVER_BY_THE_TABLE, Deed.SIGNAL_ADDED, Deed.SIGNAL_CHANGED, Deed.STEP_ADDED, Deed.STORE_MADE):
        assert role not in RULES[deed].roles
    for deed in Deed:
        assert not allowed(role, deed, "releases", Kind.OVERLEG)
        assert not allowed(role, deed, "grants", Kind.OVERLEG)
        assert not allowed(role, deed, "directories", None)


class _UndoError(Exception):
    """Leaves a unit without keeping anything."""


def _refused(work: Callable[[], object]) -> bool:
    """Whether the store says that this may not be done; a key that is missing comes after that question."""
    try:
        work()
    except NotAllowed:
        return True
    except NotGranted:
        return False
    return False


@pytest.mark.parametrize("role", PASSPHRASES)
def test_the_store_asks_the_table_of_roles(store: Store, open_as: Callable[[Role], Store], role: Role) -> None:
    """Every deed by every role on every noun in every compartment: adding and removing, refused or let through."""
    do_work(store)
    session, before = open_as(role), store.change_mark()
    rows = {name: next(iter(store.repository(name).all())) for name in NOUNS}
    asked = 0
    for deed in Deed:
        if role not in RULES[deed].roles:
            with pytest.raises(NotAllowed), session.unit(deed):
                pytest.fail("a unit was opened for a deed that this role may not do")
            continue
        with suppress(_UndoError), session.unit(deed) as unit:
            for name, row in rows.items():
                repo = session.repository(name)
                for place in store.places():
                    right = allowed(role, deed, name, place.kind) and place.kind in NOUNS[name].kinds
                    right = right and not unseen(role, name, place.kind)  # of the region only: tests/db/test_unseen
                    refused = _refused(lambda: unit.add(repo, row.record, compartment=place.id))  # noqa: B023 - called at once
                    assert refused != right, (deed, name, place.kind)
                    asked += 1
                kind = store.directory.compartment(row.compartment).kind
                removable = allowed(role, deed, name, kind, removes=True) and not unseen(role, name, kind)
                assert _refused(lambda: unit.remove(row)) != removable, (deed, name)  # noqa: B023 - called at once
            raise _UndoError
    own = [deed for deed in Deed if role in RULES[deed].roles]
    assert asked == len(own) * len(NOUNS) * len(store.places())
    assert store.change_mark() == before
    assert check_store(store.location).sound


def test_a_row_is_not_changed_under_a_deed_for_another_table(store: Store, open_as: Callable[[Role], Store]) -> None:
    """Not by the aandachtsfunctionaris either, and not into a compartment where its noun does not belong."""
    work = do_work(store)
    with pytest.raises(NotAllowed), store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.change(work.signal, record=make_signal("S-2026-002"))
    with pytest.raises(NotAllowed), store.unit(Deed.SIGNAL_CHANGED) as unit:
        unit.change(work.signal, compartment=local_table(store))
    table = open_as(Role.OVERLEG)
    with pytest.raises(NotAllowed), table.unit(Deed.WITHDRAWN) as unit:
        unit.change(table.releases.get(work.release.id), record=make_release(work.case, "anders"))
    assert store.signals.get(work.signal.id) == work.signal
    assert store.releases.get(work.release.id) == work.release
