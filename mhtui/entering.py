"""Coming in and going out: what the program does around the wachtzin, before anything is shown and after it is locked.

Each in a worker thread. A kluis that does not go on from what this computer remembers of it is refused before a key is
derived; upkeep that cannot be written stays undone, and keeps nobody out.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from mhtui.heading import Heading, unsound

if TYPE_CHECKING:
    from db.store import Store
    from keys.passphrase import CostPolicy
    from mhtui.casework.desk import Desk
    from mhtui.pins import Known
    from mhtui.settings import Places


def come_in(
    store: "Store", holder_id: str, passphrase: str, places: "Places", policy: "CostPolicy"
) -> "tuple[Desk, Known]":
    """Unlock a kluis; say what this computer can tell of it. Raises as `Store.unlock` and `db.marks.hold`."""
    from mhtui.casework.desk import Desk
    from mhtui.pins import Pinboard

    pins = Pinboard(places)
    known = pins.check(store, holder_id)
    store.unlock(holder_id, passphrase, policy=policy)
    desk = Desk(store)
    _upkeep(desk, passphrase, policy)
    pins.remember(store, holder_id)
    return desk, known


def go_out(store: "Store", places: "Places") -> None:
    """Remember how far the kluis is."""
    from mhtui.pins import Pinboard

    Pinboard(places).remember(store)


def _upkeep(desk: "Desk", passphrase: str, policy: "CostPolicy") -> None:
    """Make the keyslot cost what the program asks by now, and withdraw what an older finder let through."""
    from db.errors import DbError, LogBroken, ReadOnlyStore
    from db.keyslots import strengthen
    from mhtui.casework.release import withdraw_outdated

    with suppress(DbError):
        strengthen(desk.store, passphrase, policy=policy)
    with suppress(LogBroken, ReadOnlyStore):
        withdraw_outdated(desk)


def heading_of(store: "Store") -> Heading:
    """What the header says of an unlocked store."""
    from keys.directory import Kind

    labels = [place.label for place in store.places()]
    return Heading(
        store=next((label.store_name for label in labels if label.store_name), ""),
        role=str(store.role),
        names_open=bool(store.places(Kind.IDENTITEIT)),
        demo=store.demo,
        alarm=unsound(store.role) if store.stopped else "",
    )
