"""The error tree of the store.

    DbError
    ├── NotFound          no such row
    ├── NotAllowed        this role may not do that
    │   ├── NoLongerHolder   the key of this session was taken back
    │   │   └── PassEnded    the kluis got new keys, and what was lent for the table ended with the old ones
    │   ├── PassExpired      the twelve hours of a key that was lent for the table are over
    │   ├── RootStays        a holder of beheer leaves, and nobody certified a new root
    │   ├── NotThisSheet     the herstelcode is not that of this kluis, or a newer sheet retired it
    │   ├── NotThisKey       no holder of this kluis has that personal key, or its holder left
    │   ├── KeyFileNeeded    this holder has no keyslot in the kluis, but a personal key file
    │   └── KeyInUse         a public key that a holder of this kluis has, or had
    ├── StaleVersion      somebody else was first; carries their row
    ├── Tampered          a row does not open where it stands
    │   └── KeyMissing    its data key is gone and no tombstone says why
    ├── LogBroken         the signed chain does not hold
    ├── RolledBack        the kluis does not go on from the mark that was kept of it
    │   ├── OlderStore       lines of the log are gone from its end
    │   ├── OlderDirectory   an older directory stands in the place of the newest
    │   ├── RootReplaced     another root key than the one of the mark
    │   └── WeakenedSlot     a keyslot asks less work than it did
    ├── NotAStore         the file or database is not a kluis
    ├── NewerFormat       written by a newer version of the program
    ├── NotABackup        the file is not a backup of this program
    ├── BackupDamaged     a byte of the backup is not as it was written, or its maker did not sign it
    ├── ForeignBackup     the backup is whole, but of another kluis than the one that is known here
    ├── NotForThisKey     the backup is whole, and this key does not open it
    ├── AlreadyExists     there is something already where a new kluis should come
    ├── UnsafeFile        others than the owner can read the file
    ├── NetworkShare      the file stands on a network share
    ├── InsecureServer    a database server would be reached without a verified certificate
    ├── ReadOnlyStore     the file cannot be written
    ├── StorageFull       no room left
    └── StorageFailure    the disk or the server failed
        ├── BadAddress       not the address of a database server we can use
        ├── NoDriver         what speaks to PostgreSQL is not installed
        ├── ServerOutOfReach the server does not answer, or does not let this account in
        └── StoreBusy     another program kept the kluis to itself for too long

Messages are in English and name tables and ids, never content. Screens and the command line speak Dutch.
"""
# ruff: noqa: N818 - named for what happened; the root says that they are errors


class DbError(Exception):
    """Root of this floor's errors."""


class NotFound(DbError):
    """There is no such row."""


class NotAllowed(DbError):
    """The role of this holder may not do this deed, or not on this table."""


class NoLongerHolder(NotAllowed):
    """The holder of this session left; the session is locked and opens nothing more."""


class PassEnded(NoLongerHolder):
    """The kluis got new keys since the pass for the table was given; the session is locked."""


class PassExpired(NotAllowed):
    """The pass for the table is over; reading goes on, nothing more is written with it."""


class RootStays(NotAllowed):
    """Who held the root key leaves, and without the herstelcode no other root key can take its place."""


class NotThisSheet(NotAllowed):
    """The herstelcode is well typed, but no herstelblad of this kluis has it; `retired` when an older one did."""

    def __init__(self, *, retired: bool) -> None:
        super().__init__("the recovery code is not that of this kluis")
        self.retired = retired


class NotThisKey(NotAllowed):
    """No holder who may come in has this personal key; `retired` when a holder who left had it."""

    def __init__(self, *, retired: bool) -> None:
        super().__init__("the personal key is not of a holder of this kluis")
        self.retired = retired


class KeyFileNeeded(NotAllowed):
    """The holder comes in with a personal key file: the kluis holds no keyslot of theirs."""


class KeyInUse(NotAllowed):
    """The public key is that of a holder who is there or was; everybody brings a key of their own."""


class StaleVersion(DbError):
    """The row was changed by somebody else since it was read; `theirs` is the row as it is now."""

    def __init__(self, message: str, theirs: object) -> None:
        super().__init__(message)
        self.theirs = theirs
        """A `Stored` row."""


class Tampered(DbError):
    """A row does not open in the place where it stands."""


class KeyMissing(Tampered):
    """A row's data key is gone and nothing says that it was shredded."""


class LogBroken(DbError):
    """The signed chain of log entries does not hold; writing has stopped."""


class RolledBack(DbError):
    """The kluis does not go on from the mark that this computer kept of it."""


class OlderStore(RolledBack):
    """The log ends before the entry of the mark: an older kluis was put back, or its tail was cut off."""


class OlderDirectory(RolledBack):
    """There are fewer directories than there were."""


class RootReplaced(RolledBack):
    """The directory of the mark was signed by another root key."""


class WeakenedSlot(RolledBack):
    """The keyslot asks less work than when it was last opened here."""


class NotAStore(DbError):
    """The file or database is not a kluis."""


class NewerFormat(DbError):
    """The kluis was written by a newer version of the program."""


class NotABackup(DbError):
    """The file is not a backup of this program."""


class BackupDamaged(DbError):
    """The backup is not as its maker wrote it, or nobody of the kluis made it; nothing of it was used."""


class ForeignBackup(DbError):
    """The backup is whole, but not of the kluis that is known here, or of one that went another way."""


class NotForThisKey(DbError):
    """The backup is whole, but it was not sealed to this key."""


class AlreadyExists(DbError):
    """Something already stands where a new kluis should come."""


class UnsafeFile(DbError):
    """The file or its folder is open to others than its owner."""


class NetworkShare(DbError):
    """A SQLite file on a network share is not safe."""


class InsecureServer(DbError):
    """The server would be reached over the network without a verified certificate."""


class ReadOnlyStore(DbError):
    """The file cannot be written."""


class StorageFull(DbError):
    """There is no room left; nothing of the last change was kept."""


class StorageFailure(DbError):
    """The disk or the server failed; nothing of the last change was kept."""


class BadAddress(StorageFailure):
    """The text is not the address of a database server we can use; nothing was reached."""


class NoDriver(StorageFailure):
    """What speaks to PostgreSQL is not installed."""


class ServerOutOfReach(StorageFailure):
    """The server does not answer, does not know the database, or does not let this account in."""


class StoreBusy(StorageFailure):
    """Another program kept the kluis to itself for longer than we wait; nothing of the last change was kept."""
