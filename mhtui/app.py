"""The program on the screen: its places, its theme, its lock. It decides nothing about the work and reads no store.

What it must never do: show a traceback, a value or a local variable; keep a screen of an unlocked kluis after locking.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import ClassVar

from textual import events
from textual.screen import Screen

from mhtui.actions.action import EVERYWHERE
from mhtui.actions.registry import app_bindings, with_verb
from mhtui.alarms import Alarms
from mhtui.entering import Entrance
from mhtui.guard import Guard, KluisChanged
from mhtui.heading import Heading
from mhtui.making_way import MakingWay
from mhtui.places import PLACES, UNLOCK, Place, home_of, places_for
from mhtui.quiet import QuietApp
from mhtui.screens.base import BREAKPOINTS, WorkScreen
from mhtui.screens.overlays import Overlays
from mhtui.screens.unlock import UnlockScreen
from mhtui.session import Session
from mhtui.settings import peek_theme
from mhtui.theme import DARK, THEMES
from mhtui.typing_order import TypingOrder


class MhtuiApp(Overlays, MakingWay, Alarms, TypingOrder, QuietApp):
    """One run of the program."""

    TITLE = "mhtui"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {UNLOCK: UnlockScreen}
    DEFAULT_MODE = UNLOCK
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = app_bindings()
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    CSS_PATH: ClassVar = ["styles/app.tcss", "styles/widgets.tcss", "styles/unlock.tcss"]

    def __init__(
        self,
        session: Session,
        *,
        places: Sequence[Place] = PLACES,
        now: Callable[[], float] = monotonic,
        renews: bool = False,
    ) -> None:
        super().__init__()
        self.session = session
        self.renews = renews
        """Whether locking puts a fresh process in the place of this one."""
        self.places = places
        self.heading = Heading()
        self.mark = 0
        """The change mark last seen."""
        self.exit_code = 0
        """What the program gives back when a person ends it: what was wrong at the door, 0 once inside."""
        self.guard = Guard(self, now)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = peek_theme(session.places, frozenset(theme.name for theme in THEMES), DARK)

    def on_mount(self) -> None:
        """Start watching."""
        self.guard.start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What this role may not do, and what needs an unlocked kluis, is not there."""
        role = self.session.role
        if action == "go":
            return any(place.name in parameters for place in places_for(role, self.places))
        if action in {"lock", "blank", "desk"}:
            return {"lock": self.current_mode != UNLOCK, "blank": bool(role), "desk": self.session.at_table}[action]
        found = with_verb(EVERYWHERE, action)
        return found is None or found.allowed(role)

    def enter(self, entrance: Entrance) -> None:
        """Go in after unlocking, to the first place of this role; the door is closed behind it."""
        self.come_back(entrance)
        self.guard.somebody_came_in()
        role, table_only = entrance.heading.role, self.session.launch.table_only or self.session.at_table
        for place in places_for(role, self.places):
            self.add_mode(place.name, place.open)
        self.switch_mode(home_of(role, self.places, table_only=table_only).name)
        self.remove_mode(UNLOCK)

    def come_back(self, entrance: Entrance) -> None:
        """Take what unlocking told; the screens that are open read again when something changed meanwhile."""
        self.guard.start_from(entrance.mark)
        self.mark = entrance.mark
        self.show_heading(replace(entrance.heading, alarm=entrance.heading.alarm or self.heading.alarm))

    async def lock(self, said: str = "", *, sure: bool = False) -> None:
        """Drop every key and every screen, and show Ontgrendelen; in a fresh process where that can be."""
        if self.renews or self.session.at_table:
            await self.make_way(said, sure=sure)
            return
        self.session.drop_keys()
        self.clear_notifications()
        self.copy_to_clipboard("")
        self.heading = Heading()
        self.add_mode(UNLOCK, UnlockScreen)
        await self.switch_mode(UNLOCK)
        for place in self.places:
            if place.name in self._modes:
                await self.remove_mode(place.name)

    def work_screens(self) -> list[WorkScreen[object]]:
        """Every screen of an unlocked kluis there is, in all places."""
        return [screen for stack in self._screen_stacks.values() for screen in stack if isinstance(screen, WorkScreen)]

    def show_heading(self, heading: Heading) -> None:
        """Let every header show these facts."""
        self.heading = heading
        for screen in self.work_screens():
            screen.show_heading(heading)

    def action_go(self, name: str) -> None:
        """Go to a place; a form that is open in the place one leaves stays as it is."""
        self.switch_mode(name)

    def action_lock(self) -> None:
        """Lock; asks first when something typed is not kept."""
        self.leave("Vergrendelen", partial(self.lock, sure=True))

    async def action_quit(self) -> None:
        """End the program; asks first when something typed is not kept."""
        self.leave("Afsluiten", lambda: self.exit(return_code=self.exit_code))

    def on_resize(self, event: events.Resize) -> None:
        """A terminal can become too small while the program runs."""
        self.watch_size(*event.size)

    def on_kluis_changed(self, message: KluisChanged) -> None:
        """Let the screen that is shown read again; the others do when they are shown."""
        self.mark = message.mark
        self.forget_out_of_reach()
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen):
                screen.follow(self.mark)

    async def on_event(self, event: events.Event) -> None:
        """Every key and every move of the mouse keeps the session awake."""
        if isinstance(event, events.InputEvent):
            self.guard.touched()
        await super().on_event(event)
