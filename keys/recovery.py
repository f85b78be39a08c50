"""The herstelcode: 32 random bytes, printed in groups that each tell whether they were copied right.

Fourteen groups of five signs: four carry data, the fifth guards the group. The alphabet leaves out I, L, O and U; who
types I, L or O is understood. Where the code is printed, and what else is on that sheet, is not for this module.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

from keys.envelope import KEY_BYTES, new_key
from keys.errors import KeyNotTrusted, LimitExceeded, MistypedCode

GROUPS: Final = 14
"""Number of printed groups."""
GROUP_SIGNS: Final = 5
"""Signs in a group, the guarding one included."""

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ: Final = {sign: at for at, sign in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SEPARATORS: Final = str.maketrans(dict.fromkeys("-–—‑_.,;:", " "))
_GROUPS_PER_LINE: Final = 7
_DATA_SIGNS: Final = GROUP_SIGNS - 1
_SIGN_BITS: Final = 5
_CHECK_BYTES: Final = 3
_CHECK_LABEL: Final = b"mhtui/recovery/1"
_MAX_TYPED: Final = 1000
_WEIGHTS: Final = (2, 4, 8, 16)
"""One for each data sign, in the field of 32 elements: distinct, not 0, and not the 1 of the guarding sign."""
_FIELD: Final = 0b100101
"""x^5 + x^2 + 1, the polynomial of that field."""


def new_code() -> bytes:
    """Make a recovery code: 32 random bytes."""
    return new_key()


def print_code(code: bytes) -> str:
    """Write a code as two lines of seven groups; raises `KeyNotTrusted` when it has not 32 bytes."""
    if len(code) != KEY_BYTES:
        raise KeyNotTrusted("a recovery code has 32 bytes")
    number = int.from_bytes(code + _check(code), "big")
    count = GROUPS * _DATA_SIGNS
    signs = [number >> _SIGN_BITS * (count - 1 - at) & 31 for at in range(count)]
    groups = []
    for group in range(GROUPS):
        data = signs[group * _DATA_SIGNS : (group + 1) * _DATA_SIGNS]
        groups.append("".join(_ALPHABET[sign] for sign in [*data, _guard(group, data)]))
    return "\n".join(" ".join(groups[at : at + _GROUPS_PER_LINE]) for at in range(0, GROUPS, _GROUPS_PER_LINE))


def read_code(text: str) -> bytes:
    """Read a typed code, whatever the case, spaces, dashes or lines.

    One wrong sign, or two signs of a group exchanged, or two groups exchanged, is always found. Raises `MistypedCode`
    with the first wrong group, and `LimitExceeded` on a text that is far too long.
    """
    if len(text) > _MAX_TYPED:
        raise LimitExceeded
    number = 0
    for group, typed in _typed_groups(text):
        signs = [_READ[sign] for sign in typed if sign in _READ]
        if group >= GROUPS or len(typed) != GROUP_SIGNS or len(signs) != GROUP_SIGNS:
            raise MistypedCode(group + 1)
        *data, guard = signs
        if guard != _guard(group, data):
            raise MistypedCode(group + 1)
        for sign in data:
            number = number << _SIGN_BITS | sign
    raw = number.to_bytes(KEY_BYTES + _CHECK_BYTES, "big")
    code = raw[:KEY_BYTES]
    if raw[KEY_BYTES:] != _check(code):
        raise MistypedCode(0)
    return code


def _typed_groups(text: str) -> Iterator[tuple[int, str]]:
    """Divide as it was typed when that gives the right number of groups, else by counting signs."""
    groups = text.upper().translate(_SEPARATORS).split()
    if len(groups) != GROUPS:
        joined = "".join(groups)
        size = max(len(joined), GROUPS * GROUP_SIGNS)
        groups = [joined[at : at + GROUP_SIGNS] for at in range(0, size, GROUP_SIGNS)]
    yield from enumerate(groups)


def _guard(group: int, data: list[int]) -> int:
    """Weigh the data signs and the place of the group into the guarding sign."""
    guard = group
    for weight, sign in zip(_WEIGHTS, data, strict=True):
        guard ^= _times(weight, sign)
    return guard


def _times(one: int, other: int) -> int:
    """Multiply in the field of 32 elements."""
    product = 0
    for bit in range(_SIGN_BITS):
        if other >> bit & 1:
            product ^= one << bit
    for bit in range(2 * _SIGN_BITS - 2, _SIGN_BITS - 1, -1):
        if product >> bit & 1:
            product ^= _FIELD << bit - _SIGN_BITS
    return product


def _check(code: bytes) -> bytes:
    return hashlib.sha256(_CHECK_LABEL + code).digest()[:_CHECK_BYTES]
