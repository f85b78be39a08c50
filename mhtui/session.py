"""The composition root: settings -> place of the kluis -> store -> unlocked desk. Nothing else opens a store.

Every method that says so runs in a worker thread: it may take a second and must not touch a widget. The lower floors
are imported there, so that the first frame of the program waits for none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.door import Caller, Door, named, place_name
from mhtui.entering import Entrance, caller_by_file, entrance, go_out, seen_before
from mhtui.seat import Seat
from mhtui.settings import Places, Settings, read_settings, typed_path, write_settings

if TYPE_CHECKING:
    from db.store import Store
    from keys.passphrase import CostPolicy
    from mhtui.casework.founding import Plan
    from mhtui.casework.search import Index
    from mhtui.choices import Choices

Clock = Callable[[], datetime]
"""Gives the moment now, with its time zone."""


def system_clock() -> datetime:
    """The clock of the computer, in its own time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Launch:
    """How the program was started."""

    store: str | None = None
    """Path or address of the kluis; None is the one of the settings, or the default."""
    holder: str | None = None
    """`af`, `overleg`, `keten` or a holder's label: who is chosen at the door."""
    passphrase_file: Path | None = None
    """Its first line is the wachtzin; used once, at the door."""
    key_file: Path | None = None
    """A personal key file; it is used for the holder whose key it is."""
    table_only: bool = False
    """`mhtui overleg`: only the overleg comes in, and it lands in the meeting."""
    unsound: bool = False
    """Whether the program before this one found that this kluis does not hold: nothing is written in it."""
    said: str = ""
    """The code of what the door tells of the program before this one (`mhtui.door.SAID`)."""


@dataclass(frozen=True, slots=True)
class NewKluis:
    """A kluis that was just made, and what is shown of it once."""

    store: "Store" = field(repr=False)
    entrance: Entrance
    sheet: str = field(repr=False)
    """The text of the herstelblad."""
    groups: tuple[str, ...] = field(repr=False)
    """The herstelcode, in the groups it is printed in."""
    sheet_file: Path
    """Where the herstelblad can be kept to print it."""


