"""The public card of a municipality: all that somebody needs to hand in a signal that only the AF can open.

Signed by the store's root key. The signature proves that card and fingerprint belong together; that the fingerprint is
the municipality's, a person compares with what the municipality printed. It holds nothing secret.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from keys import canonical
from keys.directory import RootKey, fingerprint
from keys.errors import KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.sealing import SEALING_BYTES, SIGNING_BYTES, verify

MAX_CARD: Final = 16 * 1024
"""Largest card in bytes, checked before parsing; a card has about 3,000."""
MAX_NAME: Final = 200
"""Most characters in the name of a municipality."""

_ID: Final = re.compile(r"[0-9a-f]{32}")
_FORMAT: Final = "mhtui-card"
_VERSION: Final = 1
_PURPOSE: Final = b"card/1"


@dataclass(frozen=True, slots=True)
class Card:
    """One public card. Raises `KeyNotTrusted` when it cannot be one."""

    name: str
    """Who takes the signals in, such as "Gemeente Lopik"."""
    store_id: str
    compartment: str
    """The identiteit compartment that hand-ins are sealed to."""
    epoch: int
    """The epoch of its key, from 1: after a rotation a card is an old one."""
    sealing_public: bytes
    """ML-KEM-768 (1184 bytes), then X25519 (32 bytes)."""
    root_public: bytes
    """Ed25519, 32 bytes: the key that signed this card."""
    made_on: date
    expires_on: date
    """The last day on which it may be used."""

    def __post_init__(self) -> None:
        """Refuse what no honest program makes."""
        if len(self.sealing_public) != SEALING_BYTES or len(self.root_public) != SIGNING_BYTES or self.epoch < 1:
            raise KeyNotTrusted("the card holds no usable key")
        if not 0 < len(self.name) <= MAX_NAME or not self.name.isprintable() or self.expires_on < self.made_on:
            raise KeyNotTrusted("the card does not say who and until when")
        if not (_ID.fullmatch(self.store_id) and _ID.fullmatch(self.compartment)):
            raise KeyNotTrusted("the card names no store of ours")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the root key that signed it, as on the herstelblad."""
        return fingerprint(self.root_public)

    @property
    def digest(self) -> bytes:
        """SHA-256 of everything on the card, 32 bytes."""
        return hashlib.sha256(self.canonical()).digest()

    def canonical(self) -> bytes:
        """Write the card as the canonical JSON that is signed."""
        return canonical.dump(_write(self))

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return today > self.expires_on


def sign_card(card: Card, root: RootKey) -> bytes:
    """Return the card as a file holds it; raises `KeyNotTrusted` when it names another root key."""
    if card.root_public != root.public:
        raise KeyNotTrusted("the card names another root key")
    signature = root.sign(_PURPOSE, card.canonical())
    return canonical.dump({"card": _write(card), "signature": signature.hex()}) + b"\n"


def read_card(data: bytes) -> Card:
    """Verify and read the content of a card file.

    Raises `LimitExceeded`, `UnsupportedVersion`, `BadSignature`, or `KeyNotTrusted` when it is no card.
    """
    if len(data) > MAX_CARD:
        raise LimitExceeded
    try:
        value = canonical.load(data.strip())
        return _read(canonical.inner(value, "card"), canonical.octets(value, "signature"))
    except canonical.MalformedError:
        raise KeyNotTrusted("not a card of this program") from None


def _write(card: Card) -> dict[str, object]:
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "name": card.name,
        "store_id": card.store_id,
        "compartment": card.compartment,
        "epoch": card.epoch,
        "sealing_public": card.sealing_public.hex(),
        "root_public": card.root_public.hex(),
        "made_on": card.made_on.isoformat(),
        "expires_on": card.expires_on.isoformat(),
    }


def _read(body: Mapping[str, object], signature: bytes) -> Card:
    """Read the fields of a card whose signature is of the key it names."""
    if canonical.text(body, "format") != _FORMAT:
        raise canonical.MalformedError
    if canonical.whole(body, "version") != _VERSION:
        raise UnsupportedVersion
    root = canonical.octets(body, "root_public")
    written = canonical.dump(body)
    verify(root, _PURPOSE, written, signature)
    card = Card(
        name=canonical.text(body, "name"),
        store_id=canonical.text(body, "store_id"),
        compartment=canonical.text(body, "compartment"),
        epoch=canonical.whole(body, "epoch"),
        sealing_public=canonical.octets(body, "sealing_public"),
        root_public=root,
        made_on=_day(body, "made_on"),
        expires_on=_day(body, "expires_on"),
    )
    if card.canonical() != written:
        raise canonical.MalformedError
    return card


def _day(body: Mapping[str, object], name: str) -> date:
    """Read a day written as yyyy-mm-dd."""
    try:
        return date.fromisoformat(canonical.text(body, name))
    except ValueError:
        raise canonical.MalformedError from None
