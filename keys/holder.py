"""A key holder: one root secret and the keys that follow from it, and the public half others may know.

The root leaves this module only through `root`, to be put in a keyslot. It never knows a person, a role or a store.
"""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keys.derivation import derive
from keys.envelope import new_key
from keys.errors import KeyNotTrusted
from keys.sealing import SEALING_BYTES, SIGNING_BYTES, SealingKey, sign
from keys.secrecy import Secretive

if TYPE_CHECKING:
    from keys.agefile import Source

BACKUP_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class HolderPublic:
    """The public keys of a holder; raises `KeyNotTrusted` when a size is wrong."""

    signing: bytes
    """Ed25519, 32 bytes."""
    sealing: bytes
    """ML-KEM-768 (1184 bytes), then X25519 (32 bytes)."""
    backup: bytes
    """X25519, 32 bytes: the age recipient of this holder."""

    def __post_init__(self) -> None:
        """Refuse anything that cannot be these three keys."""
        sizes = (len(self.signing), len(self.sealing), len(self.backup))
        if sizes != (SIGNING_BYTES, SEALING_BYTES, BACKUP_BYTES):
            raise KeyNotTrusted("public keys of the wrong size")

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read what `to_bytes` wrote; raises `KeyNotTrusted`."""
        sealing_end = SIGNING_BYTES + SEALING_BYTES
        return cls(raw[:SIGNING_BYTES], raw[SIGNING_BYTES:sealing_end], raw[sealing_end:])

    def to_bytes(self) -> bytes:
        """Write the three keys one after another: 1280 bytes."""
        return self.signing + self.sealing + self.backup

    @property
    def digest(self) -> bytes:
        """SHA-256 of `to_bytes`: what a grant binds."""
        return hashlib.sha256(self.to_bytes()).digest()


class HolderKeys(Secretive):
    """The private keys of one holder, each derived from the root by its own label."""

    __slots__ = ("_backup", "_root", "_sealing", "_signing", "public")

    public: HolderPublic
    """What others may know."""

    def __init__(self, root: bytes) -> None:
        """Derive everything from a root of 32 bytes; raises `KeyNotTrusted` on another size."""
        self._root = root
        self._signing = Ed25519PrivateKey.from_private_bytes(derive(root, b"holder signing"))
        self._sealing = SealingKey.from_seed(derive(root, b"holder sealing"))
        self._backup = X25519PrivateKey.from_private_bytes(derive(root, b"holder backup"))
        self.public = HolderPublic(
            signing=self._signing.public_key().public_bytes_raw(),
            sealing=self._sealing.public,
            backup=self._backup.public_key().public_bytes_raw(),
        )

    @classmethod
    def generate(cls) -> Self:
        """Make a new holder with a random root."""
        return cls(new_key())

    @classmethod
    def from_root(cls, root: bytes) -> Self:
        """Take the root that a keyslot gave."""
        return cls(root)

    @classmethod
    def from_recovery(cls, code: bytes) -> Self:
        """Take the 32 bytes of a recovery code: the holder that the herstelblad stands for."""
        return cls(derive(code, b"recovery root"))

    @property
    def root(self) -> bytes:
        """The root secret, to be put in a keyslot."""
        return self._root

    @property
    def backup_secret(self) -> bytes:
        """The X25519 private key, 32 bytes, behind this holder's age identity: it opens backups."""
        return self._backup.private_bytes_raw()

    def open_stream(self, source: "Source") -> AbstractContextManager[IO[bytes]]:
        """Give what an age file for this holder holds; as `keys.agefile.opened_stream`."""
        from keys.agefile import opened_stream

        return opened_stream(source, self.backup_secret)

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """Sign a message for one purpose; `keys.sealing.verify` checks it."""
        return sign(self._signing, purpose, message)

    def open_sealed(self, sealed: bytes, info: Sequence[bytes]) -> bytes:
        """Open what was sealed to this holder; raises `DecryptionError` or `UnsupportedVersion`."""
        return self._sealing.open(sealed, info)
