"""Seals and opens one value under one symmetric key, bound to where it belongs.

Layout: version (1) | algorithm (1) | epoch (4, big-endian) | nonce (12) | AES-256-GCM ciphertext and tag.
The first six bytes and the whole context are authenticated, so a value opens only where it was sealed.
This module never chooses a key, never stores one, and tells nobody why a value did not open.
"""

import os
import struct
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from keys.errors import DecryptionError, KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.secrecy import Secretive

KEY_BYTES: Final = 32
MAX_PLAINTEXT: Final = 16 * 1024 * 1024
"""Largest plaintext in bytes; a record is some kilobytes."""

_VERSION: Final = 1
_PADDED: Final = 1
_EXACT: Final = 2
_HEAD: Final = struct.Struct(">BBI")
_NONCE_BYTES: Final = 12
_BODY_AT: Final = _HEAD.size + _NONCE_BYTES
_TAG_BYTES: Final = 16
_LENGTH: Final = struct.Struct(">I")
_SMALLEST_BUCKET: Final = 256
_LAST_DOUBLING: Final = 4096
_MAX_SEALED: Final = _BODY_AT + MAX_PLAINTEXT + MAX_PLAINTEXT // 4 + _TAG_BYTES


def encode_context(parts: Sequence[bytes]) -> bytes:
    """Encode the parts so that no other sequence of parts gives the same bytes.

    Layout: number of parts, then every length (each 4 bytes, big-endian), then the parts themselves.
    """
    return struct.pack(f">{len(parts) + 1}I", len(parts), *map(len, parts)) + b"".join(parts)


def bucket(length: int) -> int:
    """Tell to how many bytes a plaintext of `length` bytes is padded, its four length bytes included.

    Doubling from 256 to 4096, then four steps to a doubling: at most 25 % more, and few sizes to tell apart.
    """
    total = length + _LENGTH.size
    if total <= _SMALLEST_BUCKET:
        return _SMALLEST_BUCKET
    bits = (total - 1).bit_length()
    if total <= _LAST_DOUBLING:
        return 1 << bits
    step = 1 << (bits - 3)
    return -(-total // step) * step


def pad_to_bucket(plaintext: bytes) -> bytes:
    """Bring the plaintext to its bucket: length (4 bytes), plaintext, zeros; raises `LimitExceeded`."""
    if len(plaintext) > MAX_PLAINTEXT:
        raise LimitExceeded
    return (_LENGTH.pack(len(plaintext)) + plaintext).ljust(bucket(len(plaintext)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Give the plaintext back that `pad_to_bucket` was given; raises `DecryptionError`."""
    end = int.from_bytes(padded[: _LENGTH.size], "big") + _LENGTH.size
    if len(padded) < end or len(padded) < _SMALLEST_BUCKET:
        raise DecryptionError
    return padded[_LENGTH.size : end]


def new_key() -> bytes:
    """Make a random key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def epoch_of(sealed: bytes) -> int:
    """Read the epoch a value says it was sealed in; only opening the value proves it."""
    if len(sealed) < _BODY_AT + _TAG_BYTES:
        raise DecryptionError
    version, _, epoch = _HEAD.unpack_from(sealed)
    if version != _VERSION:
        raise UnsupportedVersion
    return int(epoch)


class Cipher(Secretive):
    """One symmetric key, ready for use; keep it when many values are under the same key.

    Nonces are random: one key may seal some hundred million values before a repeat becomes thinkable (NIST SP 800-38D
    allows 2^32), and each dossier has its own.
    """

    __slots__ = ("_aead",)

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes; raises `KeyNotTrusted` on any other size."""
        if len(key) != KEY_BYTES:
            raise KeyNotTrusted("a symmetric key has 32 bytes")
        self._aead = AESGCM(key)

    def seal(self, plaintext: bytes, context: Sequence[bytes], *, epoch: int, pad: bool = True) -> bytes:
        """Seal the plaintext so that it opens only with the same key and context.

        Give `pad=False` only for values whose length is always the same, such as a key. `epoch` is 0 to 2^32-1.
        Raises `LimitExceeded` above 16 MiB.
        """
        return _seal(self._aead, plaintext, context, epoch=epoch, pad=pad, nonce=os.urandom(_NONCE_BYTES))

    def unseal(self, sealed: bytes, context: Sequence[bytes]) -> bytes:
        """Open a sealed value; raises `DecryptionError`, `UnsupportedVersion` or `LimitExceeded`."""
        size = len(sealed)
        if size < _BODY_AT + _TAG_BYTES:
            raise DecryptionError
        if size > _MAX_SEALED:
            raise LimitExceeded
        if sealed[0] != _VERSION:
            raise UnsupportedVersion
        bound = sealed[: _HEAD.size] + encode_context(context)
        try:
            opened = self._aead.decrypt(sealed[_HEAD.size : _BODY_AT], memoryview(sealed)[_BODY_AT:], bound)
        except InvalidTag:
            raise DecryptionError from None
        if sealed[1] == _PADDED:
            return unpad(opened)
        if sealed[1] == _EXACT:
            return opened
        raise UnsupportedVersion


def seal(key: bytes, plaintext: bytes, context: Sequence[bytes], *, epoch: int) -> bytes:
    """Seal one padded value; see `Cipher.seal`."""
    return Cipher(key).seal(plaintext, context, epoch=epoch)


def unseal(key: bytes, sealed: bytes, context: Sequence[bytes]) -> bytes:
    """Open one value; see `Cipher.unseal`."""
    return Cipher(key).unseal(sealed, context)


def _seal(aead: AESGCM, plaintext: bytes, context: Sequence[bytes], *, epoch: int, pad: bool, nonce: bytes) -> bytes:
    """Seal with a given nonce: the core that published vectors and frozen fixtures go through."""
    if len(plaintext) > MAX_PLAINTEXT:
        raise LimitExceeded
    head = _HEAD.pack(_VERSION, _PADDED if pad else _EXACT, epoch)
    body = pad_to_bucket(plaintext) if pad else plaintext
    return head + nonce + aead.encrypt(nonce, body, head + encode_context(context))
