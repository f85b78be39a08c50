"""The pipe between this process and the fresh one at the table: what it needs goes through, and nothing stays behind.

A pipe is memory of the system: no file, no argument and no environment ever holds what goes through. The environment
only tells the fresh process which pipe it is.
"""

import os
import stat
import sys
from typing import Final

PIPE: Final = "MHTUI_PARCEL"
"""In the environment of a process on its way to the table: the pipe that the parcel is in."""
LARGEST: Final = 4096
"""Bytes that are put in a pipe nobody reads yet: no system's pipe holds less."""
_OWN: Final = 3
"""Files every process has: the keyboard, the screen and the errors."""


def put(parcel: bytes) -> int:
    """Put a parcel in a pipe and close its other end; return the end that a fresh process may inherit and read."""
    if len(parcel) > LARGEST:
        raise ValueError("a parcel has to fit in a pipe that nobody reads yet")
    reader, writer = os.pipe()
    os.write(writer, parcel)
    os.close(writer)
    os.set_inheritable(reader, True)  # noqa: FBT003 - the function takes no name
    return reader


def received() -> bytes | None:
    """Return the parcel that the process before this one put in a pipe, once; None when it put none there.

    What cannot be read is an empty parcel: the door then says that it did not come through.
    """
    named = os.environ.pop(PIPE, None)
    if named is None:
        return None
    try:
        pipe = _opened(int(named))
        if not stat.S_ISFIFO(os.fstat(pipe).st_mode):
            return b""
        with os.fdopen(pipe, "rb", buffering=0) as file:
            parcel = b""
            while len(parcel) <= LARGEST and (part := file.read(LARGEST)):
                parcel += part
            return parcel
    except (OSError, ValueError, OverflowError):
        return b""


def _opened(named: int) -> int:
    """Return the number by which this process knows the pipe; never one of its three own."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(named, os.O_RDONLY)
    if named < _OWN:
        raise ValueError("not a pipe of ours")
    return named
