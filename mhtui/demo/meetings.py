"""The meetings of the invented past, run by the sessions that sat at those tables; and the agendas of the next ones."""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from db.records.base import Answer, CompartmentId, RowId
from db.records.meeting import ItemKind, NoteKind
from mhtui.casework import agenda, followup, live, minutes
from mhtui.casework.desk import Desk
from mhtui.casework.lines import ItemRow
from mhtui.casework.planning import next_meeting
from mhtui.demo.courses import Table
from mhtui.demo.present import Present
from mhtui.demo.spoken import COMING, HELD, Agreed, Held, Spoken

_EVERY = 28
_INVITED = 6
"""Days before a meeting on which its agenda was made."""
_START, _PREPARED, _TICKED = "10:00", "11:30", "09:20"
_FIXED_MINUTES = 2


@dataclass(slots=True)
class Meetings:
    """Puts meetings on the timeline of a `Present`."""

    present: Present
    places: Mapping[Table, CompartmentId]
    tables: Mapping[Table, Future[Desk]]
    """The session that runs each series, once its key is derived."""
    coming: Mapping[Table, date]
    """The day of the next meeting of each series."""

    def tell(self) -> None:
        """Tell the meetings that were held and prepare the next ones."""
        for held in HELD:
            self._tell(held)
        for table, cases, free in COMING:
            at = self._at(self.present.calendar.day(1), _PREPARED)
            self.present.timeline.add(at, partial(self._prepare, table, dict(cases), free))

    def _at(self, day: date, time: str) -> datetime:
        return self.present.calendar.moment(day, time)

    def _tell(self, held: Held) -> None:
        day = self.coming[held.table] - timedelta(days=_EVERY * held.back)
        add = self.present.timeline.add
        why = {name: said.why for name, said in held.cases.items()}
        add(
            self._at(day - timedelta(days=_INVITED), _PREPARED),
            lambda: self._prepare(held.table, why, tuple(held.free)),
        )
        add(self._at(day, _START), lambda: self._hold(held, day))

    def _prepare(self, table: Table, cases: Mapping[str, str], free: tuple[str, ...]) -> None:
        """Make the agenda of the next meeting, as the aandachtsfunctionaris."""
        desk = self.present.desk
        meeting = next_meeting(desk, self.places[table]).id
        for codename, why in cases.items():
            agenda.put_case(desk, meeting, self.present.case(codename).id, why)
        for title in free:
            agenda.put_free(desk, meeting, title)

    def _hold(self, held: Held, day: date) -> None:
        """Run a meeting from start to close, as the session of that table."""
        desk = self.tables[held.table].result()
        meeting = next_meeting(desk, self.places[held.table])
        for line in meeting.opened.attendance:
            present = Answer.NO if line.function in held.absent else Answer.YES
            agenda.set_attendance(desk, meeting.id, line.function, present)
        live.start(desk, meeting.id)
        ticks: list[tuple[date, RowId]] = []
        for row in agenda.agenda(desk, meeting.id).items:
            said = self._said(held, row)
            self.present.timeline.clock.wait(said.minutes)
            ticks += self._speak(desk, meeting.id, row, said, day)
            live.next_item(desk, meeting.id)
        live.close(desk, meeting.id)
        for done_on, action in ticks:
            self._tick(done_on, action)

    def _said(self, held: Held, row: ItemRow) -> Spoken:
        if row.kind is ItemKind.CASE:
            return held.cases[row.codename]
        return held.free[row.title] if row.kind is ItemKind.FREE else Spoken(_FIXED_MINUTES)

    def _speak(self, desk: Desk, meeting: RowId, row: ItemRow, said: Spoken, day: date) -> list[tuple[date, RowId]]:
        """Write down what was said about an item; gives the actions that were done later, with the day."""
        for note in said.notes:
            minutes.write_note(desk, meeting, row.id, note)
        if said.question:
            minutes.write_note(desk, meeting, row.id, said.question, NoteKind.QUESTION)
        ticks = []
        for agreed in said.agreed:
            action = self._agree(desk, meeting, row.id, agreed, day + timedelta(days=agreed.due))
            if agreed.done is not None and action is not None:
                ticks.append((day + timedelta(days=agreed.done), action))
        return ticks

    def _agree(self, desk: Desk, meeting: RowId, item: RowId, agreed: Agreed, due_on: date) -> RowId | None:
        if not agreed.kind:
            return minutes.add_action(desk, meeting, item, agreed.text, agreed.owner, due_on).id
        decided = minutes.decide(desk, meeting, item, agreed.kind, agreed.text, agreed.owner, due_on)
        return decided.action.id if decided.action else None

    def _tick(self, done_on: date, action: RowId) -> None:
        """Let an action be ticked off on its day."""
        self.present.timeline.add(self._at(done_on, _TICKED), lambda: followup.done(self.present.desk, action))
