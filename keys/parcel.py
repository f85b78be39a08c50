"""What crosses the pipe to the fresh process at the table: the key of one overleg, and the key that was lent for it.

Nothing else fits in it: no root, no key of another compartment, no wachtzin and no name. It is written once, into a
pipe, and never kept; a checksum tells one that came through whole from one that did not.
"""

import hashlib
from typing import Final

from keys import canonical
from keys.compartment import CompartmentKeys
from keys.errors import BrokenParcel, KeysError
from keys.ring import Ring
from keys.table_pass import LentKey, parse_pass

MAX_PARCEL: Final = 4 * 1024
"""Largest parcel in bytes: it must fit in a pipe that nobody reads yet."""
_MAGIC: Final = b"mhtui parcel 1\n"
_DIGEST: Final = 32


def pack(lent: LentKey, keys: CompartmentKeys) -> bytes:
    """Write what the process at the table needs; raises `BrokenParcel` when the key is not that of the pass."""
    if (keys.compartment, keys.epoch) != (lent.table_pass.compartment, lent.table_pass.epoch):
        raise BrokenParcel
    body = canonical.dump(
        {
            "pass": lent.table_pass.canonical().decode(),
            "entry": lent.entry,
            "private": lent.private.hex(),
            "secret": keys.secret.hex(),
        }
    )
    return _MAGIC + hashlib.sha256(body).digest() + body


def unpack(raw: bytes) -> Ring:
    """Return the ring of the process at the table; raises `BrokenParcel` for anything that did not come whole."""
    body = raw[len(_MAGIC) + _DIGEST :]
    whole = raw[: len(_MAGIC)] == _MAGIC and raw[len(_MAGIC) : len(_MAGIC) + _DIGEST] == hashlib.sha256(body).digest()
    if not whole or len(raw) > MAX_PARCEL:
        raise BrokenParcel
    try:
        value = canonical.load(body)
        table_pass = parse_pass(canonical.text(value, "pass").encode())
        lent = LentKey(canonical.octets(value, "private"), table_pass, canonical.whole(value, "entry"))
        keys = CompartmentKeys(table_pass.compartment, table_pass.epoch, canonical.octets(value, "secret"))
    except (canonical.MalformedError, KeysError):
        raise BrokenParcel from None
    return Ring(table_pass.holder, lent, [keys])
