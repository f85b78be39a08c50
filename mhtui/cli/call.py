"""One call of a command: what was asked, and the outside world it runs in.

Opens the kluis through `mhtui.session`, like the screens; nothing here knows what a command does with it.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli import passphrases
from mhtui.cli.output import complain, one_line
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import STORAGE

if TYPE_CHECKING:
    from keys.passphrase import CostPolicy
    from mhtui.casework.desk import Desk
    from mhtui.door import Caller, Door
    from mhtui.session import Clock, Launch, Session
    from mhtui.settings import Places

DEFAULT_HOLDER = "af"
"""Who you are when you do not say it: the program is the aandachtsfunctionaris's."""

_NOT_TO_TELL = (
    "Niet vast te stellen of dit de nieuwste kluis is: deze computer zag haar nog niet, en onthoudt haar vanaf nu.\n"
    "Vergelijk het kenmerk van de laatste besluitenlijst met «mhtui controle --kenmerk»."
)


def terminal_size() -> tuple[int, int] | None:
    """Columns and lines of the terminal; None when input or output is not one."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return None
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return None
    return size.columns, size.lines


@dataclass(frozen=True, slots=True)
class World:
    """What a command may vary in: tests bring their own."""

    places: "Places | None" = None
    clock: "Clock | None" = None
    policy: "CostPolicy | None" = None
    """What deriving a key costs; None is the program's own policy."""
    ask: Callable[[str], str] = passphrases.asked
    """Asks somebody for a wachtzin."""
    ask_code: Callable[[], str] = passphrases.asked_code
    """Asks somebody for the herstelcode."""
    terminal: Callable[[], tuple[int, int] | None] = terminal_size


@dataclass(frozen=True, slots=True)
class Call:
    """One command that was asked."""

    asked: argparse.Namespace
    world: World

    def word(self, name: str) -> str | None:
        """Give the text of an option; None when it was not given."""
        found = getattr(self.asked, name, None)
        return None if found is None else str(found)

    def words(self, name: str) -> tuple[str, ...]:
        """Give the texts of an option that may be given more than once."""
        return tuple(str(each) for each in getattr(self.asked, name, ()))

    def switch(self, name: str) -> bool:
        """Whether a switch was given."""
        return bool(getattr(self.asked, name, False))

    @property
    def json(self) -> bool:
        """Whether JSON is wanted."""
        return self.switch("json") or self.word("als_vorm") == "json"

    @property
    def policy(self) -> "CostPolicy":
        """What deriving a key costs."""
        from keys.passphrase import DEFAULT_POLICY

        return self.world.policy or DEFAULT_POLICY

    @property
    def clock(self) -> "Clock":
        """The clock of this world."""
        from mhtui.session import system_clock

        return self.world.clock or system_clock

    @property
    def places(self) -> "Places":
        """The folders of this account."""
        from mhtui.settings import Places

        return self.world.places or Places.of_this_account()

    def session(self, launch: "Launch") -> "Session":
        """Make a session in this world; nothing is opened yet."""
        from mhtui.session import Session

        return Session(launch, places=self.places, clock=self.clock, policy=self.world.policy)

    def launch(self) -> "Launch":
        """Say how the program would be started with these options."""
        from mhtui.session import Launch

        return Launch(store=self.word("kluis"), holder=self.word("als"), key_file=self.key_file())

    def key_file(self) -> Path | None:
        """The personal key file that was named."""
        file = self.word("sleutelbestand")
        return None if file is None else Path(file)

    def location(self) -> str:
        """Where the kluis is, by option, settings or default."""
        session = self.session(self.launch())
        session.read_settings()
        return session.location()

    @contextmanager
    def desk(self) -> Iterator["Desk"]:
        """Open the kluis, let this holder in, and lock it again afterwards."""
        with self.entered() as (desk, _):
            yield desk

    @contextmanager
    def entered(self) -> Iterator[tuple["Desk", str]]:
        """Do as `desk`, and give the wachtzin as well: for who changes it."""
        session = self.session(self.launch())
        try:
            with no_kluis():
                door = session.open_door()
            if session.settings and session.settings.trouble:
                complain(session.settings.trouble)
            holder = self._caller(door, session)
            passphrase = self.passphrase(holder.label)
            session.unlock(holder.id, passphrase)
            if not door.seen_before and holder.role == "aandachtsfunctionaris" and sys.stderr.isatty():
                complain(_NOT_TO_TELL)
            yield session.desk, passphrase
        finally:
            session.close()

    def _caller(self, door: "Door", session: "Session") -> "Caller":
        """Find who comes in: as named, else whose the key file is, else the aandachtsfunctionaris."""
        from mhtui.entering import holder_by_file

        file, name = self.key_file(), self.word("als")
        if file is None:
            return _callers_named(door, name or DEFAULT_HOLDER)
        whose = holder_by_file(session.store, file)
        if name is not None and _callers_named(door, name).id != whose.id:
            raise wrong_use("Het sleutelbestand is niet van wie u met --als noemt. Laat een van de twee weg.")
        return next(caller for caller in door.callers if caller.id == whose.id)

    def passphrase(self, who: str) -> str:
        """Get the wachtzin as the options say."""
        file = self.word("wachtzin_bestand")
        return self.world.ask(who) if file is None else passphrases.from_file(file)


@contextmanager
def no_kluis() -> Iterator[None]:
    """Say that there is no kluis in this place, where the store only knows that something is not there."""
    from db.errors import NotFound

    try:
        yield
    except NotFound:
        raise Stop(
            "Op deze plaats is geen kluis.\nKies er een met --kluis, of maak er een met «mhtui nieuw» of «mhtui demo».",
            STORAGE,
        ) from None


def _callers_named(door: "Door", name: str) -> "Caller":
    """Find who was meant with `--als`; raises `Stop` (wrong use) with the labels there are."""
    from mhtui.door import named

    found = [caller for caller in door.callers if named(caller, name)]
    exact = [caller for caller in found if caller.label.casefold() == name.strip().casefold()]
    if len(exact or found) == 1:  # during a functieoverdracht there are two of one role
        return (exact or found)[0]
    labels = ", ".join(f"«{one_line(caller.label)}»" for caller in door.callers)
    raise wrong_use(f"Zeg met --als wie u bent. In deze kluis zijn dat: {labels}.")
