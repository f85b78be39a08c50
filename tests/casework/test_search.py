"""What can be found is what the ring opens; words in any case, with or without accents, as far as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.base import CompartmentId, Stored
from db.records.case import Case
from db.records.meeting import Note
from db.records.signal import FormPerson, SignalForm
from db.roles import Deed
from keys.directory import Role
from keys.errors import Locked
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.intake import find_signal, register, revise
from mhtui.casework.release import NO_TO_ALL, release, withdraw
from mhtui.casework.search import Hit, Index
from mhtui.casework.wordlist import WordList, fold, words_of
from tests.casework.conftest import Sit
from tests.casework.forms import ADDED, SECRETS, form
from tests.judged import keep_all

TEXT = "Betrokkene A opent rekeningen voor Betrokkene B."


def numbers(hits: tuple[Hit, ...]) -> list[str]:
    """Return kind and number of each hit."""
    return [f"{hit.kind} {hit.number}" for hit in hits]


@pytest.fixture
def case(af: Desk, place: CompartmentId) -> Stored[Case]:
    """A released case of one signal, with a note of the table."""
    made = write_text(af, make_case(af, [register(af, form(), ADDED)]), TEXT)
    release(af, keep_all(af, made), place, NO_TO_ALL)
    with af.store.unit(Deed.NOTE_WRITTEN) as unit:
        note = Note(case_id=made.id, text="Patroon herkend bij de sluis", by="Overleg", at=af.now())
        unit.add(af.store.notes, note, compartment=place, dossier=made.dossier)
    return made


FOUND: list[tuple[str, list[str]]] = [
    ("katarzyna", ["signaal S-2026-001"]),
    ("KATARZ", ["signaal S-2026-001"]),
    ("geheimhouder verzonnen", ["signaal S-2026-001"]),
    ("verzonnen nietdaar", []),
    ("06 00 00 00 13", ["signaal S-2026-001"]),
    ("0600000013", ["signaal S-2026-001"]),
    ("S-2026-001", ["signaal S-2026-001"]),
    ("s-2026-0", ["signaal S-2026-001"]),
    ("2026-001", ["casus C-2026-001", "signaal S-2026-001", "notitie C-2026-001"]),
    ("c-2026-001", ["casus C-2026-001", "notitie C-2026-001"]),
    ("wilg", ["casus C-2026-001"]),
    ("rekening", ["casus C-2026-001"]),
    ("patroon slui", ["notitie C-2026-001"]),
    ("arbeids", ["casus C-2026-001", "signaal S-2026-001"]),
    ("", []),
    (" - ", []),
]


def test_the_aandachtsfunctionaris_finds(af: Desk, case: Stored[Case]) -> None:
    """Names, numbers, words of the texts; every word begins a word, cases first."""
    assert case.opened.number == "C-2026-001"
    index = Index.build(af)
    assert [(query, numbers(index.find(query))) for query, _ in FOUND] == FOUND


def test_a_hit_does_not_say_by_which_name_it_was_found(af: Desk, case: Stored[Case]) -> None:
    """A list of hits may be seen by others; who looks at a name opens the signal."""
    hits = Index.build(af).find("katarzyna")
    assert hits[0].id == find_signal(af, "S-2026-001").id
    assert hits[0].line == "arbeidsuitbuiting · Lopik · 22-11-2026"
    assert [name for name in SECRETS if name in repr(hits)] == []
    assert case.id not in {hit.id for hit in hits}


def test_the_table_finds_what_is_released_and_no_name(sit: Sit, case: Stored[Case]) -> None:
    """The released text and its own notes; what another series has is not there."""
    index = Index.build(sit(Role.OVERLEG))
    assert [name for name in SECRETS if index.find(name)] == []
    assert numbers(index.find("rekeningen")) == ["casus C-2026-001"]
    assert index.find("rekeningen")[0].id == case.id
    assert numbers(index.find("patroon")) == ["notitie C-2026-001"]
    assert Index.build(sit(Role.KETEN)).find("rekeningen") == ()


def test_an_index_follows_what_others_change(af: Desk, sit: Sit, case: Stored[Case]) -> None:
    """A new signal, a corrected one, a withdrawn release; nothing is read again that did not change."""
    mine, theirs = Index.build(sit(Role.AF)), Index.build(sit(Role.OVERLEG))
    assert not mine.refresh()
    stored = register(af, SignalForm(narrative="Een heel ander verhaal", persons=(FormPerson(name="Wiśniewska"),)))
    assert numbers(mine.find("wisniewska")) == []
    assert mine.refresh()
    assert numbers(mine.find("wisniewska")) == ["signaal S-2026-002"]
    revise(af, stored, stored.opened.model_copy(update={"narrative": "Kort", "place": "Cabauw"}))
    withdraw(af, case, "melder herkend")
    assert mine.refresh()
    assert theirs.refresh()
    assert numbers(mine.find("verhaal")) == []
    assert numbers(mine.find("cabauw wisniew")) == ["signaal S-2026-002"]
    assert theirs.find("rekeningen") == ()


def test_building_tells_how_far_it_is(af: Desk, case: Stored[Case]) -> None:
    """It ends at everything."""
    said: list[tuple[int, int]] = []
    Index.build(af, lambda read, every: said.append((read, every)))
    assert said[-1] == (4, 4)
    assert case.opened.number == "C-2026-001"


def test_at_most_the_asked_number(af: Desk) -> None:
    """Newest first."""
    for count in range(5):
        register(af, form(narrative=f"verhaal {count}"))
    hits = Index.build(af).find("verhaal", limit=2)
    assert numbers(hits) == ["signaal S-2026-005", "signaal S-2026-004"]


@pytest.mark.parametrize(
    "written, typed",
    [("Wiśniewska", "wisniewska"), ("Łódź", "lodz"), ("Çelik", "celik"), ("IJsvogel", "ijsv"), ("Ørsted", "ors")],
)
def test_letters_that_a_keyboard_does_not_have(written: str, typed: str) -> None:
    """Accents and strokes do not matter."""
    assert fold(written).startswith(typed)


TEXTS = st.lists(st.text(alphabet="abéłB c1-", max_size=12), max_size=8)


@given(TEXTS, st.lists(st.integers(0, 7), max_size=3), st.text(alphabet="abel1c ", max_size=5))
def test_the_list_finds_what_reading_every_text_finds(texts: list[str], dropped: list[int], query: str) -> None:
    """The same as going through all texts, newest first, without those that were dropped."""
    index = WordList()
    added = [index.add(words_of(text)) for text in texts]
    for number in dropped:
        if number < len(added):
            index.drop(added[number])
    wanted = words_of(query)
    expected = [
        number
        for number, text in zip(added, texts, strict=True)
        if number not in dropped and all(any(word.startswith(start) for word in words_of(text)) for start in wanted)
    ]
    assert index.numbers(index.find(wanted), 100) == expected[::-1]


def test_what_was_read_is_found_while_the_rest_is_read(
    af: Desk, case: Stored[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cases are read first; until everything was read the index does not say that it is complete."""
    monkeypatch.setattr("mhtui.casework.search._SAY_EVERY", 1)
    index = Index(af)
    seen: list[tuple[int, bool, list[str]]] = []
    index.follow(lambda read, _: seen.append((read, index.complete, numbers(index.find("2026-001")))))
    assert seen[0] == (1, False, ["casus C-2026-001"])
    assert seen[-1][1:] == (False, ["casus C-2026-001", "signaal S-2026-001", "notitie C-2026-001"])
    assert index.complete
    assert case.opened.number == "C-2026-001"


def test_a_locked_index_finds_nothing_and_reads_nothing(af: Desk, case: Stored[Case]) -> None:
    """What was read is dropped at once, also what can no longer be found; who asks for more is refused."""
    index = Index.build(af)
    assert index.find("katarzyna")
    index.forget()
    assert index.find("katarzyna") == ()
    assert (index._words._texts, index._words._short, index._hits, index._reader._numbers) == ({}, {}, {}, {})
    with pytest.raises(Locked):
        index.follow()
    assert (index.complete, index.find(case.opened.number)) == (False, ())


def test_locking_stops_who_still_reads(af: Desk, case: Stored[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that reads ends at its next row, and leaves nothing behind."""
    monkeypatch.setattr("mhtui.casework.search._SAY_EVERY", 1)
    index = Index(af)
    reads: list[int] = []

    def lock(read: int, every: int) -> None:
        reads.append(read)
        assert every > 1
        af.store.lock()

    with pytest.raises(Locked):
        index.follow(lock)
    assert reads == [1]
    assert (index.find(case.opened.number), index._words._texts, index._hits) == ((), {}, {})
