"""Taking notes during an overleg: the note line, what stands typed at each item, and what is on its way to the kluis.

What was typed belongs to the item it was typed at, wherever the overleg goes meanwhile, and is never thrown away: it
goes from the line only when the kluis has acknowledged it, and comes back when it has not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

from textual import on
from textual.widgets import TextArea

from db.records.base import RowId, Stored
from db.records.draft import Draft as DraftRow
from db.records.meeting import Note, NoteKind
from mhtui.casework.desk import Desk
from mhtui.casework.drafts import say_note
from mhtui.casework.judging import NoteMarks
from mhtui.casework.minutes import TEXT_LIMIT
from mhtui.plain import plain, single_line
from mhtui.screens.meeting_read import Table
from mhtui.screens.meeting_table import MeetingTable
from mhtui.widgets.growing import GrowingLine

_SAID = {NoteKind.NOTE: "✓ Notitie bewaard", NoteKind.QUESTION: "✓ Vraag bewaard"}
_AS_DRAFT = "◌ Als concept bewaard · esc, dan c"
_MARKED = 40
"""Characters of what is marked, under the line."""
_WORDS = {NoteKind.NOTE: "Notitie", NoteKind.QUESTION: "Vraag aan melder"}


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that stands typed at an item."""

    text: str
    kind: NoteKind = NoteKind.NOTE


@dataclass(frozen=True, slots=True)
class Sending:
    """A note on its way to the kluis."""

    meeting: RowId
    item: RowId
    draft: Draft


