"""Who can come in: a short list to choose from, each with what they may see. In a demonstration with their wachtzin.

It knows nobody by name: holders are functions until the kluis is open.
"""

from collections.abc import Sequence
from typing import Final, Protocol

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from mhtui.plain import plain, single_line

DEMO_PASSPHRASES: Final = {
    "aandachtsfunctionaris": "demo-af",
    "overleg": "demo-overleg",
    "ketenregisseur": "demo-keten",
}
"""By role; the demonstration kluis is made with these and they stand on the screen."""
_LABEL_WIDTH: Final = 26


class Caller(Protocol):
    """Somebody who can be chosen."""

    @property
    def id(self) -> str:
        """Which holder it is."""

    @property
    def label(self) -> str:
        """Their function."""

    @property
    def role(self) -> str:
        """Their role."""


class CallerList(OptionList):
    """One line each; the chosen one is marked with a sign, not only by colour."""

    DEFAULT_CSS = "CallerList { height: auto; max-height: 8; min-height: 1; }"
    HELP = "Kies met ↑ en ↓ wie u bent, en ga met ⏎ of tab naar uw wachtzin."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._callers: Sequence[Caller] = ()
        self._demo = False

    @property
    def chosen(self) -> Caller | None:
        """Who is chosen."""
        return None if self.highlighted is None else self._callers[self.highlighted]

    def show(self, callers: Sequence[Caller], chosen: str | None, *, demo: bool) -> None:
        """Show these; `chosen` is the id to start on, the first when nobody was named."""
        self._callers, self._demo = callers, demo
        self.clear_options()
        self.add_options([Option(self._line(caller), id=caller.id) for caller in callers])
        if callers:
            self.highlighted = next((place for place, caller in enumerate(callers) if caller.id == chosen), 0)

    def _line(self, caller: Caller, *, chosen: bool = False) -> Content:
        """Draw one caller."""
        label = single_line(caller.label, _LABEL_WIDTH)
        aside = DEMO_PASSPHRASES.get(caller.role, "") if self._demo else ""
        return Content.assemble(
            ("● " if chosen else "○ ", "$here" if chosen else "$muted"),
            plain(f"{label:<{_LABEL_WIDTH}}", "bold" if chosen else ""),
            (aside, "$attention"),
        )

    @on(OptionList.OptionHighlighted)
    def _mark(self, event: OptionList.OptionHighlighted) -> None:
        """Mark the chosen one."""
        for place, caller in enumerate(self._callers):
            self.replace_option_prompt_at_index(place, self._line(caller, chosen=place == event.option_index))
