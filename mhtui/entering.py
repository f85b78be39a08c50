"""What the program does right when somebody came in: upkeep that needs an open kluis, and what the header shows.

Each in a worker thread. What cannot be written stays as it is: nobody is kept out for it.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from mhtui.heading import Heading, unsound

if TYPE_CHECKING:
    from db.store import Store
    from keys.passphrase import CostPolicy
    from mhtui.casework.desk import Desk


def after_unlocking(desk: "Desk", passphrase: str, policy: "CostPolicy") -> None:
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
