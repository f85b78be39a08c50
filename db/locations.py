"""Where a kluis may stand: one file of its owner on a local disk, or a PostgreSQL database.

Decides before anything is opened, so that an unsafe place is refused before a byte is written there.
"""

import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.errors import AlreadyExists, InsecureServer, NetworkShare, NotFound, StorageFailure, UnsafeFile

POSTGRES_PREFIX: Final = "postgresql"
_LOCAL_HOSTS: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})
_NETWORK_FILESYSTEMS: Final = frozenset(
    {"nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "davfs", "fuse.davfs",
     "fuse.sshfs", "sshfs", "webdav", "afpfs", "glusterfs", "fuse.glusterfs", "ceph", "lustre"}
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
    """Whether a location names a database server instead of a file."""
    return location.startswith((f"{POSTGRES_PREFIX}:", f"{POSTGRES_PREFIX}+"))


def refuse_network_share(path: Path, mounts: MountReader = read_mounts) -> None:
    """Raise `NetworkShare` when the folder of `path` stands on a network filesystem."""
    folder = path.resolve().parent
    if str(folder).startswith("\\\\"):
        raise NetworkShare("the file stands on a network share")
    holding = [mount for mount in mounts() if folder.is_relative_to(mount.point)]
    if not holding:
        return
    closest = max(holding, key=lambda mount: len(mount.point))
    if closest.filesystem.lower() in _NETWORK_FILESYSTEMS or "remote" in closest.options.split(","):
        raise NetworkShare("the file stands on a network share")


def refuse_open_file(path: Path) -> None:
    """Raise `UnsafeFile` when others than the owner may read or write the file (not on Windows, where ACLs rule)."""
    if os.name == "nt":
        return
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeFile("the file can be read by other accounts")


def check_existing(path: Path, mounts: MountReader = read_mounts) -> None:
    """Raise the error that says why the file cannot be used as a kluis, before it is opened."""
    if not path.exists():
        raise NotFound("there is no kluis here")
    if not path.is_file():
        raise UnsafeFile("this is not a file")
    refuse_network_share(path, mounts)
    refuse_open_file(path)


def is_read_only(path: Path) -> bool:
    """Whether the owner has taken away the right to write (also for an administrator, who could write anyway)."""
    return not path.stat().st_mode & stat.S_IWUSR or not os.access(path, os.W_OK)


def prepare_new(path: Path, mounts: MountReader = read_mounts) -> None:
    """Make an empty file 0600 in a folder 0700 that only its owner can enter; raises `AlreadyExists`, `NetworkShare`.

    A file of 0 bytes is what an interrupted attempt leaves behind; it holds nothing and is taken over.
    """
    refuse_network_share(path, mounts)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size == 0:
            path.unlink()
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except FileExistsError:
        raise AlreadyExists("there is something already in this place") from None
    except OSError:
        raise StorageFailure("the file cannot be made here") from None
    os.close(descriptor)


def server_tls(host: str | None, asked: str | None) -> str | None:
    """Return the sslmode to use for a server; raises `InsecureServer` when a weaker one is asked over the network."""
    if (host or "") in _LOCAL_HOSTS or (host or "").startswith("/"):
        return asked
    if asked not in {None, "verify-full"}:
        raise InsecureServer("a server over the network needs sslmode=verify-full")
    return "verify-full"
