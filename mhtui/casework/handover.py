"""Functieoverdracht: the successor gets a key, is seen to open everything, and takes the leaver's key back.

The steps in their order, so that the screen and the command line cannot take them in another: nothing is taken from
the leaver before the successor has been seen to open all of it. New keys are made in the successor's session.
"""

from dataclasses import dataclass

from db.admitting import add_holder, add_key, recover
from db.fields import NOUNS
from db.newcomer import NewHolder
from db.records.base import SEALED
from db.resealing import Progress, no_progress
from db.store import Store
from db.turning import revoke, sheet_of
from keys.directory import Holder, Role
from keys.holder import HolderKeys, HolderPublic
from keys.passphrase import CostPolicy
from keys.recovery import read_code
from mhtui.casework.desk import Desk
from mhtui.casework.errors import HandoverIncomplete, HandoverUnfinished, NothingUnfinished
from mhtui.casework.keygiving import AF_LABEL, compare, described, newcomer

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Proof:
    """What a session was seen to open."""

    records: int
    entries: int
    """Lines of the logboek whose detail opened."""
    sealed: int
    """Records and lines that stayed sealed."""

    @property
    def complete(self) -> bool:
        """Whether nothing stayed sealed."""
        return self.sealed == 0 and self.records > 0


@dataclass(frozen=True, slots=True)
class Successor:
    """Somebody with a key of their own, let in beside the leaver."""

    desk: Desk
    holder: Holder
    proof: Proof


def check_code(desk: Desk, typed: str) -> bytes:
    """Read a typed herstelcode; raises `MistypedCode` with the wrong group, `NotThisSheet`."""
    code = read_code(typed)
    sheet_of(desk.store.directory, HolderKeys.from_recovery(code))
    return code


def prove(desk: Desk) -> Proof:
    """Open every record and every line of the logboek; raises `Tampered` for one that is damaged."""
    store = desk.store
    records = sealed = 0
    for noun in NOUNS:
        for row in store.repository(noun).all():
            records += 1
            sealed += row.is_sealed
    entries, before = 0, None
    while lines := store.log(before=before, limit=_PAGE):
        entries += sum(line.detail is not SEALED for line in lines)
        sealed += sum(line.detail is SEALED for line in lines)
        before = lines[-1].seq
    return Proof(records, entries, sealed)


def name_successor(desk: Desk, passphrase: str, *, name: str = "", policy: CostPolicy) -> Successor:
    """Give the successor a key, let them in with their own wachtzin, and see what they open; takes some seconds.

    Raises `WeakPassphrase`, `InvalidForm`, `NotAllowed`, `HandoverUnfinished`. The caller closes the store of the
    successor's desk.
    """
    _none_unfinished(desk)
    holder = add_holder(desk.store, newcomer(desk, Role.AF, passphrase, AF_LABEL, name), policy=policy)
    return let_in(desk.store, holder, passphrase, policy)


def name_key(desk: Desk, public: HolderPublic, fingerprint: str, *, name: str = "") -> Holder:
    """Give the successor's own key, made elsewhere, what the office opens; the successor finishes it (`finish`).

    Raises `OtherFingerprint`, `InvalidForm`, `NotAllowed`, `HandoverUnfinished`, `db.errors.KeyInUse`.
    """
    _none_unfinished(desk)
    compare(public, fingerprint)
    return add_key(desk.store, described(Role.AF, "", AF_LABEL, name), public)


def let_in(store: Store, holder: Holder, passphrase: str, policy: CostPolicy) -> Successor:
    """Open the kluis once more, as somebody who was just given a key."""
    beside = store.beside()
    try:
        beside.unlock(holder.id, passphrase, policy=policy)
        theirs = Desk(beside)
        return Successor(theirs, holder, prove(theirs))
    except BaseException:
        beside.close()
        raise


def take_over(successor: Successor, leaver: str, code: bytes, *, progress: Progress = no_progress) -> None:
    """Take the leaver's key back in the successor's session, with new keys and another root key.

    Raises `HandoverIncomplete` when the successor did not open everything, and as `db.turning.revoke`.
    """
    if not successor.proof.complete:
        raise HandoverIncomplete
    revoke(successor.desk.store, leaver, code=code, progress=progress)


def recovered(store: Store, code: bytes, passphrase: str, *, name: str = "", policy: CostPolicy) -> Successor:
    """Make an aandachtsfunctionaris by the herstelblad alone; raises `NotThisSheet`, `InvalidForm`."""
    new: NewHolder = described(Role.AF, passphrase, AF_LABEL, name)
    holder = recover(store, code, new, policy=policy)
    return let_in(store, holder, passphrase, policy)


def others_in_office(successor: Successor) -> tuple[Holder, ...]:
    """Return the aandachtsfunctionarissen beside the successor: whose keys are to be taken back."""
    return tuple(each for each in _in_office(successor.desk.store) if each.id != successor.holder.id)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A handover, or a restoring with the herstelblad, that stopped half way: more than one key opens everything."""

    successor: Holder
    """Who came last."""
    leavers: tuple[Holder, ...]
    """Who were there before, oldest first."""
    mine: bool
    """Whether this session is the successor's."""


def unfinished(desk: Desk) -> Unfinished | None:
    """Return the handover that is not finished; None when there is none, or it is nothing to this session.

    It follows from the signed directory alone, which lists holders in the order in which they came.
    """
    office = _in_office(desk.store)
    if len(office) < 2 or desk.store.role is not Role.AF:  # noqa: PLR2004 - one is as it should be
        return None
    return Unfinished(office[-1], office[:-1], mine=office[-1].id == desk.store.me.id)


def finish(desk: Desk, code: bytes, *, progress: Progress = no_progress) -> Proof:
    """See that the successor, whose session this is, opens everything; then take back every key of before.

    Raises `NothingUnfinished`, `HandoverIncomplete`, and as `db.turning.revoke`.
    """
    found = unfinished(desk)
    if found is None or not found.mine:
        raise NothingUnfinished
    successor = Successor(desk, found.successor, prove(desk))
    for leaver in found.leavers:
        take_over(successor, leaver.id, code, progress=progress)
    return successor.proof


def finish_beside(
    desk: Desk, passphrase: str, code: bytes, *, policy: CostPolicy, progress: Progress = no_progress
) -> Proof:
    """Finish it at the keyboard of who leaves: the successor types a wachtzin of their own, and this session loses.

    Raises what `finish` and `Store.unlock` raise.
    """
    found = unfinished(desk)
    if found is None or found.mine:
        raise NothingUnfinished
    beside = let_in(desk.store, found.successor, passphrase, policy)
    try:
        return finish(beside.desk, code, progress=progress)
    finally:
        beside.desk.store.close()


def undo(desk: Desk, code: bytes, *, progress: Progress = no_progress) -> Holder:
    """Take back the key of a successor who has not taken over; returns whose it was.

    Raises `NothingUnfinished` for the successor's own session, and as `db.turning.revoke`.
    """
    found = unfinished(desk)
    if found is None or found.mine:
        raise NothingUnfinished
    revoke(desk.store, found.successor.id, code=code, progress=progress)
    return found.successor


def _none_unfinished(desk: Desk) -> None:
    if len(_in_office(desk.store)) > 1:
        raise HandoverUnfinished


def _in_office(store: Store) -> tuple[Holder, ...]:
    """Return who are aandachtsfunctionaris, in the order in which they came."""
    store.refresh()
    return tuple(each for each in store.holders() if each.role is Role.AF)
