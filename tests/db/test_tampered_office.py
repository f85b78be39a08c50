"""What is done to the log, the directory, grants, keyslots or the tables themselves is reported, and refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from db import schema
from db.errors import LogBroken, Tampered
from db.findings import FindingKind
from db.log import entry_digest
from db.office import figures_place
from db.replay import check_store
from db.store import open_store
from keys.directory import Directory, Role, RootKey, SignedDirectory
from keys.errors import ForgedDirectory
from tests.counting import Tell
from tests.db.conftest import Original, clock
from tests.db.raw import Raw, Scene
from tests.db.scenario import add_note
from tests.db.tamper import Tamper, all_of, only_open, prove, tamper

K = FindingKind


@tamper(K.ENTRY_MISSING, "log")
def _entry_in_the_middle_deleted(scene: Scene) -> None:
    scene.raw.remove(schema.log, 4)


@tamper(K.HEAD, "head", only_open)
def _last_entry_deleted(scene: Scene) -> None:
    """Without moving the head: moving it too is the cut tail that only a pin shows."""
    scene.raw.remove(schema.log, scene.store.change_mark())


@tamper(K.ENTRY_MISSING, "log")
def _two_entries_exchanged(scene: Scene) -> None:
    scene.raw.swap(schema.log, 3, 4, "body", "signature")


@tamper(K.ENTRY_UNREADABLE, "log")
def _one_bit_of_an_entry(scene: Scene) -> None:
    scene.raw.set(schema.log, 3, body=scene.raw.row(schema.log, 3)["body"][:-1] + b"|")


@tamper(K.ENTRY_SIGNATURE, "log")
def _another_deed_in_an_entry(scene: Scene) -> None:
    body = scene.raw.row(schema.log, 3)["body"]
    scene.raw.set(schema.log, 3, body=body.replace(b"stap_vastgelegd", b"ingezien"))


@tamper(K.ENTRY_SIGNATURE, "log")
def _one_bit_of_a_signature(scene: Scene) -> None:
    scene.raw.flip(schema.log, 3, "signature")


@tamper(K.ENTRY_SIGNATURE, "log", only_open)
def _one_bit_of_the_last_signature(scene: Scene) -> None:
    scene.raw.flip(schema.log, scene.store.change_mark(), "signature")


@tamper(K.HEAD, "head", only_open)
def _head_on_an_older_entry(scene: Scene) -> None:
    earlier = scene.raw.row(schema.log, 5)
    scene.raw.set(schema.head, 1, seq=5, digest=entry_digest(earlier["body"], earlier["signature"]))


@tamper(K.HEAD, "head", only_open)
def _digest_of_the_head(scene: Scene) -> None:
    scene.raw.set(schema.head, 1, digest="0" * 64)


@tamper(K.HEAD, "head", only_open)
def _number_of_the_head(scene: Scene) -> None:
    scene.raw.set(schema.head, 1, seq=99)


@tamper(K.HEAD, "head", only_open)
def _head_deleted(scene: Scene) -> None:
    scene.raw.remove(schema.head, 1)


@tamper(K.HEAD, "head", only_open)
def _second_head(scene: Scene) -> None:
    scene.raw.put(schema.head, {"id": 2, "seq": 1, "digest": "0" * 64})


@tamper(K.DIRECTORY, "meta", only_open)
def _store_id_of_another_kluis(scene: Scene) -> None:
    scene.raw.set(schema.meta, 1, store_id="0" * 32)


@tamper(K.ROW_CHANGED, "keyslots")
def _one_bit_of_a_keyslot(scene: Scene) -> None:
    scene.raw.flip(schema.keyslots, scene.raw.row(schema.keyslots)["id"], "body")


@tamper(K.ROW_CHANGED, "keyslots")
def _keyslots_exchanged(scene: Scene) -> None:
    with scene.raw.connection() as connection:
        one, other = [row.id for row in connection.execute(select(schema.keyslots).limit(2))]
    scene.raw.swap(schema.keyslots, one, other, "body")


@tamper(K.ROW_MISSING, "keyslots")
def _keyslot_deleted(scene: Scene) -> None:
    scene.raw.remove(schema.keyslots, scene.raw.row(schema.keyslots)["id"])


def _grant_of_af(scene: Scene, offset: int = 0) -> str:
    query = select(schema.grants.c.id).where(schema.grants.c.holder == scene.store.me.id).order_by(schema.grants.c.id)
    with scene.raw.connection() as connection:
        return str(connection.execute(query.offset(offset)).scalars().first())


@tamper(K.ROW_CHANGED, "grants", only_open)
def _one_bit_of_a_grant(scene: Scene) -> None:
    scene.raw.flip(schema.grants, _grant_of_af(scene), "sealed")


@tamper(K.ROW_CHANGED, "grants", only_open)
def _one_bit_of_the_signature_of_a_grant(scene: Scene) -> None:
    scene.raw.flip(schema.grants, _grant_of_af(scene), "signature")


@tamper(K.ROW_CHANGED, "grants", only_open)
def _two_grants_exchanged(scene: Scene) -> None:
    scene.raw.swap(schema.grants, _grant_of_af(scene), _grant_of_af(scene, 1), "sealed", "signature")


@tamper(K.ROW_CHANGED, "grants", only_open)
def _grant_of_a_later_epoch(scene: Scene) -> None:
    scene.raw.set(schema.grants, _grant_of_af(scene), epoch=2)


@tamper(K.ROW_CHANGED, "grants", only_open)
def _grant_in_the_name_of_another(scene: Scene) -> None:
    overleg = next(found for found in scene.store.holders() if found.role is Role.OVERLEG)
    scene.raw.set(schema.grants, _grant_of_af(scene), grantor=overleg.id)


@tamper(K.ROW_MISSING, "grants")
def _grant_deleted(scene: Scene) -> None:
    scene.raw.remove(schema.grants, _grant_of_af(scene))


@tamper(K.DIRECTORY, "directories", only_open)
def _one_bit_of_the_directory(scene: Scene) -> None:
    scene.raw.flip(schema.directories, scene.raw.row(schema.directories)["id"], "body")


@tamper(K.DIRECTORY, "directories", only_open)
def _directory_under_another_number(scene: Scene) -> None:
    scene.raw.set(schema.directories, scene.raw.row(schema.directories)["id"], number=2)


@tamper(K.DIRECTORY, "directories", only_open)
def _directory_deleted(scene: Scene) -> None:
    scene.raw.remove(schema.directories, scene.raw.row(schema.directories)["id"])


@tamper(K.ROW_MISSING, "directories", only_open)
def _newest_directory_deleted(scene: Scene) -> None:
    """An older list of holders put back: the last entry knows that there was a newer."""
    figures_place(scene.store, 2027)
    newest = schema.directories.c.number == scene.store.directory.number
    with scene.raw.connection() as connection:
        gone = connection.execute(select(schema.directories.c.id).where(newest)).scalar_one()
    scene.raw.remove(schema.directories, gone)


@tamper(K.DIRECTORY, "directories", only_open)
def _key_of_a_holder_replaced(scene: Scene) -> None:
    """A body that is whole, under the old signature."""
    row = scene.raw.row(schema.directories)
    one, other = (found.public.to_bytes().hex().encode() for found in scene.store.directory.holders[:2])
    scene.raw.set(schema.directories, row["id"], body=row["body"].replace(one, other))


@tamper(K.DAMAGED_FILE, "log", only_open)
def _log_dropped(scene: Scene) -> None:
    scene.raw.run("DROP TABLE log")


@tamper(K.STRUCTURE, "signals")
def _column_added(scene: Scene) -> None:
    scene.raw.run("ALTER TABLE signals ADD COLUMN note VARCHAR(32)")


@pytest.mark.parametrize("found", all_of(globals()), ids=str)
def test_what_is_done_to_the_office_is_found(scene: Scene, original: Original, found: Tamper, tell: Tell) -> None:
    """Reported with table and row, and refused when the kluis is opened, unlocked or written."""
    prove(found, scene, original)
    tell(2, "ways of tampering that are reported or refused", 1)


@pytest.mark.parametrize(
    "statement,table",
    [
        ("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END", "notes"),
        ("CREATE VIEW v AS SELECT * FROM notes", "?"),
        ("CREATE TABLE copy_of_signals (id INTEGER)", "?"),
        ("DROP INDEX ix_signals_due", "signals"),
        ("CREATE INDEX ix_more ON signals (state)", "signals"),
        ("CREATE UNIQUE INDEX ix_more ON signals (state)", "signals"),
    ],
)
def test_a_file_that_is_not_laid_out_as_ours_is_found(
    sqlite_worked: tuple[Original, object], copy_of: Callable[[Original], str], statement: str, table: str
) -> None:
    """What acts by itself is refused at once; what only stands there is reported."""
    location = copy_of(sqlite_worked[0])
    Raw(location).run(statement)
    assert (K.STRUCTURE, table) in {(found.kind, found.table) for found in check_store(location).findings}
    if "TRIGGER" in statement or "VIEW" in statement:
        with pytest.raises(Tampered):
            open_store(location, clock=clock)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
        "CREATE RULE r AS ON DELETE TO notes DO INSTEAD NOTHING",
        "ALTER TABLE notes RENAME TO notes_old; CREATE VIEW notes AS SELECT * FROM notes_old",
        "ALTER TABLE notes ALTER COLUMN state TYPE text",
        """CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE TRIGGER t BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION f()""",
    ],
)
def test_a_server_table_that_acts_by_itself_is_found(
    postgres_worked: tuple[Original, object], copy_of: Callable[[Original], str], statement: str
) -> None:
    """Row security, rules, triggers, a view in the place of a table, another type of column."""
    location = copy_of(postgres_worked[0])
    Raw(location).run(statement)
    assert (K.STRUCTURE, "notes") in {(found.kind, found.table) for found in check_store(location).findings}


def _signed_by(root: RootKey, old: Directory, **other: object) -> SignedDirectory:
    return root.sign_directory(replace(old, root_public=root.public, **other))  # type: ignore[arg-type]  # fields of it


def test_a_directory_signed_by_another_root_is_refused(scene: Scene) -> None:
    """Somebody who can write the store makes the next directory with a root key of their own."""
    old = scene.store.directory
    signed = _signed_by(RootKey.generate(), old, number=2, previous=old.digest)
    row = {"id": "d" * 32, "number": 2, "version": 1, "body": signed.body, "signature": signed.signature}
    scene.raw.put(schema.directories, row)
    report = check_store(scene.store.location)
    assert {(found.kind, found.table) for found in report.findings} >= {
        (K.DIRECTORY, "directories"),
        (K.ROW_UNKNOWN, "directories"),
    }
    with pytest.raises(ForgedDirectory):
        open_store(scene.store.location, clock=clock)
    with pytest.raises(ForgedDirectory):
        add_note(scene.store)


def test_the_whole_list_of_holders_replaced_is_refused_by_an_open_session(scene: Scene) -> None:
    """A session that has seen the true directory takes over no other one, however whole it is."""
    signed = _signed_by(RootKey.generate(), scene.store.directory)
    scene.raw.set(
        schema.directories, scene.raw.row(schema.directories)["id"], body=signed.body, signature=signed.signature
    )
    with pytest.raises(ForgedDirectory):
        scene.store.refresh()
    assert not check_store(scene.store.location).sound


def test_an_older_directory_is_not_taken_over_by_an_open_session(scene: Scene) -> None:
    """It keeps the newer one it knows; who comes in after it is refused."""
    figures_place(scene.store, 2027)
    newest = scene.store.directory
    with scene.raw.connection() as connection:
        connection.execute(delete(schema.directories).where(schema.directories.c.number == newest.number))
    scene.store.refresh()
    assert scene.store.directory == newest
    scene.store.close()
    with pytest.raises(LogBroken):
        open_store(scene.store.location, clock=clock)
