"""A form becomes a signal with its number and its fact, once; what is changed afterwards keeps both true."""

import threading
from datetime import date

import pytest

from db.errors import NotAllowed, StaleVersion
from db.records.base import SEALED, Answer, DossierId, Stored
from db.records.office import Fact, LogDetail
from db.records.signal import SignalForm
from db.replay import check_store
from keys.directory import Role
from mhtui.casework import cases, release
from mhtui.casework.desk import Desk
from mhtui.casework.errors import AlreadyKnown, InvalidForm, Problem, UnknownNumber
from mhtui.casework.intake import Added, PersonMarks, find_signal, look, register, revise
from tests.casework.conftest import SetClock, Sit
from tests.casework.forms import ADDED, form


def fact_of(desk: Desk, number: str) -> Fact:
    """Return the fact of a signal, by way of the signal."""
    fact_id = find_signal(desk, number).opened.fact_id
    assert fact_id is not None
    return desk.store.facts.get(fact_id).opened


def test_everything_typed_is_kept_as_it_was(af: Desk) -> None:
    """The form comes back letter for letter, with our number and the day it means."""
    stored = register(af, form())
    signal = find_signal(af, "s-2026-001").opened
    assert signal == stored.opened
    assert (signal.number, signal.sender_number) == ("S-2026-001", "2026-0031")
    assert (signal.reported_on, signal.reported_day) == ("18-11-2026", date(2026, 11, 18))
    assert (signal.reporter, signal.place, signal.narrative) == (form().reporter, form().place, form().narrative)
    assert [person.name for person in signal.persons] == [person.name for person in form().persons]
    assert signal.urgent is Answer.UNKNOWN
    assert check_store(af.store.location).sound


def test_numbers_count_per_year_of_taking_in(af: Desk, clock: SetClock) -> None:
    """A new year starts at 1, whatever the reported day."""
    numbers = [register(af, form(narrative=f"verhaal {i}")).opened.number for i in range(3)]
    clock.forward(days=60)
    numbers.append(register(af, form(narrative="verhaal 4")).opened.number)
    assert numbers == ["S-2026-001", "S-2026-002", "S-2026-003", "S-2027-001"]


