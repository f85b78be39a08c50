"""Keyslots: a secret that opens with a passphrase, through Argon2id (RFC 9106).

A slot says itself what its derivation costs; anything below the floor or above the ceiling of the policy is refused
before deriving. A checksum over the public fields tells damage before deriving, a key commitment tells a wrong
passphrase from a slot that was moved or edited. This module never judges how strong a passphrase is.
"""

import hashlib
import os
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from keys import canonical
from keys.derivation import derive
from keys.envelope import KEY_BYTES, Cipher
from keys.errors import (
    CostRefused,
    DamagedSlot,
    DecryptionError,
    LimitExceeded,
    TooLittleMemory,
    UnsupportedVersion,
    WrongPassphrase,
)

MAX_SLOT: Final = 4096
"""Largest keyslot in bytes, checked before parsing."""
MAX_PASSPHRASE: Final = 1024
"""Longest passphrase in characters."""

_FORMAT: Final = "mhtui-keyslot"
_VERSION: Final = 1
_KDF: Final = "argon2id"
_SALT_BYTES: Final = 16
_CONTEXT: Final = b"keyslot/1"
_EPOCH: Final = 0
_ONE_AT_A_TIME: Final = threading.Lock()
"""OpenSSL hands out its threads without waiting for all lanes at once: two derivations side by side wait for ever."""
_NAMES: Final = frozenset(
    {"format", "version", "kdf", "memory_kib", "iterations", "lanes", "salt", "commitment", "sealed"}
)


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one derivation costs."""

    memory_kib: int
    iterations: int
    lanes: int

    def covers(self, other: "KeyCost") -> bool:
        """Whether no parameter is lower than that of the other."""
        return self.memory_kib >= other.memory_kib and self.iterations >= other.iterations and self.lanes >= other.lanes


@dataclass(frozen=True, slots=True)
class CostPolicy:
    """What new slots cost, and the least and most that an existing slot may ask."""

    wanted: KeyCost
    floor: KeyCost
    ceiling: KeyCost

    def allows(self, cost: KeyCost) -> bool:
        """Whether every parameter lies between floor and ceiling, both included."""
        return cost.covers(self.floor) and self.ceiling.covers(cost)


_FLOOR: Final = KeyCost(memory_kib=64 * 1024, iterations=3, lanes=4)
"""The second choice of RFC 9106, section 4, for machines with little memory."""
_CEILING: Final = KeyCost(memory_kib=1024 * 1024, iterations=10, lanes=16)

DEFAULT_POLICY: Final = CostPolicy(KeyCost(memory_kib=256 * 1024, iterations=3, lanes=4), _FLOOR, _CEILING)
"""About a second on an office laptop of two cores."""
FLOOR_POLICY: Final = CostPolicy(_FLOOR, _FLOOR, _CEILING)
"""The least that is allowed; for tests and demonstrations."""


def make_keyslot(secret: bytes, passphrase: str, *, context: Sequence[bytes], policy: CostPolicy) -> bytes:
    """Put a secret behind a passphrase; the slot is canonical JSON and holds nothing secret in the clear.

    `context` (store, holder) must be the same when it is opened. Raises `LimitExceeded` when the passphrase is empty
    or too long, when the secret does not fit, or when the policy asks less than its own floor.
    """
    return _make(secret, passphrase, context, policy, salt=os.urandom(_SALT_BYTES))


def open_keyslot(slot: bytes, passphrase: str, *, context: Sequence[bytes], policy: CostPolicy) -> bytes:
    """Give the secret back.

    Raises `LimitExceeded` (size) or `CostRefused` before deriving, `UnsupportedVersion`, `DamagedSlot`,
    `WrongPassphrase`, `TooLittleMemory`.
    """
    fields = _fields(slot)
    if not policy.allows(fields.cost):
        raise CostRefused
    if not _fits(passphrase):  # nothing can have been put behind it
        raise WrongPassphrase
    wrapping, commitment = _stretch(passphrase, fields.salt, fields.cost)
    if not compare_digest(commitment, fields.commitment):
        raise WrongPassphrase
    try:
        return Cipher(wrapping).unseal(fields.sealed, [_CONTEXT, *context])
    except DecryptionError:
        raise DamagedSlot from None


def slot_cost(slot: bytes) -> KeyCost:
    """Read what opening a keyslot costs, without deriving; raises as `open_keyslot` does before it derives."""
    return _fields(slot).cost


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a keyslot says."""

    cost: KeyCost
    salt: bytes
    commitment: bytes
    sealed: bytes


