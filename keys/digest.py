"""A keyed digest: tells whether two contents are the same, to who holds the secret and to nobody else.

HMAC-SHA256 under a key derived for one use. It seals nothing, and a digest is never a key.
"""

import hashlib
import hmac
from collections.abc import Sequence

from keys.derivation import derive
from keys.envelope import encode_context


def keyed_digest(secret: bytes, use: bytes, parts: Sequence[bytes]) -> str:
    """Return 64 hexadecimal digits over the parts; raises `KeyNotTrusted` when the secret has not 32 bytes.

    Digests of another `use`, of another secret, or of the same bytes divided into other parts have nothing in common.
    """
    key = derive(secret, b"keyed digest", [use])
    return hmac.new(key, encode_context(parts), hashlib.sha256).hexdigest()
