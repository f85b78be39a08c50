"""The signed, numbered directory: who holds keys, in which role, and which compartments there are.

It is signed by the store's root key, and each number names the digest of the one before: `keys.chain` holds them
together. Nothing may be sealed to, or believed from, a key that it does not name. It holds functions, never a person's
name, and it does not decide what a role may do.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from keys import canonical
from keys.envelope import new_key
from keys.errors import KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.holder import HolderPublic
from keys.sealing import SEALING_BYTES, SIGNING_BYTES, sign, verify
from keys.secrecy import Secretive

MAX_BODY: Final = 4 * 1024 * 1024
"""Largest directory in bytes, checked before parsing."""

_FORMAT: Final = "mhtui-directory"
_VERSION: Final = 1
_WITH_CERTIFICATE: Final = 2
"""Version of a body that brings a new root, with the certificate for it."""
_PURPOSE: Final = b"directory/1"


class Role(StrEnum):
    """What a holder is, as in the table of roles."""

    AF = "aandachtsfunctionaris"
    DEPUTY = "plaatsvervanger"
    OVERLEG = "overleg"
    KETEN = "ketenregisseur"
    ZORG = "zorgcoordinator"
    FG = "fg"
    RECOVERY = "herstel"


class Kind(StrEnum):
    """What a compartment is for."""

    BEHEER = "beheer"
    IDENTITEIT = "identiteit"
    OVERLEG = "overleg"
    CIJFERS = "cijfers"
    LOGBOEK = "logboek"


@dataclass(frozen=True, slots=True)
class Holder:
    """One key holder."""

    id: str
    role: Role
    label: str
    """The function, such as "Aandachtsfunctionaris"; never a person's name."""
    public: HolderPublic
    active: bool = True
    """False after departure; the public keys stay, to verify what was signed before."""


@dataclass(frozen=True, slots=True)
class Compartment:
    """One compartment and the public key of its current epoch."""

    id: str
    kind: Kind
    epoch: int
    sealing_public: bytes


