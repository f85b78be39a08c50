"""What comes over any screen: the question before leaving, the empty screen, help, the palette, the themes, too small.

Each is imported when it is asked for; none of them reads the kluis.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, cast

from textual.app import App

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp

SMALLEST: Final = (60, 20)
"""Columns and rows below which nothing can be shown properly."""


class Overlays(App[int]):
    """The part of the app that opens what comes over a screen."""

    @property
    def _ours(self) -> "MhtuiApp":
        """The whole app this is a part of."""
        return cast("MhtuiApp", self)

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not kept, on any screen of any place or in a box over it."""
        from mhtui.screens.work import WorkingScreen

        screens = (screen for stack in self._screen_stacks.values() for screen in stack)
        return any(isinstance(screen, WorkingScreen) and screen.has_changes for screen in screens)

    def leave(self, what: str, then: Callable[[], Awaitable[None] | None]) -> None:
        """Do `then`, after asking when something typed would be lost; `what` is the Dutch word for it."""
        if not self.unsaved:
            self.call_later(then)
            return
        from mhtui.widgets.dialog import Confirm

        def answer(yes: bool | None) -> None:
            if yes:
                self.call_later(then)

        question = "U heeft iets getypt dat nog niet bewaard is. Als u doorgaat is dat weg."
        self.push_screen(Confirm(f"{what} zonder te bewaren?", question, yes=what, danger=True), answer)

    def action_blank(self) -> None:
        """Drop the keys and cover the screen; what was open comes back with the wachtzin.

        At the table it locks: the wachtzin of who lent the key is never typed in that process.
        """
        from mhtui.screens.blank import BlankScreen

        if self._ours.session.role is None:
            return
        if self._ours.session.at_table:
            self._ours.action_lock()
            return
        self._ours.session.drop_keys()
        self.clear_notifications()
        self.push_screen(BlankScreen(), lambda entrance: self._ours.come_back(entrance) if entrance else None)

    def action_help(self) -> None:
        """Show help for the screen that is shown and the thing that has the focus."""
        from mhtui.screens.help import HelpScreen
        from mhtui.screens.offers import offers

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen, [offer.action for offer in offers(self._ours, self.screen)]))

    def action_palette(self) -> None:
        """Offer what can be done now, by name."""
        from mhtui.screens.offers import offers
        from mhtui.screens.palette import PaletteScreen

        if not self.screen.is_modal:
            found = [offer for offer in offers(self._ours, self.screen) if offer.action.palette]
            self.push_screen(PaletteScreen(found), lambda offer: offer.run(self._ours) if offer else None)

    def action_theme(self) -> None:
        """Offer the three themes."""
        from mhtui.screens.themes import ThemeScreen

        self.push_screen(ThemeScreen())

    def watch_size(self, width: int, height: int) -> None:
        """Cover the screen with a calm message while the terminal is too small."""
        if not self.screen_stack:
            return
        from mhtui.screens.small import SmallScreen

        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())
        elif not small and isinstance(self.screen, SmallScreen):
            self.pop_screen()
