"""The besluitenlijst leaves the program only as it was checked: these words, these dossiers, by who may open them."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import mhtui
from db.errors import NotAllowed
from db.records.base import SEALED, CompartmentId, RowId, Stored
from db.records.case import Case
from db.records.meeting import MinutesCheck
from db.records.signal import FormPerson
from db.replay import check_store
from db.repository import Repository
from db.roles import Deed
from keys.directory import Role
from mhtui.casework import agenda, drafts, gate, leftovers, live, minutes
from mhtui.casework.cases import make_case, signals_of, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, NotChecked, TextChanged, Unjudged
from mhtui.casework.handing_out import check, handed_out, why_not
from mhtui.casework.handover_dossier import handover_dossier
from mhtui.casework.intake import register, revise
from mhtui.casework.live_view import live_view
from mhtui.casework.meeting_record import MeetingRecord, meeting_record
from mhtui.casework.planning import next_meeting
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.relook import named_at_table, put_labels
from mhtui.casework.wording import Answers
from tests.casework.conftest import MEETING_DAY, SetClock, Sit
from tests.casework.forms import form
from tests.casework.overleg.conftest import NEXT_DAY, item
from tests.judged import keep_all, let_stay

NAME = "Fatima Haddad"
HARMLESS, NAMING = "Patroon herkend.", f"Zij werkt met {NAME} bij Stek."


def released(af: Desk, place: CompartmentId, *names: str) -> Stored[Case]:
    """A case in which these people are registered, released to the series."""
    people = tuple(FormPerson(name=name) for name in names)
    signal = register(af, form().model_copy(update={"persons": people, "explanation": f"Over {' en '.join(names)}."}))
    made = keep_all(af, write_text(af, make_case(af, [signal]), "Betrokkene A belt."))
    release(af, made, place, NO_TO_ALL)
    return af.store.cases.get(made.id)


@pytest.fixture
def case(af: Desk, place: CompartmentId) -> Stored[Case]:
    """Somebody is registered in it."""
    return released(af, place, "Katarzyna Nowak", NAME)


Held = Callable[..., RowId]


@pytest.fixture
def held(af: Desk, table: Desk, place: CompartmentId, case: Stored[Case], clock: SetClock) -> Held:
    """Hold the overleg about the case: these notes about it, and this about something else; returns it, closed."""

    def hold(*notes: str, free: str = "", draft: str = "") -> RowId:
        meeting = next_meeting(af, place).id
        agenda.put_case(af, meeting, case.id)
        agenda.put_free(af, meeting, "Cameratoezicht")
        clock.to(MEETING_DAY)
        live.start(table, meeting)
        view = live_view(table, meeting)
        about, other = item(view, case.opened.number), item(view, "Cameratoezicht")
        for text in notes:
            minutes.write_note(table.answered(let_stay(text)), meeting, about, text)
        minutes.decide(table, meeting, about, "melding", "bij Veilig Thuis", "wijkagent", NEXT_DAY)
        if free:
            minutes.write_note(table.answered(let_stay(free)), meeting, other, free)
        if draft:
            drafts.say_note(table, meeting, about, draft)
        live.close(table, meeting)
        return meeting

    return hold


def record(desk: Desk, meeting: RowId) -> MeetingRecord:
    """As it is now."""
    return meeting_record(desk, meeting)


def refused(desk: Desk, meeting: RowId) -> str:
    """Try to hand it out; returns why that may not be."""
    with pytest.raises(NotChecked) as no:
        handed_out(desk, meeting)
    return no.value.why


def test_nothing_goes_round_before_it_was_checked(af: Desk, table: Desk, held: Held) -> None:
    """With nobody named in it, one confirmation is enough; then all of it goes round, with the kenmerk."""
    meeting = held(HARMLESS)
    assert "nog niet gecontroleerd" in refused(af, meeting)
    check(af, record(af, meeting))
    assert why_not(af, record(af, meeting)) == ""
    page = handed_out(af, meeting)
    assert HARMLESS in page
    assert "Besluit: melding: bij Veilig Thuis · wijkagent · uiterlijk 23-12-2026" in " ".join(page.split())
    assert record(af, meeting).kenmerk in page
    assert "alleen de aandachtsfunctionaris" in refused(table, meeting)
    assert check_store(af.store.location).sound


def test_the_dossier_of_a_handover_leaves_out_who_is_registered(
    af: Desk, table: Desk, place: CompartmentId, case: Stored[Case], clock: SetClock
) -> None:
    """The table let a name stand that it could not know; the successor gets the decision without it."""
    meeting = next_meeting(af, place).id
    agenda.put_case(af, meeting, case.id)
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    about, said = item(live_view(table, meeting), case.opened.number), f"{NAME} helpen bij Stek"
    answered = table.answered(let_stay(said))
    minutes.decide(answered, meeting, about, "melding", said, "wijkagent", NEXT_DAY)
    dossier = handover_dossier(af).markdown()
    assert NAME in next(iter(table.store.decisions.all())).opened.text
    assert "Fatima" not in dossier
    assert "Haddad" not in dossier
    assert dossier.count("helpen bij Stek") == 2


def test_the_table_neither_checks_nor_hands_out(af: Desk, table: Desk, held: Held, sit: Sit) -> None:
    """Not before, not after, and what it is told names nobody; it reads its own list as before."""
    meeting = held(NAMING)
    assert NAMING in [note.text for each in record(table, meeting).items for note in each.notes]
    assert why_not(table, record(table, meeting)) is None
    with pytest.raises(NotChecked):
        check(table, record(table, meeting))
    assert NAME not in refused(table, meeting)
    for role in (Role.KETEN, Role.ZORG):
        with pytest.raises((NotAllowed, NotChecked)):
            handed_out(sit(role), meeting)
    assert record(af, meeting).items[0].registered == 0
    assert sum(each.registered for each in record(af, meeting).items) == 1


def test_a_name_is_asked_about_and_gets_its_label(af: Desk, held: Held) -> None:
    """Until it is answered nothing is written; then the label stands there, for everybody."""
    meeting = held(NAMING)
    with pytest.raises(Unjudged) as asked:
        check(af, record(af, meeting))
    found = asked.value.asked
    assert found is not None
    assert found.may_stay
    assert [found.text[run.start : run.end] for run in found.runs] == [NAME]
    assert "nog niet" in refused(af, meeting)
    check(af.answered(Answers(put=((NAME, "Betrokkene B"),))), record(af, meeting))
    page = handed_out(af, meeting)
    assert "Zij werkt met Betrokkene B bij Stek." in page
    assert NAME not in page


def test_a_name_may_stay_when_the_af_says_so(af: Desk, held: Held) -> None:
    """It points at nobody here; the words stay as they were."""
    meeting = held(NAMING)
    check(af.answered(Answers(frozenset({NAME}))), record(af, meeting))
    assert NAMING in handed_out(af, meeting)


def test_who_is_registered_in_one_dossier_is_found_everywhere(
    af: Desk, place: CompartmentId, held: Held, case: Stored[Case]
) -> None:
    """Under another item too, where her label means nothing: she is left out."""
    assert case.opened.number
    meeting = held(HARMLESS, free=f"{NAME} was daar ook.")
    with pytest.raises(Unjudged) as asked:
        check(af, record(af, meeting))
    found = asked.value.asked
    assert found is not None
    assert [run.finding.suggestion for run in found.runs] == ["…"]
    check(af.answered(Answers(put=((NAME, "…"),))), record(af, meeting))
    assert "… was daar ook." in handed_out(af, meeting)
    assert place


def test_a_new_person_in_a_dossier_withdraws_it(af: Desk, held: Held, case: Stored[Case]) -> None:
    """Also one that nobody spoke of: the check is of these dossiers."""
    meeting = held(HARMLESS)
    check(af, record(af, meeting))
    (signal,) = signals_of(af, case)
    new = signal.opened.persons[0].model_copy(update={"name": "Bogdan Ionescu"})
    revise(af, signal, signal.opened.model_copy(update={"persons": (*signal.opened.persons, new)}))
    assert "iemand geregistreerd" in refused(af, meeting)
    check(af, record(af, meeting))
    assert HARMLESS in handed_out(af, meeting)


def test_a_change_of_the_words_withdraws_it(af: Desk, held: Held) -> None:
    """Here: what was left open is judged afterwards."""
    meeting = held(HARMLESS, draft="Zij noemt Miriam vaak")
    check(af, record(af, meeting))
    (left,) = leftovers.leftovers(af, meeting)
    leftovers.judge(af.answered(Answers(put=(("Miriam", "een bekende"),))), left.id)
    assert "iets in veranderd" in refused(af, meeting)


def test_a_label_that_is_put_in_later_withdraws_it(af: Desk, held: Held, case: Stored[Case]) -> None:
    """The other road by which words of a closed overleg change."""
    meeting = held(NAMING)
    check(af.answered(Answers(frozenset({NAME}))), record(af, meeting))
    put_labels(af, case.id, [each.id for each in named_at_table(af, case.id)])
    assert "iets in veranderd" in refused(af, meeting)


def test_another_finder_withdraws_it(af: Desk, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it would find nobody judged."""
    meeting = held(HARMLESS)
    check(af, record(af, meeting))
    monkeypatch.setattr(gate, "FINDER_VERSION", "later")
    assert "zoekt sindsdien anders" in refused(af, meeting)


