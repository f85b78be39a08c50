"""The inventory is what the tables are: nothing plain without its reason, nothing listed that does not exist."""

import pytest
from sqlalchemy import Table

from db import schema
from db.fields import NOUNS, PLAIN_COLUMNS
from db.nouns import Nouns
from db.repository import Repository
from db.roles import INSERT_ONLY, RULES, Deed
from db.store import Store
from db.structure import structure_findings

_TABLES = schema.metadata.tables


def test_every_table_is_in_the_inventory_and_the_other_way_round() -> None:
    """No table without its line, no line without its table."""
    assert set(_TABLES) == set(PLAIN_COLUMNS)
    assert set(schema.NOUNS) == set(NOUNS)
    assert set(schema.LOGGED) == set(_TABLES) - {"log", "head", "meta"}


@pytest.mark.parametrize("table", _TABLES.values(), ids=lambda table: table.name)
def test_every_column_has_its_reason_and_every_reason_its_column(table: Table) -> None:
    """A new column needs a line that says why it may be plain."""
    reasons = PLAIN_COLUMNS[table.name]
    assert {column.name for column in table.columns} == set(reasons)
    assert all(reason.strip() for reason in reasons.values())


def test_only_bytes_are_sealed_and_no_text_is_long() -> None:
    """A plain text column holds an id, a state or a name of a table: nothing in which a sentence fits."""
    for table in _TABLES.values():
        for column in table.columns:
            length = getattr(column.type, "length", None)
            if column.type.python_type is str:
                assert length is not None, (table.name, column.name)
                assert length <= 64, (table.name, column.name)


def test_every_noun_has_one_record_and_one_repository(store: Store) -> None:
    """What goes in and comes out of a table is known in one place."""
    repositories = [each for each in vars(store).values() if isinstance(each, Repository)]
    assert {each.table.name for each in repositories} == set(NOUNS)
    assert len(repositories) == len(NOUNS)
    assert isinstance(store, Nouns)
    records = [noun.record for noun in NOUNS.values()]
    assert len(set(records)) == len(records)
    assert all(record.model_config["frozen"] for record in records)
    assert all(noun.kinds for noun in NOUNS.values())


def test_every_table_that_a_deed_touches_exists_and_each_is_touched() -> None:
    """A table comes with its writer."""
    touched = {table for rule in RULES.values() for table in rule.tables}
    assert touched == set(schema.LOGGED)
    only_removes = [deed for deed, rule in RULES.items() if not rule.removes <= rule.tables]
    assert only_removes == [Deed.SHREDDED]  # it adds and changes nothing but tombstones
    assert {deed: rule.removes & INSERT_ONLY for deed, rule in RULES.items() if rule.removes & INSERT_ONLY} == {
        Deed.HOLDER_REVOKED: {"keyslots"},
        Deed.MEETING_CLOSED: {"draft_keys"},
        Deed.LEFTOVER_JUDGED: {"leftovers"},
        Deed.SHREDDED: {"data_keys"},
    }
    assert all(rule.renews <= rule.tables & INSERT_ONLY for rule in RULES.values())


def test_a_new_kluis_has_exactly_these_tables(store: Store) -> None:
    """What stands in the database is what the schema says, on both."""
    with store.reading() as connection:
        assert structure_findings(connection) == []
