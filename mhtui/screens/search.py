"""Zoeken: one line, hits while one types, ⏎ opens. It shows numbers and what is shielded, never the name one typed.

The index is built once a session, in a thread, and forgotten with the keys.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mhtui.plain import plain, single_line
from mhtui.screens.work import WorkingModal
from mhtui.widgets.filterline import FilterLine

if TYPE_CHECKING:
    from mhtui.casework.search import Hit, Index

MOST_HITS = 50
"""Hits that are drawn."""
_GLYPHS = {"casus": "◆", "signaal": "●", "notitie": "✎", "besluit": "◆", "actie": "□"}


class SearchScreen(WorkingModal["Hit | None"]):
    """Gives back the hit that was chosen."""

    DEFAULT_CSS = """
    SearchScreen {
        align: center top; background: $background 70%;
        #search--box {
            width: 90; max-width: 100%; height: 80%; margin-top: 2;
            background: $background; border: round $line; padding: 1 2;
        }
        #search--hits { height: 1fr; }
        #search--said { height: 1; color: $muted; }
        &.-narrow #search--box { margin-top: 0; height: 100%; padding: 0 1; }
    }
    """
    AUTO_FOCUS = "#search--line"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Terug")]

    def __init__(self) -> None:
        super().__init__()
        self._index: Index | None = None
        self._hits: tuple[Hit, ...] = ()

    def compose(self) -> ComposeResult:
        """A line, the hits, and how many."""
        with Vertical(id="search--box"):
            yield SearchLine("Zoek op nummer, codenaam, plaats, naam, woorden uit de tekst …", id="search--line")
            yield OptionList(id="search--hits", markup=False)
            yield Static(plain("◷ Even lezen wat er is …"), id="search--said")

    def on_mount(self) -> None:
        """Read what can be found, in a thread."""
        self.start(self.session.search_index, self._ready, group="index")

    def _ready(self, index: "Index") -> None:
        """Search what was typed meanwhile."""
        self._index = index
        self._find(self.query_one("#search--line", FilterLine).value)

    @on(FilterLine.Asked)
    def _asked(self, event: FilterLine.Asked) -> None:
        """Search at once."""
        self._find(event.text)

    def _find(self, text: str) -> None:
        if self._index is None:
            return
        self._hits = self._index.find(text, MOST_HITS)
        hits = self.query_one("#search--hits", OptionList)
        hits.clear_options()
        hits.add_options([Option(_drawn(hit)) for hit in self._hits])
        if self._hits:
            hits.highlighted = 0
        self.query_one("#search--said", Static).update(plain(_said(text, len(self._hits))))

    @on(FilterLine.Left)
    def _to_hits(self) -> None:
        """Go to the hits; with one hit that is opened at once."""
        if len(self._hits) == 1:
            self.dismiss(self._hits[0])
        elif self._hits:
            self.query_one("#search--hits").focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Give back the hit."""
        self.dismiss(self._hits[event.option_index])

    def action_leave(self) -> None:
        """Find nothing."""
        self.dismiss(None)


class SearchLine(FilterLine):
    """The line of this screen: esc leaves the screen at once."""

    def action_clear_and_leave(self) -> None:
        """Leave."""
        self.screen.dismiss(None)


def _drawn(hit: "Hit") -> Content:
    """One hit: what it is, its number, and a line of it."""
    head = f"{_GLYPHS[hit.kind]} {hit.kind:<8} {hit.number:<11} "
    return Content.assemble((head, "bold"), plain(single_line(hit.line, 160)))


def _said(text: str, count: int) -> str:
    if not text.strip():
        return "Typ wat u zoekt. Hoofdletters en accenten doen er niet toe."
    if not count:
        return "○ Niets gevonden. Probeer een deel van het woord, of alleen het nummer."
    return f"{count} gevonden" if count < MOST_HITS else f"de eerste {MOST_HITS}; typ meer om te verkleinen"
