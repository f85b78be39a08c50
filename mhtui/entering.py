"""What the program does right when somebody came in, before anything is shown: upkeep that needs an open kluis.

Each in a worker thread. What cannot be written stays as it is: nobody is kept out for it.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