class Session(Seat):
    """One run of the program on one kluis."""

    def __init__(
        self,
        launch: Launch,
        *,
        places: Places | None = None,
        clock: Clock = system_clock,
        policy: "CostPolicy | None" = None,
    ) -> None:
        super().__init__(places or Places.of_this_account(), policy)
        self.launch = launch
        self.clock = clock
        self.settings: Settings | None = None
        """Read by `open_door`; None until then."""
        self.unsound: set[str] = set()
        """Where a controle of this program found something: nothing more is written there until the program ends."""

    def read_settings(self) -> Settings:
        """Read the settings, once. In a worker thread."""
        self.settings = self.settings or read_settings(self.places)
        return self.settings

    @property
    def key_file(self) -> Path | None:
        """The personal key file of the command line, else that of the settings."""
        kept = self.settings.choices.key_file if self.settings else None
        return self.launch.key_file or (typed_path(kept) if kept else None)

    @property
    def postbox(self) -> Path:
        """The folder where sealed signals arrive: that of the settings, or one among the user's documents."""
        chosen = self.settings.choices.postbox if self.settings else None
        return typed_path(chosen) if chosen else self.places.postbox

    def location(self) -> str:
        """Where the kluis is: as named on the command line, else in the settings, else in the user's data folder."""
        chosen = self.settings.choices.store if self.settings else None
        return self.launch.store or chosen or str(self.places.default_store)

    def open_door(self) -> Door:
        """Read the settings and open the store, locked. In a worker thread.

        Raises what `db.store.open_store` raises; `NotFound` when there is no kluis yet.
        """
        from db.store import open_store

        self.read_settings()
        self.close()
        self._store = open_store(self.location(), clock=self.clock)
        if self.launch.unsound or self.location() in self.unsound:
            self._store.stop_writing()
        return self._door(self._store)

    def open_demo(self) -> Door:
        """Make the demonstration kluis in the user's data folder when it is not there yet, and open it, locked.

        In a worker thread. Raises what `open_door` and `mhtui.demo.kluis.ensure_demo` raise.
        """
        from mhtui.demo.kluis import ensure_demo

        place = str(self.places.demo_store)
        ensure_demo(place, clock=self.clock, policy=self.cost)
        self.launch = replace(self.launch, store=place)
        return self.open_door()

    def _door(self, store: "Store") -> Door:
        """Say who may come in."""
        callers = tuple(Caller(found.id, found.label, str(found.role)) for found in store.holders())
        if self.launch.table_only:
            callers = tuple(caller for caller in callers if caller.role == "overleg")
        chosen = next((caller.id for caller in callers if named(caller, self.launch.holder)), None)
        chosen = chosen or caller_by_file(store, self.key_file)
        return Door(place_name(store.location), callers, store.demo, chosen, seen_before(store, self.places))

    def unlock_from_file(self, holder_id: str) -> Entrance:
        """Open with the wachtzin of the file that the command line named, which is used once. In a worker thread.

        Raises what `unlock` raises, and `mhtui.cli.stop.Stop` for a file that cannot be read.
        """
        from mhtui.cli.passphrases import from_file

        file, self.launch = self.launch.passphrase_file, replace(self.launch, passphrase_file=None)
        return self.unlock(holder_id, from_file(str(file)))

    def found(self, plan: "Plan") -> NewKluis:
        """Make a new kluis where this session has its kluis. In a worker thread: a second for each holder.

        Raises `casework.errors.InvalidForm` and what `db.founding.found_store` raises; then nothing was made.
        """
        from db.founding import found_store
        from keys.recovery import print_code
        from mhtui.casework.founding import founding
        from mhtui.casework.recovery_sheet import sheet_for

        day = self.clock().date()
        founded = found_store(self.location(), founding(plan, year=day.year), clock=self.clock, policy=self.cost)
        go_out(founded.store, self.places)
        sheet = sheet_for(founded.store, founded.recovery_code, day)
        groups = tuple(print_code(founded.recovery_code).split())
        file = self.places.printing / f"herstelblad-{day:%Y-%m-%d}.txt"
        return NewKluis(founded.store, entrance(founded.store), sheet, groups, file)

    def enter_new(self, new: NewKluis) -> Entrance:
        """Work on a kluis that was just made, as its aandachtsfunctionaris."""
        from mhtui.casework.desk import Desk

        self.close()
        self._store, self._desk = new.store, Desk(new.store)
        return new.entrance

    def change_mark(self) -> int:
        """A number that rises with every change by any program. In a worker thread."""
        return self.store.change_mark()

    def keep_theme(self, name: str) -> bool:
        """Keep the choice of a theme, in a worker thread; False when the file is broken. Raises `OSError`."""
        return self.keep_choices(self.read_settings().choices.with_theme(name))

    def keep_choices(self, choices: "Choices") -> bool:
        """Use these choices from now on, and keep them unless the file is broken: then False. Raises `OSError`."""
        trouble = self.read_settings().trouble
        if not trouble:
            write_settings(self.places, choices)
        self.settings = Settings(choices, trouble)
        return not trouble

    def search_index(self) -> "Index":
        """What this session can find, at first nothing: `Index.follow` reads it, in a worker thread.

        Raises `keys.errors.Locked` when nobody unlocked.
        """
        from mhtui.casework.search import Index

        if self._index is None:
            self._index = Index(self.desk)
        return self._index

    def stop_writing(self) -> None:
        """A controle found something: write nothing more in this kluis, also after locking and unlocking."""
        self.unsound.add(self.location())
        if self._store is not None:
            self._store.stop_writing()

    def close(self) -> None:
        """Lock, and let go of the file or the server."""
        if self._store is not None and self._desk is not None:
            go_out(self._store, self.places)
        self._desk = None
        self._forget_index()
        if self._store is not None:
            self._store.close()
            self._store = None
