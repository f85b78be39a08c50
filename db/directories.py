"""The chain of directories as one program knows it, followed as other programs make it longer.

It never goes back: a shorter chain is not taken over, another one is refused.
"""

import threading

from sqlalchemy.engine import Connection

from db.opening import newest_directory, read_directories
from keys.directory import Directory
from keys.errors import ForgedDirectory


class KnownDirectories:
    """Every directory so far, oldest first; safe to use from any thread."""

    def __init__(self, chain: tuple[Directory, ...]) -> None:
        self.chain = chain
        self._following = threading.Lock()

    @property
    def newest(self) -> Directory:
        """The last of the chain: holders, roles and compartments as they are now."""
        return self.chain[-1]

    def follow(self, connection: Connection) -> bool:
        """Take over the chain of the store where it goes on from ours; say whether it did.

        A shorter one is not taken over: the connection may see a moment before ours. Whether the store itself went
        back, `db.log.check_last` tells before anything is written. Raises `ForgedDirectory` for another chain.
        """
        with self._following:
            chain = read_directories(connection)
            if any(theirs != ours for theirs, ours in zip(chain, self.chain, strict=False)):
                raise ForgedDirectory("the directory was replaced by another")
            longer = len(chain) > len(self.chain)
            self.chain = chain if longer else self.chain
            return longer

    def follow_newer(self, connection: Connection) -> bool:
        """Follow when the last number of the store is another than ours; quick enough for every read."""
        return newest_directory(connection) != self.newest.number and self.follow(connection)
