"""The two questions of Opvolging: until when an action may wait, and why one falls away."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from mhtui.plain import plain, single_line
from mhtui.screens.formbox import FormBox
from mhtui.widgets.days import say_day
from mhtui.widgets.dueday import DueDay, QuickDay
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.desk import Desk
    from mhtui.casework.lines import ActionRow

_QUOTED = 240
"""Characters of the action that stand above the question."""


def quick_days(today: date, meetings: Sequence[date]) -> tuple[QuickDay, ...]:
    """The days one usually means: a week, two, four, and the next overleg after today."""
    weeks = ((1, "+1 week"), (2, "+2 weken"), (4, "+4 weken"))
    quick = tuple(QuickDay(word, today + timedelta(weeks=number)) for number, word in weeks)
    coming = next((day for day in meetings if day > today), None)
    return (*quick, QuickDay("volgend overleg", coming)) if coming else quick


def _quoted(row: "ActionRow") -> Static:
    """The action itself, so that nobody has to remember which one it was."""
    return Static(plain(f"{single_line(row.text, _QUOTED)}\n{single_line(row.owner)}"))


class Postpone(FormBox["RowId"]):
    """Asks for another last day."""

    KEEP_WORD = "Uitstellen"
    SAID = "Uitgesteld; de nieuwe dag staat erbij."
    HELP = "De actie blijft van dezelfde functie. Wie uitstelt staat in het logboek, met de nieuwe dag."
    FIELDS: ClassVar[dict[str, str]] = {"due_on": "postpone--field"}

    def __init__(self, row: "ActionRow", meetings: Sequence[date]) -> None:
        super().__init__()
        self.heading = "Actie uitstellen"
        self._row = row
        self._meetings = meetings

    def body(self) -> ComposeResult:
        """The action, and the new day."""
        today = self.session.desk.today
        yield _quoted(self._row)
        now = f"Nu: {say_day(self._row.due_on, today())}." if self._row.due_on else "Nu: geen datum."
        due = DueDay(today, quick_days(today(), self._meetings), id="postpone--day")
        yield Field("Uiterlijk", due, hint=now, id="postpone--field")

    def on_mount(self) -> None:
        """Begin in the line."""
        self._due.focus()

    @property
    def _due(self) -> DueDay:
        return self.query_one("#postpone--day", DueDay)

    @property
    def has_changes(self) -> bool:
        """Whether a day was typed."""
        return self.is_mounted and bool(self._due.typed)

    def missing(self) -> dict[str, str]:
        """A day, today or later."""
        day = self._due.day
        if day is None:
            return {"postpone--field": "Typ een datum als 25-11-2026, of kies een van de dagen."}
        return {} if day >= self.session.desk.today() else {"postpone--field": "Die dag is al voorbij."}

    def job(self) -> "Callable[[Desk], RowId]":
        """Give it the day."""
        action, day = self._row.id, self._due.day

        def job(desk: "Desk") -> "RowId":
            from mhtui.casework.followup import postpone

            return postpone(desk, action, day or desk.today()).id

        return job

    @on(DueDay.Settled)
    def _settled(self) -> None:
        """One more enter keeps it."""
        self.query_one("#keep").focus()


class Drop(FormBox["RowId"]):
    """Asks why an action falls away."""

    AUTO_FOCUS = "#drop--why"
    KEEP_WORD = "Vervallen"
    SAID = "Vervallen, met de reden. Met a en h zet u haar weer open."
    HELP = "Niemands werk verdwijnt zonder een woord: de reden blijft bij de actie staan."
    FIELDS: ClassVar[dict[str, str]] = {"reason": "drop--reason"}

    def __init__(self, row: "ActionRow") -> None:
        super().__init__()
        self.heading = "Actie laten vervallen"
        self._row = row

    def body(self) -> ComposeResult:
        """The action, and why."""
        yield _quoted(self._row)
        yield Field("Waarom vervalt zij?", Input(max_length=500, id="drop--why"), id="drop--reason")

    @property
    def _why(self) -> str:
        return self.query_one("#drop--why", Input).value.strip()

    @property
    def has_changes(self) -> bool:
        """Whether a reason was typed."""
        return self.is_mounted and bool(self._why)

    def missing(self) -> dict[str, str]:
        """A reason."""
        return {} if self._why else {"drop--reason": "Vul de reden in."}

    def job(self) -> "Callable[[Desk], RowId]":
        """Let it fall away."""
        action, why = self._row.id, self._why

        def job(desk: "Desk") -> "RowId":
            from mhtui.casework.followup import drop

            return drop(desk, action, why).id

        return job

    @on(Input.Submitted, "#drop--why")
    def _sent(self) -> None:
        self.action_keep()
