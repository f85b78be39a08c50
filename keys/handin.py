"""Sealed hand-in: a message to the holders of one compartment, written by somebody who holds no key of the store.

Whoever seals it cannot open it again. The header is plain, because it says which key opens the rest; the seal is bound
to it. HPKE knows no sender: a filer who has a key signs inside the seal, and nobody outside sees that.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Final

from keys import canonical
from keys.card import Card
from keys.envelope import encode_context
from keys.errors import DecryptionError, KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.holder import HolderKeys
from keys.ring import Ring
from keys.sealing import SIGNING_BYTES, seal_to, verify

MAX_HANDIN: Final = 4 * 1024 * 1024
"""Largest hand-in in bytes; a form of 20,000 characters makes about 40,000."""

_MAGIC: Final = b"MHSIGNAAL"
_VERSION: Final = 1
_START: Final = len(_MAGIC) + 1
_MAX_HEADER: Final = 1024
_PURPOSE: Final = b"hand-in/1"
_SIGNATURE_BYTES: Final = 64
_UNSIGNED: Final = b"\x00"
_SIGNED: Final = b"\x01"


@dataclass(frozen=True, slots=True)
class HandIn:
    """A hand-in as it arrives, still sealed."""

    store_id: str
    compartment: str
    epoch: int
    receipt: str
    """The receipt number the filer was given: it follows from the bytes of the file."""
    header: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What a hand-in held."""

    body: bytes
    signer: bytes | None
    """The Ed25519 key (32 bytes) that signed it; None when nobody did. Whose key it is, the caller looks up."""


def seal_handin(card: Card, body: bytes, *, signer: HolderKeys | None = None) -> bytes:
    """Seal a message to a card; the content of a `.mhsignaal` file.

    Layout: "MHSIGNAAL" | version (1) | length of the header (2) | header, canonical JSON | HPKE.
    Raises `LimitExceeded` above 4 MiB, `KeyNotTrusted` when the card's key cannot be used.
    """
    header = canonical.dump({"store_id": card.store_id, "compartment": card.compartment, "epoch": card.epoch})
    if len(header) > _MAX_HEADER:
        raise KeyNotTrusted("the card names no place of ours")
    inside = _UNSIGNED + body
    if signer is not None:
        signature = signer.sign(_PURPOSE, encode_context([header, body]))
        inside = _SIGNED + signer.public.signing + signature + body
    made = _MAGIC + bytes([_VERSION]) + len(header).to_bytes(2, "big") + header
    made += seal_to(card.sealing_public, inside, [_PURPOSE, header])
    if len(made) > MAX_HANDIN:
        raise LimitExceeded
    return made


def read_handin(data: bytes) -> HandIn:
    """Read what is plain about a hand-in; nothing of it is proven before it is opened.

    Raises `LimitExceeded`, `UnsupportedVersion`, or `KeyNotTrusted` when it is no hand-in.
    """
    if len(data) > MAX_HANDIN:
        raise LimitExceeded
    if data[: len(_MAGIC)] != _MAGIC or len(data) < _START + 2:
        raise KeyNotTrusted("not a hand-in of this program")
    if data[len(_MAGIC)] != _VERSION:
        raise UnsupportedVersion
    end = _START + 2 + int.from_bytes(data[_START : _START + 2], "big")
    header = data[_START + 2 : end]
    if len(header) > _MAX_HEADER:
        raise LimitExceeded
    try:
        value = canonical.load(header)
        return HandIn(
            store_id=canonical.text(value, "store_id"),
            compartment=canonical.text(value, "compartment"),
            epoch=canonical.whole(value, "epoch"),
            receipt=receipt(data),
            header=header,
            sealed=data[end:],
        )
    except canonical.MalformedError:
        raise KeyNotTrusted("not a hand-in of this program") from None


def open_handin(handin: HandIn, ring: Ring) -> Message:
    """Open a hand-in with the keys of its compartment in its epoch.

    Raises `NotGranted`, `Locked`, `DecryptionError`, or `BadSignature` when a signature inside is not of its message.
    """
    keys = ring.at_epoch(handin.compartment, handin.epoch)
    inside = keys.open_sealed(handin.sealed, [_PURPOSE, handin.header])
    if inside[:1] == _UNSIGNED:
        return Message(inside[1:], None)
    signed = 1 + SIGNING_BYTES + _SIGNATURE_BYTES
    if inside[:1] != _SIGNED or len(inside) < signed:
        raise DecryptionError
    signer, signature, body = inside[1 : 1 + SIGNING_BYTES], inside[1 + SIGNING_BYTES : signed], inside[signed:]
    verify(signer, _PURPOSE, encode_context([handin.header, body]), signature)
    return Message(body, signer)


def receipt(data: bytes) -> str:
    """Return the receipt number of a hand-in, such as "M-7KQ2-XW4B": 40 bits of the SHA-256 of its bytes."""
    letters = base64.b32encode(hashlib.sha256(data).digest()[:5]).decode("ascii")
    return f"M-{letters[:4]}-{letters[4:]}"
