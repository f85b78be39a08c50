"""Derives every key of this floor from a secret: HKDF-SHA256 (RFC 5869), one label for each use.

A derived key is never used for two things, and a secret is never used directly.
"""

from collections.abc import Sequence
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from keys.envelope import KEY_BYTES, encode_context
from keys.errors import KeyNotTrusted

_FAMILY: Final = b"mhtui/keys/1"


def derive(secret: bytes, label: bytes, context: Sequence[bytes] = ()) -> bytes:
    """Derive 32 bytes for one use from a secret of 32 bytes; raises `KeyNotTrusted` on another size."""
    if len(secret) != KEY_BYTES:
        raise KeyNotTrusted("a secret to derive from has 32 bytes")
    return HKDF(SHA256(), KEY_BYTES, None, encode_context([_FAMILY, label, *context])).derive(secret)
