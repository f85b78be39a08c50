"""Coming in and going out: what the program does around the wachtzin, before anything is shown and after it is locked.

Each in a worker thread. A kluis that does not go on from what this computer remembers of it is refused before a key is
derived; upkeep that cannot be written stays undone, and keeps nobody out.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.heading import Heading, unsound

if TYPE_CHECKING:
    from db.store import Store
    from keys.directory import Holder
    from keys.passphrase import CostPolicy
    from mhtui.casework.desk import Desk
    from mhtui.pins import Known
    from mhtui.settings import Places


@dataclass(frozen=True, slots=True)
class Entrance:
    """What is known right after unlocking."""

    heading: Heading
    mark: int
    """The change mark of that moment."""


def come_in(
    store: "Store",
    holder_id: str,
    passphrase: str,
    places: "Places",
    policy: "CostPolicy",
    key_file: Path | None = None,
) -> "tuple[Desk, Known]":
    """Unlock a kluis; say what this computer can tell of it. Raises as `Store.unlock` and `db.marks.hold`.

    With the key file of this holder its wachtzin opens that; one of somebody else is left aside.
    """
    from mhtui.casework.desk import Desk
    from mhtui.pins import Pinboard

    pins = Pinboard(places)
    known = pins.check(store, holder_id)
    by_file = _open(store, holder_id, passphrase, policy, key_file)
    desk = Desk(store)
    _upkeep(desk, "" if by_file else passphrase, policy)
    pins.remember(store, None if by_file else holder_id)
    return desk, known


def _open(store: "Store", holder_id: str, passphrase: str, policy: "CostPolicy", path: Path | None) -> bool:
    """Unlock with the keyslot in the kluis, or with a key file; say whether it was the file."""
    from db.errors import KeyFileNeeded
    from db.keyfiles import holder_of, unlock_with
    from keys.errors import KeysError
    from mhtui.handin.errors import HandInError
    from mhtui.keyfiles import key_file_at

    trouble: Exception | None = None
    file = None
    try:
        file = None if path is None else key_file_at(path)
    except (HandInError, KeysError) as error:
        trouble = error
    if file is not None and file.public == store.directory.holder(holder_id).public:
        unlock_with(store, file, passphrase, policy=policy)
        return True
    try:
        store.unlock(holder_id, passphrase, policy=policy)
    except KeyFileNeeded:
        if trouble is not None:
            raise trouble from None
        if file is not None:
            holder_of(store, file.public)
        raise
    return False


def holder_by_file(store: "Store", path: Path) -> "Holder":
    """Return whose a key file is; raises `CannotRead`, `NotThisKey`, and what `read_key_file` raises."""
    from db.keyfiles import holder_of
    from mhtui.keyfiles import key_file_at

    return holder_of(store, key_file_at(path).public)


def caller_by_file(store: "Store", path: Path | None) -> str | None:
    """Return the id of the holder whose key file it is; None when there is none, or when it cannot be told."""
    from db.errors import DbError
    from keys.errors import KeysError
    from mhtui.handin.errors import HandInError

    with suppress(DbError, KeysError, HandInError):
        return None if path is None else holder_by_file(store, path).id
    return None


def has_file(store: "Store", path: Path) -> bool:
    """Whether the holder who is in came with this key file."""
    return caller_by_file(store, path) == store.me.id


def take_seat(store: "Store", parcel: bytes, places: "Places") -> "tuple[Desk, Known]":
    """Sit down at the table with what the process before this one handed over; the rest as `come_in`.

    Raises `keys.errors.BrokenParcel`, `db.errors.PassExpired`, `NoLongerHolder`.
    """
    from db.lending import sit_down
    from mhtui.casework.desk import Desk
    from mhtui.pins import Pinboard

    pins = Pinboard(places)
    known = pins.check(store)
    sit_down(store, parcel)
    pins.remember(store)
    return Desk(store), known


def seen_before(store: "Store", places: "Places") -> bool:
    """Whether this computer remembers how far the kluis was; a demonstration needs no remembering."""
    from mhtui.pins import Pinboard

    return store.demo or Pinboard(places).knows(store)


def go_out(store: "Store", places: "Places") -> None:
    """Remember how far the kluis is."""
    from mhtui.pins import Pinboard

    Pinboard(places).remember(store)


def _upkeep(desk: "Desk", passphrase: str, policy: "CostPolicy") -> None:
    """Make the keyslot cost what the program asks by now, and withdraw what an older finder let through."""
    from db.errors import DbError, LogBroken, ReadOnlyStore
    from db.keyslots import strengthen
    from mhtui.casework.release import withdraw_outdated

    with suppress(DbError):  # also of who has no keyslot here: there is nothing to strengthen
        strengthen(desk.store, passphrase, policy=policy)
    with suppress(LogBroken, ReadOnlyStore):
        withdraw_outdated(desk)


def heading_of(store: "Store") -> Heading:
    """What the header says of an unlocked store."""
    from keys.directory import Kind

    labels = [place.label for place in store.places()]
    lender = store.directory.holder(store.open_ring.holder)
    return Heading(
        store=next((label.store_name for label in labels if label.store_name), ""),
        role=str(store.role),
        signs=str(lender.role) if lender.role is not store.role else "",
        names_open=bool(store.places(Kind.IDENTITEIT)),
        demo=store.demo,
        alarm=unsound(store.role) if store.stopped else "",
    )


def entrance(store: "Store") -> Entrance:
    """What the program shows of an unlocked store at once. In a worker thread."""
    return Entrance(heading_of(store), store.change_mark())
