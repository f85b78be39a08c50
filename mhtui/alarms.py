"""What the program says by itself: a kluis that does not answer, what controle found, a key that was taken back."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from mhtui.backup_watch import BackupWatch
from mhtui.door import SAID
from mhtui.guard import HandoverOpen, KeyTakenBack, KluisOutOfReach, KluisUnsound
from mhtui.heading import unsound
from mhtui.places import UNLOCK
from mhtui.screens.progress import ProgressDialog

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp

OUT_OF_REACH: Final = "De kluis is niet bereikbaar. Wat bewaard is blijft bewaard; het programma probeert het opnieuw."


class Alarms(BackupWatch):
    """The part of the app that puts a sentence on the red line of every screen, and the age of the back-up above it."""

    @property
    def _whole(self) -> "MhtuiApp":
        """The whole app this is a part of."""
        return cast("MhtuiApp", self)

    def raise_alarm(self, text: str) -> None:
        """Put a sentence on the red line; it stays until the kluis is locked."""
        self._whole.show_heading(replace(self._whole.heading, alarm=text))

    def on_kluis_unsound(self, message: KluisUnsound) -> None:
        """Say that controle found something, and let the program remember it, whoever comes in next."""
        self._whole.session.stop_writing()
        self.raise_alarm(unsound(self._whole.heading.role, message.count))

    def on_handover_open(self, message: HandoverOpen) -> None:
        """Show a functieoverdracht that stopped half way, to who can do something about it."""
        from mhtui.screens.unfinished_work import ask_about

        ask_about(self._whole, message.found)

    def on_kluis_out_of_reach(self, message: KluisOutOfReach) -> None:
        """Say that the kluis does not answer; what was found before is worse, and stays."""
        del message
        if not self._whole.heading.alarm:
            self.raise_alarm(OUT_OF_REACH)

    def forget_out_of_reach(self) -> None:
        """The kluis answered."""
        if self._whole.heading.alarm == OUT_OF_REACH:
            self.raise_alarm("")

    async def on_key_taken_back(self, message: KeyTakenBack) -> None:
        """Lock who lost their key, and say so; who hands over is locked when that is done."""
        busy = any(isinstance(screen, ProgressDialog) for screen in self.screen_stack)
        if not busy and self._whole.current_mode != UNLOCK:
            await self._whole.lock(message.why)
            self.notify(SAID[message.why], severity="warning", timeout=60)
