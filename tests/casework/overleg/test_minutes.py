"""Notes, decisions and actions of the table: under whose key they lie, what they need, and that no words are lost."""

from datetime import date

import pytest

from db.errors import NotFound, StaleVersion
from db.records.base import DossierId, RowId, State, Stored
from db.records.meeting import ItemKind, Note, NoteKind
from mhtui.casework import followup, live, minutes, undo
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, NothingToUndo, Problem, Unjudged
from mhtui.casework.live_view import LiveItem, live_view
from mhtui.casework.wording import Answers, words_of
from tests.casework.conftest import SetClock
from tests.casework.overleg.conftest import NEXT_DAY, item


def current(desk: Desk, meeting: RowId, title: str) -> LiveItem:
    """Put an item on the table and return how it looks."""
    live.open_item(desk, meeting, item(live_view(desk, meeting), title))
    found = live_view(desk, meeting).current
    assert found is not None
    return found


def words(desk: Desk, meeting: RowId, title: str) -> list[str]:
    """Return the notes about an item, in order."""
    return [note.text for note in current(desk, meeting, title).notes]


def test_text_about_a_case_lies_under_its_dossier(table: Desk, started: RowId) -> None:
    """Notes, decisions and actions of a case go when the case is shredded; those of a free item are the meeting's."""
    view = live_view(table, started)
    for title in ("C-2026-009", "Cameratoezicht"):
        spot = next(row for row in view.items if title in {row.number, row.title})
        home = DossierId(spot.case_id or started)
        note = minutes.write_note(table, started, spot.id, "gezien")
        made = minutes.decide(table, started, spot.id, "opvolging", "bezoek", "wijkagent", NEXT_DAY)
        action = minutes.add_action(table, started, spot.id, "bellen", "voorzitter", NEXT_DAY)
        assert made.action is not None
        assert {row.dossier for row in (note, made.decision, made.action, action)} == {home}
        assert {row.opened.case_id for row in (note, made.decision, made.action, action)} == {spot.case_id}


def test_a_note_is_there_when_the_call_returns(table: Desk, af: Desk, started: RowId, clock: SetClock) -> None:
    """Another program reads it at once: who wrote it, when, and whether it is a question for the reporter."""
    spot = item(live_view(table, started), "C-2026-009")
    minutes.write_note(table, started, spot, "  wijkagent herkent het patroon\n")
    minutes.write_note(table, started, spot, "sinds wanneer?", NoteKind.QUESTION)
    table.store.close()
    live_notes = [row.opened for row in af.store.notes.all()]
    assert [(note.text, note.kind, note.by, note.at) for note in live_notes] == [
        ("wijkagent herkent het patroon", NoteKind.NOTE, "Overleg", clock.now),
        ("sinds wanneer?", NoteKind.QUESTION, "Overleg", clock.now),
    ]


@pytest.mark.parametrize("text,what", [(" \n", Problem.MISSING), ("x" * 20_001, Problem.TOO_LONG)])
def test_a_note_that_cannot_be_kept_is_refused(table: Desk, started: RowId, text: str, what: Problem) -> None:
    """Whole, not cut off."""
    with pytest.raises(InvalidForm) as caught:
        minutes.write_note(table, started, item(live_view(table, started), "Opening"), text)
    assert caught.value.what is what


def test_the_longest_note_is_kept_whole(table: Desk, started: RowId) -> None:
    """20,000 characters, brackets and right-to-left letters among them."""
    text = ("[/b] [udkast] عائشة " * 1_100)[:19_999] + "."
    with pytest.raises(Unjudged) as caught:
        minutes.write_note(table, started, item(live_view(table, started), "Opening"), text)
    assert caught.value.asked is not None
    answers = Answers(frozenset(words_of(text[run.start : run.end]) for run in caught.value.asked.runs))
    minutes.write_note(table.answered(answers), started, item(live_view(table, started), "Opening"), text)
    assert words(table, started, "Opening") == [text]


