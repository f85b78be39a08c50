"""Ending this process for a fresh one: at the door after locking, or at the table with what was lent for one overleg.

What is being kept is kept first; what was typed and is not kept is never lost without a question. Nothing of what is
open here goes along but what `mhtui.renewal` names.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.app import App

from mhtui.screens.work import SAVE, WorkingScreen

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp
    from mhtui.screens.meeting_read import Place
    from mhtui.session import Launch


class MakingWay(App[int]):
    """The part of the app that makes way for the process after it."""

    successor: "Launch | None" = None
    """How the process starts that takes the place of this one: after locking where that can be, and to the table."""
    luggage: bytes = b""
    """The parcel that goes along to the table; empty otherwise."""

    @property
    def _here(self) -> "MhtuiApp":
        """The whole app this is a part of."""
        return cast("MhtuiApp", self)

    async def make_way(self, said: str = "", *, sure: bool = False) -> None:
        """End the program for a fresh one at the door, when all that was being kept is kept.

        Else cover the screen and wait, unless somebody is `sure` that what was typed may go. `said` is the code of what
        the door tells.
        """
        from mhtui.screens.problem import ProblemDialog

        await self._all_kept()
        if (self._here.unsaved and not sure) or isinstance(self.screen, ProblemDialog):
            self._here.action_blank()
            return
        self._end_for(said=said)

    async def _all_kept(self) -> None:
        """Wait for every change that is being written."""
        saving = [worker for worker in self.workers if worker.group.startswith(SAVE) and not worker.is_finished]
        if saving:
            await self.workers.wait_for_complete(saving)

    def _end_for(self, parcel: bytes = b"", *, said: str = "") -> None:
        """Drop every key, and end."""
        session = self._here.session
        holder = session.store.me.label if session.role is not None else session.launch.holder
        unsound = session.launch.unsound or session.location() in session.unsound
        self.successor = replace(session.launch, holder=holder, unsound=unsound, said=said)
        self.luggage = parcel
        session.drop_keys()
        self.exit(return_code=0)

    def action_table(self) -> None:
        """To the overleg, in a fresh process that cannot open a name; asks first when something typed is not kept."""
        self._here.leave("Naar het overleg", self._to_the_table)

    async def _to_the_table(self) -> None:
        """Ask which overleg when there is more than one; from the agenda it is the one that is shown."""
        from mhtui.screens.agenda import AgendaScreen
        from mhtui.screens.meeting_read import places_of

        await self._all_kept()
        screen = self.screen
        planned = screen.planned if isinstance(screen, AgendaScreen) else None
        if planned is not None:
            self._go_to(planned.place)
        elif isinstance(screen, WorkingScreen):
            screen.ask(places_of, self._choose, group="table", hold=True)

    def _choose(self, places: "Sequence[Place]") -> None:
        from mhtui.screens.agenda_boxes import series_box

        if not places:
            self.notify("Er is geen reeks overleggen die u kunt openen.", severity="warning")
        elif len(places) == 1:
            self._go_to(places[0].id)
        else:
            self.push_screen(series_box(places, places[0].id), lambda chosen: self._go_to(chosen) if chosen else None)

    def _go_to(self, place: str) -> None:
        """Lend what the table needs, and make way."""
        session, screen = self._here.session, self.screen
        if isinstance(screen, WorkingScreen):
            screen.start(lambda: session.lend(place), self._end_for, group="table", hold=True)

    def action_desk(self) -> None:
        """Leave the table: back to the door, in a fresh process again."""
        self._here.action_lock()
