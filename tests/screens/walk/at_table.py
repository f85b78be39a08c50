"""Overleg, walked through by the table: every box and deed, two who change one note, and a refusal."""

from mhtui.casework import live, minutes
from mhtui.casework.agenda import agenda
from mhtui.casework.desk import Desk
from mhtui.casework.items import meeting_of
from mhtui.casework.live_view import live_view
from mhtui.casework.planning import next_meeting
from mhtui.screens.note_forms import NoteForm
from tests.screens.casefiles import as_role
from tests.screens.walk.walker import TABLE, Walker, out, sweep


async def meeting(walker: Walker) -> None:
    """Overleg: from the agenda that is looked at to the besluitenlijst, with every box in between."""
    gaze = walker.gaze
    await gaze.do("go.meeting")
    await gaze.do("meeting.series")
    await gaze.press("end", "enter")
    await gaze.do("meeting.series")
    await gaze.press("home", "enter")
    await gaze.do("meeting.start")
    with as_role(walker.desktop, TABLE) as desk:
        _to_the_case(desk)
    await walker.see_others()
    for line in ("meeting.note", "meeting.question"):
        await gaze.do(line)
        await gaze.type("aan tafel gezegd")
        await gaze.press("enter", "escape")
    await gaze.do("meeting.note")
    await gaze.type("Zij noemt Fatima vaak")
    await gaze.press("enter", "escape")
    await gaze.do("meeting.judge")
    assert "DraftBox" in gaze.screens
    await gaze.press("l")
    for box in ("meeting.decide", "meeting.act", "meeting.attend", "meeting.withdraw"):
        await gaze.do(box)
        await out(gaze)
    for deed in ("meeting.clock", "meeting.park", "meeting.park", "meeting.text_down", "meeting.text_up"):
        await gaze.do(deed)
    await gaze.do("meeting.undo")
    await out(gaze)
    await _conflict(walker)
    used_later = {"meeting.close", "meeting.next_item", "meeting.previous_item"}
    gaze.used |= used_later
    await sweep(gaze)
    gaze.used -= used_later
    await gaze.do("meeting.next_item")
    await gaze.do("meeting.previous_item")
    await gaze.do("meeting.close")
    await gaze.press("tab", "enter")
    await gaze.press("escape")


def _to_the_case(desk: Desk) -> None:
    """Bring the case to the table, from another program."""
    found = next_meeting(desk, min(desk.series_places(), key=lambda place: place.label.label).id)
    item = next(row.id for row in agenda(desk, found.id).items if row.case_id)
    live.open_item(desk, found.id, item)
    minutes.write_note(desk, found.id, item, "van de ander")


async def _conflict(walker: Walker) -> None:
    """Two who change one note; and what a refusal looks like."""
    gaze = walker.gaze
    await gaze.do("meeting.edit")
    if not isinstance(gaze.screen, NoteForm):
        await gaze.press("enter")
    assert isinstance(gaze.screen, NoteForm)
    note = gaze.screen._note
    with as_role(walker.desktop, TABLE) as desk:
        minutes.edit_note(desk, desk.store.notes.get(note.id), "door de ander gewijzigd")
    await gaze.type("door mij")
    await gaze.press("f10")
    assert "Conflict" in gaze.screens
    await out(gaze)


async def refusal(walker: Walker) -> None:
    """The overleg is closed by another while somebody writes: the error is told."""
    gaze = walker.gaze
    await gaze.do("go.meeting")
    await gaze.press("home")
    await gaze.do("meeting.start")
    await gaze.press("tab", "enter")
    await gaze.do("meeting.decide")
    await gaze.type("riec")
    await gaze.press("enter")
    with as_role(walker.desktop, TABLE) as desk:
        _other_closes(desk)
    await gaze.press("f10")
    assert "ProblemDialog" in gaze.screens
    await out(gaze)


def _other_closes(desk: Desk) -> None:
    for place in desk.series_places():
        found = meeting_of(desk, next_meeting(desk, place.id).id)
        if live_view(desk, found.id).status.value == "bezig":
            live.close(desk, found.id)
