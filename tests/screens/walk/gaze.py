"""Looking at everything a screen draws or could show: each strip, each place one can scroll to, each title and tooltip.

It remembers which actions of the registry were used and which screens were seen, so that a walk can prove it is whole.
"""

from collections.abc import Iterator
from typing import Final

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea

from mhtui.actions.action import Action
from mhtui.actions.registry import find, of_screen
from mhtui.plain import STEERING
from mhtui.screens.base import WorkScreen
from mhtui.widgets.table import PagedTable
from mhtui.widgets.textpane import TextPane
from tests.screens.conftest import Running

_TITLES: Final = ("tooltip", "border_title", "border_subtitle", "placeholder", "title", "sub_title")
_ROUNDS: Final = 4
"""Times every message is handled after scrolling."""


class Gaze:
    """Everything one person saw of the program."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.words: list[str] = []
        """What was drawn, and what would be on hovering."""
        self.drawn: list[str] = []
        """What stood on a screen, whole screens."""
        self._looked: set[tuple[str, ...]] = set()
        """What was scrolled through already."""
        self.used: set[str] = set()
        """Ids of the actions that were carried out."""
        self.offered: set[str] = set()
        """Ids of the actions that could be carried out on a screen that was shown."""
        self.screens: set[str] = set()
        """Names of the classes of screens that were shown."""

    @property
    def screen(self) -> Screen[object]:
        """The screen that is shown."""
        return self.running.app.screen

    async def do(self, action_id: str) -> None:
        """Carry out an action of the registry by its key, or by the palette when it has none, and look."""
        action = find(action_id)
        assert action is not None, action_id
        if action.keys:
            await self.running.press(action.keys[0])
        else:
            await self.running.press("ctrl+p")
            await self.running.type(action.label)
            await self.running.press("enter")
        self.used.add(action_id)
        await self.look()

    async def press(self, *keys: str) -> None:
        """Press keys, and look after each."""
        for key in keys:
            await self.running.press(key)
            await self.look()

    async def type(self, text: str) -> None:
        """Type into what has the focus, and look."""
        await self.running.type(text)
        await self.running.settle()
        await self.look()

    async def look(self) -> None:
        """Take in everything that is there."""
        app = self.running.app
        self.screens |= {type(screen).__name__ for screen in app.screen_stack}
        self.offered |= {action.id for action in self.possible()}
        self._take(app.title, app.sub_title, app.clipboard)
        self._take(*(f"{told.title} {told.message}" for told in app._notifications))
        seen = tuple(str(each) for screen in app.screen_stack for each in (_drawn(screen), *_hidden(screen)) if each)
        self._take(*seen)
        self.drawn.append(_drawn(self.screen))
        if seen in self._looked:
            return
        self._looked.add(seen)
        for widget in [node for node in self.screen.walk_children() if isinstance(node, Widget)]:
            await self._scroll_through(widget)

    def possible(self) -> list[Action]:
        """The actions of the screen itself that can be carried out now."""
        screen = self.screen
        actions = of_screen(screen.NAME) if isinstance(screen, WorkScreen) else ()
        return [action for action in actions if screen.check_action(action.verb, ())]

    async def _scroll_through(self, widget: Widget) -> None:
        """Look at each place of a widget that holds more than it shows, and leave it where it stood."""
        if not widget.display or not widget.size.height or not (widget.max_scroll_y or widget.max_scroll_x):
            return
        before = [(node, node.scroll_offset) for node in widget.ancestors_with_self if isinstance(node, Widget)]
        widget.scroll_visible(animate=False, immediate=True)
        for x in _steps(int(widget.max_scroll_x), widget.size.width):
            for y in _steps(int(widget.max_scroll_y), widget.size.height):
                widget.scroll_to(x, y, animate=False, force=True, immediate=True)
                await self._laid_out()
                self.drawn.append(_drawn(self.screen))
                self._take(self.drawn[-1])
        for node, offset in before:
            node.scroll_to(offset.x, offset.y, animate=False, force=True, immediate=True)
        await self._laid_out()

    async def _laid_out(self) -> None:
        """Wait until the screen stands as it was scrolled."""
        for _ in range(_ROUNDS):
            await self.running.pilot.pause(0)

    def _take(self, *words: object) -> None:
        self.words += [str(each) for each in words if each]

    def found(self, planted: frozenset[str]) -> set[str]:
        """The planted words that were seen anywhere, also when they ran on over the end of a line."""
        every = "\n".join(self.words)
        joined = "".join(every.split())
        return {word for word in planted if word in every or "".join(word.split()) in joined}

    def steering(self) -> list[str]:
        """What was drawn that could steer a terminal."""
        return [line for words in self.drawn for line in words.split("\n") if STEERING.search(line)]


def _steps(furthest: int, size: int) -> Iterator[int]:
    """Give every offset at which another full view begins, the last one included."""
    yield from range(0, furthest, max(size, 1))
    yield furthest


def _drawn(screen: Screen[object]) -> str:
    """What stands on a screen, line by line."""
    strips = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def _hidden(screen: Screen[object]) -> Iterator[object]:
    """What is not drawn, or not now: titles, tooltips, what stands in fields and lists."""
    for node in [screen, *screen.walk_children()]:
        yield from (getattr(node, name, None) for name in _TITLES)
        if isinstance(node, Input):
            yield node.value
        elif isinstance(node, TextArea):
            yield node.text
        elif isinstance(node, Static):
            yield node.content
        elif isinstance(node, TextPane):
            yield node.text
        elif isinstance(node, OptionList):
            yield from (option.prompt for option in node.options)
        elif isinstance(node, PagedTable):
            yield from (cell for place in range(node.rows_shown) for cell in node.row_text(place))