class NoteTaking(MeetingTable):
    """The note line of the Overleg screen."""

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[RowId, Draft] = {}
        """Typed at items that are not in the line now."""
        self._at: RowId | None = None
        """The item whose words stand in the line."""
        self._kind = NoteKind.NOTE
        self._sending: dict[int, Sending] = {}
        self._kept: set[int] = set()
        """Numbers of notes that are kept and will be in what is read next."""
        self._next = count(1)
        self._marks: NoteMarks | None = None
        """Looks for names in what is typed; ready soon after the screen is."""
        self._said = ""
        """What the line acknowledges, until somebody types on: quieter on a beamer than a message over the text."""

    @property
    def line(self) -> GrowingLine:
        """The note line."""
        return self.query_one("#meeting--note", GrowingLine)

    @property
    def has_changes(self) -> bool:
        """Whether anything typed is not acknowledged."""
        return bool(self._drafts or self._waiting() or (self.is_mounted and self.line.text.strip()))

    def _waiting(self) -> list[Sending]:
        return [sending for number, sending in self._sending.items() if number not in self._kept]

    def typed_at(self) -> Collection[str]:
        """Items with typed text that is not kept."""
        return {*self._drafts, *([self._at] if self._at and self.line.text.strip() else [])}

    def being_kept(self, item: RowId) -> Collection[str]:
        """Notes of an item that are on their way to the kluis."""
        return [sending.draft.text for sending in self._sending.values() if sending.item == item]

    async def draw(self, table: Table) -> None:
        """What is kept is in what was read now; the line follows the item on the table."""
        for number in self._kept:
            self._sending.pop(number, None)
        self._kept.clear()
        self._follow(table)
        await super().draw(table)

    def _follow(self, table: Table) -> None:
        """Let the line be about the item on the table, unless somebody is typing about another one."""
        current = table.view.current.row.id if table.view.current else None
        if current != self._at:
            self._said = ""
            typing = self.focused is self.line or all(row.id != self._at for row in table.view.items)
            if not (typing and self.line.text.strip()):
                self._turn_to(current)
        self._label()

    def _turn_to(self, item: RowId | None) -> None:
        """Put the words of one item away, and show those of another."""
        text = self.line.text.strip()
        if self._at is not None and text:
            self._drafts[self._at] = Draft(text, self._kind)
        draft = self._drafts.pop(item, Draft("")) if item is not None else Draft("")
        self._at, self._kind = item, draft.kind
        self.line.put(draft.text)

    def _label(self) -> None:
        """Say what is typed, and about which item when that is not the one on the table."""
        if self.table is None:
            return
        typed, focus = bool(self.line.text.strip()), self.line.has_focus
        busy = typed or focus or bool(self._said)
        self.line.border_title = f"{_WORDS[self._kind]}{self._elsewhere(self.table)}" if busy else ""
        how = "⏎ bewaart · esc terug" if focus else ""
        self.line.border_subtitle = plain(" · ".join(filter(None, (self._marked(), self._said, how))))
        self.line.set_class(not busy, "-quiet")
        self.set_class(typed, "-typed")

    def _marked(self) -> str:
        """What will be asked about before this is a note."""
        words = self._marks.of(self.line.text) if self._marks is not None and self.line.text.strip() else ()
        return f"◆ {single_line(', '.join(words), _MARKED)}" if words else ""

    def on_mount(self) -> None:
        """Have the finder ready before the first name is typed: its dictionary takes a moment."""
        self.ask(lambda _desk: NoteMarks(), self._ready, group="marks", hold=False)

    def _ready(self, marks: NoteMarks) -> None:
        self._marks = marks
        self._label()

    def _elsewhere(self, table: Table) -> str:
        """Where the words in the line belong, when that is not the item on the table."""
        if self._at is None or (table.view.current is not None and table.view.current.row.id == self._at):
            return ""
        place = next((row.place for row in table.view.items if row.id == self._at), 0)
        return f" bij punt {place}" if place else " bij een overleg dat gesloten is"

    def action_note(self) -> None:
        """Go to the note line."""
        self._type(NoteKind.NOTE)

    def action_question(self) -> None:
        """Go to the note line, for a question to the reporter."""
        self._type(NoteKind.QUESTION)

    def _type(self, kind: NoteKind) -> None:
        self._kind = kind
        self.line.focus()
        self._label()

    @on(TextArea.Changed, "#meeting--note")
    def _changed(self) -> None:
        if self.line.text:
            self._said = ""
        self._label()

    def on_descendant_focus(self) -> None:
        """The line says how it is kept while somebody types."""
        self._label()

    def on_descendant_blur(self) -> None:
        """Without the focus the line is quiet."""
        self.call_after_refresh(self._label)

    @on(GrowingLine.Left, "#meeting--note")
    def _left(self) -> None:
        """Back to the agenda; the text stays at its item."""
        if not self.line.text.strip():
            self._kind = NoteKind.NOTE
        self.rest()
        if self.table is not None:
            self._follow(self.table)
            self.load()

    @on(GrowingLine.Sent, "#meeting--note")
    def _sent(self, message: GrowingLine.Sent) -> None:
        """Keep the note; the line is free for the next one at once."""
        if not message.text:
            self._left()
        elif len(message.text) > TEXT_LIMIT:
            self.notify("Deze notitie is te lang: ten hoogste 20.000 tekens.", severity="warning", markup=False)
        elif self.table is not None and self._at is not None:
            self._send(Sending(self.table.view.meeting, self._at, Draft(message.text, self._kind)))

    def _send(self, sending: Sending) -> None:
        number, draft = next(self._next), sending.draft
        self._sending[number] = sending
        self._kind = NoteKind.NOTE
        self.line.put("")
        self.load()

        def job(desk: Desk) -> Stored[Note] | Stored[DraftRow]:
            return say_note(desk, sending.meeting, sending.item, draft.text, draft.kind)

        def kept(row: Stored[Note] | Stored[DraftRow]) -> None:
            self._kept.add(number)
            self._said = _AS_DRAFT if row.table == "drafts" else _SAID[draft.kind]
            self._label()
            self.load()

        def failed(_error: Exception) -> bool:
            self._give_back(number)
            return False

        self.save(job, kept, failed=failed, hold=False)

    def _give_back(self, number: int) -> None:
        """A note was not kept: its words stand in the line again, before whatever was typed since."""
        sending = self._sending.pop(number)
        item, draft = sending.item, sending.draft
        if item == self._at:
            self._kind = draft.kind
            self.line.put("\n".join(filter(None, (draft.text, self.line.text))))
        else:
            later = self._drafts.get(item)
            self._drafts[item] = Draft("\n".join(filter(None, (draft.text, later.text if later else ""))), draft.kind)
            if self._at is None and not self.line.text.strip():  # closed meanwhile: no item asks for the line
                self._turn_to(item)
                self._label()
        self.load()