def test_a_decision_with_owner_and_day_makes_its_action(table: Desk, started: RowId) -> None:
    """In the same unit: one entry in the log for both, and both name each other."""
    spot = item(live_view(table, started), "C-2026-009")
    mark = table.store.change_mark()
    made = minutes.decide(table, started, spot, "inbreng_riec", "patroon van drie", "accounthouder RIEC", NEXT_DAY)
    assert table.store.change_mark() == mark + 1
    seen = current(table, started, "C-2026-009")
    assert [(line.kind_word, line.text, line.owner, line.due_on, line.result) for line in seen.decisions] == [
        ("inbreng RIEC", "patroon van drie", "accounthouder RIEC", NEXT_DAY, "open")
    ]
    assert [(row.text, row.owner, row.due_on, row.number, row.decision_id) for row in seen.actions] == [
        ("inbreng RIEC: patroon van drie", "accounthouder RIEC", NEXT_DAY, "C-2026-009", made.decision.id)
    ]


@pytest.mark.parametrize("owner,due_on", [("", None), ("wijkagent", None), ("", NEXT_DAY)])
def test_without_owner_or_day_there_is_no_action(table: Desk, started: RowId, owner: str, due_on: date | None) -> None:
    """The decision stands alone."""
    spot = item(live_view(table, started), "Cameratoezicht")
    assert minutes.decide(table, started, spot, "opvolging", "", owner, due_on).action is None
    assert followup.due_list(table) == ()


@pytest.mark.parametrize(
    "kind,text,due_on,field,what",
    [
        ("bestaat_niet", "", None, "kind", Problem.UNKNOWN_VALUE),
        ("geen_vervolg", " ", None, "text", Problem.REASON_NEEDED),
        ("monitoren", "", None, "due_on", Problem.MISSING),
        ("opvolging", "", date(2026, 11, 24), "due_on", Problem.IN_THE_PAST),
    ],
)
def test_a_decision_that_lacks_something(
    table: Desk, started: RowId, kind: str, text: str, due_on: date | None, field: str, what: Problem
) -> None:
    """The error names the field; nothing was written."""
    spot, mark = item(live_view(table, started), "C-2026-009"), table.store.change_mark()
    with pytest.raises(InvalidForm) as caught:
        minutes.decide(table, started, spot, kind, text, due_on=due_on)
    assert (caught.value.field, caught.value.what) == (field, what)
    assert table.store.change_mark() == mark


def test_an_action_needs_a_function_and_a_day_to_come(table: Desk, started: RowId) -> None:
    """Who does it, and until when."""
    spot = item(live_view(table, started), "Opening")
    with pytest.raises(InvalidForm):
        minutes.add_action(table, started, spot, "bellen", " ", NEXT_DAY)
    with pytest.raises(InvalidForm):
        minutes.add_action(table, started, spot, "bellen", "wijkagent", date(2026, 11, 1))
    assert followup.due_list(table) == ()


def test_the_same_note_edited_by_two_programs(table: Desk, af: Desk, started: RowId) -> None:
    """The second is told, with the words of the first; both texts are at hand, nothing was overwritten."""
    spot = item(live_view(table, started), "C-2026-009")
    minutes.write_note(table, started, spot, "wijkagent herkent patroon")
    seen_by_table = current(table, started, "C-2026-009").notes[0].row
    seen_by_af = current_row(af, started)
    minutes.edit_note(af, seen_by_af, "wijkagent herkent het patroon van vorig jaar")
    with pytest.raises(StaleVersion) as caught:
        minutes.edit_note(table, seen_by_table, "buren kennen de auto")
    theirs = minutes.theirs_of(caught.value)
    assert theirs.opened.text == "wijkagent herkent het patroon van vorig jaar"
    assert theirs.opened.by == "Aandachtsfunctionaris"
    assert words(table, started, "C-2026-009") == ["wijkagent herkent het patroon van vorig jaar"]


def current_row(desk: Desk, meeting: RowId) -> Stored[Note]:
    """Return the only note of a meeting as this program reads it."""
    (note,) = (row for row in desk.store.notes.all() if row.opened.meeting_id == meeting)
    return note


