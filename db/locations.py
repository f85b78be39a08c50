"""Where a kluis may stand: one file of its owner on a local disk, or a PostgreSQL database.

Decides before anything is opened, so that an unsafe place is refused before a byte is written there, and a file that is
not ours is never touched.
"""

import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.errors import AlreadyExists, InsecureServer, NetworkShare, NotAStore, NotFound, StorageFailure, UnsafeFile

_ADDRESS: Final = re.compile(r"postgres(ql)?(\+\w+)?:|[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""How the address of a server starts, ours or another; one letter is a disk of Windows."""
APPLICATION_ID: Final = 0x6D68_7475
"""Written in the header of our SQLite files."""
_MAGIC: Final = b"SQLite format 3\0"
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_APPLICATION_ID_AT: Final = 68
"""Offset in the header (sqlite.org, "Database File Format", 1.3)."""
_LOCAL_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_NETWORK_FILESYSTEMS: Final = frozenset(
    {"nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "davfs", "fuse.davfs",
     "fuse.sshfs", "sshfs", "webdav", "afpfs", "glusterfs", "fuse.glusterfs", "ceph", "lustre", "9p", "fuse.rclone"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted filesystem: where, of which type, with which options."""

    point: str
    filesystem: str
    options: str = ""


MountReader = Callable[[], Sequence[Mount]]


def read_mounts() -> Sequence[Mount]:
    """Return the mounted filesystems of this machine."""
    import psutil

    return [Mount(part.mountpoint, part.fstype, part.opts) for part in psutil.disk_partitions(all=True)]


def is_server(location: str) -> bool:
    """Whether a location names a database server instead of a file.

    Also one that we cannot use: taken for a file, its password would become the name of a folder.
    """
    return _ADDRESS.match(location) is not None


def refuse_network_share(path: Path, mounts: MountReader = read_mounts) -> None:
    """Raise `NetworkShare` when the folder of `path` stands on a network filesystem."""
    folder = path.resolve().parent
    if str(folder).startswith("\\\\"):
        raise NetworkShare("the file stands on a network share")
    holding = [mount for mount in mounts() if folder.is_relative_to(mount.point)]
    if not holding:
        return
    # of two mounts on one point the later hides the earlier
    closest = max(reversed(holding), key=lambda mount: len(mount.point))
    if closest.filesystem.lower() in _NETWORK_FILESYSTEMS or "remote" in closest.options.split(","):
        raise NetworkShare("the file stands on a network share")


def refuse_open_file(path: Path) -> None:
    """Raise `UnsafeFile` when others may read or write the file, or put another in its place.

    Not on Windows, where access lists rule. A folder that anybody may write is refused unless it is sticky, as the
    folder for temporary files is: there nobody can rename or replace what belongs to somebody else.
    """
    if os.name == "nt":
        return
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeFile("the file can be read by other accounts")
    folder = path.resolve().parent.stat().st_mode
    if folder & stat.S_IWOTH and not folder & stat.S_ISVTX:
        raise UnsafeFile("anybody may replace files in this folder")


def is_ours(path: Path) -> bool:
    """Whether the file starts as a kluis does; reads its header without opening it as a database."""
    with path.open("rb") as file:
        header = file.read(100)
    at = _APPLICATION_ID_AT
    return header.startswith(_MAGIC) and int.from_bytes(header[at : at + 4], "big") == APPLICATION_ID


def check_existing(path: Path, mounts: MountReader = read_mounts) -> None:
    """Raise the error that says why the file cannot be used as a kluis, before it is opened."""
    try:
        if not path.exists():
            raise NotFound("there is no kluis here")
        if not path.is_file():
            raise NotAStore("this is not a file")
        refuse_network_share(path, mounts)
        refuse_open_file(path)
        if not is_ours(path):
            raise NotAStore("this is not a kluis")
    except OSError:
        raise StorageFailure("the file cannot be reached") from None


def is_read_only(path: Path) -> bool:
    """Whether the owner has taken away the right to write (also for an administrator, who could write anyway)."""
    try:
        return not path.stat().st_mode & stat.S_IWUSR or not os.access(path, os.W_OK)
    except OSError:
        raise StorageFailure("the file cannot be reached") from None


def check_free(path: Path, mounts: MountReader = read_mounts) -> None:
    """Raise `AlreadyExists` or `NetworkShare` when no new kluis can come here; writes nothing.

    What an interrupted attempt left behind does not count: a file of 0 bytes, or one whose first transaction never
    ended, which SQLite makes empty again when it is opened.
    """
    try:
        refuse_network_share(path, mounts)
        if not path.is_symlink() and not path.exists():
            return
        interrupted = path.is_file() and (path.stat().st_size == 0 or _never_finished(path))
    except OSError:
        raise StorageFailure("the file cannot be reached") from None
    if not interrupted:
        raise AlreadyExists("there is something already in this place")


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the rollback journal of a file."""
    return path.with_name(f"{path.name}-journal")


def _never_finished(path: Path) -> bool:
    """Whether a journal says that the file was empty before (sqlite.org, "Database File Format", 3)."""
    journal = journal_of(path)
    if not journal.is_file():
        return False
    with journal.open("rb") as file:
        header = file.read(20)
    return header.startswith(_JOURNAL_MAGIC) and header[16:20] == bytes(4)


def prepare_new(path: Path, mounts: MountReader = read_mounts) -> bool:
    """Make an empty file 0600 in a folder 0700 that only its owner can enter; say whether it was made.

    False when an interrupted attempt is taken over. Raises `AlreadyExists`, `NetworkShare`, `StorageFailure`.
    """
    check_free(path, mounts)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            path.chmod(0o600)
            return False
    except OSError:
        raise StorageFailure("the file cannot be made here") from None
    return True


def remove_new(path: Path) -> None:
    """Take away the file that `prepare_new` made, when nothing was written in it, not by anybody else either."""
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


def write_out(path: Path) -> None:
    """Wait until all of a file is on the disk; raises `StorageFailure`."""
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError:
        raise StorageFailure("the disk failed") from None


def server_tls(
    host: str | None, query: Mapping[str, str | Sequence[str]], environment: Mapping[str, str]
) -> str | None:
    """Return the sslmode to use for a server; raises `InsecureServer` when a weaker one is asked over the network.

    Looks wherever libpq lets a host be named: the address, its query, a service file, the environment.
    """
    hosts = [each for each in (host or "", *_named(query, "host")) if each] or [environment.get("PGHOST", "")]
    hosts += _named(query, "hostaddr") or [environment.get("PGHOSTADDR", "")]
    service = bool(_named(query, "service")) or "PGSERVICE" in environment
    asked = _named(query, "sslmode")
    if not service and all(each in _LOCAL_HOSTS or each.startswith(("/", "@")) for each in hosts if each):
        return asked[-1] if asked else None
    if any(mode != "verify-full" for mode in asked):
        raise InsecureServer("a server over the network needs sslmode=verify-full")
    return "verify-full"


def _named(query: Mapping[str, str | Sequence[str]], name: str) -> list[str]:
    """Return the values of a part of the query, however often and with however many commas it was given."""
    found = query.get(name, ())
    return [part for each in ([found] if isinstance(found, str) else found) for part in each.split(",")]
