"""A disk that fails when it is told to: another process answers what one process asks of the kernel.

seccomp(2) hands the calls of a process that write to its parent, which lets the kernel do them or answers with an
error (Linux 5.5, any account, nothing to compile or to install). So SQLite, Python and a library in Rust meet a real
error of a real call. A file system in user space would need libfuse and its device; a VFS of another SQLite binding
would stand beside the `sqlite3` that the program uses; a library to load first would need a compiler.
"""

import array
import ctypes
import errno
import fcntl
import os
import platform
import re
import select
import shutil
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from db.locations import journal_of

_X86: Final = {
    "write": 1, "pwrite64": 18, "fsync": 74, "fdatasync": 75, "ftruncate": 77, "rename": 82, "link": 86, "unlink": 87,
    "unlinkat": 263, "renameat": 264, "linkat": 265, "renameat2": 316, "seccomp": 317, "arch": 0xC000003E,
}  # fmt: skip
_ARM: Final = {
    "write": 64, "pwrite64": 68, "fsync": 82, "fdatasync": 83, "ftruncate": 46, "unlinkat": 35, "renameat": 38,
    "linkat": 37, "renameat2": 276, "seccomp": 277, "arch": 0xC00000B7,
}  # fmt: skip
_MACHINES: Final = {"x86_64": _X86, "aarch64": _ARM}
_ON_A_FILE: Final = frozenset({"write", "pwrite64", "fsync", "fdatasync", "ftruncate"})
"""Calls that name an open file first; the others name a path."""
_NO_NEW_PRIVILEGES, _SET_FILTER, _NEW_LISTENER = 38, 1, 8
_ALLOW, _ASK, _GO_ON = 0x7FFF0000, 0x7FC00000, 1
_SINCE: Final = (5, 5)
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_ASKED, _ANSWER = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")


@dataclass(frozen=True, slots=True)
class Fault:
    """What the disk does: at which call in its folder, with which error, and whether it stays like that."""

    folder: str
    at: int | None = None
    error: int = errno.EIO
    stays: bool = False
    copies: str = ""
    """Where `kluis.db` of the folder and its journal are copied to, as they are before each call that writes."""
    held: bool = False
    """Whether that call waits until somebody says that it may go on, and then does what it should."""


@dataclass(slots=True)
class Watched:
    """What a child asked of its disk."""

    calls: list[str] = field(default_factory=list)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _numbers() -> dict[str, int]:
    """Return the numbers of the calls on this machine; raises `OSError` where they are not known, or it is too old."""
    release = re.match(r"(\d+)\.(\d+)", platform.release())
    if platform.system() != "Linux" or platform.machine() not in _MACHINES or release is None:
        raise OSError(errno.ENOSYS, "another system")
    if (int(release[1]), int(release[2])) < _SINCE:
        raise OSError(errno.ENOSYS, "it could not let a call go on")
    return _MACHINES[platform.machine()]


def give_away(channel: socket.socket) -> None:
    """Let who is at the other end answer every call of this process that writes; raises `OSError` where none can."""
    numbers = dict(_numbers())
    seccomp, arch = numbers.pop("seccomp"), numbers.pop("arch")
    steps = [(0x20, 0, 0, 4), (0x15, 1, 0, arch), (0x06, 0, 0, _ALLOW), (0x20, 0, 0, 0)]
    steps += [(0x15, len(numbers) - done, 0, number) for done, number in enumerate(numbers.values())]
    steps += [(0x06, 0, 0, _ALLOW), (0x06, 0, 0, _ASK)]
    raw = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    libc: Any = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    program = _Program(len(steps), ctypes.addressof(raw))
    listener = libc.syscall(seccomp, _SET_FILTER, _NEW_LISTENER, ctypes.byref(program))
    if listener < 0:
        raise OSError(ctypes.get_errno(), "no listener")
    channel.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [listener]))])
    os.close(listener)


def watch(channel: socket.socket, child: int, fault: Fault, hold: Callable[[], None]) -> Watched | None:
    """Answer the calls of a child until it is gone; None when this system lets nobody do that."""
    _, handles, _, _ = socket.recv_fds(channel, 1, 1)
    if not handles:
        return None
    watched = Watched()
    for number, call in _asked(handles[0], child, fault.folder):
        at = len(watched.calls)
        if call and fault.copies:
            _copy(Path(fault.folder) / "kluis.db", Path(fault.copies), at)
        if call and at == fault.at and fault.held:
            hold()
        due = fault.at is not None and not fault.held and (at == fault.at or (fault.stays and at > fault.at))
        fails = bool(call) and due
        if call:
            watched.calls.append(call)
        with suppress(OSError):  # it was killed while it waited
            answer = bytearray(_ANSWER.pack(number, 0, -fault.error if fails else 0, 0 if fails else _GO_ON))
            fcntl.ioctl(handles[0], _SEND, answer)
    os.close(handles[0])
    return watched


def _asked(listener: int, child: int, folder: str) -> Iterator[tuple[int, str]]:
    """Give each call that a child waits for: its number, and its name when it is about a file in the folder."""
    names = {number: name for name, number in _numbers().items()}
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    while True:
        events = poll.poll(1000)
        if events and events[0][1] & select.POLLIN:
            raw = bytearray(_ASKED.size)
            try:
                fcntl.ioctl(listener, _RECEIVE, raw)
            except OSError:  # it was killed in this moment
                continue
            number, pid, _, call, _, _, first, *_ = _ASKED.unpack(raw)
            yield number, names[call] if _concerns(names[call], pid, first, folder) else ""
        elif events or os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return


def _concerns(name: str, pid: int, handle: int, folder: str) -> bool:
    if name not in _ON_A_FILE:
        return True
    try:
        target = str(Path(f"/proc/{pid}/fd/{handle}").readlink())
    except OSError:
        return False
    return target.startswith((folder, "/memfd")) or " (deleted)" in target


def _copy(path: Path, there: Path, number: int) -> None:
    """Copy a file and its journal, as they stand on the disk in this moment."""
    for each in (path, journal_of(path)):
        if each.exists():
            shutil.copyfile(each, there / f"{number:04}-{each.name}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A file and its journal, as they stood on the disk."""

    main: bytes
    journal: bytes = b""

    def put(self, path: Path) -> None:
        """Let them stand there again."""
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir(mode=0o700)
        for each, content in ((path, self.main), (journal_of(path), self.journal)):
            if each == path or content:
                each.touch(mode=0o600)
                each.write_bytes(content)


def moments(copies: Path) -> list[Moment]:
    """Return what was copied, in its order."""
    found = []
    for main in sorted(copies.glob("*-kluis.db")):
        journal = journal_of(main)
        found.append(Moment(main.read_bytes(), journal.read_bytes() if journal.exists() else b""))
    return found
