"""What the program gives back when it ends; the same numbers from the command line and the screens."""

from typing import Final

DONE: Final = 0
REFUSED: Final = 1
"""A form or file was refused."""
WRONG_USE: Final = 2
LOCKED: Final = 3
"""Locked, not granted, not allowed, or a wrong wachtzin."""
DAMAGED: Final = 4
"""Damaged or tampered with."""
STORAGE: Final = 5
"""Storage, or not a kluis that this program can use."""
OUR_MISTAKE: Final = 70
"""A mistake in the program itself (EX_SOFTWARE of sysexits.h)."""
SIGNALLED: Final = 128
"""Ended by a signal: this and its number, as shells count."""
INTERRUPTED: Final = 130
"""Stopped with Ctrl-C (128 + SIGINT)."""
NOBODY_READS: Final = 141
"""Whoever read the output closed it (128 + SIGPIPE)."""
