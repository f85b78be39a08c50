"""What the table wrote about somebody who is registered now: each line with what would stand there instead.

Everything is chosen; who wants a line as it is takes its tick away. For who may open identiteit alone.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from mhtui.plain import plain, single_line
from mhtui.screens.formbox import FormBox

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.desk import Desk
    from mhtui.casework.relook import Named

_SHOWN = 200


class NamedBox(FormBox[int]):
    """Puts labels in the place of names in what is chosen."""

    KEEP_WORD = "Vervangen"
    SAID = "Er staan labels voor in de plaats, ook bij het overleg."
    DEFAULT_CSS = """
    NamedBox SelectionList { height: auto; max-height: 30vh; border: none; padding: 0; margin: 1 0; }
    """

    def __init__(self, case: "RowId", named: "Sequence[Named]") -> None:
        super().__init__()
        self.heading = "Wie het overleg noemde"
        self._case = case
        self._named = tuple(named)

    def body(self) -> ComposeResult:
        """What it is, and the lines."""
        yield Static(
            plain(
                "Dit schreef het overleg voordat u wist wie het was. Het label komt in de plaats van de naam; de oude "
                "woorden zijn daarna ook bij het overleg weg. spatie kiest wat blijft zoals het is.",
                "$muted",
            )
        )
        yield SelectionList(*(Selection(_line(each), each.id, initial_state=True) for each in self._named))
        yield Static(id="named--instead")

    @on(SelectionList.SelectionHighlighted)
    def _moved(self, event: SelectionList.SelectionHighlighted["RowId"]) -> None:
        """Show the line under the cursor whole, as it would be."""
        self.query_one("#named--instead", Static).update(
            plain(f"→ {self._named[event.selection_index].instead}", "$done")
        )

    def missing(self) -> dict[str, str]:
        """Nothing chosen is nothing to do."""
        if not self._chosen:
            self.notify("Kies met spatie ten minste één regel, of ga terug.", markup=False, timeout=4)
            return {"named": "Kies een regel."}
        return {}

    @property
    def _chosen(self) -> "tuple[RowId, ...]":
        lines: SelectionList[RowId] = self.query_one(SelectionList)
        return tuple(lines.selected)

    def job(self) -> "Callable[[Desk], int]":
        """Put the labels there."""
        case, chosen = self._case, self._chosen

        def job(desk: "Desk") -> int:
            from mhtui.casework.relook import put_labels

            return put_labels(desk, case, chosen)

        return job


def _line(named: "Named") -> Content:
    """One line: what it is, and what stands there."""
    return Content.assemble((f"{named.word} ", "$muted"), plain(single_line(named.text, _SHOWN)))