@dataclass(frozen=True, slots=True)
class Directory:
    """One number of the directory."""

    store_id: str
    number: int
    """Counted from 1."""
    previous: str
    """SHA-256, in hexadecimal, of the body of the number before; empty for number 1."""
    demo: bool
    root_public: bytes
    """Ed25519, 32 bytes: the key that signs this directory."""
    holders: tuple[Holder, ...]
    compartments: tuple[Compartment, ...]
    certificate: bytes = b""
    """The herstelcode's signature over a new root key (`keys.chain`); empty while the root stays what it was."""

    def holder(self, holder_id: str) -> Holder:
        """Find a holder, active or not; raises `KeyNotTrusted`."""
        for holder in self.holders:
            if holder.id == holder_id:
                return holder
        raise KeyNotTrusted("the directory names no such holder")

    def compartment(self, compartment_id: str) -> Compartment:
        """Find a compartment; raises `KeyNotTrusted`."""
        for compartment in self.compartments:
            if compartment.id == compartment_id:
                return compartment
        raise KeyNotTrusted("the directory names no such compartment")

    def canonical(self) -> bytes:
        """Write the directory as the canonical JSON that is signed."""
        certified = {"certificate": self.certificate.hex()} if self.certificate else {}
        return canonical.dump(
            {
                **certified,
                "format": _FORMAT,
                "version": _WITH_CERTIFICATE if certified else _VERSION,
                "store_id": self.store_id,
                "number": self.number,
                "previous": self.previous,
                "demo": self.demo,
                "root_public": self.root_public.hex(),
                "holders": [_write_holder(holder) for holder in self.holders],
                "compartments": [_write_compartment(compartment) for compartment in self.compartments],
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of `canonical`, in hexadecimal: what the next number puts in `previous`."""
        return hashlib.sha256(self.canonical()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedDirectory:
    """A directory as it is stored: the canonical body and the root key's signature."""

    body: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class RootKey(Secretive):
    """The store's root signing key; its private half lives in compartment beheer."""

    private: bytes
    """Ed25519, 32 bytes."""

    def __post_init__(self) -> None:
        """Refuse a key of another size with `KeyNotTrusted`."""
        if len(self.private) != SIGNING_BYTES:
            raise KeyNotTrusted("a root key has 32 bytes")

    @classmethod
    def generate(cls) -> Self:
        """Make a new root key."""
        return cls(new_key())

    @classmethod
    def from_private(cls, private: bytes) -> Self:
        """Take the private half, as beheer keeps it."""
        return cls(private)

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes; its fingerprint is on the herstelblad."""
        return Ed25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """Sign a message for one purpose: 64 bytes."""
        return sign(Ed25519PrivateKey.from_private_bytes(self.private), purpose, message)

    def sign_directory(self, directory: Directory) -> SignedDirectory:
        """Sign a directory that names this root key; raises `KeyNotTrusted` when it is not whole or names another."""
        if directory.root_public != self.public:
            raise KeyNotTrusted("the directory names another root key")
        _check(directory)
        body = directory.canonical()
        if len(body) > MAX_BODY:
            raise LimitExceeded
        return SignedDirectory(body, self.sign(_PURPOSE, body))


def read_directory(signed: SignedDirectory, *, root_public: bytes | None = None) -> Directory:
    """Verify a directory and read it.

    With `root_public` (from the pin or the number before) the signature must be of that key; without, of the key the
    directory itself names, which proves only that it is whole. Raises `LimitExceeded`, `BadSignature`,
    `UnsupportedVersion` or `KeyNotTrusted`.
    """
    if len(signed.body) > MAX_BODY:
        raise LimitExceeded
    if root_public is not None:
        verify(root_public, _PURPOSE, signed.body, signed.signature)
    try:
        value = canonical.load(signed.body)
        named = canonical.octets(value, "root_public")
        verify(named, _PURPOSE, signed.body, signed.signature)
        directory = _read(value)
    except canonical.MalformedError:
        raise KeyNotTrusted("not a directory of this program") from None
    _check(directory)
    return directory


def fingerprint(root_public: bytes) -> str:
    """SHA-256 of the root public key as sixteen groups of four hexadecimal digits."""
    digits = hashlib.sha256(root_public).hexdigest().upper()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _write_holder(holder: Holder) -> Mapping[str, object]:
    return {
        "id": holder.id,
        "role": holder.role.value,
        "label": holder.label,
        "public": holder.public.to_bytes().hex(),
        "active": holder.active,
    }


def _write_compartment(compartment: Compartment) -> Mapping[str, object]:
    return {
        "id": compartment.id,
        "kind": compartment.kind.value,
        "epoch": compartment.epoch,
        "sealing_public": compartment.sealing_public.hex(),
    }


def _read(value: Mapping[str, object]) -> Directory:
    """Read the fields; the signature has been verified."""
    if canonical.text(value, "format") != _FORMAT:
        raise canonical.MalformedError
    version = canonical.whole(value, "version")
    if version not in {_VERSION, _WITH_CERTIFICATE}:
        raise UnsupportedVersion
    directory = Directory(
        store_id=canonical.text(value, "store_id"),
        number=canonical.whole(value, "number"),
        previous=canonical.text(value, "previous"),
        demo=canonical.flag(value, "demo"),
        root_public=canonical.octets(value, "root_public"),
        holders=tuple(_read_holder(each) for each in canonical.objects(value, "holders")),
        compartments=tuple(_read_compartment(each) for each in canonical.objects(value, "compartments")),
        certificate=canonical.octets(value, "certificate") if version == _WITH_CERTIFICATE else b"",
    )
    if directory.canonical() != canonical.dump(value):
        raise canonical.MalformedError
    return directory


def _read_holder(value: Mapping[str, object]) -> Holder:
    return Holder(
        id=canonical.text(value, "id"),
        role=canonical.one_of(Role, value, "role"),
        label=canonical.text(value, "label"),
        public=HolderPublic.from_bytes(canonical.octets(value, "public")),
        active=canonical.flag(value, "active"),
    )


def _read_compartment(value: Mapping[str, object]) -> Compartment:
    return Compartment(
        id=canonical.text(value, "id"),
        kind=canonical.one_of(Kind, value, "kind"),
        epoch=canonical.whole(value, "epoch"),
        sealing_public=canonical.octets(value, "sealing_public"),
    )


def _check(directory: Directory) -> None:
    """Refuse what no honest program signs: double ids, a number or epoch of 0, keys of the wrong size."""
    holders = {holder.id for holder in directory.holders}
    compartments = {compartment.id for compartment in directory.compartments}
    if len(holders) != len(directory.holders) or len(compartments) != len(directory.compartments):
        raise KeyNotTrusted("the directory names an id twice")
    if directory.number < 1 or (directory.number == 1) != (directory.previous == ""):
        raise KeyNotTrusted("the directory has no place in its chain")
    if any(each.epoch < 1 or len(each.sealing_public) != SEALING_BYTES for each in directory.compartments):
        raise KeyNotTrusted("the directory names a compartment without a usable key")
