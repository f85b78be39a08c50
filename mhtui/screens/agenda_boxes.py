"""The questions of the Agenda screen: which case, which free item, which day, which series, which overleg.

Each keeps what was typed until it is kept; none of them reads more than it is given or asks for.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from db.records.base import CompartmentId, RowId
from mhtui.casework.agenda import AgendaView, put_case, put_free
from mhtui.casework.desk import Desk
from mhtui.casework.errors import DateOutOfOrder, NotReleased
from mhtui.casework.planning import MeetingRow, move_date
from mhtui.messages import explain
from mhtui.plain import plain, single_line
from mhtui.screens.agenda_read import Offer, cases_to_offer
from mhtui.screens.formbox import FormBox
from mhtui.screens.meeting_read import Place
from mhtui.widgets.days import say_away, say_weekday
from mhtui.widgets.dueday import DueDay, QuickDay
from mhtui.widgets.field import Field
from mhtui.widgets.filterline import FilterLine
from mhtui.widgets.growing import GrowingLine
from mhtui.widgets.pick import PickBox

MOST_SHOWN: Final = 200
"""Cases in the list at once; typing finds the others."""


class CaseBox(FormBox[object]):
    """Which case comes on the agenda, and why."""

    DEFAULT_CSS = """
    CaseBox #case--cases { max-height: 10; }
    CaseBox.-short #case--cases { max-height: 6; }
    """
    KEEP_WORD: ClassVar[str] = "Op de agenda"
    SAID: ClassVar[str] = "De casus staat op de agenda"
    FIELDS: ClassVar[dict[str, str]] = {"why": "case-why", "case": "case-list"}
    HELP = "Typ een deel van het nummer of de codenaam, kies een casus, en zeg erbij waarom hij besproken wordt."

    def __init__(self, view: AgendaView) -> None:
        super().__init__()
        self.heading = f"Casus op de agenda · {view.title}"
        self._view = view
        self._offers: tuple[Offer, ...] = ()
        self._shown: tuple[Offer, ...] = ()
        self._chosen: Offer | None = None

    def body(self) -> ComposeResult:
        """A line to search with, the cases, and the reason."""
        yield FilterLine("Zoek een casus …", id="case--filter")
        yield Field("Casus", OptionList(markup=False, id="case--cases"), id="case-list")
        yield Static(plain("◷ De casussen worden gelezen …", "$muted"), id="case--said")
        yield Field("Waarom (mag leeg blijven)", GrowingLine(id="why"), id="case-why")

    def on_mount(self) -> None:
        """Read the cases."""
        view = self._view
        self.ask(lambda desk: cases_to_offer(desk, view), self._offered)

    def _offered(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        self._show("")

    def _show(self, asked: str) -> None:
        """The cases that fit; every word must be in them."""
        words = asked.casefold().split()
        fitting = [offer for offer in self._offers if all(word in offer.search for word in words)]
        self._shown = tuple(fitting[:MOST_SHOWN])
        options = self.query_one("#case--cases", OptionList)
        options.clear_options()
        options.add_options([Option(_line(offer)) for offer in self._shown])
        options.display = bool(self._shown)
        if self._shown:
            options.highlighted = 0
        self._say(len(fitting))

    def _say(self, amount: int) -> None:
        said = ""
        if not self._offers:
            said = "Er zijn geen casussen meer die nog niet op deze agenda staan."
        elif not amount:
            said = "Geen casus gevonden. Typ iets anders, of esc om alles te zien."
        elif amount > MOST_SHOWN:
            said = f"De eerste {MOST_SHOWN} van {amount}. Typ om er minder te zien."
        found = self.query_one("#case--said", Static)
        found.update(plain(said, "$muted"))
        found.display = bool(said)

    @on(FilterLine.Asked)
    def _asked(self, event: FilterLine.Asked) -> None:
        self._show(event.text)

    @on(FilterLine.Left)
    def _to_list(self) -> None:
        self.query_one("#case--cases").focus()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._chosen = self._shown[event.option_index] if event.option_index < len(self._shown) else None

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.query_one("#why", GrowingLine).focus()

    @on(GrowingLine.Sent)
    def _sent(self) -> None:
        self.action_keep()

    @on(GrowingLine.Left)
    def _left(self) -> None:
        self.action_leave()

    @property
    def has_changes(self) -> bool:
        """Whether a reason was typed."""
        return self.is_mounted and bool(self.query_one("#why", GrowingLine).text.strip())

    def missing(self) -> dict[str, str]:
        """A case."""
        return {} if self._chosen in self._shown else {"case-list": "Kies een casus."}

    def job(self) -> Callable[[Desk], object]:
        """Put it on the agenda."""
        case, why = self._chosen, self.query_one("#why", GrowingLine).text.strip()
        meeting = self._view.meeting
        if case is None:  # `missing` asked for it
            raise LookupError("no case was chosen")
        return lambda desk: put_case(desk, meeting, case.id, why)

    def _refused(self, error: Exception) -> bool:
        """An unreleased case says beside the list what is left to do."""
        if isinstance(error, NotReleased):
            self._set_keeping(False)
            left = "; ".join(error.left)
            self.complain({"case-list": f"Casus {error.number} is niet vrijgegeven. Nog te doen: {left}."})
            return True
        return super()._refused(error)


def _line(offer: Offer) -> Content:
    """A case: sign, words."""
    sign = ("✓ ", "$done") if offer.released else ("▲ ", "$attention")
    return Content.assemble(sign, plain(single_line(offer.line, 120), "" if offer.released else "$muted"))


class FreeBox(FormBox[object]):
    """An item that is not a case."""

    KEEP_WORD: ClassVar[str] = "Op de agenda"
    SAID: ClassVar[str] = "Het punt staat op de agenda"
    FIELDS: ClassVar[dict[str, str]] = {"title": "free-title", "why": "free-why"}
    HELP = "Het overleg bespreekt alle ondermijning. Een vrij punt krijgt ook notities, besluiten en acties."

    def __init__(self, view: AgendaView) -> None:
        super().__init__()
        self.heading = f"Vrij punt · {view.title}"
        self._meeting = view.meeting

    def body(self) -> ComposeResult:
        """Title and reason."""
        yield Field("Punt", GrowingLine(id="title"), hint="Zonder namen van personen.", id="free-title")
        yield Field("Waarom (mag leeg blijven)", GrowingLine(id="why"), id="free-why")

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", GrowingLine).text.strip()

    @property
    def has_changes(self) -> bool:
        """Whether anything was typed."""
        return self.is_mounted and bool(self._typed("title") or self._typed("why"))

    def missing(self) -> dict[str, str]:
        """A title."""
        return {} if self._typed("title") else {"free-title": "Waar gaat dit punt over?"}

    def job(self) -> Callable[[Desk], object]:
        """Put it on the agenda."""
        meeting, title, why = self._meeting, self._typed("title"), self._typed("why")
        return lambda desk: put_free(desk, meeting, title, why)

    @on(GrowingLine.Sent)
    def _sent(self, event: GrowingLine.Sent) -> None:
        if event.line.id == "title":
            self.query_one("#why", GrowingLine).focus()
        else:
            self.action_keep()

    @on(GrowingLine.Left)
    def _left(self) -> None:
        self.action_leave()


class DateBox(FormBox[object]):
    """Another day for one meeting."""

    KEEP_WORD: ClassVar[str] = "Verzetten"
    SAID: ClassVar[str] = "Het overleg is verzet"
    FIELDS: ClassVar[dict[str, str]] = {"on": "date-on"}

    def __init__(self, view: AgendaView, today: date) -> None:
        super().__init__()
        self.heading = f"Verzetten · {view.title}"
        self._view, self._today = view, today

    def body(self) -> ComposeResult:
        """The day as it is, and the new one."""
        view, today = self._view, self._today
        now = f"Nu op {say_weekday(view.on, today)}. Alleen dit overleg schuift; de reeks blijft staan."
        back = [QuickDay("terug naar de reeks", view.planned_on)] if view.planned_on != view.on else []
        yield Static(plain(now, "$muted"))
        yield Field("Nieuwe dag", DueDay(lambda: today, back, id="day"), id="date-on")

    @property
    def has_changes(self) -> bool:
        """Whether a day was typed."""
        return self.is_mounted and bool(self.query_one("#day", DueDay).typed)

    def missing(self) -> dict[str, str]:
        """A day."""
        day = self.query_one("#day", DueDay)
        if day.is_wrong:
            return {"date-on": "Dit is geen datum."}
        return {} if day.day else {"date-on": "Op welke dag?"}

    def job(self) -> Callable[[Desk], object]:
        """Move it."""
        meeting, day = self._view.meeting, self.query_one("#day", DueDay).day
        if day is None:  # `missing` asked for it
            raise LookupError("no day was typed")
        return lambda desk: move_date(desk, meeting, day)

    @on(DueDay.Settled)
    def _settled(self) -> None:
        self.query_one("#keep").focus()

    def _refused(self, error: Exception) -> bool:
        """A day that passes another overleg says between which days it must lie."""
        if isinstance(error, DateOutOfOrder):
            self._set_keeping(False)
            self.complain({"date-on": explain(error).todo})
            return True
        return super()._refused(error)


def series_box(places: Sequence[Place], at: CompartmentId) -> PickBox:
    """Which series of meetings, with the day of its next one."""
    return PickBox("Welke reeks?", [(place.id, f"{place.name} · {say_weekday(place.on)}") for place in places], at=at)


def earlier_box(meetings: Sequence[MeetingRow], now: RowId, today: date) -> PickBox:
    """Which other meeting; the one that is shown is not among them."""
    rows = [row for row in meetings if row.id != now]
    lines = [(row.id, f"{say_weekday(row.on)} · {row.status_word} · {say_away(row.on, today)}") for row in rows]
    return PickBox("Welk overleg?" if lines else "Er is nog geen eerder overleg.", lines)
