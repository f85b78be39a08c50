"""The one line on top: where you are, which kluis, as whom, and whether names are open. Below it a red line on alarm.

It is given a `Heading` and posts nothing; its clickable parts run actions of the app.
"""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from mhtui.heading import Heading
from mhtui.plain import plain, single_line

_SHORT_ROLES = {
    "aandachtsfunctionaris": "AF",
    "plaatsvervanger": "plv. AF",
    "ketenregisseur": "keten",
    "zorgcoordinator": "zorgcoörd.",
    "fg": "FG",
}

_ROOMY: Final = 100
"""Cells from which a role is written in full."""
_AGED: Final = 80
"""Cells from which the age of the newest back-up stands there when all is well."""


def role_word(role: str) -> str:
    """A role as people write it."""
    return {"zorgcoordinator": "zorgcoördinator", "fg": "FG"}.get(role, role)


class HeaderLine(Vertical):
    """The header of every screen."""

    DEFAULT_CSS = """
    HeaderLine {
        dock: top; height: auto; width: 100%;
        .header--line { height: 1; background: $panel; }
        .header--line > Static { width: auto; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #header--menu { padding: 0 1; color: $muted; }
        #header--title { color: $here; text-style: bold; padding: 0 1 0 0; max-width: 60%; }
        #header--about { width: 1fr; color: $muted; }
        #header--note { padding: 0 1; }
        #header--demo { padding: 0 1; color: $attention; text-style: bold; }
        #header--backup { padding: 0 1; color: $muted; }
        #header--names { padding: 0 1; }
        #header--help { padding: 0 1; color: $muted; }
        #header--menu:hover, #header--help:hover, #header--title:hover, #header--names:hover { background: $chosen; }
        #header--alarm {
            height: auto; width: 100%; padding: 0 1; display: none;
            background: $urgent; color: $background; text-style: bold;
        }
        &.-alarm #header--alarm { display: block; }
    }
    """

    heading: reactive[Heading] = reactive(Heading())
    title: reactive[str] = reactive("")
    """Mode or meeting; user text is fine."""
    subject: reactive[str] = reactive("")
    """What comes right behind the title, before kluis and role; user text is fine."""
    loud: reactive[bool] = reactive(False)
    """Whether the state of the names stands in capitals, to be read from the back of the room."""
    note: reactive[Content | None] = reactive(None)
    """What a screen puts on the right, such as its clock."""

    def compose(self) -> ComposeResult:
        """One line of parts, and the line for an alarm."""
        with Horizontal(classes="header--line"):
            yield _Part("≡", "app.palette", id="header--menu", tooltip="Alle opdrachten (ctrl+p)")
            yield _Part("", "app.palette", id="header--title")
            yield Static(id="header--about")
            yield Static(id="header--note")
            yield Static("DEMO", id="header--demo")
            yield Static(id="header--backup")
            yield _Part("", "app.lock", id="header--names", tooltip="Vergrendelen (ctrl+l)")
            yield _Part("?", "app.help", id="header--help", tooltip="Hulp (F1)")
        yield Static(id="header--alarm")

    def on_mount(self) -> None:
        """Draw what was set before the parts existed."""
        self._draw()

    def on_resize(self) -> None:
        """Choose the long or the short words again."""
        self._draw()

    def watch_heading(self) -> None:
        """Draw the new facts."""
        self._draw()

    def watch_title(self) -> None:
        """Draw the new title."""
        self._draw()

    def watch_subject(self) -> None:
        """Draw the new subject."""
        self._draw()

    def watch_loud(self) -> None:
        """Draw the state of the names again."""
        self._draw()

    def watch_note(self) -> None:
        """Draw the new note."""
        self._draw()

    def _draw(self) -> None:
        """Fill every part; on a narrow screen words give way, the state of the names never does."""
        if not self.is_mounted:
            return
        now, wide = self.heading, self.size.width >= _ROOMY
        self._part("title").update(plain(single_line(self.title, 80)))
        role = "" if now.signs else role_word(now.role) if wide else _SHORT_ROLES.get(now.role, now.role)
        about = " · ".join(part for part in (single_line(self.subject, 80), single_line(now.store, 80), role) if part)
        self._part("about").update(plain(about))
        self._show("note", self.note)
        self._part("demo").display = now.demo
        self._show("backup", _backup(now) if now.backup_due or self.size.width >= _AGED else None)
        self._show("names", _names(now, loud=self.loud) if now.role else None)
        self.set_class(bool(now.alarm), "-alarm")
        self._part("alarm").update(plain(f"▲ {now.alarm}"))

    def _show(self, part: str, content: Content | None) -> None:
        """Fill a part, or take it away when there is nothing to say."""
        widget = self._part(part)
        widget.display = content is not None
        widget.update(content or "")

    def _part(self, name: str) -> Static:
        """One part by its short name."""
        return self.query_one(f"#header--{name}", Static)


def _backup(heading: Heading) -> Content | None:
    """The age of the newest back-up; when it is time for another one with a glyph, and a tone that asks."""
    if not heading.backup:
        return None
    return plain(f"▲ {heading.backup}", "$attention") if heading.backup_due else plain(heading.backup)


def _names(heading: Heading, *, loud: bool) -> Content:
    """Whether names can be read in this session, and who signs there in another's place: glyph, word and tone."""
    words = "namen open" if heading.names_open else "namen vergrendeld"
    words = f"{_SHORT_ROLES.get(heading.signs, heading.signs)}, {words}" if heading.signs else words
    said = f"{'□' if heading.names_open else '■'} {words.upper() if loud else words}"
    return Content.styled(said, "$foreground" if heading.names_open else "bold $done")


class _Part(Static):
    """A part of the header that does something when clicked."""

    def __init__(self, text: str, action: str, *, id: str, tooltip: str = "") -> None:
        super().__init__(Content(text), id=id)
        self._action = action
        self.tooltip = tooltip or None

    async def on_click(self) -> None:
        """Run the action of the app."""
        await self.run_action(self._action)
