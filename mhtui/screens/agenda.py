"""Agenda: the next overleg of a series: its items in order and why they are there, what still stands in the way.

It asks casework for everything; a case without a released text is refused there, for every role.
"""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from db.errors import ReadOnlyStore
from db.records.base import Answer, CompartmentId, RowId
from mhtui.actions.registry import bindings
from mhtui.casework.agenda import Direction, move, set_attendance, take_off
from mhtui.casework.desk import Desk
from mhtui.casework.lines import ItemRow
from mhtui.casework.planning import MeetingRow, meetings
from mhtui.plain import plain, single_line
from mhtui.screens.agenda_boxes import CaseBox, DateBox, FreeBox, earlier_box, series_box
from mhtui.screens.agenda_read import (
    COLUMNS,
    Planned,
    brief,
    carried,
    in_full,
    present,
    read_planned,
    row_of,
    seats,
    to_look_at,
)
from mhtui.screens.attendance import AttendanceBox, Seat
from mhtui.screens.base import WorkScreen
from mhtui.screens.record import RecordScreen
from mhtui.widgets.days import say_away, say_weekday
from mhtui.widgets.dialog import Confirm, Told, button
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.entries import EntriesBox, Entry, EntryList
from mhtui.widgets.table import PagedTable

_NEEDS_ITEM = frozenset({"agenda.move_up", "agenda.move_down", "agenda.take_off"})
_BUTTONS = {
    "up": ("▲ Omhoog", "move_up"),
    "down": ("▼ Omlaag", "move_down"),
    "off": ("✕ Weghalen", "take_off"),
    "case": ("+ Casus", "put_case"),
    "free": ("+ Vrij punt", "put_free"),
}


