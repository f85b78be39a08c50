"""The Overleg screen as it is drawn: agenda, the item on the table, the clock. It reads; `meeting` acts.

The session that shows it holds no key of a name: there is nothing here that could be masked.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import OptionList, Static

from db.errors import ReadOnlyStore
from db.records.base import CompartmentId, RowId
from mhtui.actions.registry import bindings
from mhtui.plain import plain
from mhtui.screens.base import WorkScreen
from mhtui.screens.meeting_lines import clock_note, facts, rail_lines, sheet_of
from mhtui.screens.meeting_read import Table, read_table
from mhtui.widgets.days import say_away, say_day, say_weekday
from mhtui.widgets.dialog import button
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.growing import GrowingLine
from mhtui.widgets.itempane import ItemPane
from mhtui.widgets.rail import AgendaRail, AgendaStrip

NOTE = "n  Notitie …"
TICK = 1.0
"""Seconds between two looks at the clock."""


class MeetingTable(WorkScreen[None]):
    """What everybody at the table looks at."""

    NAME = "meeting"
    LABEL = "Overleg"
    BINDINGS: ClassVar[list[BindingType]] = bindings("meeting")
    CSS_PATH = "../styles/meeting.tcss"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.place: CompartmentId | None = None
        """The series that was chosen; None until somebody chose."""
        self.looked_at: RowId | None = None
        """Before the start: the item under the cursor."""

    def content(self) -> Iterable[Widget]:
        """Agenda, item, note line; or why there is nothing."""
        yield Horizontal(
            Vertical(
                Static(plain("AGENDA"), id="meeting--word"),
                AgendaRail(id="meeting--rail"),
                Static(id="meeting--facts"),
                id="meeting--left",
            ),
            Vertical(AgendaStrip(id="meeting--strip"), ItemPane(id="meeting--item"), id="meeting--main"),
            id="meeting--body",
        )
        yield GrowingLine(placeholder=NOTE, id="meeting--note")
        yield Horizontal(
            Static(id="meeting--when"), button("Overleg openen (o)", "meeting--open", main=True), id="meeting--before"
        )
        yield EmptyState(
            "Geen overleg",
            "Er is geen reeks overleggen die u kunt openen, of deze kluis kan alleen gelezen worden en er is nog geen "
            "overleg gepland.",
            id="meeting--none",
        )

    def on_mount(self) -> None:
        """Start the clock."""
        self.header.loud = True
        self.set_interval(TICK, self.tick)

    def load(self) -> None:
        """Read the meeting."""
        place, looked_at = self.place, self.looked_at
        self.ask(lambda desk: read_table(desk, place, looked_at), self.show_table, failed=self._not_planned)

    def _not_planned(self, error: Exception) -> bool:
        """A kluis that can only be read has no next overleg until somebody plans it."""
        if isinstance(error, ReadOnlyStore):
            self.add_class("-none")
        return isinstance(error, ReadOnlyStore)

    async def show_table(self, table: Table | None) -> None:
        """Draw what was read."""
        fresh, self.table = self.table is None, table
        if table is not None and self.place is None:
            self.place = table.place  # stays, also when another series comes to meet earlier than this one
        self.set_class(table is None, "-none")
        self.set_class(table is not None and table.runs, "-running")
        if table is not None:
            await self.draw(table)
        if fresh:
            self.rest()
        self.refresh_bindings()

    async def draw(self, table: Table) -> None:
        """Fill every part."""
        lines = rail_lines(table.view, self.typed_at())
        self.query_one(AgendaRail).show(lines)
        looked_at = None if table.runs or table.shown is None else table.shown.row.id
        self.query_one(AgendaStrip).show([replace(line, here=line.here or line.key == looked_at) for line in lines])
        if table.shown is not None:
            drafts = [line for line in table.drafts if line.item == table.shown.row.id]
            sheet = sheet_of(table.shown, table.today, self.being_kept(table.shown.row.id), drafts)
            await self.query_one(ItemPane).show(sheet)
        on, today = table.view.on, table.today
        when = f"Nog niet begonnen. Gepland op {say_weekday(on, today)}, {say_away(on, today)}."
        self.query_one("#meeting--when", Static).update(plain(when))
        self.tick()

    def tick(self) -> None:
        """Draw what depends on the time."""
        table = self.table
        if table is None or not self.is_attached:
            return
        now, narrow = self.session.clock(), self.has_class("-narrow")
        place = f"punt {table.view.place} van {len(table.view.items)}" if table.runs else table.view.status_word
        self.header.title = place.capitalize() if narrow else table.view.series
        self.header.subject = "" if narrow else f"{say_day(table.view.on, table.today)} · {place}"
        self.header.note = clock_note(table.view, now, narrow=narrow)
        said = facts(table.view, now)
        self.query_one("#meeting--facts", Static).update(plain(said.replace(" · ", "\n") if self.is_normal else said))
        self.query_one("#meeting--note", GrowingLine).placeholder = plain(f"n  Notitie …    {said}" if narrow else NOTE)

    @property
    def is_normal(self) -> bool:
        """Whether the agenda stands in a small column."""
        return self.has_class("-normal")

    def typed_at(self) -> Collection[str]:
        """Items with typed text that is not kept."""
        return ()

    def being_kept(self, item: RowId) -> Collection[str]:
        """Notes of an item that are on their way to the kluis."""
        del item
        return ()

    @property
    def keeps_awake(self) -> bool:
        """A running overleg is never locked by time."""
        return self.table is not None and self.table.runs

    def rest(self) -> None:
        """Let the focus rest on the agenda, so that letters are commands."""
        self.query_one("#meeting--strip" if self.has_class("-narrow") else "#meeting--rail").focus()

    def on_resize(self) -> None:
        """The agenda is a column or a line, whichever fits; the focus goes along."""
        if isinstance(self.focused, AgendaRail | AgendaStrip):
            self.call_after_refresh(self.rest)
        self.call_after_refresh(self.tick)

    @on(OptionList.OptionHighlighted, "#meeting--rail")
    def _looked(self) -> None:
        """Before the start the item under the cursor is shown; during the overleg the one on the table stays."""
        at = self.query_one(AgendaRail).at
        if self.table is not None and not self.table.runs and at is not None:
            self.look_at(RowId(at))

    def look_at(self, item: RowId) -> None:
        """Show an item of an overleg that has not begun."""
        if self.table is not None and (self.table.shown is None or self.table.shown.row.id != item):
            self.looked_at = item
            self.load()

    def action_text_down(self) -> None:
        """Read on."""
        self.query_one(ItemPane).scroll_page_down(animate=False)

    def action_text_up(self) -> None:
        """Read back."""
        self.query_one(ItemPane).scroll_page_up(animate=False)
