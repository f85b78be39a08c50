"""Who sits here: nobody, somebody who unlocked, or the table with a key that was lent for one overleg.

The part of the session that has the keys. Every method that says so runs in a worker thread, and imports the lower
floors there.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.entering import Entrance, come_in, entrance, take_seat

if TYPE_CHECKING:
    from db.store import Store
    from keys.passphrase import CostPolicy
    from mhtui.casework.desk import Desk
    from mhtui.casework.search import Index
    from mhtui.pins import Known
    from mhtui.settings import Places


class Seat:
    """The keys of one run of the program, and the desk they open."""

    known: "Known | None" = None
    """What this computer could tell of the kluis when somebody came in; None until then."""
    parcel: bytes | None = None
    """What the process before this one handed over for the table, until it was used; None without one."""
    _again: str = ""

    def __init__(self, places: "Places", policy: "CostPolicy | None") -> None:
        self.places = places
        self._policy = policy
        self._store: Store | None = None
        self._desk: Desk | None = None
        self._index: Index | None = None

    @property
    def desk(self) -> "Desk":
        """What casework works with; raises `keys.errors.Locked` when nobody unlocked."""
        if self._desk is None:
            from keys.errors import Locked

            raise Locked("nobody unlocked")
        return self._desk

    @property
    def store(self) -> "Store":
        """The open store, which may be locked; raises `keys.errors.Locked` before the door was opened."""
        if self._store is None:
            from keys.errors import Locked

            raise Locked("no kluis is open")
        return self._store

    @property
    def key_file(self) -> Path | None:
        """The personal key file to come in with; where it is, is for the session to know."""
        return None

    @property
    def role(self) -> str | None:
        """The role of this session; None while locked."""
        there = self._desk is not None and self._desk.store.ring is not None
        return str(self.desk.store.role) if there else None

    @property
    def at_table(self) -> bool:
        """Whether this is a process at the table, which has nothing but what was lent for one overleg."""
        ring = self._desk.store.ring if self._desk is not None else None
        return ring is not None and ring.lent is not None

    @property
    def cost(self) -> "CostPolicy":
        """What deriving a key costs: injected, or the default."""
        from keys.passphrase import DEFAULT_POLICY

        return self._policy or DEFAULT_POLICY

    def unlock(self, holder_id: str, passphrase: str) -> Entrance:
        """Open what this holder may open. In a worker thread: takes a second of two cores.

        Raises `keys.errors.WrongPassphrase`, `DamagedSlot` and what else `Store.unlock` raises.
        """
        self._desk, self.known = come_in(self.store, holder_id, passphrase, self.places, self.cost, self.key_file)
        return entrance(self.store)

    def unlock_again(self, passphrase: str) -> Entrance:
        """Let the same holder back in after `drop_keys`. In a worker thread; raises what `unlock` raises."""
        return self.unlock(self._again, passphrase)

    def lend(self, place: str) -> bytes:
        """Lend a key for an overleg; returns the parcel for the process at the table. In a worker thread.

        Raises what `db.lending.lend` raises.
        """
        from db.lending import lend
        from db.records.base import CompartmentId

        return lend(self.desk.store, CompartmentId(place))

    def sit_down(self) -> Entrance:
        """Sit down at the table with the parcel, which is used once. In a worker thread.

        Raises what `db.lending.sit_down` raises.
        """
        store, parcel, self.parcel = self.store, self.parcel or b"", None
        self._desk, self.known = take_seat(store, parcel, self.places)
        return entrance(store)

    def drop_keys(self) -> None:
        """Forget every key, and everything that was read with them; remember only who had them."""
        self._forget_index()
        if self._desk is not None:
            ring = self._desk.store.ring
            self._again = ring.holder if ring is not None else self._again
            self._desk.store.lock()
            self._desk = None

    def _forget_index(self) -> None:
        """Drop what can be found, also while a thread still reads it."""
        index, self._index = self._index, None
        if index is not None:
            index.forget()
