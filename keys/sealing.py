"""Seals to a public key, signs and verifies.

Sealing is HPKE base mode (RFC 9180) with the hybrid KEM MLKEM768_X25519 (X-Wing), HKDF-SHA256 and AES-256-GCM: it holds
while either half holds. HPKE knows no sender, so who sent a value must be signed inside it. Signing is Ed25519 over a
purpose and a message; a signature for one purpose is never valid for another.
"""

import hashlib
from collections.abc import Sequence
from typing import Final, Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from keys.envelope import KEY_BYTES, MAX_PLAINTEXT, encode_context, pad_to_bucket, unpad
from keys.errors import BadSignature, DecryptionError, KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.secrecy import Secretive

SIGNING_BYTES: Final = 32
SEALING_BYTES: Final = 1184 + 32
"""Size of a sealing public key: ML-KEM-768, then X25519."""

_VERSION: Final = 1
_SEALED_LABEL: Final = b"mhtui/sealed/1"
_SIGNED_LABEL: Final = b"mhtui/signed/1"
_MLKEM_PUBLIC: Final = 1184
_MLKEM_SEED: Final = 64
_MAX_SEALED: Final = MAX_PLAINTEXT + MAX_PLAINTEXT // 4 + 4096
_SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealingKey(Secretive):
    """The private half of a sealing key."""

    __slots__ = ("_private", "public")

    public: bytes
    """The public half: ML-KEM-768 (1184 bytes), then X25519 (32 bytes)."""

    def __init__(self, private: MLKEM768X25519PrivateKey, public: bytes) -> None:
        """Take both halves; use `from_seed`."""
        self._private = private
        self.public = public

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Expand a seed of 32 bytes as X-Wing does (SHAKE256 to 96 bytes: ML-KEM d and z, then X25519)."""
        if len(seed) != KEY_BYTES:
            raise KeyNotTrusted("a sealing seed has 32 bytes")
        expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED + 32)
        lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED])
        curve = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED:])
        public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        return cls(MLKEM768X25519PrivateKey(lattice, curve), public)

    def open(self, sealed: bytes, info: Sequence[bytes]) -> bytes:
        """Open what was sealed to this key; raises `DecryptionError`, `UnsupportedVersion` or `LimitExceeded`."""
        if len(sealed) > _MAX_SEALED:
            raise LimitExceeded
        if not sealed:
            raise DecryptionError
        if sealed[0] != _VERSION:
            raise UnsupportedVersion
        try:
            padded = _SUITE.decrypt(memoryview(sealed)[1:], self._private, _bound(info))
        except (InvalidTag, ValueError):
            raise DecryptionError from None
        return unpad(padded)


def seal_to(public_sealing: bytes, plaintext: bytes, info: Sequence[bytes]) -> bytes:
    """Seal a padded plaintext to a public key; `info` must be the same when it is opened.

    Layout: version (1) | HPKE encapsulated key (1120) | ciphertext and tag. Raises `KeyNotTrusted` when the bytes are
    no usable key, `LimitExceeded` above 16 MiB.
    """
    padded = pad_to_bucket(plaintext)
    try:
        return bytes([_VERSION]) + _SUITE.encrypt(padded, _public(public_sealing), _bound(info))
    except ValueError:
        raise KeyNotTrusted("not a usable sealing key") from None


def sign(private: Ed25519PrivateKey, purpose: bytes, message: bytes) -> bytes:
    """Sign a message for one purpose: 64 bytes."""
    return private.sign(encode_context([_SIGNED_LABEL, purpose, message]))


def verify(public_signing: bytes, purpose: bytes, message: bytes, signature: bytes) -> None:
    """Return when the signature is of this key over this purpose and message, else raise `BadSignature`."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public_signing)
        key.verify(signature, encode_context([_SIGNED_LABEL, purpose, message]))
    except (InvalidSignature, ValueError):
        raise BadSignature from None


def _public(raw: bytes) -> MLKEM768X25519PublicKey:
    """Read a public key; raises `ValueError`."""
    if len(raw) != SEALING_BYTES:
        raise ValueError("wrong size")
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]),
    )


def _bound(info: Sequence[bytes]) -> bytes:
    return encode_context([_SEALED_LABEL, *info])