def test_only_what_was_read_is_checked(af: Desk, held: Held) -> None:
    """Words that came in between were seen by nobody; and an overleg that still runs has no list yet."""
    meeting = held(HARMLESS, draft="Zij noemt Miriam vaak")
    seen = record(af, meeting)
    (left,) = leftovers.leftovers(af, meeting)
    leftovers.judge(af.answered(Answers(put=(("Miriam", "een bekende"),))), left.id)
    with pytest.raises(TextChanged):
        check(af, seen)
    assert "nog niet gecontroleerd" in refused(af, meeting)


def test_an_overleg_that_runs_is_not_checked(af: Desk, started: RowId) -> None:
    """What is still being written goes nowhere."""
    with pytest.raises(InvalidForm):
        check(af, record(af, started))
    assert "niet gesloten" in refused(af, started)


def test_the_table_cannot_write_a_check_itself(af: Desk, table: Desk, held: Held) -> None:
    """The meeting lies under its key: but the digest is keyed with what only identiteit opens, and of these words."""
    meeting = held(NAMING)
    check(af.answered(Answers(put=((NAME, "Betrokkene B"),))), record(af, meeting))
    true = af.store.meetings.get(meeting).opened.checked
    assert true is not None
    for forged in (true.model_copy(update={"words": "0" * 64}), _of_nobody(true)):
        with table.store.unit(Deed.MEETING_RUN, subject="x") as unit:
            row = unit.view(table.store.meetings).get(meeting)
            unit.change(row, record=row.opened.model_copy(update={"checked": forged}))
        assert "geldt niet meer" in refused(af, meeting)
    with table.store.unit(Deed.NOTE_WRITTEN, subject="x") as unit:
        note = next(row for row in unit.view(table.store.notes).all() if "Stek" in row.opened.text)
        unit.change(note, record=note.opened.model_copy(update={"text": NAMING}))
    with table.store.unit(Deed.MEETING_RUN, subject="x") as unit:
        found = unit.view(table.store.meetings).get(meeting)
        unit.change(found, record=found.opened.model_copy(update={"checked": true}))
    assert "iets in veranderd" in refused(af, meeting)


def _of_nobody(check: MinutesCheck) -> MinutesCheck:
    return check.model_copy(update={"known": "0" * 64})


def test_a_list_with_a_dossier_that_stays_shut_is_not_checked(
    af: Desk, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is registered there nobody looked for."""
    meeting = held(HARMLESS)
    seen = record(af, meeting)
    real = Repository.get

    def shut(repo: Repository[Case], row: RowId) -> Stored[Case]:
        found = real(repo, row)
        return replace(found, record=SEALED) if found.table == "cases" else found

    monkeypatch.setattr(Repository, "get", shut)
    with pytest.raises(NotChecked, match="not checked"):
        check(af, seen)


def test_there_is_one_way_out() -> None:
    """Whoever shows, prints or keeps a besluitenlijst as text goes through `handed_out`, and that through the gate."""
    makers = {"words_of_record", "page", "out_of_here"}
    users: dict[str, set[str]] = {}
    for path in Path(mhtui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in {
                "mhtui.casework.minutes_print",
                "mhtui.casework.gate",
            }:
                users.setdefault(path.name, set()).update(makers & {each.name for each in node.names})
    assert {name: used for name, used in users.items() if used} == {"handing_out.py": makers}