def test_two_programs_at_once_never_give_a_number_twice(sit: Sit) -> None:
    """Each works the number out where the other cannot write."""
    desks = [sit(Role.AF), sit(Role.AF)]
    given: list[str] = []

    def take_in(desk: Desk, who: int) -> None:
        given.extend(register(desk, form(narrative=f"verhaal {who} {i}")).opened.number for i in range(10))

    threads = [threading.Thread(target=take_in, args=(desk, who)) for who, desk in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == [f"S-2026-{count:03d}" for count in range(1, 21)]


def test_two_programs_with_the_same_form_take_it_in_once(sit: Sit) -> None:
    """Both looked before the other wrote; the second looks again where nobody else can write."""
    desks = [sit(Role.AF) for _ in range(3)]
    ready = threading.Barrier(len(desks))
    outcomes: list[str] = []

    def take_in(desk: Desk) -> None:
        desk.ledger.row_of(desk.store, "S-2026-001")
        ready.wait()
        try:
            outcomes.append(register(desk, form()).opened.number)
        except AlreadyKnown as known:
            outcomes.append(f"bekend als {known.number}")

    threads = [threading.Thread(target=take_in, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["S-2026-001", *["bekend als S-2026-001"] * 2]


def test_a_form_seen_before_is_refused_whatever_its_number(sit: Sit) -> None:
    """The same words in another file, under another number, from another program."""
    register(sit(Role.AF), form(number="1"))
    again = form(number="99", narrative=form().narrative.upper().replace(" ", "\n  "))
    other = sit(Role.AF)
    with pytest.raises(AlreadyKnown) as caught:
        register(other, again)
    assert caught.value.number == "S-2026-001"
    assert other.store.signals.count() == 1


def test_a_form_is_recognised_after_it_was_corrected(af: Desk) -> None:
    """The digest is of what came in, not of what was made of it."""
    stored = register(af, form())
    revise(af, stored, stored.opened.model_copy(update={"narrative": "korter", "content_digest": ""}))
    with pytest.raises(AlreadyKnown):
        register(af, form())


def test_the_same_sender_number_is_no_sign_of_the_same_form(af: Desk) -> None:
    """The sender's number is the sender's."""
    register(af, form(number="7"))
    assert register(af, form(number="7", narrative="een ander verhaal")).opened.number == "S-2026-002"


def test_the_fact_says_what_is_counted_and_nothing_more(af: Desk) -> None:
    """A month, a form, a kind; the fact lies in a dossier of its own and cannot point back."""
    stored = register(af, form(), ADDED)
    fact = fact_of(af, "S-2026-001")
    assert fact == Fact(
        month="2026-11",
        exploitation_form="arbeid",
        municipality="Lopik",
        reporter_kind="gemeente",
        urgent=Answer.NO,
    )
    row = next(af.store.facts.all())
    assert (row.dossier, row.rank) == (DossierId(row.id), 0)
    assert stored.id not in repr(row)


@pytest.mark.parametrize(
    "reported_on, month",
    [
        ("9 oktober 2025", "2025-10"),
        ("", "2026-11"),
        ("binnenkort", "2026-11"),
        ("1-1-2030", "2026-11"),
        ("10-15-2025", "2026-11"),
    ],
)
def test_the_fact_lies_in_the_year_of_the_reported_day(af: Desk, reported_on: str, month: str) -> None:
    """Without a day, with one that lies ahead, or with one in the American order, the day of taking in counts."""
    register(af, form(reported_on=reported_on))
    fact = next(af.store.facts.all())
    assert fact.opened.month == month
    label = next(found.label for found in af.store.places() if found.id == fact.compartment)
    assert label.year == int(month[:4])


def test_a_signal_of_a_year_without_figures_brings_its_year(af: Desk) -> None:
    """The cijfers compartment of an older year is made on the way."""
    register(af, form(reported_on="3 maart 2019"))
    assert 2019 in {found.label.year for found in af.store.places()}
    assert check_store(af.store.location).sound


def test_a_revision_moves_the_fact_to_its_year(af: Desk) -> None:
    """Another reported day, another form: the same fact, in the other compartment."""
    stored = register(af, form(), ADDED)
    changed = stored.opened.model_copy(update={"reported_on": "31 december 2025", "exploitation_form": "crimineel"})
    assert revise(af, stored, changed).opened.reported_day == date(2025, 12, 31)
    fact = fact_of(af, "S-2026-001")
    assert (fact.month, fact.exploitation_form) == ("2025-12", "crimineel")
    assert af.store.facts.count() == 1


def test_what_identifies_a_signal_cannot_be_revised(af: Desk) -> None:
    """Number, day of taking in and fact stay what they are."""
    stored = register(af, form())
    other = stored.opened.model_copy(update={"number": "S-1", "fact_id": None, "place": "Polsbroek"})
    revised = revise(af, stored, other).opened
    assert (revised.number, revised.fact_id, revised.place) == ("S-2026-001", stored.opened.fact_id, "Polsbroek")


def test_a_revision_of_an_older_row_is_told(af: Desk) -> None:
    """Somebody else was first; their row comes along and is not lost."""
    stored = register(af, form())
    revise(af, stored, stored.opened.model_copy(update={"place": "Polsbroek"}))
    with pytest.raises(StaleVersion) as caught:
        revise(af, stored, stored.opened.model_copy(update={"place": "Cabauw"}))
    theirs = caught.value.theirs
    assert isinstance(theirs, Stored)
    assert theirs.opened.place == "Polsbroek"
    assert find_signal(af, "S-2026-001").opened.place == "Polsbroek"


WRONG = [
    (Added(exploitation_form="anders"), "exploitation_form"),
    (Added(municipality="Parijs"), "municipality"),
    (Added(reporter_kind="buurman"), "reporter_kind"),
    (Added(received_via="duif"), "received_via"),
    (Added(persons=(PersonMarks(group="anders"),)), "group"),
]


def test_a_code_outside_its_list_is_refused(af: Desk) -> None:
    """Nothing is stored, and the error names the field."""
    for added, field in WRONG:
        with pytest.raises(InvalidForm) as caught:
            register(af, form(), added)
        assert (caught.value.field, caught.value.what) == (field, Problem.UNKNOWN_VALUE)
    with pytest.raises(InvalidForm) as caught:
        register(af, form(), Added(persons=(PersonMarks(),) * 3))
    assert caught.value.field == "persons"
    assert af.store.signals.count() + af.store.facts.count() == 0


def test_an_empty_form_is_refused(af: Desk) -> None:
    """A form in which nobody and nothing is told is no signal."""
    with pytest.raises(InvalidForm) as caught:
        register(af, SignalForm(number="4", place="Lopik"))
    assert (caught.value.field, caught.value.what) == ("narrative", Problem.MISSING)


def test_each_look_is_an_entry(af: Desk) -> None:
    """Who looked at the reporter stands in the logboek, with the number."""
    stored = register(af, form())
    look(af, stored, "melder")
    entry = af.store.log(limit=1)[0]
    assert isinstance(entry.detail, LogDetail)
    assert (entry.deed.value, entry.detail.subject, entry.detail.text) == ("ingezien", "S-2026-001", "melder")


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN])
def test_the_table_can_neither_take_in_nor_find_nor_look(af: Desk, sit: Sit, role: Role) -> None:
    """Refused before anything is read; the row itself is sealed."""
    stored = register(af, form())
    table = sit(role)
    with pytest.raises(NotAllowed):
        find_signal(table, "S-2026-001")
    with pytest.raises(NotAllowed):
        register(table, form(narrative="x"))
    with pytest.raises(NotAllowed):
        look(table, table.store.signals.get(stored.id), "melder")
    assert table.store.signals.get(stored.id).record is SEALED


def test_an_unknown_number_is_told(af: Desk) -> None:
    """Also a number that is no number, and the number of a case."""
    case = cases.make_case(af, [register(af, form())])
    for number in ("S-2026-099", "onzin", case.opened.number):
        with pytest.raises(UnknownNumber):
            find_signal(af, number)


def test_a_new_person_withdraws_what_was_released(af: Desk) -> None:
    """A text judged without that name is no longer judged; a corrected toelichting changes nothing."""
    stored = register(af, form(), ADDED)
    case = cases.write_text(af, cases.make_case(af, [stored]), "Betrokkene A werkt bij Bedrijf 1")
    place = af.series_places()[0].id
    release.release(af, case, place, release.NO_TO_ALL)
    stored = revise(af, find_signal(af, "S-2026-001"), stored.opened.model_copy(update={"narrative": "langer"}))
    assert release.current(af, case.id, place) is not None
    more = (*stored.opened.persons, stored.opened.persons[0].model_copy(update={"name": "Ferhat Bedacht"}))
    revise(af, stored, stored.opened.model_copy(update={"persons": more}))
    assert release.current(af, case.id, place) is None
    assert release.history(af, case.id)[0].opened.withdrawn_reason == "nieuwe gegevens van een persoon in het dossier"
