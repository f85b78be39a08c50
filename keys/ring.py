"""What this session has unlocked: one holder's keys and the compartments granted to that holder.

After `lock` it holds nothing and can do nothing. It never reads or writes a store and never asks for a passphrase.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from threading import Lock
from typing import IO, TYPE_CHECKING

from keys.compartment import CompartmentKeys, Grant, make_grant, open_grant
from keys.errors import Locked, NotGranted
from keys.holder import HolderKeys, HolderPublic
from keys.passphrase import CostPolicy, make_keyslot
from keys.secrecy import Secretive
from keys.table_pass import LentKey

if TYPE_CHECKING:
    from keys.agefile import Source


class Ring(Secretive):
    """The keys of one unlocked session; safe to use from any thread, also while another one locks it."""

    __slots__ = ("_changing", "_compartments", "_keys", "holder")

    holder: str
    """The id of the holder in the signed directory."""

    def __init__(self, holder: str, keys: HolderKeys | LentKey, compartments: Iterable[CompartmentKeys]) -> None:
        """Take what the passphrase and the grants opened; several epochs of one compartment are normal.

        With a key that the holder lent, at the table, it signs with that key and has nothing else of the holder.
        """
        self.holder = holder
        self._changing = Lock()
        self._keys: HolderKeys | LentKey | None = keys
        self._compartments: dict[str, dict[int, CompartmentKeys]] = {}
        for each in compartments:
            self.add(each)

    @property
    def locked(self) -> bool:
        """Whether `lock` was called."""
        return self._keys is None

    @property
    def lent(self) -> LentKey | None:
        """The key that this session was lent for the table; None for who unlocked, and once locked."""
        return self._keys if isinstance(self._keys, LentKey) else None

    def can(self, compartment: str) -> bool:
        """Whether this session can open anything of the compartment; False once locked."""
        return compartment in self._compartments

    def current(self, compartment: str) -> CompartmentKeys:
        """Give the newest epoch this session holds; raises `NotGranted` or `Locked`."""
        epochs = self._epochs(compartment)
        return epochs[max(epochs)]

    def at_epoch(self, compartment: str, epoch: int) -> CompartmentKeys:
        """Give one epoch; raises `NotGranted` or `Locked`."""
        found = self._epochs(compartment).get(epoch)
        if found is None:
            raise NotGranted
        return found

    def every(self, compartment: str) -> tuple[CompartmentKeys, ...]:
        """Give every epoch this session holds, oldest first; raises `NotGranted` or `Locked`."""
        epochs = self._epochs(compartment)
        return tuple(epochs[number] for number in sorted(epochs))

    def add(self, keys: CompartmentKeys) -> None:
        """Add an epoch that was just made or granted; raises `Locked`."""
        with self._changing:
            self._signer()
            epochs = self._compartments.get(keys.compartment, {})
            self._compartments = self._compartments | {keys.compartment: epochs | {keys.epoch: keys}}

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """Sign as this holder, or with the key they lent; raises `Locked`."""
        return self._signer().sign(purpose, message)

    def open_sealed(self, sealed: bytes, info: Sequence[bytes]) -> bytes:
        """Open what was sealed to this holder; raises `Locked` or `DecryptionError`."""
        return self._holder_keys().open_sealed(sealed, info)

    def open_grant(self, grant: Grant, *, store_id: str, grantor_public: HolderPublic) -> CompartmentKeys:
        """Open a grant made to this holder; raises `Locked`, `BadSignature` or `DecryptionError`."""
        return open_grant(grant, store_id=store_id, holder_keys=self._holder_keys(), grantor_public=grantor_public)

    def make_grant(self, keys: CompartmentKeys, *, store_id: str, holder: str, holder_public: HolderPublic) -> Grant:
        """Grant keys to a holder in the name of this one; raises `Locked`."""
        return make_grant(
            keys,
            store_id=store_id,
            holder=holder,
            holder_public=holder_public,
            grantor=self.holder,
            grantor_keys=self._holder_keys(),
        )

    def make_keyslot(self, passphrase: str, *, context: Sequence[bytes], policy: CostPolicy) -> bytes:
        """Put this holder's root behind another passphrase; takes a second. Raises `Locked`, `LimitExceeded`."""
        return make_keyslot(self._holder_keys().root, passphrase, context=context, policy=policy)

    @property
    def public(self) -> HolderPublic:
        """The public keys of this holder; raises `Locked`."""
        return self._holder_keys().public

    def open_stream(self, source: "Source") -> AbstractContextManager[IO[bytes]]:
        """Give what an age file for this holder holds, as `keys.agefile.opened_stream`; raises `Locked`."""
        return self._holder_keys().open_stream(source)

    def beside(self, holder: str) -> "Ring":
        """Return a ring of the same keys, as a holder of another kluis, with no compartment yet; raises `Locked`."""
        return Ring(holder, self._holder_keys(), ())

    def lock(self) -> None:
        """Drop every key. What Python still has in memory goes only with the process."""
        with self._changing:
            held = [keys for epochs in self._compartments.values() for keys in epochs.values()]
            self._keys = None
            self._compartments = {}
        for keys in held:
            keys.forget()

    def _signer(self) -> HolderKeys | LentKey:
        keys = self._keys
        if keys is None:
            raise Locked
        return keys

    def _holder_keys(self) -> HolderKeys:
        """Give the holder's own keys; raises `Locked`, or `NotGranted` at the table, where they never are."""
        keys = self._signer()
        if isinstance(keys, LentKey):
            raise NotGranted
        return keys

    def _epochs(self, compartment: str) -> dict[int, CompartmentKeys]:
        epochs = self._compartments.get(compartment)
        if epochs is not None:
            return epochs
        raise Locked if self.locked else NotGranted
