"""Zoeken: one line, hits while one types, ⏎ opens. It shows numbers and what is shielded, never the name one typed.

The index is read once a session, in a thread, and forgotten with the keys; what is read so far can be found already.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from mhtui.plain import plain
from mhtui.screens.reading import ReadSoFar
from mhtui.screens.work import WorkingModal
from mhtui.widgets.filterline import FilterLine
from mhtui.widgets.hits import HitList, HitText

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
        self._text = ""
        self._reading = "◷ Even lezen wat er is …"
        """What is said until everything was read."""
        self._said = ""
        self._hurried = False
        """Whether enter was pressed before it was known what is found."""

    def compose(self) -> ComposeResult:
        """A line, the hits, and how many."""
        with Vertical(id="search--box"):
            yield SearchLine("Zoek op nummer, codenaam, plaats, naam, woorden uit de tekst …", id="search--line")
            yield HitList(id="search--hits")
            yield Static(plain(self._reading), id="search--said")

    def on_mount(self) -> None:
        """Read what can be found, in a thread; find while somebody types, in the same frame as the letter."""
        index = self._index = self.session.search_index()
        self.start(lambda: index.follow(self._tell), self._ready, group="index")
        self.watch(self.query_one("#search--line", FilterLine), "value", self._asked, init=False)

    def _tell(self, read: int, every: int) -> None:
        """Say how far the reading is. In a worker thread."""
        self.post_message(ReadSoFar(read, every))

    def on_read_so_far(self, message: ReadSoFar) -> None:
        """Find what was read since."""
        if self._reading:
            self._reading = message.words
            self._find(self._text)

    def _ready(self, nothing: None) -> None:
        """Find what is asked in everything."""
        del nothing
        self._reading = ""
        self._find(self._text)
        if self._hurried:
            self._to_hits()

    def _asked(self, text: str) -> None:
        """Search at once."""
        self._hurried = False
        self._find(text.strip())

    def _find(self, text: str) -> None:
        if self._index is None:
            return
        self._text = text
        self._hits = self._index.find(text, MOST_HITS)
        self.query_one("#search--hits", HitList).show(_drawn(hit) for hit in self._hits)
        self._say(_said(text, len(self._hits), self._reading))

    def _say(self, said: str) -> None:
        """Say how many there are; nothing is drawn when it stands there already, and the line keeps its size."""
        if said != self._said:
            self._said = said
            self.query_one("#search--said", Static).update(plain(said), layout=False)

    @on(FilterLine.Left)
    def _to_hits(self) -> None:
        """Go to the hits; with one hit that is opened at once, when everything was read."""
        self._hurried = bool(self._reading) and len(self._hits) <= 1
        if self._hurried:
            return
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


def _drawn(hit: "Hit") -> HitText:
    """One hit: what it is, its number, and a line of it."""
    return HitText(f"{_GLYPHS[hit.kind]} {hit.kind:<8} {hit.number:<11} ", hit.line)


def _said(text: str, count: int, reading: str) -> str:
    if reading:
        return f"{reading} · {count} gevonden" if count else reading
    if not text.strip():
        return "Typ wat u zoekt. Hoofdletters en accenten doen er niet toe."
    if not count:
        return "○ Niets gevonden. Probeer een deel van het woord, of alleen het nummer."
    return f"{count} gevonden" if count < MOST_HITS else f"de eerste {MOST_HITS}; typ meer om te verkleinen"
