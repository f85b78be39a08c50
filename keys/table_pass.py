"""A pass for the table: a holder lends a key that is made for one overleg to a process that has nothing else of theirs.

The holder's own key signs which key it is, for which compartment in which epoch, and from when until when: twelve hours
at most. Times are whole quarters, so that the log, where they stand in the clear, tells no moment. What such a key may
sign, and whether its holder may lend one, is decided elsewhere.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from keys import canonical
from keys.envelope import new_key
from keys.errors import KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.sealing import SIGNING_BYTES, sign, verify
from keys.secrecy import Secretive

LASTS: Final = timedelta(hours=12)
"""How long a pass is good for: a day at the table, and no second one."""
QUARTER: Final = timedelta(minutes=15)
MAX_BODY: Final = 4 * 1024
"""Largest pass in bytes, checked before parsing; a pass has some 400."""

_ID: Final = re.compile(r"[0-9a-f]{32}")
_MOMENT: Final = "%Y-%m-%dT%H:%MZ"
_FORMAT: Final = "mhtui-table-pass"
_VERSION: Final = 1
_PURPOSE: Final = b"table pass/1"


def quarter(at: datetime) -> datetime:
    """Return the quarter of an hour that a moment lies in, in UTC."""
    there = at.astimezone(UTC)
    return there.replace(minute=there.minute // 15 * 15, second=0, microsecond=0)


def write_moment(at: datetime) -> str:
    """Write a quarter as it stands in a pass and in the log."""
    return at.astimezone(UTC).strftime(_MOMENT)


def read_moment(value: Mapping[str, object], name: str) -> datetime:
    """Read a quarter; raises `keys.canonical.MalformedError` for anything else."""
    written = canonical.text(value, name)
    try:
        found = datetime.strptime(written, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise canonical.MalformedError from None
    if found != quarter(found) or write_moment(found) != written:
        raise canonical.MalformedError
    return found


@dataclass(frozen=True, slots=True)
class TablePass:
    """What a holder signs of a key they lend. Raises `KeyNotTrusted` when it cannot be a pass."""

    store_id: str
    holder: str
    """Who lends it, and in whose name it signs."""
    directory: int
    """Number of the directory that held when it was lent."""
    compartment: str
    """The overleg it is for."""
    epoch: int
    """Of the key of that compartment; with new keys the pass is over."""
    public: bytes
    """Ed25519, 32 bytes: the key that was lent."""
    start: datetime
    end: datetime
    """The first moment at which it signs nothing any more."""

    def __post_init__(self) -> None:
        """Refuse what no honest program signs."""
        if not all(_ID.fullmatch(each) for each in (self.store_id, self.holder, self.compartment)):
            raise KeyNotTrusted("the pass names no store, holder or compartment of ours")
        if len(self.public) != SIGNING_BYTES or self.directory < 1 or self.epoch < 1:
            raise KeyNotTrusted("the pass holds no usable key")
        if not timedelta() < self.end - self.start <= LASTS:
            raise KeyNotTrusted("the pass is for longer than a pass may be")

    def covers(self, at: datetime) -> bool:
        """Whether it is good at this moment."""
        return self.start <= at < self.end

    def canonical(self) -> bytes:
        """Write the pass as the canonical JSON that is signed."""
        return canonical.dump(
            {
                "format": _FORMAT,
                "version": _VERSION,
                "store_id": self.store_id,
                "holder": self.holder,
                "directory": self.directory,
                "compartment": self.compartment,
                "epoch": self.epoch,
                "public": self.public.hex(),
                "start": write_moment(self.start),
                "end": write_moment(self.end),
            }
        )


@dataclass(frozen=True, slots=True)
class SignedPass:
    """A pass as it stands in the log: the canonical body and the signature of who lends it."""

    body: bytes
    signature: bytes


def sign_pass(table_pass: TablePass, signer: Callable[[bytes, bytes], bytes]) -> SignedPass:
    """Sign a pass as its holder; `signer` takes a purpose and a message, as `HolderKeys.sign` does."""
    body = table_pass.canonical()
    return SignedPass(body, signer(_PURPOSE, body))


def read_pass(signed: SignedPass, public_signing: bytes) -> TablePass:
    """Verify a pass with the public key of its holder, and read it.

    Raises `LimitExceeded`, `BadSignature`, `UnsupportedVersion`, or `KeyNotTrusted` when it is no pass.
    """
    if len(signed.body) > MAX_BODY:
        raise LimitExceeded
    verify(public_signing, _PURPOSE, signed.body, signed.signature)
    return parse_pass(signed.body)


def parse_pass(body: bytes) -> TablePass:
    """Read the fields of a pass; whether anybody signed it is for the caller. Raises as `read_pass`."""
    try:
        found = _read(canonical.load(body))
    except canonical.MalformedError:
        raise KeyNotTrusted("not a pass of this program") from None
    if found.canonical() != body:
        raise KeyNotTrusted("not a pass of this program")
    return found


def _read(value: Mapping[str, object]) -> TablePass:
    if canonical.text(value, "format") != _FORMAT:
        raise canonical.MalformedError
    if canonical.whole(value, "version") != _VERSION:
        raise UnsupportedVersion
    return TablePass(
        store_id=canonical.text(value, "store_id"),
        holder=canonical.text(value, "holder"),
        directory=canonical.whole(value, "directory"),
        compartment=canonical.text(value, "compartment"),
        epoch=canonical.whole(value, "epoch"),
        public=canonical.octets(value, "public"),
        start=read_moment(value, "start"),
        end=read_moment(value, "end"),
    )


class LentKey(Secretive):
    """The private half of a key that was lent, and the pass that says what it may do."""

    __slots__ = ("_private", "_signing", "entry", "table_pass")

    table_pass: TablePass
    entry: int
    """Number of the entry of the log that holds the signed pass; 0 before it is written."""

    def __init__(self, private: bytes, table_pass: TablePass, entry: int = 0) -> None:
        """Take the private half, 32 bytes; raises `KeyNotTrusted` when the pass is for another key."""
        if len(private) != SIGNING_BYTES or public_of(private) != table_pass.public:
            raise KeyNotTrusted("the pass is for another key")
        self._private = private
        self._signing = Ed25519PrivateKey.from_private_bytes(private)
        self.table_pass = table_pass
        self.entry = entry

    @property
    def private(self) -> bytes:
        """The private half, 32 bytes: to cross the pipe to the process that sits at the table."""
        return self._private

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """Sign a message for one purpose; `keys.sealing.verify` checks it with the key of the pass."""
        return sign(self._signing, purpose, message)


def new_private() -> bytes:
    """Make the private half of a key to lend."""
    return new_key()


def public_of(private: bytes) -> bytes:
    """Return the public half of a private key of 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