def _make(secret: bytes, passphrase: str, context: Sequence[bytes], policy: CostPolicy, *, salt: bytes) -> bytes:
    """Make a slot with a given salt: the core that fixtures go through."""
    if not policy.allows(policy.wanted):
        raise LimitExceeded("the policy asks a derivation outside its own floor and ceiling")
    if not _fits(passphrase):
        raise LimitExceeded("a passphrase has 1 to 1024 characters")
    wrapping, commitment = _stretch(passphrase, salt, policy.wanted)
    sealed = Cipher(wrapping).seal(secret, [_CONTEXT, *context], epoch=_EPOCH, pad=False)
    fields: dict[str, object] = {
        "format": _FORMAT,
        "version": _VERSION,
        "kdf": _KDF,
        "memory_kib": policy.wanted.memory_kib,
        "iterations": policy.wanted.iterations,
        "lanes": policy.wanted.lanes,
        "salt": salt.hex(),
        "commitment": commitment.hex(),
        "sealed": sealed.hex(),
    }
    slot = canonical.dump(fields | {"checksum": _checksum(fields)})
    if len(slot) > MAX_SLOT:
        raise LimitExceeded("the secret does not fit in a keyslot")
    return slot


def _fields(slot: bytes) -> _Fields:
    """Read a slot of any size; raises `LimitExceeded`, `UnsupportedVersion` or `DamagedSlot`."""
    if len(slot) > MAX_SLOT:
        raise LimitExceeded
    try:
        return _read(canonical.load(slot))
    except canonical.MalformedError:
        raise DamagedSlot from None


def _read(value: Mapping[str, object]) -> _Fields:
    """Check format, version and checksum, then read the fields."""
    if canonical.text(value, "format") != _FORMAT:
        raise canonical.MalformedError
    fields = dict(value)
    if fields.pop("checksum", None) != _checksum(fields):
        raise canonical.MalformedError
    if canonical.whole(value, "version") != _VERSION or canonical.text(value, "kdf") != _KDF:
        raise UnsupportedVersion
    cost = KeyCost(*(canonical.whole(value, name) for name in ("memory_kib", "iterations", "lanes")))
    read = _Fields(cost, *(canonical.octets(value, name) for name in ("salt", "commitment", "sealed")))
    if fields.keys() != _NAMES or len(read.salt) != _SALT_BYTES or len(read.commitment) != KEY_BYTES:
        raise canonical.MalformedError
    return read


def _checksum(fields: Mapping[str, object]) -> str:
    """SHA-256 over the other fields: tells damage, not intent; the commitment and the seal guard against intent."""
    return hashlib.sha256(canonical.dump(fields)).hexdigest()


def _fits(passphrase: str) -> bool:
    """Whether a keyslot can be made with this passphrase."""
    return 0 < len(passphrase) <= MAX_PASSPHRASE


def _stretch(passphrase: str, salt: bytes, cost: KeyCost) -> tuple[bytes, bytes]:
    """Derive the wrapping key and the commitment from a passphrase.

    The passphrase is brought to Unicode form NFC: keyboards differ in how they send an accented letter.
    """
    octets = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        with _ONE_AT_A_TIME:
            stretched = _argon2id(salt, cost).derive(octets)
    except MemoryError:
        raise TooLittleMemory from None
    return derive(stretched, b"keyslot wrapping"), derive(stretched, b"keyslot commitment")


def _argon2id(salt: bytes, cost: KeyCost) -> Argon2id:
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
