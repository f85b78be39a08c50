"""What was written about an item, one entry below the other: a sign in the margin, its words hanging beside it.

It is given its entries and posts which one was clicked; it changes nothing itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from mhtui.plain import plain
from mhtui.widgets.dialog import Dialog, button
from mhtui.widgets.tone import Tone

BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Entry:
    """A note, a decision or an action."""

    glyph: str
    """`✎`, `◆`, `□`, `✓`, `?`, or `◷` while it is being kept."""
    tone: Tone
    text: str
    head: str = ""
    """In bold before the text: the kind of decision."""
    tail: str = ""
    """Muted behind it: who, until when."""
    result: str = ""
    """What became of it, with its own sign: `✓ gedaan`."""
    result_tone: Tone = Tone.DONE
    key: str = ""
    """What a click gives; empty when there is nothing to do with it."""
    done: bool = False
    """Whether it may recede."""

    def content(self, width: int) -> Content:
        """Its words; who and when go to a line of their own when they would be torn apart in `width` cells."""
        said = [plain(self.head, "bold"), plain(self.text, Tone.MUTED.style if self.done else "")]
        first = Content("  ").join([part for part in said if part.plain])
        tail = plain(self.tail, Tone.MUTED.style)
        result = plain(self.result, self.result_tone.style)
        torn = tail.cell_length + 2 + result.cell_length > width
        rest = Content("\n" if torn else "  ").join([part for part in (tail, result) if part.plain])
        if not first.plain or not rest.plain:
            return first + rest
        fits = "\n" not in first.plain + rest.plain and first.cell_length + len(BETWEEN) + rest.cell_length <= width
        between = BETWEEN if self.tail and self.text else "  "
        return first + (Content.styled(between, Tone.MUTED.style) if fits else Content("\n")) + rest


class EntryChosen(Message):
    """An entry was clicked."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class EntryRow(Horizontal):
    """One entry."""

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None

    def compose(self) -> ComposeResult:
        """The sign and the words."""
        yield Static(classes="entry--sign")
        yield Static(classes="entry--words")

    def show(self, entry: Entry) -> None:
        """Show this entry."""
        if entry == self.entry:
            return
        self.entry = entry
        self.set_class(bool(entry.key), "-choosable")
        self.query_one(".entry--sign", Static).update(plain(entry.glyph, entry.tone.style))
        self._draw()

    def on_resize(self) -> None:
        """Break the line elsewhere."""
        self._draw()

    def _draw(self) -> None:
        if self.entry is not None:
            words = self.query_one(".entry--words", Static)
            words.update(self.entry.content(max(self.size.width - 2, 20)))

    def on_click(self) -> None:
        """Say that it was clicked."""
        if self.entry is not None and self.entry.key:
            self.post_message(EntryChosen(self.entry.key))


class EntryList(Vertical):
    """Entries, in order."""

    DEFAULT_CSS = """
    EntryList {
        width: 100%; height: auto;
        EntryRow { width: 100%; height: auto; }
        EntryRow.-choosable:hover { background: $panel; }
        .entry--sign { width: 2; height: 1; }
        .entry--words { width: 1fr; height: auto; }
    }
    """

    async def show(self, entries: Sequence[Entry]) -> None:
        """Show these entries; rows that stay are not drawn again."""
        rows = list(self.query(EntryRow))
        if len(rows) > len(entries):
            await self.remove_children(rows[len(entries) :])
        elif len(rows) < len(entries):
            await self.mount_all([EntryRow() for _ in entries[len(rows) :]])
        for row, entry in zip(self.query(EntryRow), entries, strict=True):
            row.show(entry)


class EntriesBox(Dialog[None]):
    """Some lists of entries to read, each under its heading."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "leave", "Terug")]

    def __init__(self, heading: str, parts: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        super().__init__()
        self.heading = heading
        self._parts = [(word, entries) for word, entries in parts if entries]

    def body(self) -> ComposeResult:
        """Heading and entries, the empty ones left out."""
        for word, _ in self._parts:
            yield Static(plain(word, Tone.MUTED.style))
            yield EntryList()

    def buttons(self) -> ComposeResult:
        """A way back."""
        yield button("Terug", "back", main=True)

    async def on_mount(self) -> None:
        """Fill the lists."""
        for found, (_, entries) in zip(self.query(EntryList), self._parts, strict=True):
            await found.show(entries)

    def on_button_pressed(self) -> None:
        """Read."""
        self.dismiss(None)