class AgendaScreen(WorkScreen[None]):
    """The agenda of the overleg that runs or comes next."""

    NAME = "agenda"
    LABEL = "Agenda"
    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda")
    CSS_PATH = "../styles/agenda.tcss"
    AUTO_FOCUS = "#agenda--items"
    HELP = (
        "De agenda van het overleg dat eraan komt. Een casus komt er alleen op met een vrijgegeven tekst. Wat vorige "
        "keer geparkeerd of niet aan de orde gekomen is, staat er vanzelf weer op."
    )

    def __init__(self) -> None:
        super().__init__()
        self.planned: Planned | None = None
        self.place: CompartmentId | None = None
        """The series that was chosen; None until somebody chose."""

    def content(self) -> Iterable[Widget]:
        """The meeting, its items, and beside them what comes along."""
        heading = Vertical(Static(id="agenda--title"), Static(id="agenda--about"), id="agenda--heading")
        buttons = (button(label, f"agenda--{name}") for name, (label, _) in _BUTTONS.items())
        main = Vertical(
            heading,
            PagedTable(COLUMNS, id="agenda--items"),
            Static(id="agenda--hint"),
            Static(id="agenda--item"),
            Horizontal(*buttons, id="agenda--buttons"),
            Brief(id="agenda--brief"),
            id="agenda--main",
        )
        yield Horizontal(main, VerticalScroll(*_panel(), id="agenda--panel", can_focus=False), id="agenda--body")
        yield EmptyState(
            "Geen agenda",
            "Er is geen reeks overleggen die u kunt openen, of deze kluis kan alleen gelezen worden en er is nog geen "
            "overleg gepland.",
            id="agenda--none",
        )

    def load(self) -> None:
        """Read the agenda."""
        place = self.place
        self.ask(lambda desk: read_planned(desk, place), self.show_planned, failed=self._not_planned)

    def _not_planned(self, error: Exception) -> bool:
        """A kluis that can only be read has no next overleg until somebody plans it."""
        if isinstance(error, ReadOnlyStore):
            self.add_class("-none")
        return isinstance(error, ReadOnlyStore)

    async def show_planned(self, planned: Planned | None) -> None:
        """Draw what was read."""
        self.planned = planned
        self.set_class(planned is None, "-none")
        if planned is not None:
            await self._draw(planned)
        self.refresh_bindings()

    async def _draw(self, planned: Planned) -> None:
        view, today = planned.view, planned.today
        self.query_one("#agenda--title", Static).update(plain(view.series))
        moved = f"verzet van {say_weekday(view.planned_on, today)}" if view.planned_on != view.on else ""
        about = (say_weekday(view.on, today), say_away(view.on, today), view.status_word, moved)
        self.query_one("#agenda--about", Static).update(plain(" · ".join(part for part in about if part)))
        self.query_one("#agenda--items", PagedTable).show([row_of(item) for item in view.items])
        self.query_one("#agenda--brief", Static).update(plain(brief(view)))
        empty = not any(item.case_id for item in view.items)
        hint = self.query_one("#agenda--hint", Static)
        hint.display = empty
        hint.update(plain("Er staat nog geen casus op de agenda. Met c zet u er een op."))
        await self._fill("look", "TE BEKIJKEN", to_look_at(view))
        await self._fill("carried", "ACTIES VORIGE KEER", carried(view, today))
        await self._fill("seats", f"AANWEZIG {present(view)} VAN {len(view.attendance)}", seats(view))

    async def _fill(self, name: str, heading: str, entries: list[Entry]) -> None:
        """Fill one part of the panel, or take it away when there is nothing to say."""
        word = self.query_one(f"#agenda--{name}-word", Static)
        word.update(plain(heading))
        found = self.query_one(f"#agenda--{name}", EntryList)
        word.display = found.display = bool(entries)
        await found.show(entries)

    @property
    def item(self) -> ItemRow | None:
        """The item under the cursor."""
        return self.planned.row(self.query_one("#agenda--items", PagedTable).at) if self.planned else None

    @on(PagedTable.Moved, "#agenda--items")
    def _moved(self) -> None:
        """Say everything about the item under the cursor."""
        item = self.item
        self.query_one("#agenda--item", Static).update(plain(single_line(in_full(item), 400) if item else ""))

    def can(self, action_id: str) -> bool | None:
        """Most needs an agenda; some need an item, or a meeting that has not begun."""
        planned = self.planned
        if planned is None:
            return False
        if action_id == "agenda.series":
            return len(planned.places) > 1
        if action_id == "agenda.move_date":
            return True if planned.view.status.value == "gepland" else None
        return None if action_id in _NEEDS_ITEM and not planned.view.items else True

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        """A button does what its key does."""
        name = (event.button.id or "").removeprefix("agenda--")
        if name in _BUTTONS:
            await self.run_action(_BUTTONS[name][1])
            self.query_one("#agenda--items").focus()

    def do(self, job: Callable[[Desk], object], said: str = "") -> None:
        """Change something, and read again."""
        self.save(job, lambda _: self.load(), said=said)

    def _kept(self, result: object) -> None:
        """A box was kept: read again."""
        if result is not None:
            self.ask_again(self.load)

    def action_put_case(self) -> None:
        """A released case on the agenda."""
        if self.planned is not None:
            self.app.push_screen(CaseBox(self.planned.view), self._kept)

    def action_put_free(self) -> None:
        """A free item on the agenda."""
        if self.planned is not None:
            self.app.push_screen(FreeBox(self.planned.view), self._kept)

    def action_move_up(self) -> None:
        """One place earlier."""
        self._move(Direction.UP)

    def action_move_down(self) -> None:
        """One place later."""
        self._move(Direction.DOWN)

    def _move(self, direction: Direction) -> None:
        item = self.item
        if item is not None:
            self.do(lambda desk: move(desk, item.id, direction))

    def action_take_off(self) -> None:
        """Off the agenda, after asking."""
        item = self.item
        if item is None:
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self.do(lambda desk: take_off(desk, item.id), "Van de agenda gehaald")

        question = "De casus zelf blijft; hij kan er later weer op." if item.case_id else "Dit punt is daarna weg."
        self.app.push_screen(Confirm(f"«{item.title}» van de agenda halen?", question, yes="Weghalen"), answer)

    def action_move_date(self) -> None:
        """Another day for this meeting."""
        if self.planned is not None:
            self.app.push_screen(DateBox(self.planned.view, self.planned.today), self._kept)

    def action_along(self) -> None:
        """What comes along, where there is no room for it beside the agenda."""
        planned = self.planned
        if planned is None:
            return
        view, today = planned.view, planned.today
        parts = [("Te bekijken", to_look_at(view)), ("Acties vorige keer", carried(view, today))]
        self.app.push_screen(EntriesBox(view.title, [*parts, (f"Aanwezig {present(view)}", seats(view))]))

    def action_attend(self) -> None:
        """Who comes."""
        planned = self.planned
        if planned is None:
            return
        meeting = planned.view.meeting

        def keep(desk: Desk, function: str, answer: str) -> list[Seat]:
            kept = set_attendance(desk, meeting, function, Answer(answer))
            return [Seat(line.function, line.present.value) for line in kept.opened.attendance]

        found = [Seat(line.function, line.present.value) for line in planned.view.attendance]
        self.app.push_screen(AttendanceBox(found, keep), lambda _: self.ask_again(self.load))

    def action_series(self) -> None:
        """Another series."""
        planned = self.planned
        if planned is None:
            return

        def chosen(place: str | None) -> None:
            if place is not None:
                self.place = CompartmentId(place)
                self.ask_again(self.load)

        self.app.push_screen(series_box(planned.places, planned.place), chosen)

    def action_earlier(self) -> None:
        """The besluitenlijst of another meeting."""
        planned = self.planned
        if planned is not None:
            place = planned.place
            self.ask(lambda desk: meetings(desk, place), self._choose_earlier, group="earlier", hold=True)

    def _choose_earlier(self, rows: tuple[MeetingRow, ...]) -> None:
        planned = self.planned
        if planned is None:
            return

        def chosen(meeting: str | None) -> None:
            if meeting is not None:
                self.app.push_screen(RecordScreen(RowId(meeting), [row.id for row in rows]))

        self.app.push_screen(earlier_box(rows, planned.view.meeting, planned.today), chosen)

    @on(PagedTable.Chosen, "#agenda--items")
    def _opened(self) -> None:
        """Say everything about an item."""
        item = self.item
        if item is None:
            return
        words = [("Vorm", item.form), ("Waarom", item.why), ("Stand", f"{item.status_word} {item.status_reason}")]
        if item.case_id is not None:
            text = "vrijgegeven" if item.released else "niet vrijgegeven: het overleg ziet alleen nummer en codenaam"
            words.append(("Tekst", text))
        self.app.push_screen(Told(item.title, [(word, text.strip()) for word, text in words if text.strip()]))


class Brief(Static):
    """What comes along in one line; a click shows all of it."""

    async def on_click(self) -> None:
        """Show it."""
        await self.screen.run_action("along")


def _panel() -> Iterable[Widget]:
    """What comes along: what needs a look, actions, who comes."""
    for name in ("look", "carried", "seats"):
        yield Static(id=f"agenda--{name}-word", classes="agenda--word")
        yield EntryList(id=f"agenda--{name}")
