"""The kenmerk of the logboek: what is printed of its newest line, and typed back on a computer that is new to it.

From inside nobody sees that an older kluis was put back whole. A kenmerk on paper tells: an older one does not have the
line it is of. Twenty digits are enough to name a line; it holds nothing secret.
"""

import re
from typing import Final

from db.marks import find_entry, mark_of
from db.store import Store
from mhtui.casework.errors import InvalidForm, Problem

SHORT: Final = 20
"""Hexadecimal digits that are printed, of the 64: 80 bits."""
_GROUP: Final = 4
_TYPED: Final = re.compile(r"[0-9a-f]{20,64}")
_BETWEEN: Final = re.compile(r"[\s.·-]+")


def printed(digest: str) -> str:
    """Write the beginning of a digest in five groups of four."""
    digits = digest[:SHORT].upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def newest(store: Store) -> str:
    """Return what is printed of the newest line; the kluis may be locked."""
    return printed(mark_of(store).head)


def line_of(store: Store, typed: str) -> int | None:
    """Return the number of the line with a typed kenmerk, None when the logboek has no such line.

    Raises `InvalidForm` for what cannot be a kenmerk: too short, or other signs than digits and A to F.
    """
    digits = _BETWEEN.sub("", typed).lower()
    if not _TYPED.fullmatch(digits):
        raise InvalidForm("kenmerk", Problem.MISSING if not digits else Problem.UNKNOWN_VALUE)
    return find_entry(store, digits)
