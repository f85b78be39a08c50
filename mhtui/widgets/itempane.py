"""The item on the table, large and calm: what it is, its text, what was agreed last time, what is new.

It is given a sheet and shows it; when the next sheet is about another item it starts at the top again.
"""

from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from mhtui.plain import plain
from mhtui.widgets.entries import Entry, EntryList
from mhtui.widgets.tone import Tone

NOT_RELEASED: Final = (
    "De tekst van deze casus is niet vrijgegeven, of de vrijgave is ingetrokken. De aandachtsfunctionaris kan haar "
    "vrijgeven; hij verschijnt dan hier vanzelf."
)


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """Everything about one item."""

    key: str
    title: str
    about: str
    brief: str
    """The same, for a narrow screen."""
    text: str | None
    """Empty for an item without a text; None when the table may not read it."""
    before_heading: str
    before: tuple[Entry, ...]
    now: tuple[Entry, ...]


class ItemPane(VerticalScroll, can_focus=False):
    """The right-hand side of the overleg; scrolls, and never takes the focus from the agenda."""

    DEFAULT_CSS = """
    ItemPane {
        height: 1fr; width: 1fr; padding: 1 4 0 4;
        & > Static, & > EntryList { max-width: 96; }
        .item--title { color: $here; text-style: bold; height: auto; }
        .item--about { color: $muted; height: auto; }
        .item--text { height: auto; margin-top: 1; }
        .item--text.-sealed { color: $attention; }
        .item--heading { height: 1; margin-top: 1; text-style: bold; color: $muted; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sheet: ItemSheet | None = None

    def compose(self) -> ComposeResult:
        """Title, line below it, text, last time, now."""
        yield Static(classes="item--title")
        yield Static(classes="item--about")
        yield Static(classes="item--text")
        yield Static(classes="item--heading -before")
        yield EntryList(classes="-before")
        yield Static(plain("NU"), classes="item--heading -now")
        yield EntryList(classes="-now")

    async def show(self, sheet: ItemSheet) -> None:
        """Show a sheet; the place one was reading stays when it is about the same item."""
        before, self._sheet = self._sheet, sheet
        if sheet == before:
            return
        self._put("title", sheet.title)
        self._put("about", sheet.brief if self.screen.has_class("-narrow") else sheet.about)
        text = self._put("text", NOT_RELEASED if sheet.text is None else sheet.text)
        text.set_class(sheet.text is None, "-sealed")
        self.query_one(".item--heading.-before", Static).update(plain(sheet.before_heading))
        for name, entries in (("-before", sheet.before), ("-now", sheet.now)):
            for widget in self.query(f".{name}"):
                widget.display = bool(entries)
            await self.query_one(f"EntryList.{name}", EntryList).show(entries)
        if before is None or before.key != sheet.key:
            self.scroll_home(animate=False)
        elif len(sheet.now) > len(before.now):
            self.scroll_end(animate=False)

    def on_resize(self) -> None:
        """Say it shorter, or in full."""
        if self._sheet is not None:
            self._put("about", self._sheet.brief if self.screen.has_class("-narrow") else self._sheet.about)

    def _put(self, part: str, text: str) -> Static:
        """Fill a part, or take it away when there is nothing to say."""
        widget = self.query_one(f".item--{part}", Static)
        widget.display = bool(text)
        widget.update(plain(text, Tone.NORMAL.style if part == "text" and text != NOT_RELEASED else ""))
        return widget
