"""The besluitenlijst: everything of one overleg, nothing of another, and it stays readable when the overleg is over."""

from db.records.base import CompartmentId, RowId
from db.records.meeting import ItemStatus, MeetingStatus
from mhtui.casework import agenda, live, minutes, planning
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.intake import register
from mhtui.casework.live_view import live_view
from mhtui.casework.meeting_record import meeting_record
from mhtui.casework.release import NO_TO_ALL, release
from tests.casework.conftest import SetClock
from tests.casework.forms import ADDED, form
from tests.casework.overleg.conftest import NEXT_DAY, item
from tests.judged import keep_all, let_stay


def test_everything_of_one_overleg(table: Desk, started: RowId) -> None:
    """Notes, decisions and loose actions under their item; an action a decision made stands with the decision."""
    spot = item(live_view(table, started), "C-2026-009")
    minutes.write_note(table, started, spot, "patroon herkend")
    minutes.decide(table, started, spot, "inbreng_riec", "met bijlage", "accounthouder RIEC", NEXT_DAY)
    minutes.add_action(table, started, spot, "bellen", "wijkagent", NEXT_DAY)
    live.close(table, started)
    record = meeting_record(table, started)
    assert (record.status, record.status_word) == (MeetingStatus.CLOSED, "gesloten")
    assert record.started_at is not None
    assert record.closed_at is not None
    (found,) = (each for each in record.items if each.row.number == "C-2026-009")
    assert [note.text for note in found.notes] == ["patroon herkend"]
    assert [(line.kind_word, line.owner, line.result) for line in found.decisions] == [
        ("inbreng RIEC", "accounthouder RIEC", "open")
    ]
    assert [(action.text, action.owner) for action in found.actions] == [("bellen", "wijkagent")]
    others = [each for each in record.items if each.row.id != spot]
    assert others
    assert all((each.notes, each.decisions, each.actions) == ((), (), ()) for each in others)


def test_what_a_later_overleg_writes_is_not_in_it(
    table: Desk, place: CompartmentId, started: RowId, clock: SetClock
) -> None:
    """The same case on the next agenda, with a note and a decision there, leaves this list as it was."""
    spot = item(live_view(table, started), "C-2026-009")
    minutes.write_note(table, started, spot, "toen")
    live.finish_item(table, spot, ItemStatus.PARKED)
    live.close(table, started)
    clock.to(NEXT_DAY)
    later = planning.next_meeting(table, place).id
    live.start(table, later)
    again = item(live_view(table, later), "C-2026-009")
    minutes.write_note(table, later, again, "later")
    minutes.decide(table, later, again, "melding", "bij Veilig Thuis")

    def written(meeting: RowId) -> tuple[list[str], int]:
        (found,) = (each for each in meeting_record(table, meeting).items if each.row.number == "C-2026-009")
        return [note.text for note in found.notes], len(found.decisions)

    assert (written(started), written(later)) == ((["toen"], 0), (["later"], 1))


def test_what_the_table_could_not_know_is_counted_for_the_af(af: Desk, table: Desk, place: CompartmentId) -> None:
    """A registered name that the table let stand: said to who may open the dossier, before the list goes round."""
    case = write_text(af, make_case(af, [register(af, form(), ADDED)]), "Zij belt.")
    release(af, keep_all(af, case), place, NO_TO_ALL)
    meeting = planning.next_meeting(af, place).id
    spot = agenda.put_case(af, meeting, case.id).id
    live.start(table, meeting)
    said = f"gesproken met {form().persons[0].name} en met Betrokkene A"
    minutes.write_note(table.answered(let_stay(said)), meeting, spot, said)
    assert [item.registered for item in meeting_record(table, meeting).items if item.row.id == spot] == [0]
    assert [item.registered for item in meeting_record(af, meeting).items if item.row.id == spot] == [1]
