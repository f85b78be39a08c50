"""Opvolging: who must do what and until when, longest overdue first; ticked off, postponed or dropped in one key.

Who may open signals also sees which terugkoppeling partners owe; the table sees actions only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from mhtui.actions.registry import bindings
from mhtui.casework.awaiting import AwaitedRow, awaited_list
from mhtui.plain import plain
from mhtui.screens.filtered import FilteredScreen
from mhtui.screens.followup_lines import COLUMNS, counts, drawn, in_full, searched
from mhtui.widgets.empty import EmptyState
from mhtui.widgets.filterline import FilterLine
from mhtui.widgets.table import PagedTable

if TYPE_CHECKING:
    from db.records.base import CompartmentId, RowId
    from mhtui.casework.desk import Desk
    from mhtui.casework.lines import ActionRow

PAGE: Final = 500
"""Lines that are drawn, the longest overdue; / finds the others."""
AHEAD: Final = 2
"""Days of the series that are read, for the quick choice of the next overleg after today."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read."""

    today: date
    open: "tuple[ActionRow, ...]"
    awaited: "tuple[AwaitedRow, ...]"
    """What partners owe; empty at the table."""
    settled: "tuple[ActionRow, ...]"
    """Done or dropped, newest first; empty while they are not shown."""
    meetings: "dict[CompartmentId, tuple[date, ...]]"
    """The coming days of each series."""

    @property
    def lines(self) -> "tuple[ActionRow | AwaitedRow, ...]":
        """What is open, longest overdue first and what has no day last; then what is settled."""
        every: list[ActionRow | AwaitedRow] = [*self.open, *self.awaited]
        every.sort(key=lambda row: (row.due_on is None, row.due_on or self.today))
        return (*every, *self.settled)


