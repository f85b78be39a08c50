"""The base of every screen after Ontgrendelen: header, content, footer, work in threads, refresh, leaving with changes.

How to make a screen, in seven steps
------------------------------------
1. `class CasesScreen(WorkScreen[None])` with `NAME = "cases"`, `LABEL = "Casussen"` and `BINDINGS = bindings("cases")`
   (of `mhtui.actions.registry`). A screen one comes back from is a `WorkScreen[Answer]`: `self.dismiss(answer)`.
2. Its actions are `Action`s in `mhtui/actions/cases.py`, `screen="cases"`; add that module to `registry._MODULES`.
   Footer, palette, help and the mouse follow from it. Each has an `action_<verb>` method here. Letters only, never
   `priority`; who may not do it (`roles`) does not see it. Override `can()` for what is impossible *now*.
3. A mode has a line in `mhtui/places.py`; it is imported when somebody goes there.
4. `content()` yields the widgets between header and footer. User text goes through `mhtui.plain`, tones come from
   `mhtui.widgets.tone`; CSS is `DEFAULT_CSS` or a `.tcss` with every rule prefixed by the screen's class, with theme
   variables only. `-narrow` (from 60), `-normal` (80) and `-wide` (120) are classes of the screen.
5. `load()` reads, with `self.ask(job, then)`: `job(desk)` runs in a thread, `then(result)` on the screen. It is called
   when the screen opens, when it is shown again after a change, and within a second of a change by any program.
6. Writing is `self.save(job, then, said="Besluit bewaard")`. Errors tell themselves; pass `failed` to take
   `StaleVersion` yourself. Questions: `self.app.push_screen(Confirm(...), answer)`. Forms: a `FormBox` of
   `mhtui.screens.formbox`, which keeps what was typed until the kluis has taken it.
7. `has_changes` says that there is typed text that is not kept; leaving then asks. `keeps_awake` is for a running
   meeting: no idle lock. Test with `tests/screens/conftest.py`; look at the picture.

A screen must never open a store, hold a key, or import `db` or `keys` for the first frame.
"""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from mhtui.actions.registry import with_verb
from mhtui.heading import Heading
from mhtui.screens.work import ResultT, WorkingScreen
from mhtui.widgets.footer import KeyBar
from mhtui.widgets.header import HeaderLine

BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]
"""Cells from which a layout counts."""


class WorkScreen(WorkingScreen[ResultT]):
    """A screen on an unlocked kluis."""

    NAME: ClassVar[str] = ""
    """Name in the registry of actions, and for a mode in `mhtui.places`."""
    LABEL: ClassVar[str] = ""
    """Dutch, in the header."""
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    WorkScreen { background: $background; color: $foreground; }
    WorkScreen > #content { height: 1fr; width: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen_mark: int | None = None
        """The change mark this screen last read at."""

    def compose(self) -> ComposeResult:
        """Header, content, footer."""
        yield HeaderLine()
        yield Container(*self.content(), id="content")
        yield KeyBar()

    def content(self) -> Iterable[Widget]:
        """The widgets between header and footer."""
        return ()

    def load(self) -> None:
        """Read what is shown, with `self.ask`."""

    @property
    def holds_keys(self) -> bool:
        """Whether the next key waits: also for the first reading, which begins when the screen is shown."""
        return self._seen_mark is None or super().holds_keys

    @property
    def keeps_awake(self) -> bool:
        """Whether the idle lock waits, for a running meeting."""
        return False

    def can(self, action_id: str) -> bool | None:
        """Whether an action of this screen is possible now: True, None (shown grey), False (not shown)."""
        del action_id
        return True

    @property
    def header(self) -> HeaderLine:
        """The header: set `title` and `note` on it."""
        return self.query_one(HeaderLine)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ask the registry whether this role may, and `can()` whether it is possible now."""
        del parameters
        found = with_verb(self.NAME, action)
        if found is None:
            return True
        return self.can(found.id) if found.allowed(self.session.role) else False

    def action_leave(self) -> None:
        """Go back from a screen that was pushed; asks when something typed would be lost."""
        if self.has_changes:
            question = "Wat u hier heeft getypt is nog niet bewaard."
            heading, go = "Weggaan zonder te bewaren?", partial(self.dismiss, None)
            self.confirm(heading, question, go, yes="Weggooien", danger=True)
        else:
            self.dismiss(None)

    def show_heading(self, heading: Heading) -> None:
        """Show new facts about the session; the app calls it."""
        for header in self.query(HeaderLine):  # a screen that is only just being put there gets it when it is shown
            header.heading = heading

    def on_mount(self) -> None:
        """Fill the header and read."""
        self.header.title = self.header.title or self.LABEL

    def on_screen_resume(self) -> None:
        """Read when something changed since this screen last did."""
        self.follow(self.our_app.mark)
        self.show_heading(self.our_app.heading)

    def follow(self, mark: int) -> None:
        """Read again when the kluis changed since; the app calls it on the screen that is shown."""
        if mark != self._seen_mark:
            self._seen_mark = mark
            self.load()
