"""The logboek and the controle speak Dutch, for every deed, table and finding there is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db import schema
from db.errors import LogBroken
from db.founding import found_store
from db.replay import FindingKind
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.audit import DEED_WORDS, FINDING_WORDS, TABLE_WORDS, check, check_own, log_lines
from mhtui.casework.desk import Desk
from mhtui.casework.keyholders import keyholders
from tests.db.conftest import NOW, PASSPHRASES, clock, make_founding


@pytest.fixture
def kluis(tmp_path: Path) -> str:
    """A founded kluis in a file."""
    path = str(tmp_path / "kluis" / "kluis.db")
    found_store(path, make_founding(), clock=clock, policy=FLOOR_POLICY).store.close()
    return path


@pytest.fixture
def as_role(kluis: str) -> Callable[[Role], Store]:
    """Open the kluis as a role."""

    def unlock(role: Role) -> Store:
        store = open_store(kluis, clock=clock)
        store.unlock(next(h.id for h in store.holders() if h.role is role), PASSPHRASES[role], policy=FLOOR_POLICY)
        return store

    return unlock


def test_there_are_words_for_everything() -> None:
    """A new deed, table or finding needs its Dutch word."""
    assert set(DEED_WORDS) == set(Deed)
    assert set(FINDING_WORDS) == set(FindingKind)
    assert set(TABLE_WORDS) == {*schema.metadata.tables, "sqlite"}


def test_the_af_reads_the_logboek(as_role: Callable[[Role], Store]) -> None:
    """The first line says who made the kluis and when."""
    store = as_role(Role.AF)
    (line,) = log_lines(Desk(store))
    assert (line.seq, line.who, line.deed, line.at) == (1, "Aandachtsfunctionaris", "kluis gemaakt", NOW)
    assert line.subject == "Kluis Lopik"
    store.close()


def test_the_overleg_reads_no_detail(as_role: Callable[[Role], Store]) -> None:
    """Without logboek there is no time and no subject."""
    store = as_role(Role.OVERLEG)
    (line,) = log_lines(Desk(store))
    assert line.is_sealed
    assert (line.subject, line.text) == ("", "")
    store.close()


def test_check_names_the_row_in_words(kluis: str) -> None:
    """A sound kluis has no findings; an edited row is named."""
    assert check(kluis).sound
    with sqlite3.connect(kluis) as connection:
        (row,) = connection.execute("SELECT id FROM series LIMIT 1").fetchone()
        connection.execute("UPDATE series SET rank = rank + 7 WHERE id = ?", (row,))
    connection.close()
    found = check(kluis)
    assert [(line.table, line.row) for line in found.findings] == [("series", row)]
    assert found.findings[0].words == f"reeks {row} is gewijzigd buiten het programma om"


def test_keyholders_for_who_holds_beheer(as_role: Callable[[Role], Store]) -> None:
    """The AF sees own names; for the overleg they are sealed; one key and the herstelblad open the reporter."""
    store = as_role(Role.AF)
    rows = keyholders(Desk(store)).rows
    assert [(row.label, row.name) for row in rows][:2] == [("Aandachtsfunctionaris", "Ans Verzonnen"), ("Overleg", "")]
    assert rows[-1].name == ""
    assert [row.role for row in rows if row.sees_reporter] == ["aandachtsfunctionaris", "herstelblad"]
    assert rows[1].opens == "lokaal overleg"
    assert rows[0].opens == "namen en signalen, lokaal overleg, Drieluik, jaarcijfers, logboek, beheer"
    store.close()
    table = as_role(Role.OVERLEG)
    assert {row.name for row in keyholders(Desk(table)).rows} == {None}
    table.close()


def test_a_finding_stops_the_writing_of_this_program(kluis: str, as_role: Callable[[Role], Store]) -> None:
    """A sound kluis is written on; after an edit behind the program's back no unit begins."""
    store = as_role(Role.AF)
    assert check_own(Desk(store)).sound
    with store.unit(Deed.SERIES_CHANGED):
        pass
    with sqlite3.connect(kluis) as connection:
        connection.execute("UPDATE series SET rank = rank + 1")
    assert not check_own(Desk(store)).sound
    with pytest.raises(LogBroken), store.unit(Deed.SERIES_CHANGED):
        pass
    store.close()
