"""What the table fills in about an item: a decision, an action, why it goes off the table. Also used beside a casus.

Each is given what it offers and the job that keeps it; none knows what an overleg is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final, TypeVar

from textual import on
from textual.app import ComposeResult

from mhtui.casework.desk import Desk
from mhtui.casework.minutes import TEXT_LIMIT
from mhtui.screens.formbox import FormBox
from mhtui.widgets.dueday import DueDay, QuickDay
from mhtui.widgets.field import Field
from mhtui.widgets.growing import GrowingLine
from mhtui.widgets.suggest import SuggestLine

T = TypeVar("T")

TOO_LONG: Final = f"Dit is te lang: ten hoogste {TEXT_LIMIT:,} tekens.".replace(",", ".")
_NO_KIND: Final = {"form-kind": "Kies een soort uit de lijst."}
NOT_A_NAME: Final = "Een functie, nooit een naam."


@dataclass(frozen=True, slots=True)
class Offers:
    """What the forms of the table offer."""

    about: str
    """Of which item; the heading says it."""
    today: Callable[[], date]
    kinds: tuple[tuple[str, str], ...] = ()
    """(label, code) of the value list besluit."""
    owners: tuple[str, ...] = ()
    """Functions that were named before."""
    days: tuple[QuickDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    text: str
    owner: str = ""
    due_on: date | None = None
    kind: str = ""


class TableForm(FormBox[T]):
    """Text, actiehouder and last day; enter goes on to the next, and on the last one keeps it all."""

    FIELDS: ClassVar[dict[str, str]] = {
        "kind": "form-kind",
        "text": "form-text",
        "owner": "form-owner",
        "due_on": "form-due",
    }
    OWNER_NEEDED: ClassVar[bool] = False
    TEXT_LABEL: ClassVar[str] = "Wat"

    def __init__(self, offers: Offers, keep: Callable[[Desk, Filled], T]) -> None:
        super().__init__()
        self.offers = offers
        self._keep = keep

    def body(self) -> ComposeResult:
        """The fields."""
        yield Field(self.TEXT_LABEL, GrowingLine(id="text"), id="form-text")
        owner = SuggestLine(self.offers.owners, placeholder=NOT_A_NAME, id="owner")
        yield Field("Actiehouder", owner, id="form-owner")
        yield Field("Uiterlijk", DueDay(self.offers.today, self.offers.days, id="due"), id="form-due")

    @property
    def filled(self) -> Filled:
        """What stands in the fields now."""
        text = self.query_one("#text", GrowingLine).text.strip()
        return Filled(text, self.query_one("#owner", SuggestLine).value, self.query_one("#due", DueDay).day)

    @property
    def has_changes(self) -> bool:
        """Whether anything was filled in."""
        if not self.is_mounted:
            return False
        owner, due = self.query_one("#owner", SuggestLine), self.query_one("#due", DueDay)
        return bool(self.query_one("#text", GrowingLine).text.strip() or owner.typed.strip() or due.typed)

    def missing(self) -> dict[str, str]:
        """What is not filled in."""
        filled, wrong = self.filled, {}
        if len(filled.text) > TEXT_LIMIT:
            wrong["form-text"] = TOO_LONG
        if self.OWNER_NEEDED and not filled.text:
            wrong["form-text"] = "Wat moet er gebeuren?"
        if self.OWNER_NEEDED and not filled.owner:
            wrong["form-owner"] = "Welke functie doet dit?"
        if self.query_one("#due", DueDay).is_wrong:
            wrong["form-due"] = "Dit is geen datum."
        elif self.OWNER_NEEDED and filled.due_on is None:
            wrong["form-due"] = "Uiterlijk wanneer?"
        return wrong

    def job(self) -> Callable[[Desk], T]:
        """Keep what is filled in now."""
        filled, keep = self.filled, self._keep
        return lambda desk: keep(desk, filled)

    @on(GrowingLine.Sent, "#text")
    def _after_text(self) -> None:
        self.query_one("#owner", SuggestLine).focus()

    @on(SuggestLine.Settled, "#owner")
    def _after_owner(self) -> None:
        self.query_one("#due", DueDay).focus()

    @on(DueDay.Settled)
    def _after_day(self) -> None:
        """The last field: the button is next, so that one more enter keeps it."""
        self.query_one("#keep").focus()

    @on(GrowingLine.Left)
    def _left(self) -> None:
        self.action_leave()


class DecisionForm(TableForm[T]):
    """A besluit."""

    SAID = "Besluit bewaard"
    TEXT_LABEL = "Toelichting"
    DEFAULT_CSS = "DecisionForm .dialog--box { border: round $attention; }"
    HELP = "Een besluit van het overleg. Met een actiehouder en een datum komt het ook in Opvolging."

    def __init__(self, offers: Offers, keep: Callable[[Desk, Filled], T]) -> None:
        super().__init__(offers, keep)
        self.heading = f"◆ Besluit · {offers.about}"

    def body(self) -> ComposeResult:
        """The kind first."""
        labels = [label for label, _ in self.offers.kinds]
        yield Field("Soort besluit", SuggestLine(labels, only=True, placeholder="Kies …", id="kind"), id="form-kind")
        yield from super().body()

    @property
    def filled(self) -> Filled:
        """With the code of the kind."""
        filled, chosen = super().filled, self.query_one("#kind", SuggestLine).value
        code = next((code for label, code in self.offers.kinds if label == chosen), "")
        return Filled(filled.text, filled.owner, filled.due_on, code)

    @property
    def has_changes(self) -> bool:
        """Whether anything was filled in, the kind included."""
        return self.is_mounted and (super().has_changes or bool(self.query_one("#kind", SuggestLine).typed.strip()))

    def missing(self) -> dict[str, str]:
        """A decision needs its kind."""
        return ({} if self.filled.kind else _NO_KIND) | super().missing()

    @on(SuggestLine.Settled, "#kind")
    def _after_kind(self) -> None:
        if self.filled.kind:
            self.query_one("#text", GrowingLine).focus()
        else:
            self.complain(_NO_KIND)


class ActionForm(TableForm[T]):
    """An actie."""

    SAID = "Actie bewaard"
    OWNER_NEEDED = True
    HELP = "Wat er moet gebeuren, welke functie het doet, en uiterlijk wanneer. Het komt in Opvolging."

    def __init__(self, offers: Offers, keep: Callable[[Desk, Filled], T]) -> None:
        super().__init__(offers, keep)
        self.heading = f"□ Actie · {offers.about}"


class ReasonForm(FormBox[T]):
    """One line of why."""

    FIELDS: ClassVar[dict[str, str]] = {"reason": "form-reason"}

    def __init__(
        self, heading: str, label: str, keep: Callable[[Desk, str], T], *, hint: str = "", needed: bool = True
    ) -> None:
        super().__init__()
        self.heading = heading
        self._label, self._hint, self._needed, self._keep = label, hint, needed, keep

    def body(self) -> ComposeResult:
        """The line."""
        yield Field(self._label, GrowingLine(id="reason"), hint=self._hint, id="form-reason")

    @property
    def _reason(self) -> str:
        return self.query_one("#reason", GrowingLine).text.strip()

    @property
    def has_changes(self) -> bool:
        """Whether anything was typed."""
        return self.is_mounted and bool(self._reason)

    def missing(self) -> dict[str, str]:
        """A reason, when one is needed."""
        return {"form-reason": "Vul de reden in."} if self._needed and not self._reason else {}

    def job(self) -> Callable[[Desk], T]:
        """Keep it with this reason."""
        reason, keep = self._reason, self._keep
        return lambda desk: keep(desk, reason)

    @on(GrowingLine.Sent)
    def _sent(self) -> None:
        self.action_keep()

    @on(GrowingLine.Left)
    def _left(self) -> None:
        self.action_leave()


def quick_days(today: date, meetings: Sequence[date]) -> tuple[QuickDay, ...]:
    """The days one usually means: a week, two, four, and the next overleg."""
    weeks = ((1, "+1 week"), (2, "+2 weken"), (4, "+4 weken"))
    quick = [QuickDay(label, today + timedelta(weeks=number)) for number, label in weeks]
    coming = next((day for day in meetings if day > today), None)
    return (*quick, QuickDay("volgend overleg", coming)) if coming else tuple(quick)
