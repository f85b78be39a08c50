"""What the table may see is released by a person, for one series, and is gone again when it is withdrawn."""

import sqlite3
from collections.abc import Callable

import pytest

from db.errors import NotAllowed
from db.fields import NOUNS
from db.records.base import SEALED, CompartmentId, State, Stored
from db.records.case import Case
from db.replay import check_store
from db.store import Store
from keys.directory import Role
from mhtui.anonymise import FINDER_VERSION
from mhtui.casework.cases import make_case, set_form, write_text
from mhtui.casework.caseview import case_list, case_view
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, TextChanged, UnansweredQuestions, UnknownNumber
from mhtui.casework.gate import known_of
from mhtui.casework.identities import identities_digest
from mhtui.casework.intake import register
from mhtui.casework.release import NO_TO_ALL, QUESTIONS, current, history, release, text_digest, withdraw
from tests.casework.conftest import Kluis, Sit
from tests.casework.forms import ADDED, SECRETS, form

TEXT = "Betrokkene A werkt bij Bedrijf 1 aan Adres 1. Een zeldzaam woord."


@pytest.fixture
def case(af: Desk) -> Stored[Case]:
    """A case with its text, not released."""
    return write_text(af, make_case(af, [register(af, form(), ADDED)]), TEXT)


def test_a_released_text_is_what_its_series_reads(af: Desk, sit: Sit, case: Stored[Case], place: CompartmentId) -> None:
    """The overleg of that series opens it; the other series does not know that there is a case."""
    released = release(af, case, place, NO_TO_ALL).opened
    table = sit(Role.OVERLEG)
    seen = current(table, case.id, place)
    assert seen is not None
    assert seen.opened == released
    assert (released.text, released.number, released.codename, released.signal_count) == (TEXT, "C-2026-001", "Wilg", 1)
    known = identities_digest(af, known_of(af, case.id))
    assert (released.finder, released.digest) == (
        str(FINDER_VERSION),
        text_digest(TEXT, str(FINDER_VERSION), af.store.me.id, af.now(), known),
    )
    assert released.answers == tuple(question.code for question in QUESTIONS)
    assert case_list(sit(Role.KETEN)).rows == ()
    assert check_store(af.store.location).sound


def test_the_digest_is_of_this_text_by_this_holder_now(af: Desk) -> None:
    """Another text, finder, holder, moment or dossier has another one."""
    digests = {
        text_digest("a", "geen", "h", af.now(), "k"),
        text_digest("b", "geen", "h", af.now(), "k"),
        text_digest("a", "1", "h", af.now(), "k"),
        text_digest("a", "geen", "i", af.now(), "k"),
        text_digest("age", "en", "h", af.now(), "k"),
        text_digest("a", "geen", "h", af.now(), "l"),
    }
    assert len(digests) == 6


def test_every_question_is_answered_with_no(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """One left open, or one "ja", and nothing is released; the error says which."""
    first, *rest = (question.code for question in QUESTIONS)
    with pytest.raises(UnansweredQuestions) as caught:
        release(af, case, place, dict.fromkeys(rest, False))
    assert (caught.value.unanswered, caught.value.recognisable) == ((first,), ())
    with pytest.raises(UnansweredQuestions) as caught:
        release(af, case, place, {**NO_TO_ALL, first: True})
    assert (caught.value.unanswered, caught.value.recognisable) == ((), (first,))
    assert af.store.releases.count() == 0


def test_only_the_text_that_was_read_is_released(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """Another program wrote in between: nobody read that text."""
    write_text(af, case, "Katarzyna werkt daar")
    with pytest.raises(TextChanged):
        release(af, case, place, NO_TO_ALL)
    assert current(af, case.id, place) is None


def test_an_empty_text_is_not_released(af: Desk, place: CompartmentId) -> None:
    """There is nothing to read."""
    case = make_case(af, [register(af, form(), ADDED)])
    with pytest.raises(InvalidForm):
        release(af, case, place, NO_TO_ALL)


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN])
def test_the_table_neither_releases_nor_withdraws(
    af: Desk, sit: Sit, case: Stored[Case], place: CompartmentId, role: Role
) -> None:
    """Refused by the store, also with a row of another session."""
    release(af, case, place, NO_TO_ALL)
    table = sit(role)
    with pytest.raises(NotAllowed):
        release(table, case, place, NO_TO_ALL)
    with pytest.raises(NotAllowed):
        withdraw(table, case, "zomaar")
    assert current(af, case.id, place) is not None


