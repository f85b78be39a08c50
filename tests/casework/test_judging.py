"""No text is released before every finding in it is judged, and an answer counts for what it was given for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import NotAllowed
from db.records.base import CompartmentId, Stored
from db.records.case import Case, Judgement, Verdict
from db.records.signal import FormPerson
from keys.directory import Role
from mhtui.anonymise import FINDER_VERSION, Certainty, Identity, Kind, find_identifiers
from mhtui.casework import release as releasing
from mhtui.casework.answering import offered_labels, proposal
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import TextChanged, Unjudged
from mhtui.casework.gate import known_of, to_table
from mhtui.casework.intake import register, revise
from mhtui.casework.judging import Marker, answer, open_markings, shielded_text, unanswer
from mhtui.casework.labels import IS_LABEL, PERSON, REPORTER, free_label, stem_of
from mhtui.casework.markings import OPEN_MASK, Marking, joined, rewrite
from mhtui.casework.release import NO_TO_ALL, current, history, release, withdraw_outdated
from mhtui.casework.shielding import first_text, shielding
from mhtui.casework.wording import open_runs
from tests.casework.conftest import Sit
from tests.casework.forms import ADDED, form
from tests.judged import keep_all

KNOWN = (Identity(Kind.PERSON, "Katarzyna Nowak", "Betrokkene A"), Identity(Kind.REPORTER, "Sanne Bos", "Melder"))
TEXT = "Volgens Sanne Bos werkt Katarzyna bij Van Dijk Groenten. Katarzyna is 17 jaar."


def judged(text: str, *judgements: Judgement) -> Case:
    """A case of which only text and answers matter."""
    return Case(number="C-1", codename="Wilg", opened_on="2026-11-01", draft_text=text, judgements=judgements)  # type: ignore[arg-type] # a day as it is written


def put(text: str, instead: str, verdict: Verdict = Verdict.LABEL, *, known: bool = False) -> Judgement:
    """An answer."""
    return Judgement(text=text, verdict=verdict, put=instead, known=known)


def keep(text: str, *, known: bool = False, by_hand: bool = False) -> Judgement:
    """Niet herleidbaar."""
    return Judgement(text=text, verdict=Verdict.KEEP, known=known, by_hand=by_hand)


ANSWERS = (
    put("Sanne Bos", "Melder", known=True),
    put("Katarzyna", "Betrokkene A", known=True),
    put("Van Dijk Groenten", "Bedrijf 1"),
    put("17 jaar", "16-20 jaar", Verdict.GENERAL),
)


def test_each_answer_counts_everywhere_and_none_may_miss() -> None:
    """Twice Katarzyna, one answer; with one answer less, nothing comes out, and the mask says where."""
    assert shielded_text(judged(TEXT, *ANSWERS), KNOWN) == (
        "Volgens Melder werkt Betrokkene A bij Bedrijf 1. Betrokkene A is 16-20 jaar."
    )
    for missing in ANSWERS:
        left = judged(TEXT, *(each for each in ANSWERS if each != missing))
        with pytest.raises(Unjudged) as caught:
            shielded_text(left, KNOWN)
        assert caught.value.count == TEXT.count(missing.text)
        assert missing.text not in str(caught.value)
        shown = joined(rewrite(TEXT, Marker(KNOWN).mark(TEXT, left.judgements)))
        assert shown.count(OPEN_MASK) == TEXT.count(missing.text)
        assert missing.text not in shown


def test_what_may_stay_may_not_when_it_turns_out_to_be_registered() -> None:
    """*Niet herleidbaar* was said of a word; that it is the name of a person of the dossier is another question."""
    text = "Dat zegt Roos ook."
    case = judged(text, keep("Roos"))
    assert shielded_text(case, ()) == text
    roos = (Identity(Kind.PERSON, "Roos", "Betrokkene B"),)
    assert [marking.words for marking in open_markings(case, roos)] == ["Roos"]
    assert shielded_text(judged(text, keep("Roos", known=True)), roos) == text


def test_a_marking_by_hand_is_a_marking_everywhere() -> None:
    """Words the program sees nothing in: marked, masked until answered, replaced after; the wider marking wins."""
    text = "De bakker belt. Zij kent de bakker."
    marked = judged(text, Judgement(text="bakker", by_hand=True))
    assert [marking.start for marking in open_markings(marked, ())] == [3, 28]
    assert shielded_text(judged(text, put("bakker", "Betrokkene C").model_copy(update={"by_hand": True})), ()) == (
        "De Betrokkene C belt. Zij kent de Betrokkene C."
    )
    wide = put("Van Dijk Groenten. Katarzyna", "iets").model_copy(update={"by_hand": True})
    (found,) = [each for each in Marker(KNOWN).mark(TEXT, [wide]) if each.answered]
    assert (found.words, found.known) == ("Van Dijk Groenten. Katarzyna", True)


def test_what_only_stands_out_afterwards_is_a_marking_too() -> None:
    """Whatever the finder says of the text that comes out, nothing of it is unanswered."""
    text = "De heer Jansen Lichtenvoort belt."
    case = judged(text, *(put(each.words, "de") for each in open_markings(judged(text), ())))
    left = open_markings(case, ())
    out = joined(rewrite(text, Marker().mark(text, case.judgements)))
    assert bool(left) == bool(open_runs(out, find_identifiers(out)))


def test_answers_replace_and_can_be_taken_back() -> None:
    """One answer for the same words; taking it back leaves the others."""
    twice = answer(answer(ANSWERS, keep("17 jaar")), put("Katarzyna", "Betrokkene Z"))
    assert len(twice) == len(ANSWERS)
    assert {each.text: each.put for each in twice}["Katarzyna"] == "Betrokkene Z"
    assert [each.text for each in unanswer(ANSWERS, "Katarzyna")] == ["Sanne Bos", "Van Dijk Groenten", "17 jaar"]
    marked = answer((Judgement(text="bakker", by_hand=True),), put("bakker", "x"))
    assert marked[0].by_hand


@given(
    st.lists(
        st.sampled_from(["Jan", "Visser", "Betrokkene A", "17 jaar", "belt", "06-12345678", ".", "\n"]), max_size=12
    )
)
def test_what_passes_is_judged(words: list[str]) -> None:
    """Whatever the text: what comes out holds no finding that nobody answered, and all can be answered."""
    text = " ".join(words)
    judgements: tuple[Judgement, ...] = ()
    for _ in range(20):
        left = open_markings(judged(text, *judgements), KNOWN)
        if not left:
            break
        with pytest.raises(Unjudged):
            shielded_text(judged(text, *judgements), KNOWN)
        first = left[0]
        judgements = answer(judgements, keep(first.words, known=first.known, by_hand=first.by_hand))
    assert shielded_text(judged(text, *judgements), KNOWN) == text


def test_labels_are_counted_and_recognised() -> None:
    """A to Z and on; the reporter is Melder; every label is recognised as ours."""
    taken: list[str] = []
    for _ in range(30):
        taken.append(free_label(PERSON, taken))
    assert (taken[0], taken[25], taken[26]) == ("Betrokkene A", "Betrokkene Z", "Betrokkene AA")
    assert [free_label(REPORTER, ()), free_label(REPORTER, ("Melder",))] == ["Melder", "Melder 2"]
    assert all(IS_LABEL.fullmatch(label) for label in (*taken, "Melder 2", "Adres 12", "E-mailadres 1"))


LABELS = ("Betrokkene A", "Bedrijf 1", "Melder")
"""In use in the dossier of the next test."""


@pytest.mark.parametrize(
    "kind,label",
    [
        (Kind.PERSON, "Betrokkene B"),
        (Kind.REPORTER, "Melder"),
        (Kind.ORGANISATION, "Bedrijf 2"),
        (Kind.PLACE, "Plaats 1"),
        (Kind.ADDRESS, "Adres 1"),
        (Kind.PLATE, "Voertuig 1"),
        (Kind.PHONE, "Telefoonnummer 1"),
        (Kind.HANDLE, "Account 1"),
        (Kind.BSN, "Burgerservicenummer 1"),
    ],
)
def test_the_first_label_is_one_of_its_kind(kind: Kind, label: str) -> None:
    """The next that is free in the dossier, also of one that was given years ago and is registered no more."""
    marking = Marking(0, 5, "Xanto", kind, Certainty.PROBABLE, known=False, by_hand=False, suggestion="")
    earlier = (put("Fatima", "Betrokkene A"), put("Stek", "Bedrijf 1"))
    assert proposal(marking, earlier).put == label
    assert offered_labels(marking, earlier, ())[0] == label
    registered = replace(marking, known=True, suggestion="Betrokkene A")
    assert offered_labels(registered, earlier, KNOWN)[:2] == ("Betrokkene A", free_label(stem_of(kind), LABELS))


@pytest.fixture
def case(af: Desk) -> Stored[Case]:
    """A case with a text that has names in it."""
    made = make_case(af, [register(af, form(narrative="Katarzyna belt."), ADDED)])
    return write_text(af, made, "Anders dan Fatima woont zij er.")


def test_a_release_waits_for_every_judgement(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """Refused with how many, nothing written; then released with what was kept and put, and never what stood there."""
    with pytest.raises(Unjudged):
        release(af, case, place, NO_TO_ALL)
    assert af.store.releases.count() == 0
    case = write_text(af, case, case.opened.draft_text, [put("Fatima", "Betrokkene C")])
    released = release(af, case, place, NO_TO_ALL).opened
    assert released.text == "Anders dan Betrokkene C woont zij er."
    assert (released.put, released.kept) == (("Betrokkene C",), ())
    assert "Fatima" not in released.model_dump_json()


def test_the_gate_itself_refuses(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """Whatever a caller forgot: the record does not pass."""
    case = write_text(af, case, "Anders dan zij.")
    record = release(af, case, place, NO_TO_ALL).opened.model_copy(update={"text": "Anders dan Fatima."})
    with pytest.raises(Unjudged):
        to_table(record)


def test_judgements_of_another_moment_release_nothing(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """Another program judged in between: what was read is not what would be released."""
    case = keep_all(af, case)
    write_text(af, case, case.opened.draft_text, [put("Fatima", "Betrokkene C")])
    with pytest.raises(TextChanged):
        release(af, case, place, NO_TO_ALL)


def test_a_changed_judgement_withdraws(af: Desk, case: Stored[Case], place: CompartmentId) -> None:
    """With its reason; and labels are remembered with the case."""
    case = keep_all(af, case)
    release(af, case, place, NO_TO_ALL)
    write_text(af, af.store.cases.get(case.id), case.opened.draft_text, [put("Fatima", "Betrokkene C")])
    assert current(af, case.id, place) is None
    assert history(af, case.id)[0].opened.withdrawn_reason == "beoordeling gewijzigd"


def test_labels_stay_when_the_dossier_changes(af: Desk) -> None:
    """A person who goes leaves the labels of the others; a new one gets the next."""
    people = [FormPerson(name=name) for name in ("Katarzyna Nowak", "Piotr Zielinski")]
    signal = register(af, form().model_copy(update={"persons": tuple(people)}))
    case = write_text(af, make_case(af, [signal]), "Zij belt.")
    before = {each.value: each.label for each in known_of(af, case.id)}
    assert [before["Katarzyna Nowak"], before["Piotr Zielinski"]] == ["Betrokkene A", "Betrokkene B"]
    kept = [person for person in signal.opened.persons if person.name != "Katarzyna Nowak"]
    added = kept[0].model_copy(update={"name": "Ana Popescu"})
    revise(
        af,
        af.store.signals.get(signal.id),
        af.store.signals.get(signal.id).opened.model_copy(update={"persons": (added, *kept)}),
    )
    after = {each.value: each.label for each in known_of(af, case.id)}
    assert (after["Piotr Zielinski"], after["Ana Popescu"]) == ("Betrokkene B", "Betrokkene C")


def test_a_new_finder_withdraws(
    af: Desk, sit: Sit, case: Stored[Case], place: CompartmentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older one let through is taken back, with its reason; what rests on this one stays; the table cannot."""
    release(af, keep_all(af, case), place, NO_TO_ALL)
    assert withdraw_outdated(af) == ()
    monkeypatch.setattr(releasing, "FINDER", str(FINDER_VERSION + 1))
    assert withdraw_outdated(sit(Role.OVERLEG)) == ()
    (gone,) = withdraw_outdated(af)
    assert gone.opened.withdrawn_reason == f"nieuwe versie van de zoeker: {FINDER_VERSION} werd {FINDER_VERSION + 1}"
    assert current(sit(Role.OVERLEG), case.id, place) is None
    assert withdraw_outdated(af) == ()


def test_a_first_text_is_what_the_signals_say(af: Desk, sit: Sit) -> None:
    """And that they were read is in the logboek; opening the case alone is no look."""
    made = make_case(af, [register(af, form(narrative="Katarzyna belt."), ADDED)])
    assert first_text(af, made) == "Katarzyna belt."
    assert [entry.deed for entry in af.store.log(limit=1)] == ["ingezien"]
    found = shielding(af, made.opened.number)
    assert (found.stored, found.state, found.known) == (made, "nog niet vrijgegeven", known_of(af, made.id))
    assert [entry.deed for entry in af.store.log(limit=1)] == ["ingezien"]
    with pytest.raises(NotAllowed):
        write_text(sit(Role.OVERLEG), made, "Zij belt niet.")
