"""Drafts: kept at once, answered at the table or by the aandachtsfunctionaris, and never read by anything else."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import mhtui
from db.errors import NotFound, StaleVersion
from db.records.base import SEALED, CompartmentId, RowId, Stored
from db.records.draft import Draft
from db.records.meeting import Note, NoteKind
from db.replay import check_store
from db.roles import Deed
from db.turning import rotate
from keys.directory import Kind, Role
from mhtui.casework import agenda, drafts, leftovers, live, minutes, undo
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, NotYours, Unjudged
from mhtui.casework.intake import register
from mhtui.casework.items import series_of
from mhtui.casework.live_view import live_view
from mhtui.casework.meeting_record import meeting_record
from mhtui.casework.planning import next_meeting
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.search import Index
from mhtui.casework.wording import Answers
from tests.casework.conftest import MEETING_DAY, SetClock, Sit
from tests.casework.forms import ADDED, form
from tests.casework.overleg.conftest import NEXT_DAY, item
from tests.judged import keep_all

NAME = "Fatima"
SAID = f"Zij noemt {NAME} en belt 06-12345678 vaak"
STAYS = Answers(frozenset({NAME}))
SAID_AFTER = SAID.replace("06-12345678", "een telefoonnummer")
REST = Answers(put=(("06-12345678", "een telefoonnummer"),))


@pytest.fixture
def spot(table: Desk, started: RowId) -> RowId:
    """An item of the running overleg."""
    return item(live_view(table, started), "C-2026-009")


WAYS: dict[str, Callable[[Desk, RowId, RowId], object]] = {
    "notitie": lambda desk, meeting, item: drafts.say_note(desk, meeting, item, SAID),
    "vraag": lambda desk, meeting, item: drafts.say_note(desk, meeting, item, SAID, NoteKind.QUESTION),
    "besluit": lambda desk, meeting, item: drafts.say_decision(
        desk, meeting, item, "melding", SAID, "wijkagent", NEXT_DAY
    ),
    "actie": lambda desk, meeting, item: drafts.say_action(desk, meeting, item, SAID, "wijkagent", NEXT_DAY),
}


def written(desk: Desk) -> list[str]:
    """Return every text of the nouns a table reads."""
    repos = [desk.store.repository(name) for name in ("notes", "decisions", "actions")]
    return [row.opened.text for repo in repos for row in repo.all() if not row.is_sealed]


def draft_in(desk: Desk, meeting: RowId) -> Stored[Draft]:
    """Return the one draft."""
    (line,) = drafts.drafts_of(desk, meeting)
    return line.row


@pytest.mark.parametrize("word", WAYS)
def test_it_is_kept_first_and_then_answered(table: Desk, started: RowId, spot: RowId, word: str) -> None:
    """Half answered it waits with what was answered; answered it is what it was meant to be, and the draft is gone."""
    kept = WAYS[word](table, started, spot)
    assert isinstance(kept, Stored)
    assert kept.table == "drafts"
    (line,) = drafts.drafts_of(table, started)
    assert (line.word, line.item, line.open, written(table)) == (word, spot, 2, [])
    half = drafts.answer(table, line.row, STAYS)
    assert isinstance(half, Stored)
    (line,) = drafts.drafts_of(table, started)
    assert (line.open, line.later) == (1, False)
    drafts.answer(table, line.row, REST)
    assert drafts.drafts_of(table, started) == ()
    said = f"Zij noemt {NAME} en belt een telefoonnummer vaak"
    expected = {"besluit": [said, f"melding: {said}"]}.get(word, [said])
    assert [text[0].lower() + text[1:] if ":" in text else text for text in written(table)] == expected
    assert check_store(table.store.location).sound


def test_what_needs_no_answer_is_no_draft(table: Desk, started: RowId, spot: RowId) -> None:
    """It is written as always."""
    note = drafts.say_note(table, started, spot, "patroon herkend")
    assert (note.table, written(table), drafts.drafts_of(table, started)) == ("notes", ["patroon herkend"], ())


def test_nobody_loads_a_draft_but_the_table(table: Desk, af: Desk, started: RowId, spot: RowId) -> None:
    """Not the view of the beamer, not the besluitenlijst, not what is searched."""
    drafts.say_note(table, started, spot, SAID)
    shown = repr((live_view(table, started), meeting_record(table, started), meeting_record(af, started)))
    assert NAME not in shown
    for desk in (table, af):
        assert Index.build(desk).find(NAME) == ()


def test_who_reads_drafts() -> None:
    """A look into the source: these modules name the drafts of a store, and no other.

    `retention` asks only whether there is one, and destroys nothing then.
    """
    root = Path(mhtui.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Attribute) and node.attr in {"drafts", "leftovers"}
            if named and "store" in ast.unparse(node):
                found.add(path.relative_to(root).as_posix())
    assert found == {
        f"casework/{name}.py"
        for name in ("agenda", "drafts", "items", "leftovers", "live", "minutes", "retention", "undo")
    }


def test_two_programs_answer_the_same_draft(table: Desk, sit: Sit, started: RowId, spot: RowId) -> None:
    """The first makes the note; the second is told, and there is one note."""
    drafts.say_note(table, started, spot, SAID)
    other = sit(Role.OVERLEG)
    mine, theirs = draft_in(table, started), draft_in(other, started)
    drafts.answer(table, mine, STAYS)
    with pytest.raises(StaleVersion):
        drafts.answer(other, theirs, REST)
    whole = STAYS.joined(REST)
    drafts.answer(other, draft_in(other, started), whole)
    with pytest.raises(NotFound):
        drafts.answer(table, mine, whole)
    assert len(written(table)) == 1


def test_taken_back_by_who_wrote_it(table: Desk, sit: Sit, started: RowId, spot: RowId) -> None:
    """As the last word, or by itself; nobody else throws it away."""
    drafts.say_note(table, started, spot, SAID)
    assert undo.undo_last(table, started).word == "concept"
    drafts.say_note(table, started, spot, SAID)
    row = draft_in(table, started)
    other = row.opened.model_copy(update={"note": row.opened.said.model_copy(update={"by": "Iemand anders"})})
    with pytest.raises(NotYours):
        drafts.take_back(table, replace(row, record=other))
    drafts.take_back(table, row)
    assert drafts.drafts_of(sit(Role.OVERLEG), started) == ()


def test_closing_leaves_what_is_open_to_the_af(table: Desk, af: Desk, started: RowId, spot: RowId) -> None:
    """The table opens nothing of it any more, no draft is left; the af sees what remained open, and by whom."""
    drafts.say_note(table, started, spot, SAID)
    drafts.answer(table, draft_in(table, started), STAYS, later=True)
    drafts.say_action(table, started, item(live_view(table, started), "Cameratoezicht"), SAID, "wijkagent", NEXT_DAY)
    live.close(table, started)
    assert list(table.store.drafts.all()) == []
    assert [row.record for row in table.store.leftovers.all()] == [SEALED, SEALED]
    assert (leftovers.leftovers(table), agenda.left_open(table), agenda.left_open(af)) == ((), 0, 2)
    first, second = leftovers.leftovers(af)
    assert (first.word, first.number, first.open, first.text, first.by) == ("notitie", "C-2026-009", 1, SAID, "Overleg")
    assert (second.word, second.number, second.open) == ("actie", "", 2)
    assert check_store(af.store.location).sound


def test_the_af_answers_and_it_is_a_note_of_the_case(table: Desk, af: Desk, started: RowId, spot: RowId) -> None:
    """Refused while something is open; then it lies where it would have lain, closed as the others of that overleg."""
    drafts.say_note(table, started, spot, SAID)
    live.close(table, started)
    (line,) = leftovers.leftovers(af)
    mark = af.store.change_mark()
    with pytest.raises(Unjudged) as caught:
        leftovers.judge(af, line.id)
    assert caught.value.asked is not None
    assert (af.store.change_mark(), agenda.left_open(af)) == (mark, 1)
    leftovers.judge(af.answered(STAYS.joined(REST)), line.id)
    (note,) = table.store.notes.all()
    assert (note.opened.text, note.state.value) == (f"Zij noemt {NAME} en belt een telefoonnummer vaak", "closed")
    assert str(note.dossier) == note.opened.case_id
    assert agenda.left_open(af) == 0
    assert af.store.log(limit=1)[0].deed.value == "concept_beoordeeld"
    assert check_store(af.store.location).sound


def test_the_af_drops_one_with_a_reason(table: Desk, af: Desk, started: RowId, spot: RowId) -> None:
    """The reason stands in the logboek; without one it stays."""
    drafts.say_note(table, started, spot, SAID)
    live.close(table, started)
    (line,) = leftovers.leftovers(af)
    with pytest.raises(InvalidForm):
        leftovers.drop(af, line.id, "  ")
    leftovers.drop(af, line.id, "hoort bij een ander overleg")
    detail = af.store.log(limit=1)[0].detail
    assert "hoort bij een ander overleg" in repr(detail)
    assert (agenda.left_open(af), written(af)) == (0, [])


def test_the_af_is_asked_about_what_is_registered_too(
    af: Desk, table: Desk, place: CompartmentId, clock: SetClock
) -> None:
    """At her desk it is looked at with layer 1: a registered name may not stay."""
    case = keep_all(af, make_case(af, [register(af, form(), ADDED)]))
    release(af, keep_all(af, write_text(af, case, "Zij belt.")), place, NO_TO_ALL)
    meeting = next_meeting(af, place).id
    spot = agenda.put_case(af, meeting, case.id).id
    clock.to(MEETING_DAY)
    live.start(table, meeting)
    name = form().persons[0].name
    drafts.say_note(table, meeting, spot, f"Zij noemt {name} vaak")
    live.close(table, meeting)
    (line,) = leftovers.leftovers(af)
    with pytest.raises(Unjudged):
        leftovers.judge(af.answered(Answers(frozenset({name}))), line.id)
    leftovers.judge(af.answered(Answers(put=((name, "Betrokkene A"),))), line.id)
    (note,) = table.store.notes.all()
    assert note.opened.text == "Zij noemt Betrokkene A vaak"


def test_new_keys_during_an_overleg(table: Desk, af: Desk, started: RowId, spot: RowId) -> None:
    """Drafts are read, answered and handed over as before."""
    drafts.say_note(table, started, spot, SAID)
    drafts.say_note(table, started, spot, SAID)
    rotate(af.store)
    first, second = drafts.drafts_of(table, started)
    drafts.answer(table, first.row, STAYS.joined(REST))
    assert second.open == 2
    live.close(table, started)
    rotate(af.store)
    assert [line.text for line in leftovers.leftovers(af)] == [SAID]
    assert check_store(af.store.location).sound


def edited(table: Desk, started: RowId, spot: RowId) -> Stored[Note]:
    """A note with a draft of other words."""
    note = minutes.write_note(table, started, spot, "patroon herkend")
    draft = drafts.say_edit(table, note, SAID)
    assert draft.table == "drafts"
    return note


def test_an_edit_with_an_open_marking_is_a_draft(table: Desk, started: RowId, spot: RowId) -> None:
    """The note stands as it was until the new words are answered; then it has them, and there is no second one."""
    note = edited(table, started, spot)
    (line,) = drafts.drafts_of(table, started)
    assert (written(table), line.word, line.open) == (["patroon herkend"], "gewijzigde notitie", 2)
    drafts.answer(table, line.row, STAYS.joined(REST))
    (row,) = table.store.notes.all()
    assert (row.id, row.opened.text) == (note.id, SAID_AFTER)
    assert drafts.drafts_of(table, started) == ()


@pytest.mark.parametrize("how", ["changed", "taken back"])
def test_an_edit_whose_note_went_on_stands_beside_it(table: Desk, started: RowId, spot: RowId, how: str) -> None:
    """Somebody changed the note meanwhile, or took it back: neither's words are lost."""
    note = edited(table, started, spot)
    if how == "changed":
        minutes.edit_note(table, note, "buren kennen de auto")
    else:
        with table.store.unit(Deed.NOTE_WRITTEN, subject="x") as unit:
            unit.remove(note)
    (line,) = drafts.drafts_of(table, started)
    drafts.answer(table, line.row, STAYS.joined(REST))
    assert written(table) == [*(["buren kennen de auto"] if how == "changed" else []), SAID_AFTER]


