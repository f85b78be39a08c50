"""What was destroyed since a backup was made, as the kluis it came from or a newer backup tells.

Neither is believed before its log was replayed over every row, and before it was seen to go on from the backup: a list
of tombstones that somebody made up would destroy what should come back.
"""

from contextlib import suppress
from pathlib import Path

from db.backup.drill import check_origin, mark_of_dump
from db.backup.lines import Dump
from db.backup.making import Progress, nobody
from db.backup.opening import open_backup
from db.backup.origin import hold_mark
from db.backup.restoring import holder_ring, tried
from db.errors import ForeignBackup, LogBroken, NotForThisKey
from db.opening import open_grants, read_directories
from db.replay import check_store
from db.shredding import Stone, stones
from db.store import Store
from keys.ring import Ring


def destroyed_in_kluis(store: Store, dump: Dump, ring: Ring) -> tuple[Stone, ...]:
    """Return what was destroyed in the kluis that a backup came from; what stayed of it only for who may read that.

    Raises `ForeignBackup`, `RolledBack` when the kluis is older than the backup, `LogBroken` when it does not hold.
    """
    check_origin(store, dump)
    if not check_store(store.location).sound:
        raise LogBroken("the kluis does not hold, so neither does what it says of dossiers that were destroyed")
    mine: Ring | None = None
    with store.reading() as connection:
        with suppress(NotForThisKey):
            mine = holder_ring(store.directory, ring)
            for keys in open_grants(connection, read_directories(connection), mine):
                mine.add(keys)
        return stones(connection, store.directory, mine)


def destroyed_in_backup(path: Path, dump: Dump, ring: Ring, *, progress: Progress = nobody) -> tuple[Stone, ...]:
    """Return what was destroyed between a backup and a newer one, which this ring has to open.

    Raises what `db.backup.opening` raises, and `ForeignBackup` when the other is not newer, or of another kluis.
    """
    with open_backup(path, progress=progress) as newer, newer.dump(ring) as later:
        if later.summary.store != dump.summary.store or not hold_mark(later, mark_of_dump(dump)):
            raise ForeignBackup("the other backup does not go on from this one")
        with tried(later, ring, progress=progress) as (connection, _, mine):
            return stones(connection, later.directory, mine)