def test_releasing_again_replaces(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """One release stands in a series; the earlier one is kept for the aandachtsfunctionaris."""
    release(af, case, place, NO_TO_ALL)
    release(af, case, place, NO_TO_ALL)
    standing = [row for row in history(af, case.id) if row.opened.withdrawn_at is None]
    assert len(standing) == 1
    assert len(history(af, case.id)) == 2
    assert standing[0] == current(af, case.id, place)


@pytest.mark.parametrize(
    "change, reason",
    [
        (lambda desk, case: write_text(desk, case, "Betrokkene B"), "tekst gewijzigd"),
        (lambda desk, case: set_form(desk, case, "crimineel"), "uitbuitingsvorm gewijzigd"),
        (lambda desk, case: withdraw(desk, case, "melder herkend"), "melder herkend"),
    ],
)
def test_what_changes_the_case_withdraws_it_everywhere(
    af: Desk,
    sit: Sit,
    case: Stored[Case],
    place: CompartmentId,
    drieluik: CompartmentId,
    change: Callable[[Desk, Stored[Case]], object],
    reason: str,
) -> None:
    """From every series, with its reason; for the table there is nothing left of it, history included."""
    release(af, case, place, NO_TO_ALL)
    release(af, case, drieluik, NO_TO_ALL)
    change(af, case)
    for role in (Role.OVERLEG, Role.KETEN):
        table = sit(role)
        assert history(table, case.id) == ()
        assert case_list(table).rows == ()
        with pytest.raises(UnknownNumber):
            case_view(table, "C-2026-001")
    withdrawn = history(af, case.id)
    assert {row.opened.withdrawn_reason for row in withdrawn} == {reason}
    assert {(row.compartment, row.state) for row in withdrawn} == {(af.identity, State.CLOSED)}
    assert check_store(af.store.location).sound


def test_one_series_can_be_withdrawn_alone(
    af: Desk, case: Stored[Case], place: CompartmentId, drieluik: CompartmentId
) -> None:
    """And a reason is needed."""
    release(af, case, place, NO_TO_ALL)
    release(af, case, drieluik, NO_TO_ALL)
    with pytest.raises(InvalidForm):
        withdraw(af, case, " ")
    withdraw(af, case, "hoort bij de regio", place)
    assert current(af, case.id, place) is None
    assert current(af, case.id, drieluik) is not None


def everything_opened(store: Store) -> str:
    """Return everything a ring can open of a store, as text: every table, every row, and the log."""
    rows = [row for table in NOUNS for row in store.repository(table).all()]
    opened = [row.opened.model_dump_json() for row in rows if not row.is_sealed]
    return "\n".join([*opened, *(repr(entry) for entry in store.log(limit=500))])


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN])
def test_the_table_finds_no_name_whatever_it_opens(
    af: Desk, sit: Sit, case: Stored[Case], place: CompartmentId, drieluik: CompartmentId, role: Role
) -> None:
    """Everything its ring opens holds the released text and no name; the aandachtsfunctionaris's holds both."""
    release(af, case, place, NO_TO_ALL)
    release(af, case, drieluik, NO_TO_ALL)
    table = sit(role)
    opened = everything_opened(table.store)
    assert TEXT in opened
    assert [name for name in SECRETS if name in opened] == []
    assert all(name in everything_opened(af.store) for name in SECRETS)
    view = case_view(table, "c-2026-001")
    assert (view.released_text, view.codename) == (TEXT, "Wilg")
    assert {view.signals, view.source, view.draft, view.steps, view.stored, view.progress} == {SEALED}


def test_withdrawn_text_is_not_in_the_file_either(kluis_sqlite: Kluis, sit_sqlite: Sit) -> None:
    """Not as text, and not under a key the table has: its rows are gone from the series."""
    af = sit_sqlite(Role.AF)
    place = af.series_places()[0].id
    case = write_text(af, make_case(af, [register(af, form(), ADDED)]), TEXT)
    release(af, case, place, NO_TO_ALL)
    withdraw(af, case, "melder herkend")
    with sqlite3.connect(kluis_sqlite.location) as connection:
        left = connection.execute("SELECT count(*) FROM releases WHERE compartment = ?", (place,)).fetchone()
    connection.close()
    assert left == (0,)


@pytest.mark.usefixtures("case")
def test_the_source_is_shown_on_asking_and_written_down(af: Desk) -> None:
    """Looking at a case is no look at its source; asking for the source is an entry."""
    mark = af.store.change_mark()
    view = case_view(af, "C-2026-001")
    assert (view.source, view.draft, af.store.change_mark()) == (None, TEXT, mark)
    shown = case_view(af, "C-2026-001", source=True).source
    assert isinstance(shown, str)
    assert form().narrative in shown
    assert af.store.change_mark() == mark + 1
