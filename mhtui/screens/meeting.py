"""Overleg: running a meeting at the table. One letter for each thing one does, while the focus rests on the agenda.

Only a session without the key of a name comes here. Every change is in the kluis before the screen says that it is
kept; the clock stands there too, so that a crash loses nothing.
"""

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.widgets import Button

from db.records.base import Answer, CompartmentId, RowId, Stored
from db.records.meeting import ItemStatus, Meeting
from mhtui.casework import live
from mhtui.casework.agenda import set_attendance
from mhtui.casework.desk import Desk
from mhtui.casework.drafts import say_action, say_decision
from mhtui.casework.undo import Undone, last_word, undo_last
from mhtui.plain import single_line
from mhtui.screens.agenda_boxes import series_box
from mhtui.screens.attendance import AttendanceBox, Seat
from mhtui.screens.meeting_drafts import Drafting
from mhtui.screens.meeting_read import Table
from mhtui.screens.note_forms import NoteForm, which_note
from mhtui.screens.record import RecordScreen
from mhtui.screens.table_forms import ActionForm, DecisionForm, Filled, Offers, ReasonForm, quick_days
from mhtui.widgets.days import say_day
from mhtui.widgets.dialog import Confirm
from mhtui.widgets.entries import EntryChosen
from mhtui.widgets.rail import AgendaRail, RailChosen

T = TypeVar("T")

_PLANNED = frozenset({"meeting.start"})
_ALWAYS = frozenset({f"meeting.{verb}" for verb in ("attend", "text_down", "text_up", "next_item", "previous_item")})


