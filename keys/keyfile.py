"""A personal key in files: the private half behind a passphrase, and the public half that may go to anybody.

For who makes a key on another computer than that of the kluis. The private file never has to leave its owner; the
public file holds nothing secret and proves only that it was made by who has the private one: that its fingerprint is
the newcomer's, people compare by reading it out loud. This module knows no kluis, no role and no person.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

from keys import canonical
from keys.directory import fingerprint
from keys.errors import BadSignature, KeyNotTrusted, LimitExceeded, NotAKeyFile, NotAPublicKey, UnsupportedVersion
from keys.holder import HolderKeys, HolderPublic
from keys.passphrase import CostPolicy, KeyCost, make_keyslot, open_keyslot, slot_cost
from keys.sealing import verify

MAX_KEY_FILE: Final = 16 * 1024
"""Largest file of either kind in bytes, checked before parsing; they have about 3,500 and 2,900."""

_PERSONAL: Final = "mhtui-personal-key"
_PUBLIC: Final = "mhtui-public-key"
_VERSION: Final = 1
_PURPOSE: Final = b"public key/1"
_CONTEXT: Final = b"mhtui personal key"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A personal key as its file holds it, still behind its passphrase."""

    public: HolderPublic
    slot: bytes

    @property
    def cost(self) -> KeyCost:
        """What opening it costs; raises as `keys.passphrase.slot_cost`."""
        return slot_cost(self.slot)

    def open(self, passphrase: str, *, policy: CostPolicy) -> HolderKeys:
        """Give the keys; takes a second. Raises what `keys.passphrase.open_keyslot` raises, and `KeyNotTrusted`."""
        context = _bound(self.public)
        keys = HolderKeys.from_root(open_keyslot(self.slot, passphrase, context=context, policy=policy))
        if keys.public != self.public:
            raise KeyNotTrusted("the key behind the passphrase is not the one that the file names")
        return keys


def make_key_file(keys: HolderKeys, passphrase: str, *, policy: CostPolicy) -> bytes:
    """Write a personal key behind a passphrase; raises `LimitExceeded` as `make_keyslot` does."""
    slot = make_keyslot(keys.root, passphrase, context=_bound(keys.public), policy=policy)
    fields: dict[str, object] = {
        "format": _PERSONAL,
        "version": _VERSION,
        "public": keys.public.to_bytes().hex(),
        "slot": slot.decode("ascii"),
    }
    return canonical.dump(fields | {"checksum": _checksum(fields)}) + b"\n"


def read_key_file(data: bytes) -> KeyFile:
    """Read a personal key file, without deriving anything.

    Raises `LimitExceeded` (size, or a cost that no policy of ours allows is told by `open`), `UnsupportedVersion`,
    `NotAKeyFile` when it is another file or was changed.
    """
    try:
        value = _fields(data, _PERSONAL)
        public = HolderPublic.from_bytes(canonical.octets(value, "public"))
        return KeyFile(public, canonical.text(value, "slot").encode("ascii"))
    except (canonical.MalformedError, KeyNotTrusted, UnicodeEncodeError):
        raise NotAKeyFile from None


def write_public(keys: HolderKeys) -> bytes:
    """Write the public half, signed by itself: who makes such a file holds the private half."""
    public = keys.public.to_bytes()
    fields: dict[str, object] = {
        "format": _PUBLIC,
        "version": _VERSION,
        "public": public.hex(),
        "signature": keys.sign(_PURPOSE, public).hex(),
    }
    return canonical.dump(fields | {"checksum": _checksum(fields)}) + b"\n"


def read_public(data: bytes) -> HolderPublic:
    """Read a public half; raises `LimitExceeded`, `UnsupportedVersion`, `NotAPublicKey`."""
    try:
        value = _fields(data, _PUBLIC)
        public = HolderPublic.from_bytes(canonical.octets(value, "public"))
        verify(public.signing, _PURPOSE, public.to_bytes(), canonical.octets(value, "signature"))
    except (canonical.MalformedError, KeyNotTrusted, BadSignature):
        raise NotAPublicKey from None
    return public


def key_fingerprint(public: HolderPublic) -> str:
    """SHA-256 of a holder's public keys, in sixteen groups of four digits: to be read out loud."""
    return fingerprint(public.to_bytes())


def _fields(data: bytes, wanted: str) -> Mapping[str, object]:
    """Check size, format, checksum and version, in that order."""
    if len(data) > MAX_KEY_FILE:
        raise LimitExceeded
    value = canonical.load(data.strip())
    if canonical.text(value, "format") != wanted:
        raise canonical.MalformedError
    fields = dict(value)
    checksum = fields.pop("checksum", None)
    if not isinstance(checksum, str) or not compare_digest(checksum.encode(), _checksum(fields).encode()):
        raise canonical.MalformedError
    if canonical.whole(value, "version") != _VERSION:
        raise UnsupportedVersion
    return value


def _checksum(fields: Mapping[str, object]) -> str:
    """SHA-256 over the other fields: tells damage on the way, not intent."""
    return hashlib.sha256(canonical.dump(fields)).hexdigest()


def _bound(public: HolderPublic) -> list[bytes]:
    return [_CONTEXT, public.digest]