def test_an_edit_that_was_left_open_is_judged_by_the_af(af: Desk, table: Desk, started: RowId, spot: RowId) -> None:
    """After the overleg the note gets its new words; thrown away, it stands as it was."""
    note = edited(table, started, spot)
    live.close(table, started)
    (left,) = leftovers.leftovers(af)
    assert (left.word, written(table)) == ("gewijzigde notitie", ["patroon herkend"])
    leftovers.judge(af.answered(STAYS.joined(REST)), left.id)
    (row,) = af.store.notes.all()
    assert (row.id, row.opened.text) == (note.id, SAID_AFTER)


def test_the_agenda_says_which_overleg_left_something_open(
    table: Desk, af: Desk, place: CompartmentId, started: RowId, spot: RowId
) -> None:
    """In its own series with the key that opens it; in another series with the name of the one to go to."""
    drafts.say_note(table, started, spot, SAID)
    live.close(table, started)
    other = next(found.id for found in af.store.places(Kind.OVERLEG) if found.id != place)
    here, there = (agenda.agenda(af, next_meeting(af, where).id).problems for where in (place, other))
    named = series_of(af, place).opened.name
    assert "1 concept bleef open bij een eerder overleg: e opent de besluitenlijst, k beoordeelt" in here
    assert f"1 concept bleef open bij een eerder overleg van {named}: kies eerst die reeks (r)" in there
