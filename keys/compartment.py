"""The keys of one compartment in one epoch, and the grants that carry them to holders.

One random secret per epoch; a wrapping key, a label key and a sealing pair follow from it. This module never decides
who may have a grant: it only makes one that nobody else can open, move or forge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from keys.derivation import derive
from keys.envelope import Cipher, encode_context, new_key
from keys.errors import LimitExceeded
from keys.holder import HolderKeys, HolderPublic
from keys.sealing import SealingKey, seal_to, verify
from keys.secrecy import Secretive

MAX_EPOCH: Final = 2**32 - 1
MOST_OPENED: Final = 2**15
"""Data keys that one epoch keeps opened: some 12 MiB."""
_GRANT: Final = b"grant/1"
_UNSEEN: Final = b"data key/1"
_TO_PUBLIC: Final = b"\x02"
"""First byte of a data key that was sealed to the public key; what was wrapped under the key itself begins with 1."""


class CompartmentKeys(Secretive):
    """Everything one epoch of a compartment can do."""

    __slots__ = ("_labels", "_opened", "_sealing", "_secret", "_wrapping", "compartment", "epoch")

    compartment: str
    """The random id of the compartment."""
    epoch: int
    """Counted from 1; a new epoch has wholly new keys."""

    def __init__(self, compartment: str, epoch: int, secret: bytes) -> None:
        """Derive the keys from a secret of 32 bytes; raises `LimitExceeded` or `KeyNotTrusted`."""
        if not 1 <= epoch <= MAX_EPOCH:
            raise LimitExceeded("an epoch is 1 to 2^32-1")
        where = (compartment.encode(), epoch.to_bytes(4, "big"))
        self.compartment = compartment
        self.epoch = epoch
        self._secret = secret
        self._wrapping = Cipher(derive(secret, b"compartment wrapping", where))
        self._labels = Cipher(derive(secret, b"compartment labels", where))
        self._sealing = SealingKey.from_seed(derive(secret, b"compartment sealing", where))
        self._opened: dict[tuple[str, bytes], bytes] = {}

    @classmethod
    def new(cls, compartment_id: str) -> Self:
        """Make the first epoch of a new compartment."""
        return cls(compartment_id, 1, new_key())

    def next_epoch(self) -> Self:
        """Make the next epoch of this compartment, with keys that do not follow from these."""
        return type(self)(self.compartment, self.epoch + 1, new_key())

    @property
    def secret(self) -> bytes:
        """The secret of this epoch, 32 bytes: for a grant, and to cross the pipe to the process at the table."""
        return self._secret

    @property
    def sealing_public(self) -> bytes:
        """The public key others seal to; belongs in the signed directory."""
        return self._sealing.public

    def wrap(self, data_key: bytes, context: Sequence[bytes]) -> bytes:
        """Seal a data key (32 bytes) under this compartment."""
        return self._wrapping.seal(data_key, context, epoch=self.epoch, pad=False)

    def unwrap(self, wrapped: bytes, context: Sequence[bytes]) -> bytes:
        """Open what `wrap` or `wrap_to` gave; raises `DecryptionError` or `UnsupportedVersion`."""
        if wrapped[:1] == _TO_PUBLIC:
            return self._sealing.open(wrapped[1:], [_UNSEEN, *context])
        return self._wrapping.unseal(wrapped, context)

    def unwrap_once(self, wrapped: bytes, name: str, context: Callable[[], Sequence[bytes]]) -> bytes:
        """Open a wrapped data key as `unwrap` does, once: it is kept under its name until the ring is locked.

        `name` must say all that the context says and this epoch does not. What was wrapped anew is opened anew.
        """
        known = self._opened.get((name, wrapped))
        if known is None:
            known = self.unwrap(wrapped, context())
            if len(self._opened) >= MOST_OPENED:
                self._opened.clear()
            self._opened[name, wrapped] = known
        return known

    def forget(self) -> None:
        """Drop the data keys that were opened."""
        self._opened.clear()

    def seal(self, plaintext: bytes, context: Sequence[bytes]) -> bytes:
        """Seal a small value, such as a label, directly under this compartment."""
        return self._labels.seal(plaintext, context, epoch=self.epoch)

    def unseal(self, sealed: bytes, context: Sequence[bytes]) -> bytes:
        """Open what `seal` gave; raises `DecryptionError` or `UnsupportedVersion`."""
        return self._labels.unseal(sealed, context)

    def open_sealed(self, sealed: bytes, info: Sequence[bytes]) -> bytes:
        """Open what was sealed to `sealing_public`; raises `DecryptionError` or `UnsupportedVersion`."""
        return self._sealing.open(sealed, info)


def wrap_to(sealing_public: bytes, data_key: bytes, context: Sequence[bytes]) -> bytes:
    """Seal a data key to a compartment one holds no key of; take `sealing_public` from the signed directory.

    Whoever does so adds, and can open neither this nor anything else there. Raises `KeyNotTrusted`.
    """
    return _TO_PUBLIC + seal_to(sealing_public, data_key, [_UNSEEN, *context])


@dataclass(frozen=True, slots=True)
class Grant:
    """One epoch of a compartment, sealed to one holder and signed by who granted it."""

    compartment: str
    epoch: int
    holder: str
    grantor: str
    sealed: bytes
    signature: bytes


def make_grant(
    keys: CompartmentKeys,
    *,
    store_id: str,
    holder: str,
    holder_public: HolderPublic,
    grantor: str,
    grantor_keys: HolderKeys,
) -> Grant:
    """Grant these keys to a holder; take `holder_public` from the signed directory and from nowhere else."""
    bound = _bound(store_id, keys.compartment, keys.epoch, holder, holder_public, grantor)
    sealed = seal_to(holder_public.sealing, keys.secret, [_GRANT, *bound])
    signature = grantor_keys.sign(_GRANT, encode_context([*bound, sealed]))
    return Grant(keys.compartment, keys.epoch, holder, grantor, sealed, signature)


def open_grant(
    grant: Grant, *, store_id: str, holder_keys: HolderKeys, grantor_public: HolderPublic
) -> CompartmentKeys:
    """Open a grant made to this holder; raises `BadSignature` or `DecryptionError`.

    The signature binds store, compartment, epoch, holder, the holder's public keys and the grantor. Whether the grantor
    had the right, and whether `sealing_public` is the one in the directory, is for the caller to check.
    """
    bound = _bound(store_id, grant.compartment, grant.epoch, grant.holder, holder_keys.public, grant.grantor)
    verify(grantor_public.signing, _GRANT, encode_context([*bound, grant.sealed]), grant.signature)
    secret = holder_keys.open_sealed(grant.sealed, [_GRANT, *bound])
    return CompartmentKeys(grant.compartment, grant.epoch, secret)


def _bound(
    store_id: str, compartment: str, epoch: int, holder: str, holder_public: HolderPublic, grantor: str
) -> list[bytes]:
    """List what a grant is bound to, by its seal and by its signature."""
    return [
        store_id.encode(),
        compartment.encode(),
        str(epoch).encode(),
        holder.encode(),
        holder_public.digest,
        grantor.encode(),
    ]
