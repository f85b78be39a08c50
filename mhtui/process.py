"""Hardens the process before anything secret is in it.

`harden()` runs before Textual is imported and before a wachtzin is read. It must never fail: what a system does not
offer is left as it is, and it prints nothing.
"""

import contextlib
import ctypes
import gc
import os
import sys
from typing import Final

PR_SET_DUMPABLE: Final = 4
"""prctl(2): 0 keeps other processes of the same account from reading our memory, and the kernel from dumping it."""
SWITCH_SECONDS: Final = 0.001
"""After which the screen gets its turn from a thread that computes; 0.005 without this."""
GARBAGE_THRESHOLDS: Final = (10_000, 10, 100)
"""New objects, looks at those, and looks at the somewhat older ones before all are looked at (`gc.set_threshold`)."""


def harden() -> None:
    """Scrub the settings of Textual from the environment, and forbid memory dumps where the system can."""
    scrub_environment()
    forbid_core_dumps()
    forbid_inspection()


def scrub_environment() -> None:
    """Drop every `TEXTUAL*` variable: they can log keystrokes, open a debugger or write pictures of the screen."""
    for name in [name for name in os.environ if name.upper().startswith("TEXTUAL")]:
        del os.environ[name]


def forbid_core_dumps() -> None:
    """Set the size of a core dump to 0, for good, where the system knows such a limit."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_inspection() -> None:
    """Make the process not dumpable (Linux)."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_the_screen_quick() -> None:
    """Let a thread that computes hand over more often, and let Python look for garbage in small helpings.

    Only for the program on the screen. Opening ten thousand dossiers makes so many objects that Python looks through
    all there are for rings of garbage, three times over; nothing is painted meanwhile, for a tenth of a second and
    more. What a record is made of never lies in a ring.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*GARBAGE_THRESHOLDS)
