"""A screen with one list and the line of `/` above it: what three screens do alike when somebody narrows the list."""

from abc import abstractmethod

from textual import on

from mhtui.screens.base import WorkScreen
from mhtui.widgets.filterline import FilterLine


class FilteredScreen(WorkScreen[None]):
    """A list `#NAME--rows`, and its line `#NAME--line` that is there while something is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._asked = ""

    @abstractmethod
    def _draw(self) -> None:
        """Draw what fits what was typed."""

    def action_filter(self) -> None:
        """Go to the line."""
        self.add_class("-asking")
        self.query_one(f"#{self.NAME}--line").focus()

    @on(FilterLine.Asked)
    def _asked_for(self, event: FilterLine.Asked) -> None:
        self._asked = event.text
        self._draw()

    @on(FilterLine.Left)
    def _left(self, event: FilterLine.Left) -> None:
        self.set_class(bool(event.line.value.strip()), "-asking")
        self.query_one(f"#{self.NAME}--rows").focus()