@pytest.mark.parametrize(
    "choice,left",
    [
        ("theirs", ["van de ander"]),
        ("mine", ["van mij"]),
        ("both", ["van de ander", "van mij"]),
    ],
)
def test_a_conflict_is_settled_by_its_writer(
    table: Desk, af: Desk, started: RowId, choice: str, left: list[str]
) -> None:
    """Keep theirs, keep mine, or keep both."""
    minutes.write_note(table, started, item(live_view(table, started), "C-2026-009"), "eerst")
    mine = current_row(table, started)
    minutes.edit_note(af, current_row(af, started), "van de ander")
    with pytest.raises(StaleVersion) as caught:
        minutes.edit_note(table, mine, "van mij")
    match choice:
        case "theirs":
            minutes.keep_theirs(table, caught.value)
        case "mine":
            minutes.edit_note(table, minutes.theirs_of(caught.value), "van mij")
        case _:
            minutes.keep_both(table, caught.value, "van mij")
    assert words(table, started, "C-2026-009") == left


def test_undo_takes_back_the_last_word_first(table: Desk, started: RowId, clock: SetClock) -> None:
    """Whatever it was, even when all were written in the same second; a decision goes with its action."""
    spot = item(live_view(table, started), "C-2026-009")
    minutes.write_note(table, started, spot, "notitie een")
    minutes.decide(table, started, spot, "melding", "bij Veilig Thuis")
    minutes.add_action(table, started, spot, "bellen", "wijkagent", NEXT_DAY)
    minutes.decide(table, started, spot, "opvolging", "bezoek", "wijkagent", NEXT_DAY)
    minutes.write_note(table, started, item(live_view(table, started), "Opening"), "notitie twee")
    mark, moment = table.store.change_mark(), clock.now
    taken = [undo.undo_last(table, started) for _ in range(5)]
    assert [(found.word, found.text) for found in taken] == [
        ("notitie", "notitie twee"),
        ("besluit", "bezoek"),
        ("actie", "bellen"),
        ("besluit", "bij Veilig Thuis"),
        ("notitie", "notitie een"),
    ]
    assert (table.store.change_mark(), clock.now) == (mark + 5, moment)
    seen = current(table, started, "C-2026-009")
    assert (seen.notes, seen.decisions, seen.actions) == ((), (), ())
    with pytest.raises(NothingToUndo):
        undo.undo_last(table, started)


def test_undo_is_of_ones_own_words_in_this_meeting(table: Desk, af: Desk, started: RowId) -> None:
    """A note that somebody else wrote over is theirs; an action that was done stays."""
    spot = item(live_view(table, started), "C-2026-009")
    minutes.write_note(table, started, spot, "eerst")
    made = minutes.decide(table, started, spot, "opvolging", "bezoek", "wijkagent", NEXT_DAY)
    assert made.action is not None
    minutes.edit_note(af, current_row(af, started), "van de ander")
    followup.done(af, made.action.id)
    with pytest.raises(NothingToUndo):
        undo.undo_last(table, started)
    seen = current(table, started, "C-2026-009")
    assert ([note.text for note in seen.notes], [line.result for line in seen.decisions]) == (
        ["van de ander"],
        ["gedaan"],
    )


def test_the_last_word_is_shown_before_it_goes(table: Desk, started: RowId) -> None:
    """Looking changes nothing; when something was written meanwhile, that is not taken back in its place."""
    spot = item(live_view(table, started), "C-2026-009")
    minutes.write_note(table, started, spot, "eerst")
    seen = undo.last_word(table, started)
    assert (seen.word, seen.text) == ("notitie", "eerst")
    minutes.add_action(table, started, spot, "bellen", "wijkagent", NEXT_DAY)
    with pytest.raises(NothingToUndo):
        undo.undo_last(table, started, seen.id)
    last = undo.last_word(table, started)
    assert undo.undo_last(table, started, last.id) == last
    assert [note.text for note in current(table, started, "C-2026-009").notes] == ["eerst"]


def test_an_edit_of_a_note_that_was_taken_back(table: Desk, af: Desk, started: RowId) -> None:
    """The other program is told that it is gone."""
    minutes.write_note(table, started, item(live_view(table, started), "C-2026-009"), "eerst")
    seen = current_row(af, started)
    undo.undo_last(table, started)
    with pytest.raises(NotFound):
        minutes.edit_note(af, seen, "toch nog")


def test_the_opening_takes_notes_too(table: Desk, started: RowId) -> None:
    """Every item does; its notes are open until the meeting is closed."""
    row = minutes.write_note(table, started, item(live_view(table, started), "Mededelingen"), "nieuwe wijkagent")
    assert row.state is State.OPEN
    assert live_view(table, started).items[1].kind is ItemKind.ANNOUNCEMENTS