class MeetingScreen(Drafting):
    """The live overleg."""

    HELP = (
        "Het overleg. Links de agenda, rechts het punt dat aan tafel is. Letters zijn opdrachten zolang u niet in de "
        "notitieregel typt; esc brengt u terug. Alles wordt meteen bewaard."
    )

    def can(self, action_id: str) -> bool | None:
        """What there is to do depends on whether the overleg runs."""
        table = self.table
        if table is None:
            return False
        if action_id == "meeting.series":
            return len(table.places) > 1
        if action_id in _ALWAYS:
            return True
        if action_id == "meeting.edit" and table.runs:
            return True if table.shown is not None and table.shown.notes else None
        if action_id == "meeting.judge":
            return table.runs and bool(table.drafts)
        return not table.runs if action_id in _PLANNED else table.runs

    def do(self, job: Callable[[Desk, RowId], T], *, said: str = "", then: Callable[[T], object] | None = None) -> None:
        """Change this meeting, and read it again."""
        if self.table is None:
            return
        meeting = self.table.view.meeting

        def done(result: T) -> None:
            if then is not None:
                then(result)
            self.load()

        self.save(lambda desk: job(desk, meeting), done, said=said)

    def action_start(self) -> None:
        """Begin; on another day than planned only when somebody says so."""
        table = self.table
        if table is None:
            return
        if table.view.on == table.today:
            self.do(live.start, said="Het overleg is geopend")
            return
        planned = say_day(table.view.on, table.today)
        question = f"Dit overleg staat gepland op {planned}; vandaag is het {say_day(table.today, table.today)}."

        def answer(yes: bool | None) -> None:
            if yes:
                self.do(live.start, said="Het overleg is geopend")

        self.app.push_screen(Confirm("Nu al openen?", question, yes="Nu openen"), answer)

    @on(Button.Pressed, "#meeting--open")
    def _open(self) -> None:
        self.action_start()

    def action_close(self) -> None:
        """Close, after saying what stays open."""
        table = self.table
        if table is None:
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self.do(live.close, said="Het overleg is gesloten", then=self._show_record)

        question = what_stays(table, typed=len(self.typed_at()))
        self.app.push_screen(Confirm("Overleg sluiten?", question, yes="Sluiten"), answer)

    def _show_record(self, meeting: Stored[Meeting]) -> None:
        """Show what was agreed."""
        self.rest()
        self.app.push_screen(RecordScreen(meeting.id, [meeting.id]))

    def action_series(self) -> None:
        """Another series of meetings."""
        table = self.table
        if table is None:
            return

        def chosen(place: str | None) -> None:
            if place is not None:
                self.place, self.looked_at = CompartmentId(place), None
                self.ask_again(self.load)

        self.app.push_screen(series_box(table.places, table.place), chosen)

    def action_next_item(self) -> None:
        """On to the next item; before the start only to look at it."""
        self._step(live.next_item, 1)

    def action_previous_item(self) -> None:
        """Back to the item before; before the start only to look at it."""
        self._step(live.previous_item, -1)

    def _step(self, job: Callable[[Desk, RowId], object], step: int) -> None:
        table = self.table
        if table is None or table.runs:
            self.do(job)
        elif table.shown is not None:
            places = [row.id for row in table.view.items]
            self.query_one(AgendaRail).go_to(places[(table.shown.row.place - 1 + step) % len(places)])

    @on(RailChosen)
    def _chosen(self, message: RailChosen) -> None:
        """Bring an item to the table, or before the start only look at it."""
        item = RowId(message.key)
        if self.table is not None and self.table.runs:
            self.do(lambda desk, meeting: live.open_item(desk, meeting, item))
        else:
            self.look_at(item)

    def action_clock(self) -> None:
        """Let the clock stand still, or run on."""
        if self.table is not None:
            self.do(live.resume_clock if self.table.view.clock.since is None else live.pause_clock)

    def _item(self) -> tuple[RowId, str, ItemStatus] | None:
        """The item on the table: its id, its name, and what became of it."""
        current = self.table.view.current if self.table else None
        return (current.row.id, current.row.title, current.row.status) if current else None

    def action_park(self) -> None:
        """To the next agenda; a parked item becomes open again."""
        found = self._item()
        if found is None:
            return
        item, _, status = found
        fresh = ItemStatus.OPEN if status is ItemStatus.PARKED else ItemStatus.PARKED
        said = "Geparkeerd: komt terug op de volgende agenda" if fresh is ItemStatus.PARKED else "Weer open"
        self.do(lambda desk, _: live.finish_item(desk, item, fresh), said=said)

    def action_withdraw(self) -> None:
        """Off the table for an interest, with its reason; open again when it was."""
        found = self._item()
        if found is None:
            return
        item, title, status = found
        if status is ItemStatus.WITHDRAWN:
            self.do(lambda desk, _: live.finish_item(desk, item, ItemStatus.OPEN), said="Weer aan tafel")
            return
        form = ReasonForm(
            f"✕ Van tafel · {title}",
            "Welk belang?",
            lambda desk, reason: live.finish_item(desk, item, ItemStatus.WITHDRAWN, reason),
            hint="Bijvoorbeeld: betrokkenheid van een functie aan tafel. Nooit een naam.",
        )
        self.app.push_screen(form, self._reread)

    def _reread(self, result: object) -> None:
        """A form was kept: read again."""
        if result is not None:
            self.ask_again(self.load)

    def _offers(self, table: Table, about: str) -> Offers:
        days = quick_days(table.today, table.coming)
        return Offers(about, lambda: table.today, table.kinds, table.owners, days)

    def action_decide(self) -> None:
        """A decision about the item on the table."""
        table, found = self.table, self._item()
        if table is None or found is None:
            return
        meeting, item = table.view.meeting, found[0]

        def keep(desk: Desk, filled: Filled) -> object:
            return say_decision(desk, meeting, item, filled.kind, filled.text, filled.owner, filled.due_on)

        self.app.push_screen(DecisionForm(self._offers(table, found[1]), keep), self._reread)

    def action_act(self) -> None:
        """An action about the item on the table."""
        table, found = self.table, self._item()
        if table is None or found is None:
            return
        meeting, item = table.view.meeting, found[0]

        def keep(desk: Desk, filled: Filled) -> object:
            if filled.due_on is None:  # the form asks for it
                raise ValueError("an action needs its day")
            return say_action(desk, meeting, item, filled.text, filled.owner, filled.due_on)

        self.app.push_screen(ActionForm(self._offers(table, found[1]), keep), self._reread)

    def action_attend(self) -> None:
        """Who is at the table."""
        table = self.table
        if table is None:
            return
        meeting = table.view.meeting

        def keep(desk: Desk, function: str, present: str) -> list[Seat]:
            kept = set_attendance(desk, meeting, function, Answer(present))
            return [Seat(line.function, line.present.value) for line in kept.opened.attendance]

        seats = [Seat(line.function, line.present.value) for line in table.view.attendance]
        self.app.push_screen(AttendanceBox(seats, keep), lambda _: self.ask_again(self.load))

    def action_edit(self) -> None:
        """Change a note of this item; with more than one it asks which."""
        notes = self.table.shown.notes if self.table and self.table.shown else ()
        if len(notes) == 1:
            self._edit(notes[0].row.id)
        elif notes:
            self.app.push_screen(which_note(notes), self._edit)

    @on(EntryChosen)
    def _entry_chosen(self, message: EntryChosen) -> None:
        """A click on a note changes it."""
        self._edit(message.key)

    def _edit(self, note: str | None) -> None:
        notes = self.table.shown.notes if self.table and self.table.shown else ()
        found = next((each.row for each in notes if each.row.id == note), None)
        if found is not None and self.table is not None and self.table.runs:
            self.app.push_screen(NoteForm(found), self._reread)

    def action_undo(self) -> None:
        """Take back one's own last word, after saying which."""
        table = self.table
        if table is not None:
            meeting = table.view.meeting
            self.ask(lambda desk: last_word(desk, meeting), self._ask_undo, group="undo", hold=True)

    def _ask_undo(self, last: Undone) -> None:
        """Say what would go; it may stand at another item than the one on the table."""

        def answer(yes: bool | None) -> None:
            if yes:
                self.do(lambda desk, meeting: undo_last(desk, meeting, last.id), said=f"Teruggenomen: {last.word}")

        words = single_line(last.text, 300) or "(zonder toelichting)"
        self.app.push_screen(Confirm(f"Uw laatste {last.word} terugnemen?", words, yes="Terugnemen"), answer)


def what_stays(table: Table, *, typed: int) -> str:
    """What is still open when the overleg is closed."""
    waiting = [row for row in table.view.items if row.status.value == "open" and row.kind.value in {"casus", "vrij"}]
    current = table.view.current
    waiting = [row for row in waiting if current is None or row.id != current.row.id]
    lines = []
    if typed:
        lines.append("▲ Er staat getypte tekst die nog niet bewaard is; na het sluiten kan dat niet meer.")
    if waiting:
        names = ", ".join(row.codename or row.title for row in waiting[:6])
        more = f" en nog {len(waiting) - 6}" if len(waiting) > len(waiting[:6]) else ""
        lines.append(f"Niet aan de orde geweest: {names}{more}. Dat komt terug op de volgende agenda.")
    if table.drafts:
        left = f"Concepten met een open vraag: {len(table.drafts)}."
        lines.append(f"{left} Die gaan verzegeld naar de aandachtsfunctionaris en zijn aan tafel dan weg.")
    if table.open_actions:
        lines.append(f"Open acties: {table.open_actions}. Die blijven staan in Opvolging.")
    lines.append("Notities en besluiten liggen daarna vast.")
    return "\n\n".join(lines)
