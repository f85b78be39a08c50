"""What every object that holds a secret has in common.

It never shows itself: not in `repr`, not in a traceback that prints local variables, not in a pickle or a copy.
"""

from typing import NoReturn, SupportsIndex


class Secretive:
    """Base of objects that hold key material: silent when printed, impossible to pickle or copy."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Say only what kind of thing it is."""
        return f"<{type(self).__name__}: sealed>"

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        """Refuse; a key leaves the process by a grant or a keyslot, never by accident."""
        raise TypeError(f"{type(self).__name__} cannot be pickled or copied")
