"""The chain of directories, from number 1 on, and the certificate along which a root key is followed by another.

Each number goes on from the one before: nobody who was named vanishes, changes keys or role, or comes back after
leaving; a compartment keeps its kind, and gets new keys only with the next epoch. A new root key counts only with a
certificate of the herstelcode that the number before names. This module never decides who may change the directory.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from keys.directory import Compartment, Directory, Holder, Role, SignedDirectory, read_directory
from keys.envelope import encode_context
from keys.errors import BadSignature, KeyNotTrusted
from keys.holder import HolderKeys
from keys.sealing import verify

_NEW_ROOT: Final = b"new root/1"


def certify_root(recovery: HolderKeys, before: Directory, root_public: bytes) -> bytes:
    """Sign, with the keys of the herstelcode, that the number after `before` is signed by another root: 64 bytes."""
    return recovery.sign(_NEW_ROOT, _certified(before, root_public))


def read_chain(signed: Sequence[SignedDirectory]) -> tuple[Directory, ...]:
    """Verify every number from 1: its own signature, and that it goes on from the one before.

    Raises `KeyNotTrusted` when the chain is broken, empty or starts elsewhere, `BadSignature` when a new root has no
    certificate, and what `read_directory` raises.
    """
    chain = tuple(read_directory(each) for each in signed)
    if not chain or chain[0].number != 1 or chain[0].certificate:
        raise KeyNotTrusted("the directory does not start at number 1")
    for before, after in pairwise(chain):
        check_step(before, after)
    return chain


def check_step(before: Directory, after: Directory) -> None:
    """Return when `after` may follow `before`, else raise `KeyNotTrusted` or `BadSignature`."""
    same = (after.store_id, after.demo) == (before.store_id, before.demo)
    if not same or after.number != before.number + 1 or after.previous != before.digest:
        raise KeyNotTrusted("the chain of directories is broken")
    _check_root(before, after)
    found = {holder.id: holder for holder in after.holders}
    if not all(_stays(holder, found.get(holder.id)) for holder in before.holders):
        raise KeyNotTrusted("a holder vanished, changed or came back")
    places = {place.id: place for place in after.compartments}
    if not all(_goes_on(place, places.get(place.id)) for place in before.compartments):
        raise KeyNotTrusted("a compartment vanished or changed its keys within an epoch")


def _check_root(before: Directory, after: Directory) -> None:
    """Let the root be another one only with the certificate of a herstelcode that the number before names."""
    if after.root_public == before.root_public:
        if after.certificate:
            raise KeyNotTrusted("a certificate without a new root")
        return
    for holder in before.holders:
        if holder.active and holder.role is Role.RECOVERY:
            verify(holder.public.signing, _NEW_ROOT, _certified(before, after.root_public), after.certificate)
            return
    raise BadSignature


def _certified(before: Directory, root_public: bytes) -> bytes:
    """Write what a certificate signs: this kluis, this place in its chain, and the new key."""
    parts = [before.store_id.encode(), str(before.number + 1).encode(), before.digest.encode(), root_public]
    return encode_context(parts)


def _stays(before: Holder, after: Holder | None) -> bool:
    """Whether a holder is who they were, still there or gone for good."""
    if after is None or (after.active and not before.active):
        return False
    return (after.role, after.label, after.public) == (before.role, before.label, before.public)


def _goes_on(before: Compartment, after: Compartment | None) -> bool:
    """Whether a compartment is what it was, or in its next epoch with other keys."""
    if after is None or after.kind is not before.kind:
        return False
    if after.epoch == before.epoch:
        return after.sealing_public == before.sealing_public
    return after.epoch == before.epoch + 1 and after.sealing_public != before.sealing_public
