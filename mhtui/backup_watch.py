"""The age of the newest good back-up in the header: read in a thread when somebody comes in, and after a change."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.message import Message

from mhtui.guard import KluisChanged

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp


class BackupsSeen(Message, bubble=False):
    """The logboek was asked."""

    def __init__(self, said: str, *, due: bool) -> None:
        super().__init__()
        self.said = said
        """For the header."""
        self.due = due


class BackupWatch(App[int]):
    """The part of the app that knows how old the newest back-up is."""

    def look_at_backups(self) -> None:
        """Ask for the age, for who has the logboek; at the table nobody has."""
        whole = cast("MhtuiApp", self)
        if whole.session.role is not None and not whole.session.at_table:
            self.run_worker(self._look, thread=True, exit_on_error=False, group="backups", description="backups")

    def on_kluis_changed(self, message: KluisChanged) -> None:
        """Ask again, beside what the app itself does with this message."""
        del message
        self.look_at_backups()

    def _look(self) -> None:
        """Report it. In a worker thread."""
        from db.errors import DbError
        from keys.errors import KeysError
        from mhtui.casework.backup_age import backup_age

        session = cast("MhtuiApp", self).session
        with suppress(DbError, KeysError):  # what is wrong with the kluis is told by who reads it
            age = backup_age(session.desk, session.read_settings().choices.backup_days)
            if age is not None:
                self.post_message(BackupsSeen(age.short, due=age.due))

    def on_backups_seen(self, message: BackupsSeen) -> None:
        """Show it in every header, unless the kluis was locked meanwhile."""
        whole = cast("MhtuiApp", self)
        heading = replace(whole.heading, backup=message.said, backup_due=message.due)
        if whole.session.role is not None and heading != whole.heading:
            whole.show_heading(heading)
