"""Known words: exactly these words, only what stands out by its form, and never for the table."""

import pytest

from db.errors import NotAllowed
from db.records.base import CompartmentId, Stored
from db.records.case import Case, Verdict
from db.replay import check_store
from keys.directory import Role
from mhtui.anonymise import Identity, Kind
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem, Unjudged
from mhtui.casework.gate import harmless_of
from mhtui.casework.harmless import TAKEN_OUT, add_word, known_words, may_be_a_name, take_out
from mhtui.casework.intake import register
from mhtui.casework.judging import open_markings
from mhtui.casework.release import NO_TO_ALL, current, history, release
from tests.casework.conftest import Sit
from tests.casework.forms import ADDED, form
from tests.casework.test_judging import judged, put

TEXT = "Zij werkt bij Moviera en kent Roos."


@pytest.fixture
def case(af: Desk) -> Stored[Case]:
    """A case whose text names a firm and somebody."""
    made = make_case(af, [register(af, form(narrative="Zij belt."), ADDED)])
    return write_text(af, made, TEXT, [put("Roos", "Betrokkene C")])


def _open(text: str, *harmless: str, known: tuple[Identity, ...] = ()) -> list[str]:
    return [each.words for each in open_markings(judged(text), known, harmless)]


@pytest.mark.parametrize(
    "text,words",
    [
        ("Zij belde Moviera.", []),
        ("Zij belde MOVIERA en moviera.", ["MOVIERA", "moviera"]),
        ("Zij belde Moviera's deur, en Piet Moviera.", ["Moviera's", "Piet Moviera"]),
        ("Zij sliep in De Gouden Roos. Daar was Roos.", ["Roos"]),
        ("Zij belde 06-12345678 en mail@moviera.nl.", ["06-12345678", "mail@moviera.nl"]),
    ],
)
def test_only_exactly_these_words_and_never_a_number(text: str, words: list[str]) -> None:
    """As they are written, whole, and not as a part of another name; a phrase lets its own words through there only."""
    listed = ("Moviera", "De Gouden Roos", "06-12345678", "mail@moviera.nl")
    assert _open(text, *listed) == words


def test_what_is_registered_is_marked_all_the_same() -> None:
    """Whatever stands on the list."""
    known = (Identity(Kind.PERSON, "Roos Visser", "Betrokkene A"),)
    assert _open("Roos belde.", "Roos") == []
    assert _open("Roos belde.", "Roos", known=known) == ["Roos"]


def test_a_text_rests_on_a_word_until_it_is_taken_out(
    af: Desk, sit: Sit, case: Stored[Case], place: CompartmentId
) -> None:
    """Refused before; released with it; withdrawn with the reason when it goes, and the log tells no word."""
    with pytest.raises(Unjudged):
        release(af, case, place, NO_TO_ALL)
    assert add_word(af, "  Moviera ") == "Moviera"
    assert release(af, case, place, NO_TO_ALL).opened.kept == ("Moviera",)
    add_word(af, "Stek")
    assert take_out(af, ["Stek", "Nergens"]) == ()
    assert current(sit(Role.OVERLEG), case.id, place) is not None
    (gone,) = take_out(af, ["Moviera"])
    assert (gone.opened.withdrawn_reason, gone.compartment) == (TAKEN_OUT, af.identity)
    assert current(sit(Role.OVERLEG), case.id, place) is None
    assert history(af, case.id)[0].opened.withdrawn_reason == TAKEN_OUT
    assert all("Moviera" not in str(entry.detail) for entry in af.store.log())
    assert check_store(af.store.location).sound


def test_a_release_that_was_judged_by_itself_stays(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """The same words, answered in the dossier: the list has nothing to do with it."""
    mine = put("Moviera", "", Verdict.KEEP)
    case = write_text(af, case, TEXT, [*case.opened.judgements, mine])
    add_word(af, "Moviera")
    release(af, case, place, NO_TO_ALL)
    assert take_out(af, ["Moviera"]) == ()
    assert current(af, case.id, place) is not None


def test_the_list_is_kept_in_order_and_each_once(af: Desk) -> None:
    """With who and when; what is not a word is refused with its reason."""
    for words in ("stek", "Moviera", "Stek", "Moviera"):
        add_word(af, words)
    assert [(each.text, each.by) for each in known_words(af)] == [
        ("Moviera", af.label),
        ("Stek", af.label),
        ("stek", af.label),
    ]
    for words, problem in (("  ", Problem.MISSING), ("x" * 81, Problem.TOO_LONG), ("loods 5", Problem.UNKNOWN_VALUE)):
        with pytest.raises(InvalidForm) as raised:
            add_word(af, words)
        assert raised.value.what is problem
    assert take_out(af, [each.text for each in known_words(af)]) == ()
    assert known_words(af) == ()


def test_two_sessions_add_and_nothing_is_lost(sit: Sit) -> None:
    """Each reads the list as it is when it writes."""
    one, other = sit(Role.AF), sit(Role.AF)
    add_word(one, "Moviera")
    add_word(other, "Stek")
    assert harmless_of(one) == {"Moviera", "Stek"}


def test_the_table_has_no_list(af: Desk, sit: Sit) -> None:
    """It neither reads nor writes it, and is asked about the word."""
    add_word(af, "Moviera")
    table = sit(Role.OVERLEG)
    assert harmless_of(table) == frozenset()
    for deed in (known_words, lambda desk: add_word(desk, "Stek"), lambda desk: take_out(desk, ["Moviera"])):
        with pytest.raises(NotAllowed):
            deed(table)


def test_who_adds_a_name_can_be_warned() -> None:
    """Names that are words, and words that Dutch does not have."""
    assert [may_be_a_name(words) for words in ("Roos", "Moviera", "De Boer", "Gouden Deur")] == [
        True,
        True,
        True,
        False,
    ]