class FollowUpScreen(FilteredScreen):
    """The list of actions."""

    NAME = "followup"
    LABEL = "Opvolging"
    CSS_PATH = "../styles/followup.tcss"
    AUTO_FOCUS = "#followup--rows"
    HELP = (
        "Wat er is afgesproken en nog niet gedaan: het langst te laat staat bovenaan. d vinkt af, u stelt uit, v laat "
        "vervallen. Wat u per ongeluk afvinkt zet u met a en dan h weer open. ⏎ opent waar het over gaat. Wie signalen "
        "mag openen ziet hier ook welke terugkoppeling ketenpartners nog geven."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("followup")

    def __init__(self) -> None:
        super().__init__()
        self._seen: _Seen | None = None
        self._rows: dict[str, ActionRow | AwaitedRow] = {}
        self._all = False
        self._at: str | None = None
        self._settling: set[str] = set()
        """Actions that are being ticked off: a second key does nothing."""

    def content(self) -> Iterable[Widget]:
        """The list, the card below it, and what stands there without any action."""
        yield _Actions()
        yield EmptyState(
            "Niets op te volgen",
            "Hier komt wat het overleg afspreekt: wie wat doet, en uiterlijk wanneer. Een actie ontstaat in het "
            "overleg, met x, of bij een besluit.",
        )

    def load(self) -> None:
        """Read the actions."""
        everything = self._all

        def job(desk: "Desk") -> _Seen:
            from mhtui.casework.followup import due_list, finished_list

            settled = finished_list(desk) if everything else ()
            newest = sorted(settled, key=lambda row: row.done_on or date.min, reverse=True)
            return _Seen(desk.today(), due_list(desk), awaited_list(desk), tuple(newest), _coming(desk))

        self.ask(job, self._show)

    def _show(self, seen: _Seen) -> None:
        """Draw them; somebody who is typing keeps the line."""
        self._seen = seen
        self.set_class(not seen.open and not seen.awaited and not self._all, "-empty")
        self._draw()
        if self.focused is None and not self.has_class("-empty"):
            self.query_one("#followup--rows").focus()

    def _draw(self) -> None:
        """Draw what fits what was typed."""
        seen = self._seen
        if seen is None:
            return
        words = self._asked.casefold().split()
        found = [row for row in seen.lines if all(word in searched(row) for word in words)]
        self._rows = {row.id: row for row in found[:PAGE]}
        self.query_one("#followup--rows", PagedTable).show([drawn(row, seen.today) for row in found[:PAGE]])
        said = counts(seen.open, seen.awaited, seen.settled, seen.today)
        if words:
            said = f"{len(found)} gevonden · {said}"
        if len(found) > PAGE:
            said += f" · de eerste {PAGE} staan hier, / vindt de andere"
        self.query_one("#followup--said", Static).update(plain(said))

    @on(PagedTable.Moved, "#followup--rows")
    def _moved(self, event: PagedTable.Moved) -> None:
        """Show the action under the cursor in full."""
        self._at = event.key
        row, seen = self._rows.get(self._at or ""), self._seen
        words = in_full(row, seen.today) if row is not None and seen is not None else plain("")
        self.query_one("#followup--card", Static).update(words)
        self.query_one("#followup--below").scroll_home(animate=False)
        self.refresh_bindings()

    @property
    def chosen(self) -> "ActionRow | None":
        """The action under the cursor."""
        row = self._rows.get(self._at or "")
        return None if isinstance(row, AwaitedRow) else row

    @property
    def chosen_awaited(self) -> "AwaitedRow | None":
        """What is waited for under the cursor."""
        row = self._rows.get(self._at or "")
        return row if isinstance(row, AwaitedRow) else None

    def can(self, action_id: str) -> bool | None:
        """What is open can be settled or postponed; what is settled can be opened again."""
        row = self.chosen
        if action_id == "followup.reopen" and not self._all:
            return False
        if action_id in {"followup.all", "followup.filter"}:
            return True
        awaited = self.chosen_awaited
        if awaited is not None:
            return True if action_id == "followup.done" and awaited.partner else None
        wanted = action_id == "followup.reopen"
        return True if row is not None and (row.status.value != "open") is wanted else None

    @on(PagedTable.Chosen, "#followup--rows")
    def _opened(self) -> None:
        """Open what it is about, or show the action in full."""
        awaited = self.chosen_awaited
        if awaited is not None:
            self._open(awaited)
            return
        row, seen = self.chosen, self._seen
        if row is None or seen is None:
            return
        if row.number:
            from mhtui.screens.case import CaseScreen

            self.app.push_screen(CaseScreen(row.number))
        else:
            from mhtui.widgets.dialog import Told

            self.app.push_screen(Told("Actie", [("", in_full(row, seen.today).plain)], done="Terug"))

    def _open(self, row: "AwaitedRow") -> None:
        """Open the signal or the case that waits."""
        from mhtui.screens.case import CaseScreen
        from mhtui.screens.signal import SignalScreen

        screen = SignalScreen(row.subject) if row.kind == "signaal" else CaseScreen(row.number)
        self.app.push_screen(screen, lambda _: self.ask_again(self.load))

    def action_done(self) -> None:
        """Tick it off; terugkoppeling is a step, with its words."""
        from mhtui.casework.followup import done

        awaited = self.chosen_awaited
        if awaited is not None:
            from mhtui.screens.step_form import StepForm

            step = StepForm(
                awaited.kind, awaited.subject, awaited.number, first="terugkoppeling_ontvangen", partner=awaited.partner
            )
            self.app.push_screen(step, lambda _: self.ask_again(self.load))
            return
        self._settle(done, "Gedaan. Toch niet? Met a en h zet u haar weer open.")

    def action_reopen(self) -> None:
        """Open it again."""
        from mhtui.casework.followup import reopen

        self._settle(reopen, "De actie staat weer open.")

    def _settle(self, deed: "Callable[[Desk, RowId], object]", said: str) -> None:
        """Do something with the action under the cursor, once."""
        row = self.chosen
        if row is None or row.id in self._settling:
            return
        self._settling.add(row.id)
        self.save(lambda desk: deed(desk, row.id), lambda _: self._settled(row), said=said, failed=self._refused(row))

    def _settled(self, row: "ActionRow") -> None:
        self._settling.discard(row.id)
        self.load()

    def _refused(self, row: "ActionRow") -> "Callable[[Exception], bool]":
        """Read again: somebody else may have been first. The error is told."""

        def told(error: Exception) -> bool:
            del error
            self._settled(row)
            return False

        return told

    def action_drop(self) -> None:
        """Ask why it falls away."""
        from mhtui.screens.followup_forms import Drop

        if self.chosen is not None:
            self.app.push_screen(Drop(self.chosen), lambda _: self.ask_again(self.load))

    def action_postpone(self) -> None:
        """Ask until when it may wait."""
        from mhtui.screens.followup_forms import Postpone

        row, seen = self.chosen, self._seen
        if row is not None and seen is not None:
            self.app.push_screen(Postpone(row, seen.meetings.get(row.place, ())), lambda _: self.ask_again(self.load))

    def action_all(self) -> None:
        """Show what is settled too, or no more."""
        self._all = not self._all
        self.ask_again(self.load)


class _Actions(Vertical):
    """What the screen is made of."""

    def compose(self) -> ComposeResult:
        """The line of `/`, the rows, how many, the card."""
        yield FilterLine("Wie, wat, casus of codenaam …", id="followup--line")
        yield PagedTable(COLUMNS, id="followup--rows")
        yield Static(id="followup--said")
        with VerticalScroll(id="followup--below", can_focus=False):
            yield Static(id="followup--card")


def _coming(desk: "Desk") -> "dict[CompartmentId, tuple[date, ...]]":
    """The coming days of every series this session can open."""
    from mhtui.casework.items import series_of
    from mhtui.casework.schedule import dates_of

    return {
        place.id: tuple(day.held for day in dates_of(series_of(desk, place.id).opened, desk.today(), AHEAD))
        for place in desk.series_places()
    }
