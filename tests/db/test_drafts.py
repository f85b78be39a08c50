"""Drafts of one open overleg: under a key of their own, gone when it closes; what is left only the AF opens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.errors import KeyMissing, NotAllowed, NotFound
from db.findings import FindingKind
from db.log import Change
from db.records.base import SEALED, DossierId, RowId, Stored
from db.records.draft import Draft, Leftover
from db.replay import check_store
from db.roles import Deed
from db.store import Store, open_store
from db.turning import rotate
from keys.directory import Kind, Role
from tests.db.conftest import Original, clock
from tests.db.raw import change_of, sign_entry, write_signed
from tests.db.scenario import do_work, local_table, make_note

MEETING = DossierId("a" * 32)
SAID = Draft(note=make_note("Jarosław was er ook."), kept=("Jarosław",), later=True)

Open = Callable[[Role], Store]


def begin(store: Store) -> Stored[Draft]:
    """Open an overleg and write a draft in it."""
    place = local_table(store)
    with store.unit(Deed.MEETING_RUN) as unit:
        unit.open_drafts(MEETING, place)
    with store.unit(Deed.DRAFT_KEPT) as unit:
        return unit.add(store.drafts, SAID, compartment=place, dossier=MEETING)


def end(store: Store, draft: Stored[Draft]) -> Stored[Leftover]:
    """Close it: the draft goes to identiteit, and the key goes."""
    identity = next(place for place in store.directory.compartments if place.kind is Kind.IDENTITEIT)
    with store.unit(Deed.MEETING_CLOSED) as unit:
        left = Leftover(draft=draft.opened, place=RowId(draft.compartment))
        kept = unit.add(store.leftovers, left, compartment=type(draft.compartment)(identity.id))
        unit.remove(draft)
        unit.end_drafts(MEETING, draft.compartment)
        return kept


def key_of(store: Store) -> bytes | None:
    """Return the wrapped key of the drafts as it stands in the store."""
    with store.reading() as connection:
        query = select(schema.draft_keys.c.wrapped).where(schema.draft_keys.c.dossier == MEETING)
        return connection.execute(query).scalar_one_or_none()


def test_the_table_seals_what_it_cannot_open(store: Store, open_as: Open) -> None:
    """Written as a draft, read by the table; closed, it opens for the aandachtsfunctionaris and for nobody else."""
    table = open_as(Role.OVERLEG)
    draft = begin(table)
    assert next(iter(table.drafts.all())).opened == SAID
    left = end(table, draft)
    for role in (Role.OVERLEG, Role.KETEN, Role.FG):
        assert [row.record for row in open_as(role).leftovers.all()] == [SEALED]
    assert store.leftovers.get(left.id).opened.draft == SAID
    assert list(store.drafts.all()) == []
    assert check_store(store.location).sound


def test_the_key_is_no_data_key(store: Store) -> None:
    """What closing may destroy opens drafts only; other text of the same overleg is under another key."""
    draft = begin(store)
    with store.unit(Deed.NOTE_WRITTEN) as unit:
        note = unit.add(store.notes, make_note(), compartment=draft.compartment, dossier=MEETING)
    end(store, draft)
    assert store.notes.get(note.id).opened == make_note()


def test_a_copy_of_a_draft_opens_no_more(store: Store, open_as: Open) -> None:
    """Put back by who can write the store, in a session that read it before: there is no key."""
    draft = begin(store)
    with store.reading() as connection:
        copy = connection.execute(select(schema.drafts)).one()._asdict()
    reader = open_as(Role.OVERLEG)
    assert reader.drafts.get(draft.id).opened == SAID
    end(store, draft)
    write_signed(store, Deed.DRAFT_KEPT, schema.drafts, copy)
    for session in (store, reader, open_as(Role.OVERLEG)):
        with pytest.raises(KeyMissing):
            session.drafts.get(draft.id)


def test_nothing_of_the_key_is_left_in_the_file(sqlite_original: Original, copy_of: Callable[[Original], str]) -> None:
    """Its bytes stand in the file while the overleg goes on, and nowhere in it once it is closed."""
    path = Path(copy_of(sqlite_original))
    store = sqlite_original.unlock(open_store(str(path), clock=clock), Role.AF)
    draft = begin(store)
    wrapped = key_of(store)
    assert wrapped is not None
    assert len(wrapped) > 60
    assert wrapped in path.read_bytes()
    end(store, draft)
    assert key_of(store) is None
    content = path.read_bytes()
    parts = [wrapped[at : at + 16] for at in range(len(wrapped) - 16)]
    assert [part for part in parts if part in content] == []
    store.close()


def _end_twice(store: Store, draft: Stored[Draft]) -> None:
    with store.unit(Deed.MEETING_CLOSED) as unit:
        unit.remove(draft)
        unit.end_drafts(MEETING, draft.compartment)
        unit.remove(draft)


def test_a_unit_that_fails_keeps_drafts_and_key(store: Store) -> None:
    """Closing is whole or nothing."""
    draft = begin(store)
    before = key_of(store)

    with pytest.raises(NotFound):
        _end_twice(store, draft)
    assert key_of(store) == before
    assert store.drafts.get(draft.id).opened == SAID


def test_new_keys_while_an_overleg_is_open(store: Store, open_as: Open) -> None:
    """The draft is read on and closed on; what was left opens after a rotation too."""
    table = open_as(Role.OVERLEG)
    draft = begin(table)
    wrapped = key_of(table)
    rotate(store)
    fresh = table.drafts.get(draft.id)
    assert (fresh.opened, fresh.version, key_of(table) == wrapped) == (SAID, 2, False)
    left = end(table, fresh)
    rotate(store)
    assert store.leftovers.get(left.id).opened.draft == SAID
    assert check_store(store.location).sound


def test_the_table_may_not_touch_what_is_left(store: Store, open_as: Open) -> None:
    """Not change it, not take it away, not as the store asks and not as the replay does; nor destroy a data key."""
    table = open_as(Role.OVERLEG)
    left = end(table, begin(table))
    sealed = table.leftovers.get(left.id)
    with table.unit(Deed.MEETING_CLOSED) as unit:
        for deed in (lambda: unit.remove(sealed), lambda: unit.change(sealed, record=left.opened)):
            with pytest.raises(NotAllowed):
                deed()
    with table.reading() as connection:
        values = connection.execute(select(schema.leftovers)).one()._asdict()
        data_key = connection.execute(select(schema.data_keys)).first()
    assert data_key is not None
    seq = table.change_mark()
    sign_entry(table, Deed.MEETING_CLOSED, change_of(schema.leftovers, {**values, "version": 2}))
    sign_entry(table, Deed.MEETING_CLOSED, Change("leftovers", left.id, 3, left.compartment, ""))
    sign_entry(table, Deed.MEETING_CLOSED, Change("data_keys", data_key.id, 2, data_key.compartment, ""))
    found = check_store(store.location).findings
    refused = {each.row for each in found if each.kind is FindingKind.ENTRY_NOT_ALLOWED}
    assert refused == {str(seq + 1), str(seq + 2), str(seq + 3), left.id, data_key.id}


def test_the_work_of_the_scenario_is_sound(store: Store) -> None:
    """A draft and a leftover among everything else."""
    do_work(store)
    assert (store.drafts.count(), store.leftovers.count()) == (1, 1)
    assert check_store(store.location).sound
